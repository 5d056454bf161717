//! The page as HTML: the one template with the data in its place.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use super::data::{Closing, PageBody};

/// Built from `web/` (see its README). Only the marker is replaced by the data: the page's content
/// security policy holds the hashes of its script and style.
const TEMPLATE: &str = include_str!("web/dist/report.html");
const MARKER: &str = "/*GRIOT-DATA*/";

/// What every page of griot has near its start.
const GENERATOR: &[u8] = br#"<meta name="generator" content="griot">"#;

/// Whether a file that starts like this is a page of griot.
pub(super) fn is_ours(start: &[u8]) -> bool {
    start
        .windows(GENERATOR.len())
        .any(|window| window == GENERATOR)
}

fn template() -> (&'static str, &'static str) {
    TEMPLATE.split_once(MARKER).unwrap_or((TEMPLATE, ""))
}

/// Writes a page up to what is known only once all documents are in.
pub(super) fn open(out: &mut dyn Write, body: &PageBody) -> io::Result<()> {
    out.write_all(template().0.as_bytes())?;
    let json = json(body)?;
    // The object goes on.
    out.write_all(json.strip_suffix(b"}").unwrap_or(&json))
}

/// Writes the rest.
pub(super) fn close(out: &mut dyn Write, closing: &Closing) -> io::Result<()> {
    let json = json(closing)?;
    out.write_all(b",")?;
    out.write_all(json.strip_prefix(b"{").unwrap_or(&json))?;
    out.write_all(template().1.as_bytes())?;
    out.flush()
}

fn json(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut bytes, InScript))?;
    Ok(bytes)
}

/// JSON that cannot end the script element that holds it: without `<`, neither `</script>` nor
/// `<!--` can occur. U+2028 and U+2029 are line ends to older readers of scripts.
struct InScript;

impl Formatter for InScript {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(['<', '\u{2028}', '\u{2029}']) {
            let (plain, special) = rest.split_at(at);
            out.write_all(plain.as_bytes())?;
            let mut following = special.chars();
            if let Some(c) = following.next() {
                write!(out, "\\u{:04x}", u32::from(c))?;
            }
            rest = following.as_str();
        }
        out.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_has_one_place_for_the_data() {
        assert_eq!(TEMPLATE.matches(MARKER).count(), 1);
        let (before, after) = template();
        assert!(before.ends_with(r#"<script type="application/json" id="griot-data">"#));
        assert!(after.starts_with("</script>"));
        assert!(is_ours(&before.as_bytes()[..4096.min(before.len())]));
    }

    #[test]
    fn no_text_ends_the_script() {
        let text = "</script><!--<\u{2028}\u{2029}\"\\\u{0}\u{7f}\u{202e}\u{200b}é🎉&amp;";
        let bytes = json(&text).expect("JSON");
        let written = String::from_utf8(bytes).expect("UTF-8");
        assert!(
            !written.contains(['<', '\u{2028}', '\u{2029}']),
            "{written}"
        );
        let read: String = serde_json::from_str(&written).expect("JSON");
        assert_eq!(read, text);
    }
}
