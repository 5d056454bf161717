//! Index: the distinct entities of a corpus, merged from the clusters of its documents.
//!
//! Reads what `griot extract` wrote, a line at a time; memory grows with the distinct entities, not
//! with the documents. Countries merge by code, organisations by their identity in the table or by
//! name, dates by value, places by name; people merge only on full names. A bare surname or first name
//! that a document does not complete is gathered in a row of its own, marked `partial`: it may be
//! several people. Mentions in page furniture do not count.

mod entity;
mod table;

use std::collections::HashMap;
use std::io::BufRead;
use std::path::Path;

use crate::document::Document;
use crate::error::Result;
use crate::known::KnownList;
use crate::read::{self, each_document};

pub use entity::Entity;
use entity::EntityKey;
pub(crate) use entity::{is_day, widen};
pub use table::{TableFile, TableFormat};

/// The entities of the documents read so far.
#[derive(Default)]
pub struct Index {
    /// In order of arrival.
    entities: Vec<Entity>,
    slots: HashMap<EntityKey, usize>,
    documents: u64,
    known: KnownList,
}

impl Index {
    /// An empty index.
    pub fn new() -> Self {
        Self::default()
    }

    /// Ties the documents that are added from now on to the names of a user's list.
    pub fn known(mut self, list: KnownList) -> Self {
        self.known = list;
        self
    }

    /// Adds the documents of one output file; errors give its name.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) if it cannot be read,
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) with the line if it is not output of
    /// `griot extract`, or has no values. What was already read stays.
    pub fn add(&mut self, input: impl BufRead, name: &str) -> Result<()> {
        each_document(input, name, |mut document| {
            self.known.retie(&mut document);
            self.place(&document);
            Ok(())
        })
    }

    /// Adds the documents of an output file, compressed or not, or of standard input if the path is
    /// `-`.
    ///
    /// # Errors
    ///
    /// As for [`Index::add`], and if the file cannot be opened.
    pub fn add_file(&mut self, path: &Path) -> Result<()> {
        self.add(read::open(path)?, &path.display().to_string())
    }

    /// Adds a document. Returns, for each of its clusters, the position of its entity in the index, in
    /// order of arrival; `None` for a date without a value.
    pub(crate) fn place(&mut self, document: &Document) -> Vec<Option<usize>> {
        self.documents += 1;
        let placed = document.clusters.iter().map(|cluster| {
            let key = EntityKey::of(cluster)?;
            let slot = *self.slots.entry(key).or_insert(self.entities.len());
            if slot == self.entities.len() {
                self.entities.push(Entity::new(cluster));
            }
            let surfaces = cluster
                .mentions
                .iter()
                .filter_map(|&n| document.mentions.get(n))
                .filter(|mention| !mention.furniture)
                .map(|mention| mention.text.as_str());
            self.entities[slot].add(cluster, surfaces, document.date.as_deref());
            Some(slot)
        });
        placed.collect()
    }

    /// Number of documents read.
    pub fn documents(&self) -> u64 {
        self.documents
    }

    /// The entities: most documents first, then most mentions, then by label and name.
    pub fn into_entities(self) -> Vec<Entity> {
        let named = |(_, entity): (usize, Entity)| (entity.documents > 0).then_some(entity);
        self.into_ranked().into_iter().map_while(named).collect()
    }

    /// The same with the position of each in the index, followed by those that only page furniture
    /// names.
    pub(crate) fn into_ranked(self) -> Vec<(usize, Entity)> {
        let entities = self.entities.into_iter().map(Entity::settle).enumerate();
        let mut ranked: Vec<(usize, Entity)> = entities.collect();
        ranked.sort_by(|(_, a), (_, b)| {
            (b.documents, b.mentions)
                .cmp(&(a.documents, a.mentions))
                .then_with(|| (&a.label, &a.name, &a.key).cmp(&(&b.label, &b.name, &b.key)))
        });
        ranked
    }
}

#[cfg(test)]
mod tests;
