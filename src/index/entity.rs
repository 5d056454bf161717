//! One distinct entity of a corpus: a row of the index.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::document::Label;

/// Whether a date is `YYYY-MM-DD`: others, kept as the records give them, do not sort as text.
pub(crate) fn is_day(date: &str) -> bool {
    let form = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    date.len() == 10 && date.bytes().enumerate().all(form)
}

/// Extends the range from `first` to `last` to include `day`.
pub(crate) fn widen(first: &mut Option<String>, last: &mut Option<String>, day: &str) {
    if first.as_deref().is_none_or(|first| day < first) {
        *first = Some(day.to_owned());
    }
    if last.as_deref().is_none_or(|last| day > last) {
        *last = Some(day.to_owned());
    }
}

/// A person, country, organisation, place or date of a corpus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Entity {
    /// What it is called in decisions and links. Of a row with a key, the label and the key
    /// (`country:ML`, `org:nato`); otherwise the label and the folded name
    /// (`person/assimi goita`). It stays as documents are added unless the row is merged into another.
    pub id: String,
    /// What it is.
    pub label: Label,
    /// Country code, date value or identity in a table of known names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The name that most documents give it, the longest if several are as frequent; for a date, its
    /// value.
    pub name: String,
    /// The French name, if known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_fr: Option<String>,
    /// The English name, if known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// Of a country: ISO 3166-1 alpha-2, or the withdrawn code of a former state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iso2: Option<String>,
    /// Of a country: ISO 3166-1 alpha-3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iso3: Option<String>,
    /// A bare surname or first name, perhaps of several people.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// Documents that name it.
    pub documents: u64,
    /// Mentions in those documents. Page furniture counts neither here nor above.
    pub mentions: u64,
    /// The earliest date of those documents, if any has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_date: Option<String>,
    /// The latest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_date: Option<String>,
    /// The surfaces that name it, with their counts.
    pub variants: BTreeMap<String, u64>,
    /// The forms that were merged into the row, the leading one first, then those of most documents;
    /// none if it has only one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<EntityForm>,
}

/// What a row was merged from: the clusters of one key and one folded name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EntityForm {
    /// Its most frequent name.
    pub name: String,
    /// Its key, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Documents that have it.
    pub documents: u64,
    /// Mentions in them.
    pub mentions: u64,
    /// The rule that merged it into the row (`docs/index.md`); the leading form has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<Cow<'static, str>>,
}
