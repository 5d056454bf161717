//! How texts are read: the flags of every command that reads them.

use std::path::PathBuf;

use clap::Args;
use griot::{Fields, Format, Reader};

use super::bounds::document_bytes;

/// How texts are read.
#[derive(Debug, Args)]
pub struct ReadingFlags {
    /// Read every input as text (one document), jsonl, csv, tsv, html or parquet, whatever its name
    /// says.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,

    /// Reject documents (files, lines, rows) larger than this when decompressed.
    #[arg(long, value_name = "BYTES", default_value = "256M", value_parser = document_bytes)]
    pub max_document_bytes: u64,

    /// Read bytes that are not UTF-8 as U+FFFD instead of rejecting the record.
    #[arg(long)]
    pub lossy: bool,

    /// The JSON field or CSV/Parquet column with the text.
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub text_field: String,

    /// The JSON field or CSV/Parquet column with the id; a record without one is called FILE:LINE.
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub id_field: String,

    /// The JSON field or CSV/Parquet column with the language (fr or en).
    #[arg(long, value_name = "NAME", default_value = "lang")]
    pub lang_field: String,

    /// The JSON field or CSV/Parquet column with the document's date.
    #[arg(long, value_name = "NAME", default_value = "date")]
    pub date_field: String,

    /// Whether 06/07/2024 is 6 July, in the date field and in English texts, if the record's
    /// language names no region (en-US, en-GB): yes or no. By default French has the day first, and
    /// English leaves it open.
    #[arg(long, value_name = "yes|no", value_parser = clap::builder::BoolishValueParser::new())]
    pub day_first: Option<bool>,

    /// The JSON field or CSV/Parquet column with the title; it is passed on but not searched.
    #[arg(long, value_name = "NAME", default_value = "title")]
    pub title_field: String,
}

impl ReadingFlags {
    pub fn fields(&self) -> Fields {
        Fields {
            text: self.text_field.clone(),
            id: self.id_field.clone(),
            lang: self.lang_field.clone(),
            date: self.date_field.clone(),
            title: self.title_field.clone(),
            ..Fields::default()
        }
    }

    pub fn reader<P: Into<PathBuf>>(&self, inputs: impl IntoIterator<Item = P>) -> Reader {
        Reader::new(inputs)
            .fields(self.fields())
            .format(self.format)
            .max_document_bytes(self.max_document_bytes)
            .lossy(self.lossy)
            .day_first(self.day_first)
    }
}
