//! Where sentences end inside a passage: sentence punctuation, what closes after it, and what
//! the text that follows says about it.
//!
//! The rules are those of UAX #29 (SB6 to SB11: terminator, closing punctuation, spaces, and no
//! end before a lower-case letter or a comma), with other answers where news needs them. They are
//! written out here for two reasons: the iterator of `unicode-segmentation` takes quadratic time over
//! a long run of spaces or brackets after a full stop (its SB8 looks ahead from each of them), and it
//! never ends a sentence after ` »`.

use std::ops::Range;

use super::abbreviations::{Shortened, follows_number, opens_sentence, shortened};
use crate::work;

/// A list marker at the start of a sentence (`1.`, `12.`, `IV.`) is at most this long, in bytes.
const LONGEST_MARKER: usize = 4;

/// Calls `emit` with the byte range of each sentence of `passage`; white space may be left at the
/// end of a sentence, and the last one may be empty.
pub(super) fn split(passage: &str, mut emit: impl FnMut(Range<usize>)) {
    let mut start = 0;
    let mut at = 0;
    let mut has_word = false;
    let mut quoted = false;
    let mut address = false;
    while let Some(c) = passage[at..].chars().next() {
        work::step(1);
        if is_terminator(c) {
            let stop = SentenceStop::read(passage, at, &mut quoted);
            at = stop.end;
            if has_word && !address_goes_on(address, passage, at) && stop.ends(passage, start) {
                emit(start..at);
                start = at;
                has_word = false;
            }
            continue;
        }
        if start == at && c.is_whitespace() {
            start += c.len_utf8();
        }
        has_word |= c.is_alphanumeric();
        quoted ^= c == '"';
        address = match c {
            _ if c.is_whitespace() => false,
            '@' => true,
            ':' | 'w' => {
                address || passage[at..].starts_with("://") || passage[at..].starts_with("www.")
            }
            _ => address,
        };
        at += c.len_utf8();
    }
    emit(start..passage.len());
}

/// Whether a web or mail address runs on over a full stop or question mark before `at`.
fn address_goes_on(address: bool, passage: &str, at: usize) -> bool {
    address && passage[at..].starts_with(|c: char| !c.is_whitespace())
}

/// What a run of sentence punctuation is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum StopKind {
    /// One full stop: an end or an abbreviation.
    FullStop,
    /// `…` or several full stops.
    Ellipsis,
    /// `!` or `?`, alone or with others.
    Mark,
    /// Full-width punctuation, after which no space is written.
    Wide,
}

/// Sentence punctuation with the closing punctuation that belongs to it.
struct SentenceStop {
    /// Byte of the first terminator.
    start: usize,
    /// Byte after the last terminator or closing character.
    end: usize,
    kind: StopKind,
    /// A bracket closes right after the first run of terminators: `(…)`, `[...]`, `(!)`.
    bracket_behind: bool,
}

impl SentenceStop {
    /// Reads the stop whose first terminator is at byte `start`; `quoted` tells whether a straight
    /// double quote is open, before and after.
    fn read(passage: &str, start: usize, quoted: &mut bool) -> Self {
        let mut stop = Self {
            start,
            end: start,
            kind: StopKind::FullStop,
            bracket_behind: false,
        };
        let mut terminators = 0;
        let mut closed = false;
        loop {
            let rest = &passage[stop.end..];
            let Some(c) = rest.chars().next() else { break };
            work::step(1);
            let behind = &rest[c.len_utf8()..];
            if is_terminator(c) {
                terminators += 1;
                stop.kind = match c {
                    '.' if terminators == 1 => StopKind::FullStop,
                    '.' | '…' if stop.kind != StopKind::Mark => StopKind::Ellipsis,
                    '。' | '！' | '？' | '．' => StopKind::Wide,
                    _ => StopKind::Mark,
                };
                stop.end += c.len_utf8();
            } else if closes(c, behind, *quoted) {
                stop.bracket_behind |= !closed && matches!(c, ')' | ']');
                closed = true;
                *quoted &= c != '"';
                stop.end += c.len_utf8();
            } else if is_joiner(c) {
                stop.end += c.len_utf8();
            } else if c.is_whitespace() {
                let spaced = rest.trim_start();
                work::step(rest.len() - spaced.len());
                if !goes_on_behind_space(spaced, *quoted) {
                    break;
                }
                stop.end += rest.len() - spaced.len();
                if spaced.starts_with('"') {
                    *quoted = false;
                    stop.end += 1;
                }
            } else {
                break;
            }
        }
        stop
    }

