//! Which slots are one row.

use super::MergeRule;

/// Sets of slots that grow together. Each set has one slot without a rule, its root; the others say what
/// merged them.
pub(super) struct Unions {
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
        let (leading, other) = (self.root(leading), self.root(other));
        if leading != other {
            self.parent[other as usize] = leading;
            self.rules[other as usize] = Some(rule);
        }
    }

    /// Makes the way to the root one step for every slot.
    pub fn flatten(&mut self) {
        for slot in 0..self.parent.len() as u32 {
            let root = self.root(slot);
            let mut at = slot;
            while at != root {
                at = std::mem::replace(&mut self.parent[at as usize], root);
            }
        }
    }

    pub fn rule(&self, slot: u32) -> Option<MergeRule> {
        self.rules[slot as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_set_has_one_slot_without_a_rule() {
        let mut unions = Unions::new(6);
        unions.join(4, 2, MergeRule::Key);
        unions.join(1, 4, MergeRule::Spelling);
        unions.join(2, 1, MergeRule::Acronym);
        unions.join(0, 5, MergeRule::Name);
        unions.flatten();
        let roots: Vec<u32> = (0..6).map(|slot| unions.root(slot)).collect();
        assert_eq!(roots, [0, 1, 1, 3, 1, 0]);
        let ruled: Vec<bool> = (0..6).map(|slot| unions.rule(slot).is_some()).collect();
        assert_eq!(ruled, [false, false, true, false, true, true]);
        assert_eq!(unions.rule(4), Some(MergeRule::Spelling));
    }
}
