//! JSON lines: one record per line.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::read::carried::unfit;
use crate::read::encoding::utf8;
use crate::read::lines::{Line, Step};
use crate::read::missing::missing;
use crate::read::opened::{Opened, ReadItem};
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
    type Item = ReadItem;

    fn next(&mut self) -> Option<ReadItem> {
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

/// Reads one line as a record, or says what is wrong with it.
pub(super) fn record(
    line: &[u8],
    fields: &Fields,
    lossy: bool,
    made_id: impl FnOnce() -> String,
) -> Result<Record, (RejectCode, String)> {
    let line = utf8(line, lossy).map_err(|at| {
        let reason =
            format!("not UTF-8 from byte {at} of the line onwards: expected JSON in UTF-8");
        (RejectCode::NotUtf8, reason)
    })?;
    let object = Object::read(&line, fields).map_err(no_json)?;
    let text = object.string(&fields.text)?.ok_or_else(|| {
        let reason = match object.value(&fields.text) {
            Some(_) => format!("field {:?} is null: expected a string", fields.text),
            None => missing(
                "field",
                &fields.text,
                object.all_names().iter().map(String::as_str),
            ),
        };
        (RejectCode::BadField, reason)
    })?;
    let id = object.string_or_number(&fields.id)?;
    let tag = object.string(&fields.lang)?;
    let mut record = Record::new(id.unwrap_or_else(made_id), text).tagged(tag.as_deref());
    // Many dumps give days or seconds since 1970 as numbers; which of the two is decided later.
    record.date = object.string_or_number(&fields.date)?;
    record.title = object.string(&fields.title)?;
    for name in &fields.carry {
        if let Some(value) = object.value(name) {
            record.carried.0.push((name.clone(), carried(name, value)?));
        }
    }
    Ok(record)
}

fn no_json(error: serde_json::Error) -> (RejectCode, String) {
    let reason = format!("not a JSON object: {}", within_line(&error, 0));
    (RejectCode::NotJson, reason)
}

/// The requested fields of a line, as written there: numbers keep their digits, and one that nobody
/// asks for may be of any size. If a name occurs more than once, the last one counts.
struct Object<'a> {
    line: &'a str,
    names: Vec<&'a str>,
    values: Vec<Option<&'a RawValue>>,
}

impl<'a> Object<'a> {
    fn read(line: &'a str, fields: &'a Fields) -> serde_json::Result<Self> {
        let named = [
            &fields.text,
            &fields.id,
            &fields.lang,
            &fields.date,
            &fields.title,
        ];
        let names: Vec<&str> = named
            .into_iter()
            .chain(&fields.carry)
            .map(String::as_str)
            .collect();
        let mut values = vec![None; names.len()];
        let mut json = serde_json::Deserializer::from_str(line);
        json.deserialize_map(Asked {
            names: &names,
            values: &mut values,
        })?;
        json.end()?;
        Ok(Self {
            line,
            names,
            values,
        })
    }

    /// The names of all its fields, for a message.
    fn all_names(&self) -> Vec<String> {
        let fields: BTreeMap<String, IgnoredAny> =
            serde_json::from_str(self.line).unwrap_or_default();
        fields.into_keys().collect()
    }

    fn value(&self, name: &str) -> Option<&'a str> {
        let at = self.names.iter().position(|asked| *asked == name)?;
        self.values[at].map(RawValue::get)
    }

    /// A string; `None` if it is missing or null.
    fn string(&self, name: &str) -> Result<Option<String>, (RejectCode, String)> {
        match self.value(name) {
            None | Some("null") => Ok(None),
            Some(value) if value.starts_with('"') => self.decoded(value).map(Some),
            Some(value) => Err(unexpected(name, value, "a string")),
        }
    }

    /// A string, or the digits of a number: once parsed, different numbers could become the same.
    fn string_or_number(&self, name: &str) -> Result<Option<String>, (RejectCode, String)> {
        match self.value(name) {
            Some(value) if kind(value) == NUMBER => Ok(Some(value.to_owned())),
            Some(value) if !value.starts_with('"') && value != "null" => {
                Err(unexpected(name, value, "a string or a number"))
            }
            _ => self.string(name),
        }
    }

    fn decoded(&self, value: &'a str) -> Result<String, (RejectCode, String)> {
        serde_json::from_str(value).map_err(|error| {
            let start = value.as_ptr() as usize - self.line.as_ptr() as usize;
            let reason = format!("not a JSON object: {}", within_line(&error, start));
            (RejectCode::NotJson, reason)
        })
    }
}

/// Takes the requested fields out of an object.
struct Asked<'n, 'v, 'a> {
    names: &'n [&'n str],
    values: &'v mut [Option<&'a RawValue>],
}

