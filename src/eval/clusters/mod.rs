//! How well clusters answer gold clusters: B³, CEAF-e and LEA.
//!
//! Each is computed twice. Over all mentions, one that only one side has counts as in the definitions:
//! in the other side's clusters, it is not. Over the mentions that both sides have, with the same span
//! and label, the scores speak of the clusters alone and not of what the model found. Clusters of one
//! mention count.

mod assignment;
mod contingency;
mod mistakes;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::AddAssign;

use serde::Serialize;

use super::document::LabelledSpan;
use super::measure::{Measure, ShareSums};
use super::mistakes::surface;
use super::pair::DocumentPair;
use contingency::Contingency;
use mistakes::ClusterMistakes;
pub use mistakes::{ClusterMistake, ClusterMistakeKind};

/// The three scores of the same clusters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ClusterMeasures {
    /// B³ (Bagga and Baldwin 1998).
    pub b_cubed: Measure,
    /// CEAF-e (Luo 2005), with φ₄.
    pub ceaf_e: Measure,
    /// LEA (Moosavi and Strube 2016).
    pub lea: Measure,
}

/// How well the clusters of one label, or of all, answer the gold ones.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ClusterScore {
    /// Gold mentions with a cluster.
    pub gold_mentions: usize,
    /// Predicted mentions of those labels.
    pub predicted_mentions: usize,
    /// Mentions that both sides have, with the same span and label.
    pub found_mentions: usize,
    /// Gold clusters.
    pub gold_clusters: usize,
    /// Predicted clusters.
    pub predicted_clusters: usize,
    /// Over the mentions that both sides have.
    pub found: ClusterMeasures,
    /// Over all mentions.
    pub all: ClusterMeasures,
}

/// The scores of clusters, over the documents whose gold has clusters.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ClusterScores {
    /// Documents whose gold has clusters.
    pub documents: usize,
    /// All labels together.
    #[serde(flatten)]
    pub total: ClusterScore,
    /// Each label that gold mentions with a cluster have.
    pub labels: BTreeMap<String, ClusterScore>,
    /// Gold clusters whose found mentions are in several predicted ones.
    pub split: usize,
    /// Predicted clusters whose found mentions are of several gold ones.
    pub merged: usize,
    /// The largest of them.
    pub mistakes: Vec<ClusterMistake>,
}

/// The sums of one document, or of several.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ClusterSums {
    mentions: [usize; 3],
    clusters: [usize; 2],
    pub(super) found: ClusterShares,
    pub(super) all: ClusterShares,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ClusterShares {
    pub(super) b_cubed: ShareSums,
    pub(super) ceaf_e: ShareSums,
    pub(super) lea: ShareSums,
}

impl ClusterShares {
    fn of(table: &Contingency) -> Self {
        Self {
            b_cubed: table.b_cubed(),
            ceaf_e: table.ceaf_e(),
            lea: table.lea(),
        }
    }

    fn measures(self) -> ClusterMeasures {
        ClusterMeasures {
            b_cubed: self.b_cubed.measure(),
            ceaf_e: self.ceaf_e.measure(),
            lea: self.lea.measure(),
        }
    }
}

impl AddAssign for ClusterShares {
    fn add_assign(&mut self, other: Self) {
        self.b_cubed += other.b_cubed;
        self.ceaf_e += other.ceaf_e;
        self.lea += other.lea;
    }
}

impl AddAssign for ClusterSums {
    fn add_assign(&mut self, other: Self) {
        for (sum, more) in self.mentions.iter_mut().zip(other.mentions) {
            *sum += more;
        }
        for (sum, more) in self.clusters.iter_mut().zip(other.clusters) {
            *sum += more;
        }
        self.found += other.found;
        self.all += other.all;
    }
}

impl ClusterSums {
    pub(super) fn of<'a>(mentions: impl Iterator<Item = &'a ClusterMention<'a>> + Clone) -> Self {
        let all = Contingency::of(mentions.clone().map(ClusterMention::sides));
        let both = mentions.clone().filter(|mention| mention.is_found());
        let found = Contingency::of(both.map(ClusterMention::sides));
        let count = |counts: fn(&ClusterMention<'_>) -> bool| {
            mentions.clone().filter(|&mention| counts(mention)).count()
        };
        Self {
            mentions: [
                count(|mention| mention.gold.is_some()),
                count(|mention| mention.predicted.is_some()),
                count(|mention| mention.is_found()),
            ],
            clusters: all.sizes().into(),
            found: ClusterShares::of(&found),
            all: ClusterShares::of(&all),
        }
    }

    pub(super) fn score(&self) -> ClusterScore {
        let [gold_mentions, predicted_mentions, found_mentions] = self.mentions;
        let [gold_clusters, predicted_clusters] = self.clusters;
        ClusterScore {
            gold_mentions,
            predicted_mentions,
            found_mentions,
            gold_clusters,
            predicted_clusters,
            found: self.found.measures(),
            all: self.all.measures(),
        }
    }
}

/// A mention with its cluster on each side, by number; a side that lacks the mention has none.
#[derive(Clone, Debug)]
pub(super) struct ClusterMention<'a> {
    pub(super) label: &'a str,
    pub(super) surface: String,
    pub(super) gold: Option<usize>,
    pub(super) predicted: Option<usize>,
}

