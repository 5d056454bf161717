//! Every name of every country, under its key.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::{bare, key};
use super::table::{Country, by_code};
use crate::document::Lang;
use crate::lists::entries;

const CLDR: &str = include_str!("data/cldr.txt");
const VARIANTS: &str = include_str!("data/variants.txt");

/// How a name names a country. Of two classes of one name the first counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameClass {
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

/// A name of a country in one language or in both.
#[derive(Clone, Copy)]
pub(super) struct NameRow {
    pub(super) code: &'static str,
    pub(super) class: NameClass,
    pub(super) name: &'static str,
    french: bool,
    english: bool,
    shown: bool,
}

/// Every name of the files; of the names shown for a country the last counts.
pub(super) fn rows() -> impl Iterator<Item = NameRow> {
    entries(CLDR).chain(entries(VARIANTS)).flat_map(|entry| {
        let mut fields = entry.fields();
        let code = fields.next().unwrap_or_default();
        let language = fields.next().unwrap_or_default();
        let class = match entry.section {
            "old" => NameClass::Old,
            "acronym" => NameClass::Acronym,
            "sport" => NameClass::Sport,
            "part" => NameClass::Part,
            _ => NameClass::Name,
        };
        fields.map(move |name| NameRow {
            code,
            class,
            name,
            french: matches!(language, "fr" | "*"),
            english: matches!(language, "en" | "*"),
            shown: entry.section == "shown",
        })
    })
}

/// The French and the English name that answers give, by code.
pub(super) fn shown() -> HashMap<&'static str, (&'static str, &'static str)> {
    let mut shown: HashMap<_, (&str, &str)> = HashMap::new();
    for row in rows().filter(|row| row.shown) {
        let (french, english) = shown.entry(row.code).or_default();
        if row.french {
            *french = row.name;
        }
        if row.english {
            *english = row.name;
        }
    }
    shown
}

/// What a key stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct NamedCountry {
    pub(super) country: &'static Country,
    pub(super) class: NameClass,
    pub(super) french: bool,
    pub(super) english: bool,
}

impl NamedCountry {
    pub(super) fn speaks(&self, lang: Lang) -> bool {
        match lang {
            Lang::Fr => self.french,
            Lang::En => self.english,
        }
    }
}

static INDEX: LazyLock<HashMap<Box<str>, NamedCountry>> = LazyLock::new(|| {
    let mut index: HashMap<Box<str>, NamedCountry> = HashMap::new();
    let mut folded = String::new();
    for row in rows() {
        let Some(country) = by_code(row.code) else {
            continue;
        };
        key(row.name, &mut folded);
        let new = NamedCountry {
            country,
            class: row.class,
            french: row.french,
            english: row.english,
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
pub(super) fn find(key: &str) -> Option<&'static NamedCountry> {
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
        for row in rows() {
            let owner = owners.entry(folded(row.name)).or_insert(row.code);
            if *owner != row.code {
                shared.push((row.name, *owner, row.code));
            }
        }
        assert!(shared.is_empty(), "{shared:?}");
    }

    #[test]
    fn every_row_names_a_country() {
        let known = ["shown", "name", "old", "acronym", "sport", "part"];
        for entry in entries(CLDR).chain(entries(VARIANTS)) {
            assert!(known.contains(&entry.section), "{entry:?}");
            assert!(entry.fields().count() > 2, "{entry:?}");
            assert!(entry.fields().all(|field| !field.is_empty()), "{entry:?}");
        }
        for row in rows() {
            let NameRow { code, name, .. } = row;
            assert!(by_code(code).is_some(), "{code} {name}");
            assert!(row.french || row.english, "{code} {name}");
            assert_eq!(
                find(&folded(name)).map(|named| named.country.code()),
                Some(code)
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
        for NameRow {
            code, class, name, ..
        } in rows()
        {
            if class == NameClass::Sport && name.len() == 3 {
                let owner = by_iso3(name).map_or(code, Country::code);
                assert_eq!(owner, code, "{name}");
            }
        }
    }
}
