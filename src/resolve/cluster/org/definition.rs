//! Where the text itself says what an acronym stands for, or that a name was changed.

use std::ops::Range;

use crate::lists::Words;
use crate::resolve::cluster::named::{NamedMention, NamedText};
use crate::resolve::cluster::org::acronym::{Acronym, Fit};
use crate::resolve::cluster::org::form::key_of;
use crate::resolve::cluster::org::table;
use crate::resolve::cluster::words::{FoldedWord, words};

const FILE: &str = include_str!("../data/around_organisations.txt");
/// What a bracket begins with before an acronym or its expansion: `en anglais`, `ou l'`.
static INTRODUCTIONS: Words = Words::of(FILE, "introductions");
/// What stands between an acronym and its expansion: `alias`, `known as`.
static BETWEEN: Words = Words::of(FILE, "between");
static RENAMED: Words = Words::of(FILE, "renamed");
/// What joins two things: `et`, `or`.
static JOINING: Words = Words::of(FILE, "joining two");

/// An acronym and its expansion, side by side in the text.
#[derive(Clone, Debug)]
pub(crate) struct Definition {
    /// The acronym's bytes.
    pub acronym: Range<usize>,
    /// The bytes that spell it out.
    pub expansion: Range<usize>,
    /// A mention of the expansion, or of a part of it.
    pub mention: Option<usize>,
    pub fit: Fit,
}

/// How far a bracket is read.
const BRACKET: usize = 240;

/// All that the text spells out around the mentions at `places` (indices, in text order), in the
/// order of the text.
pub(crate) fn definitions(document: &NamedText, places: &[usize]) -> Vec<Definition> {
    let mut found = Vec::new();
    for (n, &at) in places.iter().enumerate() {
        let mention = &document.mentions[at];
        let next = places.get(n + 1).copied();
        if let Some(inside) = bracket(document, mention) {
            if let Some(one) = spelt_after(document, at, mention, inside.clone(), next) {
                found.push(one);
            } else if let Some(one) = spelt_before(document, at, mention, inside) {
                found.push(one);
            }
        } else if let Some(next) = next
            && let Some(one) = side_by_side(document, at, next)
        {
            found.push(one);
        }
        let told = found
            .iter()
            .rev()
            .take(2)
            .any(|one| one.acronym == mention.range);
        if !told && let Some(one) = words_before(document, n, places) {
            found.push(one);
        }
    }
    found
}

/// The bytes inside a bracket that opens right after a mention.
fn bracket(document: &NamedText, mention: &NamedMention) -> Option<Range<usize>> {
    let after = document.after(mention.range.end, BRACKET);
    let inside = after.trim_start_matches([' ', '"', '»', ',']);
    let open = after.len() - inside.len();
    let close = match inside.chars().next()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let end = inside.find(close)?;
    let start = mention.range.end + open + 1;
    Some(start..mention.range.end + open + end)
}

/// The parts of a bracket: `(Cédéao, en anglais Ecowas)`.
fn parts(document: &NamedText, inside: Range<usize>) -> Vec<Range<usize>> {
    const MOST: usize = 4;
    let text = document.between(inside.start, inside.end);
    let mut parts = Vec::new();
    let mut at = inside.start;
    for part in text.split_inclusive([',', ';', '/', ':']) {
        let bare = part.trim_matches([',', ';', '/', ':', ' ', '"', '«', '»', '\'']);
        let start = at + (part.len() - part.trim_start_matches([' ', '"', '«', '»', '\'']).len());
        at += part.len();
        let end = start + bare.len();
        let start = start + introduction(bare);
        if start < end && parts.len() < MOST {
            parts.push(start..end);
        }
    }
    parts
}

/// The bytes of the introduction that a part begins with, and of the space after it.
fn introduction(part: &str) -> usize {
    let begins = |words: &&str| {
        let (start, rest) = part.split_at_checked(words.len())?;
        let parted = words.ends_with('\'') || rest.starts_with(' ');
        let length = words.len() + usize::from(!words.ends_with('\''));
        (parted && start.eq_ignore_ascii_case(words)).then_some(length)
    };
    INTRODUCTIONS.list().iter().find_map(begins).unwrap_or(0)
}

