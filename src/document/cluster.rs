//! Clusters: the distinct people, countries, organisations, places and dates of a document.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Label, Value};
use crate::error::{Error, ErrorKind};

/// The id of a cluster within its document: its label, and its number among the clusters of that label,
/// from 1, in the order of first mentions. Written `person-1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(into = "String", try_from = "Cow<'_, str>")]
#[cfg_attr(test, schemars(with = "String"))]
pub struct ClusterId {
    label: Label,
    number: u32,
}

impl ClusterId {
    /// The id of a label's cluster of this number.
    pub fn new(label: Label, number: u32) -> Self {
        Self { label, number }
    }

    /// The label of the cluster.
    pub fn label(self) -> Label {
        self.label
    }

    /// Its number among the clusters of that label, from 1.
    pub fn number(self) -> u32 {
        self.number
    }
}

impl fmt::Display for ClusterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}-{}",
            self.label.as_str().to_ascii_lowercase(),
            self.number
        )
    }
}

impl From<ClusterId> for String {
    fn from(id: ClusterId) -> Self {
        id.to_string()
    }
}

impl FromStr for ClusterId {
    type Err = Error;

    fn from_str(id: &str) -> Result<Self, Error> {
        let parsed = id
            .split_once('-')
            .and_then(|(label, number)| Some(Self::new(label.parse().ok()?, number.parse().ok()?)));
        // Its one spelling: `person-1`, not `PERSON-01`.
        let parsed = parsed.filter(|parsed| parsed.to_string() == id);
        parsed.ok_or_else(|| {
            let message =
                format!("cluster id {id:?}: expected a label and a number, such as person-1");
            Error::new(ErrorKind::Input, message)
        })
    }
}

impl TryFrom<Cow<'_, str>> for ClusterId {
    type Error = Error;

    fn try_from(id: Cow<'_, str>) -> Result<Self, Error> {
        id.parse()
    }
}

/// A distinct person, country, organisation, place or date of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Cluster {
    /// Stable within the document.
    pub id: ClusterId,
    /// The label of all its mentions.
    pub label: Label,
    /// The fullest form in the text.
    pub name: String,
    /// The French name, if known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_fr: Option<Cow<'static, str>>,
    /// The English name, if known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_en: Option<Cow<'static, str>>,
    /// What joins it across documents: a country's code, a date's value (with its modifier after a
    /// space), the key of a known person, organisation or place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Identities in griot's table that the name may have, where the text does not decide.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Cow<'static, str>>,
    /// Number of mentions.
    pub count: usize,
    /// Their indices in [`Document::mentions`](super::Document::mentions).
    pub mentions: Vec<usize>,
}

impl Cluster {
    /// Takes the key and the names of a known name, in place of its own.
    pub(crate) fn settle(&mut self, value: &Value) {
        if let Value::Known {
            key,
            name_fr,
            name_en,
            ..
        } = value
        {
            self.key = Some(key.clone().into_owned());
            self.name_fr = Some(name_fr.clone());
            self.name_en = Some(name_en.clone());
            self.alternatives.clear();
        }
    }
}
