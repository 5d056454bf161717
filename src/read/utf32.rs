//! UTF-32, recognised by its byte order mark. The Encoding Standard, and with it encoding_rs, lacks it.

use std::io::{self, BufRead};

use crate::read::converted::Convert;
use crate::read::encoding::MALFORMED;

/// The byte order of a UTF-32 stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Utf32 {
    Little,
    Big,
}

impl Utf32 {
    /// The order that a byte order mark at the start of a stream indicates. The little-endian mark
    /// could also be that of UTF-16, before a text that begins with a NUL.
    pub fn told(start: &[u8]) -> Option<Self> {
        match start {
            [0xff, 0xfe, 0, 0, ..] => Some(Self::Little),
            [0, 0, 0xfe, 0xff, ..] => Some(Self::Big),
            _ => None,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Little => "UTF-32LE",
            Self::Big => "UTF-32BE",
        }
    }

    fn character(self, unit: [u8; 4]) -> Option<char> {
        char::from_u32(match self {
            Self::Little => u32::from_le_bytes(unit),
            Self::Big => u32::from_be_bytes(unit),
        })
    }
}

/// Converts UTF-32 to UTF-8 without its byte order mark.
pub(super) struct FromUtf32 {
    order: Utf32,
    begun: bool,
}

impl From<Utf32> for FromUtf32 {
    fn from(order: Utf32) -> Self {
        Self {
            order,
            begun: false,
        }
    }
}

impl Convert for FromUtf32 {
    fn convert(&mut self, input: &mut impl BufRead, out: &mut Vec<u8>) -> io::Result<bool> {
        const BYTES: usize = 16 * 1024;
        let mut units = Vec::new();
        let mut last = false;
        while units.is_empty() || units.len() % 4 != 0 {
            let chunk = input.fill_buf()?;
            if chunk.is_empty() {
                last = true;
                break;
            }
            // A unit split between two chunks is read byte by byte.
            let whole = chunk.len().min(BYTES) / 4 * 4;
            let take = if units.is_empty() && whole > 0 {
                whole
            } else {
                1
            };
            units.extend_from_slice(&chunk[..take]);
            input.consume(take);
        }
        let (whole, part) = units.as_chunks::<4>();
        for &unit in whole {
            match self.order.character(unit) {
                Some('\u{feff}') if !self.begun => {}
                Some(character) => {
                    let mut bytes = [0; 4];
                    let text = character.encode_utf8(&mut bytes);
                    out.extend_from_slice(text.as_bytes());
                }
                None => out.push(MALFORMED),
            }
            self.begun = true;
        }
        if !part.is_empty() {
            out.push(MALFORMED);
        }
        Ok(last)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read};

    use super::*;
    use crate::read::converted::Converted;

    fn read(bytes: &[u8], buffer: usize) -> Vec<u8> {
        let order = Utf32::told(bytes).expect("a byte order mark");
        let input = BufReader::with_capacity(buffer, bytes);
        let mut out = Vec::new();
        let mut stream = Converted::new(input, FromUtf32::from(order));
        stream.read_to_end(&mut out).expect("reads");
        out
    }

    #[test]
    fn utf_32_becomes_utf_8_however_it_is_cut() {
        let text = "Goïta 🎉\u{feff}\0".repeat(3000);
        let marked = format!("\u{feff}{text}");
        let units = marked.chars().map(u32::from);
        let little: Vec<u8> = units.clone().flat_map(u32::to_le_bytes).collect();
        let big: Vec<u8> = units.flat_map(u32::to_be_bytes).collect();
        for bytes in [little, big] {
            for buffer in [1, 3, 7, 64 * 1024] {
                assert!(read(&bytes, buffer) == text.as_bytes(), "{buffer}");
            }
        }
    }

    #[test]
    fn what_is_no_character_is_no_utf_8_either() {
        let le = b"\xff\xfe\0\0a\0\0\0\0\xd8\0\0b\0\0\0\0\0\x11\0c\0";
        assert_eq!(read(le, 5), b"a\xffb\xff\xff");
        assert_eq!(read(b"\0\0\xfe\xff", 8), b"");
    }
}
