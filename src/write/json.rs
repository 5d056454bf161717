//! Write: a document as one line of JSON (`docs/schema.md`).

use std::io::Write;

use serde::ser::{Error as _, SerializeMap};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::{EncodeOptions, cannot_write};
use crate::document::{Document, Mention};
use crate::error;
use crate::read::Record;
use crate::resolve::{Cluster, CountryCount, Value};

/// The version of the output: a change that breaks readers changes it.
pub const SCHEMA: &str = "griot/1";

/// One line of output.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let griot = griot::Griot::builder().model("small").build()?;
/// for record in griot::Reader::new(["corpus/news.jsonl"]).take(1) {
///     let record = record.map_err(|rejected| rejected.to_string())?;
///     let document = griot.extract(&record)?;
///     println!("{}", serde_json::to_string(&griot::JsonLine::new(&record, &document))?);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Serialize)]
pub struct JsonLine<'a> {
    schema: &'static str,
    id: &'a str,
    lang: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_source: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_unread: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang_unread: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duplicate_of: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Carried::is_empty")]
    carried: Carried<'a>,
    entities: Entities<'a>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    countries: &'a [CountryCount],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    clusters: &'a [Cluster],
}

/// Fields of the record that are passed on: an object, or the text of one, where a column must have
/// one type.
struct Carried<'a> {
    fields: &'a [(String, String)],
    as_text: bool,
}

impl Carried<'_> {
    fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }
}

impl Serialize for Carried<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.as_text {
            let object = Self {
                as_text: false,
                ..*self
            };
            let text = serde_json::to_string(&object).map_err(S::Error::custom)?;
            return serializer.serialize_str(&text);
        }
        let mut object = serializer.serialize_map(Some(self.fields.len()))?;
        for (name, value) in self.fields {
            let value: &RawValue = serde_json::from_str(value)
                .map_err(|error| S::Error::custom(format!("carried field {name:?}: {error}")))?;
            object.serialize_entry(name, value)?;
        }
        object.end()
    }
}

/// The mentions, made entities one at a time: a long document has many.
struct Entities<'a>(&'a Document);

impl Serialize for Entities<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Document {
            mentions, clusters, ..
        } = self.0;
        serializer.collect_seq(
            mentions
                .iter()
                .map(|mention| Entity::new(mention, clusters)),
        )
    }
}

#[derive(Serialize)]
pub(super) struct Entity<'a> {
    label: &'static str,
    text: &'a str,
    start: usize,
    end: usize,
    start_byte: usize,
    end_byte: usize,
    score: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cluster: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cluster_rule: Option<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    furniture: bool,
}

impl<'a> JsonLine<'a> {
    /// The line of a record and its document, without the text where that stands in the input.
    pub fn new(record: &'a Record, document: &'a Document) -> Self {
        Self {
            schema: SCHEMA,
            id: &record.id,
            lang: document.lang.as_str(),
            date: shown_date(record, document),
            date_source: document.date.as_ref().map(|found| found.source),
            date_unread: record.date.as_deref().filter(|_| document.date_unread),
            lang_unread: record.other_lang.as_deref(),
            title: record.title.as_deref(),
            encoding: record.encoding,
            duplicate_of: document.duplicate_of.as_deref(),
            // Offsets into a text that griot made mean nothing without it.
            text: record.derived_text.then_some(record.text.as_str()),
            carried: Carried {
                fields: &record.carried,
                as_text: false,
            },
            entities: Entities(document),
            countries: &document.countries,
            clusters: &document.clusters,
        }
    }

    pub(super) fn of(record: &'a Record, document: &'a Document, include_text: bool) -> Self {
        if include_text {
            Self::with_text(record, document)
        } else {
            Self::new(record, document)
        }
    }

    /// The same for a table, whose columns have one type each.
    #[cfg(feature = "arrow")]
    pub(super) fn row(record: &'a Record, document: &'a Document, include_text: bool) -> Self {
        Self {
            carried: Carried {
                fields: &record.carried,
                as_text: true,
            },
            ..Self::of(record, document, include_text)
        }
    }

    /// The same with the text.
    pub fn with_text(record: &'a Record, document: &'a Document) -> Self {
        Self {
            text: Some(&record.text),
            ..Self::new(record, document)
        }
    }
}

/// The date that was understood; the record's own as it stands, where nobody tried to read it.
pub(super) fn shown_date<'a>(record: &'a Record, document: &'a Document) -> Option<&'a str> {
    match &document.date {
        Some(found) => Some(&found.date),
        None if document.date_unread => None,
        None => record.date.as_deref(),
    }
}

/// A score with four decimals: what lies below is the processor's business, not the reader's.
pub(super) fn shown_score(score: f32) -> f64 {
    (f64::from(score) * 1e4).round() / 1e4
}

impl<'a> Entity<'a> {
    pub fn new(mention: &'a Mention, clusters: &'a [Cluster]) -> Self {
        Self {
            label: mention.label.as_str(),
            text: &mention.text,
            start: mention.span.start,
            end: mention.span.end,
            start_byte: mention.span.start_byte,
            end_byte: mention.span.end_byte,
            score: shown_score(mention.score),
            value: mention.value.as_deref(),
            cluster: mention
                .cluster
                .and_then(|n| clusters.get(n))
                .map(|cluster| cluster.id.as_str()),
            cluster_rule: mention.cluster_rule,
            furniture: mention.furniture,
        }
    }
}

/// Appends the line of a document, indented over several where that is asked.
pub(super) fn encode(
    record: &Record,
    document: &Document,
    options: &EncodeOptions,
    out: &mut impl Write,
) -> error::Result<()> {
    let line = JsonLine::of(record, document, options.include_text);
    let written = if options.pretty {
        serde_json::to_writer_pretty(&mut *out, &line)
    } else {
        serde_json::to_writer(&mut *out, &line)
    };
    written
        .map_err(|error| cannot_write("JSON", error))
        .and_then(|()| {
            out.write_all(b"\n")
                .map_err(|error| cannot_write("JSON", error))
        })
}
