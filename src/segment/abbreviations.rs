//! Full stops that mark an abbreviation, an initial or an acronym, and the words that show that
//! a sentence starts after one all the same. The lists are `abbreviations.txt` and `openers.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lists::{Words, entries};

/// What a full stop says about the word it follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shortened {
    /// Not an abbreviation, as far as we know: the full stop ends the sentence.
    No,
    /// A title or the like, always followed by what it belongs to: `M.`, `Gen.`, `cf.`.
    Title,
    /// Followed by a number, or else an ordinary word: `art. 5`, `p. 12`, `No. 5`.
    Numbered,
    /// A month or weekday, shortened when a number stands on either side: `12 sept.`, `Jan. 5`.
    Calendar,
    /// May stand inside a sentence or at its end: `Inc.`, `U.S.`, `p.m.`, `J.`.
    Either,
}

/// The longest abbreviation looked for, in bytes; a longer word is an ordinary one.
const LONGEST: usize = 16;

static ABBREVIATIONS: LazyLock<HashMap<&str, Shortened>> = LazyLock::new(|| {
    let listed = entries(include_str!("abbreviations.txt")).map(|entry| {
        let shortened = match entry.section {
            "title" => Shortened::Title,
            "numbered" => Shortened::Numbered,
            "calendar" => Shortened::Calendar,
            "either" => Shortened::Either,
            other => panic!("abbreviations.txt has a section {other:?}"),
        };
        (entry.line, shortened)
    });
    listed.collect()
});

/// Judges the word at the end of `text`, which a full stop follows.
pub(super) fn shortened(text: &str) -> Shortened {
    let word = last_word(text);
    match ABBREVIATIONS.get(word) {
        Some(shortened) => *shortened,
        None if is_acronym(word) => Shortened::Either,
        None => Shortened::No,
    }
}

/// Whether a number stands before the last word of `text`, as in `12 sept`.
pub(super) fn follows_number(text: &str) -> bool {
    let before = &text[..text.len() - last_word(text).len()];
    before
        .strip_suffix(char::is_whitespace)
        .is_some_and(|text| text.ends_with(|c: char| c.is_numeric()) || text.ends_with("1er"))
}

/// Letters, digits and inner full stops at the end of `text`; empty when longer than `LONGEST`.
fn last_word(text: &str) -> &str {
    let mut start = text.len();
    for (at, c) in text.char_indices().rev() {
        if !(c.is_alphanumeric() || matches!(c, '.' | '°' | 'º')) {
            break;
        }
        if text.len() - at > LONGEST {
            return "";
        }
        start = at;
    }
    &text[start..]
}

/// Whether `word` is an initial (`J`) or letters separated by full stops (`U.S`, `p.m`, `Ph.D`).
fn is_acronym(word: &str) -> bool {
    if !word.contains('.') {
        let mut letters = word.chars();
        return letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    }
    word.split('.').map(str::chars).all(|mut letters| {
        letters.next().is_some_and(char::is_alphabetic)
            && letters.next().is_none_or(char::is_lowercase)
            && letters.next().is_none()
    })
}

const OPENERS_FILE: &str = include_str!("openers.txt");
static ARTICLES: Words = Words::of(OPENERS_FILE, "articles");
static OPENERS: Words = Words::of(OPENERS_FILE, "words");

/// Whether `text` starts with a word that so often opens a sentence that a full stop before it
/// ends one, even after `U.S.` or `Inc.`. An article with a capital after it is more likely a
/// part of a name: `J. Le Pen`.
pub(super) fn opens_sentence(text: &str) -> bool {
    let end = text
        .char_indices()
        .find(|&(at, c)| !c.is_alphabetic() || at > LONGEST)
        .map_or(text.len(), |(at, _)| at);
    let (word, behind) = text.split_at(end);
    if ARTICLES.contains(word) {
        let behind = behind.strip_prefix(['\'', '’']).unwrap_or(behind);
        let behind = behind.trim_start();
        return behind.starts_with(|c: char| !c.is_uppercase());
    }
    OPENERS.contains(word) && !behind.starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Otherwise the later section would win unseen.
    #[test]
    fn no_abbreviation_stands_in_two_sections() {
        let listed = entries(include_str!("abbreviations.txt"));
        assert_eq!(listed.count(), ABBREVIATIONS.len());
    }

    #[test]
    fn elision_and_brackets_are_no_part_of_an_abbreviation() {
        assert_eq!(shortened("selon l'art"), Shortened::Numbered);
        assert_eq!(shortened("(cf"), Shortened::Title);
    }

    #[test]
    fn acronyms_and_initials_are_told_from_words_and_numbers() {
        for word in ["J", "U.S", "p.m", "Ph.D", "av. J.-C", "O.N.U"] {
            assert_eq!(shortened(word), Shortened::Either, "{word}");
        }
        for word in ["", "h", "3.5", "lemonde.fr", "sommet", "2024", "AES"] {
            assert_eq!(shortened(word), Shortened::No, "{word}");
        }
    }

    #[test]
    fn a_capital_behind_an_article_makes_it_a_name() {
        assert!(opens_sentence("Le sommet"));
        assert!(opens_sentence("L'homme"));
        assert!(!opens_sentence("Le Pen"));
        assert!(!opens_sentence("L'Oréal"));
        assert!(opens_sentence("The United Nations"));
        assert!(!opens_sentence("President Biden"));
    }
}
