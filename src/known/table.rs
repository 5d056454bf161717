//! The people and organisations that are compiled in.
//!
//! The files are what a person reads and corrects. A line is taken apart when a name is looked up; what is
//! kept is where each line begins and a sorted list of hashes, some 2 MB, made at first use.

use std::sync::LazyLock;

use super::index::KeyIndex;
use super::key::name_key;
use crate::lists::entries;

const PEOPLE: &str = include_str!("data/people.txt");
const ORGANISATIONS: &str = include_str!("data/organisations.txt");

/// What a form of a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FormKind {
    /// The name in French or English.
    Name,
    /// Another name.
    Other,
    /// An acronym.
    Acronym,
    /// A surname that means this person where a document gives no more.
    Alone,
}

/// A form of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct KnownForm {
    pub kind: FormKind,
    pub text: &'static str,
    /// Others have it too: it counts only where the document speaks of the country.
    pub doubtful: bool,
}

/// A person or an organisation.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct KnownRow {
    pub key: &'static str,
    pub name_fr: &'static str,
    pub name_en: &'static str,
    acronyms: &'static str,
    others: &'static str,
    alone: &'static str,
    /// `m` or `f`; empty for an organisation.
    pub sex: &'static str,
    /// ISO 3166-1 alpha-2; empty for an international body.
    pub country: &'static str,
    /// What an organisation is: `company`, `ministry`, ...; empty for a person.
    #[cfg(feature = "corpus")]
    pub kind: &'static str,
    years: &'static str,
}

impl KnownRow {
    fn person(line: &'static str) -> Self {
        let (row, mut fields) = Self::begun(line);
        let mut field = || fields.next().unwrap_or_default();
        Self {
            others: field(),
            alone: field(),
            sex: field(),
            country: field(),
            years: field(),
            ..row
        }
    }

    fn organisation(line: &'static str) -> Self {
        let (row, mut fields) = Self::begun(line);
        let mut field = || fields.next().unwrap_or_default();
        Self {
            acronyms: field(),
            others: field(),
            country: field(),
            #[cfg(feature = "corpus")]
            kind: field(),
            ..row
        }
    }

    /// The key and the two names, which all lines begin with, and the fields behind them.
    fn begun(line: &'static str) -> (Self, impl Iterator<Item = &'static str>) {
        let mut fields = line.split('|').map(str::trim);
        let mut field = || fields.next().unwrap_or_default();
        let (key, name_fr, name_en) = (field(), field(), field());
        let row = Self {
            key,
            name_fr,
            name_en: either(name_en, name_fr),
            ..Self::default()
        };
        (row, fields)
    }

    /// The name in French, without the mark of doubt.
    pub fn shown_fr(&self) -> &'static str {
        unmarked(self.name_fr)
    }

    /// The name in English, without the mark of doubt.
    pub fn shown_en(&self) -> &'static str {
        unmarked(self.name_en)
    }

    /// The first and the last year in the news; no last one for a person who still is.
    pub fn years(&self) -> Option<(i16, Option<i16>)> {
        let (first, last) = self.years.split_once('-')?;
        Some((first.parse().ok()?, last.parse().ok()))
    }

    pub fn forms(&self) -> impl Iterator<Item = KnownForm> + use<> {
        let list =
            |kind, names: &'static str| names.split(';').map(move |name| (kind, name.trim()));
        let english = if self.name_en == self.name_fr {
            ""
        } else {
            self.name_en
        };
        let names = [self.name_fr, english].map(|name| (FormKind::Name, name));
        let all = names
            .into_iter()
            .chain(list(FormKind::Acronym, self.acronyms))
            .chain(list(FormKind::Other, self.others))
            .chain(list(FormKind::Alone, self.alone));
        all.filter(|(_, name)| !name.is_empty())
            .map(|(kind, name)| KnownForm {
                kind,
                text: unmarked(name),
                doubtful: name.ends_with('?'),
            })
    }

    /// The forms that have a key: the surest first.
    pub fn forms_of<'k>(&self, key: &'k str) -> impl Iterator<Item = KnownForm> + use<'k> {
        self.forms().filter(move |form| name_key(form.text) == key)
    }
}

fn either(name: &'static str, other: &'static str) -> &'static str {
    if name.is_empty() { other } else { name }
}

fn unmarked(name: &'static str) -> &'static str {
    name.strip_suffix('?').unwrap_or(name)
}

/// One of the two files.
pub(super) struct KnownTable {
    lines: Vec<&'static str>,
    index: KeyIndex,
    read: fn(&'static str) -> KnownRow,
}

impl KnownTable {
    fn new(file: &'static str, read: fn(&'static str) -> KnownRow) -> Self {
        let lines: Vec<&str> = entries(file).map(|entry| entry.line).collect();
        let keys = lines.iter().zip(0..).flat_map(|(line, n)| {
            let forms = read(line).forms();
            forms.map(move |form| (name_key(form.text), n))
        });
        Self {
            index: KeyIndex::of(keys),
            lines,
            read,
        }
    }

    /// The rows that have a name with this key.
    pub fn named(&self, key: &str) -> Vec<KnownRow> {
        let rows = self.index.entries(key);
        let rows = rows.filter_map(|n| self.lines.get(n as usize));
        rows.map(|line| (self.read)(line))
            .filter(|row| row.forms_of(key).next().is_some())
            .collect()
    }

    /// The row of a key such as `org:united-nations`.
    pub fn keyed(&self, key: &str) -> Option<KnownRow> {
        let of = |line: &&'static str| line.split_once(" |").map_or("", |(key, _)| key);
        let at = self.lines.binary_search_by(|line| of(line).cmp(key)).ok()?;
        Some((self.read)(self.lines[at]))
    }

    #[cfg(test)]
    pub fn rows(&self) -> impl Iterator<Item = KnownRow> {
        self.lines.iter().map(|line| (self.read)(line))
    }
}

static PERSONS: LazyLock<KnownTable> = LazyLock::new(|| KnownTable::new(PEOPLE, KnownRow::person));
static BODIES: LazyLock<KnownTable> =
    LazyLock::new(|| KnownTable::new(ORGANISATIONS, KnownRow::organisation));

pub(super) fn people() -> &'static KnownTable {
    &PERSONS
}

