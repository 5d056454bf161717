//! The states and territories of ISO 3166-1, Kosovo, and former states of ISO 3166-3.

use std::sync::LazyLock;

use super::names;
use crate::lists::{Entry, entries};

const FILE: &str = include_str!("data/countries.txt");

/// A state is a member or observer of the UN, Taiwan, Kosovo or Palestine, or was a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountryKind {
    State,
    Territory,
}

/// A capital or seat of government, under its French and English names.
#[derive(Debug, PartialEq, Eq)]
pub struct Capital {
    pub fr: &'static str,
    pub en: &'static str,
    /// Another place of this name is as well known, so that the name says nothing alone.
    pub shared: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2 (`XK` for Kosovo, user-assigned); a former state's withdrawn code.
    pub iso2: &'static str,
    /// ISO 3166-1 alpha-3; a former state's withdrawn code.
    pub iso3: &'static str,
    /// The four letters of ISO 3166-3, for a former state or territory.
    pub iso3166_3: Option<&'static str>,
    pub former: bool,
    pub kind: CountryKind,
    /// The state a territory belongs to; `None` where it is nobody's or disputed.
    pub sovereign: Option<&'static str>,
    pub name_fr: &'static str,
    pub name_en: &'static str,
    pub capitals: Vec<Capital>,
}

impl Country {
    /// The code that no other country has: alpha-2, or ISO 3166-3 for what no longer exists
    /// (`CS` was Czechoslovakia's, then Serbia and Montenegro's).
    pub fn code(&self) -> &'static str {
        self.iso3166_3.unwrap_or(self.iso2)
    }
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    let mut shown = names::shown();
    let countries = entries(FILE).filter_map(|entry| {
        let mut country = country(entry)?;
        (country.name_fr, country.name_en) = shown.remove(country.code())?;
        Some(country)
    });
    countries.collect()
});

/// The country of an entry, without its names.
fn country(entry: Entry) -> Option<Country> {
    let mut fields = entry.fields();
    let code = fields.next()?;
    let former = entry.section == "former";
    let iso2 = if former { fields.next()? } else { code };
    let iso3 = fields.next()?;
    let kind = fields.next()?;
    let sovereign = kind.strip_prefix("territory of ");
    let kind = match kind {
        "state" => CountryKind::State,
        "territory" => CountryKind::Territory,
        _ => sovereign.map(|_| CountryKind::Territory)?,
    };
    Some(Country {
        iso2,
        iso3,
        iso3166_3: former.then_some(code),
        former,
        kind,
        sovereign,
        name_fr: "",
        name_en: "",
        capitals: fields.map(capital).collect(),
    })
}

fn capital(field: &'static str) -> Capital {
    let name = field.trim_start_matches('?');
    let (fr, en) = name.split_once(" = ").unwrap_or((name, name));
    let shared = name != field;
    Capital { fr, en, shared }
}

/// Every country: the living by alpha-2, then the former by ISO 3166-3.
pub fn all() -> &'static [Country] {
    &COUNTRIES
}

/// The country of an alpha-2 code, or of a former state's ISO 3166-3 code.
pub fn by_code(code: &str) -> Option<&'static Country> {
    position(code).map(|at| &COUNTRIES[at])
}

pub(super) fn position(code: &str) -> Option<usize> {
    COUNTRIES
        .binary_search_by(|row| {
            let own = row.code();
            own.len().cmp(&code.len()).then_with(|| own.cmp(code))
        })
        .ok()
}

/// The living country of an alpha-3 code in capitals.
pub(super) fn by_iso3(code: &str) -> Option<&'static Country> {
    COUNTRIES.iter().find(|row| !row.former && row.iso3 == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_country_found_by_its_code() {
        assert_eq!(all().len(), entries(FILE).count());
        for row in all() {
            assert_eq!(by_code(row.code()), Some(row));
            assert!((row.iso2.len(), row.iso3.len()) == (2, 3), "{row:?}");
            let names = row.capitals.iter().flat_map(|one| [one.fr, one.en]);
            let plain = |name: &str| !name.is_empty() && !name.contains(['=', '?', ';']);
            assert!(names.clone().all(plain), "{row:?}");
        }
        assert_eq!(by_code("CS"), None);
        assert_eq!(by_code("QQ"), None);
        assert_eq!(by_code(""), None);
    }

    #[test]
    fn counts_are_iso_s() {
        let living = all().iter().filter(|row| !row.former);
        assert_eq!(living.clone().count(), 250); // 249 and Kosovo
        let states = living.filter(|row| row.kind == CountryKind::State);
        assert_eq!(states.count(), 197); // 193 members, 2 observers, Taiwan, Kosovo
    }

    #[test]
    fn a_territory_s_state_is_a_state() {
        for row in all() {
            if let Some(code) = row.sovereign {
                assert_eq!(row.kind, CountryKind::Territory, "{}", row.iso2);
                assert_eq!(
                    by_code(code).map(|state| state.kind),
                    Some(CountryKind::State)
                );
            }
            assert_eq!(row.former, row.iso3166_3.is_some());
            assert!(!row.name_fr.is_empty() && !row.name_en.is_empty());
        }
    }

    #[test]
    fn every_state_has_a_capital() {
        for row in all() {
            let exempt = row.former || row.kind == CountryKind::Territory;
            assert!(exempt || !row.capitals.is_empty(), "{}", row.iso2);
        }
    }
}
