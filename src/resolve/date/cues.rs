//! What the words around a date say about it: the tense (`aura lieu le`, `will meet on`), and the
//! prepositions that open or blur it (`depuis`, `until`, `vers`).

use serde::Deserialize;

use super::grammar::Grammar;
use super::lexicon::PREPOSITIONS;
use super::tense::{Tense, nearest};
use super::token::DateTokens;
use super::value::DateContext;

/// Bytes looked at on each side of the date.
const REACH: usize = 240;
/// A date follows its verb more often than it precedes it.
const RIGHT: usize = 3;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Preposition {
    Around,
    Before,
    After,
    Since,
    /// `à partir de`, `from ... onwards`.
    From,
    /// `jusqu'à`, `d'ici`, `until`, `by`.
    Until,
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cues {
    /// The tense of the nearest verb that shows one.
    pub tense: Option<Tense>,
    pub preposition: Option<Preposition>,
}

impl Cues {
    pub fn around(context: &DateContext<'_>) -> Self {
        let text = context.sentence;
        let (start, end) = (
            context.span.start.min(text.len()),
            context.span.end.min(text.len()),
        );
        let from = text.floor_char_boundary(start.saturating_sub(REACH));
        let to = text.ceil_char_boundary(end.saturating_add(REACH).min(text.len()));
        let (start, end) = (
            text.floor_char_boundary(start),
            text.ceil_char_boundary(end),
        );
        if start > end {
            return Self::default();
        }
        let left = DateTokens::new(&text[from..start]);
        let right = DateTokens::new(&text[end..to]);
        let left = Grammar {
            tokens: &left,
            lang: context.lang,
            span: false,
        };
        let right = Grammar {
            tokens: &right,
            lang: context.lang,
            span: false,
        };
        let before = nearest(&left, (0..left.tokens.len()).rev());
        let after = nearest(&right, 0..right.tokens.len()).map(|(tense, far)| (tense, far + RIGHT));
        let tense = match (before, after) {
            (Some((tense, near)), Some((_, far))) if near <= far => Some(tense),
            (_, Some((tense, _))) | (Some((tense, _)), None) => Some(tense),
            (None, None) => None,
        };
        let preposition = preposition(&left, &right);
        let tense = match preposition {
            Some(Preposition::Until | Preposition::From) => Some(Tense::Future),
            Some(Preposition::Since) => Some(Tense::Past),
            // `un préavis pour jeudi`, `set for Monday`.
            None if before_date(&left, &["pour", "for"]).is_some() => Some(Tense::Future),
            // `Dimanche : second tour` announces.
            None if left.tokens.len() == 0 && right.word(0) == ":" => {
                tense.or(Some(Tense::Present))
            }
            _ => tense,
        };
        Self { tense, preposition }
    }
}

fn preposition(left: &Grammar<'_>, right: &Grammar<'_>) -> Option<Preposition> {
    let end = before_article(left);
    let listed = PREPOSITIONS.iter().filter(|(lang, ..)| *lang == left.lang);
    let found = listed.filter_map(|(_, phrase, said)| Some((*said, back(left, end, phrase)?)));
    // The longest of those that fit.
    if let Some((preposition, start)) = found.min_by_key(|(_, start)| *start) {
        // `from 1994 until 2010` closes what `from` opened.
        let pair = preposition == Preposition::Until
            && (start.saturating_sub(6)..start)
                .any(|at| matches!(left.word(at), "from" | "between"));
        return (!pair).then_some(preposition);
    }
    let onwards = right.any(0, &["onwards", "onward", "on"]).is_some();
    (back(left, end, "from").is_some() && onwards).then_some(Preposition::From)
}

/// The end of what stands before the date and its article: `avant le`, `since the`, `depuis l'`.
fn before_article(left: &Grammar<'_>) -> usize {
    let end = left.tokens.len();
    let articles: &[&str] = if left.french() {
        &["l '", "le", "la", "les"]
    } else {
        &["the"]
    };
    articles
        .iter()
        .find_map(|article| back(left, end, article))
        .unwrap_or(end)
}

fn before_date(left: &Grammar<'_>, words: &[&str]) -> Option<usize> {
    let end = before_article(left);
    words.iter().find_map(|word| back(left, end, word))
}

/// Where `phrase` begins when it ends at `end`.
fn back(side: &Grammar<'_>, end: usize, phrase: &str) -> Option<usize> {
    let start = end.checked_sub(phrase.split(' ').count())?;
    side.phrase(start, phrase).map(|_| start)
}