    /// Whether the sentence that starts at byte `start` ends with this stop.
    fn ends(&self, passage: &str, start: usize) -> bool {
        let before = &passage[start..self.start];
        if self.bracket_behind && before.ends_with(['(', '[']) {
            return false;
        }
        if self.kind == StopKind::FullStop && is_list_marker(before) {
            return false;
        }
        let rest = &passage[self.end..];
        let behind = rest.trim_start();
        work::step(rest.len() - behind.len());
        let Some(next) = behind.chars().next() else {
            return true;
        };
        if self.kind == StopKind::Wide || matches!(next, '•' | '▪' | '■' | '►') {
            return true;
        }
        if matches!(
            next,
            ',' | ';' | ':' | '>' | '›' | '|' | '/' | '=' | '&' | '%' | ')' | ']'
        ) {
            return false;
        }
        let glued = rest.len() == behind.len();
        let Some(word) = first_word(behind) else {
            return !glued;
        };
        if starts_lower(word) || glued && !starts_glued_sentence(before, self.kind, word) {
            return false;
        }
        self.kind != StopKind::FullStop || full_stop_ends(before, next, word)
    }
}

/// Whether a full stop after `before` ends a sentence, when `next` is the first character after
/// it and `word` starts with the first letter or digit.
fn full_stop_ends(before: &str, next: char, word: &str) -> bool {
    let number_behind = word.starts_with(|c: char| c.is_numeric());
    let sentence_behind = || match next {
        '«' | '“' | '"' => true,
        _ => next.is_alphanumeric() && opens_sentence(word),
    };
    match shortened(before) {
        Shortened::No => true,
        Shortened::Title => false,
        Shortened::Numbered => !number_behind && !starts_reference(word),
        Shortened::Calendar if number_behind => false,
        Shortened::Calendar => !follows_number(before) || sentence_behind(),
        Shortened::Either => sentence_behind(),
    }
}

/// Whether `word` starts with a Roman number or with a letter and a full stop, as in `vol. II` or
/// `art. L. 121`.
fn starts_reference(word: &str) -> bool {
    let end = word
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(word.len());
    let (number, behind) = word.split_at(end);
    let roman = is_roman(number) && number != "I" && !behind.starts_with(['\'', '’']);
    roman || number.chars().count() == 1 && behind.starts_with('.')
}

/// Whether `behind` goes on with a capital that starts a sentence without a space before it, as
/// scraped text does: `quatre heures.Les présidents`, but not `U.S`, `Node.JS` or ` .NET`.
fn starts_glued_sentence(before: &str, kind: StopKind, word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters
            .next()
            .is_some_and(|c| c.is_lowercase() || matches!(c, '\'' | '’' | ' '))
        && (kind != StopKind::FullStop || !before.ends_with(char::is_whitespace))
}

/// The text from its first letter or digit on, if one comes before the next terminator.
fn first_word(text: &str) -> Option<&str> {
    let (at, c) = text
        .char_indices()
        .find(|&(_, c)| c.is_alphanumeric() || is_terminator(c))?;
    work::step(at);
    (!is_terminator(c)).then(|| &text[at..])
}

/// Whether `word` starts in lower case, in another way than `iPhone` does.
fn starts_lower(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_lowercase)
        && !letters.next().is_some_and(char::is_uppercase)
}

/// Whether a sentence so far is only the number of a list item or heading.
fn is_list_marker(before: &str) -> bool {
    !before.is_empty()
        && before.len() <= LONGEST_MARKER
        && (is_roman(before) || before.len() <= 3 && before.bytes().all(|b| b.is_ascii_digit()))
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b"IVXLC".contains(&b))
}

/// Whether what comes after white space still belongs to the stop before it: ` »`, ` !`, ` ?`,
/// ` ...`, or a straight quote that closes.
fn goes_on_behind_space(spaced: &str, quoted: bool) -> bool {
    let Some(next) = spaced.chars().next() else {
        return false;
    };
    let behind = &spaced[next.len_utf8()..];
    match next {
        '»' | '”' => true,
        '"' => quoted && !behind.starts_with(char::is_alphanumeric),
        _ => {
            is_terminator(next)
                && !behind
                    .trim_start_matches(is_terminator)
                    .starts_with(char::is_alphanumeric)
        }
    }
}

/// Whether `c`, right after a stop, closes a bracket or quotation, given the text after it.
fn closes(c: char, behind: &str, quoted: bool) -> bool {
    match c {
        ')' | ']' | '}' | '»' | '›' | '”' => true,
        '"' => quoted || !behind.starts_with(char::is_alphanumeric),
        '\'' | '’' => !behind.starts_with(char::is_alphanumeric),
        _ => false,
    }
}

/// Characters without a shape of their own between terminators: joiners, emoji selectors.
fn is_joiner(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe0e}' | '\u{fe0f}' | '\u{feff}'
    )
}

/// Characters that may end a sentence: `SATerm` of UAX #29 for the scripts met in news, and the
/// ellipsis.
pub(super) fn is_terminator(c: char) -> bool {
    match c {
        '.' | '!' | '?' => true,
        _ if c.is_ascii() => false,
        _ => matches!(
            c,
            '…' | '‼'
                | '⁇'
                | '⁈'
                | '⁉'
                | '‽'
                | '؟'
                | '۔'
                | '।'
                | '॥'
                | '։'
                | '።'
                | '。'
                | '．'
                | '！'
                | '？'
        ),
    }
}
