//! Consistency: a name means one thing all through a document.
//!
//! A surname alone is the person that the document names in full.
//! The model reads windows, not documents: `Goïta` far from `Assimi Goïta` may look like a place. A
//! place or organisation whose name is the surname of a person named elsewhere in the document is
//! that person, unless something speaks against it: it is a known organisation or place of that name
//! (`Bill Ford … Ford supprime 3 000 emplois`), or somebody goes there (`Whitney Houston chante à
//! Houston`). Then it needs more: a title before it, the model's own second reading, or, for a place,
//! that the document calls the person by the bare surname elsewhere.
//!
//! A name that is addressed as a person is no organisation, whatever is called so: `ma chère Gallimard`,
//! `Mme Peugeot`. And an unsure label gives way to the others that the document's mentions of the name
//! have ([`vote`]).

mod surnames;
mod vote;

use std::collections::HashSet;

use crate::document::{Label, Lang};
use crate::found::Found;
use crate::lists::Words;
use crate::resolve::country;
use crate::work;

use surnames::Surnames;

/// Organisations and places whose name is one word.
static ORGANISATIONS: Words = Words::of(include_str!("organisations.txt"), "");
static PLACES: Words = Words::of(include_str!("places.txt"), "");

const CUES: &str = include_str!("cues.txt");
static TITLES: Words = Words::of(CUES, "titles");
static TO_A_PLACE: Words = Words::of(CUES, "to a place");
/// How words begin after which `à` gives something.
static GIVING: Words = Words::of(CUES, "giving");
static PARTICLES: Words = Words::of(CUES, "particles");
static COURTESIES: Words = Words::of(CUES, "courtesies");
/// What stands before `chère` where somebody is addressed.
static ADDRESSING: Words = Words::of(CUES, "addressing");
static DEAR: Words = Words::of(CUES, "dear");

/// A full name must be this sure to speak for another mention.
const SURE: f32 = 0.8;
/// From this probability on, the model itself sees a person in a name that it labelled otherwise.
const SECOND_READING: f32 = 0.3;
/// The score of a mention that the document's full name made a person: the share of right ones among
/// such mentions (`docs/measurements.md`).
const RULE_SCORE: f32 = 0.95;
/// How far back a word before a mention is looked for, in bytes.
const LOOK_BACK: usize = 64;

/// Relabels mentions in place, and takes in the particle of a surname (`Le Pors`).
pub(crate) fn agree(text: &str, lang: Lang, found: &mut [Found]) {
    for mention in found.iter_mut() {
        if mention.label == Label::Org && is_addressed(text, mention) {
            become_person(mention);
        }
    }
    let surnames = named_in_full(text, lang, found);
    for (at, label, score) in vote::outvoted(text, found) {
        let surface = &text[found[at].range.clone()];
        // Of a surname, the rule above has decided; a title says more than the mentions elsewhere.
        let titled = label != Label::Person && is_titled(before(text, &found[at]));
        let stays = titled || surnames.contains(surface);
        if !stays {
            (found[at].label, found[at].score) = (label, score);
        }
    }
}

/// The text before a mention, as far as it is read.
fn before<'a>(text: &'a str, mention: &Found) -> &'a str {
    let before = &text[..mention.range.start];
    &before[before.ceil_char_boundary(before.len().saturating_sub(LOOK_BACK))..]
}

fn become_person(mention: &mut Found) {
    mention.label = Label::Person;
    mention.score = mention.readings.of(Label::Person).max(RULE_SCORE);
}

/// Whether a name of one word is addressed as a person is: `Mme Peugeot`, `ma chère Gallimard`. An acronym
/// is not.
fn is_addressed(text: &str, mention: &Found) -> bool {
    let surface = &text[mention.range.clone()];
    let name = surface.starts_with(char::is_uppercase)
        && surface.chars().any(char::is_lowercase)
        && !surface.contains(char::is_whitespace);
    if !name {
        return false;
    }
    let before = before(text, mention);
    let word = last_word(before);
    let key = word.trim_end_matches('.').to_lowercase();
    // `MS Estonia` is a ship.
    let shouted = key.chars().count() > 1 && !word.contains(char::is_lowercase);
    if COURTESIES.contains(&key) && !shouted {
        return true;
    }
    let rest = before.trim_end().strip_suffix(word).unwrap_or_default();
    DEAR.contains(&key) && ADDRESSING.contains(&last_word(rest).to_lowercase())
}

/// Relabels surnames of people whom the text names in full; these are returned.
fn named_in_full<'a>(text: &'a str, lang: Lang, found: &mut [Found]) -> Surnames<'a> {
    let people = || {
        found
            .iter()
            .filter(|mention| mention.label == Label::Person && mention.score >= SURE)
            .map(|mention| &text[mention.range.clone()])
    };
    let surnames = Surnames::of(people());
    if surnames.is_empty() {
        return surnames;
    }
    // Surnames that stand alone and were read as people.
    let called: HashSet<&str> = people().filter(|name| surnames.contains(name)).collect();
    let mut free = 0;
    for mention in found.iter_mut() {
        let surface = &text[mention.range.clone()];
        if matches!(mention.label, Label::Loc | Label::Org) && surnames.contains(surface) {
            let before = before(text, mention);
            let (place, known) = (
                mention.label == Label::Loc,
                is_known(surface, mention.label, lang),
            );
            let there = place && leads_there(before);
            // That the document calls the person so answers one doubt, but not two.
            let called = place && !(known && there) && called.contains(surface);
            let proven =
                called || is_titled(before) || mention.readings.of(Label::Person) >= SECOND_READING;
            let doubted = known || there;
            if proven || !doubted {
                become_person(mention);
                let start = mention.range.start - surnames.particle_before(surface, before);
                mention.range.start = start.max(free);
            }
        }
        free = mention.range.end;
    }
    surnames
}

/// Whether the name is known as what the label says.
fn is_known(surface: &str, label: Label, lang: Lang) -> bool {
    if label == Label::Org {
        return ORGANISATIONS.contains(surface);
    }
    let context = country::CountryContext::default();
    PLACES.contains(surface)
        || country::country_of(surface, lang, &context).is_some()
        || country::resolve(surface, false, lang, &context).is_some()
}

/// Whether the word before a place says that somebody goes there or is there.
fn leads_there(before: &str) -> bool {
    let word = last_word(before);
    // `accorde à Goïta` gives her something.
    TO_A_PLACE.contains(&word.to_lowercase()) && !(word == "à" && gives(before))
}

/// Whether one of the last words before an `à` says that somebody is given something.
fn gives(before: &str) -> bool {
    const WORDS: usize = 3;
    let words = before.split_whitespace().rev().skip(1).take(WORDS);
    words
        .map(str::to_lowercase)
        .any(|word| GIVING.list().iter().any(|stem| word.starts_with(stem)))
}

/// Whether a title stands before a name.
fn is_titled(before: &str) -> bool {
    let word = last_word(before).trim_end_matches('.').to_lowercase();
    TITLES.contains(&word)
}

/// The last word of a text that ends just before a name.
fn last_word(before: &str) -> &str {
    work::step(before.len());
    let word = before.trim_end_matches([' ', '\n']);
    match word.rfind(|c: char| !(c.is_alphanumeric() || c == '.')) {
        Some(at) => &word[word.ceil_char_boundary(at + 1)..],
        None => word,
    }
}

#[cfg(test)]
mod tests;
