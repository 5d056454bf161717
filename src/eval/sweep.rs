//! Scores at thresholds of the predictions' own score, and whether that score means what it says.

use std::collections::BTreeMap;

use serde::Serialize;

use super::align::{Link, align};
use super::document::LabelledSpan;
use super::measure::exact;
use super::pair::DocumentPair;
use super::score::{Scores, SpanCounter};

/// Thresholds, in hundredths.
const THRESHOLDS: [u8; 14] = [0, 30, 40, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 99];

/// The strict scores of the predicted spans whose score is not below a threshold.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ThresholdScore {
    /// From 0 to 1.
    pub threshold: f64,
    /// What is left then.
    #[serde(flatten)]
    pub scores: Scores,
}

/// The strict scores at each threshold. A span without a score is there at all of them.
pub(super) fn sweep(pairs: &[DocumentPair<'_>]) -> Vec<ThresholdScore> {
    let at = |hundredths| {
        let threshold = f64::from(hundredths) / 100.0;
        let sides: Vec<(&[LabelledSpan], Vec<LabelledSpan>)> = pairs
            .iter()
            .map(|pair| {
                let stays =
                    |span: &&LabelledSpan| span.score.is_none_or(|score| score >= threshold);
                (
                    pair.gold.entities(),
                    pair.spans().iter().filter(stays).cloned().collect(),
                )
            })
            .collect();
        let mut counter = SpanCounter::default();
        for (gold, predicted) in &sides {
            counter.add(&align(gold, predicted));
        }
        ThresholdScore {
            threshold,
            scores: counter.evaluation().strict,
        }
    };
    THRESHOLDS.into_iter().map(at).collect()
}

/// Whether a score of 0.9 is right nine times in ten.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Calibration {
    /// Predicted spans with a score.
    pub spans: usize,
    /// The expected calibration error: how far the mean score of each tenth is from the share that is
    /// right, averaged over the spans.
    pub error: f64,
    /// Tenths of the score, from 0 to 1; the last holds 1 too.
    pub tenths: Vec<CalibrationTenth>,
    /// The expected calibration error of each label.
    pub labels: BTreeMap<String, f64>,
}

/// The predicted spans whose score is in one tenth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct CalibrationTenth {
    /// The lowest score of the tenth.
    pub from: f64,
    /// How many spans.
    pub spans: usize,
    /// Their mean score; 0 where there are none.
    pub score: f64,
    /// The share of them that is right, span and label; 0 where there are none.
    pub right: f64,
}

/// Sums of a tenth: spans, their scores, right ones.
type TenthSums = [(usize, f64, usize); 10];

/// Counts predicted spans by their score, one document after the other.
#[derive(Default)]
pub(super) struct CalibrationCounter<'a> {
    all: TenthSums,
    labels: BTreeMap<&'a str, TenthSums>,
}

impl<'a> CalibrationCounter<'a> {
    pub(super) fn add(&mut self, links: &[Link<'a>]) {
        for link in links {
            let (span, right) = match *link {
                Link::Pair(gold, predicted) => (predicted, gold.place() == predicted.place()),
                Link::Spurious(predicted) => (predicted, false),
                Link::Missed(_) => continue,
            };
            let Some(score) = span.score else {
                continue;
            };
            let tenth = tenth_of(score);
            let label = self.labels.entry(&span.label).or_default();
            for sums in [&mut self.all, label] {
                let (spans, scores, rights) = &mut sums[tenth];
                *spans += 1;
                *scores += score;
                *rights += usize::from(right);
            }
        }
    }

    pub(super) fn finish(self) -> Calibration {
        let tenth = |(n, sums): (u8, &(usize, f64, usize))| {
            let (spans, scores, rights) = *sums;
            let mean = |sum: f64| if spans == 0 { 0.0 } else { sum / exact(spans) };
            CalibrationTenth {
                from: f64::from(n) / 10.0,
                spans,
                score: mean(scores),
                right: mean(exact(rights)),
            }
        };
        let labels = self.labels.iter();
        Calibration {
            spans: self.all.iter().map(|(spans, ..)| spans).sum(),
            error: error(&self.all),
            tenths: (0..10).zip(&self.all).map(tenth).collect(),
            labels: labels
                .map(|(label, sums)| ((*label).to_owned(), error(sums)))
                .collect(),
        }
    }
}

/// The tenth that a score is in.
fn tenth_of(score: f64) -> usize {
    (1..10).filter(|&n| score >= f64::from(n) / 10.0).count()
}

fn error(sums: &TenthSums) -> f64 {
    let spans: usize = sums.iter().map(|(spans, ..)| spans).sum();
    let apart = |(_, scores, rights): &(usize, f64, usize)| (scores - exact(*rights)).abs();
    match spans {
        0 => 0.0,
        _ => sums.iter().map(apart).sum::<f64>() / exact(spans),
    }
}

#[cfg(test)]
mod tests {
    use super::super::document::{GoldDocument, Prediction, span};
    use super::super::pair::pair;
    use super::*;

