//! Numbers and texts as bytes, for the temporary files of an index and for its state.

use std::collections::BTreeMap;
use std::io;

/// Appends what is put to a run of bytes.
#[derive(Default)]
pub(super) struct Pack(pub Vec<u8>);

impl Pack {
    /// A number, seven bits a byte, the lowest first.
    pub fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    pub fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    pub fn optional(&mut self, text: Option<&str>) {
        match text {
            None => self.number(0),
            Some(text) => {
                self.number(text.len() as u64 + 1);
                self.0.extend_from_slice(text.as_bytes());
            }
        }
    }

    pub fn counts(&mut self, counts: &BTreeMap<String, u64>) {
        self.number(counts.len() as u64);
        for (text, count) in counts {
            self.text(text);
            self.number(*count);
        }
    }
}

/// Takes from a run of bytes what was put there, in the same order.
pub(super) struct Unpack<'a>(pub &'a [u8]);

impl<'a> Unpack<'a> {
    pub fn number(&mut self) -> io::Result<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = *self.bytes(1)?.first().ok_or_else(damaged)?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(damaged())
    }

    /// A number that was put as a `usize` or `u32`.
    pub fn size<T: TryFrom<u64>>(&mut self) -> io::Result<T> {
        T::try_from(self.number()?).map_err(|_| damaged())
    }

    pub fn text(&mut self) -> io::Result<&'a str> {
        let length = self.size()?;
        str::from_utf8(self.bytes(length)?).map_err(|_| damaged())
    }

    pub fn optional(&mut self) -> io::Result<Option<String>> {
        let Some(length) = self.size::<usize>()?.checked_sub(1) else {
            return Ok(None);
        };
        let text = str::from_utf8(self.bytes(length)?).map_err(|_| damaged())?;
        Ok(Some(text.to_owned()))
    }

    pub fn counts(&mut self) -> io::Result<BTreeMap<String, u64>> {
        let length = self.size::<usize>()?;
        let mut counts = BTreeMap::new();
        for _ in 0..length {
            counts.insert(self.text()?.to_owned(), self.number()?);
        }
        Ok(counts)
    }

    fn bytes(&mut self, length: usize) -> io::Result<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(length).ok_or_else(damaged)?;
        self.0 = rest;
        Ok(bytes)
    }
}

pub(super) fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the file is damaged")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_taken() {
        let counts = BTreeMap::from([("Bamako".to_owned(), 3), (String::new(), u64::MAX)]);
        let mut pack = Pack::default();
        for number in [0, 127, 128, u64::MAX] {
            pack.number(number);
        }
        pack.text("Goïta");
        pack.optional(None);
        pack.optional(Some(""));
        pack.counts(&counts);
        let mut unpack = Unpack(&pack.0);
        for number in [0, 127, 128, u64::MAX] {
            assert_eq!(unpack.number().expect("a number"), number);
        }
        assert_eq!(unpack.text().expect("a text"), "Goïta");
        assert_eq!(unpack.optional().expect("nothing"), None);
        assert_eq!(unpack.optional().expect("a text"), Some(String::new()));
        assert_eq!(unpack.counts().expect("counts"), counts);
        assert!(unpack.0.is_empty() && unpack.number().is_err());
    }

    /// A length from a damaged file must not be believed.
    #[test]
    fn what_was_cut_off_is_damaged() {
        let mut pack = Pack::default();
        pack.text("Assimi Goïta");
        for end in 0..pack.0.len() {
            assert!(Unpack(&pack.0[..end]).text().is_err(), "{end}");
        }
        assert!(Unpack(&[0xff; 12]).number().is_err());
        assert!(Unpack(&[0xff, 0xff, 0xff, 0xff, 0x0f]).counts().is_err());
    }
}
