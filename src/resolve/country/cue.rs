//! Words and phrases looked for in a sentence, without regard to case or accents.

use std::ops::Range;

use super::fold::in_word;
use crate::fold::fold;
use crate::lists::Words;
use crate::work;

/// The words of a text, in both directions.
pub(super) fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> + Clone {
    text.split(|c: char| !in_word(c))
        .filter(|word| !word.is_empty())
}

/// Where the words of a text stand, in bytes.
pub(super) fn places(text: &str) -> impl Iterator<Item = Range<usize>> + Clone {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(in_word)?;
        let length = text[start..].find(|c| !in_word(c));
        at = length.map_or(text.len(), |length| start + length);
        Some(start..at)
    })
}

/// Whether a word is `plain`, which is written without case or accents.
pub(super) fn is(word: &str, plain: &str) -> bool {
    if word.is_ascii() {
        word.eq_ignore_ascii_case(plain)
    } else {
        fold(word) == plain
    }
}

/// Whether a word is one of `plain`.
pub(super) fn is_one(word: &str, plain: &[&str]) -> bool {
    plain.iter().any(|one| is(word, one))
}

/// Whether a word is in a list that is written without case or accents.
pub(super) fn is_in(word: &str, list: &Words) -> bool {
    list.contains(&fold(word))
}

/// Whether a word begins with a capital.
pub(super) fn capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a sentence is a headline in English title case, where capitals say nothing.
pub(super) fn is_title_case(sentence: &str) -> bool {
    work::step(sentence.len());
    let long = words(sentence).filter(|word| word.chars().count() > 3);
    let (all, upper) = long.fold((0, 0), |(all, upper), word| {
        (all + 1, upper + usize::from(capitalised(word)))
    });
    all >= 4 && upper * 10 >= all * 8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::entries;

    #[test]
    fn lists_are_written_without_case_and_accents() {
        for file in [
            include_str!("demonym.txt"),
            include_str!("feature.txt"),
            include_str!("person.txt"),
            include_str!("resolve.txt"),
            include_str!("contests.txt"),
        ] {
            let words = entries(file).filter(|entry| entry.fields().count() == 1);
            for line in words.map(|entry| entry.line) {
                let written = super::words(line).collect::<Vec<_>>().join(" ");
                assert_eq!(fold(&written), line);
            }
        }
    }

    #[test]
    fn places_are_those_of_the_words() {
        let text = " l’Ossétie\u{ad} du-Sud, ";
        let placed: Vec<&str> = places(text).map(|place| &text[place]).collect();
        assert_eq!(placed, words(text).collect::<Vec<_>>());
    }

    #[test]
    fn headlines_are_told() {
        assert!(is_title_case("Jordan Says It Shot Down Drones Over Amman"));
        assert!(!is_title_case(
            "The drones came from Jordan, officials said on Sunday"
        ));
    }
}
