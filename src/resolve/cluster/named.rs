//! What is to be clustered: a text and its mentions.

use std::ops::Range;

use crate::document::{Label, Lang};
use crate::work;

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

    /// Whether a sentence ends between two bytes. What is far apart is not of one sentence.
    pub(crate) fn sentence_ends(&self, start: usize, end: usize) -> bool {
        const FAR: usize = 600;
        let between = self.between(start, end);
        if between.len() > FAR {
            return true;
        }
        work::step(between.len());
        let mut from = 0;
        while let Some(at) = between[from..].find(['.', '!', '?', '…', '\n']) {
            let stop = &between[from + at..];
            let c = stop.chars().next().unwrap_or('.');
            let rest = &stop[c.len_utf8()..];
            let word = between[..from + at]
                .rsplit(|c: char| !c.is_alphanumeric())
                .next()
                .unwrap_or_default();
            // `Sen.`, `J.` are shorter, or begin with a capital. With nothing before it, the mention
            // itself ends the sentence.
            let letters = word.chars().count();
            let abbreviation = from + at > 0
                && letters < 5
                && (letters < 3 || word.starts_with(char::is_uppercase))
                && !between[..from + at].ends_with(['»', '"', ')', '%'])
                && !word.ends_with(|c: char| c.is_ascii_digit());
            if c != '.' || (!abbreviation && rest.starts_with(char::is_whitespace)) {
                return true;
            }
            from += at + c.len_utf8();
        }
        false
    }

    /// Where the first line ends: a mention before it stands in the headline. A text of one line
    /// has none.
    pub(crate) fn headline(&self) -> usize {
        let start = self.text.len() - self.text.trim_start().len();
        self.text[start..].find('\n').map_or(0, |line| start + line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_a_stop_that_is_no_abbreviation() {
        let ends = |text: &str| {
            let document = NamedText {
                text,
                lang: Lang::En,
                mentions: &[],
            };
            document.sentence_ends(0, text.len())
        };
        for text in [
            ". ",
            " won. ",
            "! ",
            " left.\nThen ",
            " in 2017. ",
            " left (again). ",
        ] {
            assert!(ends(text), "{text}");
        }
        for text in [
            " and ",
            " met Sen. ",
            " of the U.S. and ",
            ", J. ",
            " at 3.5 ",
        ] {
            assert!(!ends(text), "{text}");
        }
        assert!(ends(&" and".repeat(200)));
    }
}
