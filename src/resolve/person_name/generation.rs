//! `Jr.`, `père`, `III`: what follows a name and tells the generation.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::fold::fold;
use crate::lists;

const NAMES: &str = include_str!("data/names.txt");
static SUFFIXES: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| lists::pairs(NAMES, "generations").collect());
/// People who are one person with the generation and without it.
static EITHER: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let listed = lists::section(NAMES, "with or without a generation");
    listed.map(|entry| entry.line).collect()
});

/// Which of several people of one name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Generation {
    /// `Jr.`, `fils`.
    Junior,
    /// `Sr.`, `père`.
    Senior,
    /// `Ier`, `III`, in small Roman numerals: `i`, `iii`.
    Ordinal(String),
}

impl Generation {
    /// Reads the last word of a name.
    pub fn read(word: &str) -> Option<Self> {
        let bare = word.trim_end_matches('.');
        match SUFFIXES.get(bare) {
            Some(&"junior") => return Some(Self::Junior),
            Some(&"senior") => return Some(Self::Senior),
            Some(&numeral) => return Some(Self::Ordinal(numeral.to_owned())),
            None => {}
        }
        let roman =
            bare == word && !bare.is_empty() && bare.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        roman.then(|| Self::Ordinal(fold(bare)))
    }

    /// What stands for it in a key.
    pub fn key(&self) -> &str {
        match self {
            Self::Junior => "junior",
            Self::Senior => "senior",
            Self::Ordinal(numeral) => numeral,
        }
    }

    /// Whether it tells a son from his father, who bears the name without it.
    pub fn is_family(&self) -> bool {
        matches!(self, Self::Junior | Self::Senior)
    }
}

/// Whether `given surname` (folded) is one person with a generation and without it.
pub(super) fn may_lack_it(given: &str, surname: &str) -> bool {
    EITHER.contains(format!("{given} {surname}").as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generations_in_both_languages() {
        for (word, read) in [
            ("Jr.", Some(Generation::Junior)),
            ("fils", Some(Generation::Junior)),
            ("Sr", Some(Generation::Senior)),
            ("père", Some(Generation::Senior)),
            ("Ier", Some(Generation::Ordinal("i".to_owned()))),
            ("III", Some(Generation::Ordinal("iii".to_owned()))),
            // A middle initial is no numeral.
            ("V.", None),
            ("Fils", None),
        ] {
            assert_eq!(Generation::read(word), read, "{word}");
        }
    }
}
