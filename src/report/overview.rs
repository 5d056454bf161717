//! The overview of a corpus that is split into pages: it holds what a single page computes from its
//! documents.
//!
//! Which entities the network shows is known only at the end. Until then, which entities occur
//! together goes to a temporary file, so that memory grows with distinct entities, not with
//! documents.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};

use tempfile::SpooledTempFile;

use super::data::{Computed, PageBody, PageKind, SCHEMA};
use super::tables::{Settled, Tables};
use super::text::Sentences;
use crate::document::{Document, Label};
use crate::error::{Error, ErrorKind, Result};
use crate::index::{Decisions, StaleDecision, is_day};

/// Entities per label in the tables.
const ENTITIES: usize = 2000;
/// Entities in the network.
const NODES: usize = 200;
/// Bytes of the file that stay in memory.
const IN_MEMORY: usize = 16 * 1024 * 1024;

pub(super) struct Overview {
    tables: Tables,
    days: BTreeMap<String, u64>,
    /// Sentences that hold an entity.
    sentences: u64,
    /// Documents that name an entity.
    documents: u64,
    together: Together,
}

impl Overview {
    pub fn new(decisions: Decisions) -> Self {
        Self {
            tables: Tables::new(decisions),
            days: BTreeMap::new(),
            sentences: 0,
            documents: 0,
            together: Together(SpooledTempFile::new(IN_MEMORY)),
        }
    }

    /// Counts a document, whose sentences are known if its text is.
    pub fn add(&mut self, document: &Document, sentences: Option<&Sentences>) -> Result<()> {
        let entities = self.tables.add(document)?;
        if let Some(day) = document.date.as_ref().filter(|date| is_day(date)) {
            *self.days.entry(day.clone()).or_default() += 1;
        }
        // Positions in the index: more than fit into 32 bits do not fit into memory.
        let mut together: Vec<u32> = Vec::new();
        let mut sentence: Vec<u32> = Vec::new();
        let mut current = None;
        let mut named = false;
        for (mention, entity) in document.mentions.iter().zip(entities) {
            let (false, Some(slot)) = (mention.furniture, entity) else {
                continue;
            };
            named = true;
            let in_network = matches!(mention.label, Label::Person | Label::Org | Label::Country);
            if let Some(sentences) = sentences {
                let this = sentences.holding(mention.span.start_byte);
                if current.replace(this) != Some(this) {
                    self.sentences += 1;
                    self.sentence(&mut sentence)?;
                }
            }
            if in_network {
                together.push(slot as u32);
                sentence.push(slot as u32);
            }
        }
        self.documents += u64::from(named);
        distinct(&mut together);
        if sentences.is_some() {
            self.sentence(&mut sentence)?;
        }
        self.together.write(DOCUMENT, &together).map_err(failed)
    }

    /// Counts a finished sentence, and starts the next.
    fn sentence(&mut self, sentence: &mut Vec<u32>) -> Result<()> {
        distinct(sentence);
        self.together.write(SENTENCE, sentence).map_err(failed)?;
        sentence.clear();
        Ok(())
    }

    /// The overview as it is written, and the decisions that were not used.
    pub fn body(self) -> Result<(PageBody, Vec<StaleDecision>)> {
        let Settled {
            totals,
            mut entities,
            position,
            stale,
        } = self.tables.settle(ENTITIES)?;
        // Entities that only page furniture names come last.
        let named = entities.partition_point(|entity| entity.documents > 0);
        entities.truncate(named);
        let in_network = |label| matches!(label, Label::Person | Label::Org | Label::Country);
        let nodes: Vec<usize> = (0..entities.len())
            .filter(|&n| in_network(entities[n].label))
            .take(NODES)
            .collect();
        let node_of: HashMap<usize, usize> = position
            .iter()
            .enumerate()
            .filter_map(|(at, place)| Some((at, nodes.binary_search(&(*place)?).ok()?)))
            .collect();
        let (node_sentences, edges) = self.together.count(&node_of, nodes.len()).map_err(failed)?;
        let body = PageBody {
            schema: SCHEMA,
            kind: PageKind::Overview,
            totals,
            documents: Vec::new(),
            entities,
            values: Vec::new(),
            overview: Some(Computed {
                days: self.days.into_iter().collect(),
                nodes,
                node_sentences,
                sentences: self.sentences,
                documents: self.documents,
                edges,
            }),
        };
        Ok((body, stale))
    }
}

fn failed(error: io::Error) -> Error {
    Error::because(
        ErrorKind::Io,
        "cannot keep the entities that occur together in a temporary file",
        error,
    )
}

fn distinct(entities: &mut Vec<u32>) {
    entities.sort_unstable();
    entities.dedup();
}

const SENTENCE: u32 = 0;
const DOCUMENT: u32 = 1;

/// Groups in a file: what each is, its length, its members, in 32 bits each.
struct Together(SpooledTempFile);

impl Together {
    fn write(&mut self, what: u32, group: &[u32]) -> io::Result<()> {
        if group.is_empty() {
            return Ok(());
        }
        let head = [what, group.len() as u32];
        let words = head.iter().chain(group);
        let bytes: Vec<u8> = words.flat_map(|word| word.to_le_bytes()).collect();
        self.0.write_all(&bytes)
    }

    /// The sentences that hold each node, and the pairs of nodes with the sentences and documents that
    /// hold both. What is one entity may have stood there under two names.
    fn count(
        mut self,
        node_of: &HashMap<usize, usize>,
        nodes: usize,
    ) -> io::Result<(Vec<u64>, Vec<(usize, usize, u64, u64)>)> {
        let mut sentences = vec![0; nodes];
        let length = self.0.stream_position()?;
        self.0.seek(SeekFrom::Start(0))?;
        let mut input = BufReader::new(self.0.take(length));
        let mut pairs: BTreeMap<(usize, usize), [u64; 2]> = BTreeMap::new();
        while let Some(what) = word(&mut input)? {
            let count = word(&mut input)?.unwrap_or(0);
            let mut nodes = Vec::new();
            for _ in 0..count {
                let slot = word(&mut input)?.unwrap_or(u32::MAX);
                nodes.extend(node_of.get(&(slot as usize)));
            }
            nodes.sort_unstable();
            nodes.dedup();
            if what == SENTENCE {
                for &node in &nodes {
                    sentences[node] += 1;
                }
            }
            for (n, &a) in nodes.iter().enumerate() {
                for &b in &nodes[n + 1..] {
                    pairs.entry((a, b)).or_default()[what as usize & 1] += 1;
                }
            }
        }
        let edges = pairs.into_iter();
        let edges = edges.map(|((a, b), [s, d])| (a, b, s, d)).collect();
        Ok((sentences, edges))
    }
}

/// The next word; `None` at the end.
fn word(input: &mut impl Read) -> io::Result<Option<u32>> {
    let mut bytes = [0; 4];
    match input.read_exact(&mut bytes) {
        Ok(()) => Ok(Some(u32::from_le_bytes(bytes))),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}
