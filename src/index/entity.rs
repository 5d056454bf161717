//! One distinct entity of a corpus.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::document::{Cluster, Label};
use crate::fold::fold;
use crate::normalise::normalise;

/// What makes two clusters the same entity: label, and key or folded name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct EntityKey {
    label: Label,
    keyed: bool,
    name: String,
}

impl EntityKey {
    /// `None` for a date without a value: it means something in its own document only.
    pub fn of(cluster: &Cluster) -> Option<Self> {
        if cluster.label == Label::Date && cluster.key.is_none() {
            return None;
        }
        Some(Self {
            label: cluster.label,
            keyed: cluster.key.is_some(),
            name: cluster.key.clone().unwrap_or_else(|| folded(&cluster.name)),
        })
    }
}

/// The name without case and accents, with plain signs and one space between words.
fn folded(name: &str) -> String {
    let plain = fold(&normalise(name).text);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

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

fn owned(name: &Option<Cow<'static, str>>) -> Option<String> {
    name.clone().map(Cow::into_owned)
}

/// A person, country, organisation, place or date of a corpus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Entity {
    /// What it is.
    pub label: Label,
    /// Country code, date value or identity in the table of organisations.
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
    /// A bare surname or first name, perhaps of several people.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
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
    #[serde(skip)]
    names: BTreeMap<String, u64>,
}

impl Entity {
    pub(super) fn new(cluster: &Cluster) -> Self {
        Self {
            label: cluster.label,
            key: cluster.key.clone(),
            // Holds until a document names it outside page furniture.
            name: cluster.name.clone(),
            name_fr: None,
            name_en: None,
            partial: cluster.label == Label::Person
                && !cluster.name.trim().contains(char::is_whitespace),
            documents: 0,
            mentions: 0,
            first_date: None,
            last_date: None,
            variants: BTreeMap::new(),
            names: BTreeMap::new(),
        }
    }

    /// Adds a document's cluster, counting its mentions outside page furniture; if there are none, the
    /// document does not name it.
    pub(super) fn add<'a>(
        &mut self,
        cluster: &Cluster,
        surfaces: impl Iterator<Item = &'a str>,
        date: Option<&str>,
    ) {
        let before = self.mentions;
        for surface in surfaces {
            self.mentions += 1;
            *self.variants.entry(surface.to_owned()).or_default() += 1;
        }
        if self.mentions == before {
            return;
        }
        self.documents += 1;
        *self.names.entry(cluster.name.clone()).or_default() += 1;
        self.name_fr = self.name_fr.take().or_else(|| owned(&cluster.name_fr));
        self.name_en = self.name_en.take().or_else(|| owned(&cluster.name_en));
        if let Some(date) = date.filter(|date| is_day(date)) {
            widen(&mut self.first_date, &mut self.last_date, date);
        }
    }

    /// Chooses the name, once all documents have been added.
    pub(super) fn settle(mut self) -> Self {
        let fullest = std::mem::take(&mut self.names)
            .into_iter()
            .max_by_key(|(name, count)| {
                (
                    *count,
                    name.chars().count(),
                    std::cmp::Reverse(name.clone()),
                )
            });
        self.name = match (self.label, &self.key) {
            // A date's surfaces (`three years later`) name it in one document only.
            (Label::Date, Some(value)) => value.clone(),
            _ => fullest.map_or(self.name, |(name, _)| name),
        };
        self
    }
}
