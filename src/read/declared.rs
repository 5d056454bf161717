//! The encoding that a web page declares: `<meta charset>` and `<meta http-equiv>`, found as the
//! HTML standard's "prescan a byte stream to determine its encoding" finds them.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// How much of a page is looked at.
const LOOKED_AT: usize = 1024;

/// The encoding that the first bytes of a page declare.
pub(super) fn declared(page: &[u8]) -> Option<&'static Encoding> {
    let mut scan = Scan {
        rest: &page[..page.len().min(LOOKED_AT)],
    };
    while let Some((&first, behind)) = scan.rest.split_first() {
        if first != b'<' {
            scan.rest = behind;
        } else if scan.rest.starts_with(b"<!--") {
            // The hyphens that end a comment may be those that start it.
            scan.rest = after(&scan.rest[2..], b"-->")?;
        } else if starts_meta(behind) {
            scan.rest = &behind[4..];
            if let Some(encoding) = scan.meta()? {
                return Some(encoding);
            }
        } else if starts_tag(behind) {
            let end = behind.iter().position(|&b| is_space(b) || b == b'>')?;
            scan.rest = &behind[end..];
            while scan.attribute()?.is_some() {}
        } else if matches!(behind.first(), Some(b'!' | b'/' | b'?')) {
            scan.rest = after(behind, b">")?;
        } else {
            scan.rest = behind;
        }
    }
    None
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn starts_meta(tag: &[u8]) -> bool {
    let name = tag.get(..4);
    let end = tag.get(4).is_some_and(|&b| is_space(b) || b == b'/');
    end && name.is_some_and(|name| name.eq_ignore_ascii_case(b"meta"))
}

fn starts_tag(tag: &[u8]) -> bool {
    let name = tag.strip_prefix(b"/").unwrap_or(tag);
    name.first().is_some_and(u8::is_ascii_alphabetic)
}

/// What follows the first `end`.
fn after<'a>(bytes: &'a [u8], end: &[u8]) -> Option<&'a [u8]> {
    let at = bytes.windows(end.len()).position(|part| part == end)?;
    Some(&bytes[at + end.len()..])
}

/// What is left of a page. A method returns `None` if the page ends within what it reads.
struct Scan<'a> {
    rest: &'a [u8],
}

impl Scan<'_> {
    /// The encoding that the attributes of a `<meta>` declare.
    fn meta(&mut self) -> Option<Option<&'static Encoding>> {
        let (mut names, mut is_type) = (Vec::new(), false);
        // What is declared, and whether it counts only beside `http-equiv="content-type"`.
        let mut found: Option<(Option<&'static Encoding>, bool)> = None;
        while let Some((name, value)) = self.attribute()? {
            if names.contains(&name) {
                continue;
            }
            match name.as_slice() {
                b"http-equiv" => is_type |= value == b"content-type",
                b"content" if found.is_none() => {
                    found = of_content(&value).map(|encoding| (Some(encoding), true));
                }
                b"charset" => found = Some((Encoding::for_label(&value), false)),
                _ => {}
            }
            names.push(name);
        }
        let encoding = match found {
            Some((encoding, false)) => encoding,
            Some((encoding, true)) if is_type => encoding,
            _ => None,
        };
        // The page could be read this far, so it is not in UTF-16.
        Some(encoding.map(|encoding| match encoding {
            e if e == UTF_16BE || e == UTF_16LE => UTF_8,
            e if e == X_USER_DEFINED => WINDOWS_1252,
            e => e,
        }))
    }

    /// The next attribute of a tag and its value, in lower case; nothing at the tag's end.
    fn attribute(&mut self) -> Option<Option<(Vec<u8>, Vec<u8>)>> {
        self.skip(|b| is_space(b) || b == b'/');
        if *self.rest.first()? == b'>' {
            return Some(None);
        }
        let mut name = Vec::new();
        loop {
            match *self.rest.first()? {
                b'=' if !name.is_empty() => break,
                b'/' | b'>' => return Some(Some((name, Vec::new()))),
                byte if is_space(byte) => break,
                byte => name.push(byte.to_ascii_lowercase()),
            }
            self.rest = &self.rest[1..];
        }
        self.skip(is_space);
        if *self.rest.first()? != b'=' {
            return Some(Some((name, Vec::new())));
        }
        self.rest = &self.rest[1..];
        self.skip(is_space);
        let quote = match *self.rest.first()? {
            quote @ (b'"' | b'\'') => Some(quote),
            _ => None,
        };
        let value = &self.rest[usize::from(quote.is_some())..];
        let end = value.iter().position(|&b| match quote {
            Some(quote) => b == quote,
            None => is_space(b) || b == b'>',
        })?;
        self.rest = &value[end + usize::from(quote.is_some())..];
        Some(Some((name, value[..end].to_ascii_lowercase())))
    }

    fn skip(&mut self, skipped: impl Fn(u8) -> bool) {
        let count = self.rest.iter().take_while(|&&b| skipped(b)).count();
        self.rest = &self.rest[count..];
    }
}

