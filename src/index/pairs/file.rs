//! A file of pairs.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::rows::COLUMNS;
use super::{CoOccurrences, PairFormat, gexf, graphml, rows};
use crate::error::Result;
use crate::index::table::{first_line, write_packed};
use crate::whole::{Destination, FileKind};
use crate::write::Compression;

const PAIRS: FileKind = FileKind {
    name: "file of pairs",
    is_one: is_pairs,
};

/// The place of a file that will hold pairs: it is empty, or holds pairs of an earlier run.
#[derive(Clone, Debug)]
pub struct PairFile {
    place: Destination,
    format: PairFormat,
    compression: Compression,
}

impl PairFile {
    /// Checks the name and what is already there. The file is compressed if its name ends in `.gz` or
    /// `.zst`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`](crate::ErrorKind::Option) if the name is of no [format](PairFormat), or
    /// something else is there: only pairs or an empty file are overwritten.
    pub fn new(path: &Path) -> Result<Self> {
        Ok(Self {
            format: PairFormat::for_file(path)?,
            place: Destination::new(path, PAIRS)?,
            compression: Compression::of(path),
        })
    }

    /// Writes the pairs. The file gets its name once it is complete; until then, an earlier one stays.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) if it cannot be written.
    pub fn write(&self, pairs: &mut CoOccurrences) -> Result<()> {
        let write = |file: &mut File| {
            write_packed(self.compression, file, |output| {
                let mut output = BufWriter::new(output);
                match self.format {
                    PairFormat::Csv => rows::csv(pairs, &mut output),
                    PairFormat::Jsonl => rows::jsonl(pairs, &mut output),
                    PairFormat::Gexf => gexf::write(pairs, &mut output),
                    PairFormat::Graphml => graphml::write(pairs, &mut output),
                }?;
                output.flush()
            })
        };
        let written = self.place.write(write)?;
        self.place.name(written)
    }
}

/// Whether a file holds pairs, by its first line.
fn is_pairs(path: &Path) -> io::Result<bool> {
    let Some(line) = first_line(path)? else {
        return Ok(false);
    };
    let heads = [gexf::HEAD, graphml::HEAD].map(str::as_bytes);
    let header = line.trim_ascii_end() == COLUMNS.join(",").as_bytes();
    // A compressed file without pairs is empty.
    let empty = line.is_empty();
    Ok(empty || header || heads.iter().any(|head| line.starts_with(head)) || rows::is_row(&line))
}
