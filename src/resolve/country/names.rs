//! Every name of every country, under its key.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::{bare, key};
use super::names_data::NAMES;
use super::table::{Country, by_code};
use crate::document::Lang;

/// How a name names; of two classes of one name the first counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Name,
    /// An old name of a living state.
    Old,
    /// Initials, which need their capitals unless the tag already says country.
    Acronym,
    /// A code of sports results, which needs its capitals and the tag.
    Sport,
    /// A part of a state, which has no value of its own.
    Part,
}

/// Code, language, class, name.
pub(super) struct Row(
    pub(super) &'static str,
    pub(super) Lang,
    pub(super) Class,
    pub(super) &'static str,
);

/// What a key stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub(super) country: &'static Country,
    pub(super) class: Class,
    pub(super) french: bool,
    pub(super) english: bool,
}

impl Named {
    pub(super) fn speaks(&self, lang: Lang) -> bool {
        match lang {
            Lang::Fr => self.french,
            Lang::En => self.english,
        }
    }
}

static INDEX: LazyLock<HashMap<Box<str>, Named>> = LazyLock::new(|| {
    let mut index: HashMap<Box<str>, Named> = HashMap::with_capacity(NAMES.len());
    let mut folded = String::new();
    for Row(code, lang, class, name) in &NAMES {
        let Some(country) = by_code(code) else {
            continue;
        };
        key(name, &mut folded);
        let new = Named {
            country,
            class: *class,
            french: *lang == Lang::Fr,
            english: *lang == Lang::En,
        };
        index
            .entry(bare(&folded).into())
            .and_modify(|old| {
                old.class = old.class.min(new.class);
                old.french |= new.french;
                old.english |= new.english;
            })
            .or_insert(new);
    }
    index
});

/// What a key without article names.
pub(super) fn find(key: &str) -> Option<&'static Named> {
    INDEX.get(key)
}

#[cfg(test)]
mod tests {
    use super::super::table::{all, by_iso3};
    use super::*;

    fn folded(name: &str) -> String {
        let mut out = String::new();
        key(name, &mut out);
        bare(&out).to_owned()
    }

    #[test]
    fn no_key_has_two_owners() {
        let mut owners: HashMap<String, &str> = HashMap::new();
        let mut shared = Vec::new();
        for Row(code, _, _, name) in &NAMES {
            let owner = owners.entry(folded(name)).or_insert(code);
            if owner != code {
                shared.push((*name, *owner, *code));
            }
        }
        assert!(shared.is_empty(), "{shared:?}");
    }

    #[test]
    fn every_row_names_a_country() {
        for Row(code, _, _, name) in &NAMES {
            assert!(by_code(code).is_some(), "{code} {name}");
            assert_eq!(
                find(&folded(name)).map(|named| named.country.code()),
                Some(*code)
            );
        }
        for row in all() {
            assert!(
                find(&folded(row.name_fr)).is_some_and(|named| named.french),
                "{}",
                row.iso2
            );
            assert!(
                find(&folded(row.name_en)).is_some_and(|named| named.english),
                "{}",
                row.iso2
            );
        }
    }

    #[test]
    fn no_sport_code_is_another_s_alpha_3() {
        for Row(code, _, class, name) in &NAMES {
            if *class == Class::Sport && name.len() == 3 {
                let owner = by_iso3(name).map_or(*code, Country::code);
                assert_eq!(owner, *code, "{name}");
            }
        }
    }
}
