//! How well values answer gold values: dates, and the codes of countries.

use std::collections::BTreeMap;

use serde::Serialize;

use super::document::LabelledSpan;
use super::edtf;
use super::measure::{ShareSums, exact};
use super::mistakes::context;
use super::pair::DocumentPair;
use super::span_value::SpanValue;
use crate::document::Label;

/// Code points of context on each side of a wrong value: a date is often placed from afar.
const CONTEXT: usize = 60;

/// How many values are right. A gold span is found where a predicted one has its bounds and its label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ValueScore {
    /// Gold spans whose value, or lack of one, is labelled.
    pub gold: usize,
    /// Those of them that are found.
    pub found: usize,
    /// Found ones with the value of the gold, or with none where the gold has none.
    pub right: usize,
    /// Found ones with another value.
    pub wrong: usize,
    /// Found ones without the value that the gold has.
    pub missing: usize,
    /// Found ones with a value where the gold has none.
    pub unasked: usize,
    /// Right ones among those found, from 0 to 1.
    pub right_of_found: f64,
    /// Right ones among all gold ones, from 0 to 1.
    pub right_of_gold: f64,
}

/// A value that is not that of the gold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ValueMistake {
    /// The document's id.
    pub document: String,
    /// The first code point of the span.
    pub start: usize,
    /// The code point after its last one.
    pub end: usize,
    /// The gold value; none where there must be none.
    pub gold: Option<String>,
    /// The predicted value, if there is one.
    pub predicted: Option<String>,
    /// The span in square brackets and what stands around it, on one line.
    pub context: String,
}

/// The scores of values.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ValueScores {
    /// Dates. Two values are equal if they say the same in EDTF.
    pub dates: ValueScore,
    /// Dates by the grain of the gold value, as its form says: `day`, `month`, ..., `interval`; `none`
    /// where the gold has no value.
    pub grains: BTreeMap<String, ValueScore>,
    /// Found dates by how sure the predictions say they are, where they say so.
    pub certainties: BTreeMap<String, ValueScore>,
    /// Codes of countries.
    pub countries: ValueScore,
    /// Wrong values, in the order of the documents.
    pub mistakes: Vec<ValueMistake>,
}

impl ValueScore {
    fn add(&mut self, gold: Option<&str>, predicted: Option<Option<&str>>, same: bool) {
        self.gold += 1;
        let Some(predicted) = predicted else {
            return;
        };
        self.found += 1;
        let cell = match (gold, predicted) {
            _ if same => &mut self.right,
            (Some(_), Some(_)) => &mut self.wrong,
            (Some(_), None) => &mut self.missing,
            (None, _) => &mut self.unasked,
        };
        *cell += 1;
    }

    fn gather(&mut self, other: Self) {
        for (sum, more) in [
            (&mut self.gold, other.gold),
            (&mut self.found, other.found),
            (&mut self.right, other.right),
            (&mut self.wrong, other.wrong),
            (&mut self.missing, other.missing),
            (&mut self.unasked, other.unasked),
        ] {
            *sum += more;
        }
    }

    fn settle(&mut self) {
        let share = |whole: usize| match whole {
            0 => 0.0,
            _ => exact(self.right) / exact(whole),
        };
        (self.right_of_found, self.right_of_gold) = (share(self.found), share(self.gold));
    }
}

/// What a document adds to the scores of values.
#[derive(Clone, Copy, Default)]
pub(super) struct ValueSums {
    pub(super) dates_of_found: ShareSums,
    pub(super) dates_of_gold: ShareSums,
    pub(super) countries_of_found: ShareSums,
}

/// Counts values, one document after the other.
#[derive(Default)]
pub(super) struct ValueCounter {
    scores: ValueScores,
    listed: usize,
}

impl ValueCounter {
    /// Lists at most so many mistakes.
    pub(super) fn new(listed: usize) -> Self {
        Self {
            listed,
            ..Self::default()
        }
    }

