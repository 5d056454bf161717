//! The lines of a file, none of them held beyond a limit.

use std::io::{self, BufRead};

use crate::read::bounded::read_line;
use crate::read::inputs::DEFAULT_MAX_DOCUMENT_BYTES;

/// A buffer that grew beyond this is shrunk after the line.
const SPARE: usize = 1024 * 1024;

/// The most bytes in a line that griot itself wrote or is to score, if nobody sets a limit: four times
/// the largest document, to allow for escapes and mentions.
pub(crate) const MAX_LINE: u64 = 4 * DEFAULT_MAX_DOCUMENT_BYTES;

/// A line of a file.
#[derive(Default)]
pub(crate) struct Line {
    /// Its bytes, without the line feed; only the first ones if the line is too long.
    pub bytes: Vec<u8>,
    /// From 1.
    pub number: u64,
    /// Where it starts in the file, from 0.
    pub start: u64,
    /// How many bytes it has.
    pub length: u64,
    next: u64,
}

/// What the next line is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Line,
    TooLong,
    End,
}

impl Line {
    /// Reads the next line that is not blank.
    pub fn advance(&mut self, input: &mut dyn BufRead, max: u64) -> io::Result<Step> {
        loop {
            self.bytes.clear();
            self.bytes.shrink_to(SPARE);
            self.start = self.next;
            self.number += 1;
            read_line(input, &mut self.bytes, max)?;
            let read = self.bytes.len() as u64;
            if read == 0 {
                return Ok(Step::End);
            }
            self.next += read;
            let ended = self.bytes.last() == Some(&b'\n');
            if !ended && read > max {
                let skipped = input.skip_until(b'\n')? as u64;
                self.next += skipped;
                self.length = self.next - self.start;
                return Ok(Step::TooLong);
            }
            if ended {
                self.bytes.pop();
            }
            if self.number == 1 && self.bytes.starts_with(b"\xef\xbb\xbf") {
                self.bytes.drain(..3);
                self.start += 3;
            }
            self.length = self.bytes.len() as u64;
            if !self.bytes.trim_ascii().is_empty() {
                return Ok(Step::Line);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_where_they_stand() {
        let mut input: &[u8] = b"\xef\xbb\xbfa\r\n\n  \nbb\nlast";
        let mut line = Line::default();
        let mut seen = Vec::new();
        while line.advance(&mut input, 100).expect("reads") == Step::Line {
            seen.push((
                line.number,
                line.start,
                String::from_utf8_lossy(&line.bytes).trim().to_owned(),
            ));
        }
        assert_eq!(
            seen,
            [
                (1, 3, "a".to_owned()),
                (4, 10, "bb".to_owned()),
                (5, 13, "last".to_owned())
            ]
        );
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let mut input: &[u8] = b"1234\n12345678\n123\n12345";
        let mut line = Line::default();
        let mut next = || {
            let step = line.advance(&mut input, 4).expect("reads");
            (step, line.number, line.start, line.length)
        };
        assert_eq!(next(), (Step::Line, 1, 0, 4));
        assert_eq!(next(), (Step::TooLong, 2, 5, 9));
        assert_eq!(next(), (Step::Line, 3, 14, 3));
        assert_eq!(next(), (Step::TooLong, 4, 18, 5));
        assert_eq!(next().0, Step::End);
    }
}
