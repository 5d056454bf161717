//! Index: the distinct entities of a corpus, merged from the clusters of its documents.
//!
//! Reads what `griot extract` wrote, a line at a time. Each cluster becomes part of a raw entry: label,
//! key, folded name, with sums (`raw`, `gather`). Once all documents are read, raw entries are merged
//! into rows (`merge`) and ranked (`rows`); `indexed` hands them out, with the rows that each document
//! names (`links`). What does not fit into a budget of memory goes to temporary files (`sorter`,
//! `spool`). Rows do not depend on the order of the documents.
//!
//! A bare surname or first name that a document does not complete is gathered in a row of its own,
//! marked `partial`: it may be several people. Mentions in page furniture do not count.

mod decisions;
mod entity;
mod export;
mod folded;
mod gather;
mod indexed;
mod links;
mod links_table;
mod mentions;
mod merge;
mod packed;
mod pairs;
mod raw;
mod rows;
mod sorter;
mod spool;
mod state;
mod table;

use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead};
use std::path::Path;

use crate::document::{Cluster, Document, Label, Mention};
use crate::error::{self, Error, ErrorKind, Result};
use crate::known::KnownList;
use crate::read::{self, each_document};
use crate::resolve::person_name::PersonName;

pub use decisions::{Decisions, StaleDecision};
pub use entity::{Entity, EntityForm};
pub(crate) use entity::{is_day, widen};
pub use export::{ExportFile, ExportFormat};
pub use indexed::{EntityRows, Indexed};
pub use links::{DocumentLinks, Links, RowLink};
pub use links_table::LinksFile;
pub use pairs::{
    CoOccurrence, CoOccurrences, PairBounds, PairFile, PairFormat, PairNode, PairReader,
};
pub use state::IndexState;
pub use table::{TableFile, TableFormat};

use gather::Gather;
use links::SlotLink;
use merge::Merging;
use raw::{EntryKey, MOST_APART};
use spool::Spool;
use state::{Hashed, ReadBefore, ReadFile, StateHead};

/// Bytes of entries that are held in memory, unless [`Index::with_max_memory`] says otherwise.
pub const DEFAULT_MAX_MEMORY: u64 = 256 * 1024 * 1024;

/// The entities of the documents read so far.
pub struct Index {
    gather: Gather,
    links: Spool,
    /// Each mention, for exports; kept on demand.
    mentions: Option<Spool>,
    documents: u64,
    known: KnownList,
    decisions: Decisions,
    /// Where what was read is kept for later runs, and the files that were read.
    state: Option<(IndexState, Vec<ReadFile>)>,
    budget: usize,
}

/// What became of a file that was to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AddedFile {
    /// All of it was read.
    Whole,
    /// An earlier run had read the beginning; what follows was read.
    Rest,
    /// An earlier run had read all of it.
    Nothing,
}

impl Default for Index {
    fn default() -> Self {
        Self::with_max_memory(DEFAULT_MAX_MEMORY)
    }
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

    /// An empty index that holds about so many bytes of entries in memory, and the rest in temporary
    /// files. Beside them, some 40 bytes stay in memory for each distinct name.
    pub fn with_max_memory(bytes: u64) -> Self {
        let budget = usize::try_from(bytes).unwrap_or(usize::MAX);
        Self {
            gather: Gather::new(budget),
            links: Spool::new(),
            mentions: None,
            documents: 0,
            known: KnownList::default(),
            decisions: Decisions::default(),
            state: None,
            budget,
        }
    }

    /// The same index, which also keeps each mention, and each text that the output has, in a temporary
    /// file: [exports](ExportFile) need them.
    pub fn keeping_mentions(mut self) -> Self {
        self.mentions = Some(Spool::new());
        self
    }

