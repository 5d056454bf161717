//! Two clusterings of the same mentions, as the numbers of mentions that their clusters share. All three
//! scores come from these numbers.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use super::assignment;
use crate::eval::measure::{ShareSums, exact};

/// How many mentions the clusters of both sides have, and share.
#[derive(Debug, Default)]
pub(super) struct Contingency {
    /// Mentions of each gold cluster.
    gold: Vec<usize>,
    /// Mentions of each predicted cluster.
    predicted: Vec<usize>,
    /// Mentions that a gold and a predicted cluster share, where there are any.
    shared: BTreeMap<(usize, usize), usize>,
}

impl Contingency {
    /// From the gold and the predicted cluster of each mention; a mention that one side lacks has no
    /// cluster there.
    pub(super) fn of<G: Eq + Hash, P: Eq + Hash>(
        mentions: impl IntoIterator<Item = (Option<G>, Option<P>)>,
    ) -> Self {
        let (mut gold, mut predicted) = (HashMap::new(), HashMap::new());
        let mut table = Self::default();
        for (gold_key, predicted_key) in mentions {
            let one = gold_key.map(|key| number(&mut gold, key, &mut table.gold));
            let other = predicted_key.map(|key| number(&mut predicted, key, &mut table.predicted));
            if let (Some(one), Some(other)) = (one, other) {
                *table.shared.entry((one, other)).or_default() += 1;
            }
        }
        table
    }

    /// How many clusters the gold and the predictions have.
    pub(super) fn sizes(&self) -> (usize, usize) {
        (self.gold.len(), self.predicted.len())
    }

    /// B³ (Bagga and Baldwin 1998): for each mention, the share of its cluster that the other side also
    /// has in one cluster with it, averaged over the mentions.
    pub(super) fn b_cubed(&self) -> ShareSums {
        let mut sums = ShareSums {
            precision: [0.0, exact(self.predicted.iter().sum())],
            recall: [0.0, exact(self.gold.iter().sum())],
        };
        for (&(gold, predicted), &both) in &self.shared {
            let square = exact(both) * exact(both);
            sums.recall[0] += square / exact(self.gold[gold]);
            sums.precision[0] += square / exact(self.predicted[predicted]);
        }
        sums
    }

    /// CEAF-e (Luo 2005, φ₄): the similarity of clusters, 2 · shared / (size + size), summed over the
    /// best one-to-one assignment, as a share of the clusters of a side.
    pub(super) fn ceaf_e(&self) -> ShareSums {
        let similar: f64 = self
            .components()
            .iter()
            .map(|part| self.assigned(part))
            .sum();
        ShareSums {
            precision: [similar, exact(self.predicted.len())],
            recall: [similar, exact(self.gold.len())],
        }
    }

    /// LEA (Moosavi and Strube 2016): the share of a cluster's links that the other side has too,
    /// weighted by its size. A cluster of one mention has one link, to itself; the other side has it if
    /// the mention is alone there too.
    pub(super) fn lea(&self) -> ShareSums {
        let (mut kept_gold, mut kept_predicted) =
            (vec![0.0; self.gold.len()], vec![0.0; self.predicted.len()]);
        for (&(gold, predicted), &both) in &self.shared {
            let sizes = (self.gold[gold], self.predicted[predicted]);
            let alone = f64::from(u8::from(sizes == (1, 1)));
            kept_gold[gold] += if sizes.0 == 1 { alone } else { links(both) };
            kept_predicted[predicted] += if sizes.1 == 1 { alone } else { links(both) };
        }
        ShareSums {
            precision: weighted(&self.predicted, &kept_predicted),
            recall: weighted(&self.gold, &kept_gold),
        }
    }

    /// The clusters that share mentions, directly or through others: no other pair is similar, so each
    /// such group is assigned by itself. Each as the keys of `shared`.
    fn components(&self) -> Vec<Vec<(usize, usize)>> {
        let golds = self.gold.len();
        let mut parent: Vec<usize> = (0..golds + self.predicted.len()).collect();
        for &(gold, predicted) in self.shared.keys() {
            let (one, other) = (
                root(&mut parent, gold),
                root(&mut parent, golds + predicted),
            );
            parent[one.max(other)] = one.min(other);
        }
        let mut parts: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for &(gold, predicted) in self.shared.keys() {
            let part = parts.entry(root(&mut parent, gold)).or_default();
            part.push((gold, predicted));
        }
        parts.into_values().collect()
    }

