//! The flags of `griot report`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Args;
use griot::Lang;
use griot::report::DEFAULT_DOCUMENTS_PER_PAGE;

use super::bounds::page;
use super::reading::ReadingFlags;

/// Show what was found as a web page: texts, tables, timeline, map and network.
///
/// Reads what `griot extract` wrote, compressed or not. The page is one file that needs no network:
/// every script, style and text is in it. A corpus of more than --documents-per-page documents goes
/// into a directory: index.html with the tables of the whole corpus, and pages of that many
/// documents each.
///
/// Texts come from the output (`extract --include-text`) or from --texts; documents without one
/// have their mentions listed. Only an earlier report is overwritten.
///
/// Exit code: 0 all done, 1 done but some texts were left out or some decisions not used (reported on
/// standard error), 2 could not run.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  griot report out.jsonl --texts news.jsonl -o report.html
  griot extract news.jsonl --include-text | griot report -o report.html --title News
  griot report out/*.jsonl.zst --texts 'dump/*.jsonl.gz' -o report/")]
pub struct ReportFlags {
    /// Output files of `griot extract`, or - for standard input.
    #[arg(value_name = "OUT.jsonl", default_value = "-")]
    pub inputs: Vec<PathBuf>,

    /// Write to this file, or into this directory (an existing one, or a name that ends in /),
    /// instead of standard output.
    #[arg(short, long, value_name = "FILE|DIR/")]
    pub output: Option<PathBuf>,

    /// The language that the pages open in (fr or en); by default, that of most documents.
    #[arg(long)]
    pub lang: Option<Lang>,

    /// The title; by default, the name of the first input.
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,

    /// What `griot extract` read: files, directories or patterns, for an output without texts.
    /// Documents are matched by their ids.
    #[arg(long, value_name = "INPUT", num_args = 1..)]
    pub texts: Vec<PathBuf>,

    /// Apply the decisions in this file to the tables, in order (docs/index.md): JSON lines that merge,
    /// split, rename, relabel or hide rows. What cannot be used is reported.
    #[arg(long, value_name = "FILE")]
    pub decisions: Option<PathBuf>,

    /// Documents per page.
    #[arg(long, value_name = "N", default_value_t = DEFAULT_DOCUMENTS_PER_PAGE, value_parser = page)]
    pub documents_per_page: NonZeroUsize,

    #[command(flatten, next_help_heading = "Options for --texts")]
    pub reading: ReadingFlags,
}
