//! A country's name inside the name of something else: a river, a gulf, a lake, a town.

use super::context::{CountryContext, after_first_word, before_last_word, first_word, last_word};
use super::cue;
use crate::fold::fold;
use crate::lists::Words;

const FILE: &str = include_str!("feature.txt");
static BEFORE: Words = Words::of(FILE, "before");
static AFTER: Words = Words::of(FILE, "after");
static LINKS: Words = Words::of(FILE, "links");
static NEW: Words = Words::of(FILE, "new");
static RIVERS: Words = Words::of(FILE, "rivers");
static LARGE_RIVERS: Words = Words::of(FILE, "large rivers");
static OF_A_RIVER: Words = Words::of(FILE, "of a river");
pub(super) static RIVER_WORDS: Words = Words::of(FILE, "river words");
pub(super) static RIVER_TOWNS: Words = Words::of(FILE, "river towns");
static US_TOWNS: Words = Words::of(FILE, "us towns");
static US_STATES: Words = Words::of(FILE, "us states");

/// The rule by which a name is part of another name here, if it is.
pub(super) fn inside(
    bare: &str,
    label_is_country: bool,
    context: &CountryContext,
) -> Option<&'static str> {
    if head(context).is_some_and(|head| cue::is_in(head, &BEFORE)) {
        return Some("inside-a-feature");
    }
    let previous = context.previous();
    let is_new = || NEW.contains(&format!("{} {bare}", fold(previous)));
    if cue::is_in(context.next(), &AFTER) || cue::capitalised(previous) && is_new() {
        return Some("inside-a-feature");
    }
    if US_TOWNS.contains(bare) && in_us_state(context.after()) {
        return Some("us-town");
    }
    (RIVERS.contains(bare) && is_river(bare, label_is_country, context)).then_some("river")
}

/// The noun that a name depends on: `fleuve` in `le fleuve Niger`, `golfe` in `golfe du Mexique`.
fn head<'a>(context: &CountryContext<'a>) -> Option<&'a str> {
    let mut before = context.before();
    for _ in 0..3 {
        let word = last_word(before);
        if !cue::is_in(word, &LINKS) {
            return (!word.is_empty()).then_some(word);
        }
        before = before_last_word(before);
    }
    Some(last_word(before)).filter(|word| !word.is_empty())
}

fn is_river(bare: &str, label_is_country: bool, context: &CountryContext) -> bool {
    if head(context).is_some_and(|head| cue::is_in(head, &OF_A_RIVER)) {
        return true;
    }
    if !label_is_country && LARGE_RIVERS.contains(bare) {
        return !cue::is_one(context.previous(), &["au", "in"]);
    }
    let (water, towns) = (
        context.count(RIVER_WORDS.list()),
        context.count(RIVER_TOWNS.list()),
    );
    if label_is_country {
        water >= 2 && towns >= 1 || water >= 1 && towns >= 2
    } else {
        water + towns >= 1
    }
}

fn in_us_state(after: &str) -> bool {
    let Some(rest) = after.strip_prefix(", ") else {
        return false;
    };
    let first = first_word(rest);
    if !cue::capitalised(first) {
        return false;
    }
    // `Ohio`, `N.H.`
    let second = first_word(after_first_word(rest).trim_start_matches('.'));
    let first = fold(first);
    US_STATES.contains(&format!("{first} {}", fold(second))) || US_STATES.contains(&first)
}
