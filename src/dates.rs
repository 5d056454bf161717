//! Dates: the model's DATE spans and the date grammar agree on what counts.
//!
//! The grammar ([`crate::resolve::date`]) knows where an expression ends, the model knows whether it is a
//! date here. Where both see one, the grammar draws the edges; where only the grammar sees one and
//! its form alone proves it (`6 juillet 2024`, `XIXe siècle`), it is added; where only the model
//! sees one, it stays.

use std::ops::Range;

use crate::decode::Readings;
use crate::document::{Label, Lang};
use crate::found::Found;
use crate::resolve::date;

/// The score of a date that only the grammar saw: the share of right ones among such matches
/// (`docs/measurements.md`).
const GRAMMAR_SCORE: f32 = 0.9;

/// Settles the dates. `found` is in the order of the text, without overlaps; so is the result.
pub(crate) fn agree(
    text: &str,
    sentences: &[Range<usize>],
    lang: Lang,
    found: Vec<Found>,
) -> Vec<Found> {
    let mut settled = Vec::with_capacity(found.len());
    let mut rest = found.into_iter().peekable();
    for sentence in sentences {
        let start = sentence.start;
        let mut here: Vec<Found> = Vec::new();
        while let Some(mention) = rest.next_if(|m| m.range.start < sentence.end) {
            here.push(mention);
        }
        let mut from = 0;
        for form in date::find(&text[sentence.clone()], lang) {
            let range = start + form.range.start..start + form.range.end;
            settle(&mut here, &mut from, range, form.sure);
        }
        settled.append(&mut here);
    }
    settled.extend(rest);
    settled
}

/// Brings one match of the grammar in. Matches come in order, and `here` stays in order: the mentions
/// before index `from` end before this match and all later ones.
fn settle(here: &mut Vec<Found>, from: &mut usize, range: Range<usize>, sure: bool) {
    while here.get(*from).is_some_and(|m| m.range.end <= range.start) {
        *from += 1;
    }
    let rest = here[*from..].iter();
    let touched = rest.take_while(|m| m.range.start < range.end).count();
    let touched = *from..*from + touched;
    let all = &here[touched.clone()];
    let score = if all.is_empty() {
        sure.then_some(GRAMMAR_SCORE)
    } else if all.iter().all(|m| m.label == Label::Date) {
        // One date in several pieces, or with other edges.
        all.iter().map(|m| m.score).reduce(f32::max)
    } else {
        // `rue du 4 septembre`: the name has the date in it.
        None
    };
    if let Some(score) = score {
        let date = Found::new(range, Label::Date, Readings::only(Label::Date, score));
        here.splice(touched, [date]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::found::placed;

    fn agreed(text: &str, found: &[(&str, Label)]) -> Vec<(String, Label)> {
        let sentence = 0..text.len();
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
    fn a_date_in_pieces_becomes_one_with_the_best_score() {
        let text = "Le 6 juillet 2024, puis hier, le Mali.";
        let parts = [
            ("6", Label::Date),
            ("2024", Label::Date),
            ("Mali", Label::Country),
        ];
        let found = agreed(text, &parts);
        let surfaces: Vec<_> = found.iter().map(|m| m.0.as_str()).collect();
        assert_eq!(surfaces, ["6 juillet 2024", "hier", "Mali"]);
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
