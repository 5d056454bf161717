//! The state of an index: what it has read, so that a later run reads only what is new.
//!
//! A first line of JSON with the files that were read, then the raw entries in the order of their slots
//! and the links of each document, compressed. Nothing in it is merged yet: the rows are made anew each
//! time, so they are those of one run over everything.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use super::gather::Gather;
use super::packed::{Unpack, damaged};
use super::raw::RawEntry;
use super::spool::{Spool, put, take};
use crate::error::{Error, ErrorKind, Result, io_error};
use crate::known::KnownList;
use crate::whole::{Destination, FileKind};

/// The form of the file. A state of another one cannot be read: names may have been folded otherwise.
const SCHEMA: &str = "griot-index-state/1";
/// No first line is longer.
const FIRST_LINE: u64 = 64 * 1024 * 1024;

const STATE: FileKind = FileKind {
    name: "state of an index",
    is_one: is_state,
};

/// A file that holds the state of an index, or will.
#[derive(Clone, Debug)]
pub struct IndexState {
    path: PathBuf,
    place: Destination,
}

/// The first line.
#[derive(Serialize, Deserialize)]
pub(super) struct StateHead {
    schema: String,
    /// The version that wrote it, for those who look.
    griot: String,
    /// The list of names that the documents were tied to.
    known: String,
    pub documents: u64,
    entries: u64,
    pub files: Vec<ReadFile>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ReadFile {
    /// As it was given.
    pub file: String,
    /// Its length, unpacked.
    pub bytes: u64,
    /// The hash of these bytes (128-bit XXH3).
    pub hash: String,
}

impl StateHead {
    /// That of a state in which nothing is yet.
    pub fn new(known: &KnownList) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            griot: env!("CARGO_PKG_VERSION").to_owned(),
            known: name_of(known).to_owned(),
            documents: 0,
            entries: 0,
            files: Vec::new(),
        }
    }

    /// Refuses a list other than the one that the earlier documents were tied to.
    pub fn expect_known(&self, state: &IndexState, known: &KnownList) -> Result<()> {
        let now = name_of(known);
        if self.known == now {
            return Ok(());
        }
        let message = format!(
            "{}: its documents were tied to {}, and now to {now}: expected the same --known, or a new \
             state",
            state.path.display(),
            self.known,
        );
        Err(Error::new(ErrorKind::Option, message))
    }
}

fn name_of(known: &KnownList) -> &str {
    match known.is_empty() {
        true => "no list",
        false => known.fingerprint(),
    }
}

impl IndexState {
    /// Checks what is at the path: nothing, an empty file, or an earlier state.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] if something else is there.
    pub fn new(path: &Path) -> Result<Self> {
        Ok(Self {
            path: path.to_owned(),
            place: Destination::new(path, STATE)?,
        })
    }

    /// Reads the state into an empty index; `None` if there is none yet.
    pub(super) fn load(&self, gather: &mut Gather, links: &mut Spool) -> Result<Option<StateHead>> {
        let file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(io_error("cannot read", &self.path, error)),
        };
        let mut file = BufReader::new(file);
        let failed = |error| io_error("cannot read", &self.path, error);
        let mut line = Vec::new();
        let mut first = Read::take(&mut file, FIRST_LINE);
        first.read_until(b'\n', &mut line).map_err(failed)?;
        if line.is_empty() {
            return Ok(None);
        }
        let head: StateHead = serde_json::from_slice(&line).map_err(|e| failed(e.into()))?;
        if head.schema != SCHEMA {
            let message = format!(
                "{}: a state of the form {:?}, which this version cannot go on from: expected {SCHEMA:?}; \
                 start a new one",
                self.path.display(),
                head.schema
            );
            return Err(Error::new(ErrorKind::Option, message));
        }
        records(&head, file, gather, links).map_err(failed)?;
        Ok(Some(head))
    }

    /// Writes the state. The file gets its name once it is whole.
    pub(super) fn save(
        &self,
        documents: u64,
        known: &KnownList,
        files: Vec<ReadFile>,
        entries: &mut Spool,
        links: &mut Spool,
    ) -> Result<()> {
        let head = StateHead {
            documents,
            entries: entries.records(),
            files,
            ..StateHead::new(known)
        };
        let written = self.place.write(|file| {
            serde_json::to_writer(&mut *file, &head)?;
            file.write_all(b"\n")?;
            let mut packed =
                zstd::Encoder::new(BufWriter::new(file), zstd::DEFAULT_COMPRESSION_LEVEL)?;
            packed.include_checksum(true)?;
            for spool in [entries, links] {
                let mut reader = spool.read()?;
                while let Some(record) = reader.next()? {
                    put(&mut packed, record)?;
                }
            }
            packed.finish()?.flush()
        })?;
        self.place.name(written)
    }
}

