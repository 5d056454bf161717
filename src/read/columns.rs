//! The rows of a Parquet file, a batch at a time.

use std::fmt::Display;
use std::fs::File;
use std::path::PathBuf;

use ::parquet::arrow::ProjectionMask;
use ::parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use arrow_array::{Array, RecordBatch};
use arrow_json::writer::{EncoderOptions, make_encoder};
use arrow_schema::{ArrowError, FieldRef};

use crate::read::batch::{BatchRow, Columns, row};
use crate::read::caught;
use crate::read::missing::missing;
use crate::read::opened::{ReadItem, Rules};
use crate::read::place::Place;
use crate::read::rejected::{RejectCode, Rejected};

/// How many rows are held at a time.
const BATCH: usize = 1024;

/// The records of a file.
pub(super) struct FileRows {
    path: PathBuf,
    rules: Rules,
    columns: Columns,
    batches: ParquetRecordBatchReader,
    batch: Option<(RecordBatch, usize)>,
    /// The row read last, from 1.
    row: u64,
    ended: bool,
}

impl FileRows {
    /// The rows, or why the file cannot be read.
    pub fn new(path: PathBuf, file: File, rules: Rules) -> Result<Self, String> {
        let builder =
            caught(|| ParquetRecordBatchReaderBuilder::try_new(file)).map_err(|error| {
                format!("{error}: expected a Parquet file, not a compressed copy of one")
            })?;
        let names: Vec<String> = builder
            .schema()
            .fields()
            .iter()
            .map(|field| field.name().clone())
            .collect();
        let fields = &rules.fields;
        if !names.contains(&fields.text) {
            let names = names.iter().map(String::as_str);
            return Err(missing("column", &fields.text, names));
        }
        let wanted = [
            &fields.text,
            &fields.id,
            &fields.lang,
            &fields.date,
            &fields.title,
        ];
        // Columns that are not asked for are not read from the disk.
        let roots = (0..names.len())
            .filter(|&n| wanted.contains(&&names[n]) || fields.carry.contains(&names[n]));
        let mask = ProjectionMask::roots(builder.parquet_schema(), roots);
        let builder = builder.with_projection(mask).with_batch_size(BATCH);
        let batches =
            caught(|| builder.build()).map_err(|error| format!("cannot be read: {error}"))?;
        Ok(Self {
            path,
            columns: rules.fields.clone().into(),
            rules,
            batches,
            batch: None,
            row: 0,
            ended: false,
        })
    }

    fn reject(&self, code: RejectCode, reason: String) -> Rejected {
        Rejected::whole(&self.path, code, reason).at(self.row, 0)
    }

    /// A row of a batch, as a record.
    fn record(&self, batch: &RecordBatch, n: usize) -> ReadItem {
        let field = |reason| self.reject(RejectCode::BadField, reason);
        let made_id = || format!("{}:{}", self.path.display(), self.row);
        let mut record = match row(batch, n, &self.columns, made_id).map_err(field)? {
            BatchRow::Text(record) => record,
            BatchRow::Null { .. } => {
                let reason = format!(
                    "column {:?} is null: expected the text there",
                    self.columns.text
                );
                return Err(field(reason));
            }
        };
        let length = record.text.len() as u64;
        if length > self.rules.max {
            let max = self.rules.max;
            let reason = format!("more than {max} bytes: expected a document within the limit");
            let rejected = self.reject(RejectCode::TooLarge, reason);
            return Err(rejected.bytes(record.text.as_bytes()));
        }
        record.place = Some(Place {
            file: self.path.clone(),
            line: Some(self.row),
            byte: 0,
            length,
        });
        for name in &self.rules.fields.carry {
            let Some((at, kind)) = batch.schema_ref().fields().find(name) else {
                continue;
            };
            let value = caught(|| json(kind, batch.column(at).as_ref(), n))
                .map_err(|reason| field(format!("column {name:?} cannot be carried: {reason}")))?;
            record.carried.0.push((name.clone(), value));
        }
        Ok((*record, length))
    }
}

/// The value in a row as JSON, whatever its type: dates and times are ISO 8601 strings, bytes are
/// hexadecimal.
fn json(kind: &FieldRef, column: &dyn Array, row: usize) -> Result<String, ArrowError> {
    let options = EncoderOptions::default().with_explicit_nulls(true);
    let mut encoder = make_encoder(kind, column, &options)?;
    if encoder.is_null(row) {
        return Ok("null".to_owned());
    }
    let mut out = Vec::new();
    encoder.encode(row, &mut out);
    String::from_utf8(out).map_err(|error| ArrowError::JsonError(error.to_string()))
}

/// A result of the parquet crate, which may panic on a damaged file.
fn caught<T, E: Display>(read: impl FnOnce() -> Result<T, E>) -> Result<T, String> {
    caught::caught("the file is damaged", read)
}

impl Iterator for FileRows {
    type Item = ReadItem;

    fn next(&mut self) -> Option<ReadItem> {
        loop {
            if let Some((batch, n)) = self.batch.take()
                && n < batch.num_rows()
            {
                self.row += 1;
                let item = self.record(&batch, n);
                self.batch = Some((batch, n + 1));
                return Some(item);
            }
            if self.ended {
                return None;
            }
            match caught(|| self.batches.next().transpose()) {
                Ok(None) => return None,
                Ok(Some(batch)) => self.batch = Some((batch, 0)),
                Err(error) => {
                    self.ended = true;
                    self.row += 1;
                    let reason = format!("cannot be read from this row on: {error}");
                    return Some(Err(self.reject(RejectCode::BadParquet, reason)));
                }
            }
        }
    }
}
