//! The phrases that speak for a reading of a name, found in a text by one pass over its words.
//!
//! A sentence may name one contested country thousands of times. It is searched once for all of them
//! ([`ScannedSentence`]), and each mention asks which phrases stand before it and which after it.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::contests;
use super::cue;
use super::feature::{RIVER_TOWNS, RIVER_WORDS};
use super::table::all;
use crate::fold::{fold, push};
use crate::work;

/// Every phrase that is ever asked for, under its first word, with its other words. The words are
/// without case or accents.
type Heads = HashMap<String, Vec<(&'static str, Vec<String>)>>;

static HEADS: LazyLock<Heads> = LazyLock::new(|| {
    let mut phrases: HashSet<&'static str> = HashSet::new();
    for contest in contests::all() {
        for reading in &contest.readings {
            phrases.extend(&reading.cues);
        }
        phrases.extend(contest.contrast.iter().map(|(phrase, _)| phrase));
    }
    phrases.extend(RIVER_WORDS.list());
    phrases.extend(RIVER_TOWNS.list());
    // Capitals that share their name need their state beside them.
    let shared = all()
        .iter()
        .filter(|country| country.capitals.iter().any(|capital| capital.shared));
    phrases.extend(shared.flat_map(|country| [country.name_fr, country.name_en]));
    let mut heads = Heads::new();
    for phrase in phrases {
        let mut words = cue::words(phrase).map(fold);
        let head = words.next().unwrap_or_default();
        let more = words.collect();
        heads.entry(head).or_default().push((phrase, more));
    }
    heads
});

/// Calls `found` with every phrase of the tables that stands in `text` as whole words, and with its
/// bytes, in the order of their first words.
pub(super) fn scan(text: &str, mut found: impl FnMut(&'static str, Range<usize>)) {
    let mut folded = String::new();
    let mut rest = cue::places(text);
    while let Some(first) = rest.next() {
        work::step(first.len());
        folded.clear();
        for c in text[first.clone()].chars() {
            push(c, &mut folded);
        }
        for (phrase, more) in HEADS.get(folded.as_str()).into_iter().flatten() {
            let mut ahead = rest.clone();
            let mut end = first.end;
            let whole = more.iter().all(|wanted| {
                work::step(1);
                ahead.next().is_some_and(|place| {
                    end = place.end;
                    cue::is(&text[place], wanted)
                })
            });
            if whole {
                found(phrase, first.start..end);
            }
        }
    }
}

/// The phrases of one text, each with its places in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases(HashMap<&'static str, Vec<Range<usize>>>);

impl Phrases {
    pub(super) fn of(text: &str) -> Self {
        let mut found = Self::default();
        scan(text, |phrase, place| {
            found.0.entry(phrase).or_default().push(place);
        });
        found
    }

    /// Whether a phrase lies within these bytes as a whole.
    pub(super) fn has(&self, within: &Range<usize>, phrase: &str) -> bool {
        self.0.get(phrase).is_some_and(|places| {
            let first = places.partition_point(|place| place.start < within.start);
            places
                .get(first)
                .is_some_and(|place| place.end <= within.end)
        })
    }

    /// How many of the phrases lie within these bytes.
    pub(super) fn count(&self, within: &Range<usize>, phrases: &[&str]) -> u32 {
        if self.0.is_empty() {
            return 0;
        }
        phrases
            .iter()
            .map(|phrase| u32::from(self.has(within, phrase)))
            .sum()
    }
}

/// A sentence, and what its mentions ask of it, found when it is first asked for.
#[derive(Clone, Debug, Default)]
pub struct ScannedSentence<'a> {
    text: &'a str,
    phrases: OnceCell<Phrases>,
    title_case: OnceCell<bool>,
}

impl<'a> ScannedSentence<'a> {
    /// Nothing is searched yet.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }

    pub(super) fn phrases(&self) -> &Phrases {
        self.phrases.get_or_init(|| Phrases::of(self.text))
    }

    pub(super) fn is_title_case(&self) -> bool {
        *self
            .title_case
            .get_or_init(|| cue::is_title_case(self.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&'static str, String)> {
        let mut found = Vec::new();
        scan(text, |phrase, place| {
            found.push((phrase, text[place].to_owned()))
        });
        found.sort_unstable();
        found
    }

    #[test]
    fn phrases_are_found_as_whole_words_in_one_pass() {
        let text = "À Kinshasa, la République démocratique du Congo ; les Kinshasans. Pointe-Noire";
        let phrases: Vec<&str> = found(text).into_iter().map(|(phrase, _)| phrase).collect();
        for phrase in ["democratique du congo", "kinshasa", "pointe noire"] {
            assert!(phrases.contains(&phrase), "{phrase}: {phrases:?}");
        }
        assert_eq!(phrases.iter().filter(|one| **one == "kinshasa").count(), 1);
        assert!(found("").is_empty());
    }

    #[test]
    fn a_phrase_counts_on_the_side_where_it_stands_whole() {
        let text = "Séoul et Busan, Séoul";
        let phrases = Phrases::of(text);
        let cues = ["seoul", "busan", "tokyo"];
        assert_eq!(phrases.count(&(0..text.len()), &cues), 2);
        assert_eq!(phrases.count(&(1..text.len()), &cues), 2);
        assert_eq!(phrases.count(&(1..16), &cues), 1);
        assert_eq!(phrases.count(&(8..9), &cues), 0);
    }

    #[test]
    fn every_phrase_of_the_tables_is_found_in_itself() {
        for phrases in HEADS.values() {
            for (phrase, _) in phrases {
                assert!(
                    Phrases::of(phrase).has(&(0..phrase.len()), phrase),
                    "{phrase}"
                );
            }
        }
    }
}
