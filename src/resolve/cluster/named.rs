//! What is to be clustered: a text and its mentions.

use std::ops::Range;

use crate::document::{Label, Lang};

/// A name or a date in a text.
#[derive(Clone, Debug)]
pub(crate) struct NamedMention<'a> {
    /// What it names.
    pub label: Label,
    /// The surface, as the normalised text has it.
    pub text: &'a str,
    /// Where it stands in the normalised text, in bytes.
    pub range: Range<usize>,
    /// What countries and dates are grouped by: their code, their value. Not read for other labels.
    pub key: Option<String>,
}

/// One text with its mentions, in the order of the text.
#[derive(Clone, Debug)]
pub(crate) struct NamedText<'a> {
    /// The normalised text: plain `'`, hyphens and spaces.
    pub text: &'a str,
    /// Its language.
    pub lang: Lang,
    /// Its mentions.
    pub mentions: &'a [NamedMention<'a>],
}

impl NamedText<'_> {
    /// The text up to a byte, at most `most` bytes of it and nothing from an earlier line.
    pub(crate) fn before(&self, at: usize, most: usize) -> &str {
        let end = self.text.floor_char_boundary(at);
        let start = self
            .text
            .ceil_char_boundary(end.saturating_sub(most))
            .min(end);
        let before = &self.text[start..end];
        &before[before.rfind('\n').map_or(0, |line| line + 1)..]
    }

    /// The text from a byte on, at most `most` bytes of it and nothing from a later line.
    pub(crate) fn after(&self, at: usize, most: usize) -> &str {
        let start = self.text.ceil_char_boundary(at);
        let end = self
            .text
            .floor_char_boundary(start.saturating_add(most))
            .max(start);
        let after = &self.text[start..end];
        &after[..after.find('\n').unwrap_or(after.len())]
    }

    /// The text between two bytes; empty where they do not stand in order.
    pub(crate) fn between(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Where the first line ends: a mention before it stands in the headline. A text of one line
    /// has none.
    pub(crate) fn headline(&self) -> usize {
        let start = self.text.len() - self.text.trim_start().len();
        self.text[start..].find('\n').map_or(0, |line| start + line)
    }
}
