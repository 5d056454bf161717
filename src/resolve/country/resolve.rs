//! A mention's state or territory.

use std::ops::Range;

use super::capitals;
use super::contests;
use super::context::{CountryContext, begin_of_last_word, end_of_first_word};
use super::cue;
use super::feature;
use super::fold::{bare, key, key_of_glued};
use super::names::{self, NameClass, NamedCountry};
use super::person;
use super::table::by_iso3;
use super::value::CountryValue;
use crate::document::Lang;
use crate::lists::Words;

const FILE: &str = include_str!("resolve.txt");
static CAPITAL_OF_THE_NAME: Words = Words::of(FILE, "capital of the name");
static TOLD_BY_ARTICLE: Words = Words::of(FILE, "told by article");
static COMMON_WORDS: Words = Words::of(FILE, "common words");

/// The state or territory that `surface` names in its context, with the rule that decided;
/// `None` where no country has that name. `label_is_country` tells a `COUNTRY` span from a
/// `LOC` one. Parts of states (`Écosse`) and capitals (`Tunis`) are no countries:
/// [`super::country_of`] gives their state as a hint.
pub fn resolve(
    surface: &str,
    label_is_country: bool,
    lang: Lang,
    context: &CountryContext,
) -> Option<CountryValue> {
    let mut folded = String::with_capacity(surface.len() + 16);
    key(surface, &mut folded);
    if folded.is_empty() {
        return None;
    }
    if !is_known(bare(&folded)) {
        key_of_glued(surface, &mut folded);
    } else if let Some(value) = longer(surface, &mut folded, context) {
        return Some(value);
    } else {
        key(surface, &mut folded);
    }
    let short = possessor(bare(&folded));
    if !is_known(short) {
        return code(surface, label_is_country);
    }
    if let Some(rule) =
        feature::inside(short, label_is_country, context).or_else(|| person::bears(short, context))
    {
        return Some(CountryValue::not_a_country(rule));
    }
    if let Some(contest) = contests::find(short) {
        let state = contest.article_decides && stands_with_article(lang, context);
        return Some(contest.decide(label_is_country || state, lang, context));
    }
    let named = names::find(short)?;
    Some(settle(
        named,
        short,
        surface,
        label_is_country,
        lang,
        context,
    ))
}

fn is_known(bare: &str) -> bool {
    contests::find(bare).is_some() || names::find(bare).is_some()
}

/// Whether a name that fits one country is that country here.
fn settle(
    named: &NamedCountry,
    short: &str,
    surface: &str,
    label_is_country: bool,
    lang: Lang,
    context: &CountryContext,
) -> CountryValue {
    let upper = !surface.chars().any(char::is_lowercase);
    let refused = match named.class {
        NameClass::Part => Some("part-of-state"),
        NameClass::Sport if !(label_is_country && upper) => Some("code-untagged"),
        NameClass::Acronym if !(label_is_country || upper) => Some("not-in-capitals"),
        _ if !label_is_country && is_word(short, surface) => Some("lower-case"),
        _ if label_is_country || named.class == NameClass::Acronym => None,
        _ => also_elsewhere(named, short, lang, context),
    };
    let city = || lang == Lang::Fr && is_city(short, context);
    if let Some(rule) = refused.or_else(|| city().then_some("capital-after-a")) {
        return CountryValue::not_a_country(rule);
    }
    if lang == Lang::Fr && short == "mexico" {
        return CountryValue::not_a_country("capital");
    }
    let rule = match named.class {
        _ if named.country.former => "former",
        NameClass::Name if !named.speaks(lang) => "other-language",
        NameClass::Name => "name",
        NameClass::Old => "old-name",
        NameClass::Acronym => "acronym",
        NameClass::Sport | NameClass::Part => "code",
    };
    CountryValue::of(named.country, rule)
}

/// Why a `LOC` span with a state's name is something else: the capital of that name, or a person,
/// in a language that calls the state otherwise.
fn also_elsewhere(
    named: &NamedCountry,
    short: &str,
    lang: Lang,
    context: &CountryContext,
) -> Option<&'static str> {
    let shares = CAPITAL_OF_THE_NAME.contains(short);
    if shares && capitals::find(short).is_some() && !stands_with_article(lang, context) {
        return Some("homonymous-capital");
    }
    let borne = match lang {
        Lang::Fr => {
            matches!(short, "jordan" | "chad") || short == "maurice" && !after_island(context)
        }
        Lang::En => matches!(short, "maurice" | "jordanie"),
    };
    (borne && context.weight(named.country.code()) == 0).then_some("given-name")
}

/// Whether a name is also a word, and written as one: `turkey`, `réunion`.
fn is_word(short: &str, surface: &str) -> bool {
    COMMON_WORDS.contains(short) && !surface.chars().any(char::is_uppercase)
}

fn after_island(context: &CountryContext) -> bool {
    cue::is_one(context.previous(), &["ile", "a", "republique"])
}

/// `à Luxembourg` is the city.
fn is_city(short: &str, context: &CountryContext) -> bool {
    TOLD_BY_ARTICLE.contains(short) && matches!(context.previous(), "à" | "À")
}

/// `au Luxembourg`, `le Salvador`, `la Dominique` are states.
fn stands_with_article(lang: Lang, context: &CountryContext) -> bool {
    lang == Lang::Fr && cue::is_one(context.previous(), &["au", "du", "la", "le"])
}

/// The name that the span is a part of, where the tag missed a word: `South` `Sudan`,
/// `Corée` `du Nord`, `Mexico` `City`. Overwrites the key.
fn longer(surface: &str, folded: &mut String, context: &CountryContext) -> Option<CountryValue> {
    let Range { start, end } = context.span;
    if context.sentence.get(start..end) != Some(surface) {
        return None;
    }
    let length = bare(folded).len();
    let from = start - (context.before().len() - begin_of_last_word(context.before()));
    let one = end + end_of_first_word(context.after());
    let two = one + end_of_first_word(context.sentence.get(one..).unwrap_or(""));
    for wider in [from..end, start..two, start..one] {
        let Some(text) = context.sentence.get(wider) else {
            continue;
        };
        key(text, folded);
        let name = bare(folded);
        if name.len() <= length {
            continue;
        }
        if let Some(named) = names::find(name) {
            return Some(match named.class {
                NameClass::Part => CountryValue::not_a_country("part-of-state"),
                _ => CountryValue::of(named.country, "longer-name"),
            });
        }
        if capitals::find(name).is_some() {
            return Some(CountryValue::not_a_country("capital"));
        }
    }
    None
}

/// A key without an English possessive.
fn possessor(bare: &str) -> &str {
    match bare.strip_suffix(" s") {
        Some(owner) if names::find(bare).is_none() => owner,
        _ => bare,
    }
}

/// An alpha-3 code of a results table.
fn code(surface: &str, label_is_country: bool) -> Option<CountryValue> {
    if !label_is_country {
        return None;
    }
    by_iso3(surface).map(|country| CountryValue::of(country, "code"))
}
