//! JSON lines: one record a line.

use std::collections::HashMap;
use std::slice;

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::read::encoding::utf8;
use crate::read::lines::{Line, Step};
use crate::read::missing::missing;
use crate::read::opened::{Item, Opened};
use crate::read::record::{Fields, Record};
use crate::read::rejected::{RejectCode, Rejected, failed};

/// The records of a file.
pub(super) struct Jsonl {
    source: Opened,
    line: Line,
    ended: bool,
}

impl Jsonl {
    pub fn new(source: Opened) -> Self {
        Self {
            source,
            line: Line::default(),
            ended: false,
        }
    }

    /// The line that was read last, rejected.
    fn place(&self, rejected: Rejected) -> Rejected {
        let line = &self.line;
        rejected
            .part(&line.bytes, line.length)
            .at(line.number, line.start)
    }
}

impl Iterator for Jsonl {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if self.ended {
            return None;
        }
        let rules = &self.source.rules;
        match self.line.advance(&mut self.source.input, rules.max) {
            Ok(Step::Line) => {
                let made_id = || self.source.made_id(self.line.number);
                let found = record(&self.line.bytes, &rules.fields, rules.lossy, made_id);
                Some(match found {
                    Ok(mut record) => {
                        record.encoding = self.source.encoding;
                        let Line {
                            number,
                            start,
                            length,
                            ..
                        } = self.line;
                        record.place = Some(self.source.place(Some(number), start, length));
                        Ok((record, self.line.length))
                    }
                    Err((code, reason)) => Err(self.place(self.source.reject(code, reason))),
                })
            }
            Ok(Step::TooLong) => Some(Err(self.place(self.source.too_large()))),
            Ok(Step::End) => None,
            Err(error) => {
                self.ended = true;
                let (code, reason) = failed(&error);
                self.line.length = self.line.bytes.len() as u64;
                Some(Err(self.place(self.source.reject(code, reason))))
            }
        }
    }
}

/// Reads one line as a record; what is wrong where it cannot.
pub(super) fn record(
    line: &[u8],
    fields: &Fields,
    lossy: bool,
    made_id: impl FnOnce() -> String,
) -> Result<Record, (RejectCode, String)> {
    let text = utf8(line, lossy).map_err(|at| {
        let reason = format!("not UTF-8 from byte {at} of the line on: expected JSON in UTF-8");
        (RejectCode::NotUtf8, reason)
    })?;
    let no_json = |e: serde_json::Error| {
        let reason = format!("not a JSON object: {}", within_line(&e));
        (RejectCode::NotJson, reason)
    };
    let mut object: Map<String, Value> = serde_json::from_str(&text).map_err(no_json)?;
    if object.get(&fields.id).is_some_and(Value::is_f64) {
        // An id keeps its digits: a float would make one of many.
        let digits = carried(&text, slice::from_ref(&fields.id)).map_err(no_json)?;
        object.extend(
            digits
                .into_iter()
                .map(|(name, digits)| (name, digits.into())),
        );
    }
    let mut record =
        of_object(object, fields, made_id).map_err(|reason| (RejectCode::BadField, reason))?;
    if !fields.carry.is_empty() {
        record.carried = carried(&text, &fields.carry).map_err(no_json)?;
    }
    Ok(record)
}

/// Those of the fields that the line has, as they stand in it: numbers keep their digits.
fn carried(line: &str, names: &[String]) -> serde_json::Result<Vec<(String, String)>> {
    let values: HashMap<String, &RawValue> = serde_json::from_str(line)?;
    let found = names.iter().filter_map(|name| {
        // White space between values may hold carriage returns, which some readers take for line
        // ends; strings never do.
        let value = values.get(name)?.get().replace('\r', " ");
        Some((name.clone(), value))
    });
    Ok(found.collect())
}

