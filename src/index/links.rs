//! Links: which document names which rows.

use std::io;

use super::packed::{Pack, Unpack, damaged};
use super::spool::{Spool, SpoolReader};
use crate::document::{Document, Lang};
use crate::error::Result;
use crate::index::kept;

/// A document and the rows that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DocumentLinks {
    /// The document's id, if it has one.
    pub id: Option<String>,
    /// Its language.
    pub lang: Lang,
    /// Its date, as in [`Document::date`].
    pub date: Option<String>,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// The rows that it names outside page furniture, by number; each once.
    pub links: Vec<RowLink>,
}

/// A row that a document names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct RowLink {
    /// The row's number among the [rows](super::Indexed::rows), from 0.
    pub row: usize,
    /// Mentions outside page furniture.
    pub mentions: u64,
    /// The sentences of those mentions where they are known, sorted; each once.
    pub sentences: Vec<u32>,
}

/// What a document says of one slot.
pub(super) struct SlotLink {
    pub slot: u32,
    pub mentions: u64,
    pub sentences: Vec<u32>,
}

/// Keeps a document's links to slots.
pub(super) fn keep(spool: &mut Spool, document: &Document, links: &[SlotLink]) -> io::Result<()> {
    let mut pack = Pack::default();
    pack.optional(document.id.as_deref());
    pack.number(u64::from(document.lang == Lang::En));
    pack.optional(document.date.as_deref());
    pack.optional(document.title.as_deref());
    pack.number(links.len() as u64);
    for link in links {
        pack.number(u64::from(link.slot));
        pack.number(link.mentions);
        pack.number(link.sentences.len() as u64);
        for sentence in &link.sentences {
            pack.number(u64::from(*sentence));
        }
    }
    spool.push(&pack.0)
}

/// Reads what [`keep`] kept: a document without links, and its links to slots.
pub(super) fn kept_links(record: &[u8]) -> io::Result<(DocumentLinks, Vec<SlotLink>)> {
    let mut unpack = Unpack(record);
    let document = DocumentLinks {
        id: unpack.optional()?,
        lang: match unpack.number()? {
            0 => Lang::Fr,
            _ => Lang::En,
        },
        date: unpack.optional()?,
        title: unpack.optional()?,
        links: Vec::new(),
    };
    let count = unpack.size::<usize>()?;
    let mut links = Vec::new();
    for _ in 0..count {
        let (slot, mentions) = (unpack.size()?, unpack.number()?);
        let mut sentences = Vec::new();
        for _ in 0..unpack.size::<usize>()? {
            sentences.push(unpack.size()?);
        }
        links.push(SlotLink {
            slot,
            mentions,
            sentences,
        });
    }
    match unpack.0.is_empty() {
        true => Ok((document, links)),
        false => Err(damaged()),
    }
}

/// Documents with their links, in the order in which they were read.
pub struct Links<'a> {
    pub(super) kept: SpoolReader<'a>,
    /// The row of each slot; `u32::MAX` for one that is hidden.
    pub(super) row_of: &'a [u32],
}

impl Links<'_> {
    fn read(&mut self) -> io::Result<Option<DocumentLinks>> {
        let Some(record) = self.kept.next()? else {
            return Ok(None);
        };
        let (mut document, links) = kept_links(record)?;
        for link in links {
            let row = self.row_of.get(link.slot as usize).ok_or_else(damaged)?;
            if *row == u32::MAX {
                continue;
            }
            document.links.push(RowLink {
                row: *row as usize,
                mentions: link.mentions,
                sentences: link.sentences,
            });
        }
        document.links.sort();
        document.links.dedup_by(|next, kept| {
            let same = next.row == kept.row;
            if same {
                kept.mentions += next.mentions;
                kept.sentences.append(&mut next.sentences);
            }
            same
        });
        for link in &mut document.links {
            link.sentences.sort_unstable();
            link.sentences.dedup();
        }
        Ok(Some(document))
    }
}

impl Iterator for Links<'_> {
    type Item = Result<DocumentLinks>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().map_err(kept).transpose()
    }
}
