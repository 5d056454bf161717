//! What every rule shares: the tokens, the language, and the steps from token to token.

use super::expr::{Amount, DateExpr, DateUnit, DayPart, Season};
use super::lexicon::{self, PhraseTable};
use super::token::DateTokens;
use crate::document::Lang;
use crate::work;

/// A value and the index of the token after it.
pub(crate) type Parsed<T> = Option<(T, usize)>;

/// A date read from the tokens.
#[derive(Debug, Clone)]
pub(crate) struct FoundDate {
    pub expr: DateExpr,
    /// Index of the token after it.
    pub end: usize,
    /// The form alone proves that it is a date.
    pub sure: bool,
}

impl FoundDate {
    pub fn new(expr: DateExpr, end: usize, sure: bool) -> Self {
        Self { expr, end, sure }
    }
}

pub(crate) struct Grammar<'t> {
    pub tokens: &'t DateTokens<'t>,
    pub lang: Lang,
    /// What is read is a span that was already chosen as a date: elliptic forms (`18`, `XVe`, `80s`) count.
    pub span: bool,
}

impl Grammar<'_> {
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.folded(at)
    }

    pub(super) fn french(&self) -> bool {
        self.lang == Lang::Fr
    }

    /// The end of `phrase` (its words apart) at `at`.
    pub(super) fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        work::step(1);
        // Tried at every word of a text: nearly all fail on the first letter.
        if self.word(at).as_bytes().first() != phrase.as_bytes().first() {
            return None;
        }
        let mut end = at;
        for word in phrase.split(' ') {
            if self.word(end) != word {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// The end of the first of `phrases` found at `at`; list longer ones first.
    pub(super) fn any(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find_map(|phrase| self.phrase(at, phrase))
    }

    /// Skips the first of `phrases` found at `at`, if any.
    pub(super) fn skip(&self, at: usize, phrases: &[&str]) -> usize {
        self.any(at, phrases).unwrap_or(at)
    }

    /// The meaning and the end of the longest listed phrase at `at`.
    pub(super) fn known<T: Copy>(&self, at: usize, phrases: &PhraseTable<T>) -> Parsed<T> {
        let same_start = phrases.get(self.word(at), self.lang)?;
        same_start
            .iter()
            .find_map(|(phrase, meaning)| Some((*meaning, self.phrase(at, phrase)?)))
    }

    pub(super) fn unit_word(&self, at: usize) -> Option<DateUnit> {
        lexicon::UNITS.get(self.word(at), self.lang).copied()
    }

    pub(super) fn season_word(&self, at: usize) -> Option<Season> {
        lexicon::SEASONS.get(self.word(at), self.lang).copied()
    }

    pub(super) fn part_word(&self, at: usize) -> Parsed<DayPart> {
        let part = lexicon::DAY_PARTS.get(self.word(at), self.lang)?;
        Some((*part, at + 1))
    }

    /// An amount and the words in front of it: `plus de dix`, `just over ten`.
    pub(super) fn amount(
        &self,
        at: usize,
        count: impl Fn(&Self, usize) -> Parsed<Amount>,
    ) -> Parsed<Amount> {
        let from = self.known(at, &lexicon::BEFORE_AMOUNTS);
        let from = from.map_or(at, |((), end)| end);
        let Some((bound, from)) = self.known(from, &lexicon::BOUNDS) else {
            return count(self, from);
        };
        let (amount, end) = count(self, from)?;
        Some((amount.bounded(bound), end))
    }

    /// `de`, `du`, `des`, `d'`, `de la`, `de l'`, `of`, `of the`, `in the`: the link to a container.
    pub(super) fn link(&self, at: usize) -> Option<usize> {
        if self.french() {
            self.any(at, &["de la", "de l '", "de l", "du", "des", "de", "d '"])
        } else {
            self.any(at, &["of the", "of", "in the", "in"])
        }
    }

    /// An article or determiner that does not change the value.
    pub(super) fn article(&self, at: usize) -> usize {
        if self.french() {
            self.skip(at, &["le", "la", "les", "l '"])
        } else {
            self.skip(at, &["the"])
        }
    }

    /// The longest of several readings of one place; the first wins among equals.
    pub(super) fn longest(
        candidates: impl IntoIterator<Item = Option<FoundDate>>,
    ) -> Option<FoundDate> {
        let mut best: Option<FoundDate> = None;
        for found in candidates.into_iter().flatten() {
            if best.as_ref().is_none_or(|best| found.end > best.end) {
                best = Some(found);
            }
        }
        best
    }
}

/// `il y a un siècle`, `three decades later` count years, roughly.
pub(super) fn in_years(amount: Amount, unit: DateUnit) -> (Amount, DateUnit) {
    match unit {
        DateUnit::Century => (amount.rounded(100), DateUnit::Year),
        DateUnit::Decade => (amount.rounded(10), DateUnit::Year),
        _ => (amount, unit),
    }
}