fn of_object(
    mut object: Map<String, Value>,
    fields: &Fields,
    made_id: impl FnOnce() -> String,
) -> Result<Record, String> {
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
            let names = object.keys().map(String::as_str);
            return Err(missing("field", &fields.text, names));
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
    // Days and seconds since 1970 are numbers in many a dump; which they are is told later.
    let day = match object.remove(&fields.date) {
        Some(Value::Number(number)) => Some(number.to_string()),
        Some(other) => {
            object.insert(fields.date.clone(), other);
            None
        }
        None => None,
    };
    let mut string = |name: &str| match object.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(value)) => Ok(Some(value)),
        Some(other) => Err(format!(
            "field {name:?} is {}: expected a string",
            kind(&other)
        )),
    };
    let date = match day {
        Some(day) => Some(day),
        None => string(&fields.date)?,
    };
    let title = string(&fields.title)?;
    let tag = string(&fields.lang)?;
    let mut record = Record::new(id, body).tagged(tag.as_deref());
    record.date = date;
    record.title = title;
    Ok(record)
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
    use crate::document::Lang;

    fn read(line: &str) -> Result<Record, String> {
        let made_id = || "made".to_owned();
        record(line.as_bytes(), &Fields::default(), false, made_id).map_err(|(_, reason)| reason)
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

    /// The record was rejected.
    #[test]
    fn a_number_is_a_date() {
        for (number, date) in [
            ("1751702400", "1751702400"),
            ("1751702400000", "1751702400000"),
            ("20250705", "20250705"),
            ("1751702400.5", "1751702400.5"),
        ] {
            let record = read(&format!(r#"{{"text": "", "date": {number}}}"#)).expect("a record");
            assert_eq!(record.date.as_deref(), Some(date));
        }
    }

    #[test]
    fn a_number_of_any_length_is_an_id() {
        for id in [
            "123456789012345678901234",
            "123456789012345678901235",
            "-0.10",
            "18446744073709551615",
        ] {
            let record = read(&format!(r#"{{"id": {id}, "text": ""}}"#)).expect("a record");
            assert_eq!(record.id, id);
        }
    }

    #[test]
    fn fields_are_carried_as_they_stand() {
        let fields = Fields {
            carry: ["b", "gone", "a\n", "id"].map(String::from).to_vec(),
            ..Fields::default()
        };
        let line =
            r#"{"text": "", "a\n": {"é":\r[1e2]}, "id": "x", "b": 1.10000000000000000000, "c": 1}"#;
        let line = line.replace("\\r", "\r");
        let record = record(line.as_bytes(), &fields, false, String::new).expect("a record");
        let carried: Vec<(&str, &str)> = record
            .carried
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        assert_eq!(
            carried,
            [
                ("b", "1.10000000000000000000"),
                ("a\n", "{\"é\": [1e2]}"),
                ("id", "\"x\""),
            ]
        );
    }

    #[test]
    fn a_record_without_an_id_gets_one() {
        assert_eq!(read(r#"{"text": ""}"#).expect("a record").id, "made");
    }

    #[test]
    fn what_is_wrong_is_said() {
        let reason = |line: &str| read(line).expect_err("a bad record");
        assert!(reason(r#"{"text": "a"#).contains("at byte 11 of the line"));
        assert_eq!(
            reason(r#"{"body": "a"}"#),
            "no field \"text\": expected the text there, found the fields \"body\""
        );
        assert_eq!(
            reason(r#"{"text": 3}"#),
            "field \"text\" is a number: expected a string"
        );
        assert!(reason("[]").starts_with("not a JSON object"));
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_refused_or_replaced() {
        let read = |lossy| {
            let line = b"{\"text\": \"a\xffb\"}";
            record(line, &Fields::default(), lossy, String::new)
        };
        assert_eq!(
            read(false).map_err(|(code, _)| code),
            Err(RejectCode::NotUtf8)
        );
        assert_eq!(read(true).expect("a record").text, "a\u{fffd}b");
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
}
