//! What comes out: documents, mentions, spans, labels, values and clusters.
//!
//! These types are the output format: a line of `griot extract` (`docs/schema.md`) is a [`Document`],
//! written and read by serde. They import nothing from the stages that make them.

mod carried;
mod cluster;
mod label;
mod lang;
mod mention;
mod reading;
#[cfg(test)]
pub(crate) mod schema;
mod span;
#[cfg(test)]
mod tests;
mod value;
mod version;

use std::borrow::Cow;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

pub use carried::Carried;
pub use cluster::{Cluster, ClusterId};
pub use label::Label;
pub use lang::Lang;
pub use mention::Mention;
#[cfg(feature = "corpus")]
pub(crate) use mention::shown_score;
pub(crate) use span::Offsets;
pub use span::Span;
pub use value::{CountryCount, DateValue, Value};
pub use version::SCHEMA;
use version::Version;

/// What was found in one text. Its JSON is a line of `griot extract`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Document {
    #[serde(default)]
    schema: Version,
    /// The record's id, if the text has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The language given by the caller, or detected.
    pub lang: Lang,
    /// The document's own date, from which relative dates count: `YYYY-MM-DD`. If nothing was resolved
    /// (without [values](crate::Builder::values), or for a duplicate), as the source gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Where that date was found: `given` by the source, `option` (`--date`), `file_name`
    /// (`--date-from-name`), or in the text: `published`, `dateline`, `byline`, `updated`. `None` if
    /// nothing was resolved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_source: Option<Cow<'static, str>>,
    /// The date that the source gives ([`Source::date`](crate::Source::date)), if it is not understood;
    /// `date`, if there is one, is then from the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_unread: Option<String>,
    /// The language that the source gives, if it is neither French nor English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang_unread: Option<String>,
    /// The title that the source gives; it is not searched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The encoding that the text was in, if it was not UTF-8.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Cow<'static, str>>,
    /// The id of an earlier record with the same text, if duplicates are not read again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duplicate_of: Option<String>,
    /// Number of words (UAX #29 units with a letter or a digit).
    #[serde(default)]
    pub words: usize,
    /// The text, if it is part of the output: on request, or because it was made from the input (the
    /// main text of a web page).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Fields of the record that are passed on.
    #[serde(default, skip_serializing_if = "Carried::is_empty")]
    #[cfg_attr(
        test,
        schemars(with = "std::collections::BTreeMap<String, serde_json::Value>")
    )]
    pub carried: Carried,
    /// What a scraped page has around its article: consent banners, share buttons, links to other
    /// articles, footers. In text order, not overlapping.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub furniture: Vec<Span>,
    /// The mentions in the order of the text; they never overlap.
    #[serde(rename = "entities")]
    pub mentions: Vec<Mention>,
    /// The countries that the document refers to, the most prominent first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<CountryCount>,
    /// The distinct people, countries, organisations, places and dates, by first mention.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clusters: Vec<Cluster>,
}

impl Document {
    /// A document of which only the language is known.
    pub fn new(lang: Lang) -> Self {
        Self {
            schema: Version,
            id: None,
            lang,
            date: None,
            date_source: None,
            date_unread: None,
            lang_unread: None,
            title: None,
            encoding: None,
            duplicate_of: None,
            words: 0,
            text: None,
            carried: Carried::default(),
            furniture: Vec::new(),
            mentions: Vec::new(),
            countries: Vec::new(),
            clusters: Vec::new(),
        }
    }

    /// The same document with its text in it, for outputs that need it.
    pub fn with_text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// The cluster with this id.
    pub fn cluster(&self, id: ClusterId) -> Option<&Cluster> {
        self.clusters.iter().find(|cluster| cluster.id == id)
    }

    /// The cluster of each mention, in the order of the mentions.
    pub fn clusters_by_mention(&self) -> Vec<Option<&Cluster>> {
        let clusters = self.clusters.iter().map(|cluster| (cluster.id, cluster));
        let clusters: HashMap<ClusterId, &Cluster> = clusters.collect();
        let of = |mention: &Mention| clusters.get(&mention.cluster?).copied();
        self.mentions.iter().map(of).collect()
    }
}
