//! The flags of `griot extract`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use griot::{Lang, OutputFormat};

use super::bounds::memory;
use super::model::ModelFlags;
use super::reading::ReadingFlags;

/// Find the entities of texts and write them as JSON lines.
///
/// Reads text files (one document each), JSON lines (.jsonl, .ndjson: one document per line),
/// tables (.csv, .tsv, .parquet: one per row), web pages (.html, .htm), each also compressed (.gz,
/// .zst), directories of these, or standard input; writes one JSON object per document, in input
/// order. docs/inputs.md says how each is read.
///
/// Offsets are given in code points (start, end) and in bytes (start_byte, end_byte) of the text as
/// it was given; docs/schema.md describes every field.
///
/// A run with -o can be stopped, or crash, and go on with --resume: the output is then the same,
/// byte for byte.
///
/// Exit code: 0 all done, 1 done but some records were rejected (reported on standard error), 2
/// could not run or no record could be read, 130 interrupted (Ctrl-C, SIGTERM, SIGHUP). These do
/// not change when standard error cannot be written; --summary counts the messages lost.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  griot extract article.txt
  griot extract corpus/ -o entities.jsonl
  griot extract corpus/ -o entities.jsonl --resume
  griot extract 'dump/*.jsonl.gz' -o out/ --shard-documents 50000 --to parquet
  griot extract news.jsonl --text-field body --id-field url --min-score 0.8
  printf 'Le Mali a voté lundi.' | griot extract --pretty")]
pub struct ExtractFlags {
    /// Files, directories (read recursively, in the order of their names), patterns ('news/*.txt')
    /// or - for standard input.
    #[arg(value_name = "INPUT", default_value = "-")]
    pub inputs: Vec<PathBuf>,

    /// Write to this file, or into this directory in files of --shard-documents each (an existing
    /// directory, or a name that ends in /), instead of standard output. Compressed if the name
    /// ends in .gz or .zst.
    #[arg(short, long, value_name = "FILE|DIR/")]
    pub output: Option<PathBuf>,

    /// jsonl, csv, conll, parquet, or brat (into a directory); by default the output's extension
    /// decides, jsonl if it has none. An unknown extension is refused.
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<OutputFormat>,

    /// Documents per file when the output is a directory.
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..=1_000_000_000))]
    pub shard_documents: u64,

    /// Compress the files of an output directory: gz or zst.
    #[arg(long, value_name = "HOW")]
    pub compress: Option<Compress>,

    /// Put an apostrophe before CSV cells that a spreadsheet would take for a formula.
    #[arg(long)]
    pub csv_safe: bool,

    /// Write the records that could not be read to this file: JSON lines with place, reason and the
    /// record's bytes. By default it is beside the output.
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,

    /// Stop with exit code 2 when more records than this have been rejected.
    #[arg(long, value_name = "N")]
    pub max_rejects: Option<u64>,

    /// Go on with the run that was interrupted while writing this output. If it was already
    /// complete, nothing is read or written.
    #[arg(long, conflicts_with = "overwrite")]
    pub resume: bool,

    /// Start again over the output of an earlier run, interrupted or not. Files that griot did not
    /// write are never replaced.
    #[arg(long)]
    pub overwrite: bool,

    /// Skip texts already seen, ignoring case, spaces and punctuation: their lines say
    /// `duplicate_of` and the first one's id; in CoNLL and brat they are left out.
    #[arg(long)]
    pub dedupe: bool,

    /// The most text that may wait between reading and writing (bytes, or with K, M, G, T): 1K to 1T.
    #[arg(long, value_name = "BYTES", default_value = "64M", value_parser = memory)]
    pub max_memory: u64,

    /// Progress on standard error: auto (a bar on a terminal), json (a line per second), none.
    #[arg(long, value_enum, value_name = "MODE", default_value = "auto")]
    pub progress: ProgressMode,

    /// Write what the run did to this file, as JSON.
    #[arg(long, value_name = "FILE")]
    pub summary: Option<PathBuf>,

    #[command(flatten)]
    pub reading: ReadingFlags,

    /// Read only texts in these languages (fr, en), as given by the record, else by --lang, else as
    /// detected. The others go to the rejects file (code other_lang), which does not count as a
    /// failure.
    #[arg(long, value_name = "LANG,...", value_delimiter = ',')]
    pub only_lang: Vec<Lang>,

    /// Records that name a language other than French or English: read (as one of the two) or skip
    /// (to the rejects file, which does not count as a failure). They are counted in either case.
    #[arg(
        long,
        value_enum,
        value_name = "HOW",
        default_value = "read",
        conflicts_with = "only_lang"
    )]
    pub other_langs: OtherLangs,

    /// The date (YYYY-MM-DD) of records that give none that is understood; it comes before a date in
    /// the text.
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,

    /// A record that gives no date that is understood has the one in its file's name
    /// (2024-07-08_x.txt, 20240708-x.txt) or its directories' (2024/07/08/x.txt). It comes before
    /// --date.
    #[arg(long)]
    pub date_from_name: bool,

    /// Pass on these other JSON fields or CSV/Parquet columns: they appear under `carried` in JSON
    /// lines and Parquet.
    #[arg(long, value_name = "NAME,...", value_delimiter = ',')]
    pub carry: Vec<String>,

    /// Leave out entities that score lower (0 to 1).
    #[arg(long, value_name = "SCORE", default_value_t = 0.0)]
    pub min_score: f32,

    /// Leave out entities in page furniture (consent banners, share prompts, `Lire aussi` lines,
    /// ...), which are only marked by default.
    #[arg(long)]
    pub drop_furniture: bool,

    /// Put the text into the output as well.
    #[arg(long)]
    pub include_text: bool,

    /// Leave out the values of mentions (country codes, calendar dates) and the counts made from
    /// them.
    #[arg(long)]
    pub no_values: bool,

    /// A list of your own names (.csv, .tsv or .jsonl, also .gz and .zst; may be repeated): mentions of
    /// them get your ids, and names marked `find` become mentions where the model misses them.
    /// docs/known.md describes it.
    #[arg(long, value_name = "FILE")]
    pub known: Vec<PathBuf>,

    /// Write indented JSON for reading by eye.
    #[arg(long)]
    pub pretty: bool,

    #[command(flatten)]
    pub model: ModelFlags,
}

/// What happens to records in other languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OtherLangs {
    /// They are read as French or English.
    Read,
    /// They are left out.
    Skip,
}

/// How a run reports its progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProgressMode {
    /// A bar on a terminal, nothing elsewhere.
    Auto,
    /// JSON lines, one per second.
    Json,
    /// Nothing.
    None,
}

/// A compression of output files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Compress {
    /// gzip.
    Gz,
    /// Zstandard.
    Zst,
}
