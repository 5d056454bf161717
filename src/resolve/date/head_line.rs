//! A line of a text's head: whether it is there to tell the document's date, and how it does.
//!
//! Bylines, datelines and lines such as `Publié le 5 juillet 2025 à 10h00` hold names, a date, a time
//! and few words more; a word that has no business there makes the line a sentence or a headline.

use super::anchor::DateSource;
use super::find::DateMatch;
use super::token::{DateTokens, TokenKind};
use crate::lists::Words;

/// The longest line that is only a byline or says when it was published, in bytes.
const SHORT_LINE: usize = 160;
/// A dateline's date stands this close to the start of its paragraph, in bytes.
const DATELINE: usize = 60;

const LIST: &str = include_str!("head_line.txt");

static PUBLISHED: Words = Words::of(LIST, "published");
static UPDATED: Words = Words::of(LIST, "updated");
static OTHERS: Words = Words::of(LIST, "other words of such a line");
static IN_PLACES: Words = Words::of(LIST, "in names of places");
static IN_TIMES: Words = Words::of(LIST, "in a time");

/// What stands in lower case in a line that tells when a text was published.
const IN_HEAD_LINES: [&Words; 3] = [&PUBLISHED, &UPDATED, &OTHERS];

/// What separates the fields of a line.
const BARS: &[&str] = &["|", "·", "•", "/"];
const DASHES: &[&str] = &["-", ","];

/// A line with its dates, taken apart.
pub(super) struct HeadLine<'t> {
    tokens: DateTokens<'t>,
    /// The first token of each date, and the one after it.
    dates: Vec<(usize, usize)>,
    start: usize,
    /// It holds only what bylines and lines like them are made of.
    meta: bool,
    /// It is a paragraph and not a headline.
    paragraph: bool,
}

impl<'t> HeadLine<'t> {
    /// `head` is the beginning of `line`, in which `dates` were found.
    pub fn new(head: &'t str, line: &str, dates: &[DateMatch]) -> Self {
        let tokens = DateTokens::new(head);
        let ending = line.trim_end_matches(['"', '»', '”', ')', ' ']);
        let paragraph =
            line.len() > SHORT_LINE || (line.len() > 60 && ending.ends_with(['.', '!', '?', '…']));
        let mut line = Self {
            dates: dates
                .iter()
                .map(|date| {
                    (
                        position(&tokens, date.range.start),
                        position(&tokens, date.range.end),
                    )
                })
                .collect(),
            start: dates.first().map_or(0, |date| date.range.start),
            meta: false,
            paragraph,
            tokens,
        };
        line.meta = head.len() <= SHORT_LINE && line.is_meta();
        line
    }

    /// What the line says about its `nth` date, counted from 0.
    pub fn source(&self, nth: usize) -> Option<DateSource> {
        let (first, end) = *self.dates.get(nth)?;
        let from = nth.checked_sub(1).map_or(0, |before| self.dates[before].1);
        if self.meta
            && let Some(source) = self.cue(from, first, end)
        {
            return Some(source);
        }
        if nth == 0
            && self.start <= DATELINE
            && self.opens_with_place(first, end)
            && self.dateline_goes_on(end)
        {
            return Some(DateSource::Dateline);
        }
        let byline = self.meta && nth == 0 && self.leads(first) && self.trails(end);
        byline.then_some(DateSource::Byline)
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.folded(at)
    }

