//! What tells a man from a woman near a name. It keeps two people of one surname apart and is never
//! output.

use crate::document::Lang;
use crate::lists::Words;
use crate::resolve::cluster::named::{NamedMention, NamedText};
use crate::resolve::cluster::words::{FoldedWord, words};
use crate::resolve::person_name::{self, Gender};

const PEOPLE: &str = include_str!("../data/people.txt");
static MEN: Words = Words::of(PEOPLE, "men");
static WOMEN: Words = Words::of(PEOPLE, "women");
/// French functions whose article tells.
static FUNCTIONS: Words = Words::of(PEOPLE, "functions");

/// The gender that the words before a mention tell, if any.
pub(crate) fn by_title(document: &NamedText, mention: &NamedMention) -> Option<Gender> {
    const NEAR: usize = 48;
    let before = document.before(mention.range.start, NEAR);
    let near: Vec<FoldedWord> = words(before);
    let last = near.last()?;
    let gap = &before[last.range.end..];
    // Little may stand between: a comma (`sa femme, Brigitte`), the full stop of a title.
    if !gap
        .chars()
        .all(|c| matches!(c, ' ' | '.' | ',' | '"' | '«'))
        || gap.matches(['.', ',']).count() > 1
    {
        return None;
    }
    let comma = gap.contains(',');
    if WOMEN.contains(&last.key) {
        return Some(Gender::Woman);
    }
    if MEN.contains(&last.key) {
        // `M. Dupont` is Mr Dupont in French, a first initial in English.
        let initial = last.key == "m" && document.lang == Lang::En;
        let sentence =
            gap.contains('.') && !matches!(last.key.as_str(), "m" | "mr" | "mm" | "messrs");
        return (!initial && !sentence).then_some(Gender::Man);
    }
    if comma || document.lang == Lang::En {
        return None;
    }
    // `le général Goïta`, `la ministre malienne Touré`, `le Premier ministre Bayrou`.
    let mut function = false;
    for word in near.iter().rev().take(4) {
        match word.key.as_str() {
            "le" | "un" | "du" | "au" if function => return Some(Gender::Man),
            "la" | "une" if function => return Some(Gender::Woman),
            key if FUNCTIONS.contains(key) => function = true,
            _ if word.is_stop() => return None,
            _ => {}
        }
    }
    None
}

/// Whether a word (folded) is a title or a function.
pub(super) fn is_title(word: &str) -> bool {
    FUNCTIONS.contains(word)
        || MEN.contains(word)
        || WOMEN.contains(word)
        || person_name::is_title(word)
}
