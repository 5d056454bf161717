//! The formats by name and by file extension.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use crate::error::{Error, ErrorKind};
use crate::read::inner_name;

/// An output format. `docs/outputs.md` describes each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OutputFormat {
    /// One JSON object per document, one per line.
    Jsonl,
    /// One row per mention.
    Csv,
    /// One token per line, with IOB2 tags.
    Conll,
    /// brat standoff: a `.txt` and an `.ann` file per document.
    Brat,
    /// One row per document, with nested lists.
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

    /// The format that a file's extension indicates, before any `.gz` or `.zst`. No extension indicates
    /// brat, which is a directory.
    pub fn of(path: &Path) -> Option<Self> {
        match Path::new(&inner_name(path)?).extension()?.to_str()? {
            "jsonl" | "ndjson" => Some(OutputFormat::Jsonl),
            "csv" => Some(OutputFormat::Csv),
            "conll" | "bio" | "iob" => Some(OutputFormat::Conll),
            "parquet" => Some(OutputFormat::Parquet),
            _ => None,
        }
    }

    /// The format of a file to write, if only its name indicates it: JSON lines if the name has no
    /// extension.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] for an extension of no known format.
    pub fn for_file(path: &Path) -> Result<Self, Error> {
        let name = inner_name(path).unwrap_or_default();
        let ending = Path::new(&name).extension();
        match (Self::of(path), ending.and_then(|ending| ending.to_str())) {
            (Some(format), _) => Ok(format),
            (None, None) => Ok(OutputFormat::Jsonl),
            (None, Some(ending)) => {
                let why = match ending {
                    "json" => "would be one JSON value, but griot writes JSON lines",
                    "brat" | "ann" => "is not a file: brat is a directory (-o DIR/ --to brat)",
                    _ => "is not a known format",
                };
                Err(Error::new(
                    ErrorKind::Option,
                    format!(
                        "{}: .{ending} {why}: expected a name ending in .jsonl, .ndjson, .csv, .conll, \
                         .bio or .iob, perhaps followed by .gz or .zst, or in .parquet, or the \
                         format by name (--to)",
                        path.display()
                    ),
                ))
            }
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
        assert_eq!(of("a.JSONL.GZ"), Some(OutputFormat::Jsonl));
        assert_eq!(of("a.csv.gz"), Some(OutputFormat::Csv));
        assert_eq!(of("a.bio"), Some(OutputFormat::Conll));
        assert_eq!(of("a.iob"), Some(OutputFormat::Conll));
        assert_eq!(of("a.conll"), Some(OutputFormat::Conll));
        assert_eq!(of("a.parquet"), Some(OutputFormat::Parquet));
        for path in ["a", "a.gz", "a.txt", "csv", ".csv", "a.ann", "a.json", ""] {
            assert_eq!(of(path), None, "{path}");
        }
    }

    #[test]
    fn an_ending_that_tells_no_format_is_refused_with_those_that_do() {
        let format = |path: &str| OutputFormat::for_file(Path::new(path));
        assert_eq!(format("a.csv.ZST").ok(), Some(OutputFormat::Csv));
        for path in ["a", "a.gz", "d.x/a"] {
            assert_eq!(format(path).ok(), Some(OutputFormat::Jsonl), "{path}");
        }
        for (path, said) in [
            ("a.xlsx", ".xlsx is not a known format"),
            ("a.tsv.gz", ".tsv is not a known format"),
            ("a.jsonl.xz", ".xz is not a known format"),
            ("a.brat", "-o DIR/ --to brat"),
            ("a.json", "griot writes JSON lines"),
        ] {
            let error = format(path).expect_err(path);
            assert_eq!(error.kind(), ErrorKind::Option);
            let told = error.to_string();
            assert!(told.contains(said) && told.contains(".parquet"), "{told}");
        }
    }
}
