//! A running hash of the bytes of a file: what a checkpoint says of it, and whether that holds.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use crate::error::{Result, io_error};
use crate::job::files;

/// The first bytes of a file: how many, and their hash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    pub bytes: u64,
    #[serde(with = "super::hex")]
    hash: u128,
}

/// The same, open to more bytes.
#[derive(Clone, Default)]
pub(super) struct Tally {
    bytes: u64,
    hash: Xxh3,
}

impl std::fmt::Debug for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.stamp().fmt(f)
    }
}

impl Tally {
    pub fn add(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        self.hash.update(bytes);
    }

    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    pub fn stamp(&self) -> Stamp {
        match self.bytes {
            0 => Stamp::default(),
            bytes => Stamp {
                bytes,
                hash: self.hash.digest128(),
            },
        }
    }
}

/// Why a file is not what it should be, from what a power cut leaves to what nothing explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// It ends earlier.
    Short,
    /// It ends earlier, and what is left is not the beginning of what was written.
    Edited,
    /// Its first bytes, this many, are different.
    Differs(u64),
    Missing,
}

/// How far a file bears out what was said of it.
#[derive(Debug)]
pub(super) struct Held {
    /// How many of the stamps hold.
    pub count: usize,
    /// The last of them.
    pub tally: Tally,
    /// What is wrong with the next one.
    pub fault: Option<Fault>,
}

/// Compares a file with what was said of it, oldest first; reads it once.
pub(super) fn held(path: &Path, stamps: &[Stamp]) -> Result<Held> {
    let mut held = Held {
        count: 0,
        tally: Tally::default(),
        fault: None,
    };
    let mut file: Option<File> = None;
    let mut buffer = vec![0; 1 << 16];
    for stamp in stamps {
        let mut tally = held.tally.clone();
        if stamp.bytes > tally.bytes() {
            let file = match &mut file {
                Some(file) => file,
                None if files::standing(path)?.is_none() => {
                    held.fault = Some(Fault::Missing);
                    return Ok(held);
                }
                None => file.insert(files::open(path, File::options().read(true))?),
            };
            let read = read_up_to(file, stamp.bytes, &mut tally, &mut buffer);
            if !read.map_err(|e| io_error("cannot read", path, e))? {
                held.fault = Some(Fault::Short);
                return Ok(held);
            }
        }
        if tally.stamp() != *stamp {
            held.fault = Some(Fault::Differs(stamp.bytes));
            return Ok(held);
        }
        held.tally = tally;
        held.count += 1;
    }
    Ok(held)
}

/// Whether the file has this many bytes.
fn read_up_to(
    file: &mut File,
    bytes: u64,
    tally: &mut Tally,
    buffer: &mut [u8],
) -> io::Result<bool> {
    while tally.bytes() < bytes {
        let most = (bytes - tally.bytes()).min(buffer.len() as u64) as usize;
        match file.read(&mut buffer[..most]) {
            Ok(0) => return Ok(false),
            Ok(read) => tally.add(&buffer[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn stamps(pieces: &[&[u8]]) -> Vec<Stamp> {
        let mut tally = Tally::default();
        let mut stamp = |piece: &&[u8]| {
            tally.add(piece);
            tally.stamp()
        };
        pieces.iter().map(&mut stamp).collect()
    }

    #[test]
    fn a_file_holds_as_far_as_it_is_what_was_written() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("file");
        let pieces: [&[u8]; 4] = [b"", b"one", b"two", b"three"];
        let stamps = stamps(&pieces);
        let whole = pieces.concat();
        let looked = |content: &[u8]| {
            fs::write(&path, content).expect("written");
            let held = held(&path, &stamps).expect("looked at");
            assert_eq!(held.tally.stamp(), stamps[held.count - 1]);
            (held.count, held.fault)
        };
        assert_eq!(looked(&whole), (4, None));
        assert_eq!(looked(&[&whole, &b"more"[..]].concat()), (4, None));
        for cut in 0..whole.len() {
            let count = stamps.iter().filter(|s| s.bytes <= cut as u64).count();
            assert_eq!(looked(&whole[..cut]), (count, Some(Fault::Short)));
        }
        for at in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 1;
            let count = stamps.iter().filter(|s| s.bytes <= at as u64).count();
            let fault = Fault::Differs(stamps[count].bytes);
            assert_eq!(looked(&flipped), (count, Some(fault)));
        }
        fs::remove_file(&path).expect("removed");
        let held = held(&path, &stamps).expect("looked at");
        assert_eq!((held.count, held.fault), (1, Some(Fault::Missing)));
    }
}
