//! The tense of French verbs, by their endings and auxiliaries.

use super::direction::Leaning;
use super::grammar::Grammar;
use super::tense::{
    CueSide, HINT, LONG_PAST, PRESENT, REPORTED, Tense, VERB, VERBS, WEAK_VERB, leads_to, listed,
    moved, open, plan_follows,
};
use crate::lists::Words;

static AUXILIARIES: Words = Words::of(VERBS, "auxiliaries, fr");
static BE: Words = Words::of(VERBS, "to be, fr");
static MOVED: Words = Words::of(VERBS, "participles with être, fr");
static PARTICIPLES: Words = Words::of(VERBS, "participles, fr");
static NOUNS: Words = Words::of(VERBS, "nouns like participles, fr");
static PARTICIPLE_ENDINGS: Words = Words::of(VERBS, "participle endings, fr");
static NO_PARTICIPLES: Words = Words::of(VERBS, "no participles, fr");
static FUTURE_ENDINGS: Words = Words::of(VERBS, "future endings, fr");
static CONDITIONAL_ENDINGS: Words = Words::of(VERBS, "conditional endings, fr");
static NO_FUTURES: Words = Words::of(VERBS, "no futures, fr");
static NO_SIMPLE_PASTS: Words = Words::of(VERBS, "no simple pasts, fr");
static NO_IMPERFECTS: Words = Words::of(VERBS, "no imperfects, fr");

/// Words between an auxiliary and its participle: `n'a pas encore voté`.
const AUXILIARY: usize = 3;

/// What the word at `at` tells about the date beside it.
pub(super) fn told(words: &Grammar<'_>, at: usize, side: CueSide) -> Leaning {
    if !words.tokens.is_word(at) {
        return Leaning::default();
    }
    let raw = words.tokens.raw(at);
    let said = listed(words, at);
    match said {
        Some(Tense::Future) => return Leaning::future(VERB),
        Some(Tense::Planned) => return planned(words, at),
        Some(Tense::Moved) => return moved(side),
        Some(Tense::LeadsTo) => return leads_to(side),
        Some(Tense::Open) => return open(),
        Some(Tense::ToCome) => return Leaning::future(HINT),
        Some(Tense::Happened) => return Leaning::past(HINT),
        // `organise` does not stand for `organisé`.
        Some(Tense::Present) if !raw.ends_with('é') => return Leaning::present(PRESENT),
        _ => {}
    }
    // `était prévu`: the plan tells.
    if matches!(words.word(at), "etait" | "etaient" | "avait" | "avaient")
        && plan_follows(words, at)
    {
        return Leaning::default();
    }
    if said == Some(Tense::Past) || simple_past(words, at) {
        return Leaning::past(VERB);
    }
    if let Some(found) = to_come(words, at) {
        return found;
    }
    if imperfect(words, at) {
        return Leaning::past(WEAK_VERB);
    }
    participle_tells(words, at, side)
}

/// `prévu`, `est fixé au`; it is over or it may be where the plan is past: `était prévu`.
fn planned(words: &Grammar<'_>, at: usize) -> Leaning {
    let over = before(words, at, |word| {
        matches!(word, "etait" | "etaient" | "avait" | "avaient")
    });
    if over {
        return open();
    }
    Leaning::future(VERB)
}

/// The future and the conditional: `votera`, `devrait`; `aura tenu` and `aurait tué` are over.
fn to_come(words: &Grammar<'_>, at: usize) -> Option<Leaning> {
    let (word, raw) = (words.word(at), words.tokens.raw(at));
    if words.tokens.capitalised(at) || NO_FUTURES.contains(word) {
        return None;
    }
    let participle_follows = || (at + 1..at + 3).any(|next| participle(words, next));
    let ends = |endings: &'static Words| {
        let mut stems = endings
            .list()
            .iter()
            .filter_map(|ending| word.strip_suffix(ending));
        stems.any(|stem| !stem.is_empty())
    };
    if matches!(word, "aura" | "auront" | "aurait" | "auraient") {
        if participle_follows() {
            return Some(Leaning::past(VERB));
        }
        return Some(Leaning::future(VERB));
    }
    // `déclara`, `libéra`, `espérait` are past.
    let past = raw.ends_with("éra") || raw.ends_with("érait") || raw.ends_with("éraient");
    if past {
        return None;
    }
    if matches!(word, "ira" | "iront") || ends(&FUTURE_ENDINGS) {
        return Some(Leaning::future(VERB));
    }
    if !ends(&CONDITIONAL_ENDINGS) {
        return None;
    }
    // `serait mort` is over, `serait examiné` is not.
    let over = matches!(word, "serait" | "seraient")
        && (at + 1..at + 3).any(|next| MOVED.contains(words.tokens.raw(next)));
    Some(if over {
        Leaning::past(VERB)
    } else {
        Leaning::future(REPORTED)
    })
}

