//! Pairs: which rows of an index are named together, as data for spreadsheets and for programs that draw
//! networks.
//!
//! Counted for the rows that most documents name, dates aside, so that memory and files stay bounded; what
//! does not fit into memory while counting goes to temporary files.

mod counts;
mod file;
mod format;
mod gexf;
mod graphml;
mod rows;
mod xml;

use std::io;

use super::indexed::Indexed;
use super::kept;
use super::packed::{Pack, Unpack, damaged};
use super::sorter::Sorter;
use super::spool::{Spool, SpoolReader};
use crate::document::Label;
use crate::error::Result;

use counts::PairCounts;
pub use file::PairFile;
pub use format::PairFormat;

/// Bytes of pairs that are sorted in memory.
const SORTED: usize = 64 * 1024 * 1024;

/// Which pairs are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairBounds {
    /// Only pairs of the rows that most documents name: this many of them, dates not counted.
    pub top: usize,
    /// Only pairs that at least so many documents name.
    pub min_documents: u64,
}

impl Default for PairBounds {
    /// Two documents, among the 2,000 most named.
    fn default() -> Self {
        Self {
            top: 2000,
            min_documents: 2,
        }
    }
}

/// A row that is in pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PairNode {
    /// The row's number among the [rows](Indexed::rows), from 0.
    pub row: usize,
    /// As in [`Entity::id`](super::Entity::id); so are the fields below.
    pub id: String,
    /// What it is.
    pub label: Label,
    /// Its name.
    pub name: String,
    /// Of a country.
    pub iso2: Option<String>,
    /// A bare surname or first name, perhaps of several people.
    pub partial: bool,
    /// Documents that name it.
    pub documents: u64,
    /// Mentions in them.
    pub mentions: u64,
    /// Whether it is in one of the pairs.
    pub paired: bool,
}

/// Two rows that documents name together.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct CoOccurrence {
    /// The place of the more prominent one among the [nodes](CoOccurrences::nodes).
    pub source: usize,
    /// The place of the other.
    pub target: usize,
    /// Documents that name both.
    pub documents: u64,
    /// Sentences that name both. Documents that were extracted before mentions had the number of their
    /// sentence add none.
    pub sentences: u64,
    /// Pointwise mutual information over documents: log₂ of how many times more documents name both than
    /// if the two had nothing to do with each other.
    pub pmi: f64,
}

/// The pairs of an index.
pub struct CoOccurrences {
    nodes: Vec<PairNode>,
    documents: u64,
    kept: Spool,
}

impl Indexed {
    /// Counts which rows are named together.
    ///
    /// ```
    /// # fn main() -> griot::Result<()> {
    /// use griot::index::{Index, PairBounds};
    ///
    /// let output = r#"{"lang": "fr", "entities": [
    ///     {"label": "LOC", "text": "Kidal", "start": 0, "end": 5, "start_byte": 0, "end_byte": 5,
    ///      "score": 1.0, "sentence": 0},
    ///     {"label": "LOC", "text": "Gao", "start": 6, "end": 9, "start_byte": 6, "end_byte": 9,
    ///      "score": 1.0, "sentence": 0}], "clusters": [
    ///     {"id": "loc-1", "label": "LOC", "name": "Kidal", "count": 1, "mentions": [0]},
    ///     {"id": "loc-2", "label": "LOC", "name": "Gao", "count": 1, "mentions": [1]}]}"#;
    /// let mut index = Index::new();
    /// index.add(output.replace('\n', "").as_bytes(), "out.jsonl")?;
    /// let mut bounds = PairBounds::default();
    /// bounds.min_documents = 1;
    /// let mut pairs = index.finish()?.pairs(bounds)?;
    /// for pair in pairs.pairs()? {
    ///     let pair = pair?;
    ///     assert_eq!((pair.documents, pair.sentences, pair.pmi), (1, 1, 0.0));
    /// }
    /// assert_eq!(pairs.nodes()[0].name, "Gao");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) if a temporary file cannot be written or read.
    pub fn pairs(&mut self, bounds: PairBounds) -> Result<CoOccurrences> {
        let mut nodes = Vec::new();
        // The node of each row down to the last one that is a node.
        let mut node_of: Vec<Option<u32>> = Vec::new();
        for (row, entity) in self.rows()?.enumerate() {
            if nodes.len() >= bounds.top {
                break;
            }
            let entity = entity?;
            let dated = entity.label == Label::Date;
            // Nodes are held in memory: their number fits into 32 bits.
            node_of.push((!dated).then_some(nodes.len() as u32));
            if !dated {
                nodes.push(PairNode {
                    row,
                    id: entity.id,
                    label: entity.label,
                    name: entity.name,
                    iso2: entity.iso2,
                    partial: entity.partial,
                    documents: entity.documents,
                    mentions: entity.mentions,
                    paired: false,
                });
            }
        }
        let mut counts = PairCounts::new();
        let mut documents = 0;
        for document in self.links()? {
            let document = document?;
            documents += u64::from(!document.links.is_empty());
            let links = document.links.iter().filter_map(|link| {
                let node = (*node_of.get(link.row)?)?;
                Some((node, link.sentences.as_slice()))
            });
            counts.document(links).map_err(kept)?;
        }
        let kept = ranked(counts, bounds, &mut nodes).map_err(kept)?;
        Ok(CoOccurrences {
            nodes,
            documents,
            kept,
        })
    }
}

