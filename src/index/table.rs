//! The index as a file: JSON lines, or CSV.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufWriter, Read, Write};
use std::path::Path;
use std::str::FromStr;

use flate2::write::GzEncoder;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::{Entity, EntityForm};
use crate::error::{Error, ErrorKind, Result};
use crate::read::{self, inner_name};
use crate::whole::{Destination, FileKind};
use crate::write::Compression;

/// The columns of CSV. The first [`FIRST_COLUMNS`] are those of every version.
const COLUMNS: [&str; 15] = [
    "label",
    "key",
    "name",
    "name_fr",
    "name_en",
    "partial",
    "documents",
    "mentions",
    "first_date",
    "last_date",
    "variants",
    "id",
    "iso2",
    "iso3",
    "forms",
];
const FIRST_COLUMNS: usize = 11;

/// How many bytes of the first line are read to recognise an earlier index.
const FIRST_LINE: u64 = 64 * 1024 * 1024;

const INDEX: FileKind = FileKind {
    name: "index",
    is_one: is_index,
};

/// A format of the index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum TableFormat {
    /// One JSON object per entity, one per line.
    #[default]
    Jsonl,
    /// One row per entity, under a header.
    Csv,
}

impl TableFormat {
    /// The format that a file's name indicates, with or without a `.gz` or `.zst` at its end: `.jsonl`
    /// or `.ndjson`, `.csv`, and JSON lines if it has no extension.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] if it has another extension.
    pub fn for_file(path: &Path) -> Result<Self> {
        let name = inner_name(path).unwrap_or_default();
        match Path::new(&name).extension().and_then(|end| end.to_str()) {
            None => Ok(Self::Jsonl),
            Some("jsonl" | "ndjson") => Ok(Self::Jsonl),
            Some("csv") => Ok(Self::Csv),
            Some(ending) => Err(Error::new(
                ErrorKind::Option,
                format!(
                    "{}: .{ending} is not a format of the index: expected a name ending in .jsonl, .ndjson \
                     or .csv, perhaps followed by .gz or .zst",
                    path.display()
                ),
            )),
        }
    }

    /// Writes rows in this format.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] if they cannot be read or written; [`Error::is_closed_pipe`] if their reader has
    /// gone.
    pub fn write(
        self,
        rows: impl IntoIterator<Item = Result<Entity>>,
        output: impl Write,
    ) -> Result<()> {
        self.to(rows, output)
            .map_err(|e| Error::because(ErrorKind::Io, "cannot write the index", e))
    }

    fn to(
        self,
        rows: impl IntoIterator<Item = Result<Entity>>,
        output: impl Write,
    ) -> io::Result<()> {
        let output = BufWriter::new(output);
        match self {
            Self::Jsonl => jsonl(output, rows),
            Self::Csv => csv(output, rows),
        }
    }
}

impl fmt::Display for TableFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
        })
    }
}

impl FromStr for TableFormat {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name.to_ascii_lowercase().as_str() {
            "jsonl" => Ok(Self::Jsonl),
            "csv" => Ok(Self::Csv),
            _ => Err(Error::new(
                ErrorKind::Option,
                format!("unknown format {name:?}: expected jsonl or csv"),
            )),
        }
    }
}

/// The place of a file that will hold an index: it is empty, or holds an earlier index.
#[derive(Clone, Debug)]
pub struct TableFile {
    place: Destination,
    compression: Compression,
}

impl TableFile {
    /// Checks what is already there. The file is compressed if its name ends in `.gz` or `.zst`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] if something else is there: only an index or an empty file is overwritten.
    pub fn new(path: &Path) -> Result<Self> {
        Ok(Self {
            place: Destination::new(path, INDEX)?,
            compression: Compression::of(path),
        })
    }

