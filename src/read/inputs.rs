//! The inputs of a run, one after the other.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use crate::read::record::{Fields, Record, Rejected};
use crate::read::{jsonl, text};

/// How an input is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// The whole input is one document.
    Text,
    /// A JSON object a line.
    Jsonl,
}

impl Format {
    /// The format that a file name tells: `.jsonl` and `.ndjson` are JSON lines, the rest is text.
    fn of(path: &Path) -> Self {
        match extension(path).as_str() {
            "jsonl" | "ndjson" => Self::Jsonl,
            _ => Self::Text,
        }
    }
}

impl std::str::FromStr for Format {
    type Err = crate::Error;

    fn from_str(name: &str) -> crate::Result<Self> {
        match name {
            "text" | "txt" => Ok(Self::Text),
            "jsonl" | "ndjson" => Ok(Self::Jsonl),
            _ => Err(crate::Error::new(
                crate::ErrorKind::Option,
                format!("unknown format {name:?}: expected text or jsonl"),
            )),
        }
    }
}

/// Reads inputs in the order given, directories in the order of their names.
///
/// In a directory, at any depth, files that end in `.txt`, `.jsonl` or `.ndjson` are read; links
/// to directories are not followed.
pub struct Reader {
    waiting: VecDeque<PathBuf>,
    fields: Fields,
    /// Overrides what file names tell.
    format: Option<Format>,
    open: Option<Lines>,
    bytes: u64,
}

struct Lines {
    path: PathBuf,
    input: Box<dyn BufRead + Send>,
    line: jsonl::Line,
}

impl Reader {
    /// A reader over files, directories and `-` for standard input.
    pub fn new<P: Into<PathBuf>>(inputs: impl IntoIterator<Item = P>) -> Self {
        Self {
            waiting: inputs.into_iter().map(Into::into).collect(),
            fields: Fields::default(),
            format: None,
            open: None,
            bytes: 0,
        }
    }

    /// The names of the fields in JSON records.
    pub fn fields(mut self, fields: Fields) -> Self {
        self.fields = fields;
        self
    }

    /// The format of every input, whatever the names say. Standard input is told by its first
    /// byte otherwise: `{` begins JSON lines.
    pub fn format(mut self, format: Option<Format>) -> Self {
        self.format = format;
        self
    }

    /// Bytes of the records read so far.
    pub fn bytes_read(&self) -> u64 {
        self.bytes
    }

    fn next_line(&mut self) -> Option<Result<Record, Rejected>> {
        let open = self.open.as_mut()?;
        let rejected = |line: &jsonl::Line, reason| Rejected {
            file: open.path.clone(),
            line: Some(line.number),
            byte: line.start,
            reason,
        };
        match open.line.advance(&mut open.input) {
            Ok(true) => {
                self.bytes += open.line.bytes.len() as u64;
                let made_id = || format!("{}:{}", open.path.display(), open.line.number);
                let record = jsonl::record(&open.line.bytes, &self.fields, made_id);
                Some(record.map_err(|reason| rejected(&open.line, reason)))
            }
            Ok(false) => {
                self.open = None;
                None
            }
            Err(error) => {
                let rejected = rejected(&open.line, format!("cannot be read on: {error}"));
                self.open = None;
                Some(Err(rejected))
            }
        }
    }

    fn open(&mut self, path: PathBuf) -> Option<Result<Record, Rejected>> {
        match self.try_open(&path) {
            Ok(found) => found.map(|record| {
                self.bytes += record.text.len() as u64;
                Ok(record)
            }),
            Err((byte, reason)) => Some(Err(Rejected {
                file: path,
                line: None,
                byte,
                reason,
            })),
        }
    }

    /// Starts on an input; gives a record where the input is one.
    fn try_open(&mut self, path: &Path) -> Result<Option<Record>, (u64, String)> {
        let whole = |reason: String| (0, reason);
        let (mut input, format): (Box<dyn BufRead + Send>, Format) = if path == Path::new("-") {
            let mut input = BufReader::new(io::stdin());
            let start = input
                .fill_buf()
                .map_err(|e| whole(format!("cannot be read: {e}")))?;
            let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
            let json = start.trim_ascii_start().starts_with(b"{");
            (
                Box::new(input),
                if json { Format::Jsonl } else { Format::Text },
            )
        } else if path.is_dir() {
            let mut files = directory(path).map_err(|e| whole(format!("cannot be listed: {e}")))?;
            while let Some(file) = files.pop() {
                self.waiting.push_front(file);
            }
            return Ok(None);
        } else {
            let file = File::open(path).map_err(|e| whole(format!("cannot be opened: {e}")))?;
            (
                Box::new(BufReader::with_capacity(64 * 1024, file)),
                Format::of(path),
            )
        };
        match self.format.unwrap_or(format) {
            Format::Text => text::document(&mut input, path.display().to_string()).map(Some),
            Format::Jsonl => {
                let (path, line) = (path.to_owned(), jsonl::Line::default());
                self.open = Some(Lines { path, input, line });
                Ok(None)
            }
        }
    }
}

impl Iterator for Reader {
    type Item = Result<Record, Rejected>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.next_line() {
                return Some(item);
            }
            let path = self.waiting.pop_front()?;
            if let Some(item) = self.open(path) {
                return Some(item);
            }
        }
    }
}

fn extension(path: &Path) -> String {
    let extension = path.extension().unwrap_or_default();
    extension.to_string_lossy().to_ascii_lowercase()
}

/// The entries of a directory that are read, in the order of their names.
fn directory(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let path = entry.path();
        let known = matches!(extension(&path).as_str(), "txt" | "jsonl" | "ndjson");
        if entry.file_type()?.is_dir() || (known && !path.is_dir()) {
            entries.push(path);
        }
    }
    entries.sort();
    Ok(entries)
}
