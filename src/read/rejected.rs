//! A record that could not be read, and the line of the rejects file that reports it.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Serialize, Serializer};

use crate::error::Error;
use crate::read::lang_code::LangCode;
use crate::read::missing::shown;
use crate::read::record::Record;
use crate::terminal::one_line;

/// How much of a rejected record is kept.
pub(super) const KEPT: usize = 64 * 1024;

/// Why a record was rejected, in one word for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RejectCode {
    /// Bytes that are not UTF-8 (or not UTF-16, if a byte order mark announces that).
    NotUtf8,
    /// A line that is not a JSON object.
    NotJson,
    /// A field that is missing or of another type.
    BadField,
    /// A table without a usable header, or a row that does not fit it.
    BadCsv,
    /// A page without a main text.
    BadHtml,
    /// A file that is not Parquet, or whose columns do not fit.
    BadParquet,
    /// More bytes than a document may have.
    TooLarge,
    /// A compressed file that ends too early.
    Truncated,
    /// An input that cannot be opened, listed or read further.
    Unreadable,
    /// A text on which griot itself failed.
    Internal,
    /// A record in a language that was not asked for.
    OtherLang,
    /// A file of a kind that does not hold plain text: a PDF, an archive, an image.
    Unsupported,
}

impl RejectCode {
    /// The code as written in the rejects file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotUtf8 => "not_utf8",
            Self::NotJson => "not_json",
            Self::BadField => "bad_field",
            Self::BadCsv => "bad_csv",
            Self::BadHtml => "bad_html",
            Self::BadParquet => "bad_parquet",
            Self::TooLarge => "too_large",
            Self::Truncated => "truncated",
            Self::Unreadable => "unreadable",
            Self::Internal => "internal",
            Self::OtherLang => "other_lang",
            Self::Unsupported => "unsupported",
        }
    }
}

/// A record that could not be read: where it is and why.
///
/// Its serialised form is a line of the rejects file (`docs/schema.md`). Displayed, it is one line that
/// is safe for a terminal, whatever the file is called
/// ([`terminal::one_line`](crate::terminal::one_line)).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rejected {
    /// The file, or `-` for standard input.
    pub file: PathBuf,
    /// Line in the file (row of a Parquet file), from 1; `None` for the whole file.
    pub line: Option<u64>,
    /// Byte, from 0, where the record starts in the file, once decompressed and converted to UTF-8.
    pub byte: u64,
    /// Length of the record in bytes; for a whole file that is too large, the bytes that were read.
    pub length: u64,
    /// The kind of fault.
    pub code: RejectCode,
    /// What was wrong and what was expected.
    pub reason: String,
    /// The bytes of the record, at most the first 64 KiB.
    pub raw: Vec<u8>,
    pub(super) left_out: Option<LangCode>,
}

impl Rejected {
    /// The language, if the record was left out because of it
    /// ([`Reader::only_langs`](crate::Reader::only_langs)): this is not a fault, and its bytes are not
    /// kept.
    pub fn left_out(&self) -> Option<&str> {
        self.left_out.as_ref().map(LangCode::as_str)
    }

    /// A whole input, of which nothing was read.
    pub(super) fn whole(file: impl Into<PathBuf>, code: RejectCode, reason: String) -> Self {
        Self {
            file: file.into(),
            line: None,
            byte: 0,
            length: 0,
            code,
            reason,
            raw: Vec::new(),
            left_out: None,
        }
    }

    /// A record that was read and goes no further.
    pub(crate) fn record(record: &Record, code: RejectCode, reason: String) -> Self {
        let place = record.place.as_ref();
        let file = place.map(|place| place.file.clone());
        let mut rejected = Self::whole(file.unwrap_or_default(), code, reason);
        if let Some(place) = place {
            (rejected.line, rejected.byte, rejected.length) =
                (place.line, place.byte, place.length);
        }
        rejected
    }

    /// A record on which griot itself failed: its text is kept, so that the fault can be found.
    pub(crate) fn internal(record: &Record, fault: &Error) -> Self {
        let reason = format!("record {}: {fault}", shown(&record.id));
        let mut rejected = Self::record(record, RejectCode::Internal, reason);
        rejected.length = rejected.length.max(record.text.len() as u64);
        rejected.raw = kept(record.text.as_bytes(), rejected.length).to_vec();
        rejected
    }

