//! The rejects file: a JSON line for each record that could not be read.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

use crate::error::{Error, ErrorKind, Result};
use crate::job::files::{self, io_error};
use crate::job::own;
use crate::job::tally::{Stamp, Tally};
use crate::read::Rejected;

/// Written to only where there is something to tell: a clean job leaves no file.
#[derive(Debug)]
pub(super) struct Rejects {
    path: PathBuf,
    file: Option<File>,
    written: Tally,
}

impl Rejects {
    /// Goes on after what `done` has of the file; the rest is of records that will come again.
    pub fn open(path: PathBuf, done: Tally) -> Result<Self> {
        let file = if done.bytes() == 0 {
            own::expect_rejects(&path)?;
            files::remove(&path)?;
            None
        } else {
            let file = files::open(&path, File::options().append(true))?;
            file.set_len(done.bytes())
                .map_err(|e| io_error("cannot write", &path, e))?;
            Some(file)
        };
        Ok(Self {
            path,
            file,
            written: done,
        })
    }

    pub fn add(&mut self, rejected: &Rejected) -> Result<()> {
        let mut line = serde_json::to_vec(rejected)
            .map_err(|e| Error::because(ErrorKind::Io, "a rejected record cannot be written", e))?;
        line.push(b'\n');
        let failed = |e| io_error("cannot write", &self.path, e);
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(files::create(&self.path)?),
        };
        file.write_all(&line).map_err(failed)?;
        self.written.add(&line);
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
}
