//! Names of families: `les Clinton`, `the Clintons`, `M. et Mme Fortin`.

use crate::lists::Words;
use crate::resolve::cluster::named::{NamedMention, NamedText};
use crate::resolve::cluster::words::{FoldedWord, words};

/// Words beside the surname of a family: `famille`, `brothers`.
static KIN: Words = Words::of(include_str!("../data/people.txt"), "families");

/// The surname of the family that a mention of one word names, unless it names one of the members.
pub(crate) fn family<'a>(document: &NamedText, mention: &NamedMention<'a>) -> Option<&'a str> {
    const NEAR: usize = 32;
    let before = document.before(mention.range.start, NEAR);
    let near = words(before);
    let close = |n: usize| near.len().checked_sub(n).and_then(|at| near.get(at));
    let last = close(1)?;
    let gap = before.len() - last.range.end;
    if gap > 2 || before[last.range.end..].contains([',', ':']) {
        return None;
    }
    let bare = mention.text.strip_suffix("'s").unwrap_or(mention.text);
    let key = |n: usize| close(n).map(|word| word.key.as_str()).unwrap_or_default();
    let titles = matches!(key(1), "mme" | "mrs" | "madame")
        && matches!(key(2), "et" | "and" | "&")
        && matches!(key(3), "m" | "mr" | "monsieur");
    if titles {
        return Some(bare);
    }
    if before[last.range.end..].contains('.') {
        return None;
    }
    if KIN.contains(key(1)) && !together(document, mention) {
        return Some(bare);
    }
    match key(1) {
        "les" | "aux" | "des" if before[last.range.clone()].starts_with(char::is_alphabetic) => {
            Some(bare)
        }
        "the" => {
            let after = document.after(mention.range.end, NEAR);
            let kin = words(after)
                .first()
                .is_some_and(|word: &FoldedWord| word.range.start <= 1 && KIN.contains(&word.key));
            match bare
                .strip_suffix("es")
                .filter(|one| one.ends_with(['s', 'z', 'x', 'h']))
                .or_else(|| bare.strip_suffix('s'))
            {
                _ if kin => Some(bare),
                Some(one) if !one.is_empty() => Some(one),
                _ => None,
            }
        }
        _ => None,
    }
}

/// `les frères Chérif et Saïd Kouachi`: the first is one of them, by his given name.
fn together(document: &NamedText, mention: &NamedMention) -> bool {
    const NEAR: usize = 8;
    words(document.after(mention.range.end, NEAR))
        .first()
        .is_some_and(|word| matches!(word.key.as_str(), "et" | "and" | "&"))
}
