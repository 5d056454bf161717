//! Output as Parquet: one file, or shards.

use std::fs::File;

use crate::document::Document;
use crate::error::{Result, io_error};
use crate::job::files::{name, open_partial};
use crate::job::target::{OutputForm, Target};
use crate::job::writing::{OutputBody, OutputPosition};
use crate::write::ParquetWriter;

/// A Parquet file has its index at the end and cannot be continued: a job goes on after the last
/// whole shard.
pub(super) struct TableShards {
    target: Target,
    form: OutputForm,
    writer: Option<ParquetWriter<File>>,
    position: OutputPosition,
}

impl TableShards {
    pub fn open(target: &Target, form: &OutputForm, from: OutputPosition) -> Result<Self> {
        let mut tables = Self {
            target: target.clone(),
            form: form.clone(),
            writer: None,
            position: from,
        };
        if from == OutputPosition::default() {
            tables.start()?;
        }
        Ok(tables)
    }

    fn start(&mut self) -> Result<()> {
        if let Some(path) = self.target.file(self.position.shard, &self.form) {
            self.writer = Some(ParquetWriter::new(open_partial(&path, 0)?)?);
        }
        Ok(())
    }

    fn complete(&mut self) -> Result<()> {
        let path = self.target.file(self.position.shard, &self.form);
        if let (Some(writer), Some(path)) = (self.writer.take(), path) {
            let file = writer.finish()?;
            file.sync_all()
                .map_err(|e| io_error("cannot write", &path, e))?;
            name(&path)?;
        }
        Ok(())
    }
}

impl OutputBody for TableShards {
    fn document(&mut self, document: Document) -> Result<()> {
        if self.writer.is_none() {
            self.start()?;
        }
        self.position.documents += 1;
        match &mut self.writer {
            Some(writer) => writer.write(document),
            None => Ok(()),
        }
    }

    /// A full shard is closed at once, wherever its group of documents ends: the job can go on only
    /// from there.
    fn wants_checkpoint(&self) -> bool {
        self.position.documents == self.target.shard_documents()
    }

    fn checkpoint(&mut self) -> Result<Option<OutputPosition>> {
        if !self.wants_checkpoint() {
            return Ok(None);
        }
        self.complete()?;
        self.position = OutputPosition {
            shard: self.position.shard + 1,
            ..OutputPosition::default()
        };
        Ok(Some(self.position))
    }

    fn finish(&mut self) -> Result<()> {
        self.complete()
    }
}
