//! Encodings: UTF-16 by its byte order mark (UTF-32: `utf32.rs`), windows-1252 by its looks, UTF-8
//! otherwise.

use std::borrow::Cow;
use std::io::{self, BufRead};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::read::converted::Convert;

/// A byte that never occurs in UTF-8. It marks what the source encoding does not allow, so that only
/// the record that contains it is rejected.
pub(super) const MALFORMED: u8 = 0xff;

/// The kind of UTF-16 that a byte order mark at the start of a stream indicates.
pub(super) fn utf16(start: &[u8]) -> Option<&'static Encoding> {
    match start {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    }
}

impl Convert for Decoder {
    fn convert(&mut self, input: &mut impl BufRead, out: &mut Vec<u8>) -> io::Result<bool> {
        let chunk = input.fill_buf()?;
        let last = chunk.is_empty();
        out.resize(16 * 1024, 0);
        let (result, read, written) = self.decode_to_utf8_without_replacement(chunk, out, last);
        input.consume(read);
        out.truncate(written);
        Ok(match result {
            DecoderResult::Malformed(..) => {
                out.push(MALFORMED);
                false
            }
            DecoderResult::InputEmpty => last,
            DecoderResult::OutputFull => false,
        })
    }
}

/// Bytes as text; the error is where they stop being UTF-8, unless such bytes may be replaced.
pub(super) fn utf8(bytes: &[u8], lossy: bool) -> Result<Cow<'_, str>, usize> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(_) if lossy => Ok(String::from_utf8_lossy(bytes)),
        Err(error) => Err(error.valid_up_to()),
    }
}

/// The text of bytes that are not UTF-8, if they look like windows-1252 (or Latin-1, which is read as
/// windows-1252 everywhere).
pub(super) fn windows_1252(bytes: &[u8]) -> Option<String> {
    // Control characters, and bytes that windows-1252 leaves undefined: not text, or another encoding.
    let odd =
        |b: &u8| matches!(b, 0..=8 | 0x0b | 0x0e..=0x1f | 0x7f | 0x81 | 0x8d | 0x8f | 0x90 | 0x9d);
    if bytes.iter().any(odd) {
        return None;
    }
    // UTF-8 with a few broken places is recognised by its intact letters.
    let mut whole = 0;
    let mut broken = 0;
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if whole >= broken {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    if detector.guess(Some(b"fr"), Utf8Detection::Deny) != WINDOWS_1252 {
        return None;
    }
    let text = WINDOWS_1252.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(text.into_owned())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::read::converted::Converted;

    fn transcode(bytes: &[u8]) -> Vec<u8> {
        let encoding = utf16(bytes).expect("a byte order mark");
        let mut out = Vec::new();
        Converted::new(bytes, encoding.new_decoder_with_bom_removal())
            .read_to_end(&mut out)
            .expect("reads");
        out
    }

    #[test]
    fn utf_16_becomes_utf_8() {
        let text = "\u{feff}Goïta 🎉".repeat(5000);
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let expected = text.strip_prefix('\u{feff}').expect("a mark").as_bytes();
        assert!(transcode(&little) == expected && transcode(&big) == expected);
    }

    #[test]
    fn what_is_no_utf_16_is_no_utf_8_either() {
        // A lone surrogate, and half a code unit at the end.
        assert_eq!(transcode(b"\xff\xfea\0\0\xd8b\0c"), b"a\xffb\xff");
        assert_eq!(transcode(b"\xff\xfe"), b"");
    }

    #[test]
    fn french_in_latin_1_is_told() {
        let latin = b"Le pr\xe9sident malien a \xe9t\xe9 re\xe7u \xe0 Paris.";
        assert_eq!(
            windows_1252(latin).as_deref(),
            Some("Le président malien a été reçu à Paris.")
        );
    }

    #[test]
    fn what_is_not_windows_1252_is_not_taken_for_it() {
        assert_eq!(windows_1252(b"\x89PNG\r\n\x1a\n\0\0"), None);
        let broken = "Le président malien a été reçu à Paris.".as_bytes();
        assert_eq!(windows_1252(&[broken, b"\xc3"].concat()), None);
        let (russian, _, _) = encoding_rs::WINDOWS_1251.encode("Президент прибыл в Москву утром");
        assert_eq!(windows_1252(&russian), None);
    }
}