    /// Writes the rows. The file gets its name once it is complete; until then, an earlier one stays.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] if it cannot be written.
    pub fn write(
        &self,
        rows: impl IntoIterator<Item = Result<Entity>>,
        format: TableFormat,
    ) -> Result<()> {
        let written = self
            .place
            .write(|file| write_packed(self.compression, file, |output| format.to(rows, output)))?;
        self.place.name(written)
    }
}

/// Writes through a compression.
pub(super) fn write_packed(
    compression: Compression,
    file: &mut File,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    match compression {
        Compression::None => write(file),
        Compression::Gzip => {
            let mut packed = GzEncoder::new(file, flate2::Compression::default());
            write(&mut packed)?;
            packed.finish().map(drop)
        }
        Compression::Zstd => {
            let mut packed = zstd::Encoder::new(file, zstd::DEFAULT_COMPRESSION_LEVEL)?;
            write(&mut packed)?;
            packed.finish().map(drop)
        }
    }
}

/// Whether a file is an index, by its first line.
fn is_index(path: &Path) -> io::Result<bool> {
    #[derive(Deserialize)]
    struct IndexLine {
        #[serde(rename = "label")]
        _label: String,
        #[serde(rename = "name")]
        _name: String,
        #[serde(rename = "documents")]
        _documents: u64,
        #[serde(rename = "mentions")]
        _mentions: u64,
        #[serde(rename = "variants")]
        _variants: IgnoredAny,
    }

    let Some(line) = first_line(path)? else {
        return Ok(false);
    };
    // A compressed index without entities is empty.
    let empty = line.is_empty();
    let header = line.starts_with(COLUMNS[..FIRST_COLUMNS].join(",").as_bytes());
    Ok(empty || header || serde_json::from_slice::<IndexLine>(&line).is_ok())
}

/// The first line of a file; `None` if the file is damaged.
pub(super) fn first_line(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let read = read::plain(path)?
        .take(FIRST_LINE)
        .read_until(b'\n', &mut line);
    match read {
        Ok(_) => Ok(Some(line)),
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::UnexpectedEof
                    | io::ErrorKind::InvalidData
                    | io::ErrorKind::InvalidInput
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

fn jsonl(mut output: impl Write, rows: impl IntoIterator<Item = Result<Entity>>) -> io::Result<()> {
    for row in rows {
        serde_json::to_writer(&mut output, &row.map_err(io::Error::other)?)?;
        output.write_all(b"\n")?;
    }
    output.flush()
}

/// Variants are written as `surface (count)`, the most frequent first, separated by ` | `; forms as
/// `name (mentions, rule)`.
fn csv(output: impl Write, rows: impl IntoIterator<Item = Result<Entity>>) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(output);
    table.write_record(COLUMNS).map_err(io_error)?;
    for row in rows {
        let row = row.map_err(io::Error::other)?;
        table.write_record(cells(row)).map_err(io_error)?;
    }
    table.flush()
}

fn cells(entity: Entity) -> [String; COLUMNS.len()] {
    let mut variants: Vec<_> = entity.variants.iter().collect();
    variants.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
    let variants: Vec<String> = variants
        .iter()
        .map(|(text, n)| format!("{text} ({n})"))
        .collect();
    let form = |form: &EntityForm| match &form.rule {
        None => format!("{} ({})", form.name, form.mentions),
        Some(rule) => format!("{} ({}, {rule})", form.name, form.mentions),
    };
    let forms: Vec<String> = entity.forms.iter().map(form).collect();
    let or_empty = Option::unwrap_or_default;
    [
        entity.label.to_string(),
        or_empty(entity.key),
        entity.name,
        or_empty(entity.name_fr),
        or_empty(entity.name_en),
        entity.partial.to_string(),
        entity.documents.to_string(),
        entity.mentions.to_string(),
        or_empty(entity.first_date),
        or_empty(entity.last_date),
        variants.join(" | "),
        entity.id,
        or_empty(entity.iso2),
        or_empty(entity.iso3),
        forms.join(" | "),
    ]
}

/// The crate's own conversion hides a closed pipe.
pub(super) fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}