    /// Counts a document's gold spans whose value is labelled; returns what they add.
    pub(super) fn add(&mut self, pair: &DocumentPair<'_>) -> ValueSums {
        // Of two predictions at one place, the first answers.
        let answers: BTreeMap<_, &LabelledSpan> = pair
            .spans()
            .iter()
            .rev()
            .map(|span| (span.place(), span))
            .collect();
        let (mut dates, mut countries) = (ValueScore::default(), ValueScore::default());
        let unsaid = SpanValue::none();
        for span in pair.gold.entities() {
            let Some(gold) = &span.value else {
                continue;
            };
            let answer = answers.get(&span.place());
            let predicted = answer.map(|answer| answer.value.as_ref().unwrap_or(&unsaid));
            let (gold, astray) = match is_date(gold, &span.label) {
                true => {
                    let found = predicted.map(|value| value.date.as_deref());
                    let gold = gold.date.as_deref();
                    let same = found.is_some_and(|found| same(gold, found, edtf::same));
                    dates.add(gold, found, same);
                    let grain = gold.map_or("none", edtf::grain);
                    let grains = self.scores.grains.entry(grain.to_owned()).or_default();
                    grains.add(gold, found, same);
                    if let Some(certainty) = predicted.and_then(|value| value.certainty.clone()) {
                        let certainties = self.scores.certainties.entry(certainty).or_default();
                        certainties.add(gold, found, same);
                    }
                    (gold, found.filter(|_| !same))
                }
                false => {
                    let found = predicted.map(|value| value.iso2.as_deref());
                    let gold = gold.iso2.as_deref();
                    let same =
                        found.is_some_and(|found| same(gold, found, str::eq_ignore_ascii_case));
                    countries.add(gold, found, same);
                    (gold, found.filter(|_| !same))
                }
            };
            if let Some(predicted) = astray {
                self.list(pair, span, gold, predicted);
            }
        }
        self.scores.dates.gather(dates);
        self.scores.countries.gather(countries);
        ValueSums {
            dates_of_found: ShareSums::plain(dates.right, dates.found),
            dates_of_gold: ShareSums::plain(dates.right, dates.gold),
            countries_of_found: ShareSums::plain(countries.right, countries.found),
        }
    }

    fn list(
        &mut self,
        pair: &DocumentPair<'_>,
        span: &LabelledSpan,
        gold: Option<&str>,
        predicted: Option<&str>,
    ) {
        if self.scores.mistakes.len() < self.listed {
            self.scores.mistakes.push(ValueMistake {
                document: pair.gold.id().to_owned(),
                start: span.start,
                end: span.end,
                gold: gold.map(str::to_owned),
                predicted: predicted.map(str::to_owned),
                context: context(&pair.text, span, CONTEXT),
            });
        }
    }

    pub(super) fn finish(mut self) -> ValueScores {
        let scores = &mut self.scores;
        scores.dates.settle();
        scores.countries.settle();
        scores.grains.values_mut().for_each(ValueScore::settle);
        scores.certainties.values_mut().for_each(ValueScore::settle);
        self.scores
    }
}

/// Whether a gold value is that of a date. A span that stands for nothing known is one by its label.
fn is_date(gold: &SpanValue, label: &str) -> bool {
    gold.date.is_some() || gold.iso2.is_none() && label == Label::Date.as_str()
}

