//! Write: documents in the formats that other tools read (`docs/outputs.md`).
//!
//! JSON lines, CSV and CoNLL are streams of bytes and go through an [`Encoder`]; brat has two files per
//! document ([`standoff`]), and a Parquet file has a footer (`ParquetWriter`).

mod brat;
#[cfg(feature = "arrow")]
mod columns;
mod compression;
mod conll;
mod csv;
mod file_name;
mod format;
mod json;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "arrow")]
mod rows;

pub use brat::{Standoff, standoff};
#[cfg(feature = "arrow")]
pub use columns::{document_schema, entity_schema};
pub use compression::Compression;
pub use file_name::file_stem;
pub(crate) use file_name::id_of_stem;
pub use format::OutputFormat;
#[cfg(feature = "parquet")]
pub use parquet::ParquetWriter;
#[cfg(feature = "arrow")]
pub(crate) use rows::Rows;

use std::io::Write;

use crate::document::Document;
use crate::error::{Error, ErrorKind, Result};

/// How documents are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EncodeOptions {
    /// Indented JSON, for reading by eye.
    pub pretty: bool,
    /// No cell of a CSV file can be taken for a formula by a spreadsheet program.
    pub csv_safe: bool,
}

/// Encodes documents in one of the stream formats: JSON lines, CSV, CoNLL.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use griot::{EncodeOptions, Encoder, Griot, OutputFormat, Reader};
///
/// let griot = Griot::builder().model("small").build()?;
/// let mut encoder = Encoder::new(OutputFormat::Csv, EncodeOptions::default())?;
/// let mut bytes = encoder.header();
/// for record in Reader::new(["corpus/news.jsonl"]).take(1) {
///     encoder.encode(&griot.extract(record?)?, &mut bytes)?;
/// }
/// assert!(bytes.starts_with(b"id,lang,date,label,text,"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Encoder {
    stream: Stream,
    options: EncodeOptions,
}

#[derive(Clone, Copy, Debug)]
enum Stream {
    Jsonl,
    Csv,
    Conll,
}

impl Encoder {
    /// An encoder for this format.
    ///
    /// # Errors
    /// If the format is not a stream: brat and Parquet have their own writers.
    pub fn new(format: OutputFormat, options: EncodeOptions) -> Result<Self> {
        let stream = match format {
            OutputFormat::Jsonl => Stream::Jsonl,
            OutputFormat::Csv => Stream::Csv,
            OutputFormat::Conll => Stream::Conll,
            OutputFormat::Brat | OutputFormat::Parquet => {
                let message =
                    format!("{format} is not a stream of documents: expected jsonl, csv or conll");
                return Err(Error::new(ErrorKind::Option, message));
            }
        };
        Ok(Self { stream, options })
    }

    /// What every file starts with: the names of the columns in CSV, nothing in the others.
    pub fn header(&self) -> Vec<u8> {
        match self.stream {
            Stream::Csv => csv::header(),
            Stream::Jsonl | Stream::Conll => Vec::new(),
        }
    }

    /// Writes a document to `out` in small pieces: wrap a file in a buffer.
    ///
    /// # Errors
    ///
    /// If `out` cannot be written, a carried field is not JSON, or a document for CoNLL does not have
    /// [its text](Document::with_text).
    pub fn encode(&mut self, document: &Document, out: &mut impl Write) -> Result<()> {
        match self.stream {
            Stream::Jsonl => json::encode(document, self.options.pretty, out),
            Stream::Csv => csv::encode(document, self.options.csv_safe, out),
            Stream::Conll => {
                let written = conll::encode(text_of(document, "CoNLL")?, document, out);
                written.map_err(|error| cannot_write("CoNLL", error))
            }
        }
    }
}

/// The text, for a format that is made from it.
fn text_of<'a>(document: &'a Document, format: &str) -> Result<&'a str> {
    document.text.as_deref().ok_or_else(|| {
        let message = format!("{format} is made from the text: expected a document with its text");
        Error::new(ErrorKind::Option, message)
    })
}

fn cannot_write(what: &str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::because(ErrorKind::Io, format!("cannot write {what}"), source)
}

#[cfg(test)]
mod tests;
