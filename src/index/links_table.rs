//! The links as a table: which document names which row, how often.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Indexed;
use super::table::{TableFormat, first_line, io_error, write_packed};
use crate::error::Result;
use crate::whole::{Destination, FileKind};
use crate::write::Compression;

const COLUMNS: [&str; 3] = ["document", "entity", "mentions"];

const LINKS: FileKind = FileKind {
    name: "table of links",
    is_one: is_links,
};

/// A line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LinkLine<'a> {
    #[serde(borrow)]
    document: Option<Cow<'a, str>>,
    #[serde(borrow)]
    entity: Cow<'a, str>,
    mentions: u64,
}

/// The place of a file that will hold a table of links: it is empty, or holds an earlier one.
#[derive(Clone, Debug)]
pub struct LinksFile {
    place: Destination,
    compression: Compression,
    format: TableFormat,
}

impl LinksFile {
    /// Checks what is already there. The file's name tells its format and compression.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`](crate::ErrorKind::Option) if something else is there, or the name has another
    /// ending than those of [`TableFormat::for_file`].
    pub fn new(path: &Path) -> Result<Self> {
        Ok(Self {
            format: TableFormat::for_file(path)?,
            place: Destination::new(path, LINKS)?,
            compression: Compression::of(path),
        })
    }

    /// Writes the links. The file gets its name once it is complete; until then, an earlier one stays.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) if it cannot be written.
    pub fn write(&self, indexed: &mut Indexed) -> Result<()> {
        let ids = RowIds::of(indexed)?;
        let written = self.place.write(|file| {
            write_packed(self.compression, file, |output| {
                table(self.format, indexed, &ids, BufWriter::new(output))
            })
        })?;
        self.place.name(written)
    }
}

/// The ids of all rows, one behind the other.
struct RowIds {
    text: String,
    ends: Vec<usize>,
}

impl RowIds {
    fn of(indexed: &mut Indexed) -> Result<Self> {
        let mut ids = Self {
            text: String::new(),
            ends: Vec::new(),
        };
        for row in indexed.rows()? {
            ids.text.push_str(&row?.id);
            ids.ends.push(ids.text.len());
        }
        Ok(ids)
    }

    fn id(&self, row: usize) -> &str {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[row]]
    }
}

fn table(
    format: TableFormat,
    indexed: &mut Indexed,
    ids: &RowIds,
    mut output: impl Write,
) -> io::Result<()> {
    match format {
        TableFormat::Jsonl => {
            each(indexed, ids, |document, entity, mentions| {
                let line = LinkLine {
                    document: document.map(Cow::from),
                    entity: entity.into(),
                    mentions,
                };
                serde_json::to_writer(&mut output, &line)?;
                output.write_all(b"\n")
            })?;
            output.flush()
        }
        TableFormat::Csv => {
            let mut table = csv::Writer::from_writer(output);
            table.write_record(COLUMNS).map_err(io_error)?;
            each(indexed, ids, |document, entity, mentions| {
                let cells = [document.unwrap_or_default(), entity, &mentions.to_string()];
                table.write_record(cells).map_err(io_error)
            })?;
            table.flush()
        }
    }
}

/// Hands out each link: the document's id, the row's id, the mentions.
fn each(
    indexed: &mut Indexed,
    ids: &RowIds,
    mut take: impl FnMut(Option<&str>, &str, u64) -> io::Result<()>,
) -> io::Result<()> {
    for document in indexed.links().map_err(io::Error::other)? {
        let document = document.map_err(io::Error::other)?;
        for link in &document.links {
            take(document.id.as_deref(), ids.id(link.row), link.mentions)?;
        }
    }
    Ok(())
}

fn is_links(path: &Path) -> io::Result<bool> {
    let Some(line) = first_line(path)? else {
        return Ok(false);
    };
    let header = line.trim_ascii_end() == COLUMNS.join(",").as_bytes();
    Ok(line.is_empty() || header || serde_json::from_slice::<LinkLine>(&line).is_ok())
}
