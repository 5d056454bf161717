//! The values that mentions and documents carry.

use jiff::civil::Date;
use serde::Serialize;

use super::country;
use super::date;
use crate::document::Label;

/// What a mention stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Value {
    /// A state or a territory.
    Country {
        /// ISO 3166-1 alpha-2 (`XK` for Kosovo); a former state's withdrawn code.
        iso2: &'static str,
        /// ISO 3166-1 alpha-3.
        iso3: &'static str,
        /// ISO 3166-3, for a former state.
        #[serde(skip_serializing_if = "Option::is_none")]
        iso3166_3: Option<&'static str>,
        /// Whether the state no longer exists.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        former: bool,
        /// Its French name (CLDR).
        name_fr: &'static str,
        /// Its English name (CLDR).
        name_en: &'static str,
        /// Codes of what else the name may mean, where the text does not decide.
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        alternatives: &'static [&'static str],
        /// The rule that decided.
        rule: &'static str,
    },
    /// A name that fits several countries, or none here.
    OpenCountry {
        /// Codes of what it may mean.
        alternatives: &'static [&'static str],
        /// Why it stays open.
        rule: &'static str,
    },
    /// The state that a capital or another place points to: a hint, not a label.
    CountryOf {
        /// The state's code, as in `iso2`.
        #[serde(rename = "country_of")]
        iso2: &'static str,
        /// The rule that gave it.
        rule: &'static str,
    },
    /// A point or an interval of the calendar.
    Date(DateValue),
}

impl Value {
    pub(super) fn country(value: &country::CountryValue) -> Self {
        let (alternatives, rule) = (value.alternatives, value.rule);
        match value.country {
            Some(country) => Self::Country {
                iso2: country.iso2,
                iso3: country.iso3,
                iso3166_3: country.iso3166_3,
                former: country.former,
                name_fr: country.name_fr,
                name_en: country.name_en,
                alternatives,
                rule,
            },
            None => Self::OpenCountry { alternatives, rule },
        }
    }

    /// What joins mentions with this label: a country's code, a date's value.
    pub(super) fn key(&self, label: Label) -> Option<String> {
        match (self, label) {
            (
                Self::Country {
                    iso2, iso3166_3, ..
                },
                Label::Country,
            ) => Some(iso3166_3.unwrap_or(iso2).to_owned()),
            (Self::Date(date), Label::Date) => {
                let value = date.value.as_deref()?;
                Some(match date.modifier {
                    Some(modifier) => format!("{value} {modifier}"),
                    None => value.to_owned(),
                })
            }
            _ => None,
        }
    }

    /// What the mention stands for in one word: a country's code, a date's EDTF. A hint is none.
    pub(crate) fn code(&self) -> Option<&str> {
        match self {
            Self::Country { iso2, .. } => Some(iso2),
            Self::Date(date) => date.value.as_deref(),
            Self::OpenCountry { .. } | Self::CountryOf { .. } => None,
        }
    }

    /// The rule that decided.
    pub(crate) fn rule(&self) -> &'static str {
        match self {
            Self::Country { rule, .. }
            | Self::OpenCountry { rule, .. }
            | Self::CountryOf { rule, .. } => rule,
            Self::Date(date) => date.rule,
        }
    }

    /// A country's French and English names.
    pub(crate) fn names(&self) -> (Option<&'static str>, Option<&'static str>) {
        match self {
            Self::Country {
                name_fr, name_en, ..
            } => (Some(name_fr), Some(name_en)),
            _ => (None, None),
        }
    }

    pub(super) fn hint(value: &country::CountryValue) -> Option<Self> {
        value.country.map(|country| Self::CountryOf {
            iso2: country.code(),
            rule: value.rule,
        })
    }
}

/// What a date is worth.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct DateValue {
    /// EDTF (ISO 8601-2), or a week as `2024-W27`; `None` where the day that it counts from is
    /// not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// `start`, `mid`, `end`, `approx`, `before`, `after`, `during`, `later` or `earlier`.
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<&'static str>,
    /// The unit of the expression: `day`, `month`, `year`, ...
    pub grain: &'static str,
    /// `absolute`, `relative_to_document` or `relative_to_text`.
    pub kind: &'static str,
    /// First day that it may mean, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest: Option<String>,
    /// Last day that it may mean.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
    /// Part of the day: `morning`, `evening`, ...
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<&'static str>,
    /// The rule that decided.
    pub rule: &'static str,
}

impl DateValue {
    pub(super) fn new(value: date::ResolvedDate) -> Self {
        Self {
            value: value.value,
            modifier: value.modifier.map(|m| m.as_str()),
            grain: value.grain.as_str(),
            kind: value.kind.as_str(),
            earliest: value.earliest.map(|day| day.to_string()),
            latest: value.latest.map(|day| day.to_string()),
            part: value.part.map(|part| part.as_str()),
            rule: value.rule,
        }
    }
}

/// The document's own date.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DocumentDate {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Where it was found: `given` by the caller, or in the text: `published`, `dateline`,
    /// `byline`, `updated`.
    pub source: &'static str,
}

impl DocumentDate {
    pub(super) fn new(date: Date, source: &'static str) -> Self {
        Self {
            date: date.to_string(),
            source,
        }
    }
}

/// How often a document names a country and its people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CountryCount {
    /// ISO 3166-1 alpha-2; ISO 3166-3 for a former state.
    pub iso2: &'static str,
    /// Mentions with the label COUNTRY.
    pub mentions: u32,
    /// Demonyms and adjectives (`malien`, `Malians`), which are no mentions.
    pub demonyms: u32,
}

impl CountryCount {
    pub(super) fn new(count: country::CountryCount) -> Self {
        Self {
            iso2: count.country.code(),
            mentions: count.mentions,
            demonyms: count.demonyms,
        }
    }
}

/// A distinct person, country, organisation, place or date of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Cluster {
    /// Stable within the document: `person-1`, `org-2`, in the order of first mentions.
    pub id: String,
    /// The label of all its mentions.
    pub label: Label,
    /// The fullest form in the text.
    pub name: String,
    /// The French name, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_fr: Option<&'static str>,
    /// The English name, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_en: Option<&'static str>,
    /// What joins it across documents: a country's code, a date's value (with its modifier after a
    /// space), an organisation's identity in griot's table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Identities in griot's table that the name may have, where the text does not decide.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<&'static str>,
    /// Number of mentions.
    pub count: usize,
    /// Their indices.
    pub mentions: Vec<usize>,
}
