//! Which predicted span answers which gold span of a document.
//!
//! A predicted span answers one gold span at most. Spans with the same bounds are paired first,
//! those with the same label before others; of the rest, those that share the most code points come
//! first. This takes n log n steps where the spans of a side do not overlap each other; where they
//! do, the time grows with the number of overlapping pairs. Memory grows with the spans alone.

use std::cmp::{Ordering, Reverse};

use super::document::LabelledSpan;

/// A gold span and the predicted one that answers it, or one without the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Link<'a> {
    Pair(&'a LabelledSpan, &'a LabelledSpan),
    Missed(&'a LabelledSpan),
    Spurious(&'a LabelledSpan),
}

/// Every span of both sides once: the gold ones in text order, then the spurious ones.
pub(super) fn align<'a>(gold: &'a [LabelledSpan], predicted: &'a [LabelledSpan]) -> Vec<Link<'a>> {
    let mut sides = Sides::new(gold, predicted);
    sides.pair_same_bounds();
    sides.pair_overlapping();
    sides.links()
}

struct Sides<'a> {
    gold: Vec<&'a LabelledSpan>,
    predicted: Vec<&'a LabelledSpan>,
    /// For each gold span, the predicted one that answers it.
    answers: Vec<Option<usize>>,
    /// Whether each predicted span answers one.
    used: Vec<bool>,
}

/// How good a pair is, by what counts most first. No two pairs are equal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    shared: usize,
    same_label: bool,
    gold: Reverse<usize>,
    predicted: Reverse<usize>,
}

impl<'a> Sides<'a> {
    fn new(gold: &'a [LabelledSpan], predicted: &'a [LabelledSpan]) -> Self {
        let (gold, predicted) = (in_text_order(gold), in_text_order(predicted));
        let (answers, used) = (vec![None; gold.len()], vec![false; predicted.len()]);
        Self {
            gold,
            predicted,
            answers,
            used,
        }
    }

    fn pair(&mut self, gold: usize, predicted: usize) {
        self.answers[gold] = Some(predicted);
        self.used[predicted] = true;
    }

    fn pair_same_bounds(&mut self) {
        self.walk(|span| (span.start, span.end, span.label.as_str()));
        self.walk(|span| (span.start, span.end, ""));
    }

    /// Pairs the free spans that have the same key, in order. Both sides are sorted by the key.
    fn walk(&mut self, key: impl Fn(&'a LabelledSpan) -> (usize, usize, &'a str)) {
        let (mut gold, mut predicted) = (0, 0);
        while gold < self.gold.len() && predicted < self.predicted.len() {
            if self.answers[gold].is_some() {
                gold += 1;
            } else if self.used[predicted] {
                predicted += 1;
            } else {
                match key(self.gold[gold]).cmp(&key(self.predicted[predicted])) {
                    Ordering::Less => gold += 1,
                    Ordering::Greater => predicted += 1,
                    Ordering::Equal => self.pair(gold, predicted),
                }
            }
        }
    }

    /// Lets the gold spans choose; the one that shares the most with its best answer comes first. A
    /// span whose best answer is taken by then gets the best one that is left.
    fn pair_overlapping(&mut self) {
        let reach = self.reach();
        let free = (0..self.gold.len()).filter(|&gold| self.answers[gold].is_none());
        let mut choices: Vec<Rank> = free.filter_map(|gold| self.best(gold, &reach)).collect();
        choices.sort_by(|one, other| other.cmp(one));
        for choice in choices {
            let gold = choice.gold.0;
            let taken = self.used[choice.predicted.0];
            let choice = if taken {
                self.best(gold, &reach)
            } else {
                Some(choice)
            };
            if let Some(choice) = choice {
                self.pair(gold, choice.predicted.0);
            }
        }
    }

    /// For each predicted span, the furthest end of it and those before it.
    fn reach(&self) -> Vec<usize> {
        let reach = self.predicted.iter().scan(0, |far, span| {
            *far = span.end.max(*far);
            Some(*far)
        });
        reach.collect()
    }

    /// The free predicted span that overlaps this gold span the most.
    fn best(&self, gold: usize, reach: &[usize]) -> Option<Rank> {
        let span = self.gold[gold];
        let first = reach.partition_point(|&end| end <= span.start);
        let near = self.predicted.iter().enumerate().skip(first);
        near.take_while(|(_, other)| other.start < span.end)
            .filter(|(predicted, other)| !self.used[*predicted] && other.end > span.start)
            .map(|(predicted, other)| Rank {
                shared: span.end.min(other.end) - span.start.max(other.start),
                same_label: span.label == other.label,
                gold: Reverse(gold),
                predicted: Reverse(predicted),
            })
            .max()
    }

