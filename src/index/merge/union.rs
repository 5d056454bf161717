//! Which slots are one row.

use super::MergeRule;

/// Sets of slots that grow together.
pub(in crate::index) struct Unions {
    parent: Vec<u32>,
    rules: Vec<Option<MergeRule>>,
}

impl Unions {
    pub fn new(slots: usize) -> Self {
        Self {
            parent: (0..slots as u32).collect(),
            rules: vec![None; slots],
        }
    }

    /// The slot that stands for the set.
    pub fn root(&self, slot: u32) -> u32 {
        let mut slot = slot;
        while self.parent[slot as usize] != slot {
            slot = self.parent[slot as usize];
        }
        slot
    }

    /// Joins the set of `other` to that of `leading`, and says why.
    pub fn join(&mut self, leading: u32, other: u32, rule: MergeRule) {
        let (leading, root) = (self.root(leading), self.root(other));
        if leading == root {
            return;
        }
        self.rules[other as usize].get_or_insert(rule);
        self.parent[root as usize] = leading;
        // Later ways are short.
        self.parent[other as usize] = leading;
    }

    pub fn rule(&self, slot: u32) -> Option<MergeRule> {
        self.rules[slot as usize]
    }
}
