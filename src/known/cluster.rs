//! A cluster as the known names see it: its forms, the full ones first.

use super::around::{Surroundings, stands_alone};
use super::key::{name_key, without_possessive};
use crate::document::Label;

/// What tells a man from a woman in the text around a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ToldSex {
    /// `M.`, `Sir`, `son mari`.
    Man,
    /// `Mme`, `Dame`, `sa femme`.
    Woman,
}

impl ToldSex {
    /// As the table writes it.
    pub(super) fn letter(self) -> &'static str {
        match self {
            Self::Man => "m",
            Self::Woman => "f",
        }
    }
}

/// An organisation that the clusters know by their own table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Identity<'a> {
    /// `org:united-nations`.
    pub key: &'a str,
    /// Its French name.
    pub name_fr: &'a str,
    /// Its English name.
    pub name_en: &'a str,
}

/// The mentions of one person, organisation or place of a document.
#[derive(Clone, Debug)]
pub(crate) struct NamedCluster<'a> {
    /// What it is.
    pub label: Label,
    /// Its surfaces; they may repeat.
    pub forms: Vec<&'a str>,
    /// What the table of the clusters says of it, if it is there.
    pub identity: Option<Identity<'a>>,
    /// Whether its name may mean several things, and nothing decides.
    pub open: bool,
}

/// The keys of a cluster: a key of `second` counts if none of `first` leads anywhere.
#[derive(Debug, Default)]
pub(super) struct ClusterKeys {
    pub first: Vec<String>,
    pub second: Vec<String>,
}

impl ClusterKeys {
    /// A person who is named in full is not looked up by surname: the full name says who it is. Nor is a
    /// surname that somebody else of the document bears in full. A body that is spelt out is looked up by
    /// its short name only if that is a part of the long one.
    pub fn of(cluster: &NamedCluster, around: &Surroundings) -> Self {
        let mut keys: Vec<String> = Vec::new();
        for form in &cluster.forms {
            let forms = [Some(*form), without_possessive(form)];
            for key in forms.into_iter().flatten().map(name_key) {
                if !key.is_empty() && !keys.contains(&key) {
                    keys.push(key);
                }
            }
            // A cluster of a long text may have thousands of surfaces.
            if keys.len() >= MOST_KEYS {
                break;
            }
        }
        let person = cluster.label == Label::Person;
        let full = |key: &String| key.contains(' ') && !(person && stands_alone(key));
        let (full, mut short): (Vec<String>, Vec<String>) = keys.into_iter().partition(full);
        if full.is_empty() {
            if person {
                let last = |key: &String| key.split(' ').next_back().map(str::to_owned);
                short.retain(|key| last(key).is_none_or(|word| !around.has_in_full(&word)));
            }
            return Self {
                first: short,
                second: Vec::new(),
            };
        }
        match person {
            true => short.clear(),
            false => short.retain(|key| full.iter().all(|long| has_word(long, key))),
        }
        Self {
            first: full,
            second: short,
        }
    }
}

/// More forms of one name tell nothing more.
const MOST_KEYS: usize = 16;

fn has_word(long: &str, word: &str) -> bool {
    long.split(' ').any(|one| one == word)
}
