//! What each gold label was taken for.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::align::Link;

/// The confusion table: every gold span and every predicted span is counted in one cell.
///
/// A gold span is paired with the predicted span of the same bounds, else with the one that it
/// shares the most code points with. Each predicted span is paired once.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Confusion {
    /// Every label of a gold or a predicted span, sorted.
    pub labels: BTreeSet<String>,
    /// What became of the gold spans of each label.
    pub rows: BTreeMap<String, ConfusionRow>,
    /// Predicted spans of each label that answer no gold span.
    pub spurious: BTreeMap<String, usize>,
}

/// What became of the gold spans of one label.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ConfusionRow {
    /// Spans by the label that was predicted. Those under their own label have the right bounds;
    /// for those under another label, it is enough that the bounds overlap.
    pub predicted: BTreeMap<String, usize>,
    /// Spans with the right label and wrong bounds.
    pub boundary_errors: usize,
    /// Spans that no predicted span answers.
    pub missed: usize,
}

impl Confusion {
    /// Counts a document's spans.
    pub(super) fn add(&mut self, links: &[Link<'_>]) {
        for link in links {
            match *link {
                Link::Pair(gold, predicted) => {
                    self.labels.insert(predicted.label.clone());
                    let row = self.row(&gold.label);
                    if gold.label == predicted.label && !gold.has_bounds_of(predicted) {
                        row.boundary_errors += 1;
                    } else {
                        *row.predicted.entry(predicted.label.clone()).or_default() += 1;
                    }
                }
                Link::Missed(gold) => self.row(&gold.label).missed += 1,
                Link::Spurious(predicted) => {
                    self.labels.insert(predicted.label.clone());
                    *self.spurious.entry(predicted.label.clone()).or_default() += 1;
                }
            }
        }
    }

    fn row(&mut self, label: &str) -> &mut ConfusionRow {
        self.labels.insert(label.to_owned());
        self.rows.entry(label.to_owned()).or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::align::align;
    use super::super::document::{LabelledSpan, span};
    use super::*;

    fn confusion(gold: &[LabelledSpan], predicted: &[LabelledSpan]) -> Confusion {
        let mut confusion = Confusion::default();
        confusion.add(&align(gold, predicted));
        confusion
    }

    #[test]
    fn each_span_falls_in_one_cell() {
        let gold = [
            span(0, 5, "A"),
            span(10, 15, "A"),
            span(20, 25, "A"),
            span(30, 35, "A"),
        ];
        let predicted = [
            span(0, 5, "A"),
            span(10, 16, "A"),
            span(20, 25, "B"),
            span(40, 45, "C"),
        ];
        let found = confusion(&gold, &predicted);
        let row = ConfusionRow {
            predicted: BTreeMap::from([("A".to_owned(), 1), ("B".to_owned(), 1)]),
            boundary_errors: 1,
            missed: 1,
        };
        assert_eq!(found.rows, BTreeMap::from([("A".to_owned(), row)]));
        assert_eq!(found.spurious, BTreeMap::from([("C".to_owned(), 1)]));
        assert!(found.labels.iter().eq(["A", "B", "C"]));
    }

    #[test]
    fn another_label_with_other_bounds_is_a_wrong_label() {
        let found = confusion(&[span(0, 5, "A")], &[span(3, 9, "B")]);
        assert_eq!(
            found.rows["A"].predicted,
            BTreeMap::from([("B".to_owned(), 1)])
        );
        assert_eq!(found.rows["A"].boundary_errors, 0);
    }

    #[test]
    fn a_nested_prediction_beside_the_right_one_is_spurious() {
        let found = confusion(
            &[span(0, 20, "ORG")],
            &[span(12, 20, "LOC"), span(0, 20, "ORG")],
        );
        assert_eq!(
            found.rows["ORG"].predicted,
            BTreeMap::from([("ORG".to_owned(), 1)])
        );
        assert_eq!(found.spurious, BTreeMap::from([("LOC".to_owned(), 1)]));
    }
}