/// `AES (Alliance des États du Sahel)`.
fn spelt_after(
    document: &NamedText,
    at: usize,
    mention: &NamedMention,
    inside: Range<usize>,
    next: Option<usize>,
) -> Option<Definition> {
    let acronym = Acronym::read(mention.text)?;
    let labelled = next.filter(|&next| {
        let range = &document.mentions[next].range;
        inside.start <= range.start && range.end <= inside.end
    });
    let of = |range: Range<usize>| {
        let text = document.between(range.start, range.end);
        let fit = acronym
            .fit(&words(text), true)
            .or_else(|| known(document, mention.text, text));
        fit.map(|fit| (fit, range))
    };
    let whole = parts(document, inside.clone())
        .into_iter()
        .next()
        .and_then(of);
    let named = labelled.and_then(|next| of(document.mentions[next].range.clone()));
    // The surer of the two; the labelled mention where both are as sure.
    let (fit, expansion) = match (named, whole) {
        (Some(named), Some(whole)) if whole.0 > named.0 => whole,
        (Some(named), _) => named,
        (None, whole) => whole?,
    };
    if fit == Fit::Foreign && document.mentions[at].text.chars().count() < 3 {
        return None;
    }
    Some(Definition {
        acronym: mention.range.clone(),
        expansion,
        mention: labelled,
        fit,
    })
}

/// `Alliance des États du Sahel (AES)`: the mention is what stands before the bracket, or a part of it.
fn spelt_before(
    document: &NamedText,
    at: usize,
    mention: &NamedMention,
    inside: Range<usize>,
) -> Option<Definition> {
    let parts = parts(document, inside);
    let alone = parts.len() == 1;
    for part in parts {
        let Some(acronym) = Acronym::read(document.between(part.start, part.end)) else {
            continue;
        };
        let short = document.between(part.start, part.end);
        let labelled = acronym
            .fit(&words(mention.text), true)
            .or_else(|| known(document, short, mention.text));
        if labelled < Some(Fit::Initials)
            && let Some((expansion, fit)) = last_words(document, mention.range.end, &acronym)
            && Some(fit) > labelled
        {
            return Some(Definition {
                acronym: part,
                expansion,
                mention: Some(at),
                fit,
            });
        }
        if let Some(fit) = labelled
            && (fit != Fit::Foreign || alone)
        {
            return Some(Definition {
                acronym: part,
                expansion: mention.range.clone(),
                mention: Some(at),
                fit,
            });
        }
    }
    None
}

/// `Communauté des États de l'Afrique de l'Ouest (Cédéao)`: not the whole name, but enough of it for
/// the table.
fn known(document: &NamedText, acronym: &str, expansion: &str) -> Option<Fit> {
    table::readings(&key_of(acronym), document.lang)
        .iter()
        .any(|reading| reading.organisation.agrees(expansion))
        .then_some(Fit::Known)
}

/// An acronym in brackets after words of which none are labelled, or only the last.
fn words_before(document: &NamedText, n: usize, places: &[usize]) -> Option<Definition> {
    let mention = &document.mentions[places[n]];
    let before = document.before(mention.range.start, 8);
    let open = before.trim_end_matches([' ', '"', '«', '\'']);
    let open = open.strip_suffix(['(', '['])?;
    let end = mention.range.start - (before.len() - open.trim_end().len());
    let acronym = Acronym::read(mention.text)?;
    let (expansion, fit) = last_words(document, end, &acronym)?;
    let part = n.checked_sub(1).map(|n| places[n]).filter(|&earlier| {
        let range = &document.mentions[earlier].range;
        expansion.start <= range.start && range.end <= expansion.end
    });
    Some(Definition {
        acronym: mention.range.clone(),
        expansion,
        mention: part,
        fit,
    })
}

