//! What the system got wrong. The same mistake on the same words is counted together, with examples.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::align::Link;
use super::code_points::CodePoints;
use super::document::LabelledSpan;
use super::shorten::shorten;

/// The most characters of a surface that are shown.
const SURFACE: usize = 80;

/// A kind of mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MistakeKind {
    /// Overlapping spans with different labels; the bounds may differ too.
    WrongLabel,
    /// Overlapping spans with the same label and different bounds.
    WrongBounds,
    /// A gold span that no predicted span answers.
    Missed,
    /// A predicted span that answers no gold span.
    Spurious,
}

impl MistakeKind {
    const ALL: [Self; 4] = [
        Self::WrongLabel,
        Self::WrongBounds,
        Self::Missed,
        Self::Spurious,
    ];
}

/// The mistakes of one kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Mistakes {
    /// The kind.
    pub kind: MistakeKind,
    /// How many mistakes of this kind, including those of groups that are not listed.
    pub count: usize,
    /// How many groups there are.
    pub distinct: usize,
    /// The largest groups, the largest first.
    pub groups: Vec<MistakeGroup>,
}

/// The same mistake on the same words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct MistakeGroup {
    /// The words of the gold span, or of the predicted one where the gold has none.
    pub surface: String,
    /// The gold label, if there is a gold span.
    pub gold: Option<String>,
    /// The predicted label, if there is a predicted span.
    pub predicted: Option<String>,
    /// How many times it was made.
    pub count: usize,
    /// The first few of them.
    pub examples: Vec<Example>,
}

/// One mistake in its document.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Example {
    /// The document's id.
    pub document: String,
    /// The first code point of the gold span, or of the predicted one where the gold has none.
    pub start: usize,
    /// The code point after its last one.
    pub end: usize,
    /// The span in square brackets and what stands around it, on one line.
    pub context: String,
    /// The predicted span, where its bounds are wrong.
    pub found: Option<MisplacedSpan>,
}

/// A predicted span whose bounds are not those of the gold span.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct MisplacedSpan {
    /// Its first code point.
    pub start: usize,
    /// The code point after its last one.
    pub end: usize,
    /// What the text has there.
    pub surface: String,
}

/// Mistakes of one key are one group: kind, surface, gold label, predicted label.
type MistakeKey<'a> = (MistakeKind, String, Option<&'a str>, Option<&'a str>);

/// Collects mistakes, one document after the other.
pub(super) struct Collector<'a> {
    examples: usize,
    context: usize,
    groups: BTreeMap<MistakeKey<'a>, (usize, Vec<Example>)>,
}

impl<'a> Collector<'a> {
    /// Keeps `examples` of each group, with `context` code points on each side.
    pub(super) fn new(examples: usize, context: usize) -> Self {
        Self {
            examples,
            context,
            groups: BTreeMap::new(),
        }
    }

    /// Collects a document's mistakes.
    pub(super) fn add(&mut self, id: &str, text: &CodePoints<'_>, links: &[Link<'a>]) {
        for link in links {
            let (kind, shown, gold, predicted) = match *link {
                Link::Pair(gold, predicted) => {
                    let kind = match (gold.label == predicted.label, gold.has_bounds_of(predicted))
                    {
                        (true, true) => continue,
                        (true, false) => MistakeKind::WrongBounds,
                        (false, _) => MistakeKind::WrongLabel,
                    };
                    (kind, gold, Some(gold), Some(predicted))
                }
                Link::Missed(gold) => (MistakeKind::Missed, gold, Some(gold), None),
                Link::Spurious(predicted) => {
                    (MistakeKind::Spurious, predicted, None, Some(predicted))
                }
            };
            let label =
                |entity: Option<&'a LabelledSpan>| entity.map(|entity| entity.label.as_str());
            let key = (kind, surface(text, shown), label(gold), label(predicted));
            let (count, examples) = self.groups.entry(key).or_default();
            *count += 1;
            if examples.len() < self.examples {
                let other = predicted.filter(|predicted| !predicted.has_bounds_of(shown));
                examples.push(Example {
                    document: id.to_owned(),
                    start: shown.start,
                    end: shown.end,
                    context: context(text, shown, self.context),
                    found: other.map(|other| MisplacedSpan {
                        start: other.start,
                        end: other.end,
                        surface: surface(text, other),
                    }),
                });
            }
        }
    }

    /// The mistakes of each kind, with at most `groups` groups each.
    pub(super) fn finish(self, groups: usize) -> Vec<Mistakes> {
        let mut kinds: BTreeMap<MistakeKind, Vec<MistakeGroup>> = BTreeMap::new();
        for ((kind, surface, gold, predicted), (count, examples)) in self.groups {
            let (gold, predicted) = (gold.map(str::to_owned), predicted.map(str::to_owned));
            let group = MistakeGroup {
                surface,
                gold,
                predicted,
                count,
                examples,
            };
            kinds.entry(kind).or_default().push(group);
        }
        let mistakes = |kind| {
            let mut groups_of_kind = kinds.remove(&kind).unwrap_or_default();
            let count = groups_of_kind.iter().map(|group| group.count).sum();
            let distinct = groups_of_kind.len();
            // They come sorted by surface and labels, and stay so where they are equally frequent.
            groups_of_kind.sort_by_key(|group| Reverse(group.count));
            groups_of_kind.truncate(groups);
            Mistakes {
                kind,
                count,
                distinct,
                groups: groups_of_kind,
            }
        };
        MistakeKind::ALL.map(mistakes).into()
    }
}

