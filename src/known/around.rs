//! What a document says around its names that speaks for or against an entry.

use std::collections::HashSet;

use super::key::name_key;
use super::table::{FormKind, people};
use crate::document::Value;
#[cfg(feature = "corpus")]
use crate::document::{Document, Label};

/// What a document says, apart from the name itself.
#[derive(Debug, Default)]
pub(crate) struct Surroundings {
    /// The year of the document's date.
    pub(super) year: Option<i16>,
    /// Codes of the countries that it names, or whose people or capitals it names.
    countries: HashSet<String>,
    /// The words of the full names of its people.
    full_names: HashSet<String>,
}

impl Surroundings {
    /// `people` are the names of its people, full or not.
    pub fn new<'c, 'p>(
        year: Option<i16>,
        countries: impl IntoIterator<Item = &'c str>,
        people: impl IntoIterator<Item = &'p str>,
    ) -> Self {
        let mut around = Self {
            year,
            ..Self::default()
        };
        for code in countries {
            // What the table says of people of states that are no more is said of their successors.
            let heirs: &[&str] = match code {
                "SUHH" | "SU" => &["RU"],
                "YUCS" | "YU" | "CSXX" | "CS" => &["RS"],
                "DDDE" | "DD" => &["DE"],
                "ZRCD" | "ZR" => &["CD"],
                _ => &[],
            };
            let codes = heirs.iter().copied().chain([code]);
            around.countries.extend(codes.map(str::to_owned));
        }
        let mut seen = HashSet::new();
        for name in people {
            let key = name_key(name);
            if key.contains(' ') && !stands_alone(&key) && seen.insert(key.clone()) {
                around.full_names.extend(key.split(' ').map(str::to_owned));
            }
        }
        around
    }

    /// The same for a document that was read before.
    #[cfg(feature = "corpus")]
    pub fn of(document: &Document) -> Self {
        let values = document.mentions.iter().filter_map(|m| m.value.as_deref());
        let named = values.filter_map(country_of);
        let counted = document.countries.iter().map(|count| count.iso2.as_ref());
        let people = document.mentions.iter();
        let people = people.filter(|mention| mention.label == Label::Person);
        Self::new(
            document.date.as_deref().and_then(year),
            counted.chain(named),
            people.map(|mention| mention.text.as_str()),
        )
    }

    /// Whether it names this country.
    pub(super) fn names(&self, country: &str) -> bool {
        self.countries.contains(country)
    }

    /// Whether it names countries, and this is none of them.
    pub(super) fn passes_over(&self, country: &str) -> bool {
        !country.is_empty() && !self.countries.is_empty() && !self.names(country)
    }

    /// Whether somebody has this word in a full name.
    pub(super) fn has_in_full(&self, word: &str) -> bool {
        self.full_names.contains(word)
    }
}

/// The code of the country that a mention names or points to.
pub(crate) fn country_of(value: &Value) -> Option<&str> {
    match value {
        Value::Country {
            iso2, iso3166_3, ..
        } => Some(iso3166_3.as_ref().unwrap_or(iso2)),
        Value::CountryOf { iso2, .. } => Some(iso2),
        _ => None,
    }
}

#[cfg(feature = "corpus")]
fn year(date: &str) -> Option<i16> {
    date.get(..4)?.parse().ok()
}

/// Whether this is a surname of several words that means one person alone (`von der Leyen`).
pub(super) fn stands_alone(key: &str) -> bool {
    let rows = people().named(key);
    let only = |row: &super::table::KnownRow| {
        let mut forms = row.forms_of(key);
        forms.all(|form| form.kind == FormKind::Alone)
    };
    !rows.is_empty() && rows.iter().all(only)
}
