//! Consistency: a surname alone is the person that the document names in full.
//!
//! The model reads windows, not documents: `Goïta` far from `Assimi Goïta` may look like a place. A
//! one-word place or organisation that is the surname of a person named elsewhere in the document
//! is that person, save after a preposition of place where the country tables know it as a place
//! (`Jean Paris est à Paris`).

use std::collections::HashSet;

use crate::dates::Found;
use crate::document::{Label, Lang};
use crate::resolve::country;

/// A full name must be this sure to speak for another mention.
const SURE: f32 = 0.8;

/// Relabels mentions in place; spans and scores stay.
pub(crate) fn agree(text: &str, lang: Lang, found: &mut [Found]) {
    let surnames: HashSet<&str> = found
        .iter()
        .filter(|mention| mention.label == Label::Person && mention.score >= SURE)
        .filter_map(|mention| text[mention.range.clone()].rsplit_once(' '))
        .map(|(_, surname)| surname)
        .filter(|surname| surname.starts_with(char::is_uppercase) && surname.chars().count() > 2)
        .collect();
    for mention in found {
        let one_of_us = matches!(mention.label, Label::Loc | Label::Org);
        let surface = &text[mention.range.clone()];
        if one_of_us
            && surnames.contains(surface)
            && !(after_place_preposition(&text[..mention.range.start])
                && is_known_place(surface, lang))
        {
            mention.label = Label::Person;
        }
    }
}

fn is_known_place(surface: &str, lang: Lang) -> bool {
    let context = country::Context::default();
    country::country_of(surface, lang, &context).is_some()
        || country::resolve(surface, false, lang, &context).is_some()
}

fn after_place_preposition(before: &str) -> bool {
    let word = before.trim_end().rsplit([' ', '\n']).next().unwrap_or("");
    ["à", "en", "au", "aux", "vers", "in", "at", "near"]
        .iter()
        .any(|preposition| word.eq_ignore_ascii_case(preposition) || word == "À")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::placed;

    fn labels(text: &str, found: &[(&str, Label)]) -> Vec<Label> {
        let mut found = placed(text, found, 0.9);
        agree(text, Lang::Fr, &mut found);
        found.iter().map(|mention| mention.label).collect()
    }

    #[test]
    fn a_surname_read_as_a_place_is_the_person_named_in_full() {
        let text = "Assimi Goïta est arrivé. Plus tard, Goïta a parlé.";
        let found = [("Assimi Goïta", Label::Person), ("Goïta", Label::Loc)];
        assert_eq!(labels(text, &found), [Label::Person, Label::Person]);
    }

    #[test]
    fn what_is_given_to_a_person_does_not_make_her_a_place() {
        let text = "Assimi Goïta est là. Le texte accorde à Goïta un mandat.";
        let found = [("Assimi Goïta", Label::Person), ("Goïta", Label::Loc)];
        assert_eq!(labels(text, &found), [Label::Person, Label::Person]);
    }

    #[test]
    fn a_place_that_one_goes_to_stays_a_place() {
        let text = "Jean Paris est arrivé à Paris.";
        let found = [("Jean Paris", Label::Person), ("Paris", Label::Loc)];
        assert_eq!(labels(text, &found), [Label::Person, Label::Loc]);
    }

    #[test]
    fn a_first_name_does_not_speak_for_others() {
        let text = "Paris Hilton est venue. Paris dort.";
        let found = [("Paris Hilton", Label::Person), ("Paris", Label::Loc)];
        assert_eq!(labels(text, &found), [Label::Person, Label::Loc]);
    }
}
