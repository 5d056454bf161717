//! Reads gold documents and predictions from JSON Lines, one document a line.

use std::collections::HashMap;
use std::fmt;
use std::io::BufRead;

use serde::de::{Deserializer, Visitor};

use super::code_points::CodePoints;
use super::document::{GoldDocument, Prediction};
use super::labels::Relabelling;
use super::lines;
use crate::document::Document;
use crate::error::{Error, ErrorKind, Result};

/// Reads gold documents, `{id, lang?, text, entities: [{start, end, label, text?}]}` a line.
///
/// Offsets count code points, `end` exclusive. Other fields, blank lines, CRLF line ends and a
/// byte-order mark are passed over. `name` is what errors call the input.
///
/// # Errors
/// When a line is not such a document, when a span does not fit its text, or when an id comes twice.
pub fn read_gold(
    input: impl BufRead,
    name: &str,
    labels: &Relabelling,
) -> Result<Vec<GoldDocument>> {
    documents(input, name, |document| document.gold(labels))
}

/// Reads predictions, which look like gold documents except that a line may lack `text`, as
/// griot's own output does.
///
/// # Errors
/// As [`read_gold`]. The spans of a line without a text are checked when they are scored.
pub fn read_predictions(
    input: impl BufRead,
    name: &str,
    labels: &Relabelling,
) -> Result<Vec<Prediction>> {
    documents(input, name, |document| {
        if let Some(text) = &document.text {
            document.check(&CodePoints::of(text))?;
        }
        Ok(document.relabelled(labels))
    })
}

impl Prediction {
    /// What griot found in a document, with its labels renamed: the same as reading the line that
    /// `griot extract` writes for it.
    ///
    /// # Errors
    /// When the document has no id.
    pub fn of(document: &Document, labels: &Relabelling) -> Result<Self> {
        let line = serde_json::to_string(document).map_err(|error| {
            Error::because(ErrorKind::Internal, "a document without a line", error)
        })?;
        Ok(parse(&line)?.relabelled(labels))
    }
}

/// Makes something of each line that is not blank, in order.
fn documents<T>(
    input: impl BufRead,
    name: &str,
    mut make: impl FnMut(Prediction) -> Result<T>,
) -> Result<Vec<T>> {
    let mut first_lines: HashMap<String, usize> = HashMap::new();
    let mut items = Vec::new();
    lines::for_each(input, name, |line, number| {
        if line.as_bytes().trim_ascii().is_empty() {
            return Ok(());
        }
        let mut document = parse(line)?;
        if let Some(first) = first_lines.insert(document.id.clone(), number) {
            let id = document.id;
            let message = format!("expected each id once, and line {first} has {id:?} too");
            return Err(Error::new(ErrorKind::Input, message));
        }
        document.place = Some(format!("{name}:{number}"));
        items.push(make(document)?);
        Ok(())
    })?;
    Ok(items)
}

fn parse(line: &str) -> Result<Prediction> {
    serde_json::from_str(line).map_err(|error| {
        let full = error.to_string();
        // serde_json counts lines in what it was given, which is always line 1 here.
        let place = format!(" at line {} column {}", error.line(), error.column());
        let reason = full.strip_suffix(&place).unwrap_or(&full);
        let column = error.column();
        let message = format!("column {column}: expected one JSON document a line: {reason}");
        Error::new(ErrorKind::Input, message)
    })
}

/// Some data sets number their documents; the number's digits are the id.
pub(super) fn string_or_integer<'de, D: Deserializer<'de>>(
    input: D,
) -> std::result::Result<String, D::Error> {
    struct Id;

    impl Visitor<'_> for Id {
        type Value = String;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an id, a string or an integer")
        }

        fn visit_str<E>(self, id: &str) -> std::result::Result<String, E> {
            Ok(id.to_owned())
        }

        fn visit_u64<E>(self, id: u64) -> std::result::Result<String, E> {
            Ok(id.to_string())
        }

        fn visit_i64<E>(self, id: i64) -> std::result::Result<String, E> {
            Ok(id.to_string())
        }
    }

    input.deserialize_any(Id)
}

#[cfg(test)]
mod tests;