impl ClusterMention<'_> {
    fn sides(&self) -> (Option<usize>, Option<usize>) {
        (self.gold, self.predicted)
    }

    pub(super) fn is_found(&self) -> bool {
        self.gold.is_some() && self.predicted.is_some()
    }
}

/// The labels of the gold mentions that have a cluster: those of the predicted mentions that count.
pub(super) fn labels<'a>(pairs: &[DocumentPair<'a>]) -> BTreeSet<&'a str> {
    let spans = pairs.iter().flat_map(|pair| pair.gold.entities());
    let clustered = spans.filter(|span| span.cluster.is_some());
    clustered.map(|span| span.label.as_str()).collect()
}

/// The mentions of a document whose gold has clusters. A gold mention without a cluster is not labelled:
/// it is left out on both sides. A predicted mention without one is alone in its own.
///
/// `gold` gives the number of a gold mention's cluster, `predicted` that of a predicted one's.
pub(super) fn mentions<'a>(
    pair: &DocumentPair<'a>,
    labels: &BTreeSet<&str>,
    mut gold: impl FnMut(&'a LabelledSpan) -> Option<usize>,
    mut predicted: impl FnMut(&'a LabelledSpan) -> usize,
) -> Vec<ClusterMention<'a>> {
    let counts = |label: &str| labels.contains(label);
    let mut places = HashMap::new();
    let mut found = Vec::new();
    let mut unlabelled = HashSet::new();
    for span in pair
        .gold
        .entities()
        .iter()
        .filter(|span| counts(&span.label))
    {
        let number = gold(span);
        if number.is_none() {
            unlabelled.insert(span.place());
        } else if places.insert(span.place(), found.len()).is_none() {
            found.push(ClusterMention {
                label: &span.label,
                surface: surface(&pair.text, span),
                gold: number,
                predicted: None,
            });
        }
    }
    let mut seen = HashSet::new();
    for span in pair.spans().iter().filter(|span| counts(&span.label)) {
        if unlabelled.contains(&span.place()) || !seen.insert(span.place()) {
            continue;
        }
        let number = Some(predicted(span));
        match places.get(&span.place()) {
            Some(&at) => found[at].predicted = number,
            None => found.push(ClusterMention {
                label: &span.label,
                surface: surface(&pair.text, span),
                gold: None,
                predicted: number,
            }),
        }
    }
    found
}

/// Numbers that names get in order of arrival; what has no name gets one of its own each time.
#[derive(Default)]
struct ClusterNumbers<'a> {
    known: HashMap<&'a str, usize>,
    next: usize,
}

impl<'a> ClusterNumbers<'a> {
    fn of(&mut self, name: Option<&'a str>) -> usize {
        let fresh = self.next;
        let number = match name {
            Some(name) => *self.known.entry(name).or_insert(fresh),
            None => fresh,
        };
        self.next = fresh.max(number + 1);
        number
    }
}

/// The mentions of a document, its clusters numbered by themselves.
pub(super) fn mentions_of_document<'a>(
    pair: &DocumentPair<'a>,
    labels: &BTreeSet<&str>,
) -> Vec<ClusterMention<'a>> {
    let (mut gold, mut predicted) = (ClusterNumbers::default(), ClusterNumbers::default());
    mentions(
        pair,
        labels,
        |span| Some(gold.of(Some(span.cluster.as_deref()?))),
        |span| predicted.of(span.cluster.as_deref()),
    )
}

/// Counts clusters, one document after the other.
pub(super) struct ClusterCounter<'a> {
    documents: usize,
    total: ClusterSums,
    labels: BTreeMap<&'a str, ClusterSums>,
    mistakes: ClusterMistakes,
}

impl<'a> ClusterCounter<'a> {
    pub(super) fn new(labels: &BTreeSet<&'a str>) -> Self {
        let none = |label: &&'a str| (*label, ClusterSums::default());
        Self {
            documents: 0,
            total: ClusterSums::default(),
            labels: labels.iter().map(none).collect(),
            mistakes: ClusterMistakes::default(),
        }
    }

    /// Counts the mentions of a document, or of a corpus, which has no id; returns their sums.
    pub(super) fn add(&mut self, id: Option<&str>, mentions: &[ClusterMention<'a>]) -> ClusterSums {
        self.documents += 1;
        let sums = ClusterSums::of(mentions.iter());
        self.total += sums;
        for (label, of_label) in &mut self.labels {
            let own = mentions.iter().filter(|mention| mention.label == *label);
            *of_label += ClusterSums::of(own);
        }
        self.mistakes.add(id, mentions);
        sums
    }

    /// The scores, with at most `listed` mistakes.
    pub(super) fn finish(self, listed: usize) -> ClusterScores {
        let [split, merged] = self.mistakes.counts();
        let label = |(label, sums): (&str, ClusterSums)| (label.to_owned(), sums.score());
        ClusterScores {
            documents: self.documents,
            total: self.total.score(),
            labels: self.labels.into_iter().map(label).collect(),
            split,
            merged,
            mistakes: self.mistakes.largest(listed),
        }
    }
}

#[cfg(test)]
mod tests;
