//! Formats, and how they are recognised.

use std::path::Path;

/// How an input is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// The whole input is one document.
    Text,
    /// One JSON object per line.
    Jsonl,
    /// One row per document, commas between the columns, the column names in the first row.
    Csv,
    /// The same with tabs between the columns.
    Tsv,
    /// A web page: its main text is one document.
    Html,
    /// One row per document.
    Parquet,
}

impl Format {
    /// The format that a file name indicates, whatever its compression.
    pub(super) fn known(path: &Path) -> Option<Self> {
        let name = inner_name(path)?;
        let (_, extension) = name.rsplit_once('.')?;
        match extension {
            "txt" => Some(Self::Text),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "csv" => Some(Self::Csv),
            "tsv" => Some(Self::Tsv),
            "html" | "htm" => Some(Self::Html),
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }

    /// The format that the first bytes of standard input indicate.
    pub(super) fn of_content(start: &[u8]) -> Self {
        let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
        let words = start.trim_ascii_start();
        let begins = |tag: &[u8]| {
            words
                .get(..tag.len())
                .is_some_and(|w| w.eq_ignore_ascii_case(tag))
        };
        if words.starts_with(b"{") {
            Self::Jsonl
        } else if begins(b"<!doctype html") || begins(b"<html") {
            Self::Html
        } else if start.starts_with(b"PAR1") {
            Self::Parquet
        } else {
            Self::Text
        }
    }
}

/// A file's name without a `.gz` or `.zst` at its end, in lower case.
pub(crate) fn inner_name(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
    let name = [".gz", ".zst"]
        .iter()
        .find_map(|end| name.strip_suffix(end))
        .unwrap_or(&name);
    Some(name.to_owned())
}

impl std::str::FromStr for Format {
    type Err = crate::Error;

    fn from_str(name: &str) -> crate::Result<Self> {
        match name {
            "text" | "txt" => Ok(Self::Text),
            "jsonl" | "ndjson" => Ok(Self::Jsonl),
            "csv" => Ok(Self::Csv),
            "tsv" => Ok(Self::Tsv),
            "html" | "htm" => Ok(Self::Html),
            "parquet" => Ok(Self::Parquet),
            _ => Err(crate::Error::new(
                crate::ErrorKind::Option,
                format!("unknown format {name:?}: expected text, jsonl, csv, tsv, html or parquet"),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_whatever_the_compression() {
        let known = |name: &str| Format::known(Path::new(name));
        assert_eq!(known("a.JSONL"), Some(Format::Jsonl));
        assert_eq!(known("a/b.csv.gz"), Some(Format::Csv));
        assert_eq!(known("b.tsv.zst"), Some(Format::Tsv));
        assert_eq!(known("page.htm"), Some(Format::Html));
        assert_eq!(known("archive.gz"), None);
        assert_eq!(known("c.pdf"), None);
    }

    #[test]
    fn content_tells_on_standard_input() {
        assert_eq!(Format::of_content(b"\xef\xbb\xbf {\"text\""), Format::Jsonl);
        assert_eq!(Format::of_content(b"\n<!DOCTYPE html>"), Format::Html);
        assert_eq!(Format::of_content(b"PAR1\x15"), Format::Parquet);
        assert_eq!(Format::of_content(b"Le Mali"), Format::Text);
        assert_eq!(Format::of_content(b""), Format::Text);
    }
}
