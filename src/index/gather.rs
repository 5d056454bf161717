//! Gathers raw entries from documents, in bounded memory: beyond a budget they go to temporary files,
//! and the parts of each are added up at the end.
//!
//! What stays in memory is the slot of each entry: its number in order of arrival, found by a hash of
//! its key, some 24 bytes an entry.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io;

use super::packed::{Pack, Unpack};
use super::raw::{EntryKey, RawEntry};
use super::sorter::Sorter;
use super::spool::Spool;

/// The slot of each entry, by the hash of its key.
pub(super) type Slots = HashMap<[u8; 16], u32>;

pub(super) struct Gather {
    slots: Slots,
    /// The sums since entries last went to a file.
    entries: HashMap<u32, RawEntry>,
    bytes: usize,
    budget: usize,
    kept: Sorter,
}

impl Gather {
    /// Holds about `budget` bytes of entries in memory.
    pub fn new(budget: usize) -> Self {
        Self {
            slots: Slots::new(),
            entries: HashMap::new(),
            bytes: 0,
            budget: budget / 2,
            kept: Sorter::new(budget / 2),
        }
    }

    /// The slot of a key, and its entry, to which more bytes may be added by [`Gather::grown`].
    pub fn entry(&mut self, key: EntryKey) -> (u32, &mut RawEntry) {
        // More than fit into 32 bits do not fit into memory.
        let next = self.slots.len() as u32;
        let slot = *self.slots.entry(key.hash()).or_insert(next);
        let entry = match self.entries.entry(slot) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(place) => {
                let entry = RawEntry::new(key);
                self.bytes += entry.bytes();
                place.insert(entry)
            }
        };
        (slot, entry)
    }

    /// Counts the bytes by which entries have grown; beyond the budget, they go to a file.
    pub fn grown(&mut self, bytes: usize) -> io::Result<()> {
        self.bytes += bytes;
        match self.bytes > self.budget {
            true => self.spill(),
            false => Ok(()),
        }
    }

    fn spill(&mut self) -> io::Result<()> {
        for (slot, entry) in self.entries.drain() {
            self.kept.push(&slot.to_be_bytes(), &packed(&entry))?;
        }
        self.bytes = 0;
        Ok(())
    }

    /// Takes an entry of an earlier run, which must be the next slot.
    pub fn earlier(&mut self, entry: &RawEntry) -> io::Result<()> {
        let next = self.slots.len() as u32;
        self.slots.insert(entry.key.hash(), next);
        self.kept.push(&next.to_be_bytes(), &packed(entry))
    }

    /// The slots, and the whole entries in their order.
    pub fn finish(mut self) -> io::Result<(Slots, Spool)> {
        self.spill()?;
        let mut sorted = self.kept.finish()?;
        let mut entries = Spool::new();
        let mut open: Option<(Vec<u8>, RawEntry)> = None;
        while let Some(part) = sorted.next()? {
            let entry = RawEntry::take(&mut Unpack(&part.value))?;
            match &mut open {
                Some((slot, whole)) if *slot == part.key => whole.absorb(entry),
                _ => {
                    if let Some((_, whole)) = open.replace((part.key, entry)) {
                        entries.push(&packed(&whole))?;
                    }
                }
            }
        }
        if let Some((_, whole)) = open {
            entries.push(&packed(&whole))?;
        }
        Ok((self.slots, entries))
    }
}

fn packed(entry: &RawEntry) -> Vec<u8> {
    let mut pack = Pack::default();
    entry.put(&mut pack);
    pack.0
}