    /// Goes on from what earlier runs have read, if there is any, and keeps what this one reads beside
    /// it, once it is [finished](Index::finish). Earlier documents are tied to the list that they were
    /// read with, so [`Index::known`] comes first.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] if the state cannot be read; [`ErrorKind::Option`] if it has a form that this
    /// version does not read, or was made with another list of known names.
    pub fn into_state(mut self, state: IndexState) -> Result<Self> {
        let head = state.load(&mut self.gather, &mut self.links)?;
        let head = head.unwrap_or_else(|| StateHead::new(&self.known));
        head.expect_known(&state, &self.known)?;
        self.documents += head.documents;
        self.state = Some((state, head.files));
        Ok(self)
    }

    /// The decisions of people, which are applied to the rows at the end, in their order.
    pub fn decisions(mut self, decisions: Decisions) -> Self {
        self.decisions = decisions;
        self
    }

    /// Adds the documents of one output file; errors give its name.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] if it cannot be read, or a temporary file cannot be written;
    /// [`ErrorKind::Input`] with the line if it is not output of `griot extract`, or has no values. What
    /// was already read stays.
    pub fn add(&mut self, input: impl BufRead, name: &str) -> Result<()> {
        each_document(input, name, |document| self.tied(document))
    }

    /// Adds the documents of an output file, compressed or not, or of standard input if the path is
    /// `-`. [Into a state](Index::into_state), a file that an earlier run has read is passed over, and of
    /// one that has grown only what is new is read. Files are known by their content, under whatever
    /// name; standard input is always new.
    ///
    /// # Errors
    ///
    /// As for [`Index::add`], and if the file cannot be opened; [`ErrorKind::Input`] if an earlier run has
    /// read a file of this name that had another content: its documents would count twice. If reading
    /// fails halfway, the state stays as it was: this run keeps nothing there.
    pub fn add_file(&mut self, path: &Path) -> Result<AddedFile> {
        let name = path.display().to_string();
        let kept = self.state.as_ref().filter(|_| path != Path::new("-"));
        let Some((_, files)) = kept else {
            self.add(read::open(path)?, &name)?;
            return Ok(AddedFile::Whole);
        };
        let failed = |e| error::io_error("cannot read", path, e);
        let earlier = state::earlier(&name, read::open(path)?, files).map_err(failed)?;
        let mut input = Hashed::new(read::open(path)?);
        let mut from = name.clone();
        match earlier {
            ReadBefore::New => {}
            ReadBefore::Begins(n) => {
                let before = files[n].bytes;
                input.skip(before).map_err(failed)?;
                from = format!("{name} after {before} bytes");
            }
            ReadBefore::Changed => {
                let message = format!(
                    "{name}: was read before and has been changed since: its documents would count \
                     twice; start a new state"
                );
                return Err(Error::new(ErrorKind::Input, message));
            }
        }
        let before = self.documents;
        let read = each_document(&mut input, &from, |document| self.tied(document));
        let Some((state, mut files)) = self.state.take() else {
            return read.map(|()| AddedFile::Whole);
        };
        // Half a file must not be kept: a later run would read it again. So the state is gone now.
        read?;
        let read = input.done(name);
        let added = match (&earlier, self.documents > before) {
            (ReadBefore::Begins(_), false) => AddedFile::Nothing,
            (ReadBefore::Begins(_), true) => AddedFile::Rest,
            _ => AddedFile::Whole,
        };
        match earlier {
            ReadBefore::Begins(n) => files[n] = read,
            _ => files.push(read),
        }
        self.state = Some((state, files));
        Ok(added)
    }

    /// Adds a document, tied to the user's list.
    fn tied(&mut self, mut document: Document) -> Result<()> {
        self.known.retie(&mut document);
        self.place(&document).map(drop)
    }

    /// Adds a document. Returns, for each of its clusters, the position of its entry; `None` for a date
    /// without a value. [`Indexed::row_of`] gives the row of a position.
    pub(crate) fn place(&mut self, document: &Document) -> Result<Vec<Option<usize>>> {
        self.documents += 1;
        self.placed(document).map_err(kept)
    }

