//! Merges an acronym with what it stands for, and a name with an article and without.
//!
//! A document ties the two where one of its clusters has both. A short form that documents tie to several
//! names stays apart.

use std::collections::BTreeSet;
use std::io;

use super::MergeRule;
use super::union::Unions;
use crate::document::Label;
use crate::index::folded::folded;
use crate::index::packed::{Pack, Unpack};
use crate::index::raw::RawEntry;
use crate::index::sorter::Sorter;

/// No acronym has more letters.
const LONGEST: usize = 12;
const ARTICLES: [&str; 4] = ["the", "le", "la", "les"];

pub(super) struct Acronyms {
    /// By the folded short form: entries that have this name, and entries whose clusters have it too.
    by_form: Sorter,
}

/// What an entry is to a short form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    /// It has another name, and a document ties the short form to it.
    Spelt(MergeRule),
    /// The short form is its name.
    Own { keyed: bool, open: bool },
}

impl Acronyms {
    pub fn new(budget: usize) -> Self {
        Self {
            by_form: Sorter::new(budget),
        }
    }

    /// Takes an entry, if it is an organisation.
    pub fn add(&mut self, slot: u32, entry: &RawEntry) -> io::Result<()> {
        if entry.key.label != Label::Org {
            return Ok(());
        }
        let own = &entry.key.folded;
        let role = Role::Own {
            keyed: entry.key.key.is_some(),
            open: entry.open,
        };
        self.put(own, role, slot)?;
        let mut spelt: BTreeSet<(String, MergeRule)> = BTreeSet::new();
        for surface in entry.surfaces.keys() {
            let form = folded(surface);
            if form == *own {
                continue;
            }
            // `BBC` names a part of itself in `BBC Third Programme`.
            let part = own.split(' ').any(|word| word == form);
            if own.contains(' ') && is_acronym(surface) && !part {
                spelt.insert((form, MergeRule::Acronym));
            } else if without_article(own) == without_article(&form) {
                spelt.insert((form, MergeRule::Article));
            }
        }
        for (form, rule) in spelt {
            self.put(&form, Role::Spelt(rule), slot)?;
        }
        Ok(())
    }

    fn put(&mut self, form: &str, role: Role, slot: u32) -> io::Result<()> {
        let mut pack = Pack::default();
        match role {
            Role::Spelt(rule) => pack.number(u64::from(rule == MergeRule::Article)),
            Role::Own { keyed, open } => {
                pack.number(2);
                pack.number(u64::from(keyed) | u64::from(open) << 1);
            }
        }
        pack.number(u64::from(slot));
        self.by_form.push(form.as_bytes(), &pack.0)
    }

    pub fn merge(self, unions: &mut Unions) -> io::Result<()> {
        let mut sorted = self.by_form.finish()?;
        let mut form = Vec::new();
        let mut entries: Vec<(Role, u32)> = Vec::new();
        while let Some(record) = sorted.next()? {
            if record.key != form {
                merge_form(&entries, unions);
                entries.clear();
                form = record.key;
            }
            let mut unpack = Unpack(&record.value);
            let role = match unpack.number()? {
                0 => Role::Spelt(MergeRule::Acronym),
                1 => Role::Spelt(MergeRule::Article),
                _ => {
                    let told = unpack.number()?;
                    Role::Own {
                        keyed: told & 1 != 0,
                        open: told & 2 != 0,
                    }
                }
            };
            entries.push((role, unpack.size()?));
        }
        merge_form(&entries, unions);
        Ok(())
    }
}

/// Joins the entries that have a short form as their name to the one row that spells it out.
fn merge_form(entries: &[(Role, u32)], unions: &mut Unions) {
    let spelt = entries.iter().filter_map(|(role, slot)| match role {
        Role::Spelt(rule) => Some((unions.root(*slot), *rule)),
        Role::Own { .. } => None,
    });
    let spelt: BTreeSet<(u32, MergeRule)> = spelt.collect();
    let Some(&(row, rule)) = spelt.first() else {
        return;
    };
    let one = spelt.iter().all(|&(other, _)| other == row);
    let own = || {
        entries
            .iter()
            .filter(|(role, _)| matches!(role, Role::Own { .. }))
    };
    // Another identity of that name competes.
    let rival = own().any(|(role, slot)| match role {
        Role::Own { keyed, open } => *open || (*keyed && unions.root(*slot) != row),
        Role::Spelt(_) => false,
    });
    if !one || rival {
        return;
    }
    let others: Vec<u32> = own().map(|(_, slot)| *slot).collect();
    for slot in others {
        unions.join(row, slot, rule);
    }
}

/// Whether a surface is one word with two capitals or more.
fn is_acronym(surface: &str) -> bool {
    let letters = surface.chars().filter(|c| c.is_alphanumeric()).count();
    let capitals = surface.chars().filter(|c| c.is_uppercase()).count();
    let word = surface
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '&'));
    word && capitals >= 2 && (2..=LONGEST).contains(&letters)
}

fn without_article(form: &str) -> &str {
    match form.split_once(' ') {
        Some((first, rest)) if ARTICLES.contains(&first) => rest,
        _ => form,
    }
}
