//! A line of `griot extract` (`docs/schema.md`), as the index and the report read it.

use std::io::BufRead;

use serde::Deserialize;

use crate::document::{Label, Lang};
use crate::error::{Error, ErrorKind, Result};

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
    mut take: impl FnMut(Row) -> Result<()>,
) -> Result<()> {
    for (n, line) in input.lines().enumerate() {
        let at = || format!("{name}:{}", n + 1);
        let line = line.map_err(|e| Error::because(ErrorKind::Io, at(), e))?;
        if line.trim().is_empty() {
            continue;
        }
        let row: Row = serde_json::from_str(&line).map_err(|e| {
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
    Ok(())
}