pub(super) fn organisations() -> &'static KnownTable {
    &BODIES
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;

    /// A key is made of `kind:` and small letters, figures and hyphens, and stands in one line.
    #[test]
    fn every_line_is_a_row_with_a_key_of_its_own() {
        let mut keys = HashSet::new();
        let kinds = [(PEOPLE, "person:", 9), (ORGANISATIONS, "org:", 7)];
        for (file, kind, fields) in kinds {
            for entry in entries(file) {
                assert_eq!(entry.fields().count(), fields, "{}", entry.line);
                let key = entry.fields().next().unwrap_or_default();
                let slug = key.strip_prefix(kind).expect("a kind");
                let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
                assert!(!slug.is_empty() && slug.chars().all(plain), "{key}");
                assert!(keys.insert(key), "{key} twice");
            }
        }
        assert!(keys.len() > 13_000, "{} rows", keys.len());
        for row in people().rows() {
            assert!(matches!(row.sex, "m" | "f"), "{}", row.key);
            let years = row.years().expect("years");
            assert!(years.1.is_none_or(|last| last >= years.0), "{}", row.key);
            assert_eq!(people().keyed(row.key).map(|r| r.key), Some(row.key));
        }
        for row in organisations().rows() {
            assert_eq!(organisations().keyed(row.key).map(|r| r.key), Some(row.key));
        }
        assert!(organisations().keyed("org:").is_none());
    }

    #[test]
    fn countries_are_codes_and_names_have_letters() {
        let rows = people().rows().chain(organisations().rows());
        for row in rows {
            let code =
                row.country.len() == 2 && row.country.chars().all(|c| c.is_ascii_uppercase());
            assert!(
                code || (row.country.is_empty() && row.sex.is_empty()),
                "{}",
                row.key
            );
            for form in row.forms() {
                assert!(
                    !name_key(form.text).is_empty(),
                    "{}: {}",
                    row.key,
                    form.text
                );
                assert!(
                    !form.text.contains(['?', '(']),
                    "{}: {}",
                    row.key,
                    form.text
                );
            }
        }
    }

    /// Two people of one surname alone would take it from each other.
    #[test]
    fn a_surname_alone_means_one_person() {
        let mut owners: HashMap<String, &str> = HashMap::new();
        for row in people().rows() {
            for form in row.forms().filter(|form| form.kind == FormKind::Alone) {
                let before = owners.insert(name_key(form.text), row.key);
                assert!(before.is_none_or(|owner| owner == row.key), "{}", form.text);
            }
        }
        assert!(owners.len() > 200, "{}", owners.len());
        for name in owners.keys() {
            let rows = people().named(name);
            assert_eq!(rows.len(), 1, "{name}: {rows:?}");
        }
    }

    #[test]
    fn both_languages_lead_to_one_row() {
        for (a, b, key) in [
            (
                "vladimir poutine",
                "vladimir putin",
                "person:vladimir-putin",
            ),
            (
                "volodymyr zelensky",
                "volodymyr zelenskiy",
                "person:volodymyr-zelenskyy",
            ),
            (
                "mouammar kadhafi",
                "muammar gaddafi",
                "person:muammar-gaddafi",
            ),
        ] {
            for name in [a, b] {
                let rows = people().named(name);
                assert_eq!(rows.iter().map(|r| r.key).collect::<Vec<_>>(), [key]);
            }
        }
        for name in ["otan", "nato", "north atlantic treaty organization"] {
            let rows = organisations().named(name);
            assert!(rows.iter().any(|row| row.key == "org:nato"), "{name}");
        }
        assert!(people().named("jean macron").is_empty());
    }

    /// The clusters have a table of organisations of their own, whose words decide where a name has several
    /// meanings: one body has one key in both.
    #[test]
    fn the_clusters_have_the_same_keys() {
        let file = include_str!("../resolve/cluster/data/organisations.txt");
        let mut shared = 0;
        for entry in entries(file) {
            let mut fields = entry.fields();
            let key = fields.next().unwrap_or_default();
            shared += usize::from(organisations().keyed(key).is_some());
            for name in fields.take(2) {
                let name = name_key(unmarked(name));
                let sure = |row: &KnownRow| {
                    let mut forms = row.forms_of(&name);
                    forms.any(|form| form.kind == FormKind::Name && !form.doubtful)
                };
                let rows = organisations().named(&name);
                let others = rows.iter().filter(|row| sure(row) && row.key != key);
                assert_eq!(
                    others.map(|row| row.key).collect::<Vec<_>>(),
                    [""; 0],
                    "{key}"
                );
            }
        }
        assert!(shared > 390, "{shared}");
    }
}
