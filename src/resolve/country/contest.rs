//! How a name that fits several places is decided by what stands around it.

use std::collections::HashSet;

use super::contests::CONTESTS;
use super::context::Context;
use super::cue;
use super::phrases;
use super::table::by_code;
use super::value::CountryValue;
use crate::document::Lang;

/// One reading of a contested name.
pub(super) struct Side {
    /// None where the reading is no country's: a state of the US, a region.
    pub(super) code: Option<&'static str>,
    pub(super) rule: &'static str,
    /// Phrases, without case or accents, that speak for it in the sentence.
    pub(super) cues: &'static [&'static str],
    /// Countries that speak for it in the document.
    pub(super) near: &'static [&'static str],
}

/// The reading where the context does not decide.
pub(super) struct Fallback {
    pub(super) fr: Option<&'static str>,
    pub(super) en: Option<&'static str>,
    pub(super) alternatives: &'static [&'static str],
    pub(super) rule: &'static str,
}

pub(super) struct Contest {
    /// The names, as keys without article.
    pub(super) keys: &'static [&'static str],
    pub(super) sides: &'static [Side],
    /// `CG` where a sentence sets `Congo` beside `RDC` as another: words, code.
    pub(super) contrast: &'static [(&'static str, &'static str)],
    /// Whether a French article before the name makes it the state's (`la Dominique`).
    pub(super) article_decides: bool,
    /// Whether the document's other names speak: they do not where the short name stands
    /// beside the long ones as another (`Guinée`, `Guinée-Bissau`).
    pub(super) document: bool,
    pub(super) country: Fallback,
    pub(super) place: Fallback,
}

/// A reading that is a country.
pub(super) const fn side(
    code: &'static str,
    rule: &'static str,
    cues: &'static [&'static str],
    near: &'static [&'static str],
) -> Side {
    Side {
        code: Some(code),
        rule,
        cues,
        near,
    }
}

/// A reading that is none.
pub(super) const fn elsewhere(
    rule: &'static str,
    cues: &'static [&'static str],
    near: &'static [&'static str],
) -> Side {
    Side {
        code: None,
        rule,
        cues,
        near,
    }
}

/// The same country in both languages.
pub(super) const fn always(code: &'static str, rule: &'static str) -> Fallback {
    Fallback {
        fr: Some(code),
        en: Some(code),
        alternatives: &[],
        rule,
    }
}

/// Open between several.
pub(super) const fn open(alternatives: &'static [&'static str], rule: &'static str) -> Fallback {
    Fallback {
        fr: None,
        en: None,
        alternatives,
        rule,
    }
}

/// No country.
pub(super) const fn never(rule: &'static str) -> Fallback {
    open(&[], rule)
}

/// A phrase of the sentence outweighs what the rest of the document says.
const CUE: u32 = 4;
const DOCUMENT: u32 = 3;
/// What the tag says outweighs a neighbour country in the document.
const LABEL: u32 = 2;

pub(super) fn find(bare: &str) -> Option<&'static Contest> {
    CONTESTS
        .iter()
        .copied()
        .find(|contest| contest.keys.contains(&bare))
}

impl Contest {
    pub(super) fn decide(
        &self,
        label_is_country: bool,
        lang: Lang,
        context: &Context,
    ) -> CountryValue {
        if let Some(code) = self.contrasted(context) {
            return CountryValue::code(code, "contrast");
        }
        let around = |side: &Side| {
            let cues = context.count(side.cues);
            if !self.document {
                return cues * CUE;
            }
            let own = side.code.map_or(0, |code| context.weight(code));
            let near = side.near.iter().any(|code| context.weight(code) > 0);
            cues * CUE + own.min(DOCUMENT) + u32::from(near)
        };
        let tag = |side: &Side| u32::from(side.code.is_some() == label_is_country) * LABEL;
        let winner = self
            .winner(|side| around(side) + tag(side))
            .filter(|side| around(side) > 0);
        match winner {
            Some(side) => side.value(),
            None if label_is_country => self.country.value(lang),
            None => self.place.value(lang),
        }
    }

    /// The side that a whole text's phrases speak for, if they speak for one.
    pub(super) fn by_cues(&self, text: &str) -> Option<&'static Side> {
        let mut said: HashSet<&str> = HashSet::new();
        phrases::scan(text, |phrase, _| {
            said.insert(phrase);
        });
        self.winner(|side| {
            let cues = side.cues.iter().filter(|cue| said.contains(**cue));
            cues.map(|_| 1).sum()
        })
    }

    fn winner(&self, score: impl Fn(&Side) -> u32) -> Option<&'static Side> {
        let (mut best, mut top, mut tied) = (None, 0, false);
        for side in self.sides {
            let points = score(side);
            if points > top {
                (best, top, tied) = (Some(side), points, false);
            } else if points == top {
                tied = true;
            }
        }
        best.filter(|_| !tied)
    }

    /// `la RDC et le Congo`, `Congo and the DRC`, a list that has both: the other one.
    fn contrasted(&self, context: &Context) -> Option<&'static str> {
        if context.before().trim_end().ends_with(',') && context.after().starts_with(',') {
            let other = self.contrast.iter().find(|(word, _)| context.says(word));
            if let Some((_, code)) = other {
                return Some(code);
            }
        }
        let beside =
            |word: &str| (!cue::is_one(word, ARTICLES)).then(|| cue::is_one(word, JOINERS));
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

const ARTICLES: &[&str] = &["au", "en", "la", "le", "du", "de", "l", "the", "in"];
const JOINERS: &[&str] = &["et", "and", "ou", "or"];

impl Side {
    fn value(&self) -> CountryValue {
        CountryValue {
            country: self.code.and_then(by_code),
            alternatives: &[],
            rule: self.rule,
        }
    }
}

impl Fallback {
    fn value(&self, lang: Lang) -> CountryValue {
        let code = match lang {
            Lang::Fr => self.fr,
            Lang::En => self.en,
        };
        CountryValue {
            country: code.and_then(by_code),
            alternatives: self.alternatives,
            rule: self.rule,
        }
    }
}
