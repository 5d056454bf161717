//! Documents as rows of Arrow record batches.
//!
//! The columns are filled from the JSON line itself, so the two cannot differ in what they say.

use arrow_array::RecordBatch;
use arrow_json::ReaderBuilder;
use arrow_json::reader::Decoder;
use arrow_schema::SchemaRef;
use serde::Serialize;

#[cfg(feature = "parquet")]
use super::columns::file_schema;
use super::columns::{document_schema, entity_schema};
use super::json::{Entity, shown_date};
use super::{JsonLine, SCHEMA, cannot_write};
use crate::document::Document;
use crate::error::{Error, Result};
use crate::read::Record;

/// Rows on their way into columns.
pub(crate) struct Rows {
    schema: SchemaRef,
    waiting: Decoder,
    form: Form,
}

#[derive(Clone, Copy)]
enum Form {
    Documents { include_text: bool },
    Entities,
}

/// The row of a mention.
#[derive(Serialize)]
struct EntityRow<'a> {
    id: &'a str,
    lang: &'static str,
    date: Option<&'a str>,
    #[serde(flatten)]
    entity: Entity<'a>,
    cluster_key: Option<&'a str>,
    cluster_name: Option<&'a str>,
}

/// The row of a null text.
#[derive(Serialize)]
struct NullRow<'a> {
    schema: &'static str,
    id: &'a str,
}

impl Rows {
    /// The rows of a file: one a document.
    #[cfg(feature = "parquet")]
    pub fn documents(include_text: bool) -> Result<Self> {
        Self::new(file_schema(), Form::Documents { include_text })
    }

    /// One row a document, among them rows of null texts.
    pub fn nullable(include_text: bool) -> Result<Self> {
        Self::new(document_schema(), Form::Documents { include_text })
    }

    /// One row a mention.
    pub fn entities() -> Result<Self> {
        Self::new(entity_schema(), Form::Entities)
    }

    fn new(schema: SchemaRef, form: Form) -> Result<Self> {
        let waiting = ReaderBuilder::new(SchemaRef::clone(&schema))
            .build_decoder()
            .map_err(failed)?;
        Ok(Self {
            schema,
            waiting,
            form,
        })
    }

    pub fn schema(&self) -> SchemaRef {
        SchemaRef::clone(&self.schema)
    }

    #[cfg(feature = "parquet")]
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    pub fn push(&mut self, record: &Record, document: &Document) -> Result<()> {
        match self.form {
            Form::Documents { include_text } => {
                let line = JsonLine::row(record, document, include_text);
                self.waiting.serialize(&[line])
            }
            Form::Entities => {
                let row = |mention| EntityRow::new(record, document, mention);
                let rows: Vec<_> = document.mentions().iter().map(row).collect();
                self.waiting.serialize(&rows)
            }
        }
        .map_err(failed)
    }

    /// Adds what a null text gives: a row of nulls among documents, nothing among mentions.
    pub fn push_null(&mut self, id: &str) -> Result<()> {
        match self.form {
            Form::Documents { .. } => {
                let row = NullRow { schema: SCHEMA, id };
                self.waiting.serialize(&[row]).map_err(failed)
            }
            Form::Entities => Ok(()),
        }
    }

    /// The rows so far, if there are any.
    pub fn take(&mut self) -> Result<Option<RecordBatch>> {
        self.waiting.flush().map_err(failed)
    }
}

impl<'a> EntityRow<'a> {
    fn new(record: &'a Record, document: &'a Document, mention: &'a crate::Mention) -> Self {
        let cluster = mention.cluster.and_then(|n| document.clusters.get(n));
        Self {
            id: &record.id,
            lang: document.lang.as_str(),
            date: shown_date(record, document),
            entity: Entity::new(mention, &document.clusters),
            cluster_key: cluster.and_then(|cluster| cluster.key.as_deref()),
            cluster_name: cluster.map(|cluster| cluster.name.as_str()),
        }
    }
}

fn failed(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    cannot_write("Arrow columns", source)
}
