//! Compression of output files.

use std::path::Path;

use serde::{Deserialize, Serialize};

/// Compression of output: each group of documents is a member of its own, and readers read the
/// members as one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Compression {
    /// None.
    #[default]
    None,
    /// gzip.
    Gzip,
    /// Zstandard.
    Zstd,
}

impl Compression {
    pub(crate) const ALL: [Self; 3] = [Self::None, Self::Gzip, Self::Zstd];

    /// What a file name says: `.gz` or `.zst` at its end, in capitals or not.
    pub fn of(path: &Path) -> Self {
        let is = |end: &str| {
            path.extension()
                .is_some_and(|e| e.eq_ignore_ascii_case(end))
        };
        match (is("gz"), is("zst")) {
            (true, _) => Self::Gzip,
            (_, true) => Self::Zstd,
            _ => Self::None,
        }
    }

    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Gzip => ".gz",
            Self::Zstd => ".zst",
        }
    }
}
