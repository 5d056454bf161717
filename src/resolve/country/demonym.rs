//! Adjectives and names of peoples, counted as evidence of their countries.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::contest::Contest;
use super::contests;
use super::context::last_word;
use super::cue;
use super::fold::{in_word, key};
use super::names::{self, NameClass};
use super::table::{Country, by_code};
use crate::document::Lang;
use crate::lists::{self, Words};

const FORMS: &str = include_str!("data/demonym_forms.txt");
/// Words beside which a demonym is part of a name: before it in French (`République tchèque`),
/// after it in English (`Indian Ocean`).
static BEFORE: Words = Words::of(include_str!("demonym.txt"), "before, French");
static AFTER: Words = Words::of(include_str!("demonym.txt"), "after, English");

/// How often a text names the people of a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DemonymCount {
    /// `None` where the word fits several countries and the text does not say which.
    pub country: Option<&'static Country>,
    pub alternatives: &'static [&'static str],
    pub count: u32,
    pub rule: &'static str,
}

/// What a demonym stands for.
#[derive(Clone, Copy)]
enum DemonymTarget {
    Country(&'static Country),
    American,
    Contested(&'static Contest),
    /// A longer phrase in which the demonym is no evidence.
    Nothing,
}

#[derive(Default)]
struct DemonymIndex {
    /// Forms by key.
    forms: HashMap<Box<str>, DemonymTarget>,
    /// First words of forms, with the most words that follow.
    heads: HashMap<Box<str>, usize>,
}

static FRENCH: LazyLock<DemonymIndex> = LazyLock::new(|| index(Lang::Fr));
static ENGLISH: LazyLock<DemonymIndex> = LazyLock::new(|| index(Lang::En));

/// Code and form of every demonym of a language.
fn rows(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    lists::section(FORMS, lang.as_str()).flat_map(|entry| {
        let mut fields = entry.fields();
        let code = fields.next().unwrap_or_default();
        fields.map(move |form| (code, form))
    })
}

/// What a code of the forms stands for.
fn target(code: &'static str) -> Option<DemonymTarget> {
    match code.strip_prefix('?') {
        Some("american") => Some(DemonymTarget::American),
        Some(contest) => contests::named(contest).map(DemonymTarget::Contested),
        None if code == "-" => Some(DemonymTarget::Nothing),
        None => by_code(code).map(DemonymTarget::Country),
    }
}

fn index(lang: Lang) -> DemonymIndex {
    let mut index = DemonymIndex::default();
    let mut folded = String::new();
    for (code, form) in rows(lang) {
        let Some(target) = target(code) else {
            continue;
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
        Some(target) if !matches!(target, DemonymTarget::Nothing)
    )
}

/// The demonyms of a text, in the order of their countries' codes, and then what stayed open.
/// They are whole words of `lang`, in English with their capital (`polish` is a verb). `American`
/// counts for the United States; `Congolese` and `Korean` go by the names around them.
pub fn count_demonyms(text: &str, lang: Lang) -> Vec<DemonymCount> {
    let index = match lang {
        Lang::Fr => &*FRENCH,
        Lang::En => &*ENGLISH,
    };
    let mut counts: BTreeMap<(&'static str, &'static str), DemonymCount> = BTreeMap::new();
    let mut add =
        |country: Option<&'static Country>, alternatives: &'static [&'static str], rule| {
            let code = country.map_or("~", Country::code);
            let first = DemonymCount {
                country,
                alternatives,
                count: 0,
                rule,
            };
            counts.entry((code, rule)).or_insert(first).count += 1;
        };
    let mut contested: BTreeMap<&str, (&'static Contest, u32)> = BTreeMap::new();
    let mut folded = String::new();
    let mut at = 0;
    while let Some((start, end)) = word_from(text, at) {
        let (stop, target) = longest(text, start, end, index, lang, &mut folded)
            .unwrap_or((end, DemonymTarget::Nothing));
        match target {
            DemonymTarget::Nothing => {}
            _ if part_of_name(text, start, stop, lang) => {}
            DemonymTarget::Country(country) => add(Some(country), &[], "demonym"),
            DemonymTarget::American => add(by_code("US"), &[], "american-us"),
            DemonymTarget::Contested(contest) => {
                contested.entry(contest.name).or_insert((contest, 0)).1 += 1;
            }
        }
        at = stop;
    }
    for (contest, count) in contested.into_values() {
        let reading = contest.by_cues(text);
        for _ in 0..count {
            match reading {
                Some(reading) => add(reading.code().and_then(by_code), &[], reading.rule),
                None => add(None, &contest.country.alternatives, contest.open_demonym),
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

/// The longest form that begins with a word: where it ends, and what it stands for.
fn longest(
    text: &str,
    start: usize,
    end: usize,
    index: &DemonymIndex,
    lang: Lang,
    folded: &mut String,
) -> Option<(usize, DemonymTarget)> {
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
            let target = match names_country {
                true => DemonymTarget::Nothing,
                false => *target,
            };
            return Some((*stop, target));
        }
    }
    None
}

/// `Suisse`, `Argentine` and `Philippines` with a capital are the states.
fn is_name(key: &str) -> bool {
    names::find(key).is_some_and(|named| named.class == NameClass::Name && named.french)
}

/// Whether a demonym is part of a name here.
fn part_of_name(text: &str, start: usize, stop: usize, lang: Lang) -> bool {
    match lang {
        Lang::Fr => {
            let before = text[..start].trim_end_matches([' ', '.', '\u{a0}']);
            cue::is_in(last_word(before), &BEFORE)
        }
        Lang::En => {
            let next =
                word_from(text, stop).filter(|(from, _)| text[stop..*from].trim().is_empty());
            next.is_some_and(|(from, to)| {
                cue::capitalised(&text[from..to]) && cue::is_in(&text[from..to], &AFTER)
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_has_one_country() {
        let mut folded = String::new();
        let mut owners: HashMap<(String, bool), &str> = HashMap::new();
        for lang in [Lang::Fr, Lang::En] {
            for (code, form) in rows(lang) {
                assert!(target(code).is_some() && !form.is_empty(), "{code} {form}");
                key(form, &mut folded);
                let owner = owners
                    .entry((folded.clone(), lang == Lang::Fr))
                    .or_insert(code);
                assert_eq!(*owner, code, "{form}");
            }
        }
        let forms = lists::entries(FORMS).map(|entry| entry.fields().count() - 1);
        let read = rows(Lang::Fr).chain(rows(Lang::En));
        assert_eq!(read.count(), forms.sum::<usize>());
    }

    #[test]
    fn no_form_is_longer_than_looked_for() {
        let more = FRENCH.heads.values().chain(ENGLISH.heads.values()).max();
        assert!(more.is_some_and(|more| *more < 4));
    }
}