fn simple_past(words: &Grammar<'_>, at: usize) -> bool {
    let (word, raw) = (words.word(at), words.tokens.raw(at));
    ["èrent", "éra", "ça", "gea"]
        .iter()
        .any(|ending| raw.ends_with(ending) && raw.len() > ending.len() + 1)
        && !NO_SIMPLE_PASTS.contains(word)
        && !words.tokens.capitalised(at)
}

fn imperfect(words: &Grammar<'_>, at: usize) -> bool {
    let word = words.word(at);
    let ends = (word.ends_with("ait") && word.len() > 4) || word.ends_with("aient");
    ends && !words.tokens.capitalised(at) && !NO_IMPERFECTS.contains(word)
}

/// `a voté`, `s'est tenu`, `est mort`: over. `est jugé`, `sont appelés`: told in the present. `publié
/// lundi`: over too.
fn participle_tells(words: &Grammar<'_>, at: usize, side: CueSide) -> Leaning {
    let word = words.word(at);
    // `a été prolongé` is told by what was done.
    if word == "ete" && (at + 1..at + 3).any(|next| participle(words, next)) {
        return Leaning::default();
    }
    let moved = MOVED.contains(words.tokens.raw(at));
    if !moved && !participle(words, at) && !PARTICIPLES.contains(word) {
        return Leaning::default();
    }
    if before(words, at, |word| matches!(word, "avait" | "avaient")) {
        return Leaning::past(LONG_PAST);
    }
    if before(words, at, |word| AUXILIARIES.contains(word)) {
        return Leaning::past(VERB);
    }
    let been = |word: &str| BE.contains(word);
    let Some(be) = (at.saturating_sub(AUXILIARY)..at).rfind(|&back| been(words.word(back))) else {
        let beside = side == CueSide::Before && at + 3 > words.tokens.len();
        let bare = beside && (moved || PARTICIPLES.contains(word) || accented(words, at));
        return Leaning::past(if bare { VERB } else { 0 });
    };
    let reflexive = matches!(words.word(be.wrapping_sub(1)), "se" | "me" | "nous")
        || (words.word(be.wrapping_sub(1)) == "'" && matches!(words.word(be.wrapping_sub(2)), "s"));
    if moved || reflexive {
        return Leaning::past(VERB);
    }
    // `doit être jugé` and `sera jugé` are told by `doit` and `sera`.
    let finite = matches!(words.word(be), "est" | "sont" | "sommes" | "suis");
    Leaning::present(if finite { PRESENT } else { 0 })
}

/// The participle of a regular verb, whose ending has its accent.
fn accented(words: &Grammar<'_>, at: usize) -> bool {
    let raw = words.tokens.raw(at);
    ["é", "ée", "és", "ées"]
        .iter()
        .any(|ending| raw.ends_with(ending))
        && !NOUNS.contains(raw)
        && !["ité", "ités"].iter().any(|ending| raw.ends_with(ending))
}

fn participle(words: &Grammar<'_>, at: usize) -> bool {
    let raw = words.tokens.raw(at);
    raw.len() > 2
        && !words.tokens.capitalised(at)
        && !NO_PARTICIPLES.contains(raw)
        && PARTICIPLE_ENDINGS
            .list()
            .iter()
            .any(|ending| raw.ends_with(ending))
}

/// One of the few words before `at` fits. `à` folds to an auxiliary and is none.
fn before(words: &Grammar<'_>, at: usize, fits: impl Fn(&str) -> bool) -> bool {
    (at.saturating_sub(AUXILIARY)..at)
        .any(|back| fits(words.word(back)) && !matches!(words.tokens.raw(back), "à" | "À"))
}
