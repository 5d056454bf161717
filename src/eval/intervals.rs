//! How sure a score is: intervals by the bootstrap over documents, and paired tests of two systems.
//!
//! The documents are what is drawn: sentences of one text are right or wrong together, so drawing them
//! one by one would make the intervals too narrow. The seed is fixed: the same files give the same
//! numbers.

use serde::Serialize;

use super::measure::exact;
use super::metrics::{DocumentSums, Metric};
use super::random::SplitMix;

/// How often documents are drawn anew, or sides are swapped.
const ROUNDS: usize = 2000;

const SEED: u64 = 20_250_706;

/// The share of the rounds that lies below an interval of 95 %, and above it.
const TAIL: usize = ROUNDS / 40;

/// A score and the interval that it lies in for 95 % of the draws.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct MetricInterval {
    /// Which score.
    pub metric: Metric,
    /// Its value over the documents as they are.
    pub value: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// A score of two systems on the same documents.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct MetricDifference {
    /// Which score.
    pub metric: Metric,
    /// Its value for the predictions.
    pub value: f64,
    /// Its value for the other ones.
    pub against: f64,
    /// The first less the second.
    pub difference: f64,
    /// The lower end of the interval of 95 % of the difference, documents drawn anew for both sides
    /// together.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// How often a difference as large comes about if it is left to chance which of the two systems
    /// made which document's predictions (approximate randomisation, two-sided).
    pub p: f64,
}

/// The interval of each score of which there is something to score.
pub(super) fn intervals(documents: &[DocumentSums]) -> Vec<MetricInterval> {
    let whole: DocumentSums = documents.iter().sum();
    let draws = drawn(documents.len(), |picked| {
        picked
            .iter()
            .map(|&at| &documents[at])
            .sum::<DocumentSums>()
    });
    let interval = |metric| {
        let (low, high) = middle(draws.iter().map(|sums| sums.value(metric)));
        MetricInterval {
            metric,
            value: whole.value(metric),
            low,
            high,
        }
    };
    whole.scored().map(interval).collect()
}

/// The difference of each score of which both sides have something. Both have the same documents in the same
/// order.
pub(super) fn differences(
    documents: &[DocumentSums],
    against: &[DocumentSums],
) -> Vec<MetricDifference> {
    let (one, other): (DocumentSums, DocumentSums) = (documents.iter().sum(), against.iter().sum());
    let draws = drawn(documents.len(), |picked| {
        let sum = |side: &[DocumentSums]| picked.iter().map(|&at| &side[at]).sum::<DocumentSums>();
        (sum(documents), sum(against))
    });
    let swaps = swapped(documents, against);
    let difference = |metric| {
        let of =
            |(one, other): &(DocumentSums, DocumentSums)| one.value(metric) - other.value(metric);
        let difference = of(&(one, other));
        let (low, high) = middle(draws.iter().map(of));
        // Sums in another order differ in their last digits.
        let as_large = |swap: &&_| of(swap).abs() >= difference.abs() - 1e-12;
        let chance = swaps.iter().filter(as_large).count();
        MetricDifference {
            metric,
            value: one.value(metric),
            against: other.value(metric),
            difference,
            low,
            high,
            p: exact(chance + 1) / exact(ROUNDS + 1),
        }
    };
    let both = other.scored().collect::<Vec<_>>();
    let scored = one.scored().filter(|metric| both.contains(metric));
    scored.map(difference).collect()
}

/// What `sum` makes of each draw: as many documents as there are, each drawn any number of times.
fn drawn<T>(documents: usize, mut sum: impl FnMut(&[usize]) -> T) -> Vec<T> {
    let mut random = SplitMix::new(SEED);
    let mut picked = vec![0; documents];
    let draw = |_| {
        picked.fill_with(|| random.below(documents));
        sum(&picked)
    };
    (0..ROUNDS).map(draw).collect()
}

/// Both sides' sums, the sides of each document swapped or not by chance.
fn swapped(one: &[DocumentSums], other: &[DocumentSums]) -> Vec<(DocumentSums, DocumentSums)> {
    let mut random = SplitMix::new(SEED);
    let round = |_| {
        let mut sums = (DocumentSums::default(), DocumentSums::default());
        for (one, other) in one.iter().zip(other) {
            let (first, second) = match random.next() >> 63 {
                0 => (one, other),
                _ => (other, one),
            };
            sums.0 += first;
            sums.1 += second;
        }
        sums
    };
    (0..ROUNDS).map(round).collect()
}

/// The middle 95 % of what the rounds gave.
fn middle(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    (sorted[TAIL], sorted[sorted.len() - 1 - TAIL])
}

#[cfg(test)]
mod tests {
    use super::super::measure::ShareSums;
    use super::*;

    /// Documents of ten predicted and ten gold spans, so many of them right.
    fn documents(right: &[usize]) -> Vec<DocumentSums> {
        let document = |&right: &usize| {
            let mut sums = DocumentSums::default();
            sums.set(Metric::Strict, ShareSums::spans(right, 10, right, 10));
            sums
        };
        right.iter().map(document).collect()
    }

    #[test]
    fn equal_documents_leave_no_doubt() {
        let found = intervals(&documents(&[8; 20]));
        let [strict] = found.as_slice() else {
            panic!("one score: {found:?}")
        };
        assert_eq!(strict.metric, Metric::Strict);
        for value in [strict.value, strict.low, strict.high] {
            assert!((value - 0.8).abs() < 1e-12);
        }
    }

    #[test]
    fn the_interval_is_about_two_standard_errors_wide() {
        // Half of the documents all right, half all wrong: the mean of 100 has the standard error 0.05.
        let right: Vec<usize> = (0..100).map(|n| 10 * (n % 2)).collect();
        let found = intervals(&documents(&right))[0];
        assert!((found.value - 0.5).abs() < 1e-12);
        assert!((found.low - 0.402).abs() < 0.015, "{found:?}");
        assert!((found.high - 0.598).abs() < 0.015, "{found:?}");
        assert_eq!(found, intervals(&documents(&right))[0], "the same again");
    }

    #[test]
    fn a_system_against_itself_does_not_differ() {
        let side = documents(&[3, 5, 9, 10]);
        let found = differences(&side, &side)[0];
        assert_eq!((found.difference, found.low, found.high), (0.0, 0.0, 0.0));
        assert_eq!(found.p, 1.0);
    }

    #[test]
    fn better_on_every_document_is_no_chance_and_on_half_of_them_is() {
        let found = differences(&documents(&[9; 30]), &documents(&[8; 30]))[0];
        assert!((found.difference - 0.1).abs() < 1e-12);
        assert!(found.low > 0.09 && found.p < 0.001, "{found:?}");
        let one: Vec<usize> = (0..30).map(|n| 8 + n % 2).collect();
        let other: Vec<usize> = (0..30).map(|n| 9 - n % 2).collect();
        let found = differences(&documents(&one), &documents(&other))[0];
        assert!(
            found.low < 0.0 && found.high > 0.0 && found.p > 0.9,
            "{found:?}"
        );
        // Three documents, one side better on each: of eight ways to swap, two are as far apart.
        let found = differences(&documents(&[9; 3]), &documents(&[8; 3]))[0];
        assert!((found.p - 0.25).abs() < 0.03, "{found:?}");
    }

    #[test]
    fn no_documents_have_no_intervals() {
        assert_eq!(intervals(&[]), []);
        assert_eq!(differences(&[], &[]), []);
    }
}
