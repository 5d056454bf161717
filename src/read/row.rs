//! The rows of a text table, none of them held beyond a limit.
//!
//! This uses csv-core rather than csv: it leaves the buffers to us, so that a quote that is never
//! closed costs no memory, and it shows which bytes a row is made of.

use std::io::{self, BufRead, ErrorKind};
use std::ops::Range;

use csv_core::ReadRecordResult;

use crate::read::bounded::grown;
use crate::read::rejected::KEPT;

/// The most columns of a table; otherwise a row of commas alone would take eight times its size.
const MAX_FIELDS: usize = 64 * 1024;

/// A buffer that grew beyond this is shrunk after the row.
const SPARE: usize = 1024 * 1024;

/// A row of a table.
pub(super) struct TableRow {
    core: csv_core::Reader,
    fields: Vec<u8>,
    used: usize,
    ends: Vec<usize>,
    count: usize,
    /// Its first bytes, as they are in the file.
    pub raw: Vec<u8>,
    /// The line it starts on, from 1.
    pub line: u64,
    /// Where it starts in the file, from 0.
    pub start: u64,
    /// How many bytes it has.
    pub length: u64,
    next_line: u64,
    next: u64,
}

/// What the next row is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum RowStep {
    Row,
    TooLarge,
    TooWide,
    /// The file ended within quotes that began on an earlier line.
    OpenQuote,
    End,
}

impl TableRow {
    pub fn new(delimiter: u8) -> Self {
        let mut core = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        // A blank line first: csv-core would skip a byte order mark wherever its input begins, which is
        // after the file's own mark and after blank lines.
        core.read_record(b"\n", &mut [0], &mut [0]);
        Self {
            core,
            fields: Vec::new(),
            used: 0,
            ends: vec![0; 64],
            count: 0,
            raw: Vec::new(),
            line: 1,
            start: 0,
            length: 0,
            next_line: 1,
            next: 0,
        }
    }

    /// How many fields it has.
    pub fn len(&self) -> usize {
        self.count
    }

    /// The bytes of a field.
    pub fn field(&self, n: usize) -> &[u8] {
        &self.fields[self.range(n)]
    }

    fn range(&self, n: usize) -> Range<usize> {
        let start = n.checked_sub(1).map_or(0, |before| self.ends[before]);
        start..self.ends[n]
    }

    /// Reads the next row that is not blank.
    pub fn advance(&mut self, input: &mut dyn BufRead, max: u64) -> io::Result<RowStep> {
        self.begin(input)?;
        let (mut large, mut wide) = (false, false);
        // Whether the file ends within quotes.
        let mut open = false;
        loop {
            let given = filled(input)?;
            let at_end = given.is_empty();
            if at_end && self.length == 0 {
                return Ok(RowStep::End);
            }
            // A line end closes the last row unless a quote is open.
            let chunk = if at_end && !open { b"\n" } else { given };
            let output = &mut self.fields[self.used..];
            let ends = &mut self.ends[self.count..];
            let (result, read, written, ended) = self.core.read_record(chunk, output, ends);
            if at_end {
                open |= read > 0 && result != ReadRecordResult::Record;
            } else {
                self.took(&chunk[..read]);
                input.consume(read);
            }
            self.used += written;
            self.count += ended;
            let done = match result {
                ReadRecordResult::InputEmpty => false,
                ReadRecordResult::OutputFull => {
                    // The fields of a row have no more bytes than the row. A row that is too large
                    // needs no room.
                    if self.length <= max {
                        let most = usize::try_from(max).unwrap_or(usize::MAX);
                        let size = grown(self.fields.len(), most.max(self.fields.len() + 1));
                        // New memory rather than a longer copy of the old: its unused part is not
                        // written to, and takes no room.
                        let mut larger = vec![0; size];
                        larger[..self.used].copy_from_slice(&self.fields[..self.used]);
                        self.fields = larger;
                    }
                    false
                }
                ReadRecordResult::OutputEndsFull => {
                    wide |= self.ends.len() >= MAX_FIELDS;
                    if !wide {
                        self.ends.resize(2 * self.ends.len(), 0);
                    }
                    false
                }
                ReadRecordResult::Record | ReadRecordResult::End => true,
            };
            if done && !at_end {
                self.drop_line_end();
            }
            large |= self.length > max;
            if large || wide {
                // The rest of the row is read and discarded.
                self.used = 0;
                self.count = 0;
            }
            if done {
                return Ok(match (large, wide) {
                    (true, _) => RowStep::TooLarge,
                    (_, true) => RowStep::TooWide,
                    _ if open && self.next_line > self.line => RowStep::OpenQuote,
                    _ => {
                        // The line end was added by us.
                        self.ends[self.count - 1] -= usize::from(open);
                        RowStep::Row
                    }
                });
            }
        }
    }

    /// Skips line ends, and the file's byte order mark.
    fn begin(&mut self, input: &mut dyn BufRead) -> io::Result<()> {
        if self.next == 0 && filled(input)?.starts_with(b"\xef\xbb\xbf") {
            input.consume(3);
            self.next = 3;
        }
        loop {
            // A failed read is reported where it failed, not with the previous row.
            self.stand();
            let chunk = filled(input)?;
            let blank = chunk.iter().take_while(|b| matches!(b, b'\r' | b'\n'));
            let blank = blank.count();
            if blank == 0 {
                break;
            }
            self.took(&chunk[..blank]);
            input.consume(blank);
        }
        if self.fields.len() > SPARE {
            self.fields.truncate(SPARE);
            self.fields.shrink_to_fit();
        }
        Ok(())
    }

    /// Begins an empty row here.
    fn stand(&mut self) {
        self.line = self.next_line;
        self.start = self.next;
        (self.length, self.used, self.count) = (0, 0, 0);
        self.raw.clear();
    }

