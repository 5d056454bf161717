//! The words and phrases of both languages that mean something by themselves: `lexicon.txt`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::de::value::Error;
use serde::de::{DeserializeOwned, IntoDeserializer};

use super::cues::Preposition;
use super::expr::{Bound, DateOrigin, DateUnit, DayPart, Holiday, Modifier, Season};
use crate::document::Lang;
use crate::lists::{self, Words};

const LEXICON: &str = include_str!("lexicon.txt");

/// What is listed under a word. Every word of a text is looked up, and hardly any is listed: for most of
/// them the first letter and the length rule it out.
pub(super) struct Lookup<T> {
    /// A bit for each pair of a first letter and a length, both shortened.
    starts: u128,
    map: HashMap<&'static str, T>,
}

impl<T> Lookup<T> {
    fn start(word: &str) -> u128 {
        let first = word.bytes().next().map_or(0, |byte| usize::from(byte % 32));
        1 << (first + word.len() % 4 * 32)
    }

    fn get(&self, word: &str) -> Option<&T> {
        if self.starts & Self::start(word) == 0 {
            return None;
        }
        self.map.get(word)
    }

    fn entry(&mut self, word: &'static str) -> Entry<'_, &'static str, T> {
        self.starts |= Self::start(word);
        self.map.entry(word)
    }
}

impl<T> Default for Lookup<T> {
    fn default() -> Self {
        Self {
            starts: 0,
            map: HashMap::new(),
        }
    }
}

/// What words mean in French and what they mean in English.
pub(super) struct ByLang<T>([Lookup<T>; 2]);

impl<T> ByLang<T> {
    pub fn get(&self, word: &str, lang: Lang) -> Option<&T> {
        self.0[lang as usize].get(word)
    }
}

/// Single words.
type WordTable<T> = LazyLock<ByLang<T>>;
/// Phrases under their first words, longer ones before shorter ones.
pub(super) type PhraseTable<T> = LazyLock<ByLang<Vec<(&'static str, T)>>>;

#[derive(Debug, Clone, Copy)]
pub(super) struct CalendarName {
    /// Month 1 to 12, or weekday 1 (Monday) to 7.
    pub number: u8,
    /// None when both languages write it so.
    pub lang: Option<Lang>,
    pub short: bool,
}

static MONTHS: LazyLock<Lookup<CalendarName>> = LazyLock::new(|| calendar("months"));
static WEEKDAYS: LazyLock<Lookup<CalendarName>> = LazyLock::new(|| calendar("weekdays"));

pub(super) static SEASONS: WordTable<Season> = LazyLock::new(|| words("seasons", name));
pub(super) static UNITS: WordTable<DateUnit> = LazyLock::new(|| words("units", name));
pub(super) static DECADES: WordTable<u8> = LazyLock::new(|| words("decades", number));
pub(super) static DAY_PARTS: WordTable<DayPart> = LazyLock::new(|| words("parts of the day", name));
pub(super) static CARDINALS: WordTable<i32> = LazyLock::new(|| words("cardinals", number));
pub(super) static ORDINALS: WordTable<i32> = LazyLock::new(|| words("ordinals", number));
pub(super) static ROUND_NUMBERS: WordTable<i32> = LazyLock::new(|| words("round numbers", number));
pub(super) static ORDINAL_ENDINGS: Words = Words::of(LEXICON, "ordinal endings");

pub(super) static FEASTS: PhraseTable<Holiday> = LazyLock::new(|| phrases(LEXICON, "feasts", name));
pub(super) static DAYS: PhraseTable<(i32, DateOrigin, Option<DayPart>)> = LazyLock::new(|| {
    phrases(LEXICON, "days", |said| {
        let part = said.get(2).map(|_| name(&said[2..]));
        (number(said), name(&said[1..]), part)
    })
});
pub(super) static AFTER_PERIODS: PhraseTable<(i8, DateOrigin)> = LazyLock::new(|| {
    phrases(LEXICON, "after periods", |said| {
        (number(said), name(&said[1..]))
    })
});
pub(super) static EDGES: PhraseTable<Modifier> = LazyLock::new(|| phrases(LEXICON, "edges", name));
pub(super) static FISCAL_YEARS: PhraseTable<()> =
    LazyLock::new(|| phrases(LEXICON, "fiscal years", |_| ()));
pub(super) static OUR_ERA: PhraseTable<()> = LazyLock::new(|| phrases(LEXICON, "our era", |_| ()));
pub(super) static IN_FRONT: PhraseTable<Option<Modifier>> =
    LazyLock::new(|| phrases(LEXICON, "in front", |said| said.first().map(|_| name(said))));
pub(super) static VAGUE_AMOUNTS: PhraseTable<()> =
    LazyLock::new(|| phrases(LEXICON, "vague amounts", |_| ()));
pub(super) static BEFORE_AMOUNTS: PhraseTable<()> =
    LazyLock::new(|| phrases(LEXICON, "before amounts", |_| ()));
pub(super) static BOUNDS: PhraseTable<Bound> = LazyLock::new(|| phrases(LEXICON, "bounds", name));
/// Read backwards from a date, so not by their first words.
pub(super) static PREPOSITIONS: LazyLock<Vec<(Lang, &str, Preposition)>> =
    LazyLock::new(|| meanings(LEXICON, "prepositions", name).collect());

pub(super) fn month(word: &str) -> Option<CalendarName> {
    MONTHS.get(word).copied()
}

pub(super) fn weekday(word: &str) -> Option<CalendarName> {
    WEEKDAYS.get(word).copied()
}

/// The entries of a section: the language of each, its words and its meaning. An entry of both languages
/// comes twice.
fn meanings<T>(
    file: &'static str,
    section: &'static str,
    meaning: impl Fn(&[&str]) -> T,
) -> impl Iterator<Item = (Lang, &'static str, T)> {
    lists::section(file, section).flat_map(move |entry| {
        let fields: Vec<&str> = entry.fields().collect();
        let [words, lang, said @ ..] = &fields[..] else {
            panic!("{:?} has a language", entry.line);
        };
        let langs = [Lang::Fr, Lang::En].into_iter();
        let langs = langs.filter(|known| matches!(*lang, "*") || *lang == known.as_str());
        let read: Vec<_> = langs.map(|lang| (lang, *words, meaning(said))).collect();
        assert!(!read.is_empty(), "{:?} has a known language", entry.line);
        read
    })
}

fn words<T>(section: &'static str, meaning: impl Fn(&[&str]) -> T) -> ByLang<T> {
    let mut tables = ByLang([Lookup::default(), Lookup::default()]);
    for (lang, word, meaning) in meanings(LEXICON, section, meaning) {
        assert!(!word.contains(' '), "{word:?} is one word");
        tables.0[lang as usize].entry(word).insert_entry(meaning);
    }
    tables
}

pub(super) fn phrases<T>(
    file: &'static str,
    section: &'static str,
    meaning: impl Fn(&[&str]) -> T,
) -> ByLang<Vec<(&'static str, T)>> {
    let mut tables = ByLang([Lookup::default(), Lookup::default()]);
    for (lang, phrase, meaning) in meanings(file, section, meaning) {
        let first = phrase.split(' ').next().unwrap_or(phrase);
        let same_start: &mut Vec<_> = tables.0[lang as usize].entry(first).or_default();
        same_start.push((phrase, meaning));
        same_start.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.split(' ').count()));
    }
    tables
}