pub(super) fn surface(text: &CodePoints<'_>, entity: &LabelledSpan) -> String {
    shorten(
        text.slice(entity.start, entity.end).unwrap_or_default(),
        SURFACE,
    )
}

pub(super) fn context(text: &CodePoints<'_>, entity: &LabelledSpan, width: usize) -> String {
    let from = entity.start.saturating_sub(width);
    let to = entity.end.saturating_add(width).min(text.len());
    let before = text.slice(from, entity.start).unwrap_or_default();
    let after = text.slice(entity.end, to).unwrap_or_default();
    let (open, close) = (
        if from > 0 { "…" } else { "" },
        if to < text.len() { "…" } else { "" },
    );
    let surface = surface(text, entity);
    let (before, after) = (shorten(before, width), shorten(after, width));
    format!("{open}{before}[{surface}]{after}{close}")
}

#[cfg(test)]
mod tests {
    use super::super::align::align;
    use super::*;

    /// The span of these words, where they first come in the text.
    fn span(text: &str, words: &str, label: &str) -> LabelledSpan {
        let byte = text.find(words).expect(words);
        let start = text[..byte].chars().count();
        let end = start + words.chars().count();
        LabelledSpan::new(start, end, label)
    }

    fn mistakes(
        documents: &[(&str, Vec<LabelledSpan>, Vec<LabelledSpan>)],
        groups: usize,
    ) -> Vec<Mistakes> {
        let mut collector = Collector::new(2, 10);
        for (place, (text, gold, predicted)) in documents.iter().enumerate() {
            let links = align(gold, predicted);
            collector.add(&format!("d{place}"), &CodePoints::of(text), &links);
        }
        collector.finish(groups)
    }

    #[test]
    fn every_kind_is_there_and_a_right_span_is_no_mistake() {
        let text = "Goïta à Bamako";
        let right = vec![span(text, "Bamako", "LOC")];
        let found = mistakes(&[(text, right.clone(), right)], 5);
        assert!(
            found
                .iter()
                .map(|mistakes| mistakes.kind)
                .eq(MistakeKind::ALL)
        );
        assert!(found.iter().all(|mistakes| mistakes.count == 0));
    }

    #[test]
    fn the_same_mistake_on_the_same_words_is_one_group_and_the_most_frequent_comes_first() {
        let text = "Bamako et Kayes";
        let document = |words| {
            (
                text,
                vec![span(text, words, "LOC")],
                vec![span(text, words, "ORG")],
            )
        };
        let documents = [
            document("Bamako"),
            document("Kayes"),
            document("Kayes"),
            document("Kayes"),
        ];
        let [wrong_label, ..] = &mistakes(&documents, 1)[..] else {
            panic!("four kinds")
        };
        assert_eq!(
            (
                wrong_label.count,
                wrong_label.distinct,
                wrong_label.groups.len()
            ),
            (4, 2, 1)
        );
        let kayes = &wrong_label.groups[0];
        assert_eq!(
            (kayes.surface.as_str(), kayes.count, kayes.examples.len()),
            ("Kayes", 3, 2)
        );
        assert_eq!(
            (kayes.gold.as_deref(), kayes.predicted.as_deref()),
            (Some("LOC"), Some("ORG"))
        );
        assert_eq!(kayes.examples[0].document, "d1");
        assert_eq!(kayes.examples[0].context, "Bamako et [Kayes]");
    }

    #[test]
    fn wrong_bounds_show_what_was_found() {
        let text = "Le général 𝐀ssimi Goïta a quitté\r\nBamako lundi";
        let gold = vec![span(text, "𝐀ssimi Goïta", "PERSON")];
        let predicted = vec![span(text, "Goïta", "PERSON")];
        let found = mistakes(&[(text, gold, predicted)], 5);
        let example = &found[1].groups[0].examples[0];
        assert_eq!((example.start, example.end), (11, 23));
        assert_eq!(example.context, "…e général [𝐀ssimi Goïta] a quitté …");
        let other = MisplacedSpan {
            start: 18,
            end: 23,
            surface: "Goïta".to_owned(),
        };
        assert_eq!(example.found, Some(other));
    }

    #[test]
    fn a_nested_prediction_is_spurious_and_a_gold_span_alone_is_missed() {
        let text = "la Banque de France et Kayes";
        let gold = vec![
            span(text, "Banque de France", "ORG"),
            span(text, "Kayes", "LOC"),
        ];
        let predicted = vec![gold[0].clone(), span(text, "France", "COUNTRY")];
        let found = mistakes(&[(text, gold, predicted)], 5);
        let surfaces = |kind: usize| found[kind].groups.iter().map(|g| g.surface.as_str());
        assert!(surfaces(2).eq(["Kayes"]));
        assert!(surfaces(3).eq(["France"]));
        assert_eq!(
            found[3].groups[0].examples[0].context,
            "…Banque de [France] et Kayes"
        );
    }
}
