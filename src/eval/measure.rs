//! Precision, recall and F1 as shares of sums, which add up over documents.

use std::ops::AddAssign;

use serde::Serialize;

/// Precision, recall and their harmonic mean; each is 0 where it would divide by 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Measure {
    /// From 0 to 1.
    pub precision: f64,
    /// From 0 to 1.
    pub recall: f64,
    /// The harmonic mean of precision and recall.
    pub f1: f64,
}

/// What precision and recall are shares of: a part and its whole each.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct ShareSums {
    pub(super) precision: [f64; 2],
    pub(super) recall: [f64; 2],
}

impl ShareSums {
    /// A share that is both: precision, recall and F1 are the same.
    pub(super) fn plain(part: usize, whole: usize) -> Self {
        let share = [exact(part), exact(whole)];
        Self {
            precision: share,
            recall: share,
        }
    }

    /// Spans that are right among the predicted ones, and found among the gold ones.
    pub(super) fn spans(right: usize, predicted: usize, found: usize, gold: usize) -> Self {
        Self {
            precision: [exact(right), exact(predicted)],
            recall: [exact(found), exact(gold)],
        }
    }

    pub(super) fn measure(self) -> Measure {
        let share = |[part, whole]: [f64; 2]| if whole > 0.0 { part / whole } else { 0.0 };
        let (precision, recall) = (share(self.precision), share(self.recall));
        Measure {
            precision,
            recall,
            f1: harmonic(precision, recall),
        }
    }

    /// Whether there is nothing to score.
    pub(super) fn is_empty(self) -> bool {
        self.precision[1] == 0.0 && self.recall[1] == 0.0
    }
}

impl AddAssign for ShareSums {
    fn add_assign(&mut self, other: Self) {
        for n in 0..2 {
            self.precision[n] += other.precision[n];
            self.recall[n] += other.recall[n];
        }
    }
}

/// The harmonic mean of two shares; 0 where both are.
pub(super) fn harmonic(one: f64, other: f64) -> f64 {
    let sum = one + other;
    if sum > 0.0 {
        2.0 * one * other / sum
    } else {
        0.0
    }
}

/// A count as a number that can be divided.
#[expect(clippy::cast_precision_loss, reason = "nobody counts 2^53 spans")]
pub(super) fn exact(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_documents_are_shared_out_once() {
        let mut sums = ShareSums::spans(1, 2, 1, 4);
        sums += ShareSums::spans(3, 4, 3, 4);
        let found = sums.measure();
        assert!((found.precision - 4.0 / 6.0).abs() < 1e-12);
        assert!((found.recall - 0.5).abs() < 1e-12);
        assert!((found.f1 - 4.0 / 7.0).abs() < 1e-12);
        assert_eq!(ShareSums::default().measure(), Measure::default());
        assert!(ShareSums::default().is_empty() && !sums.is_empty());
    }

    #[test]
    fn a_plain_share_is_its_own_f1() {
        let found = ShareSums::plain(3, 4).measure();
        assert_eq!(
            (found.precision, found.recall, found.f1),
            (0.75, 0.75, 0.75)
        );
    }
}
