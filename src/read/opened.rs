//! An open input, and the rules for reading it.

use std::io::{self, BufRead, BufReader, Read};
use std::path::PathBuf;

use crate::read::bounded::read_rest;
use crate::read::compressed::{decompressed, peek};
use crate::read::converted::Converted;
use crate::read::encoding::{utf16, windows_1252};
use crate::read::foreign::{self, foreign};
use crate::read::place::Place;
use crate::read::record::{Fields, Record};
use crate::read::rejected::{RejectCode, Rejected, failed};
use crate::read::utf32::{FromUtf32, Utf32};

/// A record and how many bytes of the input it took, or why there is none.
pub(super) type ReadItem = Result<(Record, u64), Rejected>;

/// The records of an input, one after the other.
pub(super) type Items = Box<dyn Iterator<Item = ReadItem> + Send>;

/// The rules for every input.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    pub fields: Fields,
    /// The most bytes that a document may have.
    pub max: u64,
    /// Whether bytes that are not UTF-8 become U+FFFD.
    pub lossy: bool,
}

/// An open input: decompressed, and converted to UTF-8 if a byte order mark gave its encoding.
pub(super) struct Opened {
    pub path: PathBuf,
    pub input: Box<dyn BufRead + Send>,
    /// The encoding that it was in, if not UTF-8.
    pub encoding: Option<&'static str>,
    pub rules: Rules,
}

impl Opened {
    pub fn new(path: PathBuf, raw: Box<dyn Read + Send>, rules: Rules) -> Result<Self, Rejected> {
        match stream(raw) {
            Ok(OpenedStream::Text(input, encoding)) => Ok(Self {
                path,
                input,
                encoding,
                rules,
            }),
            Ok(OpenedStream::Foreign(what)) => Err(Rejected::whole(
                path,
                RejectCode::Unsupported,
                what.to_owned(),
            )),
            Err(error) => {
                let (code, reason) = failed(&error);
                Err(Rejected::whole(path, code, reason))
            }
        }
    }

    /// Where a record is in the input.
    pub fn place(&self, line: Option<u64>, byte: u64, length: u64) -> Place {
        Place {
            file: self.path.clone(),
            line,
            byte,
            length,
        }
    }

    /// The id made for a record that has none.
    pub fn made_id(&self, line: u64) -> String {
        format!("{}:{line}", self.path.display())
    }

    pub fn reject(&self, code: RejectCode, reason: String) -> Rejected {
        Rejected::whole(&self.path, code, reason)
    }

    pub fn too_large(&self) -> Rejected {
        let reason = format!(
            "more than {} bytes: expected a document within the limit",
            self.rules.max
        );
        self.reject(RejectCode::TooLarge, reason)
    }

    /// The whole input; no more of it is held than a document may have.
    pub fn whole(&mut self) -> Result<Vec<u8>, Rejected> {
        let mut bytes = Vec::new();
        if let Err(error) = read_rest(&mut self.input, &mut bytes, self.rules.max) {
            let (code, reason) = failed(&error);
            return Err(self.reject(code, reason).bytes(&bytes));
        }
        if bytes.len() as u64 > self.rules.max {
            return Err(self.too_large().bytes(&bytes));
        }
        Ok(bytes)
    }

    /// The text of a whole input, and the encoding it was in if that was not UTF-8.
    pub fn decoded(&self, bytes: Vec<u8>) -> Result<(String, Option<&'static str>), Rejected> {
        let error = match String::from_utf8(bytes) {
            Ok(mut text) => {
                // A byte order mark is not part of the text.
                if text.starts_with('\u{feff}') {
                    text.drain(..'\u{feff}'.len_utf8());
                }
                return Ok((text, self.encoding));
            }
            Err(error) => error,
        };
        if self.encoding.is_none()
            && let Some(text) = windows_1252(error.as_bytes())
        {
            return Ok((text, Some("windows-1252")));
        }
        if self.rules.lossy {
            let text = String::from_utf8_lossy(error.as_bytes());
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            return Ok((text.to_owned(), self.encoding));
        }
        let at = error.utf8_error().valid_up_to();
        let expected = self.encoding.unwrap_or("UTF-8");
        let reason = format!("not {expected} from byte {at} on: expected text in {expected}");
        Err(self
            .reject(RejectCode::NotUtf8, reason)
            .bytes(error.as_bytes()))
    }
}

/// What an input holds, once it is decompressed.
enum OpenedStream {
    /// Text in UTF-8, and the encoding that it was in if that was another.
    Text(Box<dyn BufRead + Send>, Option<&'static str>),
    /// A kind of file that is not read, in words.
    Foreign(&'static str),
}

fn stream(raw: Box<dyn Read + Send>) -> io::Result<OpenedStream> {
    const BUFFER: usize = 64 * 1024;
    let (head, input) = peek(decompressed(raw)?, foreign::LOOKED_AT);
    if let Some(what) = foreign(&head) {
        return Ok(OpenedStream::Foreign(what));
    }
    let input = BufReader::with_capacity(BUFFER, input);
    // UTF-32 first: one of its marks begins with that of UTF-16.
    Ok(if let Some(order) = Utf32::told(&head) {
        let input = Converted::new(input, FromUtf32::from(order));
        let input = BufReader::with_capacity(BUFFER, input);
        OpenedStream::Text(Box::new(input), Some(order.name()))
    } else if let Some(encoding) = utf16(&head) {
        let input = Converted::new(input, encoding.new_decoder_with_bom_removal());
        let input = BufReader::with_capacity(BUFFER, input);
        OpenedStream::Text(Box::new(input), Some(encoding.name()))
    } else {
        OpenedStream::Text(Box::new(input), None)
    })
}
