//! The languages that records are counted by.

/// The language of a tag without its region, for counting: a code of two or three letters (`de` for
/// `de-AT`), or `other`, so that no input can fill the table. Small: it is part of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LangCode {
    bytes: [u8; 3],
}

impl LangCode {
    pub fn of(tag: &str) -> Self {
        let code = tag.split(['-', '_']).next().unwrap_or_default().as_bytes();
        let mut bytes = [0; 3];
        if (2..=3).contains(&code.len()) && code.iter().all(u8::is_ascii_alphabetic) {
            bytes[..code.len()].copy_from_slice(code);
            bytes.make_ascii_lowercase();
        }
        Self { bytes }
    }

    pub fn as_str(&self) -> &str {
        let code = std::str::from_utf8(&self.bytes).unwrap_or_default();
        match code.trim_end_matches('\0') {
            "" => "other",
            code => code,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_counted_by_their_code() {
        for (tag, code) in [
            ("de", "de"),
            ("es-ES", "es"),
            ("DEU", "deu"),
            ("klingon", "other"),
            ("él", "other"),
            ("", "other"),
        ] {
            assert_eq!(LangCode::of(tag).as_str(), code);
        }
    }
}
