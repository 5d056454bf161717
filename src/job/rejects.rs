//! The rejects file: a JSON line for each record that could not be read.

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::{Error, ErrorKind, Result};
use crate::job::output::{expect_file, io_error};
use crate::read::Rejected;

/// Written to only where there is something to tell: a clean job leaves no file.
#[derive(Debug)]
pub(super) struct Rejects {
    path: PathBuf,
    file: Option<File>,
    bytes: u64,
}

/// How each line begins.
const BEGINNING: &[u8] = b"{\"file\":";

/// Refuses to remove a file that is none of rejects.
fn expect_rejects(path: &Path) -> Result<()> {
    #[derive(Deserialize)]
    struct Line {
        #[serde(rename = "code")]
        _code: String,
        #[serde(rename = "reason")]
        _reason: String,
    }

    let mut line = Vec::new();
    File::open(path)
        .and_then(|file| BufReader::new(file).read_until(b'\n', &mut line))
        .map_err(|e| io_error("cannot read", path, e))?;
    // A power cut may have left no more than the beginning of a line.
    let cut = !line.ends_with(b"\n") && BEGINNING.iter().zip(&line).all(|(a, b)| a == b);
    if cut || serde_json::from_slice::<Line>(&line).is_ok() {
        return Ok(());
    }
    Err(Error::new(
        ErrorKind::Option,
        format!(
            "{} is no file of rejected records: choose another name for --rejects",
            path.display()
        ),
    ))
}

impl Rejects {
    /// Goes on after the first `bytes` of the file; the rest is of records that will come again.
    pub fn open(path: PathBuf, bytes: u64) -> Result<Self> {
        let failed = |e| io_error("cannot write", &path, e);
        expect_file(&path)?;
        if bytes == 0 {
            if path.exists() {
                expect_rejects(&path)?;
                fs::remove_file(&path).map_err(failed)?;
            }
        } else {
            let file = OpenOptions::new().write(true).open(&path).map_err(failed)?;
            file.set_len(bytes).map_err(failed)?;
        }
        Ok(Self {
            path,
            file: None,
            bytes,
        })
    }

    /// Whether the file still has its first `bytes`.
    pub fn holds(path: &Path, bytes: u64) -> bool {
        bytes == 0 || fs::metadata(path).is_ok_and(|metadata| metadata.len() >= bytes)
    }

    pub fn add(&mut self, rejected: &Rejected) -> Result<()> {
        let mut line = serde_json::to_vec(rejected)
            .map_err(|e| Error::because(ErrorKind::Io, "a rejected record cannot be written", e))?;
        line.push(b'\n');
        let failed = |e| io_error("cannot write", &self.path, e);
        let file = match &mut self.file {
            Some(file) => file,
            None => {
                let mut options = OpenOptions::new();
                let opened = options.create(true).append(true).open(&self.path);
                self.file.insert(opened.map_err(failed)?)
            }
        };
        file.write_all(&line).map_err(failed)?;
        self.bytes += line.len() as u64;
        Ok(())
    }

    /// Flushes to the disk; gives the bytes that are safe there.
    pub fn sync(&self) -> Result<u64> {
        if let Some(file) = &self.file {
            file.sync_data()
                .map_err(|e| io_error("cannot write", &self.path, e))?;
        }
        Ok(self.bytes)
    }
}
