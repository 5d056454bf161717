//! brat standoff: the text in one file, its annotations in another.

use std::fmt::Write;
use std::ops::Range;

use super::text_of;
use crate::document::{Document, Mention, Value};
use crate::error::Result;

/// The two files of a document. [`file_stem`](crate::file_stem) names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standoff {
    /// The `.txt` file: the text, byte for byte.
    pub text: String,
    /// The `.ann` file: a `T` line for each mention, and a note with its value if it has one.
    pub ann: String,
}

/// A document in brat's format. Offsets count code points.
///
/// # Errors
///
/// If the document does not have [its text](Document::with_text).
pub fn standoff(document: &Document) -> Result<Standoff> {
    let text = text_of(document, "brat standoff")?.to_owned();
    let mut ann = String::new();
    let mut notes = 0;
    for (number, mention) in (1..).zip(&document.mentions) {
        // Writing to a string does not fail.
        let _ = writeln!(
            ann,
            "T{number}\t{} {}\t{}",
            mention.label,
            places(mention),
            one_line(&mention.text)
        );
        if let Some(note) = mention.value.as_deref().and_then(note) {
            notes += 1;
            let _ = writeln!(ann, "#{notes}\tAnnotatorNotes T{number}\t{note}");
        }
    }
    Ok(Standoff { text, ann })
}

/// A country's code, a date's EDTF followed by its modifier.
fn note(value: &Value) -> Option<String> {
    let code = value.code()?.to_owned();
    match value {
        Value::Date(date) => Some(match &date.modifier {
            Some(modifier) => format!("{code} {modifier}"),
            None => code,
        }),
        _ => Some(code),
    }
}

/// The offsets: one pair, or one per line if the mention spans several lines, as brat requires.
fn places(mention: &Mention) -> String {
    let pairs: Vec<String> = fragments(&mention.text)
        .into_iter()
        .map(|part| {
            let start = mention.span.start + mention.text[..part.start].chars().count();
            let end = start + mention.text[part].chars().count();
            format!("{start} {end}")
        })
        .collect();
    if pairs.is_empty() {
        format!("{} {}", mention.span.start, mention.span.end)
    } else {
        pairs.join(";")
    }
}

/// The lines of a surface that are not blank, as byte ranges without white space at their ends.
fn fragments(surface: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in surface.split(breaks_line) {
        let text = line.trim();
        let at = start + (line.len() - line.trim_start().len());
        if !text.is_empty() {
            found.push(at..at + text.len());
        }
        start += line.len();
        start += surface[start..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// The fragments joined by spaces, without tabs, which would end the field.
fn one_line(surface: &str) -> String {
    let parts: Vec<&str> = fragments(surface)
        .into_iter()
        .map(|part| &surface[part])
        .collect();
    parts.join(" ").replace('\t', " ")
}

/// What Python's `splitlines`, which brat uses, treats as the end of a line.
fn breaks_line(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::document::Label;
    use crate::eval::{Relabelling, open_gold};
    use crate::write::tests::{example, with_spans};

    #[test]
    fn a_mention_is_a_line_with_code_point_offsets() {
        let document = example(
            "À 𝐁amako, Assimi Goïta",
            &[("𝐁amako", Label::Loc), ("Assimi Goïta", Label::Person)],
        );
        let written = standoff(&document).expect("it has its text");
        assert_eq!(Some(written.text), document.text);
        assert_eq!(
            written.ann,
            "T1\tLOC 2 8\t𝐁amako\nT2\tPERSON 10 22\tAssimi Goïta\n"
        );
    }

    #[test]
    fn a_mention_over_lines_has_a_fragment_a_line() {
        let document = example(
            "Assimi \r\n Goïta.",
            &[("Assimi \r\n Goïta", Label::Person)],
        );
        let written = standoff(&document).expect("it has its text");
        assert_eq!(written.ann, "T1\tPERSON 0 6;10 15\tAssimi Goïta\n");
    }

    #[test]
    fn values_are_notes() {
        let mut document = example(
            "Mali, Bamako, fin janvier",
            &[
                ("Mali", Label::Country),
                ("Bamako", Label::Loc),
                ("fin janvier", Label::Date),
            ],
        );
        document.mentions[0].value = Some(Arc::new(Value::Country {
            iso2: "ML".into(),
            iso3: "MLI".into(),
            iso3166_3: None,
            former: false,
            name_fr: "Mali".into(),
            name_en: "Mali".into(),
            alternatives: Vec::new(),
            rule: "name".into(),
        }));
        document.mentions[1].value = Some(Arc::new(Value::CountryOf {
            iso2: "ML".into(),
            rule: "capital".into(),
        }));
        document.mentions[2].value = Some(Arc::new(Value::Date(crate::DateValue {
            value: Some("2025-01".to_owned()),
            modifier: Some("end".into()),
            grain: "month".into(),
            kind: "relative_to_document".into(),
            earliest: None,
            latest: None,
            part: None,
            certainty: Some("doubtful".into()),
            rule: "nearest_past".into(),
        })));
        let written = standoff(&document).expect("it has its text").ann;
        let notes: Vec<&str> = written
            .lines()
            .filter(|line| line.starts_with('#'))
            .collect();
        assert_eq!(
            notes,
            [
                "#1\tAnnotatorNotes T1\tML",
                "#2\tAnnotatorNotes T3\t2025-01 end"
            ]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn every_mention_comes_back(
            text in crate::segment::tests::news_like(),
            edges in proptest::collection::btree_set(0_usize..80, 0..12),
        ) {
            // These end a line in Python and are not white space: no mention starts with one.
            let text = text.replace(['\u{1c}', '\u{1d}', '\u{1e}'], "\n");
            let document = with_spans(&text, &edges.into_iter().collect::<Vec<_>>());
            let written = standoff(&document).expect("it has its text");
            let dir = tempfile::tempdir().expect("a directory");
            std::fs::write(dir.path().join("doc.txt"), written.text).expect("a text");
            std::fs::write(dir.path().join("doc.ann"), written.ann).expect("annotations");
            let read = open_gold(dir.path(), &Relabelling::default()).expect("brat");
            prop_assert_eq!(read[0].text(), text);
            let found: Vec<_> = read[0].entities().iter().map(|e| (e.start, e.end)).collect();
            let expected: Vec<_> =
                document.mentions.iter().map(|m| (m.span.start, m.span.end)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
