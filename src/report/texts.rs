//! The texts of a corpus by id, for output of `griot extract` that has none.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io::{Read, Seek, SeekFrom, Write};

use tempfile::SpooledTempFile;
use xxhash_rust::xxh3::xxh3_64;

use crate::error::{Error, ErrorKind, Result};
use crate::read::Record;

/// Bytes of text that stay in memory; with more, all go to a temporary file.
const IN_MEMORY: usize = 64 * 1024 * 1024;

/// The texts of a corpus by id: 24 bytes of memory each, the texts themselves in a temporary file
/// if they are more than 64 MiB.
pub struct Texts {
    file: SpooledTempFile,
    end: u64,
    places: HashMap<u64, (u64, usize)>,
}

impl Default for Texts {
    fn default() -> Self {
        Self {
            file: SpooledTempFile::new(IN_MEMORY),
            end: 0,
            places: HashMap::new(),
        }
    }
}

impl Texts {
    /// No texts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps the text of a record; of several with the same id, the first one's.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] if the temporary file cannot be written.
    pub fn add(&mut self, record: &Record) -> Result<()> {
        if let Entry::Vacant(place) = self.places.entry(xxh3_64(record.id.as_bytes())) {
            self.file
                .write_all(record.text.as_bytes())
                .map_err(failed)?;
            place.insert((self.end, record.text.len()));
            self.end += record.text.len() as u64;
        }
        Ok(())
    }

    /// The text of a document.
    pub(super) fn get(&mut self, id: &str) -> Result<Option<String>> {
        let Some(&(start, length)) = self.places.get(&xxh3_64(id.as_bytes())) else {
            return Ok(None);
        };
        self.file.seek(SeekFrom::Start(start)).map_err(failed)?;
        let mut bytes = vec![0; length];
        self.file.read_exact(&mut bytes).map_err(failed)?;
        // It was text when it was kept.
        Ok(String::from_utf8(bytes).ok())
    }
}

fn failed(error: std::io::Error) -> Error {
    Error::because(
        ErrorKind::Io,
        "cannot keep the texts in a temporary file",
        error,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_by_id_in_any_order() {
        let mut texts = Texts::new();
        for (id, text) in [("a", "Élise"), ("b", ""), ("c", "𝐌𝐚𝐥𝐢"), ("a", "again")] {
            texts.add(&Record::new(id, text)).expect("kept");
        }
        let mut get = |id| texts.get(id).expect("read");
        assert_eq!(get("c").as_deref(), Some("𝐌𝐚𝐥𝐢"));
        assert_eq!(get("a").as_deref(), Some("Élise"));
        assert_eq!(get("b").as_deref(), Some(""));
        assert_eq!(get("d"), None);
    }
}
