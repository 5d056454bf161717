//! The lines of an input, with their places for error messages.

use std::io::BufRead;

use super::error::{Error, ErrorKind, Origin};
use crate::read::{MAX_LINE, read_line};

/// Calls `take` with each line and its number from one, without a byte-order mark at the start of
/// the first. The line has its end still.
pub(super) fn for_each(
    input: impl BufRead,
    name: &str,
    take: impl FnMut(&[u8], usize, Origin) -> Result<(), Error>,
) -> Result<(), Error> {
    for_each_within(input, name, MAX_LINE, take)
}

/// The same with a limit to the bytes of a line.
fn for_each_within(
    mut input: impl BufRead,
    name: &str,
    max: u64,
    mut take: impl FnMut(&[u8], usize, Origin) -> Result<(), Error>,
) -> Result<(), Error> {
    let file = Origin::file(name);
    let mut bytes = Vec::new();
    for number in 1.. {
        let origin = file.line(number);
        bytes.clear();
        read_line(&mut input, &mut bytes, max).map_err(|error| {
            Error::new(ErrorKind::Io, "cannot be read")
                .at(Some(&origin))
                .because(error)
        })?;
        if bytes.is_empty() {
            break;
        }
        if bytes.len() as u64 > max && bytes.last() != Some(&b'\n') {
            let message = format!("more than {max} bytes: expected a line within the limit");
            return Err(Error::new(ErrorKind::Format, message).at(Some(&origin)));
        }
        let mark: &[u8] = if number == 1 { b"\xef\xbb\xbf" } else { b"" };
        take(bytes.strip_prefix(mark).unwrap_or(&bytes), number, origin)?;
    }
    Ok(())
}

/// The line as text.
pub(super) fn utf8(line: &[u8]) -> Result<&str, Error> {
    std::str::from_utf8(line)
        .map_err(|error| Error::new(ErrorKind::Utf8, "expected UTF-8").because(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_is_told_and_not_held() {
        let mut lines = Vec::new();
        let mut read = |input: &str| {
            for_each_within(input.as_bytes(), "gold.jsonl", 4, |line, number, _| {
                lines.push((String::from_utf8_lossy(line).into_owned(), number));
                Ok(())
            })
        };
        read("\u{feff}a\n1234\n\n").expect("short lines");
        let error = read("ok\n12345678\n").expect_err("a long line");
        assert_eq!((error.kind(), error.line()), (ErrorKind::Format, Some(2)));
        assert!(error.to_string().contains("more than 4 bytes"), "{error}");
        let lines: Vec<(&str, usize)> = lines.iter().map(|(l, n)| (l.as_str(), *n)).collect();
        assert_eq!(lines, [("a\n", 1), ("1234\n", 2), ("\n", 3), ("ok\n", 1)]);
    }
}
