//! Write: a document as one line of JSON (`docs/schema.md`).

use serde::Serialize;

use crate::document::{Document, Mention};
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
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    entities: Vec<Entity<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    countries: &'a [CountryCount],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    clusters: &'a [Cluster],
}

#[derive(Serialize)]
struct Entity<'a> {
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
}

impl<'a> JsonLine<'a> {
    /// The line of a record and its document, without the text.
    pub fn new(record: &'a Record, document: &'a Document) -> Self {
        Self {
            schema: SCHEMA,
            id: &record.id,
            lang: document.lang.as_str(),
            date: match &document.date {
                Some(found) => Some(&found.date),
                None => record.date.as_deref(),
            },
            date_source: document.date.as_ref().map(|found| found.source),
            title: record.title.as_deref(),
            text: None,
            entities: document
                .mentions()
                .iter()
                .map(|mention| Entity::new(mention, &document.clusters))
                .collect(),
            countries: &document.countries,
            clusters: &document.clusters,
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

impl<'a> Entity<'a> {
    fn new(mention: &'a Mention, clusters: &'a [Cluster]) -> Self {
        Self {
            label: mention.label.as_str(),
            text: &mention.text,
            start: mention.span.start,
            end: mention.span.end,
            start_byte: mention.span.start_byte,
            end_byte: mention.span.end_byte,
            // Four decimals: what lies below is the processor's business, not the reader's.
            score: (f64::from(mention.score) * 1e4).round() / 1e4,
            value: mention.value.as_ref(),
            cluster: mention
                .cluster
                .and_then(|n| clusters.get(n))
                .map(|cluster| cluster.id.as_str()),
            cluster_rule: mention.cluster_rule,
        }
    }
}
