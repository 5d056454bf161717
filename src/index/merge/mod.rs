//! Merges raw entries into rows, once all documents are read.
//!
//! First those of one key (`known`), then names of one person (`people`), then acronyms with what they
//! stand for (`acronyms`), at last what people decided (`decide`). Every rule looks at sets of entries,
//! never at their order of arrival, so that the rows are the same in whatever order the documents come.
//! Where a name would fit two rows it stays apart.

mod acronyms;
mod decide;
mod known;
mod pair;
mod people;
mod rule;
mod union;

use std::io;

use super::decisions::{Decisions, StaleDecision};
use super::gather::Slots;
use super::packed::Unpack;
use super::raw::RawEntry;
use super::spool::Spool;
use crate::resolve::person_name::PersonName;

pub(super) use decide::RowDecision;
pub(super) use rule::MergeRule;

use acronyms::Acronyms;
use decide::{Decided, Wanted};
use known::Known;
use people::People;
use union::Unions;

/// The row of each slot.
pub(super) struct Merging {
    unions: Unions,
    decided: Decided,
}

impl Merging {
    /// Merges the entries.
    pub fn of(
        entries: &mut Spool,
        slots: &Slots,
        decisions: &Decisions,
        budget: usize,
    ) -> io::Result<Self> {
        let mut unions = Unions::new(slots.len());
        let mut known = Known::default();
        let mut people = People::new(budget / 2);
        let mut acronyms = Acronyms::new(budget / 2);
        let mut wanted = Wanted::new(decisions);
        let mut reader = entries.read()?;
        let mut slot = 0;
        while let Some(record) = reader.next()? {
            let entry = RawEntry::take(&mut Unpack(record))?;
            known.add(slot, &entry, slots, &mut unions);
            // What only page furniture names is no row.
            if entry.documents > 0 {
                people.add(slot, &entry)?;
                acronyms.add(slot, &entry)?;
                wanted.add(slot, &entry);
            }
            slot += 1;
        }
        known.merge(&mut unions);
        people.merge(&mut unions)?;
        acronyms.merge(&mut unions)?;
        unions.flatten();
        let decided = wanted.apply(&unions, slot);
        Ok(Self { unions, decided })
    }

    /// The row of a slot, by one of its slots; `None` if it is hidden.
    pub fn row(&self, slot: u32) -> Option<u32> {
        self.decided.row(slot, self.unions.root(slot))
    }

    /// The rule that merged a slot into its row; none for the one that the others were merged into.
    pub fn rule(&self, slot: u32) -> Option<MergeRule> {
        match self.decided.has_joined(slot) {
            true => Some(MergeRule::Decision),
            false => self.unions.rule(slot),
        }
    }

    /// What a decision says of a row, if one does.
    pub fn decided(&self, row: u32) -> Option<&RowDecision> {
        self.decided.said(row)
    }

    /// Decisions that were not used.
    pub fn stale(&mut self) -> Vec<StaleDecision> {
        std::mem::take(&mut self.decided.stale)
    }
}

/// Whether a person's name is a bare surname or first name, perhaps with a title.
pub(super) fn is_partial(name: &str) -> bool {
    let name = PersonName::read(name);
    name.parts.len() == 1 && name.generation.is_none()
}
