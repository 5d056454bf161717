//! Values: what a mention stands for.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::reading::ValueFields;
use super::{Carried, Lang};

/// What a mention stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged, try_from = "ValueFields")]
#[non_exhaustive]
pub enum Value {
    /// A state or a territory.
    #[non_exhaustive]
    Country {
        /// ISO 3166-1 alpha-2 (`XK` for Kosovo); a former state's withdrawn code.
        iso2: Cow<'static, str>,
        /// ISO 3166-1 alpha-3.
        iso3: Cow<'static, str>,
        /// ISO 3166-3, for a former state.
        #[serde(skip_serializing_if = "Option::is_none")]
        iso3166_3: Option<Cow<'static, str>>,
        /// Whether the state no longer exists.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        former: bool,
        /// Its French name (CLDR).
        name_fr: Cow<'static, str>,
        /// Its English name (CLDR).
        name_en: Cow<'static, str>,
        /// Codes of what else the name may mean, where the text does not decide.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        alternatives: Vec<Cow<'static, str>>,
        /// The rule that decided.
        rule: Cow<'static, str>,
    },
    /// A name that fits several countries, or none here.
    #[non_exhaustive]
    OpenCountry {
        /// Codes of what it may mean.
        alternatives: Vec<Cow<'static, str>>,
        /// Why it stays open.
        rule: Cow<'static, str>,
    },
    /// The state that a capital or another place points to: a hint, not a label.
    #[non_exhaustive]
    CountryOf {
        /// The state's code, as in `iso2`.
        #[serde(rename = "country_of")]
        iso2: Cow<'static, str>,
        /// The rule that gave it.
        rule: Cow<'static, str>,
    },
    /// A person, organisation or place that griot's table or the user's list knows.
    #[non_exhaustive]
    Known {
        /// What joins it across documents: `person:vladimir-putin`, `org:nato`, or the user's id.
        key: Cow<'static, str>,
        /// Its French name.
        name_fr: Cow<'static, str>,
        /// Its English name.
        name_en: Cow<'static, str>,
        /// The id in the user's list.
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<Cow<'static, str>>,
        /// What the user's list says more of it.
        #[serde(default, skip_serializing_if = "Carried::is_empty")]
        #[cfg_attr(
            test,
            schemars(with = "std::collections::BTreeMap<String, serde_json::Value>")
        )]
        fields: Carried,
        /// The rule that decided: `known`, `known_alias`, `known_surname`, `listed`.
        rule: Cow<'static, str>,
    },
    /// A point or an interval of the calendar.
    Date(DateValue),
}

impl Value {
    /// What the mention stands for in one word: a country's code (ISO 3166-1 alpha-2), a date's EDTF, the
    /// key of a known name. A hint ([`Value::CountryOf`]) has none.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Country { iso2, .. } => Some(iso2),
            Self::Date(date) => date.value.as_deref(),
            Self::Known { key, .. } => Some(key),
            Self::OpenCountry { .. } | Self::CountryOf { .. } => None,
        }
    }

    /// The name of a country, or of somebody or something known, in this language.
    pub fn name(&self, lang: Lang) -> Option<&str> {
        match (self, lang) {
            (Self::Country { name_fr, .. } | Self::Known { name_fr, .. }, Lang::Fr) => {
                Some(name_fr)
            }
            (Self::Country { name_en, .. } | Self::Known { name_en, .. }, Lang::En) => {
                Some(name_en)
            }
            _ => None,
        }
    }

    /// How sure a date's value is: `certain`, `likely` or `doubtful`.
    pub fn certainty(&self) -> Option<&str> {
        match self {
            Self::Date(date) => date.certainty.as_deref(),
            _ => None,
        }
    }

    /// The rule that decided.
    pub fn rule(&self) -> &str {
        match self {
            Self::Country { rule, .. }
            | Self::OpenCountry { rule, .. }
            | Self::CountryOf { rule, .. }
            | Self::Known { rule, .. } => rule,
            Self::Date(date) => &date.rule,
        }
    }
}

/// The value of a date.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DateValue {
    /// EDTF (ISO 8601-2), or a week as `2024-W27`; `XXXX-02-13` where nothing gives the year; `None` if the day
    /// that it counts from is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// `start`, `mid`, `end`, `approx`, `before`, `after`, `during`, `later` or `earlier`.
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<Cow<'static, str>>,
    /// The unit of the expression: `day`, `month`, `year`, ...
    pub grain: Cow<'static, str>,
    /// `absolute`, `relative_to_document` or `relative_to_text`.
    pub kind: Cow<'static, str>,
    /// First day that it may mean, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest: Option<String>,
    /// Last day that it may mean.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
    /// Part of the day: `morning`, `evening`, ...
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<Cow<'static, str>>,
    /// How sure `value` is: `certain` (written in full, or counted from the document's date), `likely` (the
    /// words around it decided) or `doubtful` (a default that nothing supports, or a vague expression);
    /// `None` without a value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Cow<'static, str>>,
    /// The rule that decided.
    pub rule: Cow<'static, str>,
}

/// How often a document names a country and its people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CountryCount {
    /// ISO 3166-1 alpha-2; ISO 3166-3 for a former state.
    pub iso2: Cow<'static, str>,
    /// Mentions with the label COUNTRY.
    pub mentions: u32,
    /// Demonyms and adjectives (`malien`, `Malians`), which are not mentions.
    pub demonyms: u32,
}
