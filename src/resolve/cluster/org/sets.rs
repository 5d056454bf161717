//! Sets of names of one organisation, each with at most one identity.

use std::collections::{HashMap, HashSet};

use crate::resolve::cluster::org::table::Organisation;
use crate::resolve::cluster::tie::Tie;
use crate::resolve::cluster::union::Union;

/// Nodes are names, then expansions in the text that are no mentions.
pub(crate) struct Sets {
    union: Union,
    /// The rule that first tied each node to another.
    ties: Vec<Option<Tie>>,
    /// The row of each set, by its root.
    rows: HashMap<usize, &'static Organisation>,
}

impl Sets {
    pub fn new(nodes: usize) -> Self {
        Self {
            union: Union::new(nodes),
            ties: vec![None; nodes],
            rows: HashMap::new(),
        }
    }

    /// A new node.
    pub fn add(&mut self) -> usize {
        self.ties.push(None);
        self.union.add()
    }

    pub fn len(&self) -> usize {
        self.ties.len()
    }

    pub fn root(&mut self, node: usize) -> usize {
        self.union.root(node)
    }

    pub fn tie(&self, node: usize) -> Option<Tie> {
        self.ties[node]
    }

    pub fn row(&mut self, node: usize) -> Option<&'static Organisation> {
        let root = self.root(node);
        self.rows.get(&root).copied()
    }

    pub fn set_row(&mut self, node: usize, row: &'static Organisation) {
        let root = self.root(node);
        self.rows.entry(root).or_insert(row);
    }

    /// The identities that the document has so far.
    pub fn known(&self) -> HashSet<&'static str> {
        self.rows.values().map(|row| row.id).collect()
    }

    /// What two names of one organisation have in common: their row, else their set.
    pub fn meaning(&mut self, node: usize) -> (Option<&'static str>, usize) {
        match self.row(node) {
            Some(row) => (Some(row.id), 0),
            None => (None, self.root(node)),
        }
    }

    /// Joins two nodes, unless the table knows them for two organisations.
    pub fn join(&mut self, a: usize, b: usize, tie: Tie) -> bool {
        let (a_row, b_row) = (self.row(a), self.row(b));
        if let (Some(a_row), Some(b_row)) = (a_row, b_row)
            && a_row.id != b_row.id
        {
            return false;
        }
        if self.root(a) == self.root(b) {
            // The text's own word says more than the table's.
            let told = &mut self.ties[a];
            *told = told.map(|old| if old == Tie::Table { tie } else { old });
            return true;
        }
        self.union.join(a, b);
        for node in [a, b] {
            self.ties[node].get_or_insert(tie);
        }
        if let Some(row) = a_row.or(b_row) {
            self.set_row(a, row);
        }
        true
    }
}
