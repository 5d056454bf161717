//! Adjectives and names of peoples, counted as evidence of their countries.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::contest::Contest;
use super::contests::{CONGO, KOREA};
use super::context::last_word;
use super::cue;
use super::demonyms_data::DEMONYMS;
use super::fold::{in_word, key};
use super::names::{self, Class};
use super::table::{Country, by_code};
use crate::document::Lang;

/// How often a text names the people of a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DemonymCount {
    /// None where the word fits several countries and the text does not say which.
    pub country: Option<&'static Country>,
    pub alternatives: &'static [&'static str],
    pub count: u32,
    pub rule: &'static str,
}

/// What a demonym stands for.
#[derive(Clone, Copy)]
enum Target {
    Country(&'static Country),
    American,
    Contested(&'static Contest),
    /// A longer phrase in which the demonym is no evidence.
    Nothing,
}

#[derive(Default)]
struct Index {
    /// Forms by key.
    forms: HashMap<Box<str>, Target>,
    /// First words of forms, with the most words that follow.
    heads: HashMap<Box<str>, usize>,
}

static FRENCH: LazyLock<Index> = LazyLock::new(|| index(Lang::Fr));
static ENGLISH: LazyLock<Index> = LazyLock::new(|| index(Lang::En));

fn index(lang: Lang) -> Index {
    let mut index = Index::default();
    let mut folded = String::new();
    for (code, _, form) in DEMONYMS.iter().filter(|(_, own, _)| *own == lang) {
        let target = match *code {
            "?american" => Target::American,
            "?congolese" => Target::Contested(&CONGO),
            "?korean" => Target::Contested(&KOREA),
            _ => by_code(code).map_or(Target::Nothing, Target::Country),
        };
        key(form, &mut folded);
        let mut words = folded.split(' ');
        if let Some(head) = words.next() {
            let more = words.count();
            let most = index.heads.entry(head.into()).or_default();
            *most = more.max(*most);
        }
        index.forms.insert(folded.as_str().into(), target);
    }
    index
}

/// Whether a key is an adjective or the name of a people of `lang`.
pub(super) fn is_known(key: &str, lang: Lang) -> bool {
    let index = match lang {
        Lang::Fr => &*FRENCH,
        Lang::En => &*ENGLISH,
    };
    matches!(
        index.forms.get(key),
        Some(Target::Country(_) | Target::American | Target::Contested(_))
    )
}

/// Words after which (French) or before which (English) a demonym is part of a name:
/// `République tchèque`, `Guyane française`, `Indian Ocean`.
const AFTER: &[&str] = &[
    "antilles",
    "australes",
    "antarctiques",
    "colombie",
    "confederation",
    "federation",
    "guyane",
    "inde",
    "ocean",
    "polynesie",
    "rep",
    "republique",
    "samoa",
    "union",
    "vierges",
];
const BEFORE: &[&str] = &[
    "antilles",
    "channel",
    "columbia",
    "columbian",
    "confederation",
    "federation",
    "guiana",
    "guyana",
    "ocean",
    "polynesia",
    "republic",
    "samoa",
    "samoan",
    "sea",
    "southern",
    "union",
    "virgin",
];

/// The demonyms of a text, in the order of their countries' codes, what stayed open last.
/// Whole words of `lang`; in English with their capital (`polish` is a verb). `American` is
/// taken for the United States; `Congolese` and `Korean` go by the names around them.
pub fn count_demonyms(text: &str, lang: Lang) -> Vec<DemonymCount> {
    let index = match lang {
        Lang::Fr => &*FRENCH,
        Lang::En => &*ENGLISH,
    };
    let mut counts: BTreeMap<(&'static str, &'static str), DemonymCount> = BTreeMap::new();
    let mut add = |country: Option<&'static Country>, alternatives, rule| {
        let code = country.map_or("~", Country::code);
        let first = DemonymCount {
            country,
            alternatives,
            count: 0,
            rule,
        };
        counts.entry((code, rule)).or_insert(first).count += 1;
    };
    let mut contested: [(&'static Contest, u32, &str); 2] =
        [(&CONGO, 0, "congolese-open"), (&KOREA, 0, "korean-open")];
    let mut folded = String::new();
    let mut at = 0;
    while let Some((start, end)) = word_from(text, at) {
        let (stop, target) =
            longest(text, start, end, index, lang, &mut folded).unwrap_or((end, Target::Nothing));
        match target {
            Target::Nothing => {}
            _ if part_of_name(text, start, stop, lang) => {}
            Target::Country(country) => add(Some(country), &[], "demonym"),
            Target::American => add(by_code("US"), &[], "american-us"),
            Target::Contested(contest) => {
                for row in contested
                    .iter_mut()
                    .filter(|row| row.0.keys == contest.keys)
                {
                    row.1 += 1;
                }
            }
        }
        at = stop;
    }
    for (contest, count, rule) in contested {
        let side = if count > 0 {
            contest.by_cues(text)
        } else {
            None
        };
        for _ in 0..count {
            match side {
                Some(side) => add(side.code.and_then(by_code), &[], side.rule),
                None => add(None, contest.country.alternatives, rule),
            }
        }
    }
    counts.into_values().collect()
}

/// The next word at or after a place.
fn word_from(text: &str, at: usize) -> Option<(usize, usize)> {
    let start = at + text[at..].find(in_word)?;
    let end = text[start..]
        .find(|c| !in_word(c))
        .map_or(text.len(), |length| start + length);
    Some((start, end))
}

/// The longest form that starts with a word: where it ends, and what it stands for.
fn longest(
    text: &str,
    start: usize,
    end: usize,
    index: &Index,
    lang: Lang,
    folded: &mut String,
) -> Option<(usize, Target)> {
    let word = &text[start..end];
    if lang == Lang::En && !cue::capitalised(word) {
        return None;
    }
    key(word, folded);
    let more = *index.heads.get(folded.as_str())?;
    let mut ends = [end; 4];
    let mut known = 0;
    while known < more.min(ends.len() - 1) {
        let Some((from, to)) = word_from(text, ends[known]) else {
            break;
        };
        if !text[ends[known]..from]
            .chars()
            .all(|c| matches!(c, ' ' | '-' | '&' | '\u{a0}'))
        {
            break;
        }
        known += 1;
        ends[known] = to;
    }
    for stop in ends[..=known].iter().rev() {
        key(&text[start..*stop], folded);
        if let Some(target) = index.forms.get(folded.as_str()) {
            let names_country = lang == Lang::Fr && cue::capitalised(word) && is_name(folded);
            return Some((
                *stop,
                if names_country {
                    Target::Nothing
                } else {
                    *target
                },
            ));
        }
    }
    None
}

/// `Suisse`, `Argentine`, `Philippines` with a capital are the states.
fn is_name(key: &str) -> bool {
    names::find(key).is_some_and(|named| named.class == Class::Name && named.french)
}

fn part_of_name(text: &str, start: usize, stop: usize, lang: Lang) -> bool {
    match lang {
        Lang::Fr => {
            let before = text[..start].trim_end_matches([' ', '.', '\u{a0}']);
            cue::is_one(last_word(before), AFTER)
        }
        Lang::En => {
            let next =
                word_from(text, stop).filter(|(from, _)| text[stop..*from].trim().is_empty());
            next.is_some_and(|(from, to)| {
                cue::capitalised(&text[from..to]) && cue::is_one(&text[from..to], BEFORE)
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_form_has_two_countries() {
        let mut folded = String::new();
        let mut owners: HashMap<(String, bool), &str> = HashMap::new();
        for (code, lang, form) in &DEMONYMS {
            key(form, &mut folded);
            let owner = owners
                .entry((folded.clone(), *lang == Lang::Fr))
                .or_insert(code);
            assert_eq!(owner, code, "{form}");
        }
    }

    #[test]
    fn no_form_is_longer_than_looked_for() {
        let more = FRENCH.heads.values().chain(ENGLISH.heads.values()).max();
        assert!(more.is_some_and(|more| *more < 4));
    }
}
