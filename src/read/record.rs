//! A record, and a record that could not be read.

use std::fmt;
use std::path::PathBuf;

use crate::document::Lang;
use crate::source::Source;

/// One text to read, with what its source says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Record {
    /// The record's own id, or one made of its file and line.
    pub id: String,
    /// The text, as it was given.
    pub text: String,
    /// The language, if the record tells.
    pub lang: Option<Lang>,
    /// Whether numeric dates have the day first, if the language tag names a region (`en-US` has
    /// the month first, `en-GB` the day).
    pub day_first: Option<bool>,
    /// The document's date, as the record has it.
    pub date: Option<String>,
    /// The title, as the record has it; it is not part of the text.
    pub title: Option<String>,
}

impl Source for Record {
    fn text(&self) -> &str {
        &self.text
    }

    fn lang(&self) -> Option<Lang> {
        self.lang
    }

    fn day_first(&self) -> Option<bool> {
        self.day_first
    }

    fn date(&self) -> Option<&str> {
        self.date.as_deref()
    }
}

/// The names of the fields in JSON records.
#[derive(Clone, Debug)]
pub struct Fields {
    /// The field with the text (required). Default `text`.
    pub text: String,
    /// The field with the id: a string or a number. Default `id`.
    pub id: String,
    /// The field with the language: `fr`, `en`, or a tag such as `en-GB`. Default `lang`.
    pub lang: String,
    /// The field with the date. Default `date`.
    pub date: String,
    /// The field with the title. Default `title`.
    pub title: String,
}

impl Default for Fields {
    fn default() -> Self {
        let [text, id, lang, date, title] =
            ["text", "id", "lang", "date", "title"].map(String::from);
        Self {
            text,
            id,
            lang,
            date,
            title,
        }
    }
}

/// A record that could not be read: where it stands and why.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rejected {
    /// The file, or `-` for standard input.
    pub file: PathBuf,
    /// Line in the file, from 1; `None` where the whole file is meant.
    pub line: Option<u64>,
    /// Byte in the file, from 0, where the record starts.
    pub byte: u64,
    /// What was wrong and what was expected.
    pub reason: String,
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": byte {}: {}", self.byte, self.reason)
    }
}