/// Reads the records behind the first line.
fn records(
    head: &StateHead,
    file: BufReader<File>,
    gather: &mut Gather,
    links: &mut Spool,
) -> io::Result<()> {
    let mut packed = BufReader::new(zstd::Decoder::with_buffer(file)?);
    let mut record = Vec::new();
    for _ in 0..head.entries {
        take(&mut packed, &mut record)?;
        gather.earlier(&RawEntry::take(&mut Unpack(&record))?)?;
    }
    for _ in 0..head.documents {
        take(&mut packed, &mut record)?;
        links.push(&record)?;
    }
    match packed.read(&mut [0])? {
        0 => Ok(()),
        _ => Err(damaged()),
    }
}

fn is_state(path: &Path) -> io::Result<bool> {
    let start = br#"{"schema":"griot-index-state/"#;
    let mut first = Vec::new();
    let file = File::open(path)?;
    Read::take(file, start.len() as u64).read_to_end(&mut first)?;
    Ok(first == start)
}

/// How a file stands to those that were read before.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ReadBefore {
    /// Nothing of it was read.
    New,
    /// It begins with one of them, by its place among them, and may have more.
    Begins(usize),
    /// A file of its name was read, which it does not begin with.
    Changed,
}

/// Compares a file with those that were read before: by content, since files are moved and renamed.
pub(super) fn earlier(
    name: &str,
    mut file: impl Read,
    read: &[ReadFile],
) -> io::Result<ReadBefore> {
    let mut by_length: Vec<usize> = (0..read.len()).filter(|&n| read[n].bytes > 0).collect();
    by_length.sort_by_key(|&n| read[n].bytes);
    let mut hash = Xxh3::new();
    let mut bytes = 0;
    let mut found = None;
    for n in by_length {
        let left = read[n].bytes - bytes;
        let taken = copy(&mut file, left, &mut hash)?;
        bytes += taken;
        if taken < left {
            break;
        }
        if hex(&hash) == read[n].hash {
            found = Some(n);
        }
    }
    Ok(match found {
        Some(n) => ReadBefore::Begins(n),
        None if read
            .iter()
            .any(|known| known.file == name && known.bytes > 0) =>
        {
            ReadBefore::Changed
        }
        None => ReadBefore::New,
    })
}

/// Hashes up to so many bytes; gives how many there were.
fn copy(file: &mut impl Read, most: u64, hash: &mut Xxh3) -> io::Result<u64> {
    let mut buffer = vec![0; 1 << 16];
    let mut bytes = 0;
    while bytes < most {
        let room = buffer
            .len()
            .min(usize::try_from(most - bytes).unwrap_or(usize::MAX));
        match file.read(&mut buffer[..room])? {
            0 => break,
            read => {
                hash.update(&buffer[..read]);
                bytes += read as u64;
            }
        }
    }
    Ok(bytes)
}

fn hex(hash: &Xxh3) -> String {
    format!("{:032x}", hash.digest128())
}

/// Hashes what is read through it.
pub(super) struct Hashed<R> {
    input: R,
    hash: Xxh3,
    bytes: u64,
}

impl<R: BufRead> Hashed<R> {
    pub fn new(input: R) -> Self {
        Self {
            input,
            hash: Xxh3::new(),
            bytes: 0,
        }
    }

    /// Passes over the bytes that were read before.
    pub fn skip(&mut self, bytes: u64) -> io::Result<()> {
        match copy(&mut self.input, bytes, &mut self.hash)? == bytes {
            true => {
                self.bytes = bytes;
                Ok(())
            }
            false => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }

    pub fn done(self, file: String) -> ReadFile {
        ReadFile {
            file,
            bytes: self.bytes,
            hash: hex(&self.hash),
        }
    }
}

impl<R: BufRead> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut there = self.fill_buf()?;
        let read = there.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Hashed<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        // What is consumed is in the buffer, which does not change until then.
        if let Ok(there) = self.input.fill_buf() {
            self.hash.update(&there[..bytes.min(there.len())]);
        }
        self.bytes += bytes as u64;
        self.input.consume(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_file(name: &str, text: &str) -> ReadFile {
        let mut hashed = Hashed::new(text.as_bytes());
        let mut out = String::new();
        hashed.read_to_string(&mut out).expect("text");
        assert_eq!(out, text);
        hashed.done(name.to_owned())
    }

    #[test]
    fn a_file_is_known_by_what_it_begins_with() {
        let read = [
            read_file("a", "one\n"),
            read_file("b", "one\ntwo\n"),
            read_file("c", ""),
        ];
        let compare = |name: &str, text: &str| earlier(name, text.as_bytes(), &read).expect("read");
        assert_eq!(compare("a", "one\n"), ReadBefore::Begins(0));
        assert_eq!(compare("elsewhere", "one\nthree\n"), ReadBefore::Begins(0));
        assert_eq!(compare("a", "one\ntwo\nthree\n"), ReadBefore::Begins(1));
        assert_eq!(compare("d", "on"), ReadBefore::New);
        assert_eq!(compare("b", "other\n"), ReadBefore::Changed);
        assert_eq!(compare("c", "new\n"), ReadBefore::New);
    }
}
