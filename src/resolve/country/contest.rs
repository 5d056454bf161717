//! How a name that fits several places is decided by what stands around it.

use std::collections::HashSet;

use super::contests::{ARTICLES, JOINERS};
use super::context::CountryContext;
use super::cue;
use super::phrases;
use super::table::by_code;
use super::value::CountryValue;
use crate::document::Lang;

/// One reading of a contested name.
pub(super) struct CountryReading {
    /// The country's code, or `elsewhere`: a state of the US, a region.
    pub(super) label: &'static str,
    pub(super) rule: &'static str,
    /// Phrases, without case or accents, that speak for it in the sentence.
    pub(super) cues: Vec<&'static str>,
    /// Countries that speak for it in the document.
    pub(super) near: Vec<&'static str>,
}

/// The reading where the context does not decide.
#[derive(Default)]
pub(super) struct Fallback {
    pub(super) fr: Option<&'static str>,
    pub(super) en: Option<&'static str>,
    pub(super) alternatives: Vec<&'static str>,
    pub(super) rule: &'static str,
}

#[derive(Default)]
pub(super) struct Contest {
    pub(super) name: &'static str,
    /// The names, as keys without article.
    pub(super) keys: Vec<&'static str>,
    pub(super) readings: Vec<CountryReading>,
    /// Names beside which the contested one is another country, and which one: `Congo` beside
    /// `RDC` is `CG`.
    pub(super) contrast: Vec<(&'static str, &'static str)>,
    /// Whether a French article before the name makes it the state's (`la Dominique`).
    pub(super) article_decides: bool,
    /// Whether the document's other names say nothing, because the short name stands beside the
    /// long ones as another country (`Guinée`, `Guinée-Bissau`).
    pub(super) sentence_only: bool,
    pub(super) country: Fallback,
    pub(super) place: Fallback,
    /// The rule of a demonym where nothing speaks for one country; empty without demonyms.
    pub(super) open_demonym: &'static str,
}

/// A phrase of the sentence outweighs what the rest of the document says.
const CUE: u32 = 4;
const DOCUMENT: u32 = 3;
/// What the tag says outweighs a neighbour country in the document.
const LABEL: u32 = 2;

impl Contest {
    pub(super) fn decide(
        &'static self,
        label_is_country: bool,
        lang: Lang,
        context: &CountryContext,
    ) -> CountryValue {
        if let Some(code) = self.contrasted(context) {
            return CountryValue::code(code, "contrast");
        }
        let around = |reading: &CountryReading| {
            let cues = context.count(&reading.cues);
            if self.sentence_only {
                return cues * CUE;
            }
            let own = reading.code().map_or(0, |code| context.weight(code));
            let near = reading.near.iter().any(|code| context.weight(code) > 0);
            cues * CUE + own.min(DOCUMENT) + u32::from(near)
        };
        let tag = |reading: &CountryReading| {
            u32::from(reading.code().is_some() == label_is_country) * LABEL
        };
        let winner = self
            .winner(|reading| around(reading) + tag(reading))
            .filter(|reading| around(reading) > 0);
        match winner {
            Some(reading) => reading.value(),
            None if label_is_country => self.country.value(lang),
            None => self.place.value(lang),
        }
    }

    /// The reading that a whole text's phrases speak for, if they speak for one.
    pub(super) fn by_cues(&self, text: &str) -> Option<&CountryReading> {
        let mut said: HashSet<&str> = HashSet::new();
        phrases::scan(text, |phrase, _| {
            said.insert(phrase);
        });
        self.winner(|reading| {
            let cues = reading.cues.iter().filter(|cue| said.contains(**cue));
            cues.map(|_| 1).sum()
        })
    }

    fn winner(&self, score: impl Fn(&CountryReading) -> u32) -> Option<&CountryReading> {
        let (mut best, mut top, mut tied) = (None, 0, false);
        for reading in &self.readings {
            let points = score(reading);
            if points > top {
                (best, top, tied) = (Some(reading), points, false);
            } else if points == top {
                tied = true;
            }
        }
        best.filter(|_| !tied)
    }

    /// The other country, where the sentence names both: `la RDC et le Congo`, `Congo and the
    /// DRC`, a list that has both.
    fn contrasted(&self, context: &CountryContext) -> Option<&'static str> {
        if context.before().trim_end().ends_with(',') && context.after().starts_with(',') {
            let other = self.contrast.iter().find(|(word, _)| context.says(word));
            if let Some((_, code)) = other {
                return Some(code);
            }
        }
        let beside =
            |word: &str| (!cue::is_in(word, &ARTICLES)).then(|| cue::is_in(word, &JOINERS));
        let mut back = cue::words(context.before())
            .rev()
            .skip_while(|word| beside(word).is_none());
        let mut ahead = cue::words(context.after());
        let left = back
            .next()
            .filter(|word| beside(word) == Some(true))
            .and(back.next());
        let right = ahead
            .next()
            .filter(|word| beside(word) == Some(true))
            .and_then(|_| ahead.find(|word| beside(word).is_some()));
        let named = |side: Option<&str>, word: &str| side.is_some_and(|found| cue::is(found, word));
        self.contrast
            .iter()
            .find(|(word, _)| named(left, word) || named(right, word))
            .map(|(_, code)| *code)
    }
}

impl CountryReading {
    pub(super) fn code(&self) -> Option<&'static str> {
        (self.label != "elsewhere").then_some(self.label)
    }

    fn value(&self) -> CountryValue {
        CountryValue {
            country: self.code().and_then(by_code),
            alternatives: &[],
            rule: self.rule,
        }
    }
}

impl Fallback {
    fn value(&'static self, lang: Lang) -> CountryValue {
        let code = match lang {
            Lang::Fr => self.fr,
            Lang::En => self.en,
        };
        CountryValue {
            country: code.and_then(by_code),
            alternatives: &self.alternatives,
            rule: self.rule,
        }
    }
}
