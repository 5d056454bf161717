//! Precision, recall and F1, strict and for the bounds alone.

use std::collections::BTreeMap;

use serde::Serialize;

use super::align::Link;

/// How well predicted spans answer gold ones.
///
/// `precision` is the share of the predicted spans that are right, `(predicted - false_positives)
/// / predicted`, `recall` the share of the gold spans that are found, `true_positives / gold`, and
/// `f1` their harmonic mean. Each is 0 where it would divide by 0, as in seqeval with
/// `zero_division=0`: a label that is only in the gold has a precision of 0.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Score {
    /// Gold spans.
    pub gold: usize,
    /// Predicted spans.
    pub predicted: usize,
    /// Gold spans that are found.
    pub true_positives: usize,
    /// Predicted spans that are not right.
    pub false_positives: usize,
    /// Gold spans that are not found.
    pub false_negatives: usize,
    /// The share of the predicted spans that are right, from 0 to 1.
    pub precision: f64,
    /// The share of the gold spans that are found, from 0 to 1.
    pub recall: f64,
    /// The harmonic mean of precision and recall.
    pub f1: f64,
}

/// The score over all labels together, and that of each label.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Scores {
    /// Every span counts the same, whatever its label.
    pub micro: Score,
    /// The score of each label that a gold or a predicted span has.
    pub labels: BTreeMap<String, Score>,
}

/// Strict and boundary-only scores of the same documents.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Evaluation {
    /// How many gold documents there are.
    pub documents: usize,
    /// A predicted span is right when a gold span has its bounds and its label.
    pub strict: Scores,
    /// A predicted span is right when a gold span has its bounds, whatever the label.
    ///
    /// A label's recall is over the gold spans of that label and its precision over the predicted
    /// ones, so that a label's `true_positives` and `false_positives` need not add up to its
    /// `predicted`. They do in `micro`.
    pub boundaries: Scores,
}

/// Counts spans, one document after the other.
#[derive(Default)]
pub(super) struct SpanCounter<'a> {
    documents: usize,
    strict: BTreeMap<&'a str, Counts>,
    boundaries: BTreeMap<&'a str, Counts>,
}

#[derive(Clone, Copy, Default)]
struct Counts {
    gold: usize,
    predicted: usize,
    false_positives: usize,
    false_negatives: usize,
}

