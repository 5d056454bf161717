//! What a reader of the report has to know: labels of another scheme, what was not scored, and why.

use std::collections::{BTreeMap, BTreeSet};

use super::pair::DocumentPair;
use super::shorten::shorten;
use crate::document::Label;

/// What other schemes call griot's labels.
const ALIASES: [(&str, Label); 14] = [
    ("COUNTRIES", Label::Country),
    ("DAT", Label::Date),
    ("GPE", Label::Loc),
    ("LIEU", Label::Loc),
    ("LOCATION", Label::Loc),
    ("ORGANISATION", Label::Org),
    ("ORGANIZATION", Label::Org),
    ("PAYS", Label::Country),
    ("PER", Label::Person),
    ("PERS", Label::Person),
    ("PERSONNE", Label::Person),
    ("PLACE", Label::Loc),
    ("PS", Label::Person),
    ("TIME", Label::Date),
];

/// Gold labels that no prediction has while the predictions have griot's labels, each with the option
/// that would bring them together.
pub(super) fn labels(pairs: &[DocumentPair<'_>]) -> Vec<String> {
    let griots = |label: &str| Label::ALL.iter().any(|own| own.as_str() == label);
    let mut gold: BTreeMap<&str, usize> = BTreeMap::new();
    let mut predicted = BTreeSet::new();
    for pair in pairs {
        for span in pair.gold.entities() {
            *gold.entry(&span.label).or_default() += 1;
        }
        predicted.extend(pair.spans().iter().map(|span| span.label.as_str()));
    }
    if !predicted.iter().all(|label| griots(label)) || predicted.is_empty() {
        return Vec::new();
    }
    let foreign = gold.into_iter().filter(|(label, _)| !griots(label));
    foreign.map(|(label, spans)| hint(label, spans)).collect()
}

fn hint(label: &str, spans: usize) -> String {
    let upper = label.to_uppercase();
    let own = Label::ALL.into_iter().find(|own| own.as_str() == upper);
    let alias = ALIASES
        .iter()
        .find(|(alias, _)| *alias == upper)
        .map(|(_, own)| *own);
    let shown = shorten(label, 40);
    let plural = if spans == 1 { "" } else { "s" };
    let option = match own.or(alias) {
        Some(own) => format!("--gold-labels {shown}={own}"),
        None => format!("--gold-labels {shown}=LABEL, or {shown}= to leave its spans out"),
    };
    // A scheme with one label for countries and places has to meet one.
    let also = match upper.as_str() {
        "GPE" | "LOCATION" | "PLACE" | "LIEU" => " --predicted-labels COUNTRY=LOC",
        _ => "",
    };
    format!("gold label {shown} ({spans} span{plural}) is none of griot's: {option}{also}")
}

#[cfg(test)]
mod tests {
    use super::super::document::{GoldDocument, Prediction, span};
    use super::super::pair::pair;
    use super::*;

    fn told(gold: &[&str], predicted: &[&str]) -> Vec<String> {
        let spans = |labels: &[&str]| {
            labels
                .iter()
                .map(|label| span(0, 1, label))
                .collect::<Vec<_>>()
        };
        let gold = [
            GoldDocument::new("a".to_owned(), None, "x".to_owned(), spans(gold)).expect("spans"),
        ];
        let predicted = [Prediction::new("a".to_owned(), None, spans(predicted))];
        labels(&pair(&gold, &predicted).expect("pairs"))
    }

    #[test]
    fn a_label_of_another_scheme_comes_with_the_option_that_renames_it() {
        assert_eq!(
            told(
                &["PER", "PER", "MISC", "Person", "GPE", "LOC"],
                &["PERSON", "LOC"]
            ),
            [
                "gold label GPE (1 span) is none of griot's: --gold-labels GPE=LOC --predicted-labels \
                 COUNTRY=LOC",
                "gold label MISC (1 span) is none of griot's: --gold-labels MISC=LABEL, or MISC= to leave \
                 its spans out",
                "gold label PER (2 spans) is none of griot's: --gold-labels PER=PERSON",
                "gold label Person (1 span) is none of griot's: --gold-labels Person=PERSON",
            ]
        );
    }

    #[test]
    fn nothing_is_told_where_both_sides_have_one_scheme() {
        assert_eq!(told(&["PERSON"], &["PERSON"]), [""; 0]);
        assert_eq!(told(&["PER"], &["PER", "LOC"]), [""; 0]);
        assert_eq!(told(&["PER"], &[]), [""; 0]);
    }

    #[test]
    fn the_aliases_are_sorted() {
        assert!(ALIASES.is_sorted());
    }
}
