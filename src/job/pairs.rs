//! Output as brat standoff: a `.txt` and an `.ann` file a document.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::document::Document;
use crate::error::Result;
use crate::job::output::{Body, Position, io_error, partial, sync_directory, with_suffix};
use crate::read::Record;
use crate::write::{file_stem, standoff};

pub(super) struct Pairs {
    directory: PathBuf,
    position: Position,
}

impl Pairs {
    pub fn new(directory: PathBuf, position: Position) -> Self {
        Self {
            directory,
            position,
        }
    }

    /// Where a document goes: a later one with the same id and another text has a number. A resumed
    /// job finds its own files in place and gives the same names.
    fn free(&self, stem: &str, text: &str) -> PathBuf {
        let mut path = self.directory.join(stem);
        let mut number = 1;
        while fs::read(with_suffix(&path, ".txt")).is_ok_and(|found| found != text.as_bytes()) {
            number += 1;
            // No id gives a name with a tilde.
            path = self.directory.join(format!("{stem}~{number}"));
        }
        path
    }
}

/// Whether a file is one of a pair.
pub(super) fn is_annotated(path: &Path) -> bool {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("ann") => true,
        Some("txt") => path.with_extension("ann").exists(),
        _ => false,
    }
}

impl Body for Pairs {
    fn document(&mut self, record: &Record, document: &Document) -> Result<()> {
        let pair = standoff(record, document);
        let path = self.free(&file_stem(&record.id), &pair.text);
        // The annotations come last: where they are, the text is.
        for (extension, content) in [(".txt", pair.text), (".ann", pair.ann)] {
            write(&with_suffix(&path, extension), content.as_bytes())?;
        }
        self.position.documents += 1;
        Ok(())
    }

    fn checkpoint(&mut self) -> Result<Option<Position>> {
        sync_directory(&self.directory.join("."))?;
        Ok(Some(self.position))
    }

    fn finish(&mut self) -> Result<()> {
        Ok(())
    }
}

/// Writes a file that is there whole or not at all.
fn write(path: &Path, content: &[u8]) -> Result<()> {
    let new = partial(path);
    let written = File::create(&new).and_then(|mut file| {
        file.write_all(content)?;
        file.sync_data()?;
        fs::rename(&new, path)
    });
    written.map_err(|e| io_error("cannot write", path, e))
}
