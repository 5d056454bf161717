//! Dates: the model's DATE spans and the date grammar agree on what counts.
//!
//! The grammar ([`crate::resolve::date`]) knows where an expression ends, the model knows whether it is a
//! date here. Where both see one, the grammar draws the edges; where only the grammar sees one and
//! its form alone proves it (`6 juillet 2024`, `XIXe siècle`), it is added; where only the model
//! sees one, it stays.

use std::ops::Range;

use crate::document::{Label, Lang};
use crate::resolve::date;
use crate::tokenise::Sentence;

/// The score of a date that only the grammar saw: the share of right ones among such matches
/// (`docs/measurements.md`).
const GRAMMAR_SCORE: f32 = 0.9;

/// A mention in the normalised text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    /// Bytes of the normalised text.
    pub range: Range<usize>,
    pub label: Label,
    pub score: f32,
}

/// Mentions at the places of the given parts, which stand in the text in this order.
#[cfg(test)]
pub(crate) fn placed(text: &str, parts: &[(&str, Label)], score: f32) -> Vec<Found> {
    let mut at = 0;
    let place = |&(part, label): &(&str, Label)| {
        let start = at + text[at..].find(part).expect("the part is there");
        at = start + part.len();
        Found {
            range: start..at,
            label,
            score,
        }
    };
    parts.iter().map(place).collect()
}

/// Settles the dates. `found` is in the order of the text, without overlaps; so is the result.
pub(crate) fn agree(
    text: &str,
    sentences: &[Sentence],
    lang: Lang,
    found: Vec<Found>,
) -> Vec<Found> {
    let mut settled = Vec::with_capacity(found.len());
    let mut rest = found.into_iter().peekable();
    for sentence in sentences {
        let start = sentence.range.start;
        let mut here: Vec<Found> = Vec::new();
        while let Some(mention) = rest.next_if(|m| m.range.start < sentence.range.end) {
            here.push(mention);
        }
        for form in date::find(&text[sentence.range.clone()], lang) {
            let range = start + form.range.start..start + form.range.end;
            settle(&mut here, range, form.sure);
        }
        here.sort_by_key(|m| m.range.start);
        settled.append(&mut here);
    }
    settled.extend(rest);
    settled
}

/// Brings one match of the grammar in.
fn settle(here: &mut Vec<Found>, range: Range<usize>, sure: bool) {
    let overlaps = |m: &Found| m.range.start < range.end && range.start < m.range.end;
    let touched: Vec<usize> = (0..here.len()).filter(|&n| overlaps(&here[n])).collect();
    match touched.as_slice() {
        [] if sure => here.push(Found {
            range,
            label: Label::Date,
            score: GRAMMAR_SCORE,
        }),
        [] => {}
        // One date in several pieces, or with other edges.
        all if all.iter().all(|&n| here[n].label == Label::Date) => {
            let score = all.iter().map(|&n| here[n].score).fold(0.0, f32::max);
            let first = all[0];
            for &n in all[1..].iter().rev() {
                here.remove(n);
            }
            here[first] = Found {
                range,
                label: Label::Date,
                score,
            };
        }
        // `rue du 4 septembre`: the name has the date in it.
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agreed(text: &str, found: &[(&str, Label)]) -> Vec<(String, Label)> {
        let sentence = Sentence {
            range: 0..text.len(),
            pieces: 0..0,
            words: 0..0,
        };
        let found = placed(text, found, 0.7);
        agree(text, &[sentence], Lang::Fr, found)
            .into_iter()
            .map(|m| (text[m.range].to_owned(), m.label))
            .collect()
    }

    #[test]
    fn the_grammar_draws_the_edges_of_a_date() {
        let found = agreed(
            "Il est né le 6 juillet 2024 à Niamey.",
            &[("juillet 2024", Label::Date)],
        );
        assert_eq!(found, [("6 juillet 2024".to_owned(), Label::Date)]);
    }

    #[test]
    fn a_sure_date_that_the_model_missed_is_added_in_its_place() {
        let found = agreed(
            "À Niamey le 6 juillet 2024, Tiani a parlé.",
            &[("Niamey", Label::Loc), ("Tiani", Label::Person)],
        );
        let surfaces: Vec<_> = found.iter().map(|m| m.0.as_str()).collect();
        assert_eq!(surfaces, ["Niamey", "6 juillet 2024", "Tiani"]);
    }

    #[test]
    fn a_bare_number_that_the_model_did_not_mark_is_no_date() {
        assert!(agreed("Il en a vendu 2010 en tout.", &[]).is_empty());
    }

    #[test]
    fn a_date_inside_a_name_belongs_to_the_name() {
        let found = agreed(
            "Rendez-vous rue du 4 septembre 1870.",
            &[("rue du 4 septembre 1870", Label::Loc)],
        );
        assert_eq!(found, [("rue du 4 septembre 1870".to_owned(), Label::Loc)]);
    }

    #[test]
    fn a_date_that_only_the_model_sees_stays() {
        let found = agreed(
            "Il revient à la Saint-Glinglin.",
            &[("Saint-Glinglin", Label::Date)],
        );
        assert_eq!(found, [("Saint-Glinglin".to_owned(), Label::Date)]);
    }
}