fn calendar(section: &'static str) -> Lookup<CalendarName> {
    let mut names = Lookup::default();
    let meaning = |said: &[&str]| (number(said), said.get(1) == Some(&"short"));
    for (lang, word, (number, short)) in meanings(LEXICON, section, meaning) {
        let lang = Some(lang);
        let both = names
            .entry(word)
            .and_modify(|named: &mut CalendarName| named.lang = None);
        both.or_insert(CalendarName {
            number,
            lang,
            short,
        });
    }
    names
}

/// The meaning that is named in the first field.
pub(super) fn name<T: DeserializeOwned>(said: &[&str]) -> T {
    let field = said.first().copied().unwrap_or_default();
    let named: Result<T, Error> = T::deserialize(field.into_deserializer());
    named.unwrap_or_else(|error| panic!("a list of dates: {error}"))
}

fn number<T: FromStr>(said: &[&str]) -> T {
    let field = said.first().copied().unwrap_or_default();
    let number = field.parse().ok();
    number.unwrap_or_else(|| panic!("a list of dates has {field:?} for a number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_has_a_meaning() {
        assert!(month("mars").is_some_and(|named| named.number == 3 && !named.short));
        assert!(month("sept").is_some_and(|named| named.lang.is_none() && named.short));
        assert!(weekday("mar").is_some_and(|named| named.lang == Some(Lang::Fr)));
        assert_eq!(SEASONS.get("fall", Lang::En), Some(&Season::Autumn));
        assert_eq!(SEASONS.get("fall", Lang::Fr), None);
        assert_eq!(UNITS.get("quinzaine", Lang::Fr), Some(&DateUnit::Fortnight));
        assert_eq!(DECADES.get("nineties", Lang::En), Some(&90));
        assert_eq!(DAY_PARTS.get("soir", Lang::Fr), Some(&DayPart::Evening));
        assert_eq!(CARDINALS.get("six", Lang::En), Some(&6));
        assert_eq!(ORDINALS.get("second", Lang::Fr), Some(&2));
        assert_eq!(ROUND_NUMBERS.get("centaine", Lang::Fr), Some(&100));
        assert!(ORDINAL_ENDINGS.contains("eme"));
        assert!(!PREPOSITIONS.is_empty());
        let tonight = (0, DateOrigin::Document, Some(DayPart::Night));
        let days = DAYS.get("tonight", Lang::En);
        assert_eq!(days, Some(&vec![("tonight", tonight)]));
        let after = AFTER_PERIODS.get("suivant", Lang::Fr);
        assert_eq!(after, Some(&vec![("suivant", (1, DateOrigin::Text))]));
        let edges = EDGES.get("latter", Lang::En).expect("phrases");
        assert_eq!(edges[0], ("latter part", Modifier::End));
        let valentine = FEASTS.get("saint", Lang::En).expect("phrases");
        assert!(valentine.contains(&("saint - valentin", Holiday::ValentinesDay)));
        assert_eq!(IN_FRONT.get("a", Lang::En), Some(&vec![("a", None)]));
        assert_eq!(
            BOUNDS.get("over", Lang::En),
            Some(&vec![("over", Bound::More)])
        );
        let unit = [&FISCAL_YEARS, &OUR_ERA, &VAGUE_AMOUNTS, &BEFORE_AMOUNTS];
        assert!(
            unit.iter()
                .all(|phrases| phrases.0.iter().any(|of_lang| of_lang.starts > 0))
        );
    }
}
