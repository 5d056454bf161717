//! Where a record is.

use std::fmt;
use std::path::PathBuf;

/// Where a record is in its input.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// The file, or `-` for standard input.
    pub file: PathBuf,
    /// Line in the file (row of a Parquet file), from 1; `None` if the record is the whole file.
    pub line: Option<u64>,
    /// Byte, from 0, where the record starts in the file, once decompressed and converted to UTF-8.
    pub byte: u64,
    /// Length of the record in bytes.
    pub length: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        match self.line {
            Some(line) => write!(f, ":{line}"),
            None => Ok(()),
        }
    }
}