    fn placed(&mut self, document: &Document) -> io::Result<Vec<Option<usize>>> {
        let mut slots = Vec::with_capacity(document.clusters.len());
        let mut links: Vec<SlotLink> = Vec::new();
        let mut link_of: HashMap<u32, usize> = HashMap::new();
        let mut grown = 0;
        for cluster in &document.clusters {
            let Some(key) = EntryKey::of(cluster) else {
                slots.push(None);
                continue;
            };
            let mentions = cluster.mentions.iter();
            let mentions: Vec<&Mention> = mentions
                .filter_map(|&n| document.mentions.get(n))
                .filter(|mention| !mention.furniture)
                .collect();
            let (slot, entry) = self.gather.entry(key);
            grown += entry.add(cluster, &mentions);
            slots.push(Some(slot as usize));
            if mentions.is_empty() {
                continue;
            }
            let place = *link_of.entry(slot).or_insert(links.len());
            if place == links.len() {
                entry.document(document.date.as_deref());
                links.push(SlotLink {
                    slot,
                    mentions: 0,
                    sentences: Vec::new(),
                });
            }
            let link = &mut links[place];
            link.mentions += mentions.len() as u64;
            let sentences = mentions.iter().filter_map(|mention| mention.sentence);
            link.sentences.extend(sentences);
        }
        grown += self.tell_apart(document);
        links::keep(&mut self.links, document, &links)?;
        if let Some(kept) = &mut self.mentions {
            mentions::keep(kept, document, &slots)?;
        }
        // Only between documents: the entries of one are in memory together.
        self.gather.grown(grown)?;
        Ok(slots)
    }

    /// Notes the people of one surname whom the document names in full and tells apart: they are two
    /// over the whole corpus, however alike their names. Gives the bytes by which the entries have grown.
    fn tell_apart(&mut self, document: &Document) -> usize {
        let clusters = document.clusters.iter();
        let people = clusters.filter(|cluster| cluster.label == Label::Person);
        let mut by_surname: BTreeMap<String, Vec<&Cluster>> = BTreeMap::new();
        for cluster in people {
            if let [_, .., last] = PersonName::read(&cluster.name).parts.as_slice() {
                let bearers = by_surname.entry(last.surname.clone()).or_default();
                bearers.push(cluster);
            }
        }
        let mut grown = 0;
        for bearers in by_surname.values().filter(|bearers| bearers.len() > 1) {
            let bearers = bearers.iter().take(MOST_APART);
            let keys: Vec<EntryKey> = bearers.filter_map(|one| EntryKey::of(one)).collect();
            for key in &keys {
                let (_, entry) = self.gather.entry(key.clone());
                for other in keys.iter().filter(|other| other.folded != key.folded) {
                    grown += entry.tell_from(&other.folded);
                }
            }
        }
        grown
    }

    /// Number of documents read.
    pub fn documents(&self) -> u64 {
        self.documents
    }

    /// Merges what was read into rows. With a [state](Index::into_state), keeps what was read there.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] if a temporary file or the state cannot be written or read.
    pub fn finish(self) -> Result<Indexed> {
        let Self {
            gather,
            mut links,
            mentions,
            documents,
            known,
            decisions,
            state,
            budget,
        } = self;
        let (slots, mut entries) = gather.finish().map_err(kept)?;
        if let Some((state, files)) = state {
            state.save(documents, &known, files, &mut entries, &mut links)?;
        }
        let merging = Merging::of(&mut entries, &slots, &decisions, budget).map_err(kept)?;
        drop(slots);
        let ranked = rows::rank(&mut entries, &mut links, merging, budget).map_err(kept)?;
        Ok(Indexed {
            documents,
            ranked,
            links,
            mentions,
        })
    }

    /// The rows: most documents first, then most mentions, then by label and name.
    ///
    /// # Errors
    ///
    /// As for [`Index::finish`].
    pub fn into_entities(self) -> Result<Vec<Entity>> {
        self.finish()?.rows()?.collect()
    }
}

/// The error of a temporary file.
pub(super) fn kept(error: io::Error) -> Error {
    Error::because(
        ErrorKind::Io,
        "cannot keep what was read in a temporary file",
        error,
    )
}

#[cfg(test)]
mod tests;
