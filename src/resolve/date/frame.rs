//! The year that a sentence gives to a date without one: `En 2019, … le 3 mai`, `12 juin et 3 juillet
//! 2019`. Only where the grammar ties them: a year that the sentence merely speaks of is another time
//! (`pour la première fois depuis 1945`).

use super::expr::{Core, Pick};
use super::grammar::Grammar;
use super::lexicon;
use super::tense::ends_sentence;
use super::token::DateTokens;
use super::value::DateContext;

/// Bytes looked back for the opening of the sentence; a longer one ties nothing.
const BACK: usize = 400;
/// Bytes looked on for the next date.
const ON: usize = 80;
/// Dates in a row that share the year of the last.
const ROW: usize = 4;

/// The period that a sentence gives to its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    pub year: i32,
    pub month: Option<u8>,
}

impl Frame {
    /// What the sentence of a date gives to it, if anything.
    pub fn around(context: &DateContext<'_>) -> Option<Self> {
        let before = context.sentence.get(..context.span.start)?;
        let after = context.sentence.get(context.span.end..)?;
        let after = &after[..after.floor_char_boundary(ON)];
        let read = |tokens: &DateTokens<'_>, of: fn(&Grammar<'_>) -> Option<Self>| {
            of(&Grammar {
                tokens,
                lang: context.lang,
                span: false,
            })
        };
        if has_year(after)
            && let Some(frame) = read(&DateTokens::new(after), shared_on)
        {
            return Some(frame);
        }
        let back = before.floor_char_boundary(before.len().saturating_sub(BACK));
        let near = &before[back..];
        if !has_year(near) {
            return None;
        }
        let tokens = DateTokens::new(near);
        read(&tokens, shared_back).or_else(|| {
            let whole = back == 0;
            read(&tokens, if whole { opening } else { opening_of_next })
        })
    }
}

/// Four figures in a row: nothing else is read of most sentences.
fn has_year(text: &str) -> bool {
    text.as_bytes()
        .windows(4)
        .any(|four| four.iter().all(u8::is_ascii_digit))
}

/// `En 2019, …`, `In May 2019 …`, `2019 : …` at the start of the sentence that ends here.
fn opening(words: &Grammar<'_>) -> Option<Frame> {
    opening_from(words, sentence(words).unwrap_or(0))
}

/// The same where what is read begins within a sentence.
fn opening_of_next(words: &Grammar<'_>) -> Option<Frame> {
    opening_from(words, sentence(words)?)
}

/// Where the last sentence begins, if it begins here.
fn sentence(words: &Grammar<'_>) -> Option<usize> {
    let last = (0..words.tokens.len()).rfind(|&at| ends_sentence(words, at));
    last.map(|at| at + 1)
}

fn opening_from(words: &Grammar<'_>, start: usize) -> Option<Frame> {
    let mut at = start;
    while at < words.tokens.len() && !words.tokens.is_word(at) && !words.tokens.is_number(at) {
        at += 1;
    }
    let links: &[&str] = if words.french() {
        &["mais", "et", "or", "puis"]
    } else {
        &["but", "and", "then", "so", "yet"]
    };
    at = words.skip(at, links);
    let leads: &[&str] = if words.french() {
        &["en", "des", "courant", "au cours de l ' annee", "l ' annee"]
    } else {
        &["back in", "in", "during"]
    };
    let led = words.any(at, leads);
    at = led.unwrap_or(at);
    at = words.known(at, &lexicon::EDGES).map_or(at, |(_, end)| end);
    let month = lexicon::month(words.word(at)).filter(|month| !month.short);
    let from = if month.is_some() { at + 1 } else { at };
    let (year, end) = year(words, from)?;
    // `2019 : il est élu`.
    let titled = led.is_none() && matches!(words.word(end), ":" | "-");
    let alone = (end..words.tokens.len()).all(|at| year_at(words, at).is_none());
    let month = month.map(|month| month.number);
    let same_month = (end..words.tokens.len()).all(|at| lexicon::month(words.word(at)).is_none());
    let frame = Frame {
        year,
        month: month.filter(|_| same_month),
    };
    ((led.is_some() || titled) && alone).then_some(frame)
}

/// `12 juin 2019 et le …`, `en 2019, le …`: a date with a year just before, joined to this one.
fn shared_back(words: &Grammar<'_>) -> Option<Frame> {
    let strip = |end: usize, phrases: &[&str]| {
        let mut starts = phrases.iter().filter_map(|phrase| {
            let start = end.checked_sub(phrase.split(' ').count())?;
            words.phrase(start, phrase)?;
            Some(start)
        });
        starts.next()
    };
    let articles: &[&str] = &["l '", "le", "la", "les", "du", "the", "on"];
    let joints: &[&str] = &[
        ", puis", "puis", "et", "ou", "au", "and", "or", "then", "to", "-", ",",
    ];
    let end = words.tokens.len();
    let end = strip(end, articles).unwrap_or(end);
    let end = strip(end, joints)?;
    let at = end.checked_sub(2)?;
    let (year, _) = year(words, at + 1)?;
    let dated = lexicon::month(words.word(at)).is_some() || matches!(words.word(at), "en" | "in");
    dated.then_some(Frame { year, month: None })
}

/// `… et 3 juillet 2019`: this date shares the year of the one that is joined to it.
fn shared_on(words: &Grammar<'_>) -> Option<Frame> {
    let joints: &[&str] = &[
        "et le", "et du", "et au", "et en", "et les", "et", "ou le", "ou", "au", "and the",
        "and on", "and", "or", "to", "-", ", le", ",",
    ];
    let mut at = 0;
    for _ in 0..ROW {
        at = words.any(at, joints)?;
        let next = words.full_day(at).or_else(|| words.month(at))?;
        let pick = match next.expr.core {
            Core::Day { pick, .. } | Core::Named { pick, .. } => pick,
            _ => return None,
        };
        match pick {
            Pick::Bare => at = next.end,
            Pick::Within(year) => {
                let Core::Year(year) = *year else { return None };
                return Some(Frame { year, month: None });
            }
            _ => return None,
        }
    }
    None
}

fn year(words: &Grammar<'_>, at: usize) -> Option<(i32, usize)> {
    Some((year_at(words, at)?, at + 1))
}

fn year_at(words: &Grammar<'_>, at: usize) -> Option<i32> {
    let four = words.word(at).len() == 4 && words.tokens.is_number(at) && !words.in_number(at);
    let year = words.word(at).parse().ok().filter(|_| four)?;
    (1000..=2999).contains(&year).then_some(year)
}
