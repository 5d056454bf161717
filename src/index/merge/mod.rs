//! Merges raw entries into rows, once all documents are read.
//!
//! Every rule looks at sets of entries, never at their order of arrival, so that the rows are the same
//! in whatever order the documents come. Where a name would fit two rows it stays apart.

mod union;

use std::collections::HashMap;
use std::io;

use super::gather::Slots;
use super::packed::Unpack;
use super::raw::RawEntry;
use super::spool::Spool;
use crate::document::Label;

use union::Unions;

/// What merged an entry into its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MergeRule {
    /// It has the key of the row.
    Key,
}

impl MergeRule {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Key => "key",
        }
    }
}

/// The row of each slot.
pub(super) struct Merging {
    unions: Unions,
}

/// What a decision says of a row.
#[derive(Clone, Copy, Default)]
pub(super) struct Decided<'a> {
    /// The folded name of the entry that leads.
    pub leading: Option<&'a String>,
    pub name: Option<&'a str>,
    pub label: Option<Label>,
    /// Whether its keys are not its own.
    pub unkeyed: bool,
}

impl Merging {
    /// Merges the entries.
    pub fn of(entries: &mut Spool, slots: &Slots, _budget: usize) -> io::Result<Self> {
        let mut unions = Unions::new(slots.len());
        let mut by_key: HashMap<(Label, String), u32> = HashMap::new();
        let mut reader = entries.read()?;
        let mut slot = 0;
        while let Some(record) = reader.next()? {
            let entry = RawEntry::take(&mut Unpack(record))?;
            if let (Some(key), false) = (&entry.key.key, entry.key.label == Label::Date) {
                let first = *by_key.entry((entry.key.label, key.clone())).or_insert(slot);
                unions.join(first, slot, MergeRule::Key);
            }
            slot += 1;
        }
        Ok(Self { unions })
    }

    /// The row of a slot, by one of its slots; `None` if it is hidden.
    pub fn row(&self, slot: u32) -> Option<u32> {
        Some(self.unions.root(slot))
    }

    /// The rule that merged a slot into its row.
    pub fn rule(&self, slot: u32) -> Option<MergeRule> {
        self.unions.rule(slot)
    }

    /// What a decision says of a row.
    pub fn decided(&self, _row: u32) -> Decided<'_> {
        Decided::default()
    }

    /// Whether a person's name is a bare surname or first name.
    pub fn is_partial(&self, name: &str) -> bool {
        !name.trim().contains(char::is_whitespace)
    }
}