impl<'a> SpanCounter<'a> {
    pub(super) fn of(links: &[Link<'a>]) -> Self {
        let mut tally = Self::default();
        tally.add(links);
        tally
    }

    /// Counts a document's spans.
    pub(super) fn add(&mut self, links: &[Link<'a>]) {
        self.documents += 1;
        for link in links {
            let (gold, predicted, bounds) = match *link {
                Link::Pair(gold, predicted) => (
                    Some(&*gold.label),
                    Some(&*predicted.label),
                    gold.has_bounds_of(predicted),
                ),
                Link::Missed(gold) => (Some(&*gold.label), None, false),
                Link::Spurious(predicted) => (None, Some(&*predicted.label), false),
            };
            count(
                &mut self.strict,
                gold,
                predicted,
                bounds && gold == predicted,
            );
            count(&mut self.boundaries, gold, predicted, bounds);
        }
    }

    pub(super) fn evaluation(&self) -> Evaluation {
        Evaluation {
            documents: self.documents,
            strict: scores(&self.strict),
            boundaries: scores(&self.boundaries),
        }
    }
}

fn count<'a>(
    labels: &mut BTreeMap<&'a str, Counts>,
    gold: Option<&'a str>,
    predicted: Option<&'a str>,
    hit: bool,
) {
    if let Some(label) = gold {
        let counts = labels.entry(label).or_default();
        counts.gold += 1;
        counts.false_negatives += usize::from(!hit);
    }
    if let Some(label) = predicted {
        let counts = labels.entry(label).or_default();
        counts.predicted += 1;
        counts.false_positives += usize::from(!hit);
    }
}

fn scores(labels: &BTreeMap<&str, Counts>) -> Scores {
    let all = labels
        .values()
        .fold(Counts::default(), |sum, label| Counts {
            gold: sum.gold + label.gold,
            predicted: sum.predicted + label.predicted,
            false_positives: sum.false_positives + label.false_positives,
            false_negatives: sum.false_negatives + label.false_negatives,
        });
    let label = |(label, counts): (&&str, &Counts)| ((*label).to_owned(), counts.score());
    Scores {
        micro: all.score(),
        labels: labels.iter().map(label).collect(),
    }
}

impl Counts {
    fn score(self) -> Score {
        let Self {
            gold,
            predicted,
            false_positives,
            false_negatives,
        } = self;
        let precision = share(predicted - false_positives, predicted);
        let recall = share(gold - false_negatives, gold);
        let sum = precision + recall;
        let f1 = if sum > 0.0 {
            2.0 * precision * recall / sum
        } else {
            0.0
        };
        Score {
            gold,
            predicted,
            true_positives: gold - false_negatives,
            false_positives,
            false_negatives,
            precision,
            recall,
            f1,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "nobody counts 2^53 spans")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

#[cfg(test)]
mod tests {
    use super::super::align::align;
    use super::super::document::{LabelledSpan, span};
    use super::*;

    fn evaluation(gold: &[LabelledSpan], predicted: &[LabelledSpan]) -> Evaluation {
        SpanCounter::of(&align(gold, predicted)).evaluation()
    }

    /// True positives, false positives, false negatives.
    fn counts(score: &Score) -> (usize, usize, usize) {
        (
            score.true_positives,
            score.false_positives,
            score.false_negatives,
        )
    }

    #[test]
    fn a_wrong_label_is_right_for_its_bounds_alone() {
        let found = evaluation(&[span(0, 5, "ORG")], &[span(0, 5, "LOC")]);
        assert_eq!(counts(&found.strict.micro), (0, 1, 1));
        assert_eq!(counts(&found.boundaries.micro), (1, 0, 0));
        assert_eq!(counts(&found.strict.labels["ORG"]), (0, 0, 1));
        assert_eq!(counts(&found.strict.labels["LOC"]), (0, 1, 0));
        // ORG's one gold span is found, and LOC's one predicted span is right.
        let (org, loc) = (
            found.boundaries.labels["ORG"],
            found.boundaries.labels["LOC"],
        );
        assert_eq!((org.recall, org.precision), (1.0, 0.0));
        assert_eq!((loc.recall, loc.precision), (0.0, 1.0));
    }

    #[test]
    fn wrong_bounds_are_right_for_nothing() {
        let found = evaluation(&[span(0, 5, "ORG")], &[span(0, 6, "ORG")]);
        assert_eq!(counts(&found.strict.micro), (0, 1, 1));
        assert_eq!(counts(&found.boundaries.micro), (0, 1, 1));
    }

    #[test]
    fn nested_and_repeated_predictions_count_once_each() {
        let gold = [span(0, 20, "ORG")];
        let predicted = [span(0, 20, "ORG"), span(0, 20, "ORG"), span(12, 20, "LOC")];
        let found = evaluation(&gold, &predicted);
        assert_eq!(counts(&found.strict.micro), (1, 2, 0));
        assert_eq!(counts(&found.boundaries.micro), (1, 2, 0));
    }

    #[test]
    fn precision_recall_and_f1_are_shares_and_their_harmonic_mean() {
        let gold = [
            span(0, 1, "A"),
            span(2, 3, "A"),
            span(4, 5, "A"),
            span(6, 7, "A"),
        ];
        let predicted = [span(0, 1, "A"), span(2, 3, "A"), span(8, 9, "A")];
        let score = evaluation(&gold, &predicted).strict.micro;
        let expected = (2.0 / 3.0, 0.5, 4.0 / 7.0);
        for (found, expected) in [
            (score.precision, expected.0),
            (score.recall, expected.1),
            (score.f1, expected.2),
        ] {
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        }
    }

    #[test]
    fn nothing_to_divide_by_gives_zero() {
        let nothing = evaluation(&[], &[]).strict.micro;
        assert_eq!(
            (nothing.precision, nothing.recall, nothing.f1),
            (0.0, 0.0, 0.0)
        );
        let missed = evaluation(&[span(0, 1, "A")], &[]).strict.micro;
        assert_eq!(
            (missed.precision, missed.recall, missed.f1),
            (0.0, 0.0, 0.0)
        );
    }
}
