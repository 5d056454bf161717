//! What an export says beside rows and links: each mention, and the text where the output has it.

use std::io;

use super::packed::{Pack, Unpack, damaged};
use super::spool::{Spool, SpoolReader};
use crate::document::{Document, Label, Mention, shown_score};

/// What is kept of a document. A database takes all of it, FollowTheMoney less.
#[cfg_attr(not(feature = "sqlite"), allow(dead_code))]
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct KeptDocument {
    pub words: u64,
    pub duplicate_of: Option<String>,
    pub text: Option<String>,
    pub mentions: Vec<KeptMention>,
}

/// What is kept of a mention.
#[cfg_attr(not(feature = "sqlite"), allow(dead_code))]
#[derive(Clone, Debug, PartialEq)]
pub(super) struct KeptMention {
    /// The number of its row; `None` if it has none: a date without a value, or what is hidden.
    pub row: Option<usize>,
    pub label: Label,
    pub text: String,
    /// `start`, `end`, `start_byte`, `end_byte`.
    pub span: [u64; 4],
    pub score: f64,
    pub sentence: Option<u32>,
    /// A country's code or a date's value.
    pub value: Option<String>,
    pub furniture: bool,
}

/// Keeps a document's mentions. `slots` has the slot of each of its clusters.
pub(super) fn keep(
    spool: &mut Spool,
    document: &Document,
    slots: &[Option<usize>],
) -> io::Result<()> {
    let mut slot_of = vec![None; document.mentions.len()];
    for (cluster, slot) in document.clusters.iter().zip(slots) {
        for &n in &cluster.mentions {
            if let Some(place) = slot_of.get_mut(n) {
                *place = *slot;
            }
        }
    }
    let mut pack = Pack::default();
    pack.number(document.words as u64);
    pack.optional(document.duplicate_of.as_deref());
    pack.optional(document.text.as_deref());
    pack.number(document.mentions.len() as u64);
    for (mention, slot) in document.mentions.iter().zip(slot_of) {
        put(&mut pack, mention, slot);
    }
    spool.push(&pack.0)
}

fn put(pack: &mut Pack, mention: &Mention, slot: Option<usize>) {
    pack.number(slot.map_or(0, |slot| slot as u64 + 1));
    let label = Label::ALL.iter().position(|&label| label == mention.label);
    pack.number(label.unwrap_or_default() as u64);
    pack.text(&mention.text);
    let span = mention.span;
    for offset in [span.start, span.end, span.start_byte, span.end_byte] {
        pack.number(offset as u64);
    }
    pack.number((shown_score(mention.score) * 1e4).round() as u64);
    pack.number(
        mention
            .sentence
            .map_or(0, |sentence| u64::from(sentence) + 1),
    );
    pack.optional(mention.code());
    pack.number(u64::from(mention.furniture));
}

fn take(unpack: &mut Unpack, row_of: &[u32], rows: u64) -> io::Result<KeptMention> {
    let row = match unpack.size::<usize>()?.checked_sub(1) {
        Some(slot) => Some(*row_of.get(slot).ok_or_else(damaged)?),
        None => None,
    };
    let label = Label::ALL.get(unpack.size::<usize>()?).copied();
    Ok(KeptMention {
        // Rows that only page furniture names come last, and are no rows to others.
        row: row
            .filter(|&row| u64::from(row) < rows)
            .map(|row| row as usize),
        label: label.ok_or_else(damaged)?,
        text: unpack.text()?.to_owned(),
        span: [
            unpack.number()?,
            unpack.number()?,
            unpack.number()?,
            unpack.number()?,
        ],
        score: unpack.number()? as f64 / 1e4,
        sentence: unpack.size::<u32>()?.checked_sub(1),
        value: unpack.optional()?,
        furniture: unpack.number()? != 0,
    })
}

/// Documents with their mentions, in the order in which they were read.
pub(super) struct KeptDocuments<'a> {
    pub kept: SpoolReader<'a>,
    /// The row of each slot.
    pub row_of: &'a [u32],
    /// How many rows there are.
    pub rows: u64,
}

impl KeptDocuments<'_> {
    /// The next document; `None` at the end.
    pub fn next(&mut self) -> io::Result<Option<KeptDocument>> {
        let Some(record) = self.kept.next()? else {
            return Ok(None);
        };
        let mut unpack = Unpack(record);
        let mut document = KeptDocument {
            words: unpack.number()?,
            duplicate_of: unpack.optional()?,
            text: unpack.optional()?,
            mentions: Vec::new(),
        };
        for _ in 0..unpack.size::<usize>()? {
            let mention = take(&mut unpack, self.row_of, self.rows)?;
            document.mentions.push(mention);
        }
        match unpack.0.is_empty() {
            true => Ok(Some(document)),
            false => Err(damaged()),
        }
    }
}