    fn assigned(&self, part: &[(usize, usize)]) -> f64 {
        let similarity = |&(gold, predicted): &(usize, usize)| {
            let sizes = exact(self.gold[gold]) + exact(self.predicted[predicted]);
            2.0 * exact(self.shared[&(gold, predicted)]) / sizes
        };
        let (mut rows, mut columns) = (HashMap::new(), HashMap::new());
        for &(gold, predicted) in part {
            let next = rows.len();
            rows.entry(gold).or_insert(next);
            let next = columns.len();
            columns.entry(predicted).or_insert(next);
        }
        let mut weights = vec![vec![0.0; columns.len()]; rows.len()];
        for pair in part {
            weights[rows[&pair.0]][columns[&pair.1]] = similarity(pair);
        }
        assignment::best(&weights)
    }
}

/// The number of a cluster, in order of arrival; counts a mention of it.
fn number<K: Eq + Hash>(numbers: &mut HashMap<K, usize>, key: K, sizes: &mut Vec<usize>) -> usize {
    let next = numbers.len();
    let number = *numbers.entry(key).or_insert(next);
    if number == sizes.len() {
        sizes.push(0);
    }
    sizes[number] += 1;
    number
}

fn root(parent: &mut [usize], mut of: usize) -> usize {
    while parent[of] != of {
        parent[of] = parent[parent[of]];
        of = parent[of];
    }
    of
}

fn links(mentions: usize) -> f64 {
    exact(mentions) * (exact(mentions) - 1.0) / 2.0
}

fn weighted(sizes: &[usize], kept: &[f64]) -> [f64; 2] {
    let all = |size: usize| if size == 1 { 1.0 } else { links(size) };
    let share = |(&size, kept): (&usize, &f64)| exact(size) * kept / all(size);
    [
        sizes.iter().zip(kept).map(share).sum(),
        exact(sizes.iter().sum()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::measure::Measure;

    /// Clusters as words, a mention each letter.
    fn table(gold: &str, predicted: &str) -> Contingency {
        let cluster = |side: &str, mention: char| {
            let mut clusters = side.split(' ').enumerate();
            clusters.find(|(_, c)| c.contains(mention)).map(|(n, _)| n)
        };
        let mut all: Vec<char> = format!("{gold}{predicted}")
            .replace(' ', "")
            .chars()
            .collect();
        all.sort_unstable();
        all.dedup();
        let both = |&mention: &char| (cluster(gold, mention), cluster(predicted, mention));
        Contingency::of(all.iter().map(both).collect::<Vec<_>>())
    }

    fn close(found: Measure, precision: f64, recall: f64) {
        assert!((found.precision - precision).abs() < 1e-9, "{found:?}");
        assert!((found.recall - recall).abs() < 1e-9, "{found:?}");
    }

    /// The worked example of the paper on LEA (Moosavi and Strube 2016, section 4).
    #[test]
    fn the_example_of_the_paper_on_lea() {
        let table = table("abc defg", "ab cd fghi");
        // It gives 0.33 and 0.24.
        close(
            table.lea().measure(),
            (2.0 + 4.0 / 6.0) / 8.0,
            (1.0 + 4.0 / 6.0) / 7.0,
        );
    }

    #[test]
    fn three_scores_worked_out_by_hand() {
        // Gold {a,b,c} {d}; predicted {a,b} {c,d}; e is spurious, alone.
        let table = table("abc d", "ab cd e");
        assert_eq!(table.sizes(), (2, 3));
        // Recall: (4/3 + 1/3 + 1) / 4; precision: (2 + 1/2 + 1/2 + 0) / 5.
        close(table.b_cubed().measure(), 3.0 / 5.0, (8.0 / 3.0) / 4.0);
        // Similarities: abc~ab 4/5, abc~cd 2/5, d~cd 2/3. Best: 4/5 + 2/3.
        let similar = 4.0 / 5.0 + 2.0 / 3.0;
        close(table.ceaf_e().measure(), similar / 3.0, similar / 2.0);
        // Recall: abc keeps 1 link of 3, d is not alone: 3 · 1/3 / 4. Precision: ab keeps its link, cd
        // none, e is in no gold cluster: 2 · 1 / 5.
        close(table.lea().measure(), 2.0 / 5.0, 1.0 / 4.0);
    }

    #[test]
    fn the_same_clusters_score_one_and_no_clusters_zero() {
        let same = table("abc d ef", "abc d ef");
        for sums in [same.b_cubed(), same.ceaf_e(), same.lea()] {
            close(sums.measure(), 1.0, 1.0);
        }
        let nothing = table("abc d", "");
        for sums in [nothing.b_cubed(), nothing.ceaf_e(), nothing.lea()] {
            close(sums.measure(), 0.0, 0.0);
        }
    }

    #[test]
    fn all_in_one_cluster_is_recalled_and_not_precise() {
        let table = table("ab cd", "abcd");
        close(table.b_cubed().measure(), 0.5, 1.0);
        // Of 6 predicted links, 2 are gold.
        close(table.lea().measure(), 1.0 / 3.0, 1.0);
        close(table.ceaf_e().measure(), 2.0 / 3.0, 1.0 / 3.0);
    }
}