/// The pairs that enough documents name, those of most documents first.
fn ranked(counts: PairCounts, bounds: PairBounds, nodes: &mut [PairNode]) -> io::Result<Spool> {
    let mut by_rank = Sorter::new(SORTED);
    counts.each(|(source, target), documents, sentences| {
        if documents < bounds.min_documents {
            return Ok(());
        }
        for node in [source, target] {
            nodes[node as usize].paired = true;
        }
        let mut key = (u64::MAX - documents).to_be_bytes().to_vec();
        key.extend((u64::MAX - sentences).to_be_bytes());
        key.extend(source.to_be_bytes());
        key.extend(target.to_be_bytes());
        let mut pair = Pack::default();
        for number in [source.into(), target.into(), documents, sentences] {
            pair.number(number);
        }
        by_rank.push(&key, &pair.0)
    })?;
    let mut sorted = by_rank.finish()?;
    let mut spool = Spool::new();
    while let Some(record) = sorted.next()? {
        spool.push(&record.value)?;
    }
    Ok(spool)
}

impl CoOccurrences {
    /// The rows that were looked at, in their order; those that are in no pair too.
    pub fn nodes(&self) -> &[PairNode] {
        &self.nodes
    }

    /// Number of documents that name any row: what the mutual information is counted over.
    pub fn documents(&self) -> u64 {
        self.documents
    }

    /// Number of pairs.
    pub fn len(&self) -> u64 {
        self.kept.records()
    }

    /// Whether there are no pairs.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The pairs: those of most documents first, then of most sentences, then in the order of the nodes.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) if a temporary file cannot be read; so has each pair.
    pub fn pairs(&mut self) -> Result<PairReader<'_>> {
        Ok(self.both()?.1)
    }

    /// The nodes and the pairs.
    fn both(&mut self) -> Result<(&[PairNode], PairReader<'_>)> {
        let reader = PairReader {
            kept: self.kept.read().map_err(kept)?,
            nodes: &self.nodes,
            documents: self.documents,
        };
        Ok((&self.nodes, reader))
    }
}

/// The pairs of an index, in order.
pub struct PairReader<'a> {
    kept: SpoolReader<'a>,
    nodes: &'a [PairNode],
    documents: u64,
}

impl PairReader<'_> {
    fn read(&mut self) -> io::Result<Option<CoOccurrence>> {
        let Some(record) = self.kept.next()? else {
            return Ok(None);
        };
        let mut unpack = Unpack(record);
        let (source, target) = (unpack.size::<usize>()?, unpack.size::<usize>()?);
        let (documents, sentences) = (unpack.number()?, unpack.number()?);
        let alone = |node: usize| self.nodes.get(node).map(|node| node.documents);
        let (Some(a), Some(b)) = (alone(source), alone(target)) else {
            return Err(damaged());
        };
        Ok(Some(CoOccurrence {
            source,
            target,
            documents,
            sentences,
            pmi: mutual_information(documents, a, b, self.documents),
        }))
    }
}

impl Iterator for PairReader<'_> {
    type Item = Result<CoOccurrence>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().map_err(kept).transpose()
    }
}

/// log₂(p(a, b) / (p(a) p(b))), with four decimals: further ones mean nothing, and `-0` is `0`.
fn mutual_information(both: u64, a: u64, b: u64, all: u64) -> f64 {
    let ratio = both as f64 * all as f64 / (a as f64 * b as f64);
    (ratio.log2() * 1e4).round() / 1e4 + 0.0
}

#[cfg(test)]
mod tests;