    fn took(&mut self, bytes: &[u8]) {
        self.next_line += bytes.iter().filter(|&&b| b == b'\n').count() as u64;
        self.next += bytes.len() as u64;
        self.length += bytes.len() as u64;
        // One byte more than is kept: it shows that there is more.
        let room = (KEPT + 1).saturating_sub(self.raw.len());
        self.raw.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    fn drop_line_end(&mut self) {
        if self.raw.len() as u64 == self.length {
            self.raw.pop();
        }
        self.length -= 1;
    }
}

fn filled(input: &mut dyn BufRead) -> io::Result<&[u8]> {
    loop {
        match input.fill_buf() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
            Ok(_) => break,
        }
    }
    // It is buffered now: this gives the same again. (The borrow checker refuses it from the loop.)
    input.fill_buf()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(mut input: &[u8], max: u64) -> Vec<(RowStep, u64, u64, u64, Vec<String>)> {
        read(&mut input, max)
    }

    fn read(input: &mut dyn BufRead, max: u64) -> Vec<(RowStep, u64, u64, u64, Vec<String>)> {
        let mut row = TableRow::new(b',');
        let mut seen = Vec::new();
        loop {
            let step = row.advance(input, max).expect("reads");
            if step == RowStep::End {
                return seen;
            }
            let fields = (0..row.len()).map(|n| String::from_utf8_lossy(row.field(n)).into());
            seen.push((step, row.line, row.start, row.length, fields.collect()));
        }
    }

    fn texts(fields: &[&str]) -> Vec<String> {
        fields.iter().map(|&f| f.to_owned()).collect()
    }

    #[test]
    fn rows_know_where_they_stand() {
        let seen = rows(b"\xef\xbb\xbfa,b\r\n\r\n\"x\n\"\"y\"\"\",2\nlast,", 100);
        assert_eq!(
            seen,
            [
                (RowStep::Row, 1, 3, 3, texts(&["a", "b"])),
                (RowStep::Row, 3, 10, 11, texts(&["x\n\"y\"", "2"])),
                (RowStep::Row, 5, 22, 5, texts(&["last", ""])),
            ]
        );
    }

    /// Gives the bytes, then fails.
    struct Cut<'a>(&'a [u8]);

    impl io::Read for Cut<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            match io::Read::read(&mut self.0, buffer)? {
                0 => Err(ErrorKind::UnexpectedEof.into()),
                read => Ok(read),
            }
        }
    }

    /// Found by a fuzzer: a failed read was reported with the place and the bytes of the previous row.
    #[test]
    fn a_failed_read_is_told_where_it_failed() {
        for (bytes, place) in [
            (&b"a,b\n1\n"[..], (3, 6, 0, &b""[..])),
            (b"a,b\n1\n\n\n", (5, 8, 0, b"")),
            (b"a,b\n1\nx,y", (3, 6, 3, b"x,y")),
        ] {
            let mut input = io::BufReader::with_capacity(4, Cut(bytes));
            let mut row = TableRow::new(b',');
            for _ in 0..2 {
                assert_eq!(row.advance(&mut input, 100).expect("reads"), RowStep::Row);
            }
            row.advance(&mut input, 100).expect_err("fails");
            assert_eq!((row.line, row.start, row.length, &row.raw[..]), place);
        }
    }

    /// Found by fuzzers: csv-core skips a mark wherever its input begins, and may then find nothing.
    #[test]
    fn only_the_first_byte_order_mark_is_the_files() {
        let mark = ["\u{feff}"];
        let row = |start, fields: &[&str]| (RowStep::Row, 1, start, 3, texts(fields));
        assert_eq!(rows(b"\xef\xbb\xbf", 100), []);
        assert_eq!(rows(b"\xef\xbb\xbf\xef\xbb\xbf", 100), [row(3, &mark)]);
        assert_eq!(rows(b"\r\r\r\xef\xbb\xbf", 100), [row(3, &mark)]);
        let two = b"\xef\xbb\xbf\xef\xbb\xbfa\n";
        let read = read(&mut io::BufReader::with_capacity(6, &two[..]), 100);
        assert_eq!(read, [(RowStep::Row, 1, 3, 4, texts(&["\u{feff}a"]))]);
    }

    #[test]
    fn a_row_that_is_too_large_is_passed_over() {
        let long = format!("a\n\"{}\n\",1\nb\n", "x".repeat(20_000));
        let seen = rows(long.as_bytes(), 1000);
        assert_eq!(seen[1], (RowStep::TooLarge, 2, 2, 20_005, vec![]));
        assert_eq!(seen[2], (RowStep::Row, 4, 20_008, 1, texts(&["b"])));
    }

    #[test]
    fn a_row_of_too_many_fields_is_passed_over() {
        let wide = format!("{}\nb\n", ",".repeat(MAX_FIELDS + 10));
        let seen = rows(wide.as_bytes(), 1_000_000);
        assert_eq!(seen[0].0, RowStep::TooWide);
        assert_eq!(seen[1].4, texts(&["b"]));
    }

    #[test]
    fn quotes_that_are_never_closed_are_told() {
        let seen = rows(b"a,b\nx,\"y\nz,1\n", 100);
        assert_eq!(seen[1].0, RowStep::OpenQuote);
        assert_eq!(rows(b"a\n5\" disk", 100)[1].0, RowStep::Row);
        assert_eq!(rows(b"a\n\"x", 100)[1].4, texts(&["x"]));
        // A quote within a field that does not begin with one opens nothing.
        let seen = rows(b"a,b\n5\" disk,\"x\ny\"", 100);
        assert_eq!(
            (&seen[1].0, &seen[1].4),
            (&RowStep::Row, &texts(&["5\" disk", "x\ny"]))
        );
    }
}