fn same(gold: Option<&str>, predicted: Option<&str>, equal: fn(&str, &str) -> bool) -> bool {
    match (gold, predicted) {
        (Some(gold), Some(predicted)) => equal(gold, predicted),
        (None, None) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::document::{GoldDocument, Prediction};
    use super::super::pair::pair;
    use super::*;

    fn date(start: usize, value: Option<&str>) -> LabelledSpan {
        let value = value.map_or_else(SpanValue::none, SpanValue::date);
        LabelledSpan::new(start, start + 1, "DATE").with_value(value)
    }

    fn country(start: usize, code: Option<&str>) -> LabelledSpan {
        let value = code.map_or_else(SpanValue::none, SpanValue::country);
        LabelledSpan::new(start, start + 1, "COUNTRY").with_value(value)
    }

    fn scores(gold: Vec<LabelledSpan>, predicted: Vec<LabelledSpan>) -> ValueScores {
        let text = "lundi mardi Mali".to_owned();
        let gold = [GoldDocument::new("a".to_owned(), None, text, gold).expect("spans")];
        let predicted = [Prediction::new("a".to_owned(), None, predicted)];
        let mut counter = ValueCounter::new(2);
        for pair in pair(&gold, &predicted).expect("pairs") {
            counter.add(&pair);
        }
        counter.finish()
    }

    #[test]
    fn a_value_is_right_wrong_missing_or_unasked() {
        let day = Some("2012-05-22");
        let gold = vec![
            date(0, day),
            date(1, Some("2012-05")),
            date(2, day),
            date(3, None),
            date(4, None),
            date(5, day),
        ];
        let predicted = vec![
            date(0, day),
            date(1, Some("2012-06")),
            LabelledSpan::new(2, 3, "DATE"),
            date(3, day),
            date(4, None),
            // Not found: other bounds, and another label.
            LabelledSpan::new(5, 7, "DATE").with_value(SpanValue::date("2012-05-22")),
            LabelledSpan::new(5, 6, "ORG").with_value(SpanValue::date("2012-05-22")),
        ];
        let found = scores(gold, predicted);
        let dates = found.dates;
        assert_eq!((dates.gold, dates.found, dates.right), (6, 5, 2));
        assert_eq!((dates.wrong, dates.missing, dates.unasked), (1, 1, 1));
        assert_eq!(
            (dates.right_of_found, dates.right_of_gold),
            (0.4, 2.0 / 6.0)
        );
        let grains: Vec<_> = found
            .grains
            .iter()
            .map(|(g, s)| (&**g, s.gold, s.right))
            .collect();
        assert_eq!(grains, [("day", 3, 1), ("month", 1, 0), ("none", 2, 1)]);
        // Two of three are listed.
        let mistakes: Vec<_> = found
            .mistakes
            .iter()
            .map(|m| (m.start, m.predicted.as_deref()))
            .collect();
        assert_eq!(mistakes, [(1, Some("2012-06")), (2, None)]);
        assert_eq!(found.mistakes[1].context, "lu[n]di mardi Mali");
    }

    #[test]
    fn a_gold_span_that_says_nothing_of_its_value_is_not_scored() {
        let found = scores(
            vec![LabelledSpan::new(0, 1, "DATE")],
            vec![date(0, Some("2012"))],
        );
        assert_eq!(found, ValueScores::default());
    }

    #[test]
    fn codes_of_countries_are_scored_by_themselves() {
        let gold = vec![
            country(0, Some("ML")),
            country(1, Some("NE")),
            country(2, None),
        ];
        let predicted = vec![
            country(0, Some("ML")),
            country(1, Some("NG")),
            country(2, None),
        ];
        let found = scores(gold, predicted);
        assert_eq!((found.countries.gold, found.countries.right), (3, 2));
        assert_eq!(found.dates, ValueScore::default());
        assert_eq!(found.mistakes[0].gold.as_deref(), Some("NE"));
    }

    #[test]
    fn what_the_predictions_say_of_their_certainty_is_a_table() {
        let sure = |start, value, certainty: &str| {
            let mut span = date(start, Some(value));
            span.value.as_mut().expect("a value").certainty = Some(certainty.to_owned());
            span
        };
        let gold = vec![
            date(0, Some("2012")),
            date(1, Some("2012")),
            date(2, Some("2012")),
        ];
        let predicted = vec![
            sure(0, "2012", "certain"),
            sure(1, "2012", "doubtful"),
            sure(2, "2013", "doubtful"),
        ];
        let found = scores(gold, predicted).certainties;
        assert_eq!(found["certain"].right_of_found, 1.0);
        assert_eq!(found["doubtful"].right_of_found, 0.5);
    }
}
