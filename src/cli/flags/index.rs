//! The flags of `griot index`.

use std::path::PathBuf;

use clap::Args;
use griot::index::TableFormat;

/// Merge the entities of many documents into one table.
///
/// Reads what `griot extract` wrote and writes one row for each distinct person, country,
/// organisation, place and date: names, variants, codes, documents, mentions, first and last date.
/// People are merged across documents only by full name; a bare surname that its document does not
/// complete has a row of its own, marked partial.
#[derive(Debug, Args)]
pub struct IndexFlags {
    /// Output files of `griot extract` (also .gz and .zst), or - for standard input.
    #[arg(value_name = "OUT.jsonl", default_value = "-")]
    pub inputs: Vec<PathBuf>,

    /// A list of your own names (.csv, .tsv or .jsonl, also .gz and .zst; may be repeated): entities of
    /// these names get your ids as keys. docs/known.md describes it.
    #[arg(long, value_name = "FILE")]
    pub known: Vec<PathBuf>,

    /// Write to this file instead of standard output: .jsonl or .csv, compressed if the name ends
    /// in .gz or .zst. Only an earlier index is overwritten.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// jsonl or csv; by default, the output's name decides.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<TableFormat>,
}
