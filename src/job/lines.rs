//! Output as a stream of bytes: JSON lines, CSV, CoNLL; plain or compressed, in one file or shards.

use std::fs::File;
use std::io::{self, Write};

use flate2::write::GzEncoder;

use crate::document::Document;
use crate::error::{Error, ErrorKind, Result};
use crate::job::output::{Body, Compression, Form, Position, Target, io_error, name, open_partial};
use crate::read::Record;
use crate::write::Encoder;

const ZSTD_LEVEL: i32 = 3;

pub(super) struct Lines {
    target: Target,
    form: Form,
    encoder: Encoder,
    /// What was encoded since the last write; compressed as one member.
    buffer: Vec<u8>,
    file: Option<File>,
    position: Position,
}

impl Lines {
    pub fn open(target: &Target, form: &Form, from: Position) -> Result<Self> {
        let mut lines = Self {
            target: target.clone(),
            form: form.clone(),
            encoder: Encoder::new(form.format, form.options)?,
            buffer: Vec::new(),
            file: None,
            position: from,
        };
        lines.start()?;
        Ok(lines)
    }

    /// Opens the file of the current shard.
    fn start(&mut self) -> Result<()> {
        if let Some(path) = self.target.file(self.position.shard, &self.form) {
            self.file = Some(open_partial(&path, self.position.bytes)?);
        }
        if self.position.bytes == 0 {
            self.buffer = self.encoder.header();
        }
        Ok(())
    }

    /// Writes what is buffered; to the disk where it is a file.
    fn flush(&mut self) -> Result<()> {
        let path = self.target.file(self.position.shard, &self.form);
        let failed = |e| match &path {
            Some(path) => io_error("cannot write", path, e),
            None => Error::because(ErrorKind::Io, "cannot write standard output", e),
        };
        if !self.buffer.is_empty() {
            let packed;
            let bytes = match self.form.compression {
                Compression::None => &self.buffer,
                compression => {
                    packed = pack(&self.buffer, compression).map_err(failed)?;
                    &packed
                }
            };
            match &mut self.file {
                Some(file) => file.write_all(bytes),
                None => io::stdout().lock().write_all(bytes),
            }
            .map_err(failed)?;
            self.position.bytes += bytes.len() as u64;
            self.buffer.clear();
        }
        match &self.file {
            Some(file) => file.sync_data(),
            None => io::stdout().flush(),
        }
        .map_err(failed)
    }

    fn complete(&mut self) -> Result<()> {
        self.flush()?;
        self.file = None;
        match self.target.file(self.position.shard, &self.form) {
            Some(path) => name(&path),
            None => Ok(()),
        }
    }
}

impl Body for Lines {
    fn document(&mut self, record: &Record, document: &Document) -> Result<()> {
        // Full shards are closed when more comes: the last one is never empty.
        if self.position.documents == self.target.shard_documents() {
            self.complete()?;
            self.position = Position {
                shard: self.position.shard + 1,
                ..Position::default()
            };
            self.start()?;
        }
        self.encoder.encode(record, document, &mut self.buffer)?;
        self.position.documents += 1;
        Ok(())
    }

    fn checkpoint(&mut self) -> Result<Option<Position>> {
        self.flush()?;
        Ok(Some(self.position))
    }

    fn finish(&mut self) -> Result<()> {
        self.complete()
    }
}

fn pack(bytes: &[u8], compression: Compression) -> io::Result<Vec<u8>> {
    if compression == Compression::Zstd {
        return zstd::encode_all(bytes, ZSTD_LEVEL);
    }
    // No time and no name in the header: the same documents, the same bytes.
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}
