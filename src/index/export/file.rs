//! A file of an export.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use super::ExportFormat;
use super::{ftm, ftm_entity};
use crate::error::Result;
use crate::index::table::{first_line, write_packed};
use crate::index::{Indexed, PairBounds};
use crate::whole::{Destination, FileKind};
use crate::write::Compression;

const FTM: FileKind = FileKind {
    name: "FollowTheMoney export of griot",
    is_one: is_ftm,
};

const SQLITE: FileKind = FileKind {
    name: "database of griot",
    is_one: is_database,
};

/// What a database of griot has in its header as the application that made it: `grio`.
pub(super) const APPLICATION: u32 = 0x6772_696f;

/// The place of a file that will hold an export: it is empty, or holds an earlier one.
#[derive(Clone, Debug)]
pub struct ExportFile {
    place: Destination,
    format: ExportFormat,
    compression: Compression,
}

impl ExportFile {
    /// Checks the format and what is already there. A stream is compressed if its name ends in `.gz` or
    /// `.zst`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`](crate::ErrorKind::Option) if this build cannot write the
    /// [format](ExportFormat::check), it cannot be compressed, or something else is there: only an
    /// earlier export or an empty file is overwritten.
    pub fn new(path: &Path, format: ExportFormat) -> Result<Self> {
        format.check()?;
        format.check_name(path)?;
        let kind = match format {
            ExportFormat::Ftm => FTM,
            ExportFormat::Sqlite => SQLITE,
        };
        Ok(Self {
            place: Destination::new(path, kind)?,
            format,
            compression: Compression::of(path),
        })
    }

    /// Writes the index. `bounds` are those of the pairs in a database. The file gets its name once it is
    /// complete; until then, an earlier one stays.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`](crate::ErrorKind::Option) if the index did not
    /// [keep mentions](crate::index::Index::keeping_mentions), [`ErrorKind::Io`](crate::ErrorKind::Io) if
    /// it cannot be written.
    pub fn write(&self, indexed: &mut Indexed, bounds: PairBounds) -> Result<()> {
        indexed.expect_mentions()?;
        let written = match self.format {
            ExportFormat::Ftm => self.place.write(|file: &mut File| {
                write_packed(self.compression, file, |output| {
                    let mut output = BufWriter::new(output);
                    ftm::write(indexed, &mut output)?;
                    output.flush()
                })
            })?,
            #[cfg(feature = "sqlite")]
            ExportFormat::Sqlite => {
                let mut pairs = indexed.pairs(bounds)?;
                self.place
                    .make(|path| super::sqlite::write(indexed, &mut pairs, path))?
            }
            #[cfg(not(feature = "sqlite"))]
            ExportFormat::Sqlite => {
                let _ = bounds;
                return self.format.check();
            }
        };
        self.place.name(written)
    }
}

/// Whether a file holds entities that griot wrote, by its first line.
fn is_ftm(path: &Path) -> io::Result<bool> {
    let line = first_line(path)?;
    Ok(line.is_some_and(|line| line.is_empty() || ftm_entity::is_ours(&line)))
}

/// Whether a file is a database that griot wrote, by its header.
fn is_database(path: &Path) -> io::Result<bool> {
    let mut head = Vec::new();
    File::open(path)?.take(100).read_to_end(&mut head)?;
    let application = head.get(68..72) == Some(&APPLICATION.to_be_bytes());
    Ok(head.starts_with(b"SQLite format 3\0") && application)
}
