//! A stream that is converted to UTF-8 a chunk at a time.

use std::io::{self, BufRead, Read};

/// Converts the bytes of one encoding to UTF-8.
pub(super) trait Convert {
    /// Takes bytes from `input` and writes them as UTF-8 to `out`, which is empty; `true` at the end of
    /// the input. What the encoding does not allow becomes
    /// [`MALFORMED`](crate::read::encoding::MALFORMED).
    fn convert(&mut self, input: &mut impl BufRead, out: &mut Vec<u8>) -> io::Result<bool>;
}

/// A stream in another encoding, read as UTF-8 without its byte order mark.
pub(super) struct Converted<R, C> {
    input: R,
    convert: C,
    ready: Vec<u8>,
    given: usize,
    done: bool,
}

impl<R: BufRead, C: Convert> Converted<R, C> {
    pub fn new(input: R, convert: C) -> Self {
        Self {
            input,
            convert,
            ready: Vec::new(),
            given: 0,
            done: false,
        }
    }
}

impl<R: BufRead, C: Convert> Read for Converted<R, C> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() && !self.done {
            self.ready.clear();
            self.given = 0;
            self.done = self.convert.convert(&mut self.input, &mut self.ready)?;
        }
        let count = buffer.len().min(self.ready.len() - self.given);
        buffer[..count].copy_from_slice(&self.ready[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}
