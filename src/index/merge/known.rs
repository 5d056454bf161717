//! Entries of one key, and entries without a key whose name a keyed one has.

use std::collections::HashMap;

use super::MergeRule;
use super::union::Unions;
use crate::document::Label;
use crate::index::folded::folded;
use crate::index::gather::Slots;
use crate::index::raw::{EntryKey, RawEntry};
use crate::resolve::person_name::PersonName;

#[derive(Default)]
pub(super) struct Known {
    /// The first slot of each key.
    by_key: HashMap<(Label, String), u32>,
    /// By the slot of an entry without a key: a slot of the key that has its name, `None` if two have.
    named: HashMap<u32, Option<u32>>,
    /// Slots without a key that a document leaves open between several identities.
    open: Vec<u32>,
}

impl Known {
    /// Takes an entry; joins it to those of its key.
    pub fn add(&mut self, slot: u32, entry: &RawEntry, slots: &Slots, unions: &mut Unions) {
        let label = entry.key.label;
        let Some(key) = &entry.key.key else {
            if entry.open {
                self.open.push(slot);
            }
            return;
        };
        if label == Label::Date {
            return;
        }
        let first = *self.by_key.entry((label, key.clone())).or_insert(slot);
        unions.join(first, slot, MergeRule::Key);
        // A country's name alone may be that of a river, a town or another state.
        if label == Label::Country || entry.documents == 0 {
            return;
        }
        let names = [
            Some(entry.name()),
            entry.name_fr.as_deref(),
            entry.name_en.as_deref(),
        ];
        for name in names.into_iter().flatten() {
            if label == Label::Person && PersonName::read(name).parts.len() < 2 {
                continue;
            }
            let unkeyed = EntryKey {
                label,
                key: None,
                folded: folded(name),
            };
            if let Some(&unkeyed) = slots.get(&unkeyed.hash()) {
                let fits = self.named.entry(unkeyed).or_insert(Some(first));
                if *fits != Some(first) {
                    *fits = None;
                }
            }
        }
    }

    pub fn merge(mut self, unions: &mut Unions) {
        for slot in self.open {
            self.named.remove(&slot);
        }
        for (slot, keyed) in self.named {
            if let Some(keyed) = keyed {
                unions.join(keyed, slot, MergeRule::KnownName);
            }
        }
    }
}