    fn links(self) -> Vec<Link<'a>> {
        let answered = self
            .gold
            .iter()
            .zip(&self.answers)
            .map(|(gold, answer)| match answer {
                Some(predicted) => Link::Pair(gold, self.predicted[*predicted]),
                None => Link::Missed(gold),
            });
        let unused = self
            .predicted
            .iter()
            .zip(&self.used)
            .filter(|(_, used)| !**used);
        answered
            .chain(unused.map(|(predicted, _)| Link::Spurious(predicted)))
            .collect()
    }
}

fn in_text_order(entities: &[LabelledSpan]) -> Vec<&LabelledSpan> {
    let mut sorted: Vec<&LabelledSpan> = entities.iter().collect();
    sorted.sort_by_key(|span| (span.start, span.end, span.label.as_str()));
    sorted
}

#[cfg(test)]
mod tests {
    use super::super::document::span;
    use super::*;

    /// The links as `gold>predicted`, each span as `label start..end`.
    fn links(gold: &[LabelledSpan], predicted: &[LabelledSpan]) -> Vec<String> {
        let show = |span: &LabelledSpan| format!("{} {}..{}", span.label, span.start, span.end);
        let links = align(gold, predicted).into_iter();
        let line = |link| match link {
            Link::Pair(gold, predicted) => format!("{} > {}", show(gold), show(predicted)),
            Link::Missed(gold) => format!("{} >", show(gold)),
            Link::Spurious(predicted) => format!("> {}", show(predicted)),
        };
        links.map(line).collect()
    }

    #[test]
    fn the_same_bounds_win_over_a_longer_overlap_and_the_same_label() {
        let gold = [span(5, 10, "ORG")];
        let predicted = [span(0, 20, "ORG"), span(5, 10, "LOC")];
        assert_eq!(
            links(&gold, &predicted),
            ["ORG 5..10 > LOC 5..10", "> ORG 0..20"]
        );
    }

    #[test]
    fn of_two_spans_with_the_same_bounds_the_same_label_is_taken() {
        let gold = [span(0, 5, "PERSON")];
        let predicted = [span(0, 5, "ORG"), span(0, 5, "PERSON")];
        assert_eq!(
            links(&gold, &predicted),
            ["PERSON 0..5 > PERSON 0..5", "> ORG 0..5"]
        );
    }

    #[test]
    fn a_repeated_prediction_answers_once() {
        let gold = [span(0, 5, "LOC")];
        let predicted = [span(0, 5, "LOC"), span(0, 5, "LOC")];
        assert_eq!(
            links(&gold, &predicted),
            ["LOC 0..5 > LOC 0..5", "> LOC 0..5"]
        );
    }

    #[test]
    fn nested_predictions_answer_the_span_that_they_share_most_with() {
        let gold = [span(0, 20, "ORG")];
        let predicted = [span(0, 18, "ORG"), span(3, 9, "LOC"), span(12, 18, "LOC")];
        let expected = ["ORG 0..20 > ORG 0..18", "> LOC 3..9", "> LOC 12..18"];
        assert_eq!(links(&gold, &predicted), expected);
    }

    #[test]
    fn a_prediction_over_two_gold_spans_answers_the_longer_one() {
        let gold = [span(0, 4, "PERSON"), span(8, 16, "PERSON")];
        let predicted = [span(0, 16, "PERSON")];
        assert_eq!(
            links(&gold, &predicted),
            ["PERSON 0..4 >", "PERSON 8..16 > PERSON 0..16"]
        );
    }

    #[test]
    fn spans_that_touch_do_not_overlap() {
        let (gold, predicted) = ([span(0, 4, "A")], [span(4, 8, "A")]);
        assert_eq!(links(&gold, &predicted), ["A 0..4 >", "> A 4..8"]);
    }

    #[test]
    fn a_span_whose_best_is_taken_gets_its_next_best() {
        let gold = [span(0, 10, "A"), span(2, 30, "A")];
        let predicted = [span(5, 25, "A"), span(28, 40, "A")];
        let expected = ["A 0..10 >", "A 2..30 > A 5..25", "> A 28..40"];
        assert_eq!(links(&gold, &predicted), expected);
        let predicted = [span(0, 2, "A"), span(5, 25, "A")];
        assert_eq!(
            links(&gold, &predicted),
            ["A 0..10 > A 0..2", "A 2..30 > A 5..25"]
        );
    }
}
