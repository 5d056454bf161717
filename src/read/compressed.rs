//! Decompression, chosen by the first bytes: names lie, content does not.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use flate2::bufread::GzDecoder;

use crate::error::{Error, ErrorKind, Result};

/// A stream whose first bytes were looked at.
pub(super) struct Peeked<R> {
    head: Cursor<Vec<u8>>,
    /// What went wrong after the head; reported once the head is read.
    error: Option<io::Error>,
    rest: R,
}

/// The first `count` bytes of a stream, or fewer if it ends, and the stream with them.
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

/// The stream, decompressed if it is gzip or Zstandard, with all its members or frames.
pub(super) fn decompressed(raw: Box<dyn Read + Send>) -> io::Result<Box<dyn Read + Send>> {
    let (head, input) = peek(raw, 4);
    Ok(match head.as_slice() {
        [0x1f, 0x8b, 8, _] => {
            let input = BufReader::with_capacity(64 * 1024, input);
            Box::new(Gzip::new(input))
        }
        // A frame, or a skippable frame, with which parallel compressors begin.
        [0x28, 0xb5, 0x2f, 0xfd] | [0x50..=0x5f, 0x2a, 0x4d, 0x18] => {
            Box::new(zstd::stream::read::Decoder::new(input)?)
        }
        _ => Box::new(input),
    })
}

/// The members of a gzip file, one after the other, and the zeros that tapes and block devices add
/// after them. Anything else that follows is an error: it may be data that somebody wants.
struct Gzip<R: BufRead> {
    member: Option<GzDecoder<R>>,
    /// The input after the last member.
    rest: Option<R>,
}

impl<R: BufRead> Gzip<R> {
    fn new(input: R) -> Self {
        Self {
            member: Some(GzDecoder::new(input)),
            rest: None,
        }
    }
}

impl<R: BufRead> Read for Gzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if let Some(member) = &mut self.member {
                let read = member.read(buffer)?;
                if read > 0 {
                    return Ok(read);
                }
                self.rest = self.member.take().map(GzDecoder::into_inner);
            }
            let Some(rest) = &mut self.rest else {
                return Ok(0);
            };
            let given = rest.fill_buf()?;
            let zeros = given.iter().take_while(|&&b| b == 0).count();
            match given.get(zeros) {
                None if zeros == 0 => self.rest = None,
                None => rest.consume(zeros),
                Some(0x1f) => {
                    rest.consume(zeros);
                    self.member = self.rest.take().map(GzDecoder::new);
                }
                Some(_) => {
                    self.rest = None;
                    return Err(io::Error::new(
                        io::ErrorKind::InvalidData,
                        "other data follows the compressed data: expected more of it, or the end",
                    ));
                }
            }
        }
    }
}

/// All of a compressed file.
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) fn whole(file: &[u8]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file: Box<dyn Read + Send> = Box::new(Cursor::new(file.to_vec()));
    decompressed(file)?.read_to_end(&mut bytes)?;
    Ok(bytes)
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

    /// A frame that holds no data: `pzstd` begins each of its own with one.
    fn skippable(kind: u8, content: &[u8]) -> Vec<u8> {
        let length = (content.len() as u32).to_le_bytes();
        [&[0x50 | kind, 0x2a, 0x4d, 0x18], &length[..], content].concat()
    }

    /// A file that began with such a frame was read as text, or as no record at all.
    #[test]
    fn frames_that_hold_no_data_are_passed_over_wherever_they_stand() {
        for kind in 0..16 {
            let frame = skippable(kind, b"any");
            for frames in [
                [&frame[..], &zst("ab")].concat(),
                [&frame[..], &frame, &zst("a"), &frame, &zst("b"), &frame].concat(),
                [&skippable(kind, b"")[..], &zst(""), &zst("ab")].concat(),
            ] {
                assert_eq!(read(frames).expect("reads"), "ab", "{kind}");
            }
        }
        assert_eq!(read(skippable(3, &[7; 100_000])).expect("reads"), "");
    }

    #[test]
    fn what_follows_compressed_data_is_told_and_zeros_are_none() {
        let zeros = vec![0; 100_000];
        assert_eq!(
            read([gzip("a"), zeros.clone()].concat()).expect("reads"),
            "a"
        );
        let apart = [gzip("a"), vec![0; 512], gzip("b"), zeros].concat();
        assert_eq!(read(apart).expect("reads"), "ab");
        for compressed in [gzip("ab"), zst("ab")] {
            for garbage in [&b"garbage"[..], b"\x1f\x8bgarbage", b"\0\0x"] {
                assert!(read([&compressed, garbage].concat()).is_err());
            }
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
