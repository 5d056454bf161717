//! Merges the full names of people that are one person's.
//!
//! Names are compared within a surname (its spelling key), and there where a given name is shared. A name
//! that is one person's with two that contradict each other fits both: it stays apart, unless documents
//! tie it to one of them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;

use super::MergeRule;
use super::pair::{Named, are_tied, contradict, one_person};
use super::union::Unions;
use crate::document::Label;
use crate::index::folded::folded;
use crate::index::packed::{Pack, Unpack};
use crate::index::raw::RawEntry;
use crate::index::sorter::Sorter;
use crate::resolve::person_name::PersonName;

/// With more given names than this a surname is common in the corpus: there, names that are only like
/// each other may well be two people's.
const COMMON: usize = 6;
/// Names of one given name and surname beyond this many stay apart: comparing them would take the square
/// of their number.
const MOST: usize = 256;

pub(super) struct People {
    by_surname: Sorter,
}

impl People {
    pub fn new(budget: usize) -> Self {
        Self {
            by_surname: Sorter::new(budget),
        }
    }

    /// Takes an entry, if it is a person's full name. One that a document leaves open between several
    /// people is nobody's.
    pub fn add(&mut self, slot: u32, entry: &RawEntry) -> io::Result<()> {
        if entry.key.label != Label::Person || entry.open {
            return Ok(());
        }
        let text = entry.name();
        let name = PersonName::read(text);
        self.put(slot, entry, text, &name, false)?;
        // `Orbán Viktor`: the last word is a given name that is known, the first is not.
        if let ([_, _], None) = (name.parts.as_slice(), name.gender())
            && let Some((first, last)) = text.trim().rsplit_once(char::is_whitespace)
        {
            let turned = format!("{last} {first}");
            let name = PersonName::read(&turned);
            if name.gender().is_some() {
                self.put(slot, entry, &turned, &name, true)?;
            }
        }
        Ok(())
    }

    fn put(
        &mut self,
        slot: u32,
        entry: &RawEntry,
        text: &str,
        name: &PersonName,
        turned: bool,
    ) -> io::Result<()> {
        let [_, .., last] = name.parts.as_slice() else {
            return Ok(());
        };
        let tied: BTreeSet<String> = entry
            .surfaces
            .keys()
            .filter(|surface| surface.trim().contains(char::is_whitespace))
            .map(|surface| folded(surface))
            .filter(|surface| *surface != entry.key.folded)
            .collect();
        let mut pack = Pack::default();
        pack.number(u64::from(slot));
        pack.text(text);
        pack.text(&entry.key.folded);
        pack.number(u64::from(entry.key.key.is_none()));
        pack.number(entry.documents);
        pack.number(entry.mentions);
        pack.number(u64::from(turned));
        pack.number(tied.len() as u64);
        for surface in &tied {
            pack.text(surface);
        }
        pack.number(entry.apart.len() as u64);
        for name in &entry.apart {
            pack.text(name);
        }
        self.by_surname.push(last.surname.as_bytes(), &pack.0)
    }

    pub fn merge(self, unions: &mut Unions) -> io::Result<()> {
        let mut sorted = self.by_surname.finish()?;
        let mut surname = Vec::new();
        let mut bearers: Vec<Named> = Vec::new();
        while let Some(record) = sorted.next()? {
            if record.key != surname {
                merge_bearers(std::mem::take(&mut bearers), unions);
                surname = record.key;
            }
            bearers.push(named(&record.value)?);
        }
        merge_bearers(bearers, unions);
        Ok(())
    }
}

fn named(record: &[u8]) -> io::Result<Named> {
    let mut unpack = Unpack(record);
    let slot = unpack.size()?;
    let name = PersonName::read(unpack.text()?);
    let folded = unpack.text()?.to_owned();
    let unkeyed = unpack.number()? != 0;
    let (documents, mentions) = (unpack.number()?, unpack.number()?);
    let turned = unpack.number()? != 0;
    let mut tied = Vec::new();
    for _ in 0..unpack.size::<usize>()? {
        tied.push(unpack.text()?.to_owned());
    }
    let mut apart = Vec::new();
    for _ in 0..unpack.size::<usize>()? {
        apart.push(unpack.text()?.to_owned());
    }
    Ok(Named {
        slot,
        name,
        weight: (unkeyed, documents, mentions, folded.chars().count()),
        folded,
        tied,
        apart,
        turned,
    })
}

/// What two rows in making are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Edge {
    rule: MergeRule,
    tied: bool,
}

/// The rows in making that a surname has: their names, and which are one person's with which.
#[derive(Default)]
struct Graph {
    /// By a row's root, its names.
    names: BTreeMap<u32, Vec<Named>>,
    edges: BTreeMap<u32, BTreeMap<u32, Edge>>,
    /// Pairs of rows with two names that may be one person's.
    agree: BTreeSet<(u32, u32)>,
    /// And with two names that cannot be.
    disagree: BTreeSet<(u32, u32)>,
}

fn merge_bearers(bearers: Vec<Named>, unions: &mut Unions) {
    if bearers.len() < 2 {
        return;
    }
    let mut graph = Graph::of(bearers, unions);
    graph.part();
    for component in graph.components() {
        if !graph.has_two(&component) {
            graph.join(&component, unions);
        }
    }
}

