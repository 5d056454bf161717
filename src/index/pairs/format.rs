//! The formats of pairs.

use std::fmt;
use std::path::Path;

use crate::error::{Error, ErrorKind, Result};
use crate::read::inner_name;

/// A format of pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PairFormat {
    /// One row per pair, under a header.
    Csv,
    /// One JSON object per pair, one per line.
    Jsonl,
    /// GEXF 1.3, for Gephi.
    Gexf,
    /// GraphML 1.0, for Gephi, Cytoscape, yEd and most libraries.
    Graphml,
}

impl PairFormat {
    /// The format that a file's name indicates, with or without a `.gz` or `.zst` at its end: `.csv`,
    /// `.jsonl` or `.ndjson`, `.gexf`, `.graphml`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] if it has another extension, or none.
    pub fn for_file(path: &Path) -> Result<Self> {
        let name = inner_name(path).unwrap_or_default();
        let ending = Path::new(&name).extension().and_then(|end| end.to_str());
        match ending {
            Some("csv") => Ok(Self::Csv),
            Some("jsonl" | "ndjson") => Ok(Self::Jsonl),
            Some("gexf") => Ok(Self::Gexf),
            Some("graphml") => Ok(Self::Graphml),
            _ => Err(Error::new(
                ErrorKind::Option,
                format!(
                    "{}: no format of pairs: expected a name ending in .csv, .jsonl, .ndjson, .gexf or \
                     .graphml, perhaps followed by .gz or .zst",
                    path.display()
                ),
            )),
        }
    }
}

impl fmt::Display for PairFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Gexf => "gexf",
            Self::Graphml => "graphml",
        })
    }
}