    fn scored(start: usize, label: &str, score: f64) -> LabelledSpan {
        span(start, start + 1, label).with_score(score)
    }

    #[test]
    fn a_higher_threshold_trades_recall_for_precision() {
        let gold = vec![span(0, 1, "A"), span(1, 2, "B"), span(2, 3, "A")];
        let gold =
            [GoldDocument::new("a".to_owned(), None, "abcdef".to_owned(), gold).expect("spans")];
        let spans = vec![
            scored(0, "A", 0.95),
            scored(1, "B", 0.5),
            scored(3, "A", 0.4),
            span(4, 5, "A"),
        ];
        let predicted = [Prediction::new("a".to_owned(), None, spans)];
        let pairs = pair(&gold, &predicted).expect("pairs");
        let found = sweep(&pairs);
        let at = |threshold: f64| {
            let row = found
                .iter()
                .find(|row| row.threshold == threshold)
                .expect("a threshold");
            (row.scores.micro.predicted, row.scores.micro.true_positives)
        };
        assert_eq!((at(0.0), at(0.4), at(0.5)), ((4, 2), (4, 2), (3, 2)));
        assert_eq!((at(0.55), at(0.95), at(0.99)), ((2, 1), (2, 1), (1, 0)));
    }

    #[test]
    fn calibration_is_worked_out_by_hand() {
        let gold = [span(0, 1, "A"), span(1, 2, "A"), span(2, 3, "A")];
        let predicted = [
            scored(0, "A", 1.0),
            scored(1, "A", 0.9),
            scored(2, "B", 0.95),
            scored(3, "B", 0.35),
            // Without a score, it says nothing.
            span(4, 5, "A"),
        ];
        let links = align(&gold, &predicted);
        let mut counter = CalibrationCounter::default();
        counter.add(&links);
        let found = counter.finish();
        assert_eq!(found.spans, 4);
        let top = found.tenths[9];
        assert_eq!((top.from, top.spans), (0.9, 3));
        assert!((top.score - 2.85 / 3.0).abs() < 1e-12 && (top.right - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!((found.tenths[3].spans, found.tenths[3].right), (1, 0.0));
        assert_eq!(
            found.tenths[5],
            CalibrationTenth {
                from: 0.5,
                ..CalibrationTenth::default()
            }
        );
        // (3 · |0.95 - 2/3| + 1 · 0.35) / 4.
        assert!((found.error - 1.2 / 4.0).abs() < 1e-12);
        // A: |1.9 - 2| / 2; B: (0.95 + 0.35) / 2, none of them right.
        assert!((found.labels["A"] - 0.05).abs() < 1e-12);
        assert!((found.labels["B"] - 0.65).abs() < 1e-12);
    }

    #[test]
    fn the_ends_of_a_tenth() {
        let tenths = [0.0, 0.0999, 0.1, 0.3, 0.7, 0.8999, 0.9, 1.0].map(tenth_of);
        assert_eq!(tenths, [0, 0, 1, 3, 7, 8, 9, 9]);
    }
}
