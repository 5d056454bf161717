//! JSON lines: one record a line.

use std::io::{self, BufRead};

use serde_json::{Map, Value};

use crate::document::Lang;
use crate::read::record::{Fields, Record};

/// A line of a file.
#[derive(Default)]
pub(super) struct Line {
    pub bytes: Vec<u8>,
    /// From 1.
    pub number: u64,
    /// Where it starts in the file, from 0.
    pub start: u64,
    next: u64,
}

impl Line {
    /// Reads the next line that is not blank; `false` at the end.
    pub fn advance(&mut self, input: &mut dyn BufRead) -> io::Result<bool> {
        loop {
            self.bytes.clear();
            self.start = self.next;
            let read = input.read_until(b'\n', &mut self.bytes)?;
            if read == 0 {
                return Ok(false);
            }
            self.next += read as u64;
            self.number += 1;
            if self.number == 1 && self.bytes.starts_with(b"\xef\xbb\xbf") {
                self.bytes.drain(..3);
            }
            if !self.bytes.trim_ascii().is_empty() {
                return Ok(true);
            }
        }
    }
}

/// Reads one line as a record; the reason where it cannot.
pub(super) fn record(
    line: &[u8],
    fields: &Fields,
    made_id: impl FnOnce() -> String,
) -> Result<Record, String> {
    let text = std::str::from_utf8(line)
        .map_err(|e| format!("not UTF-8 from byte {} of the line on", e.valid_up_to()))?;
    let mut object: Map<String, Value> = serde_json::from_str(text)
        .map_err(|e| format!("not a JSON object: {}", within_line(&e)))?;
    let body = match object.remove(&fields.text) {
        Some(Value::String(body)) => body,
        Some(other) => {
            return Err(format!(
                "field {:?} is {}: expected a string",
                fields.text,
                kind(&other)
            ));
        }
        None => {
            return Err(format!(
                "no field {:?}: expected the text there",
                fields.text
            ));
        }
    };
    let id = match object.remove(&fields.id) {
        Some(Value::String(id)) => id,
        Some(Value::Number(id)) => id.to_string(),
        None | Some(Value::Null) => made_id(),
        Some(other) => {
            return Err(format!(
                "field {:?} is {}: expected a string or a number",
                fields.id,
                kind(&other)
            ));
        }
    };
    let mut string = |name: &str| match object.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(value)) => Ok(Some(value)),
        Some(other) => Err(format!(
            "field {name:?} is {}: expected a string",
            kind(&other)
        )),
    };
    let date = string(&fields.date)?;
    let title = string(&fields.title)?;
    // A language that griot does not read is no reason to refuse the text: it is detected then.
    let tag = string(&fields.lang)?;
    let lang = tag.as_deref().and_then(|code| code.parse::<Lang>().ok());
    let day_first = tag.as_deref().and_then(day_first);
    Ok(Record {
        id,
        text: body,
        lang,
        day_first,
        date,
        title,
    })
}

/// Whether the region of a language tag writes the day first; `None` without a region, and for
/// Canada, which does both.
fn day_first(tag: &str) -> Option<bool> {
    let region = tag.split(['-', '_']).skip(1).find(|part| part.len() == 2)?;
    match region.to_ascii_uppercase().as_str() {
        "CA" => None,
        region => Some(!["US", "PH", "FM", "MH", "PW", "GU", "PR"].contains(&region)),
    }
}

/// serde_json's message without its line number, which counts inside the record.
fn within_line(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rsplit_once(" at line ") {
        Some((what, _)) => format!("{what} at byte {} of the line", error.column()),
        None => message,
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Record, String> {
        record(line.as_bytes(), &Fields::default(), || "made".to_owned())
    }

    #[test]
    fn a_record_has_its_fields() {
        let record = read(
            r#"{"id": 7, "text": "Le Mali", "lang": "fr-FR", "date": "2025-07-05", "extra": [1]}"#,
        )
        .expect("a record");
        assert_eq!((record.id.as_str(), record.text.as_str()), ("7", "Le Mali"));
        assert_eq!(record.lang, Some(Lang::Fr));
        assert_eq!(record.date.as_deref(), Some("2025-07-05"));
        assert_eq!(record.title, None);
    }

    #[test]
    fn a_record_without_an_id_gets_one() {
        assert_eq!(read(r#"{"text": ""}"#).expect("a record").id, "made");
    }

    #[test]
    fn a_language_that_is_not_ours_is_left_to_detection() {
        assert_eq!(
            read(r#"{"text": "", "lang": "de"}"#)
                .expect("a record")
                .lang,
            None
        );
    }

    #[test]
    fn a_region_tells_the_order_of_numeric_dates() {
        let order = |tag: &str| {
            let line = format!("{{\"text\": \"\", \"lang\": \"{tag}\"}}");
            read(&line).expect("a record").day_first
        };
        assert_eq!(order("en"), None);
        assert_eq!(order("en-US"), Some(false));
        assert_eq!(order("en_GB"), Some(true));
        assert_eq!(order("en-CA"), None);
    }

    #[test]
    fn what_is_wrong_is_said() {
        let reason = |line: &str| read(line).expect_err("a bad record");
        assert!(reason(r#"{"text": "a"#).contains("at byte 11 of the line"));
        assert_eq!(
            reason(r#"{"body": "a"}"#),
            "no field \"text\": expected the text there"
        );
        assert_eq!(
            reason(r#"{"text": 3}"#),
            "field \"text\" is a number: expected a string"
        );
        assert!(reason("[]").starts_with("not a JSON object"));
        assert!(record(b"{\"text\": \"\xff\"}", &Fields::default(), String::new).is_err());
    }

    #[test]
    fn deep_nesting_is_refused_and_does_not_overflow() {
        let line = format!("{{\"text\": \"a\", \"x\": {}", "[".repeat(200_000));
        assert!(
            read(&line)
                .expect_err("a bad record")
                .contains("recursion limit")
        );
    }

    #[test]
    fn lines_know_where_they_stand() {
        let mut input: &[u8] = b"\xef\xbb\xbfa\r\n\n  \nbb\nlast";
        let mut line = Line::default();
        let mut seen = Vec::new();
        while line.advance(&mut input).expect("reads") {
            seen.push((
                line.number,
                line.start,
                String::from_utf8_lossy(&line.bytes).trim().to_owned(),
            ));
        }
        assert_eq!(
            seen,
            [
                (1, 0, "a".to_owned()),
                (4, 10, "bb".to_owned()),
                (5, 13, "last".to_owned())
            ]
        );
    }
}
