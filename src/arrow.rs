//! Arrow record batches in and out: a column of texts, and rows of what was found.

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Schema, SchemaRef};

use crate::error::{Error, ErrorKind, Result};
use crate::griot::Griot;
use crate::read::{BatchRow, Columns, Record, missing, row};
use crate::stream::{GROUP_BYTES, GROUP_TEXTS};
use crate::write::Rows;

/// What a row of the output is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ArrowOutput {
    /// A document ([`document_schema`](crate::document_schema)): as many rows as the input has, in its
    /// order. For a null text, only `schema` and `id` are not null.
    #[default]
    Documents,
    /// A mention ([`entity_schema`](crate::entity_schema)).
    Entities,
}

/// What [`Griot::extract_arrow`] reads and returns.
#[derive(Clone, Debug, Default)]
pub struct ArrowOptions {
    /// The columns with the texts and what is known about them.
    pub columns: Columns,
    /// What a row of the output is.
    pub output: ArrowOutput,
    /// Whether to include the text of each document.
    pub include_text: bool,
}

/// The iterator returned by [`Griot::extract_arrow`].
pub struct ArrowExtractions<'g, I> {
    griot: &'g Griot,
    columns: Columns,
    batches: I,
    /// The batch being read, and its next row.
    batch: Option<(RecordBatch, usize)>,
    /// Rows read so far, in all batches.
    read: usize,
    include_text: bool,
    rows: Rows,
    ended: bool,
}

impl Griot {
    /// Reads a column of texts from record batches as they come. The output comes in batches of its
    /// own, of about 64 KiB of text each, so memory does not grow with the number of rows. The id of a
    /// row without one is its number in the input, from 0.
    ///
    /// The first error ends the iterator.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`] if `schema` has no text column. The items fail with the same kind if a
    /// column has a type that cannot be read or the next batch fails, otherwise as [`Griot::extract`]
    /// does, with the row.
    pub fn extract_arrow<'g, I>(
        &'g self,
        schema: &Schema,
        batches: I,
        options: ArrowOptions,
    ) -> Result<ArrowExtractions<'g, I::IntoIter>>
    where
        I: IntoIterator<Item = std::result::Result<RecordBatch, ArrowError>>,
    {
        let ArrowOptions {
            columns,
            output,
            include_text,
        } = options;
        if schema.column_with_name(&columns.text).is_none() {
            let names = schema.fields().iter().map(|field| field.name().as_str());
            let reason = missing("column", &columns.text, names);
            return Err(Error::new(ErrorKind::Input, reason));
        }
        Ok(ArrowExtractions {
            griot: self,
            columns,
            batches: batches.into_iter(),
            batch: None,
            read: 0,
            include_text,
            rows: match output {
                ArrowOutput::Documents => Rows::nullable()?,
                ArrowOutput::Entities => Rows::entities()?,
            },
            ended: false,
        })
    }
}

impl<I> ArrowExtractions<'_, I> {
    /// The columns of the output.
    pub fn schema(&self) -> SchemaRef {
        self.rows.schema()
    }
}

