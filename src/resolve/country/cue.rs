//! Words and phrases looked for in a sentence, without regard to case or accents.

use super::fold::{in_word, letters};

/// The words of a text, in both directions.
pub(super) fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> + Clone {
    text.split(|c: char| !in_word(c))
        .filter(|word| !word.is_empty())
}

/// Whether a word is `plain`, which is written without case or accents.
pub(super) fn is(word: &str, plain: &str) -> bool {
    word.chars().flat_map(letters).eq(plain.chars())
}

/// Whether a word is one of `plain`.
pub(super) fn is_one(word: &str, plain: &[&str]) -> bool {
    plain.iter().any(|one| is(word, one))
}

/// Whether the words of `phrase` follow one another in `text`, as whole words.
pub(super) fn has(text: &str, phrase: &str) -> bool {
    let mut rest = words(text);
    loop {
        let mut ahead = rest.clone();
        if words(phrase).all(|wanted| ahead.next().is_some_and(|word| same(word, wanted))) {
            return true;
        }
        if rest.next().is_none() {
            return false;
        }
    }
}

/// How many of the phrases `text` has.
pub(super) fn count(text: &str, phrases: &[&str]) -> u32 {
    phrases
        .iter()
        .map(|phrase| u32::from(has(text, phrase)))
        .sum()
}

fn same(a: &str, b: &str) -> bool {
    a.chars().flat_map(letters).eq(b.chars().flat_map(letters))
}

/// Whether a word begins with a capital.
pub(super) fn capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a sentence is a headline in English title case, where capitals say nothing.
pub(super) fn is_title_case(sentence: &str) -> bool {
    let long = words(sentence).filter(|word| word.chars().count() > 3);
    let (all, upper) = long.fold((0, 0), |(all, upper), word| {
        (all + 1, upper + usize::from(capitalised(word)))
    });
    all >= 4 && upper * 10 >= all * 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_whole_words() {
        assert!(has("Le sommet de l’Ossétie du Sud", "ossetie du sud"));
        assert!(!has("les Kinshasans", "kinshasa"));
        assert!(!has("", "kinshasa"));
        assert_eq!(count("à Séoul et à Busan", &["seoul", "busan", "tokyo"]), 2);
    }

    #[test]
    fn headlines_are_told() {
        assert!(is_title_case("Jordan Says It Shot Down Drones Over Amman"));
        assert!(!is_title_case(
            "The drones came from Jordan, officials said on Sunday"
        ));
    }
}
