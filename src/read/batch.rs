//! The rows of an Arrow record batch, as records.

use arrow_array::RecordBatch;

use crate::read::cell::{cell, date};
use crate::read::record::{Fields, Record};

/// The columns of a record batch that are read. Any column but the text may be missing; its values are
/// then unknown.
#[derive(Clone, Debug)]
pub struct Columns {
    /// The column with the texts. Default `text`.
    pub text: String,
    /// The column with the ids: text or whole numbers. Default `id`.
    pub id: Option<String>,
    /// The column with the languages: `fr`, `en`, or tags such as `en-GB`. Default `lang`.
    pub lang: Option<String>,
    /// The column with the dates: text, days or timestamps. Default `date`.
    pub date: Option<String>,
    /// The column with the titles. Default `title`.
    pub title: Option<String>,
}

impl From<Fields> for Columns {
    fn from(fields: Fields) -> Self {
        Self {
            text: fields.text,
            id: Some(fields.id),
            lang: Some(fields.lang),
            date: Some(fields.date),
            title: Some(fields.title),
        }
    }
}

impl Default for Columns {
    fn default() -> Self {
        Fields::default().into()
    }
}

/// What a row holds.
pub(crate) enum BatchRow {
    Text(Box<Record>),
    /// The text is null.
    Null {
        id: String,
    },
}

impl BatchRow {
    pub fn record(&self) -> Option<&Record> {
        match self {
            Self::Text(record) => Some(record),
            Self::Null { .. } => None,
        }
    }
}

/// Row `n` of a batch, or what is wrong if a column has a type that cannot be read.
pub(crate) fn row(
    batch: &RecordBatch,
    n: usize,
    columns: &Columns,
    made_id: impl FnOnce() -> String,
) -> Result<BatchRow, String> {
    let value = |name: &str| match batch.column_by_name(name) {
        Some(column) => cell(column.as_ref(), n).map_err(|kind| {
            format!("column {name:?} is {kind}: expected text, whole numbers or dates")
        }),
        None => Ok(None),
    };
    let known = |name: &Option<String>| name.as_deref().map_or(Ok(None), value);
    let text = value(&columns.text)?;
    let id = known(&columns.id)?.unwrap_or_else(made_id);
    let Some(text) = text else {
        return Ok(BatchRow::Null { id });
    };
    let mut record = Record::new(id, text).tagged(known(&columns.lang)?.as_deref());
    let dates = columns.date.as_deref();
    if let Some(column) = dates.and_then(|name| batch.column_by_name(name)) {
        record.date = date(column.as_ref(), n);
    }
    record.title = known(&columns.title)?;
    Ok(BatchRow::Text(Box::new(record)))
}
