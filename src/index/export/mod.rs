//! Exports: an index with its documents and mentions, in the forms of other tools.

mod file;
mod format;
mod ftm;
mod ftm_entity;
#[cfg(feature = "sqlite")]
mod sqlite;
#[cfg(feature = "sqlite")]
mod tables;

pub use file::ExportFile;
pub use format::ExportFormat;

use std::io::{self, BufWriter, Write};

use super::indexed::Indexed;
use super::links::DocumentLinks;
use super::mentions::KeptDocument;
use super::spool::Spool;
use crate::error::{Error, ErrorKind, Result};

impl Indexed {
    /// Writes a [stream](ExportFormat::is_stream): FollowTheMoney entities.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] if the format is a file, or the index did not
    /// [keep mentions](super::Index::keeping_mentions). [`ErrorKind::Io`] if it cannot be written;
    /// [`Error::is_closed_pipe`] if its reader has gone.
    pub fn export(&mut self, format: ExportFormat, output: impl Write) -> Result<()> {
        if !format.is_stream() {
            let message = format!("{format} is a file: expected a name for it (-o FILE)");
            return Err(Error::new(ErrorKind::Option, message));
        }
        self.expect_mentions()?;
        let mut output = BufWriter::new(output);
        ftm::write(self, &mut output)
            .and_then(|()| output.flush())
            .map_err(|e| Error::because(ErrorKind::Io, "cannot write the index", e))
    }

    fn expect_mentions(&self) -> Result<()> {
        let records = self.mentions.as_ref().map(Spool::records);
        match records == Some(self.documents) {
            true => Ok(()),
            false => Err(Error::new(
                ErrorKind::Option,
                "an export needs the mentions of all documents: expected an index that keeps them \
                 (Index::keeping_mentions), without documents of earlier runs",
            )),
        }
    }

    /// Gives each document, with its number from 0.
    fn each_document(
        &mut self,
        mut take: impl FnMut(usize, DocumentLinks, KeptDocument) -> io::Result<()>,
    ) -> io::Result<()> {
        let Some((mut links, mut documents)) = self.mentions()? else {
            return Ok(());
        };
        let mut number = 0;
        while let Some(document) = documents.next()? {
            let Some(links) = links.next().transpose().map_err(io::Error::other)? else {
                break;
            };
            take(number, links, document)?;
            number += 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
