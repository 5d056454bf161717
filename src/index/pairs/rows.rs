//! Pairs as rows: CSV and JSON lines.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use super::{CoOccurrences, PairNode};
use crate::index::table::io_error;

/// The columns of CSV and the fields of JSON.
pub(super) const COLUMNS: [&str; 9] = [
    "source",
    "source_label",
    "source_name",
    "target",
    "target_label",
    "target_name",
    "documents",
    "sentences",
    "pmi",
];

/// A pair with what its rows are called.
#[derive(Serialize)]
struct PairRow<'a> {
    source: &'a str,
    source_label: &'static str,
    source_name: &'a str,
    target: &'a str,
    target_label: &'static str,
    target_name: &'a str,
    documents: u64,
    sentences: u64,
    pmi: f64,
}

/// Whether a line of JSON is a pair.
pub(super) fn is_row(line: &[u8]) -> bool {
    let row: Result<serde_json::Map<String, Value>, _> = serde_json::from_slice(line);
    row.is_ok_and(|row| {
        row.len() == COLUMNS.len() && COLUMNS.iter().all(|name| row.contains_key(*name))
    })
}

fn each(
    pairs: &mut CoOccurrences,
    mut write: impl FnMut(&PairRow) -> io::Result<()>,
) -> io::Result<()> {
    let (nodes, reader) = pairs.both().map_err(io::Error::other)?;
    for pair in reader {
        let pair = pair.map_err(io::Error::other)?;
        let (source, target): (&PairNode, &PairNode) = (&nodes[pair.source], &nodes[pair.target]);
        write(&PairRow {
            source: &source.id,
            source_label: source.label.as_str(),
            source_name: &source.name,
            target: &target.id,
            target_label: target.label.as_str(),
            target_name: &target.name,
            documents: pair.documents,
            sentences: pair.sentences,
            pmi: pair.pmi,
        })?;
    }
    Ok(())
}

pub(super) fn jsonl(pairs: &mut CoOccurrences, output: &mut dyn Write) -> io::Result<()> {
    each(pairs, |row| {
        serde_json::to_writer(&mut *output, row)?;
        output.write_all(b"\n")
    })
}

pub(super) fn csv(pairs: &mut CoOccurrences, output: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new()
        .has_headers(false)
        .from_writer(output);
    table.write_record(COLUMNS).map_err(io_error)?;
    each(pairs, |row| table.serialize(row).map_err(io_error))?;
    table.flush()
}
