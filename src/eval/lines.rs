//! The lines of an input, with their places for error messages.

use std::io::BufRead;

use crate::error::{Error, ErrorKind, Result};
use crate::read::{MAX_LINE, read_line};

/// Calls `take` with each line, its end included, and its number, which starts at one. A byte-order
/// mark at the start of the input is left out. Errors get the file and the line before them.
pub(super) fn for_each(
    input: impl BufRead,
    name: &str,
    take: impl FnMut(&str, usize) -> Result<()>,
) -> Result<()> {
    for_each_within(input, name, MAX_LINE, take)
}

/// The same with a limit to the bytes of a line.
fn for_each_within(
    mut input: impl BufRead,
    name: &str,
    max: u64,
    mut take: impl FnMut(&str, usize) -> Result<()>,
) -> Result<()> {
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        let read = read_line(&mut input, &mut bytes, max)
            .map_err(|error| Error::because(ErrorKind::Io, "cannot be read", error));
        if read.is_ok() && bytes.is_empty() {
            break;
        }
        let taken = read.and_then(|()| {
            if bytes.len() as u64 > max && bytes.last() != Some(&b'\n') {
                let message = format!("more than {max} bytes: expected a line within the limit");
                return Err(Error::new(ErrorKind::Input, message));
            }
            let mark: &[u8] = if number == 1 { b"\xef\xbb\xbf" } else { b"" };
            let line = std::str::from_utf8(bytes.strip_prefix(mark).unwrap_or(&bytes))
                .map_err(|error| Error::because(ErrorKind::Input, "expected UTF-8", error))?;
            take(line, number)
        });
        taken.map_err(|error| error.within(format!("{name}:{number}")))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_is_told_and_not_held() {
        let mut lines = Vec::new();
        let mut read = |input: &str| {
            for_each_within(input.as_bytes(), "gold.jsonl", 4, |line, number| {
                lines.push((line.to_owned(), number));
                Ok(())
            })
        };
        read("\u{feff}a\n1234\n\n").expect("short lines");
        let error = read("ok\n12345678\n").expect_err("a long line");
        assert_eq!(error.kind(), ErrorKind::Input);
        let told = error.to_string();
        assert!(
            told.starts_with("gold.jsonl:2: more than 4 bytes"),
            "{told}"
        );
        let lines: Vec<(&str, usize)> = lines.iter().map(|(l, n)| (l.as_str(), *n)).collect();
        assert_eq!(lines, [("a\n", 1), ("1234\n", 2), ("\n", 3), ("ok\n", 1)]);
    }
}
