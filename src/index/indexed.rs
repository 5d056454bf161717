//! The finished index: its rows, and which document names which.

use std::io;

use super::decisions::StaleDecision;
use super::entity::Entity;
use super::kept;
use super::links::Links;
use super::mentions::KeptDocuments;
use super::rows::Ranked;
use super::spool::{Spool, SpoolReader};
use crate::error::Result;

/// The rows of an index and its links, once all documents are read. They are in temporary files, as far
/// as they are large, and are read from there as often as needed.
///
/// ```
/// # fn main() -> griot::Result<()> {
/// use griot::index::Index;
///
/// let output = r#"{"id": "a", "lang": "fr", "entities": [{"label": "LOC", "text": "Kidal",
///     "start": 0, "end": 5, "start_byte": 0, "end_byte": 5, "score": 1.0}], "clusters": [
///     {"id": "loc-1", "label": "LOC", "name": "Kidal", "count": 1, "mentions": [0]}]}"#;
/// let mut index = Index::new();
/// index.add(output.replace('\n', "").as_bytes(), "out.jsonl")?;
/// let mut indexed = index.finish()?;
/// let rows = indexed.rows()?.collect::<griot::Result<Vec<_>>>()?;
/// for document in indexed.links()? {
///     let document = document?;
///     assert_eq!(document.id.as_deref(), Some("a"));
///     assert_eq!(rows[document.links[0].row].name, "Kidal");
/// }
/// # Ok(())
/// # }
/// ```
pub struct Indexed {
    pub(super) documents: u64,
    pub(super) ranked: Ranked,
    pub(super) links: Spool,
    pub(super) mentions: Option<Spool>,
}

impl Indexed {
    /// Number of documents read.
    pub fn documents(&self) -> u64 {
        self.documents
    }

    /// Number of rows.
    pub fn len(&self) -> u64 {
        self.ranked.named
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The decisions that were not used, in their order: what they name is not there, or is already as
    /// they want it.
    pub fn stale(&self) -> &[StaleDecision] {
        &self.ranked.stale
    }

    /// The rows: most documents first, then most mentions, then by label and name. The number of a row
    /// is its place here, from 0.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) if a temporary file cannot be read; so has each row.
    pub fn rows(&mut self) -> Result<EntityRows<'_>> {
        let named = self.ranked.named;
        let kept = self.ranked.rows.read().map_err(kept)?;
        Ok(EntityRows { kept, left: named })
    }

    /// The same, followed by the rows that only page furniture names.
    pub(crate) fn all_rows(&mut self) -> Result<EntityRows<'_>> {
        let left = self.ranked.rows.records();
        let kept = self.ranked.rows.read().map_err(kept)?;
        Ok(EntityRows { kept, left })
    }

    /// The documents with the rows that they name, in the order in which they were read.
    ///
    /// # Errors
    ///
    /// As for [`Indexed::rows`].
    pub fn links(&mut self) -> Result<Links<'_>> {
        Ok(Links {
            kept: self.links.read().map_err(kept)?,
            row_of: &self.ranked.row_of,
        })
    }

    /// The documents with their links and with their mentions, both in the order in which they were read;
    /// `None` if [mentions](super::Index::keeping_mentions) were not kept.
    pub(super) fn mentions(&mut self) -> io::Result<Option<(Links<'_>, KeptDocuments<'_>)>> {
        let Some(mentions) = &mut self.mentions else {
            return Ok(None);
        };
        let row_of = self.ranked.row_of.as_slice();
        let links = Links {
            kept: self.links.read()?,
            row_of,
        };
        let documents = KeptDocuments {
            kept: mentions.read()?,
            row_of,
            rows: self.ranked.named,
        };
        Ok(Some((links, documents)))
    }

    /// How many positions [`Index::place`](super::Index::place) gave.
    pub(crate) fn positions(&self) -> usize {
        self.ranked.row_of.len()
    }

    /// The row of the entry that [`Index::place`](super::Index::place) gave a position.
    pub(crate) fn row_of(&self, position: usize) -> Option<usize> {
        let row = *self.ranked.row_of.get(position)?;
        (row != u32::MAX).then_some(row as usize)
    }
}

/// The rows of an index, in order.
pub struct EntityRows<'a> {
    kept: SpoolReader<'a>,
    left: u64,
}

impl EntityRows<'_> {
    fn read(&mut self) -> io::Result<Option<Entity>> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let row = self.kept.next()?.map(serde_json::from_slice);
        Ok(row.transpose()?)
    }
}

impl Iterator for EntityRows<'_> {
    type Item = Result<Entity>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().map_err(kept).transpose()
    }
}