/// The words up to `end` that spell an acronym out: the fewest whose initials do, else the fewest
/// whose prefixes do. They start with a capital.
fn last_words(document: &NamedText, end: usize, acronym: &Acronym) -> Option<(Range<usize>, Fit)> {
    const BYTES: usize = 240;
    let before = document.before(end, BYTES);
    let base = end - before.len();
    let clause = before
        .rfind(['(', ')', ';', ':', '!', '?', '"', '»', '«'])
        .map_or(0, |at| at + 1);
    let clause = clause
        + before
            .get(clause..)
            .map_or(0, |rest| rest.len() - rest.trim_start().len());
    let long: Vec<FoldedWord> = words(before.get(clause..)?);
    // Schwartz and Hearst look at min(|A| + 5, 2|A|) words; French needs its small ones as well.
    let most = (acronym.letters.len() * 2).min(acronym.letters.len() + 5) + acronym.letters.len();
    let first = long.len().saturating_sub(most);
    let mut best: Option<(Range<usize>, Fit)> = None;
    for start in (first..long.len().saturating_sub(1)).rev() {
        let word = &long[start];
        let range = clause + word.range.start..clause + long.last()?.range.end;
        let capital = before
            .get(range.clone())
            .is_some_and(|text| text.starts_with(char::is_uppercase));
        let article = matches!(word.key.as_str(), "les" | "le" | "la" | "the");
        if !capital || (word.is_stop() && !article) {
            continue;
        }
        let range = base + range.start..base + range.end;
        match acronym.fit(&long[start..], true) {
            Some(Fit::Initials) => return Some((range, Fit::Initials)),
            Some(Fit::Prefixes) if best.is_none() => best = Some((range, Fit::Prefixes)),
            _ => {}
        }
    }
    best
}

/// `l'AES, l'Alliance des États du Sahel`, in either order: initials only.
fn side_by_side(document: &NamedText, at: usize, next: usize) -> Option<Definition> {
    let (left, right) = (&document.mentions[at], &document.mentions[next]);
    if !linked(document.between(left.range.end, right.range.start)) {
        return None;
    }
    let spells = |short: &NamedMention, long: &NamedMention| {
        Acronym::read(short.text)
            .and_then(|acronym| acronym.fit(&words(long.text), false))
            .filter(|&fit| fit == Fit::Initials)
    };
    if let Some(fit) = spells(left, right) {
        let (acronym, expansion) = (left.range.clone(), right.range.clone());
        return Some(Definition {
            acronym,
            expansion,
            mention: Some(next),
            fit,
        });
    }
    let fit = spells(right, left)?;
    let (acronym, expansion) = (right.range.clone(), left.range.clone());
    Some(Definition {
        acronym,
        expansion,
        mention: Some(at),
        fit,
    })
}

/// Whether only punctuation and words that may stand there part an acronym from its expansion.
fn linked(between: &str) -> bool {
    const NEAR: usize = 40;
    !between.trim().is_empty()
        && between.len() <= NEAR
        && !between.contains(['.', '!', '?', ';', '\n'])
        && words(between)
            .iter()
            .all(|word| BETWEEN.contains(&word.key))
}

/// Whether the text says that one of two neighbouring mentions is the former name of the other:
/// `Meta (ex-Facebook)`, `Twitter, rebaptisé X`.
pub(crate) fn renamed(document: &NamedText, at: usize, next: usize) -> bool {
    let (left, right) = (&document.mentions[at], &document.mentions[next]);
    let between = document.between(left.range.end, right.range.start);
    const NEAR: usize = 40;
    if between.len() > NEAR || between.contains(['.', '!', '?', ';', '\n', ')']) {
        return false;
    }
    let says = words(between);
    says.iter().any(|word| RENAMED.contains(&word.key))
        && says
            .iter()
            .all(|word| RENAMED.contains(&word.key) || word.is_stop())
}

/// Whether two neighbouring mentions are joined as two things: `Orange et Orange Bank`.
pub(crate) fn coordinated(document: &NamedText, at: usize, next: usize) -> bool {
    let between = document.between(
        document.mentions[at].range.end,
        document.mentions[next].range.start,
    );
    const NEAR: usize = 16;
    if between.len() > NEAR {
        return false;
    }
    let says = words(between);
    says.iter().any(|word| JOINING.contains(&word.key))
        && says
            .iter()
            .all(|word| word.is_stop() || JOINING.contains(&word.key))
}
