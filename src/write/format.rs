//! The formats by name and by file extension.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use crate::error::{Error, ErrorKind};
use crate::read::inner_name;

/// A form of output. `docs/outputs.md` describes each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OutputFormat {
    /// One JSON object a document, one a line.
    Jsonl,
    /// One row a mention.
    Csv,
    /// One token a line, with IOB2 tags.
    Conll,
    /// brat standoff: a `.txt` and an `.ann` file a document.
    Brat,
    /// One row a document, with nested lists.
    Parquet,
}

impl OutputFormat {
    /// All formats, as help texts list them.
    pub const ALL: [OutputFormat; 5] = [
        OutputFormat::Jsonl,
        OutputFormat::Csv,
        OutputFormat::Conll,
        OutputFormat::Brat,
        OutputFormat::Parquet,
    ];

    /// The name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            OutputFormat::Jsonl => "jsonl",
            OutputFormat::Csv => "csv",
            OutputFormat::Conll => "conll",
            OutputFormat::Brat => "brat",
            OutputFormat::Parquet => "parquet",
        }
    }

    /// The format that a file's extension tells, under a `.gz` or `.zst`. Nothing tells brat,
    /// which is a directory.
    pub fn of(path: &Path) -> Option<Self> {
        match Path::new(&inner_name(path)?).extension()?.to_str()? {
            "jsonl" | "ndjson" | "json" => Some(OutputFormat::Jsonl),
            "csv" => Some(OutputFormat::Csv),
            "conll" | "bio" | "iob" => Some(OutputFormat::Conll),
            "parquet" => Some(OutputFormat::Parquet),
            _ => None,
        }
    }
}

impl fmt::Display for OutputFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for OutputFormat {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        OutputFormat::ALL
            .into_iter()
            .find(|format| format.as_str().eq_ignore_ascii_case(name))
            .ok_or_else(|| {
                let message =
                    format!("unknown format {name:?}: expected jsonl, csv, conll, brat or parquet");
                Error::new(ErrorKind::Option, message)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_has_a_name() {
        for format in OutputFormat::ALL {
            assert_eq!(
                format.to_string().parse::<OutputFormat>().ok(),
                Some(format)
            );
        }
        let error = "xml".parse::<OutputFormat>().expect_err("no format");
        assert_eq!(error.kind(), ErrorKind::Option);
        assert_eq!(
            error.to_string(),
            "unknown format \"xml\": expected jsonl, csv, conll, brat or parquet"
        );
    }

    #[test]
    fn an_extension_tells_the_format_under_a_compression() {
        let of = |path: &str| OutputFormat::of(Path::new(path));
        assert_eq!(of("out/a.jsonl"), Some(OutputFormat::Jsonl));
        assert_eq!(of("a.NDJSON.zst"), Some(OutputFormat::Jsonl));
        assert_eq!(of("a.json"), Some(OutputFormat::Jsonl));
        assert_eq!(of("a.csv.gz"), Some(OutputFormat::Csv));
        assert_eq!(of("a.bio"), Some(OutputFormat::Conll));
        assert_eq!(of("a.iob"), Some(OutputFormat::Conll));
        assert_eq!(of("a.conll"), Some(OutputFormat::Conll));
        assert_eq!(of("a.parquet"), Some(OutputFormat::Parquet));
        for path in ["a", "a.gz", "a.txt", "csv", ".csv", "a.ann", ""] {
            assert_eq!(of(path), None, "{path}");
        }
    }
}
