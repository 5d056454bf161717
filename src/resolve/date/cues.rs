//! What the words around a date say about it: whether it is past or to come (`aura lieu le`, `will meet
//! on`), and the prepositions that open or blur it (`depuis`, `until`, `vers`).

use serde::Deserialize;

use super::direction::Leaning;
use super::grammar::Grammar;
use super::lexicon::PREPOSITIONS;
use super::point::Grain;
use super::tense::{CueSide, gather};
use super::token::DateTokens;
use super::value::DateContext;

/// Bytes looked at on each side of the date.
const REACH: usize = 240;
/// Words within which a verb before a date has it as its own, so that what follows the date tells less.
const ATTACHED: i32 = 150;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Preposition {
    Around,
    Before,
    After,
    Since,
    /// `à partir de`, `from ... onwards`.
    From,
    /// `jusqu'à`, `until`.
    Until,
    /// Until, too, but of what is done by then as often as of what is to be done.
    By,
    /// Until a day or a month; `through the 1990s` is during them.
    Through,
    /// `d'ici`: it cannot be past.
    Within,
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cues {
    leaning: Leaning,
    /// `pour jeudi`, `for Monday`.
    planned_for: bool,
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
        let before = gather(&left, CueSide::Before);
        let mut after = gather(&right, CueSide::After);
        if before.past.max(before.future).max(before.present) >= ATTACHED {
            after = after.share(50);
        }
        let preposition = preposition(&left, &right);
        let mut leaning = before.or(after);
        leaning = leaning.or(said_by(preposition));
        // `Dimanche : second tour` announces.
        if left.tokens.len() == 0 && right.word(0) == ":" {
            leaning = leaning.or(Leaning::present(150));
        }
        let leads = if left.french() { &["pour"] } else { &["for"] };
        Self {
            leaning,
            planned_for: before_date(&left, leads).is_some(),
            preposition,
        }
    }

    /// What the words say of a date of `grain`.
    pub fn leaning(&self, grain: Grain) -> Leaning {
        // `un préavis pour jeudi` plans; `les chiffres pour mars` may not.
        let planned = match (self.planned_for, grain) {
            (true, Grain::Day) => 300,
            (true, _) => 100,
            (false, _) => 0,
        };
        let planned = Leaning::future(planned);
        self.leaning.or(planned)
    }
}

fn said_by(preposition: Option<Preposition>) -> Leaning {
    match preposition {
        Some(Preposition::Since) => Leaning::past(400),
        Some(Preposition::Within) => Leaning::future(600),
        Some(Preposition::Until) => Leaning::future(280),
        Some(Preposition::By | Preposition::Through) => Leaning::future(130),
        Some(Preposition::From) => Leaning::future(140),
        Some(Preposition::Before) => Leaning::future(60),
        Some(Preposition::Around | Preposition::After) | None => Leaning::default(),
    }
}

fn preposition(left: &Grammar<'_>, right: &Grammar<'_>) -> Option<Preposition> {
    let end = before_article(left);
    let listed = PREPOSITIONS.iter().filter(|(lang, ..)| *lang == left.lang);
    let found = listed.filter_map(|(_, phrase, said)| Some((*said, back(left, end, phrase)?)));
    // The longest of those that fit.
    if let Some((preposition, start)) = found.min_by_key(|(_, start)| *start) {
        // `from 1994 until 2010` closes what `from` opened.
        // `midway through 2015` ends nothing.
        let inner = left.word(start) == "through"
            && start > 0
            && matches!(
                left.word(start - 1),
                "midway" | "halfway" | "way" | "all" | "part"
            );
        let pair = matches!(
            preposition,
            Preposition::Until | Preposition::By | Preposition::Through
        ) && (start.saturating_sub(6)..start)
            .any(|at| matches!(left.word(at), "from" | "between"));
        return (!pair && !inner).then_some(preposition);
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
