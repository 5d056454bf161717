//! How often two nodes are named together, counted in bounded memory.

use std::collections::HashMap;
use std::io;

use super::SORTED;
use crate::index::packed::{Pack, Unpack, damaged};
use crate::index::sorter::Sorter;

/// Pairs that are counted in memory: some 100 MB.
const IN_MEMORY: usize = 2_000_000;

/// Documents and sentences by pair.
pub(super) struct PairCounts {
    counts: HashMap<(u32, u32), (u64, u64)>,
    /// What was counted before; parts of one pair are added up at the end.
    kept: Sorter,
    most: usize,
    /// The nodes of the document that is being counted, and of its sentences.
    nodes: Vec<u32>,
    sentences: Vec<(u32, u32)>,
}

impl PairCounts {
    pub fn new() -> Self {
        Self::holding(IN_MEMORY)
    }

    /// Counts about `most` pairs in memory.
    pub(super) fn holding(most: usize) -> Self {
        Self {
            counts: HashMap::new(),
            kept: Sorter::new(SORTED),
            most,
            nodes: Vec::new(),
            sentences: Vec::new(),
        }
    }

    /// Counts a document: its nodes, each once and in order, with the sentences that name it.
    pub fn document<'a>(
        &mut self,
        links: impl Iterator<Item = (u32, &'a [u32])>,
    ) -> io::Result<()> {
        let (mut nodes, mut sentences) = (
            std::mem::take(&mut self.nodes),
            std::mem::take(&mut self.sentences),
        );
        nodes.clear();
        sentences.clear();
        for (node, of_node) in links {
            nodes.push(node);
            sentences.extend(of_node.iter().map(|&sentence| (sentence, node)));
        }
        self.each_pair(&nodes, (1, 0))?;
        // By sentence, since most pairs of a document share none.
        sentences.sort_unstable();
        for sentence in sentences.chunk_by(|a, b| a.0 == b.0) {
            nodes.clear();
            nodes.extend(sentence.iter().map(|&(_, node)| node));
            self.each_pair(&nodes, (0, 1))?;
        }
        (self.nodes, self.sentences) = (nodes, sentences);
        Ok(())
    }

    fn each_pair(&mut self, nodes: &[u32], (documents, sentences): (u64, u64)) -> io::Result<()> {
        for (n, &source) in nodes.iter().enumerate() {
            for &target in &nodes[n + 1..] {
                let counted = self.counts.entry((source, target)).or_default();
                counted.0 += documents;
                counted.1 += sentences;
            }
            if self.counts.len() > self.most {
                self.spill()?;
            }
        }
        Ok(())
    }

    fn spill(&mut self) -> io::Result<()> {
        for ((source, target), (documents, sentences)) in self.counts.drain() {
            let mut key = source.to_be_bytes().to_vec();
            key.extend(target.to_be_bytes());
            let mut value = Pack::default();
            value.number(documents);
            value.number(sentences);
            self.kept.push(&key, &value.0)?;
        }
        Ok(())
    }

    /// Gives each pair with its documents and sentences, in the order of the nodes.
    pub fn each(
        mut self,
        mut take: impl FnMut((u32, u32), u64, u64) -> io::Result<()>,
    ) -> io::Result<()> {
        self.spill()?;
        let mut sorted = self.kept.finish()?;
        let mut open: Option<((u32, u32), u64, u64)> = None;
        while let Some(part) = sorted.next()? {
            let node = |at: usize| {
                let bytes = part.key.get(at..at + 4).and_then(|b| b.try_into().ok());
                bytes.map(u32::from_be_bytes).ok_or_else(damaged)
            };
            let pair = (node(0)?, node(4)?);
            let mut unpack = Unpack(&part.value);
            let (documents, sentences) = (unpack.number()?, unpack.number()?);
            match &mut open {
                Some(counted) if counted.0 == pair => {
                    counted.1 += documents;
                    counted.2 += sentences;
                }
                _ => {
                    if let Some((pair, documents, sentences)) =
                        open.replace((pair, documents, sentences))
                    {
                        take(pair, documents, sentences)?;
                    }
                }
            }
        }
        open.map_or(Ok(()), |(pair, documents, sentences)| {
            take(pair, documents, sentences)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(most: usize) -> Vec<((u32, u32), u64, u64)> {
        let mut counts = PairCounts::holding(most);
        for n in 0..200_u32 {
            let mut nodes: Vec<u32> = (0..7).map(|step| (n * 5 + step * step) % 23).collect();
            nodes.sort_unstable();
            nodes.dedup();
            let sentences: Vec<Vec<u32>> = nodes.iter().map(|node| vec![node % 3, 9]).collect();
            let links = nodes
                .iter()
                .copied()
                .zip(sentences.iter().map(Vec::as_slice));
            counts.document(links).expect("counted");
        }
        let mut seen = Vec::new();
        let taken = counts.each(|pair, documents, sentences| {
            seen.push((pair, documents, sentences));
            Ok(())
        });
        taken.expect("taken");
        seen
    }

    #[test]
    fn counts_are_the_same_in_memory_and_over_many_runs() {
        let expected = counted(usize::MAX);
        assert!(expected.len() > 100 && expected.is_sorted());
        // All share sentence 9, and some one more.
        assert!(expected.iter().all(|&(_, d, s)| s == d || s == 2 * d));
        assert!(expected.iter().any(|&(_, d, s)| s == 2 * d));
        for most in [1, 30] {
            assert_eq!(counted(most), expected, "{most}");
        }
    }
}
