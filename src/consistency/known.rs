//! Names and titles that speak for or against a person.

use std::collections::HashSet;
use std::sync::LazyLock;

const ORGANISATIONS: &str = include_str!("organisations.txt");
const PLACES: &str = include_str!("places.txt");
const TITLES: &str = include_str!("titles.txt");
const DATIVES: &str = include_str!("datives.txt");

fn names(file: &'static str) -> HashSet<&'static str> {
    file.lines().filter(|line| !line.starts_with('#')).collect()
}

static KNOWN_ORGANISATIONS: LazyLock<HashSet<&str>> = LazyLock::new(|| names(ORGANISATIONS));
static KNOWN_PLACES: LazyLock<HashSet<&str>> = LazyLock::new(|| names(PLACES));
static DATIVE_STEMS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lines = DATIVES.lines();
    lines.filter(|line| !line.starts_with('#')).collect()
});
static KNOWN_TITLES: LazyLock<HashSet<&str>> = LazyLock::new(|| names(TITLES));

pub(super) fn is_organisation(name: &str) -> bool {
    KNOWN_ORGANISATIONS.contains(name)
}

pub(super) fn is_place(name: &str) -> bool {
    KNOWN_PLACES.contains(name)
}

/// Whether a word, in lower case and without a final full stop, is a title that a surname follows.
pub(super) fn is_title(word: &str) -> bool {
    KNOWN_TITLES.contains(word)
}

/// Whether a word in lower case takes an `à` that gives.
pub(super) fn is_dative(word: &str) -> bool {
    DATIVE_STEMS.iter().any(|stem| word.starts_with(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order_without_duplicates() {
        for file in [ORGANISATIONS, PLACES, TITLES, DATIVES] {
            let lines: Vec<&str> = file.lines().filter(|line| !line.starts_with('#')).collect();
            let unsorted = lines.windows(2).find(|pair| pair[0] >= pair[1]);
            assert_eq!(unsorted, None);
        }
        assert!(is_organisation("Ford") && is_place("Houston") && is_title("général"));
    }
}