impl<'a> Visitor<'a> for Asked<'_, '_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(asked) = object.next_key_seed(Name(self.names))? {
            match asked {
                Some(at) => self.values[at] = Some(object.next_value()?),
                None => {
                    object.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// The position of a name among the requested ones.
#[derive(Clone, Copy)]
struct Name<'n>(&'n [&'n str]);

impl<'a> DeserializeSeed<'a> for Name<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'a>>(self, name: D) -> Result<Option<usize>, D::Error> {
        name.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Option<usize>, E> {
        Ok(self.0.iter().position(|asked| *asked == name))
    }
}

/// A value as it is passed on. Whoever reads the output has to be able to read it too.
fn carried(name: &str, value: &str) -> Result<String, (RejectCode, String)> {
    match unfit(value) {
        Some(what) => Err((
            RejectCode::BadField,
            format!("field {name:?} cannot be carried: {what}"),
        )),
        // White space between values may hold carriage returns, which some readers take for line
        // ends; strings never do.
        None => Ok(value.replace('\r', " ")),
    }
}

/// serde_json's message without its line number, which counts inside the record; `start` is where the
/// parsed part starts in the line.
fn within_line(error: &serde_json::Error, start: usize) -> String {
    let message = error.to_string();
    let byte = start + error.column();
    match message.rsplit_once(" at line ") {
        Some((what, _)) => format!("{what} at byte {byte} of the line"),
        None => message,
    }
}

fn unexpected(name: &str, value: &str, expected: &str) -> (RejectCode, String) {
    let reason = format!("field {name:?} is {}: expected {expected}", kind(value));
    (RejectCode::BadField, reason)
}

const NUMBER: &str = "a number";

fn kind(value: &str) -> &'static str {
    match value.as_bytes().first() {
        Some(b'n') => "null",
        Some(b't' | b'f') => "a boolean",
        Some(b'"') => "a string",
        Some(b'[') => "an array",
        Some(b'{') => "an object",
        _ => NUMBER,
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

    /// Such a record was rejected.
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
            .0
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

    /// A number too large for a float was refused in a field that nobody asked for.
    #[test]
    fn what_is_not_asked_for_rejects_no_record() {
        for odd in [
            "1e400",
            "-0.0e-999999999999",
            "123456789012345678901234567890.5",
            "\"\\ud800\"",
            "[[1e999]]",
        ] {
            let line = format!(r#"{{"n": {odd}, "text": "a", "m": {{"text": {odd}}}}}"#);
            assert_eq!(read(&line).expect("a record").text, "a", "{odd}");
        }
        assert_eq!(
            read(r#"{"id": 1e400, "text": ""}"#).expect("a record").id,
            "1e400"
        );
        assert!(
            read(r#"{"n": 1e, "text": ""}"#)
                .expect_err("no number")
                .starts_with("not a JSON object")
        );
        assert!(
            read(r#"{"text": "a"} x"#)
                .expect_err("more")
                .contains("trailing characters")
        );
    }

    #[test]
    fn of_several_fields_of_one_name_the_last_counts() {
        let record = read(r#"{"text": 1, "id": "a", "text": "b", "t\u0065xt": "c", "id": 2}"#);
        let record = record.expect("a record");
        assert_eq!((record.text.as_str(), record.id.as_str()), ("c", "2"));
    }

    #[test]
    fn a_lone_surrogate_is_told_with_its_place() {
        let line = r#"{"id": 1, "text": "a\ud800b"}"#;
        let reason = read(line).expect_err("no text");
        assert!(reason.starts_with("not a JSON object: "), "{reason}");
        let byte = reason
            .split("at byte ")
            .nth(1)
            .and_then(|rest| rest.split(' ').next());
        let byte: usize = byte.and_then(|byte| byte.parse().ok()).expect("a place");
        assert!((18..=27).contains(&byte), "{reason}");
    }

    #[test]
    fn deep_nesting_is_refused_and_does_not_overflow() {
        let nested = |depth: usize| {
            let (open, close) = ("[".repeat(depth), "]".repeat(depth));
            format!("{{\"text\": \"a\", \"x\": {open}{close}}}")
        };
        let carrying = Fields {
            carry: vec!["x".to_owned()],
            ..Fields::default()
        };
        let carried = |depth| {
            let line = nested(depth);
            let read = record(line.as_bytes(), &carrying, false, String::new);
            read.map(|record| record.text).map_err(|(_, reason)| reason)
        };
        assert_eq!(carried(127).as_deref(), Ok("a"));
        assert!(
            carried(128)
                .expect_err("deep")
                .contains("nested deeper than 127")
        );
        assert!(
            carried(200_000)
                .expect_err("deep")
                .contains("nested deeper than 127")
        );
        // What is not carried costs nothing, however deep it is.
        assert_eq!(read(&nested(200_000)).expect("a record").text, "a");
        for open in ["[", "{\"x\":"] {
            let line = format!("{{\"text\": \"a\", \"x\": {}", open.repeat(200_000));
            assert!(
                read(&line)
                    .expect_err("not closed")
                    .starts_with("not a JSON object")
            );
        }
        let deep = format!("{{\"text\": {}", "[".repeat(200_000));
        assert!(
            read(&deep)
                .expect_err("no text")
                .starts_with("not a JSON object")
        );
    }
}
