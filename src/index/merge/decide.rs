//! Applies the decisions of people to rows that the rules have made.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::union::Unions;
use crate::document::Label;
use crate::index::decisions::{Act, Decisions, OneDecision, RowName, StaleDecision, name_lookup};
use crate::index::raw::RawEntry;
use crate::index::rows::id;

/// What people decided, by slot.
#[derive(Default)]
pub(super) struct Decided {
    /// The row of each slot that is no longer where the rules put it, by one of its slots.
    moved: HashMap<u32, u32>,
    /// Slots that a decision merged into their row.
    joined: HashSet<u32>,
    said: HashMap<u32, RowDecision>,
    pub stale: Vec<StaleDecision>,
}

/// What a decision says of a row.
#[derive(Clone, Debug, Default)]
pub(in crate::index) struct RowDecision {
    pub name: Option<String>,
    pub label: Option<Label>,
    /// Whether its keys are not its own.
    pub unkeyed: bool,
    hidden: bool,
}

/// Finds the slots that decisions name while entries are read.
pub(super) struct Wanted<'a> {
    decisions: &'a Decisions,
    rows: BTreeSet<String>,
    found: HashMap<String, Vec<u32>>,
    /// Of the found: those with a key.
    keyed: HashSet<u32>,
}

impl<'a> Wanted<'a> {
    pub fn new(decisions: &'a Decisions) -> Self {
        Self {
            decisions,
            rows: decisions.rows(),
            found: HashMap::new(),
            keyed: HashSet::new(),
        }
    }

    pub fn add(&mut self, slot: u32, entry: &RawEntry) {
        if self.rows.is_empty() {
            return;
        }
        if entry.key.key.is_some() {
            self.keyed.insert(slot);
        }
        let key = &entry.key;
        for lookup in [
            name_lookup(key.label, &key.folded),
            id(key.label, key.key.as_deref(), &key.folded),
        ] {
            if self.rows.contains(&lookup) {
                self.found.entry(lookup).or_default().push(slot);
            }
        }
    }

    /// Applies the decisions in order.
    pub fn apply(self, unions: &Unions, slots: u32) -> Decided {
        let found = self.found.values().flatten();
        let touched: HashSet<u32> = found.map(|&slot| unions.root(slot)).collect();
        let mut rows = DecidedRows {
            members: HashMap::new(),
            decided: Decided::default(),
        };
        if touched.is_empty() && self.decisions.is_empty() {
            return rows.decided;
        }
        for slot in 0..slots {
            let root = unions.root(slot);
            if touched.contains(&root) {
                rows.members.entry(root).or_default().push(slot);
                rows.decided.moved.insert(slot, root);
            }
        }
        for decision in &self.decisions.list {
            if let Err(reason) = self.one(decision, &mut rows) {
                rows.decided.stale.push(StaleDecision {
                    place: decision.place.clone(),
                    reason,
                });
            }
        }
        rows.decided
    }

    fn one(&self, decision: &OneDecision, rows: &mut DecidedRows) -> Result<(), String> {
        let (row, named) = self.row(&decision.row, rows)?;
        match &decision.act {
            Act::Merge(into) => {
                let (into, _) = self.row(into, rows)?;
                if into == row {
                    return Err("the two are one row".to_owned());
                }
                rows.merge(row, into);
            }
            Act::Split => rows.split(row, &named, &self.keyed)?,
            Act::Rename(name) => rows.said(row).name = Some(name.clone()),
            Act::Hide => rows.said(row).hidden = true,
            Act::Relabel(label) => {
                let under = decision.row.under(*label);
                match under.and_then(|under| self.row(&under, rows).ok()) {
                    Some((into, _)) if into == row => {
                        return Err(format!("its label is {label}"));
                    }
                    Some((into, _)) => rows.merge(row, into),
                    None => {
                        let said = rows.said(row);
                        said.label = Some(*label);
                        said.unkeyed = true;
                    }
                }
            }
        }
        Ok(())
    }

    /// The row that is named, and its slots of that name.
    fn row(&self, name: &RowName, rows: &DecidedRows) -> Result<(u32, Vec<u32>), String> {
        let none = || match name {
            RowName::Id(id) => format!("no row has the id {id:?}"),
            RowName::Name(label, folded) => format!("no {label} is called {folded:?}"),
        };
        let named = self.found.get(&name.lookup()).ok_or_else(none)?;
        let of = |slot: &u32| rows.decided.moved[slot];
        let row = named.first().map(of).ok_or_else(none)?;
        if named.iter().any(|slot| of(slot) != row) {
            return Err(match name {
                RowName::Id(id) => format!("several rows have the id {id:?}"),
                RowName::Name(label, folded) => format!(
                    "more than one {label} is called {folded:?}: name the row by its id instead"
                ),
            });
        }
        Ok((row, named.clone()))
    }
}

/// The rows that decisions touch.
struct DecidedRows {
    /// By row, its slots.
    members: HashMap<u32, Vec<u32>>,
    decided: Decided,
}

impl DecidedRows {
    fn said(&mut self, row: u32) -> &mut RowDecision {
        self.decided.said.entry(row).or_default()
    }

    fn merge(&mut self, row: u32, into: u32) {
        let slots = self.members.remove(&row).unwrap_or_default();
        self.decided.said.remove(&row);
        self.decided.joined.extend(&slots);
        for &slot in &slots {
            self.decided.moved.insert(slot, into);
        }
        self.members.entry(into).or_default().extend(slots);
    }

    /// Takes the slots of a name out of a row.
    fn split(&mut self, row: u32, named: &[u32], keyed: &HashSet<u32>) -> Result<(), String> {
        let slots = self.members.get(&row).map_or(&[][..], Vec::as_slice);
        let out: HashSet<u32> = named.iter().copied().collect();
        let (out, rest): (Vec<u32>, Vec<u32>) = slots.iter().partition(|slot| out.contains(slot));
        let (Some(&apart), Some(&stays)) = (out.first(), rest.first()) else {
            return Err("it is a row of its own".to_owned());
        };
        let said = self.decided.said.remove(&row);
        self.members.remove(&row);
        let has_key = |slots: &[u32]| slots.iter().any(|slot| keyed.contains(slot));
        let unkeyed = has_key(&out) && has_key(&rest);
        for (row, slots) in [(stays, rest), (apart, out)] {
            for &slot in &slots {
                self.decided.moved.insert(slot, row);
            }
            self.members.insert(row, slots);
        }
        if let Some(said) = said {
            self.decided.said.insert(stays, said);
        }
        if unkeyed {
            self.said(apart).unkeyed = true;
        }
        let alone = &self.members[&apart];
        for slot in alone {
            self.decided.joined.remove(slot);
        }
        Ok(())
    }
}

impl Decided {
    /// The row of a slot that the rules put into another, or into the same; `None` if it is hidden.
    pub fn row(&self, slot: u32, root: u32) -> Option<u32> {
        let row = self.moved.get(&slot).copied().unwrap_or(root);
        let hidden = self.said.get(&row).is_some_and(|said| said.hidden);
        (!hidden).then_some(row)
    }

    pub fn has_joined(&self, slot: u32) -> bool {
        self.joined.contains(&slot)
    }

    pub fn said(&self, row: u32) -> Option<&RowDecision> {
        self.said.get(&row)
    }
}
