//! The state behind a place: of a capital, a territory, or a part of a state.

use super::capitals::{self, CapitalOf};
use super::contests;
use super::context::CountryContext;
use super::feature;
use super::fold::{bare, key};
use super::names::{self, NameClass};
use super::resolve::resolve;
use super::table::{Country, CountryKind, by_code};
use super::value::CountryValue;
use crate::document::Lang;

/// The state of a `LOC` span that is a capital, a territory or a part of a state: evidence
/// beside the label, never a label. A capital whose name other places share needs its state
/// in the sentence or the document. A territory has its own code from [`super::resolve`]; this
/// gives the state that it belongs to.
pub fn country_of(surface: &str, lang: Lang, context: &CountryContext) -> Option<CountryValue> {
    let mut folded = String::with_capacity(surface.len() + 16);
    key(surface, &mut folded);
    let short = bare(&folded);
    if feature::inside(short, false, context).is_some() {
        return None;
    }
    if contests::find(short).is_some() {
        return contested(surface, lang, context);
    }
    if let Some(found) = capitals::find(&folded) {
        return capital(found, context);
    }
    let named = names::find(short)?;
    match named.class {
        NameClass::Part => Some(CountryValue::of(named.country, "part-of-state")),
        NameClass::Sport => None,
        _ => state_of(named.country, "territory"),
    }
}

fn capital(found: &CapitalOf, context: &CountryContext) -> Option<CountryValue> {
    let country = found.country;
    if country.iso2 == "IL" {
        let alternatives = &["IL", "PS"];
        return Some(CountryValue {
            country: None,
            alternatives,
            rule: "disputed-capital",
        });
    }
    let seen = || {
        context.weight(country.code()) > 0
            || [country.name_fr, country.name_en]
                .iter()
                .any(|name| context.says(name))
    };
    if found.capital.shared && !seen() {
        return None;
    }
    if country.kind == CountryKind::State {
        return Some(CountryValue::of(country, "capital"));
    }
    state_of(country, "territory-capital")
}

/// The state of a territory.
fn state_of(country: &'static Country, rule: &'static str) -> Option<CountryValue> {
    country
        .sovereign
        .and_then(by_code)
        .map(|state| CountryValue::of(state, rule))
}

/// A contested name's reading as a place: Georgia the state of the US, a territory.
fn contested(surface: &str, lang: Lang, context: &CountryContext) -> Option<CountryValue> {
    let value = resolve(surface, false, lang, context)?;
    match (value.rule, value.country) {
        ("us-state", _) => Some(CountryValue::code("US", "part-of-state")),
        (_, Some(country)) => state_of(country, "territory"),
        _ => None,
    }
}
