//! Decompression, told by the first bytes: names lie, content does not.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use crate::error::{Error, ErrorKind, Result};

/// A stream whose first bytes were looked at.
pub(super) struct Peeked<R> {
    head: Cursor<Vec<u8>>,
    /// What went wrong after the head; told once the head is read.
    error: Option<io::Error>,
    rest: R,
}

/// The stream again, and its first bytes: fewer than `count` at its end.
pub(super) fn peek<R: Read>(mut rest: R, count: u64) -> (Vec<u8>, Peeked<R>) {
    let mut head = Vec::new();
    let error = rest.by_ref().take(count).read_to_end(&mut head).err();
    let peeked = Peeked {
        head: Cursor::new(head.clone()),
        error,
        rest,
    };
    (head, peeked)
}

impl<R: Read> Read for Peeked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.head.read(buffer)?;
        if read > 0 || buffer.is_empty() {
            return Ok(read);
        }
        match self.error.take() {
            Some(error) => Err(error),
            None => self.rest.read(buffer),
        }
    }
}

/// The stream, decompressed where it is gzip or Zstandard: all members or frames of it.
pub(super) fn decompressed(raw: Box<dyn Read + Send>) -> io::Result<Box<dyn Read + Send>> {
    let (head, input) = peek(raw, 4);
    Ok(match head.as_slice() {
        [0x1f, 0x8b, 8, _] => {
            let input = BufReader::with_capacity(64 * 1024, input);
            Box::new(MultiGzDecoder::new(input))
        }
        [0x28, 0xb5, 0x2f, 0xfd] => Box::new(zstd::stream::read::Decoder::new(input)?),
        _ => Box::new(input),
    })
}

/// A file, or standard input for `-`, decompressed.
pub(crate) fn open(path: &Path) -> Result<Box<dyn BufRead + Send>> {
    plain(path).map_err(|e| {
        let what = format!("cannot open {}", path.display());
        Error::because(ErrorKind::Io, what, e)
    })
}

/// The same, for callers with errors of their own.
pub(crate) fn plain(path: &Path) -> io::Result<Box<dyn BufRead + Send>> {
    let raw: Box<dyn Read + Send> = if path == Path::new("-") {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(path)?)
    };
    let input = decompressed(raw)?;
    Ok(Box::new(BufReader::with_capacity(64 * 1024, input)))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text.as_bytes()).expect("writes");
        encoder.finish().expect("ends")
    }

    fn zst(text: &str) -> Vec<u8> {
        zstd::encode_all(text.as_bytes(), 1).expect("compresses")
    }

    fn read(bytes: Vec<u8>) -> io::Result<String> {
        let mut text = String::new();
        decompressed(Box::new(Cursor::new(bytes)))?.read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn all_members_and_frames_are_read() {
        assert_eq!(read([gzip("a"), gzip("b")].concat()).expect("reads"), "ab");
        assert_eq!(read([zst("a"), zst("b")].concat()).expect("reads"), "ab");
        for plain in ["", "a", "plain text"] {
            assert_eq!(read(plain.into()).expect("reads"), plain);
        }
    }

    #[test]
    fn a_file_that_ends_early_is_told_as_such() {
        for mut bytes in [gzip("Le Mali a voté."), zst("Le Mali a voté.")] {
            bytes.truncate(bytes.len() - 3);
            let error = read(bytes).expect_err("too short");
            assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
        }
    }
}
