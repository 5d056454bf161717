//! The lines of an input, with their places for error messages.

use std::io::BufRead;

use super::error::{Error, ErrorKind, Origin};

/// Calls `take` with each line and its number from one, without a byte-order mark at the start of
/// the first. The line has its end still.
pub(super) fn for_each(
    mut input: impl BufRead,
    name: &str,
    mut take: impl FnMut(&[u8], usize, Origin) -> Result<(), Error>,
) -> Result<(), Error> {
    let file = Origin::file(name);
    let mut bytes = Vec::new();
    for number in 1.. {
        let origin = file.line(number);
        bytes.clear();
        let read = input.read_until(b'\n', &mut bytes).map_err(|error| {
            Error::new(ErrorKind::Io, "cannot be read")
                .at(Some(&origin))
                .because(error)
        })?;
        if read == 0 {
            break;
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
