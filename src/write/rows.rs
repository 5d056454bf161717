//! Documents as rows of Arrow record batches.
//!
//! The columns are filled from the JSON line itself, so the two cannot differ.

use arrow_array::RecordBatch;
use arrow_json::ReaderBuilder;
use arrow_json::reader::Decoder;
use arrow_schema::{ArrowError, SchemaRef};
use serde::Serialize;

use super::cannot_write;
#[cfg(feature = "parquet")]
use super::columns::file_schema;
use super::columns::{document_schema, entity_schema};
use crate::document::{Cluster, Document, Mention, SCHEMA, Value};
use crate::error::{Error, Result};

/// Rows waiting to become columns.
pub(crate) struct Rows {
    schema: SchemaRef,
    waiting: Decoder,
    unit: RowUnit,
}

/// What a row is.
#[derive(Clone, Copy)]
enum RowUnit {
    Document,
    Mention,
}

/// The row of a document. A column has one type, so the carried fields are an object in text.
#[derive(Serialize)]
struct DocumentRow {
    #[serde(flatten)]
    document: Document,
    carried: Option<String>,
}

/// The row of a mention.
#[derive(Serialize)]
struct EntityRow<'a> {
    id: &'a str,
    lang: &'static str,
    date: Option<&'a str>,
    #[serde(flatten)]
    mention: &'a Mention,
    cluster_key: Option<&'a str>,
    cluster_name: Option<&'a str>,
}

/// The row for a null text.
#[derive(Serialize)]
struct NullRow<'a> {
    schema: &'static str,
    id: &'a str,
}

impl Rows {
    /// The rows of a file: one per document.
    #[cfg(feature = "parquet")]
    pub fn documents() -> Result<Self> {
        Self::new(file_schema(), RowUnit::Document)
    }

    /// One row per document, including rows for null texts.
    pub fn nullable() -> Result<Self> {
        Self::new(document_schema(), RowUnit::Document)
    }

    /// One row per mention.
    pub fn entities() -> Result<Self> {
        Self::new(entity_schema(), RowUnit::Mention)
    }

    fn new(schema: SchemaRef, unit: RowUnit) -> Result<Self> {
        let waiting = ReaderBuilder::new(SchemaRef::clone(&schema))
            .build_decoder()
            .map_err(failed)?;
        Ok(Self {
            schema,
            waiting,
            unit,
        })
    }

    pub fn schema(&self) -> SchemaRef {
        SchemaRef::clone(&self.schema)
    }

    #[cfg(feature = "parquet")]
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    pub fn push(&mut self, document: Document) -> Result<()> {
        match self.unit {
            RowUnit::Document => {
                let fields = has_fields(&document);
                self.serialize(&[DocumentRow::of(document)?], fields)
            }
            RowUnit::Mention => {
                let clusters = document.clusters_by_mention();
                let both = document.mentions.iter().zip(clusters);
                let row = |(mention, cluster)| EntityRow::of(&document, mention, cluster);
                let rows: Vec<_> = both.map(row).collect();
                self.serialize(&rows, has_fields(&document))
            }
        }
        .map_err(failed)
    }

    /// Adds rows. A column has one type, so the fields of the user's list are an object in text.
    fn serialize<R: Serialize>(
        &mut self,
        rows: &[R],
        fields: bool,
    ) -> std::result::Result<(), ArrowError> {
        if !fields {
            return self.waiting.serialize(rows);
        }
        let as_json =
            |row| serde_json::to_value(row).map_err(|e| ArrowError::JsonError(e.to_string()));
        let mut rows: Vec<serde_json::Value> = rows
            .iter()
            .map(as_json)
            .collect::<std::result::Result<_, _>>()?;
        rows.iter_mut().for_each(fields_as_text);
        self.waiting.serialize(&rows)
    }

    /// Adds a null text: a row of nulls among documents, nothing among mentions.
    pub fn push_null(&mut self, id: &str) -> Result<()> {
        match self.unit {
            RowUnit::Document => {
                let row = NullRow { schema: SCHEMA, id };
                self.waiting.serialize(&[row]).map_err(failed)
            }
            RowUnit::Mention => Ok(()),
        }
    }

    /// The rows so far, if there are any.
    pub fn take(&mut self) -> Result<Option<RecordBatch>> {
        self.waiting.flush().map_err(failed)
    }
}

/// Whether a mention has fields of the user's list.
fn has_fields(document: &Document) -> bool {
    let mut values = document.mentions.iter().filter_map(|m| m.value.as_deref());
    values.any(|value| matches!(value, Value::Known { fields, .. } if !fields.is_empty()))
}

/// Turns the fields of a row's values into text.
fn fields_as_text(row: &mut serde_json::Value) {
    let as_text = |value: &mut serde_json::Value| {
        if let Some(fields) = value.get_mut("fields") {
            *fields = fields.to_string().into();
        }
    };
    if let Some(value) = row.get_mut("value") {
        as_text(value);
    }
    let entities = row.get_mut("entities").and_then(|list| list.as_array_mut());
    for entity in entities.into_iter().flatten() {
        if let Some(value) = entity.get_mut("value") {
            as_text(value);
        }
    }
}

impl DocumentRow {
    fn of(mut document: Document) -> Result<Self> {
        let carried = std::mem::take(&mut document.carried);
        let carried = (!carried.is_empty()).then(|| serde_json::to_string(&carried));
        Ok(Self {
            document,
            carried: carried.transpose().map_err(failed)?,
        })
    }
}

impl<'a> EntityRow<'a> {
    fn of(document: &'a Document, mention: &'a Mention, cluster: Option<&'a Cluster>) -> Self {
        Self {
            id: document.id.as_deref().unwrap_or_default(),
            lang: document.lang.as_str(),
            date: document.date.as_deref(),
            mention,
            cluster_key: cluster.and_then(|cluster| cluster.key.as_deref()),
            cluster_name: cluster.map(|cluster| cluster.name.as_str()),
        }
    }
}

fn failed(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    cannot_write("Arrow columns", source)
}
