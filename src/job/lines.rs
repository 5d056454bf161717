//! Output as a stream of bytes: JSON lines, CSV, CoNLL; plain or compressed, in one file or shards.

use std::io;

use crate::document::Document;
use crate::error::{Error, ErrorKind, Result, io_error};
use crate::job::files::{name, open_partial};
use crate::job::packed::Packed;
use crate::job::tally::Tally;
use crate::job::target::{OutputForm, Target};
use crate::job::writing::{OutputBody, OutputPosition};
use crate::write::Encoder;

pub(super) struct Lines {
    target: Target,
    form: OutputForm,
    encoder: Encoder,
    /// What is written between two checkpoints is compressed as one member.
    out: Packed,
    position: OutputPosition,
}

impl Lines {
    pub fn open(
        target: &Target,
        form: &OutputForm,
        from: OutputPosition,
        done: Tally,
    ) -> Result<Self> {
        let encoder = Encoder::new(form.format, form.options)?;
        Ok(Self {
            out: opened(target, form, &encoder, from.shard, done)?,
            target: target.clone(),
            form: form.clone(),
            encoder,
            position: from,
        })
    }

    /// Writes what is buffered, to the disk if it is a file.
    fn flush(&mut self) -> Result<()> {
        self.out.sync().map_err(|e| self.failed(e))?;
        self.position.written = self.out.written();
        Ok(())
    }

    fn failed(&self, error: io::Error) -> Error {
        match self.target.file(self.position.shard, &self.form) {
            Some(path) => io_error("cannot write", &path, error),
            None => Error::because(ErrorKind::Io, "cannot write standard output", error),
        }
    }

    fn complete(&mut self) -> Result<()> {
        self.flush()?;
        match self.target.file(self.position.shard, &self.form) {
            Some(path) => name(&path),
            None => Ok(()),
        }
    }
}

/// The file of the current shard, or standard output, with what every file starts with.
fn opened(
    target: &Target,
    form: &OutputForm,
    encoder: &Encoder,
    shard: u64,
    done: Tally,
) -> Result<Packed> {
    let bytes = done.bytes();
    let file = target
        .file(shard, form)
        .map(|path| open_partial(&path, bytes));
    let mut out = Packed::new(file.transpose()?, form.compression, done);
    if bytes == 0 {
        out.start_with(encoder.header());
    }
    Ok(out)
}

impl OutputBody for Lines {
    fn document(&mut self, document: Document) -> Result<()> {
        // A full shard is closed when another document comes, so the last one is never empty.
        if self.position.documents == self.target.shard_documents() {
            self.complete()?;
            self.position = OutputPosition {
                shard: self.position.shard + 1,
                ..OutputPosition::default()
            };
            self.out = opened(
                &self.target,
                &self.form,
                &self.encoder,
                self.position.shard,
                Tally::default(),
            )?;
        }
        let written = self.encoder.encode(&document, &mut self.out);
        if let Some(failure) = self.out.failure() {
            return Err(self.failed(failure));
        }
        written?;
        self.position.documents += 1;
        Ok(())
    }

    fn checkpoint(&mut self) -> Result<Option<OutputPosition>> {
        self.flush()?;
        Ok(Some(self.position))
    }

    fn finish(&mut self) -> Result<()> {
        self.complete()
    }
}
