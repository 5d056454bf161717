//! The formats of exports.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use crate::error::{Error, ErrorKind, Result};
use crate::read::inner_name;
use crate::write::Compression;

/// A form of an index with its documents and mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExportFormat {
    /// FollowTheMoney entities, one JSON object a line.
    Ftm,
    /// An SQLite database, with full-text search. Only where griot was built with the feature `sqlite`.
    Sqlite,
}

impl ExportFormat {
    /// The format that a file's name indicates: `.ftm`, `.ftm.json` or `.ftm.jsonl`, with or without a
    /// `.gz` or `.zst` at its end; `.sqlite`, `.sqlite3` or `.db`.
    pub fn of(path: &Path) -> Option<Self> {
        let name = inner_name(path)?;
        if [".ftm", ".ftm.json", ".ftm.jsonl"]
            .iter()
            .any(|end| name.ends_with(end))
        {
            return Some(Self::Ftm);
        }
        match Path::new(&name).extension()?.to_str()? {
            "sqlite" | "sqlite3" | "db" => Some(Self::Sqlite),
            _ => None,
        }
    }

    /// Whether it can be written to standard output, and compressed.
    pub fn is_stream(self) -> bool {
        self == Self::Ftm
    }

    /// Whether this build can write it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] if not, with what to do.
    pub fn check(self) -> Result<()> {
        match self == Self::Sqlite && cfg!(not(feature = "sqlite")) {
            false => Ok(()),
            true => Err(Error::new(
                ErrorKind::Option,
                "this griot was built without SQLite: build it with cargo install --path . --features \
                 sqlite",
            )),
        }
    }

    pub(super) fn check_name(self, path: &Path) -> Result<()> {
        match self.is_stream() || Compression::of(path) == Compression::None {
            true => Ok(()),
            false => Err(Error::new(
                ErrorKind::Option,
                format!(
                    "{}: {self} is not compressed: expected a name that does not end in .gz or .zst",
                    path.display()
                ),
            )),
        }
    }
}

impl fmt::Display for ExportFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Ftm => "ftm",
            Self::Sqlite => "sqlite",
        })
    }
}

impl FromStr for ExportFormat {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name.to_ascii_lowercase().as_str() {
            "ftm" => Ok(Self::Ftm),
            "sqlite" => Ok(Self::Sqlite),
            _ => Err(Error::new(
                ErrorKind::Option,
                format!("unknown format {name:?}: expected ftm or sqlite"),
            )),
        }
    }
}
