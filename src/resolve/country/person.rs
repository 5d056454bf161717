//! A country's name that is a given name or a surname here.

use super::context::{CountryContext, before_last_word, last_word};
use super::cue;
use crate::lists::Words;

const FILE: &str = include_str!("person.txt");
static GIVEN: Words = Words::of(FILE, "given");
static SURNAMES: Words = Words::of(FILE, "surnames");
static FIRST: Words = Words::of(FILE, "first");
static NO_SURNAME: Words = Words::of(FILE, "no surname");

/// The rule by which a name is a person's here, if it is.
pub(super) fn bears(bare: &str, context: &CountryContext) -> Option<&'static str> {
    if context.is_title_case() {
        return None;
    }
    if SURNAMES.contains(bare) && after_first_name(context) {
        return Some("surname");
    }
    let next = context.next();
    let surname = GIVEN.contains(bare)
        && cue::capitalised(next)
        && next.chars().count() > 1
        && context.after().starts_with([' ', '-'])
        && !cue::is_in(next, &NO_SURNAME);
    surname.then_some("given-name")
}

/// Whether the word before is a first name or an initial (`M. Hollande`, `Michael B. Jordan`).
fn after_first_name(context: &CountryContext) -> bool {
    let before = context.before();
    let word = last_word(before.trim_end_matches(['.', ' ', '\u{a0}']));
    if !before.ends_with([' ', '\u{a0}']) || !cue::capitalised(word) {
        return false;
    }
    let initial = word.chars().count() == 1
        && before.trim_end().ends_with('.')
        && cue::capitalised(last_word(before_last_word(
            before.trim_end_matches(['.', ' ']),
        )));
    initial || cue::is_in(word, &FIRST)
}
