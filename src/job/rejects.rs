//! The rejects file: a JSON line for each record that could not be read.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::error::{Error, ErrorKind, Result, io_error};
use crate::job::files;
use crate::job::own;
use crate::job::tally::{Fault, Stamp, Tally, held};
use crate::read;

/// The most lines that a checkpoint tells apart: a group of records has fewer.
const MOST: usize = 1024;
/// Longer than any line: at most 64 KiB of a record are kept.
const LONGEST: u64 = 1 << 20;

/// The lines between two checkpoints.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RejectedLines {
    /// Where the first begins.
    from: u64,
    /// Four hexadecimal digits of the hash of each.
    hashes: String,
}

impl RejectedLines {
    fn add(&mut self, line: &[u8]) {
        if self.hashes.len() < MOST * 4 {
            self.hashes.push_str(&short_hash(line));
        }
    }
}

/// Enough to notice an edit.
fn short_hash(line: &[u8]) -> String {
    format!("{:04x}", xxh3_64(line) & 0xffff)
}

/// Whether a file that is too short was cut, as by a power cut: its first `bytes`, which are as
/// they were written, are followed by some of the lines that were written next, and at the end by
/// part of one. Otherwise somebody edited it.
pub(super) fn was_cut(path: &Path, bytes: u64, rejected: &RejectedLines) -> Result<bool> {
    let failed = |e| io_error("cannot read", path, e);
    // A line of the journal between the two was lost: what is here cannot be told from an edit.
    if rejected.from != bytes {
        return Ok(false);
    }
    let mut file = files::open(path, File::options().read(true))?;
    file.seek(SeekFrom::Start(bytes)).map_err(failed)?;
    let mut lines = BufReader::new(file);
    let mut hashes = rejected.hashes.as_bytes().chunks(4);
    loop {
        let mut line = Vec::new();
        lines
            .by_ref()
            .take(LONGEST)
            .read_until(b'\n', &mut line)
            .map_err(failed)?;
        if !line.ends_with(b"\n") {
            return Ok(own::begins_as_reject(&line) && (line.len() as u64) < LONGEST);
        }
        match hashes.next() {
            Some(hash) if hash == short_hash(&line).as_bytes() => {}
            Some(_) => return Ok(false),
            // More lines than are told apart.
            None => return Ok(rejected.hashes.len() == MOST * 4),
        }
    }
}

/// Refuses to remove a file of rejected records that is not the job's; the job's own began with
/// `first`.
pub(super) fn expect_of_job(path: &Path, first: Option<Stamp>) -> Result<()> {
    if files::standing(path)?.is_none_or(|found| found.len() == 0) {
        return Ok(());
    }
    let is_of_job = match first {
        None => false,
        Some(first) => match held(path, &[first])?.fault {
            None => true,
            Some(Fault::Short) => was_cut(path, 0, &RejectedLines::default())?,
            Some(_) => false,
        },
    };
    if is_of_job {
        return Ok(());
    }
    Err(Error::new(
        ErrorKind::Option,
        format!(
            "{} is not from the run to be resumed and is not replaced: move it away, or start \
             again with --overwrite",
            path.display()
        ),
    ))
}

/// Written only if a record was rejected: a clean job leaves no file.
#[derive(Debug)]
pub(super) struct Rejects {
    path: PathBuf,
    file: Option<File>,
    written: Tally,
    /// Since the last checkpoint.
    rejected: RejectedLines,
}

impl Rejects {
    /// Goes on after the part of the file in `done`; the rest is of records that will come again.
    pub fn open(path: PathBuf, done: Tally) -> Result<Self> {
        let file = if done.bytes() == 0 {
            own::expect_rejects(&path)?;
            files::expect_unlocked(&path)?;
            files::remove(&path)?;
            None
        } else {
            let file = files::open(&path, File::options().append(true))?;
            let file = files::locked(file, &path)?;
            file.set_len(done.bytes())
                .map_err(|e| io_error("cannot write", &path, e))?;
            Some(file)
        };
        let rejected = RejectedLines {
            from: done.bytes(),
            ..RejectedLines::default()
        };
        Ok(Self {
            path,
            file,
            written: done,
            rejected,
        })
    }

    /// Adds a record. Before the file is made, `begin` gets what it will begin with.
    pub fn add(
        &mut self,
        rejected: &read::Rejected,
        begin: impl FnOnce(Stamp) -> Result<()>,
    ) -> Result<()> {
        let mut line = serde_json::to_vec(rejected)
            .map_err(|e| Error::because(ErrorKind::Io, "a rejected record cannot be written", e))?;
        line.push(b'\n');
        let failed = |e| io_error("cannot write", &self.path, e);
        let file = match &mut self.file {
            Some(file) => file,
            None => {
                let mut first = Tally::default();
                first.add(&line);
                begin(first.stamp())?;
                let file = files::locked(files::create(&self.path)?, &self.path)?;
                self.file.insert(file)
            }
        };
        file.write_all(&line).map_err(failed)?;
        self.written.add(&line);
        self.rejected.add(&line);
        Ok(())
    }

    /// Flushes to the disk; gives what is safe there.
    pub fn sync(&self) -> Result<Stamp> {
        if let Some(file) = &self.file {
            file.sync_data()
                .map_err(|e| io_error("cannot write", &self.path, e))?;
        }
        Ok(self.written.stamp())
    }

    /// What came since the last checkpoint; the next is counted from here.
    pub fn since_checkpoint(&mut self) -> RejectedLines {
        let next = RejectedLines {
            from: self.written.bytes(),
            ..RejectedLines::default()
        };
        std::mem::replace(&mut self.rejected, next)
    }
}
