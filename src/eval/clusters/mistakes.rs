//! Clusters that are split or merged.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::ClusterMention;

/// A way in which clusters are wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ClusterMistakeKind {
    /// One gold cluster is several predicted ones.
    Split,
    /// One predicted cluster is several gold ones.
    Merged,
}

/// One thing that the predictions take for several, or several that they take for one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ClusterMistake {
    /// Which of the two.
    pub kind: ClusterMistakeKind,
    /// The document's id; over a corpus, none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// The label of its first mention.
    pub label: String,
    /// The parts, the largest first: the longest surface of each, and its mentions.
    pub parts: Vec<(String, usize)>,
}

/// Collects mistakes, one document after the other.
#[derive(Default)]
pub(super) struct ClusterMistakes(Vec<ClusterMistake>);

impl ClusterMistakes {
    /// Collects those of the mentions that both sides have.
    pub(super) fn add(&mut self, document: Option<&str>, mentions: &[ClusterMention<'_>]) {
        let found = || {
            let both = |m| match m {
                &ClusterMention {
                    gold: Some(gold),
                    predicted: Some(predicted),
                    ..
                } => Some((m, gold, predicted)),
                _ => None,
            };
            mentions.iter().filter_map(both)
        };
        self.gather(ClusterMistakeKind::Split, document, found());
        let merged = found().map(|(m, gold, predicted)| (m, predicted, gold));
        self.gather(ClusterMistakeKind::Merged, document, merged);
    }

    /// Mentions with the cluster that should be whole, and the one on the other side.
    fn gather<'m>(
        &mut self,
        kind: ClusterMistakeKind,
        document: Option<&str>,
        mentions: impl Iterator<Item = (&'m ClusterMention<'m>, usize, usize)>,
    ) {
        type Parts<'m> = BTreeMap<usize, Vec<&'m ClusterMention<'m>>>;
        let mut wholes: BTreeMap<usize, Parts<'m>> = BTreeMap::new();
        for (mention, whole, part) in mentions {
            wholes
                .entry(whole)
                .or_default()
                .entry(part)
                .or_default()
                .push(mention);
        }
        for parts in wholes.into_values().filter(|parts| parts.len() > 1) {
            let label = parts.values().next().map_or("", |part| part[0].label);
            let longest = |part: &Vec<&ClusterMention<'_>>| {
                let surfaces = part.iter().map(|mention| &mention.surface);
                let longest = surfaces.max_by_key(|s| (s.chars().count(), Reverse(*s)));
                (longest.cloned().unwrap_or_default(), part.len())
            };
            let mut named: Vec<(String, usize)> = parts.values().map(longest).collect();
            named.sort_by(|one, other| (Reverse(one.1), &one.0).cmp(&(Reverse(other.1), &other.0)));
            self.0.push(ClusterMistake {
                kind,
                document: document.map(str::to_owned),
                label: label.to_owned(),
                parts: named,
            });
        }
    }

    /// How many are split, and how many merged.
    pub(super) fn counts(&self) -> [usize; 2] {
        [ClusterMistakeKind::Split, ClusterMistakeKind::Merged]
            .map(|kind| self.0.iter().filter(|mistake| mistake.kind == kind).count())
    }

    /// Those with the most mentions outside the largest part; of two with as many, the earlier one.
    pub(super) fn largest(mut self, listed: usize) -> Vec<ClusterMistake> {
        let astray = |mistake: &ClusterMistake| {
            mistake
                .parts
                .iter()
                .skip(1)
                .map(|(_, mentions)| mentions)
                .sum::<usize>()
        };
        self.0.sort_by_key(|mistake| Reverse(astray(mistake)));
        self.0.truncate(listed);
        self.0
    }
}
