//! Parquet: one row a document, with the fields of the JSON line as columns.
//!
//! The columns are filled from the JSON line itself, so the two cannot differ in what they say.

use std::io::Write;
use std::sync::Arc;

use arrow_json::ReaderBuilder;
use arrow_json::reader::Decoder;
use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::{EncodeOptions, JsonLine, cannot_write};
use crate::document::Document;
use crate::error::{Error, Result};
use crate::read::Record;

/// Documents that wait to be made columns of, at most.
const BATCH_DOCUMENTS: usize = 256;

/// Bytes of text that wait with them, at most.
const BATCH_BYTES: usize = 8 << 20;

/// Documents of a row group, which a reader may have to hold at once, at most.
const GROUP_DOCUMENTS: usize = 10_000;

/// Memory of a row group while it is built, at most.
const GROUP_BYTES: usize = 64 << 20;

/// Writes documents to a Parquet file: one row each, zstd, a bounded number in a row group.
///
/// The same documents give the same bytes. Memory is bounded whatever the number of documents.
pub struct ParquetWriter<W: Write + Send> {
    writer: ArrowWriter<W>,
    rows: Decoder,
    waiting_bytes: usize,
    include_text: bool,
}

impl<W: Write + Send> ParquetWriter<W> {
    /// A writer of a new file.
    ///
    /// # Errors
    /// When nothing can be written to `writer`.
    pub fn new(writer: W, options: EncodeOptions) -> Result<Self> {
        let schema = schema();
        let properties = WriterProperties::builder()
            .set_created_by(concat!("griot version ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(GROUP_DOCUMENTS))
            .build();
        // The types are all Parquet's own: readers need no Arrow schema beside them.
        let arrow = ArrowWriterOptions::new()
            .with_properties(properties)
            .with_skip_arrow_metadata(true);
        Ok(Self {
            rows: ReaderBuilder::new(Arc::clone(&schema))
                .build_decoder()
                .map_err(failed)?,
            writer: ArrowWriter::try_new_with_options(writer, schema, arrow).map_err(failed)?,
            waiting_bytes: 0,
            include_text: options.include_text,
        })
    }

    /// Adds a document.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&mut self, record: &Record, document: &Document) -> Result<()> {
        let line = JsonLine::of(record, document, self.include_text);
        self.rows.serialize(&[line]).map_err(failed)?;
        if self.include_text || record.derived_text {
            self.waiting_bytes += record.text.len();
        }
        if self.rows.len() >= BATCH_DOCUMENTS || self.waiting_bytes >= BATCH_BYTES {
            self.make_columns()?;
        }
        Ok(())
    }

    /// Ends the file and gives back what it was written to. Without this it is no Parquet file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn finish(mut self) -> Result<W> {
        self.make_columns()?;
        self.writer.into_inner().map_err(failed)
    }

    fn make_columns(&mut self) -> Result<()> {
        self.waiting_bytes = 0;
        if let Some(batch) = self.rows.flush().map_err(failed)? {
            self.writer.write(&batch).map_err(failed)?;
        }
        if self.writer.memory_size() >= GROUP_BYTES {
            self.writer.flush().map_err(failed)?;
        }
        Ok(())
    }
}

fn failed(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    cannot_write("Parquet", source)
}

/// The columns, as `docs/schema.md` has the fields.
fn schema() -> SchemaRef {
    let columns = vec![
        always(text("schema")),
        always(text("id")),
        always(text("lang")),
        text("date"),
        text("date_source"),
        text("title"),
        text("encoding"),
        text("duplicate_of"),
        text("text"),
        always(list("entities", object(entity()))),
        list(
            "countries",
            object(vec![
                always(text("iso2")),
                always(integer("mentions")),
                always(integer("demonyms")),
            ]),
        ),
        list("clusters", object(cluster())),
    ];
    Arc::new(Schema::new(columns))
}

fn entity() -> Vec<Field> {
    vec![
        always(text("label")),
        always(text("text")),
        always(integer("start")),
        always(integer("end")),
        always(integer("start_byte")),
        always(integer("end_byte")),
        always(Field::new("score", DataType::Float64, true)),
        Field::new("value", object(value()), true),
        text("cluster"),
        text("cluster_rule"),
        Field::new("furniture", DataType::Boolean, true),
    ]
}

/// The fields of every kind of value; those of the other kinds are null.
fn value() -> Vec<Field> {
    let strings = |names: &[&str]| names.iter().map(|name| text(name)).collect::<Vec<_>>();
    let mut fields = strings(&["iso2", "iso3", "iso3166_3"]);
    fields.push(Field::new("former", DataType::Boolean, true));
    fields.extend(strings(&["name_fr", "name_en"]));
    fields.push(list("alternatives", DataType::Utf8));
    fields.extend(strings(&[
        "country_of",
        "value",
        "mod",
        "grain",
        "kind",
        "earliest",
        "latest",
        "part",
    ]));
    fields.push(always(text("rule")));
    fields
}

fn cluster() -> Vec<Field> {
    vec![
        always(text("id")),
        always(text("label")),
        always(text("name")),
        text("name_fr"),
        text("name_en"),
        text("key"),
        list("alternatives", DataType::Utf8),
        always(integer("count")),
        always(list("mentions", DataType::Int64)),
    ]
}

fn text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, true)
}

fn integer(name: &str) -> Field {
    Field::new(name, DataType::Int64, true)
}

/// A list of what is never null; Parquet calls its items `element`.
fn list(name: &str, items: DataType) -> Field {
    Field::new_list(name, always(Field::new("element", items, true)), true)
}

fn object(fields: Vec<Field>) -> DataType {
    DataType::Struct(Fields::from(fields))
}

fn always(field: Field) -> Field {
    field.with_nullable(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Label;
    use crate::write::tests::example;

    fn written(count: usize) -> Vec<u8> {
        let (mut record, document) = example("Le Mali", &[("Mali", Label::Country)]);
        let mut writer = ParquetWriter::new(Vec::new(), EncodeOptions::default()).expect("a file");
        for number in 0..count {
            record.id = number.to_string();
            writer.write(&record, &document).expect("a row");
        }
        writer.finish().expect("the end")
    }

    #[test]
    fn the_same_documents_give_the_same_bytes() {
        assert_eq!(written(300), written(300));
    }

    #[test]
    fn a_file_may_have_no_documents() {
        let bytes = written(0);
        assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    }

    #[test]
    fn row_groups_are_bounded() {
        use parquet::file::reader::{FileReader, SerializedFileReader};

        let file = tempfile::tempfile().expect("a file");
        std::io::Write::write_all(&mut &file, &written(GROUP_DOCUMENTS + 1)).expect("bytes");
        let reader = SerializedFileReader::new(file).expect("Parquet");
        let groups = reader.metadata().row_groups();
        let rows: Vec<i64> = groups.iter().map(|group| group.num_rows()).collect();
        assert_eq!(rows, [10_000, 1]);
    }
}
