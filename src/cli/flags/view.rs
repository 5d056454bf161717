//! The flags of `griot view`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::model::ModelFlags;
use super::reading::ReadingFlags;

/// Show one text with its entities, in the terminal or as a web page.
///
/// On a terminal, names are coloured, with their label and what they stand for: a country's code, a
/// date's value, the full name of a person or an organisation. Elsewhere, and without colours, they
/// are in brackets: [Mali COUNTRY ML]. Control characters in the text are shown as signs.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  griot view article.txt
  printf 'Le Mali a voté lundi.' | griot view --date 2025-07-05
  griot view page.html --html -o article.html")]
pub struct ViewFlags {
    /// A file, or - for standard input; all records of a file are shown.
    #[arg(value_name = "FILE", default_value = "-")]
    pub input: PathBuf,

    /// Write a web page instead: one file that needs no network.
    #[arg(long)]
    pub html: bool,

    /// Write the web page to this file instead of standard output.
    #[arg(short, long, value_name = "FILE", requires = "html")]
    pub output: Option<PathBuf>,

    /// Colours: auto (on a terminal, unless NO_COLOR is set), always, never.
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub color: Color,

    /// The document's date, from which relative dates count; by default it is taken from the record
    /// or found in the text.
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,

    /// Leave out entities that score lower (0 to 1).
    #[arg(long, value_name = "SCORE", default_value_t = 0.0)]
    pub min_score: f32,

    #[command(flatten)]
    pub reading: ReadingFlags,

    #[command(flatten)]
    pub model: ModelFlags,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