    /// Adds the bytes of the record, all of which were read.
    pub(super) fn bytes(self, raw: &[u8]) -> Self {
        self.part(raw, raw.len() as u64)
    }

    /// Adds the first bytes of the record, and its length.
    pub(super) fn part(mut self, raw: &[u8], length: u64) -> Self {
        self.length = length;
        self.raw = kept(raw, length).to_vec();
        self
    }

    /// Adds where it is.
    pub(super) fn at(mut self, line: u64, byte: u64) -> Self {
        self.line = Some(line);
        self.byte = byte;
        self
    }
}

/// The code and the reason of a failed read.
pub(super) fn failed(error: &io::Error) -> (RejectCode, String) {
    match error.kind() {
        // Plain files just end; only a decompressor knows that there should be more.
        io::ErrorKind::UnexpectedEof => (
            RejectCode::Truncated,
            "the compressed file ends here: expected more of it".to_owned(),
        ),
        _ => (
            RejectCode::Unreadable,
            format!("cannot be read further: {error}"),
        ),
    }
}

/// The first bytes of a record, not cut within a character.
fn kept(raw: &[u8], length: u64) -> &[u8] {
    let cut = &raw[..raw.len().min(KEPT)];
    match std::str::from_utf8(cut) {
        Err(e) if (cut.len() as u64) < length && e.error_len().is_none() => &cut[..e.valid_up_to()],
        _ => cut,
    }
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.to_string_lossy();
        f.write_str(&one_line(&file))?;
        if let Some(line) = self.line {
            write!(f, ":{line}: byte {}", self.byte)?;
        }
        write!(f, ": {}", one_line(&self.reason))
    }
}

impl std::error::Error for Rejected {}

impl Serialize for Rejected {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = std::str::from_utf8(&self.raw);
        let line = RejectLine {
            file: self.file.to_string_lossy(),
            line: self.line,
            byte: self.byte,
            length: self.length,
            code: self.code.as_str(),
            reason: &self.reason,
            raw: text.ok(),
            raw_base64: text.is_err().then(|| STANDARD.encode(&self.raw)),
            raw_truncated: (self.raw.len() as u64) < self.length,
        };
        line.serialize(serializer)
    }
}

#[derive(Serialize)]
struct RejectLine<'a> {
    file: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    byte: u64,
    length: u64,
    code: &'static str,
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    raw: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    raw_base64: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    raw_truncated: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rejected(raw: &[u8]) -> serde_json::Value {
        let rejected = Rejected::whole("a.csv", RejectCode::BadCsv, "why".to_owned())
            .at(2, 7)
            .bytes(raw);
        serde_json::to_value(rejected).expect("JSON")
    }

    #[test]
    fn the_bytes_are_text_where_they_can_be() {
        let line = rejected("é".as_bytes());
        assert_eq!(
            line,
            serde_json::json!({
                "file": "a.csv", "line": 2, "byte": 7, "length": 2, "code": "bad_csv",
                "reason": "why", "raw": "é",
            })
        );
        assert_eq!(rejected(b"\xff")["raw_base64"], "/w==");
    }

    #[test]
    fn long_records_are_cut_between_characters() {
        let line = rejected(format!("a{}", "é".repeat(KEPT)).as_bytes());
        assert_eq!(line["raw_truncated"], true);
        assert_eq!(line["length"], 2 * KEPT + 1);
        assert_eq!(line["raw"].as_str().map(str::len), Some(KEPT - 1));
    }

    #[test]
    fn a_whole_file_has_no_line() {
        let rejected = Rejected::whole("x", RejectCode::Unreadable, "gone".to_owned());
        assert_eq!(rejected.to_string(), "x: gone");
        let line = serde_json::to_value(rejected).expect("JSON");
        assert!(line.get("line").is_none());
    }

    #[test]
    fn a_name_neither_breaks_the_line_nor_turns_the_writing_round() {
        let name = "a\nb\u{202e}c.txt";
        let rejected = Rejected::whole(name, RejectCode::Unreadable, "not\rthere".to_owned());
        assert_eq!(rejected.to_string(), "a␊b\u{fffd}c.txt: not␍there");
        // The line of the rejects file has the name as it is.
        let line = serde_json::to_value(rejected).expect("JSON");
        assert_eq!(line["file"], name);
    }
}