impl<I> ArrowExtractions<'_, I>
where
    I: Iterator<Item = std::result::Result<RecordBatch, ArrowError>>,
{
    /// The next rows, up to the size of a group; empty at the end of the input.
    fn group(&mut self) -> Result<Vec<BatchRow>> {
        let (mut group, mut bytes) = (Vec::new(), 0);
        while bytes < GROUP_BYTES && group.len() < GROUP_TEXTS {
            let Some(row) = self.row()? else { break };
            if let BatchRow::Text(record) = &row {
                bytes += record.text.len();
            }
            group.push(row);
        }
        Ok(group)
    }

    fn row(&mut self) -> Result<Option<BatchRow>> {
        loop {
            if let Some((batch, n)) = &mut self.batch
                && *n < batch.num_rows()
            {
                let made_id = || self.read.to_string();
                let row = row(batch, *n, &self.columns, made_id).map_err(|reason| {
                    Error::new(ErrorKind::Input, format!("row {}: {reason}", self.read))
                })?;
                *n += 1;
                self.read += 1;
                return Ok(Some(row));
            }
            match self.batches.next().transpose() {
                Ok(None) => return Ok(None),
                Ok(Some(batch)) => self.batch = Some((batch, 0)),
                Err(error) => {
                    let message = "the record batches cannot be read";
                    return Err(Error::because(ErrorKind::Input, message, error));
                }
            }
        }
    }

    /// The output for the next group; `None` at the end.
    fn advance(&mut self) -> Result<Option<RecordBatch>> {
        loop {
            let group = self.group()?;
            if group.is_empty() {
                return Ok(None);
            }
            let texts: Vec<&Record> = group.iter().filter_map(BatchRow::record).collect();
            let mut documents = self.griot.read_all(&texts)?.into_iter();
            let first = self.read - group.len();
            for (n, row) in group.into_iter().enumerate() {
                match row {
                    BatchRow::Text(record) => {
                        let Some(document) = documents.next() else {
                            continue;
                        };
                        let at = |error: Error| error.within(format!("row {}", first + n));
                        let mut document = document.map_err(at)?;
                        if self.include_text {
                            document.text = Some(record.text);
                        }
                        self.rows.push(document)?;
                    }
                    BatchRow::Null { id } => self.rows.push_null(&id)?,
                }
            }
            // A group without mentions gives no mention rows.
            if let Some(batch) = self.rows.take()? {
                return Ok(Some(batch));
            }
        }
    }
}

impl<I> Iterator for ArrowExtractions<'_, I>
where
    I: Iterator<Item = std::result::Result<RecordBatch, ArrowError>>,
{
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.advance().transpose();
        self.ended = !matches!(next, Some(Ok(_)));
        next
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::cast::AsArray;
    use arrow_array::{Array, ArrayRef, BooleanArray, StringArray};

    use super::*;

    fn read(texts: ArrayRef, output: ArrowOutput) -> Result<Vec<RecordBatch>> {
        let griot = Griot::builder().model("small").threads(1).build()?;
        let batch =
            RecordBatch::try_from_iter_with_nullable([("text", texts, true)]).expect("a batch");
        let options = ArrowOptions {
            output,
            ..ArrowOptions::default()
        };
        let schema = batch.schema();
        griot
            .extract_arrow(&schema, [Ok(batch)], options)?
            .collect()
    }

    fn texts() -> ArrayRef {
        Arc::new(StringArray::from(vec![
            Some("Le Mali et le Niger."),
            None,
            Some(""),
        ]))
    }

    #[test]
    fn each_row_has_a_row_and_a_null_text_one_of_nulls() {
        let batches = read(texts(), ArrowOutput::Documents).expect("rows");
        let [batch] = &batches[..] else {
            panic!("one group")
        };
        assert_eq!(batch.schema(), crate::document_schema());
        let ids = batch["id"].as_string::<i32>();
        let ids: Vec<_> = ids.iter().flatten().collect();
        assert_eq!(ids, ["0", "1", "2"]);
        let entities = batch["entities"].as_list::<i32>();
        assert_eq!(entities.value(0).len(), 2);
        assert!(entities.is_null(1) && batch["lang"].is_null(1));
        assert_eq!(entities.value(2).len(), 0);
    }

    #[test]
    fn mentions_have_rows_of_their_own() {
        let batches = read(texts(), ArrowOutput::Entities).expect("rows");
        let [batch] = &batches[..] else {
            panic!("one group")
        };
        assert_eq!(batch.schema(), crate::entity_schema());
        let column = |name: &str| {
            let values = batch[name].as_string::<i32>();
            values
                .iter()
                .flatten()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(column("text"), ["Mali", "Niger"]);
        assert_eq!(column("cluster_key"), ["ML", "NE"]);
    }

    #[test]
    fn a_column_that_is_no_text_is_refused_with_its_row() {
        let column: ArrayRef = Arc::new(BooleanArray::from(vec![true]));
        let error = read(column, ArrowOutput::Documents).expect_err("no text");
        assert_eq!(error.kind(), ErrorKind::Input);
        assert!(
            error
                .to_string()
                .starts_with("row 0: column \"text\" is Boolean")
        );
    }
}
