//! Every flag of every command.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use griot::{Builder, EngineKind, Fields, Format, Griot, LabelMap, Lang};

/// French and English news in; people, countries, organisations, dates and places out.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
pub struct Flags {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Extract(Extract),
    Index(Index),
    Eval(Eval),
}

/// Find the entities of texts and write them as JSON lines.
///
/// Reads text files (one document each), JSON lines (.jsonl, .ndjson: one document a line),
/// directories of these, or standard input; writes one JSON object a document, in input order.
///
/// Offsets are given in code points (start, end) and in bytes (start_byte, end_byte) of the text as
/// it was given; docs/schema.md describes every field.
///
/// Exit code: 0 all done, 1 done but some records were rejected (told on standard error),
/// 2 could not run.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  griot extract article.txt
  griot extract corpus/ -o entities.jsonl
  griot extract news.jsonl --text-field body --id-field url --min-score 0.8
  printf 'Le Mali a voté lundi.' | griot extract --pretty")]
pub struct Extract {
    /// Files, directories (read recursively, in the order of their names) or - for standard input.
    #[arg(value_name = "INPUT", default_value = "-")]
    pub inputs: Vec<PathBuf>,

    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Write the records that could not be read to this file: JSON lines with file, line, byte and
    /// reason.
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,

    /// Read every input as text (one document) or jsonl, whatever its name says.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,

    /// The JSON field with the text.
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub text_field: String,

    /// The JSON field with the id; a record without one is called FILE:LINE.
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub id_field: String,

    /// The JSON field with the language (fr or en).
    #[arg(long, value_name = "NAME", default_value = "lang")]
    pub lang_field: String,

    /// The JSON field with the document's date.
    #[arg(long, value_name = "NAME", default_value = "date")]
    pub date_field: String,

    /// The JSON field with the title; it is passed on and not searched.
    #[arg(long, value_name = "NAME", default_value = "title")]
    pub title_field: String,

    /// Leave out entities that score lower (0 to 1).
    #[arg(long, value_name = "SCORE", default_value_t = 0.0)]
    pub min_score: f32,

    /// Put the text into the output as well.
    #[arg(long)]
    pub include_text: bool,

    /// Leave out the values of mentions (country codes, calendar dates) and what is counted of them.
    #[arg(long)]
    pub no_values: bool,

    /// Write indented JSON for reading by eye.
    #[arg(long)]
    pub pretty: bool,

    #[command(flatten)]
    pub model: Model,
}

/// Merge the entities of many documents into one table.
///
/// Reads what `griot extract` wrote and writes one row for each distinct person, country,
/// organisation, place and date: names, variants, codes, documents, mentions, first and last date.
/// People merge across documents only on full names; a bare surname that a document does not
/// complete has a row of its own, marked partial.
#[derive(Debug, Args)]
pub struct Index {
    /// Output files of `griot extract`, or - for standard input.
    #[arg(value_name = "OUT.jsonl", default_value = "-")]
    pub inputs: Vec<PathBuf>,

    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// jsonl or csv.
    #[arg(long, value_enum, default_value = "jsonl")]
    pub format: Table,
}

/// The form of a table.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Table {
    /// JSON lines.
    Jsonl,
    /// Comma-separated values with a header.
    Csv,
}

/// Score predictions against gold annotations.
///
/// GOLD and PRED are JSON lines: id, text, and entities with start, end (code points) and label.
/// Without PRED, griot reads the gold texts itself and is scored on what it finds.
#[derive(Debug, Args)]
pub struct Eval {
    /// The gold file, or - for standard input.
    #[arg(value_name = "GOLD", required = true)]
    pub gold: PathBuf,

    /// Predictions, for example of `griot extract`.
    #[arg(value_name = "PRED")]
    pub predicted: Option<PathBuf>,

    /// Write the whole report as JSON.
    #[arg(long)]
    pub json: bool,

    /// How many of the worst errors to list.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub errors: usize,

    /// Rename the labels of the gold file (PER=PERSON,MISC=); an empty name drops the spans.
    #[arg(long, value_name = "MAP")]
    pub gold_labels: Option<String>,

    /// Rename the labels of the predictions, in the same form (COUNTRY=LOC,DATE=).
    #[arg(long, value_name = "MAP")]
    pub predicted_labels: Option<String>,

    #[command(flatten)]
    pub model: Model,
}

/// What reads the texts, and how.
#[derive(Debug, Args)]
pub struct Model {
    /// The model: base, small, or a model directory.
    #[arg(long, value_name = "NAME|DIR", default_value = "base")]
    pub model: PathBuf,

    /// What runs it: rten, or libtorch in builds with that feature.
    #[arg(long, value_name = "ENGINE", default_value = "rten")]
    pub engine: EngineKind,

    /// Number of threads; 0 is one for each core.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub threads: usize,

    /// How the labels of a foreign model are named here (PER=PERSON,MISC=); labels without a
    /// counterpart are left out.
    #[arg(long, value_name = "MAP")]
    pub labels: Option<LabelMap>,

    /// The language of all texts (fr or en); taken from the record or detected otherwise.
    #[arg(long)]
    pub lang: Option<Lang>,
}

impl Model {
    pub fn builder(&self) -> Builder {
        let mut builder = Griot::builder()
            .model(&self.model)
            .engine(self.engine)
            .threads(self.threads)
            .labels(self.labels.clone().unwrap_or_default());
        if let Some(lang) = self.lang {
            builder = builder.lang(lang);
        }
        builder
    }
}

impl Extract {
    pub fn fields(&self) -> Fields {
        Fields {
            text: self.text_field.clone(),
            id: self.id_field.clone(),
            lang: self.lang_field.clone(),
            date: self.date_field.clone(),
            title: self.title_field.clone(),
        }
    }
}
