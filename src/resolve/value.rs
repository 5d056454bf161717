//! From what the tables and the grammar find to the values that are given out.

use std::borrow::Cow;

use super::{country, date};
use crate::document::{CountryCount, DateValue, Label, Value};

fn codes(codes: &'static [&'static str]) -> Vec<Cow<'static, str>> {
    codes.iter().copied().map(Cow::Borrowed).collect()
}

pub(super) fn of_country(value: &country::CountryValue) -> Value {
    let (alternatives, rule) = (codes(value.alternatives), value.rule.into());
    match value.country {
        Some(country) => Value::Country {
            iso2: country.iso2.into(),
            iso3: country.iso3.into(),
            iso3166_3: country.iso3166_3.map(Cow::Borrowed),
            former: country.former,
            name_fr: country.name_fr.into(),
            name_en: country.name_en.into(),
            alternatives,
            rule,
        },
        None => Value::OpenCountry { alternatives, rule },
    }
}

pub(super) fn of_hint(value: &country::CountryValue) -> Option<Value> {
    value.country.map(|country| Value::CountryOf {
        iso2: country.code().into(),
        rule: value.rule.into(),
    })
}

pub(super) fn of_date(value: date::ResolvedDate) -> Value {
    Value::Date(DateValue {
        value: value.value,
        modifier: value.modifier.map(|m| m.as_str().into()),
        grain: value.grain.as_str().into(),
        kind: value.kind.as_str().into(),
        earliest: value.earliest.map(|day| day.to_string()),
        latest: value.latest.map(|day| day.to_string()),
        part: value.part.map(|part| part.as_str().into()),
        certainty: value.certainty.map(|sure| sure.as_str().into()),
        rule: value.rule.into(),
    })
}

pub(super) fn of_count(count: country::CountryTally) -> CountryCount {
    CountryCount {
        iso2: count.country.code().into(),
        mentions: count.mentions,
        demonyms: count.demonyms,
    }
}

/// What joins mentions with this label: a country's code, a date's value. A day or a month without its year
/// joins nothing: another document's is another year's.
pub(super) fn key(value: &Value, label: Label) -> Option<String> {
    match (value, label) {
        (
            Value::Country {
                iso2, iso3166_3, ..
            },
            Label::Country,
        ) => Some(iso3166_3.as_ref().unwrap_or(iso2).clone().into_owned()),
        (Value::Date(date), Label::Date) => {
            let value = date.value.as_deref().filter(|v| !v.contains("XXXX"))?;
            Some(match &date.modifier {
                Some(modifier) => format!("{value} {modifier}"),
                None => value.to_owned(),
            })
        }
        _ => None,
    }
}
