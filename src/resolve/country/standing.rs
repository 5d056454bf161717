//! What a name that was read as a country is, by the tables alone.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::capitals;
use super::context::Context;
use super::demonym;
use super::fold::{bare, key};
use super::names::{self, Class, Named, Row};
use super::names_data::NAMES;
use super::resolve::resolve;
use super::table::{Country, Kind};
use crate::document::Lang;

/// How a name stands in the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
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
pub(crate) fn standing(surface: &str, lang: Lang) -> Standing {
    if let Some(value) = resolve(surface, true, lang, &Context::default()) {
        return match value.country {
            Some(country) if is_place(country) => Standing::Place,
            // Without its sentence nothing else keeps a name from being a state.
            None if matches!(value.rule, "part-of-state" | "capital") => Standing::Place,
            _ => Standing::State,
        };
    }
    let mut folded = String::new();
    key(surface, &mut folded);
    if capitals::find(&folded).is_some() {
        Standing::Place
    } else if demonym::is_known(bare(&folded), lang) {
        Standing::People
    } else {
        Standing::Unknown
    }
}

fn is_place(country: &Country) -> bool {
    country.kind == Kind::Territory && !country.former
}

/// The names that stand on the two sides of an `and`, in names that have one: `antigua`,
/// `barbuda`. A state of its own is none: `Serbia and Montenegro` are two.
static HALVES: LazyLock<HashSet<Box<str>>> = LazyLock::new(|| {
    let mut halves = HashSet::new();
    let mut folded = String::new();
    for Row(_, _, class, name) in &NAMES {
        key(name, &mut folded);
        let whole = bare(&folded);
        if *class == Class::Name && whole.contains(" & ") {
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
/// it is no name of one thing.
pub(crate) fn compound(surface: &str) -> Option<Standing> {
    let mut folded = String::new();
    key(surface, &mut folded);
    let whole = bare(&folded);
    let named = names::find(whole).filter(|_| whole.contains(" & "))?;
    let is_state = |half: &Named| {
        half.country.kind == Kind::State && half.country.code() != named.country.code()
    };
    let mut halves = whole.split(" & ");
    let of_states = halves.all(|half| names::find(bare(half)).is_some_and(is_state));
    if of_states || named.class != Class::Name {
        return None;
    }
    Some(match is_place(named.country) {
        true => Standing::Place,
        false => Standing::State,
    })
}

#[cfg(test)]
mod tests {
    use super::super::table::by_code;
    use super::*;

    #[test]
    fn a_name_stands_as_the_tables_say() {
        for (surface, expected) in [
            ("Mali", Standing::State),
            ("URSS", Standing::State),
            ("Taïwan", Standing::State),
            ("Kosovo", Standing::State),
            ("Palestine", Standing::State),
            ("Géorgie", Standing::State),
            ("États-Unis", Standing::State),
            ("FRA", Standing::State),
            ("Mayotte", Standing::Place),
            ("Écosse", Standing::Place),
            ("Bamako", Standing::Place),
            ("Slovène", Standing::People),
            ("Allemande", Standing::People),
            ("Touareg", Standing::Unknown),
            ("CAC 40", Standing::Unknown),
        ] {
            assert_eq!(standing(surface, Lang::Fr), expected, "{surface}");
        }
    }

    #[test]
    fn a_name_with_an_and_is_one() {
        for (surface, expected) in [
            ("Antigua and Barbuda", Some(Standing::State)),
            ("Antigua-et-Barbuda", Some(Standing::State)),
            ("Trinité-et-Tobago", Some(Standing::State)),
            ("Saint-Vincent-et-les-Grenadines", Some(Standing::State)),
            ("Wallis et Futuna", Some(Standing::Place)),
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
        for Row(code, _, _, name) in NAMES.iter().filter(|row| compound(row.3).is_some()) {
            assert!(by_code(code).is_some(), "{name}");
        }
    }
}
