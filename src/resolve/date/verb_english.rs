//! The tense of English verbs, by their endings and auxiliaries.

use super::direction::Leaning;
use super::grammar::Grammar;
use super::tense::{
    CueSide, HINT, LONG_PAST, PRESENT, REPORTED, Tense, VERB, VERBS, WEAK_VERB, leads_to, listed,
    moved, open, plan_follows,
};
use crate::lists::Words;

static TO_COME: Words = Words::of(VERBS, "auxiliaries of the future, en");
static NO_PASTS: Words = Words::of(VERBS, "no pasts, en");

/// What the word at `at` tells about the date beside it.
pub(super) fn told(words: &Grammar<'_>, at: usize, side: CueSide) -> Leaning {
    if !words.tokens.is_word(at) {
        return Leaning::default();
    }
    let word = words.word(at);
    let back = |count: usize| at.checked_sub(count).map_or("", |place| words.word(place));
    let over = ["was", "were", "had"];
    match listed(words, at) {
        Some(Tense::Future) => return Leaning::future(VERB),
        Some(Tense::Planned) => {
            if (1..=3).any(|count| over.contains(&back(count))) {
                return open();
            }
            return Leaning::future(VERB);
        }
        Some(Tense::Moved) => return moved(side),
        Some(Tense::LeadsTo) => return leads_to(side),
        Some(Tense::Open) => return open(),
        Some(Tense::ToCome) => return Leaning::future(HINT),
        Some(Tense::Happened) => return Leaning::past(HINT),
        // `will meet`, `to face`.
        Some(Tense::Present) if TO_COME.contains(back(1)) => return Leaning::future(VERB),
        Some(Tense::Present) => return Leaning::present(PRESENT),
        // `will be sentenced`, `to be held` are not over.
        _ if matches!(back(1), "be" | "being") => return Leaning::default(),
        // `was due`: the plan tells.
        Some(Tense::Past) if over.contains(&word) && plan_follows(words, at) => {
            return Leaning::default();
        }
        Some(Tense::Past) if word == "had" => return Leaning::past(LONG_PAST),
        Some(Tense::Past) => return Leaning::past(VERB),
        None => {}
    }
    if matches!(word, "would" | "might" | "may" | "should") {
        return if words.word(at + 1) == "have" {
            Leaning::past(WEAK_VERB)
        } else {
            Leaning::future(REPORTED)
        };
    }
    let past = word.len() > 4 && word.ends_with("ed") && !NO_PASTS.contains(word);
    if !past || (words.tokens.capitalised(at) && at > 0) {
        return Leaning::default();
    }
    // `is held`, `are invited`.
    if matches!(back(1), "is" | "are" | "am") {
        return Leaning::present(PRESENT);
    }
    Leaning::past(VERB)
}
