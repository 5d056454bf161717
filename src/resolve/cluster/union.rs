//! Disjoint sets of names.

use crate::work;

/// Sets over `0..n`; the smallest member stands for its set.
pub(crate) struct Union {
    parent: Vec<usize>,
}

impl Union {
    pub fn new(n: usize) -> Self {
        Self {
            parent: (0..n).collect(),
        }
    }

    /// A new set of one.
    pub fn add(&mut self) -> usize {
        self.parent.push(self.parent.len());
        self.parent.len() - 1
    }

    pub fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            work::step(1);
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }
}
