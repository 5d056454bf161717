//! The sex that a given name or a title within a name tells. It keeps two people of one surname apart
//! and is never output.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lists::{self, Words};
use crate::resolve::person_name::nickname;

/// What the evidence says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Gender {
    Man,
    Woman,
}

const GIVEN_NAMES: &str = include_str!("data/given_names.txt");
static NAMES_OF_MEN: Words = Words::of(GIVEN_NAMES, "men");
static NAMES_OF_WOMEN: Words = Words::of(GIVEN_NAMES, "women");

/// Titles that a surface may hold before the name, with the sex that they tell.
static TITLES: LazyLock<HashMap<&str, Option<Gender>>> = LazyLock::new(|| {
    lists::section(include_str!("data/names.txt"), "titles")
        .map(|entry| {
            let mut fields = entry.fields();
            let title = fields.next().unwrap_or_default();
            let gender = match fields.next() {
                Some("man") => Some(Gender::Man),
                Some("woman") => Some(Gender::Woman),
                _ => None,
            };
            (title, gender)
        })
        .collect()
});

/// The sex that a title (folded) tells, within `Some` if it is one.
pub(super) fn of_title(title: &str) -> Option<Option<Gender>> {
    TITLES.get(title).copied()
}

/// Whether a word (folded) is a title that a surface may hold before the name.
pub(crate) fn is_title(word: &str) -> bool {
    TITLES.contains_key(word)
}

/// The sex that a given name (folded) tells, if it is a common one of one sex, or short for such.
pub(super) fn of_given_name(given: &str) -> Option<Gender> {
    let listed = |name: &str| {
        if NAMES_OF_MEN.contains(name) {
            return Some(Gender::Man);
        }
        NAMES_OF_WOMEN.contains(name).then_some(Gender::Woman)
    };
    listed(given).or_else(|| {
        let mut told = nickname::full_names(given).iter().map(|full| listed(full));
        let first = told.next()??;
        told.all(|other| other == Some(first)).then_some(first)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    #[test]
    fn each_given_name_is_folded_and_told_once() {
        let (men, women) = (NAMES_OF_MEN.list(), NAMES_OF_WOMEN.list());
        assert!(men.iter().chain(women).all(|name| fold(name) == *name));
        assert!(!men.iter().any(|name| NAMES_OF_WOMEN.contains(name)));
    }

    #[test]
    fn a_given_name_of_both_tells_nothing() {
        assert_eq!(of_given_name("michele"), Some(Gender::Woman));
        assert_eq!(of_given_name("bill"), Some(Gender::Man));
        for both in ["dominique", "alex", "camille", "sam"] {
            assert_eq!(of_given_name(both), None, "{both}");
        }
    }

    #[test]
    fn a_title_of_both_is_a_title() {
        assert_eq!(of_title("senateur"), Some(None));
        assert_eq!(of_title("senatrice"), Some(Some(Gender::Woman)));
        assert_eq!(of_title("macron"), None);
    }
}
