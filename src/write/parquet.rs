//! Parquet: one row per document, with the fields of the JSON line as columns.

use std::io::Write;

use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::cannot_write;
use super::rows::Rows;
use crate::document::Document;
use crate::error::{Error, Result};

/// The most documents that wait to be turned into columns.
const BATCH_DOCUMENTS: usize = 256;

/// The most bytes of text that wait with them.
const BATCH_BYTES: usize = 8 << 20;

/// The most documents in a row group, which a reader may have to hold at once.
const GROUP_DOCUMENTS: usize = 10_000;

/// The most memory that a row group may take while it is built.
const GROUP_BYTES: usize = 64 << 20;

/// Writes documents to a Parquet file: one row each, zstd, a bounded number in a row group.
///
/// The same documents give the same bytes. Memory is bounded whatever the number of documents.
pub struct ParquetWriter<W: Write + Send> {
    writer: ArrowWriter<W>,
    rows: Rows,
    waiting_bytes: usize,
}

impl<W: Write + Send> ParquetWriter<W> {
    /// A writer of a new file.
    ///
    /// # Errors
    /// If nothing can be written to `writer`.
    pub fn new(writer: W) -> Result<Self> {
        let rows = Rows::documents()?;
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
            writer: ArrowWriter::try_new_with_options(writer, rows.schema(), arrow)
                .map_err(failed)?,
            rows,
            waiting_bytes: 0,
        })
    }

    /// Adds a document.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write(&mut self, document: Document) -> Result<()> {
        self.waiting_bytes +=
            document.text.as_ref().map_or(0, String::len) + document.carried.bytes();
        self.rows.push(document)?;
        if self.rows.len() >= BATCH_DOCUMENTS || self.waiting_bytes >= BATCH_BYTES {
            self.make_columns()?;
        }
        Ok(())
    }

    /// Ends the file and returns the underlying writer. Without this, it is not a valid Parquet file.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn finish(mut self) -> Result<W> {
        self.make_columns()?;
        self.writer.into_inner().map_err(failed)
    }

    fn make_columns(&mut self) -> Result<()> {
        self.waiting_bytes = 0;
        if let Some(batch) = self.rows.take()? {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Label;
    use crate::write::tests::example;

    fn written(count: usize) -> Vec<u8> {
        let mut document = example("Le Mali", &[("Mali", Label::Country)]);
        let mut writer = ParquetWriter::new(Vec::new()).expect("a file");
        for number in 0..count {
            document.id = Some(number.to_string());
            writer.write(document.clone()).expect("a row");
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
