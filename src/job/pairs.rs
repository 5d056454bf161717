//! Output as brat standoff: a `.txt` and an `.ann` file a document.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::document::Document;
use crate::error::Result;
use crate::job::output::{Body, Position, io_error, partial, sync_directory};
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
}

impl Body for Pairs {
    fn document(&mut self, record: &Record, document: &Document) -> Result<()> {
        let pair = standoff(record, document);
        let path = self.directory.join(file_stem(&record.id));
        // The annotations come last: where they are, the text is.
        for (extension, content) in [(".txt", pair.text), (".ann", pair.ann)] {
            let mut path = path.clone().into_os_string();
            path.push(extension);
            write(Path::new(&path), content.as_bytes())?;
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