/// The encoding in the `content` of a `<meta>`: `text/html; charset=iso-8859-1`.
fn of_content(content: &[u8]) -> Option<&'static Encoding> {
    let mut rest = content;
    loop {
        rest = after(rest, b"charset")?.trim_ascii_start();
        if let Some(value) = rest.strip_prefix(b"=") {
            let value = value.trim_ascii_start();
            let (quote, inner) = value.split_first()?;
            let label = match quote {
                b'"' | b'\'' => &inner[..inner.iter().position(|b| b == quote)?],
                _ => value.split(|&b| is_space(b) || b == b';').next()?,
            };
            return Encoding::for_label(label);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(page: &str) -> Option<&'static str> {
        declared(page.as_bytes()).map(Encoding::name)
    }

    #[test]
    fn declarations_are_found_as_browsers_find_them() {
        for (page, expected) in [
            ("<meta charset=utf-8>", Some("UTF-8")),
            (
                "<!doctype html><html lang=fr><head><META\nCharset = 'ISO-8859-15' />",
                Some("ISO-8859-15"),
            ),
            ("<meta/charset=latin1>", Some("windows-1252")),
            (
                "<meta content='text/html; charset=windows-1250' http-equiv=Content-Type>",
                Some("windows-1250"),
            ),
            (
                "<meta http-equiv='Content-Type' content='charset; charset = \"koi8-r\"'>",
                Some("KOI8-R"),
            ),
            ("<meta charset=utf-16>", Some("UTF-8")),
            ("<meta charset=x-user-defined>", Some("windows-1252")),
            // The first attribute of each name counts, and charset comes before content.
            ("<meta charset=koi8-r charset=utf-8>", Some("KOI8-R")),
            (
                "<meta http-equiv=content-type content='charset=utf-8' charset=koi8-r>",
                Some("KOI8-R"),
            ),
            // These declare nothing: the next declaration counts.
            (
                "<meta charset=nonsense><meta charset=koi8-r>",
                Some("KOI8-R"),
            ),
            ("<meta content='text/html; charset=koi8-r'>", None),
            ("<!-- <meta charset=koi8-r> --><metas charset=koi8-r>", None),
            ("<!--><meta charset=koi8-r>-->", Some("KOI8-R")),
            ("<a title='<meta charset=koi8-r>'>", None),
            ("</a title='>' <meta charset=koi8-r>", None),
            (
                "<? <meta charset=utf-8> <meta charset=koi8-r>",
                Some("KOI8-R"),
            ),
            ("< meta charset=koi8-r>", None),
            (
                "<meta http-equiv=content-type content='charset=\"koi8-r'>",
                None,
            ),
            ("<meta charset=koi8-r", None),
            ("<meta charset=", None),
            ("<", None),
        ] {
            assert_eq!(name(page), expected, "{page}");
        }
    }

    #[test]
    fn only_the_first_kilobyte_is_looked_at() {
        let meta = "<meta charset=koi8-r>";
        let page = |before: usize| format!("{}{meta}", " ".repeat(before));
        assert_eq!(name(&page(LOOKED_AT - meta.len())), Some("KOI8-R"));
        assert_eq!(name(&page(LOOKED_AT - meta.len() + 1)), None);
    }
}