    fn one_of(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    fn listed(&self, at: usize, lists: &[&Words]) -> bool {
        lists.iter().any(|list| list.contains(self.word(at)))
    }

    fn is_word(&self, at: usize) -> bool {
        self.tokens.is_word(at)
    }

    fn is_meta(&self) -> bool {
        let mut words = 0;
        let last = self.tokens.len().saturating_sub(1);
        for at in 0..self.tokens.len() {
            if self
                .dates
                .iter()
                .any(|&(first, end)| (first..end).contains(&at))
            {
                continue;
            }
            let fits = match self.tokens.get(at).map(|token| token.kind) {
                Some(TokenKind::Word) => {
                    words += 1;
                    self.tokens.capitalised(at) || self.listed(at, &IN_HEAD_LINES)
                }
                Some(TokenKind::Mark) => !matches!(
                    self.word(at),
                    "?" | "!" | "\"" | "«" | "»" | "“" | "”" | "%" | "€" | "$" | "…"
                ),
                _ => true,
            };
            if !fits {
                return false;
            }
        }
        words <= if self.word(last) == "." { 6 } else { 16 }
    }

    /// The last word between two dates that says what the second is: at the start of its field, or
    /// behind who wrote the text (`Par Awa Diop Publié le`).
    fn cue(&self, from: usize, date: usize, end: usize) -> Option<DateSource> {
        let at = (from..date).rev().find(|&at| {
            let said = self.listed(at, &[&PUBLISHED, &UPDATED]);
            // `Ligne`, `jour`: of `mis en ligne`, `mise à jour` only.
            said && match self.word(at) {
                "ligne" => at > 1 && self.word(at - 1) == "en",
                "jour" => at > 1 && self.word(at - 1) == "a",
                _ => true,
            }
        })?;
        let field = (from..at)
            .rev()
            .find(|&at| {
                self.one_of(at, BARS)
                    || self.one_of(at, DASHES)
                    || matches!(self.word(at), ":" | ";" | "(" | ")" | ".")
            })
            .map_or(from, |mark| mark + 1);
        let by = self.one_of(field, &["par", "by"]);
        let led = by || (field..at).all(|at| !self.is_word(at) || self.listed(at, &IN_HEAD_LINES));
        let source = if UPDATED.contains(self.word(at)) {
            DateSource::Updated
        } else {
            DateSource::Published
        };
        // `Awa Diop Publié le 5 juillet 2025`, glued by a scraper; `Rapport publié le` is a headline.
        let names = (field..at).filter(|&at| self.is_word(at)).count() <= 3
            && self.tokens.capitalised(at)
            && self.trails(end);
        ((led && self.goes_on(end)) || names).then_some(source)
    }

    /// After a date that a word announced: not straight on with a name, as in
    /// `Published March 12, 2019 Report Says ...`.
    fn goes_on(&self, end: usize) -> bool {
        let named = self.is_word(end)
            && self.tokens.capitalised(end)
            && self.tokens.raw(end).chars().any(char::is_lowercase)
            && !self.listed(end, &IN_HEAD_LINES);
        !named
    }

    /// `Paris, le`, `NEW YORK -`, `Ouagadougou (`: a place in front of the date.
    fn opens_with_place(&self, date: usize, end: usize) -> bool {
        let article = date > 0 && self.word(date - 1) == "le";
        let Some(mark) = date.checked_sub(1 + usize::from(article)) else {
            return false;
        };
        let words = (0..mark).filter(|&at| self.is_word(at)).count();
        let names = (0..mark).all(|at| !self.is_word(at) || self.tokens.capitalised(at));
        let place = (0..mark).all(|at| match self.tokens.get(at).map(|token| token.kind) {
            Some(TokenKind::Word) => {
                self.tokens.capitalised(at) || (at > 0 && IN_PLACES.contains(self.word(at)))
            }
            Some(TokenKind::Mark) => {
                matches!(self.word(at), "," | "-" | "(" | ")" | "'" | "." | "/")
            }
            _ => false,
        });
        let led = match self.word(mark) {
            // `Bamako, le 5 juillet 2025` alone; `Attentats de Paris, 13 novembre 2015` is a headline.
            "," => self.tokens.len() > end || article || (names && words <= 3),
            "-" => self.tokens.len() > end,
            "(" => true,
            _ => false,
        };
        led && place && (1..=6).contains(&words) && !self.one_of(0, &["par", "by", "le", "on"])
    }

    /// After a dateline's date: an agency, or the text itself, or nothing.
    fn dateline_goes_on(&self, end: usize) -> bool {
        match self.word(end) {
            "" => true,
            "(" => self.is_word(end + 1),
            ")" => matches!(self.word(end + 1), "-" | ":" | ""),
            "-" | "/" | "." | ":" => self.paragraph || self.tokens.len() == end + 1,
            _ => false,
        }
    }

    /// Before a byline's date: nothing, `Le`, who wrote the text, or a field.
    fn leads(&self, date: usize) -> bool {
        let Some(mark) = date.checked_sub(1) else {
            return true;
        };
        let only_article = mark == 0 && self.word(0) == "le";
        if only_article || self.one_of(0, &["par", "by"]) {
            return true;
        }
        let mark = if self.one_of(mark, &["le", "on"]) && mark > 0 {
            mark - 1
        } else {
            mark
        };
        let words = (0..mark).filter(|&at| self.is_word(at)).count();
        let names = (0..mark).all(|at| !self.is_word(at) || self.tokens.capitalised(at));
        (self.one_of(mark, BARS) && words <= 6)
            || (self.one_of(mark, DASHES) && names && words <= 3)
    }

    /// After a byline's date: a time, who wrote the text, a field.
    fn trails(&self, end: usize) -> bool {
        let mut at = end;
        // `à 8h12`, `at 10:00 AM GMT`, `- 14:05`.
        while self.tokens.is_number(at)
            || IN_TIMES.contains(self.word(at))
            || self.one_of(at, &[".", ",", "-", "(", ")", "+"])
            || (self.word(at) == ":" && self.tokens.is_number(at + 1) && at > end)
            || (self.is_word(at) && at > end && self.tokens.raw(at).chars().all(char::is_uppercase))
        {
            at += 1;
        }
        let words = (at..self.tokens.len())
            .filter(|&at| self.is_word(at))
            .count();
        at >= self.tokens.len()
            || self.one_of(at, &["par", "by"])
            || (self.one_of(at, BARS) && words <= 6)
            || (at > end
                && (at..self.tokens.len())
                    .all(|at| !self.is_word(at) || OTHERS.contains(self.word(at))))
    }
}

/// The first token that does not end before a byte.
fn position(tokens: &DateTokens<'_>, byte: usize) -> usize {
    let mut at = 0;
    while tokens.get(at).is_some_and(|token| token.end <= byte) {
        at += 1;
    }
    at
}
