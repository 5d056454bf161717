//! Reads gold documents and predictions: JSON Lines, one document a line.

use std::collections::HashMap;
use std::fmt;
use std::io::BufRead;

use serde::de::{Deserializer, Visitor};

use super::code_points::CodePoints;
use super::document::{Document, Entity, Prediction};
use super::error::{Error, ErrorKind, Origin};
use super::labels::LabelMap;
use super::lines;

/// Reads gold documents, `{id, lang?, text, entities: [{start, end, label, text?}]}` a line.
///
/// Offsets count code points, `end` exclusive. Other fields, blank lines, CRLF line ends and a
/// byte-order mark are passed over. `name` is what errors call the input.
///
/// # Errors
/// When a line is not such a document, when a span does not fit its text, or an id comes twice.
pub fn read_gold(
    input: impl BufRead,
    name: &str,
    labels: &LabelMap,
) -> Result<Vec<Document>, Error> {
    records(input, name, |record, origin| {
        let text = record.text.ok_or_else(|| {
            Error::new(
                ErrorKind::Json,
                "expected a field `text` in a gold document",
            )
            .at(Some(&origin))
        })?;
        // Checked before the mapping: a label that is dropped hides no wrong offset.
        let document = Document::new(record.id, record.lang, text, entities(record.entities))
            .map_err(|error| error.at(Some(&origin)))?;
        Ok(document.relabelled(labels))
    })
}

/// Reads predictions, which look like gold documents except that a line may lack `text`, as
/// griot's own output does.
///
/// # Errors
/// As [`read_gold`]; without a text, the spans are checked when they are scored.
pub fn read_predictions(
    input: impl BufRead,
    name: &str,
    labels: &LabelMap,
) -> Result<Vec<Prediction>, Error> {
    records(input, name, |record, origin| {
        let prediction = Prediction {
            id: record.id,
            lang: record.lang,
            text: record.text,
            entities: entities(record.entities),
            origin: Some(origin),
        };
        if let Some(text) = &prediction.text {
            prediction.check(&CodePoints::of(text))?;
        }
        Ok(prediction.relabelled(labels))
    })
}

/// Makes something of each line that is not blank, in order.
fn records<T>(
    input: impl BufRead,
    name: &str,
    mut make: impl FnMut(Record, Origin) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    let mut first_lines: HashMap<String, usize> = HashMap::new();
    let mut items = Vec::new();
    lines::for_each(input, name, |line, number, origin| {
        if line.trim_ascii().is_empty() {
            return Ok(());
        }
        let record = parse(line).map_err(|error| error.at(Some(&origin)))?;
        if let Some(first) = first_lines.insert(record.id.clone(), number) {
            let message = format!(
                "expected each id once, and line {first} has {:?} too",
                record.id
            );
            return Err(Error::new(ErrorKind::DuplicateId, message).at(Some(&origin)));
        }
        items.push(make(record, origin)?);
        Ok(())
    })?;
    Ok(items)
}

fn parse(line: &[u8]) -> Result<Record, Error> {
    serde_json::from_str(lines::utf8(line)?).map_err(|error| {
        let full = error.to_string();
        // serde_json counts lines in what it was given, which is always line 1 here.
        let place = format!(" at line {} column {}", error.line(), error.column());
        let reason = full.strip_suffix(&place).unwrap_or(&full);
        let column = error.column();
        let message = format!("column {column}: expected one JSON document a line: {reason}");
        Error::new(ErrorKind::Json, message)
    })
}

#[derive(serde::Deserialize)]
#[serde(expecting = "an object with `id`, `text` and `entities`")]
struct Record {
    #[serde(deserialize_with = "string_or_integer")]
    id: String,
    lang: Option<String>,
    text: Option<String>,
    entities: Vec<Span>,
}

#[derive(serde::Deserialize)]
#[serde(expecting = "an object with `start`, `end` and `label`")]
struct Span {
    start: usize,
    end: usize,
    label: String,
    text: Option<String>,
}

fn entities(spans: Vec<Span>) -> Vec<Entity> {
    let entity = |Span {
                      start,
                      end,
                      label,
                      text,
                  }| Entity {
        start,
        end,
        label,
        text,
    };
    spans.into_iter().map(entity).collect()
}

/// Some data sets number their documents; the number's digits are the id.
fn string_or_integer<'de, D: Deserializer<'de>>(input: D) -> Result<String, D::Error> {
    struct Id;

    impl Visitor<'_> for Id {
        type Value = String;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an id, a string or an integer")
        }

        fn visit_str<E>(self, id: &str) -> Result<String, E> {
            Ok(id.to_owned())
        }

        fn visit_u64<E>(self, id: u64) -> Result<String, E> {
            Ok(id.to_string())
        }

        fn visit_i64<E>(self, id: i64) -> Result<String, E> {
            Ok(id.to_string())
        }
    }

    input.deserialize_any(Id)
}

#[cfg(test)]
mod tests;
