//! Words, numbers and marks of a text, with a folded copy to compare.

use crate::{fold, work};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Word,
    Number,
    Mark,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct DateToken {
    /// Bytes of the text.
    pub start: usize,
    pub end: usize,
    fold: (usize, usize),
    pub kind: TokenKind,
    /// White space stands before it.
    pub spaced: bool,
}

pub(crate) struct DateTokens<'t> {
    pub text: &'t str,
    folded: String,
    list: Vec<DateToken>,
}

impl<'t> DateTokens<'t> {
    pub fn new(text: &'t str) -> Self {
        work::step(text.len());
        let mut tokens = Self {
            text,
            folded: String::with_capacity(text.len()),
            list: Vec::new(),
        };
        let mut spaced = false;
        for (at, c) in text.char_indices() {
            if c.is_whitespace() {
                spaced = true;
                continue;
            }
            let kind = if c.is_ascii_digit() {
                TokenKind::Number
            } else if c.is_alphabetic() {
                TokenKind::Word
            } else {
                TokenKind::Mark
            };
            let from = tokens.folded.len();
            fold(c, kind, &mut tokens.folded);
            let (end, fold_end) = (at + c.len_utf8(), tokens.folded.len());
            match tokens.list.last_mut() {
                Some(last) if last.kind == kind && kind != TokenKind::Mark && !spaced => {
                    last.end = end;
                    last.fold.1 = fold_end;
                }
                _ => tokens.list.push(DateToken {
                    start: at,
                    end,
                    fold: (from, fold_end),
                    kind,
                    spaced,
                }),
            }
            spaced = false;
        }
        tokens
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn get(&self, at: usize) -> Option<&DateToken> {
        self.list.get(at)
    }

    /// The folded word, number or mark; empty past the end, so that it equals nothing.
    pub fn folded(&self, at: usize) -> &str {
        self.list
            .get(at)
            .map_or("", |token| &self.folded[token.fold.0..token.fold.1])
    }

    pub fn raw(&self, at: usize) -> &'t str {
        self.list
            .get(at)
            .map_or("", |token| &self.text[token.start..token.end])
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.list
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Word)
    }

    pub fn is_number(&self, at: usize) -> bool {
        self.list
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// No white space between this token and the one before.
    pub fn glued(&self, at: usize) -> bool {
        at > 0 && self.list.get(at).is_some_and(|token| !token.spaced)
    }

    pub fn capitalised(&self, at: usize) -> bool {
        self.raw(at).chars().next().is_some_and(char::is_uppercase)
    }
}

/// Words fold as everywhere; of the marks only apostrophes and hyphens have several forms. What folds to
/// nothing stays, because an empty word is the end of the text.
fn fold(c: char, kind: TokenKind, into: &mut String) {
    let from = into.len();
    match c {
        '’' | 'ʼ' => into.push('\''),
        '–' | '—' | '‑' | '−' => into.push('-'),
        _ if kind == TokenKind::Word => fold::push(c, into),
        _ => into.push(c),
    }
    if into.len() == from {
        into.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fold_as_everywhere_and_none_is_empty() {
        let tokens = DateTokens::new("Août l’ŒUVRE – Łódź, İzmir \u{301}");
        let folded: Vec<&str> = (0..tokens.len()).map(|at| tokens.folded(at)).collect();
        let expected = [
            "aout", "l", "'", "oeuvre", "-", "lodz", ",", "izmir", "\u{301}",
        ];
        assert_eq!(folded, expected);
    }
}
