//! A line of `griot extract` (`docs/schema.md`), as the index and the report read it.

use std::io::BufRead;

use serde::Deserialize;

use crate::document::{Label, Lang};
use crate::error::{Error, ErrorKind, Result};
use crate::read::{Line, MAX_LINE, Step};

#[derive(Deserialize)]
pub(crate) struct Row {
    pub id: String,
    pub lang: Lang,
    pub date: Option<String>,
    pub title: Option<String>,
    pub duplicate_of: Option<String>,
    pub text: Option<String>,
    pub entities: Vec<Mention>,
    /// Absent in a document without any, and with `--no-values`.
    #[serde(default)]
    pub clusters: Vec<Cluster>,
}

#[derive(Deserialize)]
pub(crate) struct Mention {
    pub label: Label,
    pub text: String,
    /// Code points.
    pub start: usize,
    pub end: usize,
    pub start_byte: usize,
    pub end_byte: usize,
    pub score: f64,
    pub value: Option<Value>,
    pub cluster_rule: Option<String>,
    #[serde(default)]
    pub furniture: bool,
}

/// What a mention stands for: a country, a hint to one, or a date.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Value {
    pub iso2: Option<String>,
    pub iso3: Option<String>,
    pub name_fr: Option<String>,
    pub name_en: Option<String>,
    pub former: bool,
    pub country_of: Option<String>,
    pub alternatives: Vec<String>,
    /// EDTF.
    pub value: Option<String>,
    #[serde(rename = "mod")]
    pub modifier: Option<String>,
    pub grain: Option<String>,
    pub kind: Option<String>,
    pub earliest: Option<String>,
    pub latest: Option<String>,
    pub part: Option<String>,
    pub rule: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Cluster {
    pub label: Label,
    pub name: String,
    pub name_fr: Option<String>,
    pub name_en: Option<String>,
    /// Country code, date value or identity of an organisation.
    pub key: Option<String>,
    pub mentions: Vec<usize>,
}

/// Gives `take` each document of an output file; errors tell the file's name and the line, from 1.
pub(crate) fn each_row(
    input: impl BufRead,
    name: &str,
    take: impl FnMut(Row) -> Result<()>,
) -> Result<()> {
    each_row_within(input, name, MAX_LINE, take)
}

/// The same with a limit to the bytes of a line.
fn each_row_within(
    mut input: impl BufRead,
    name: &str,
    max: u64,
    mut take: impl FnMut(Row) -> Result<()>,
) -> Result<()> {
    let mut line = Line::default();
    loop {
        let step = line.advance(&mut input, max);
        let at = || format!("{name}:{}", line.number);
        match step {
            Err(e) => return Err(Error::because(ErrorKind::Io, at(), e)),
            Ok(Step::End) => return Ok(()),
            Ok(Step::Line) => {}
            Ok(Step::TooLong) => {
                let message = format!(
                    "{}: more than {max} bytes: expected a line of `griot extract`",
                    at()
                );
                return Err(Error::new(ErrorKind::Input, message));
            }
        }
        let row: Row = serde_json::from_slice(&line.bytes).map_err(|e| {
            let what = format!("{}: expected a line of `griot extract`", at());
            Error::because(ErrorKind::Input, what, e)
        })?;
        if row.clusters.is_empty() && !row.entities.is_empty() {
            let message = format!(
                "{}: entities without clusters: expected output of `griot extract` without \
                 --no-values",
                at()
            );
            return Err(Error::new(ErrorKind::Input, message));
        }
        take(row)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_is_told_and_not_held() {
        let line = r#"{"id": "a", "lang": "fr", "entities": []}"#;
        let corpus = format!("\u{feff}{line}\r\n\n{line}{}\n", " ".repeat(10_000));
        let mut rows = 0;
        let error = each_row_within(corpus.as_bytes(), "out.jsonl", 1000, |_| {
            rows += 1;
            Ok(())
        });
        let error = error.expect_err("a long line");
        assert_eq!((rows, error.kind()), (1, ErrorKind::Input));
        let told = error.to_string();
        assert!(
            told.starts_with("out.jsonl:3: more than 1000 bytes"),
            "{told}"
        );
    }
}
