//! What the tables alone say of a name that was read as a country.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::capitals;
use super::context::CountryContext;
use super::demonym;
use super::fold::{bare, key};
use super::names::{self, NameClass, NamedCountry};
use super::resolve::resolve;
use super::table::{Country, CountryKind};
use crate::document::Lang;

/// How a name stands in the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CountryStanding {
    /// A state, living or former.
    State,
    /// A capital, a territory, or a part of a state: a place that is no state.
    Place,
    /// The people of a country, or its adjective.
    People,
    /// In no table.
    Unknown,
}

/// How `surface` stands.
pub(crate) fn standing(surface: &str, lang: Lang) -> CountryStanding {
    if let Some(value) = resolve(surface, true, lang, &CountryContext::default()) {
        return match value.country {
            Some(country) => standing_of(country),
            // Without its sentence nothing else keeps a name from being a state.
            None if matches!(value.rule, "part-of-state" | "capital") => CountryStanding::Place,
            None => CountryStanding::State,
        };
    }
    let mut folded = String::new();
    key(surface, &mut folded);
    if capitals::find(&folded).is_some() {
        CountryStanding::Place
    } else if demonym::is_known(bare(&folded), lang) {
        CountryStanding::People
    } else {
        CountryStanding::Unknown
    }
}

fn standing_of(country: &Country) -> CountryStanding {
    match country.kind {
        CountryKind::Territory if !country.former => CountryStanding::Place,
        _ => CountryStanding::State,
    }
}

/// The two sides of each name with an `and` in it: `antigua`, `barbuda`.
static HALVES: LazyLock<HashSet<Box<str>>> = LazyLock::new(|| {
    let mut halves = HashSet::new();
    let mut folded = String::new();
    for row in names::rows() {
        key(row.name, &mut folded);
        let whole = bare(&folded);
        if row.class == NameClass::Name && whole.contains(" & ") {
            halves.extend(whole.split(" & ").map(|half| Box::from(bare(half))));
        }
    }
    halves
});

/// Whether a name may be one half of a name with an `and` in it.
pub(crate) fn is_half(surface: &str) -> bool {
    let mut folded = String::new();
    key(surface, &mut folded);
    HALVES.contains(bare(&folded))
}

/// How a name with an `and` in it stands (`Antigua and Barbuda`, `Trinité-et-Tobago`); `None` where
/// it does not name one thing: Serbia and Montenegro are two states.
pub(crate) fn compound(surface: &str) -> Option<CountryStanding> {
    let mut folded = String::new();
    key(surface, &mut folded);
    let whole = bare(&folded);
    let named = names::find(whole).filter(|_| whole.contains(" & "))?;
    let is_state = |half: &NamedCountry| {
        half.country.kind == CountryKind::State && half.country.code() != named.country.code()
    };
    let mut halves = whole.split(" & ");
    let of_states = halves.all(|half| names::find(bare(half)).is_some_and(is_state));
    if of_states || named.class != NameClass::Name {
        return None;
    }
    Some(standing_of(named.country))
}

#[cfg(test)]
mod tests {
    use super::super::table::by_code;
    use super::*;

    #[test]
    fn a_name_stands_as_the_tables_say() {
        for (surface, expected) in [
            ("Mali", CountryStanding::State),
            ("URSS", CountryStanding::State),
            ("Taïwan", CountryStanding::State),
            ("Kosovo", CountryStanding::State),
            ("Palestine", CountryStanding::State),
            ("Géorgie", CountryStanding::State),
            ("États-Unis", CountryStanding::State),
            ("FRA", CountryStanding::State),
            ("Mayotte", CountryStanding::Place),
            ("Écosse", CountryStanding::Place),
            ("Bamako", CountryStanding::Place),
            ("Slovène", CountryStanding::People),
            ("Allemande", CountryStanding::People),
            ("Touareg", CountryStanding::Unknown),
            ("CAC 40", CountryStanding::Unknown),
        ] {
            assert_eq!(standing(surface, Lang::Fr), expected, "{surface}");
        }
    }

    #[test]
    fn a_name_with_an_and_is_one() {
        for (surface, expected) in [
            ("Antigua and Barbuda", Some(CountryStanding::State)),
            ("Antigua-et-Barbuda", Some(CountryStanding::State)),
            ("Trinité-et-Tobago", Some(CountryStanding::State)),
            (
                "Saint-Vincent-et-les-Grenadines",
                Some(CountryStanding::State),
            ),
            ("Wallis et Futuna", Some(CountryStanding::Place)),
            ("Serbie et Monténégro", None),
            ("Georgia and Congo", None),
            ("Mali", None),
        ] {
            assert_eq!(compound(surface), expected, "{surface}");
        }
        assert!(is_half("Barbuda") && is_half("Tobago") && is_half("les Grenadines"));
        assert!(!is_half("Mali"));
    }

    #[test]
    fn every_code_of_a_compound_is_known() {
        for row in names::rows().filter(|row| compound(row.name).is_some()) {
            assert!(by_code(row.code).is_some(), "{}", row.name);
        }
    }
}