impl Graph {
    fn of(bearers: Vec<Named>, unions: &Unions) -> Self {
        let given = bearers.iter().filter_map(|bearer| bearer.name.given());
        let given: BTreeSet<&str> = given.map(|part| part.given.as_str()).collect();
        let common = given.len() > COMMON;
        let mut graph = Self::default();
        for (a, b) in pairs(&bearers) {
            let (a, b) = (&bearers[a], &bearers[b]);
            let (row, other) = (unions.root(a.slot), unions.root(b.slot));
            if row == other {
                continue;
            }
            let pair = (row.min(other), row.max(other));
            let two_keys = !a.weight.0 && !b.weight.0;
            if two_keys || contradict(a, b) {
                // A reading from the other end tells of nobody else.
                if two_keys || !(a.turned || b.turned) {
                    graph.disagree.insert(pair);
                }
                continue;
            }
            graph.agree.insert(pair);
            if let Some(rule) = one_person(a, b, common) {
                let tied = are_tied(a, b);
                graph.edge(pair, Edge { rule, tied });
            }
        }
        for (a, b) in graph.disagree.clone() {
            graph.cut(a, b);
        }
        for bearer in bearers {
            let row = unions.root(bearer.slot);
            graph.names.entry(row).or_default().push(bearer);
        }
        graph
    }

    /// Whether two rows are two people: names of theirs disagree, or none of them agree.
    fn are_two(&self, a: u32, b: u32) -> bool {
        let pair = (a.min(b), a.max(b));
        self.disagree.contains(&pair) || !self.agree.contains(&pair)
    }

    /// Whether two of these rows are two people.
    fn has_two(&self, rows: &[u32]) -> bool {
        let mut pairs = rows.iter().enumerate();
        pairs.any(|(n, &a)| rows[n + 1..].iter().any(|&b| self.are_two(a, b)))
    }

    fn edge(&mut self, (a, b): (u32, u32), edge: Edge) {
        for (from, to) in [(a, b), (b, a)] {
            let kept = self
                .edges
                .entry(from)
                .or_default()
                .entry(to)
                .or_insert(edge);
            // Which of several pairs of names came first must not show.
            kept.tied |= edge.tied;
            if (edge.rule as u8) < kept.rule as u8 {
                kept.rule = edge.rule;
            }
        }
    }

    fn cut(&mut self, a: u32, b: u32) {
        for (from, to) in [(a, b), (b, a)] {
            if let Some(edges) = self.edges.get_mut(&from) {
                edges.remove(&to);
            }
        }
    }

    /// Cuts off every row that fits two people, unless documents tie it to one of them only: then from
    /// the other.
    fn part(&mut self) {
        let mut cuts = Vec::new();
        for (&row, edges) in &self.edges {
            let all: Vec<u32> = edges.keys().copied().collect();
            if !self.has_two(&all) {
                continue;
            }
            let tied = all.iter().copied().filter(|other| edges[other].tied);
            let tied: Vec<u32> = tied.collect();
            let decided = !tied.is_empty() && !self.has_two(&tied);
            let stays = |other: u32| {
                decided
                    && !tied
                        .iter()
                        .any(|&tied| tied != other && self.are_two(tied, other))
            };
            cuts.extend(
                all.iter()
                    .filter(|&&other| !stays(other))
                    .map(|&other| (row, other)),
            );
        }
        for (a, b) in cuts {
            self.cut(a, b);
        }
    }

    /// The rows that edges hold together, two or more.
    fn components(&self) -> Vec<Vec<u32>> {
        let mut seen: BTreeSet<u32> = BTreeSet::new();
        let mut components = Vec::new();
        for &row in self.edges.keys() {
            if !seen.insert(row) {
                continue;
            }
            let mut component = vec![row];
            let mut at = 0;
            while let Some(&row) = component.get(at) {
                at += 1;
                let others = self.edges.get(&row).into_iter().flat_map(BTreeMap::keys);
                component.extend(others.copied().filter(|&other| seen.insert(other)));
            }
            if component.len() > 1 {
                components.push(component);
            }
        }
        components
    }

    /// Joins rows to the one that leads.
    fn join(&self, component: &[u32], unions: &mut Unions) {
        let weight = |row: &u32| {
            let names = self.names[row].iter();
            let weights = names.map(|name| {
                let (unkeyed, documents, mentions, letters) = name.weight;
                let counts = Reverse((documents, mentions, letters));
                (unkeyed, counts, &name.folded)
            });
            weights.min()
        };
        let mut rows = component.to_vec();
        rows.sort_by_key(weight);
        let [leading, others @ ..] = rows.as_slice() else {
            return;
        };
        for other in others {
            let edges = &self.edges[other];
            // By the way to the leading row if there is one, else to the first of the others.
            let edge = edges.get(leading).or_else(|| {
                let mut linked = rows.iter().filter_map(|row| edges.get(row));
                linked.next()
            });
            if let Some(edge) = edge {
                unions.join(*leading, *other, edge.rule);
            }
        }
    }
}

/// The pairs of names that share a given name, by their places.
fn pairs(bearers: &[Named]) -> BTreeSet<(usize, usize)> {
    let mut by_given: HashMap<String, Vec<usize>> = HashMap::new();
    for (n, bearer) in bearers.iter().enumerate() {
        let mut keys: BTreeSet<String> = bearer.name.given_keys().collect();
        // `JD Vance` is found by the `j` of the `James David Vance` that a document ties to it.
        let abridged = bearer.name.given().is_some_and(|given| given.is_abridged());
        if abridged || !bearer.tied.is_empty() {
            let head = bearer.name.heads(0..1).chars().next();
            keys.extend(head.map(|head| format!(" {head}")));
        }
        for key in keys {
            by_given.entry(key).or_default().push(n);
        }
    }
    let mut pairs = BTreeSet::new();
    for sharers in by_given
        .into_values()
        .filter(|sharers| sharers.len() <= MOST)
    {
        for (n, &a) in sharers.iter().enumerate() {
            pairs.extend(sharers[n + 1..].iter().map(|&b| (a.min(b), a.max(b))));
        }
    }
    pairs
}
