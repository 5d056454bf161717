//! The flags of `griot index`.

use std::path::PathBuf;

use clap::Args;
use griot::index::TableFormat;

use super::bounds::memory;

/// Merge the entities of many documents into one table.
///
/// Reads what `griot extract` wrote and writes one row for each distinct person, country,
/// organisation, place and date: names, forms with the rule that merged each, codes, documents,
/// mentions, first and last date. Where a name would fit two rows it stays apart; a bare surname
/// that its document does not complete has a row of its own, marked partial. Rows do not depend on
/// the order of the documents. docs/index.md says how names are merged.
///
/// Exit code: 0 all done, 1 done but some decisions were not used (reported on standard error), 2
/// could not run.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  griot index out/*.jsonl.zst -o index.csv --links links.csv
  griot index out.jsonl -o index.jsonl --decisions decisions.jsonl
  griot index today.jsonl --into news.state -o index.jsonl")]
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

    /// Write which document names which row, and how often, to this file: .jsonl or .csv, also .gz
    /// and .zst. Only an earlier table of links is overwritten.
    #[arg(long, value_name = "FILE")]
    pub links: Option<PathBuf>,

    /// Apply the decisions in this file, in order: JSON lines that merge, split, rename, relabel or
    /// hide rows. What cannot be used is reported.
    #[arg(long, value_name = "FILE")]
    pub decisions: Option<PathBuf>,

    /// Keep what was read in this file, and go on from what earlier runs have kept there: files that
    /// they have read are not read again. The rows are those of one run over everything.
    #[arg(long, value_name = "STATE")]
    pub into: Option<PathBuf>,

    /// The most memory for entries; the rest goes to temporary files (bytes, or with K, M, G, T):
    /// 1K to 1T. Some 40 bytes for each distinct name come on top.
    #[arg(long, value_name = "BYTES", default_value = "256M", value_parser = memory)]
    pub max_memory: u64,
}
