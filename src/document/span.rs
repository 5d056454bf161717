//! Offsets in a text, in code points and in bytes.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Where a mention is in the original text, in both units. Ends are exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Span {
    /// First Unicode code point.
    pub start: usize,
    /// One past the last Unicode code point.
    pub end: usize,
    /// First byte (UTF-8).
    pub start_byte: usize,
    /// One past the last byte (UTF-8).
    pub end_byte: usize,
}

impl Span {
    /// The byte range, to slice the text with.
    pub fn bytes(&self) -> Range<usize> {
        self.start_byte..self.end_byte
    }

    /// The range in Unicode code points.
    pub fn chars(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// Converts byte offsets, asked for in rising order, to code points.
pub(crate) struct Offsets<'a> {
    text: &'a str,
    byte: usize,
    chars: usize,
}

impl<'a> Offsets<'a> {
    pub fn of(text: &'a str) -> Self {
        Self {
            text,
            byte: 0,
            chars: 0,
        }
    }

    pub fn span(&mut self, bytes: Range<usize>) -> Span {
        Span {
            start: self.at(bytes.start),
            end: self.at(bytes.end),
            start_byte: bytes.start,
            end_byte: bytes.end,
        }
    }

    fn at(&mut self, byte: usize) -> usize {
        self.chars += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.chars
    }
}
