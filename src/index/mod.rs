//! Index: the distinct entities of a corpus, merged from the clusters of its documents.
//!
//! Reads what `griot extract` wrote, a line at a time; memory grows with distinct entities, not with
//! documents. Countries merge by code, organisations by their identity in the table or by name,
//! dates by value, places by name; people merge only on full names. A bare surname or first name
//! that a document does not complete is gathered in a row of its own, marked `partial`: it may be
//! several people.

mod entity;
mod row;

use std::collections::HashMap;
use std::io::BufRead;

use crate::error::{Error, ErrorKind, Result};

pub use entity::Entity;
use entity::Key;
use row::Row;

/// The entities of the documents read so far.
#[derive(Default)]
pub struct Index {
    entities: HashMap<Key, Entity>,
    documents: u64,
}

impl Index {
    /// An empty index.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the documents of one output file, whose name is told in errors.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] where it cannot be read, [`ErrorKind::Input`] with the line where it is not
    /// output of `griot extract`. What was read before stays.
    pub fn add(&mut self, input: impl BufRead, name: &str) -> Result<()> {
        for (n, line) in input.lines().enumerate() {
            let at = || format!("{name}:{}", n + 1);
            let line = line.map_err(|e| Error::because(ErrorKind::Io, at(), e))?;
            if line.trim().is_empty() {
                continue;
            }
            let row: Row = serde_json::from_str(&line).map_err(|e| {
                let what = format!("{}: expected a line of `griot extract`", at());
                Error::because(ErrorKind::Input, what, e)
            })?;
            self.add_row(&row);
        }
        Ok(())
    }

    fn add_row(&mut self, row: &Row) {
        self.documents += 1;
        for cluster in &row.clusters {
            let Some(key) = Key::of(cluster) else {
                continue;
            };
            let surfaces = cluster
                .mentions
                .iter()
                .filter_map(|&n| row.entities.get(n))
                .map(|entity| entity.text.as_str());
            self.entities
                .entry(key)
                .or_insert_with(|| Entity::new(cluster))
                .add(cluster, surfaces, row.date.as_deref());
        }
    }

    /// Number of documents read.
    pub fn documents(&self) -> u64 {
        self.documents
    }

    /// The entities: most documents first, then most mentions, then by label and name.
    pub fn into_entities(self) -> Vec<Entity> {
        let mut entities: Vec<Entity> = self.entities.into_values().map(Entity::settle).collect();
        entities.sort_by(|a, b| {
            (b.documents, b.mentions)
                .cmp(&(a.documents, a.mentions))
                .then_with(|| (&a.label, &a.name, &a.key).cmp(&(&b.label, &b.name, &b.key)))
        });
        entities
    }
}

#[cfg(test)]
mod tests;
