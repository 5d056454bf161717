//! The words of a name or of a stretch of text, folded.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::fold;
use crate::lists::{self, Words};
use crate::work;

const FILE: &str = include_str!("data/words.txt");
static SMALL: Words = Words::of(FILE, "small");
static LEADING: Words = Words::of(FILE, "leading");
static ALIKE: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| lists::pairs(FILE, "alike").collect());

/// A word and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoldedWord {
    /// Bytes of the text that was split.
    pub range: Range<usize>,
    /// Folded letters and digits.
    pub key: String,
}

impl FoldedWord {
    /// Whether names use the word as glue: French and English articles, prepositions, `and`.
    pub fn is_stop(&self) -> bool {
        is_stop(&self.key)
    }
}

/// Articles, prepositions and conjunctions inside the names of organisations.
pub(crate) fn is_stop(key: &str) -> bool {
    SMALL.contains(key)
}

/// Splits a text. Hyphens, apostrophes and points part words, but the points of `O.N.U.` do not;
/// `&` is a word; `+` stays with the word it follows (`Canal+`).
pub(crate) fn words(text: &str) -> Vec<FoldedWord> {
    work::step(text.len());
    let mut found: Vec<FoldedWord> = Vec::new();
    let mut chars = text.char_indices().peekable();
    // Letters since the word or its last point began.
    let mut stretch = 0;
    let mut open = false;
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let next_joins = chars
            .peek()
            .is_some_and(|&(_, next)| next.is_alphanumeric());
        if c.is_alphanumeric() || (open && (c == '+' || fold::guides(c))) {
            if !open {
                found.push(FoldedWord {
                    range: at..at,
                    key: String::new(),
                });
                open = true;
                stretch = 0;
            }
            if let Some(word) = found.last_mut() {
                word.range.end = end;
                fold::push(c, &mut word.key);
            }
            stretch += 1;
        } else if c == '&' {
            found.push(FoldedWord {
                range: at..end,
                key: "&".to_owned(),
            });
            open = false;
        } else if c == '.' && open && stretch == 1 && next_joins {
            stretch = 0;
        } else if !fold::guides(c) {
            open = false;
        }
    }
    found.retain(|word| !word.key.is_empty());
    found
}

/// The key under which the spellings of one name are equal: no case, accents, points, hyphens,
/// leading article or possessive; `and`, `et` and `&` alike, `St` as `Saint`.
pub(crate) fn name_key(surface: &str) -> Vec<String> {
    let mut words = words(surface);
    if let [.., owner, last] = words.as_slice()
        && last.key == "s"
        && surface[owner.range.end..last.range.start].contains(['\'', '\u{2019}'])
    {
        words.pop();
    }
    if let [first, _, ..] = words.as_slice()
        && LEADING.contains(&first.key)
    {
        words.remove(0);
    }
    words
        .into_iter()
        .map(|word| match ALIKE.get(word.key.as_str()) {
            Some(&one) => one.to_owned(),
            None => word.key,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line with a capital or an accent would be compared with folded words and never fit.
    #[test]
    fn the_lists_are_folded() {
        const AS_A_TEXT_HAS_THEM: [&str; 4] =
            ["introductions", "sounds", "generations", "participles"];
        let files = [
            FILE,
            include_str!("data/around_organisations.txt"),
            include_str!("data/people.txt"),
            include_str!("../person_name/data/names.txt"),
            include_str!("../person_name/data/spellings.txt"),
        ];
        for entry in files.into_iter().flat_map(lists::entries) {
            let folded = fold::fold(entry.line) == entry.line;
            assert!(
                folded || AS_A_TEXT_HAS_THEM.contains(&entry.section),
                "{}",
                entry.line
            );
        }
    }

    fn keys(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.key).collect()
    }

    #[test]
    fn dotted_letters_are_one_word() {
        assert_eq!(
            keys("l'O.N.U. et les U.S."),
            ["l", "onu", "et", "les", "us"]
        );
        assert_eq!(keys("St. Clair Inc."), ["st", "clair", "inc"]);
        assert_eq!(keys("Canal+ & Cie"), ["canal+", "&", "cie"]);
    }

    #[test]
    fn spellings_of_one_name_are_equal() {
        for (a, b) in [
            ("Les Échos", "ECHOS"),
            ("Patrimoine & Lignée", "Patrimoine et Lignée"),
            ("Saint-Étienne", "St Etienne"),
            ("Lastwerk's", "Lastwerk"),
            ("Nations-Unies", "Nations unies"),
            ("O.N.U.", "ONU"),
        ] {
            assert_eq!(name_key(a), name_key(b));
        }
    }
}
