//! Every flag of every command.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use griot::index::TableFormat;
use griot::report::DEFAULT_DOCUMENTS_PER_PAGE;
use griot::{Builder, EngineKind, Fields, Format, Griot, LabelMap, Lang, OutputFormat, Reader};

/// French and English news in; people, countries, organisations, dates and places out.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
pub struct Flags {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Extract(ExtractFlags),
    Index(IndexFlags),
    Report(ReportFlags),
    View(ViewFlags),
    Eval(EvalFlags),
}

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

    /// Write indented JSON for reading by eye.
    #[arg(long)]
    pub pretty: bool,

    #[command(flatten)]
    pub model: ModelFlags,
}

/// How texts are read.
#[derive(Debug, Args)]
pub struct ReadingFlags {
    /// Read every input as text (one document), jsonl, csv, tsv, html or parquet, whatever its name
    /// says.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,

    /// Reject documents (files, lines, rows) larger than this when decompressed.
    #[arg(long, value_name = "BYTES", default_value = "256M", value_parser = document_bytes)]
    pub max_document_bytes: u64,

    /// Read bytes that are not UTF-8 as U+FFFD instead of rejecting the record.
    #[arg(long)]
    pub lossy: bool,

    /// The JSON field or CSV/Parquet column with the text.
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub text_field: String,

    /// The JSON field or CSV/Parquet column with the id; a record without one is called FILE:LINE.
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub id_field: String,

    /// The JSON field or CSV/Parquet column with the language (fr or en).
    #[arg(long, value_name = "NAME", default_value = "lang")]
    pub lang_field: String,

    /// The JSON field or CSV/Parquet column with the document's date.
    #[arg(long, value_name = "NAME", default_value = "date")]
    pub date_field: String,

    /// Whether 06/07/2024 is 6 July, in the date field and in English texts, if the record's
    /// language names no region (en-US, en-GB): yes or no. By default French has the day first, and
    /// English leaves it open.
    #[arg(long, value_name = "yes|no", value_parser = clap::builder::BoolishValueParser::new())]
    pub day_first: Option<bool>,

    /// The JSON field or CSV/Parquet column with the title; it is passed on but not searched.
    #[arg(long, value_name = "NAME", default_value = "title")]
    pub title_field: String,
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

/// A number of bytes within bounds, with K, M, G or T for powers of 1024.
fn bytes(text: &str, least: &str, most: &str) -> Result<u64, String> {
    let number = |text: &str| {
        let (digits, unit) = match text.chars().last().map(|c| c.to_ascii_uppercase()) {
            Some('K') => (&text[..text.len() - 1], 1 << 10),
            Some('M') => (&text[..text.len() - 1], 1 << 20),
            Some('G') => (&text[..text.len() - 1], 1 << 30),
            Some('T') => (&text[..text.len() - 1], 1 << 40),
            _ => (text, 1),
        };
        digits.parse::<u64>().ok()?.checked_mul(unit)
    };
    number(text)
        .filter(|found| number(least) <= Some(*found) && Some(*found) <= number(most))
        .ok_or_else(|| {
            format!("expected a number of bytes from {least} to {most}, such as 500000, 64M or 2G")
        })
}

fn document_bytes(text: &str) -> Result<u64, String> {
    bytes(text, "1", "1T")
}

/// The bounds of [`griot::job::Job::max_memory`].
fn memory(text: &str) -> Result<u64, String> {
    bytes(text, "1K", "1T")
}

/// The builder checks the upper bound; this rejects what is not a number.
fn threads(text: &str) -> Result<usize, String> {
    let number = text.parse();
    number.map_err(|_| "expected 0 (one for each core) to 1024".to_owned())
}

/// A page holds all of its documents, and a browser must hold the whole page.
fn page(text: &str) -> Result<NonZeroUsize, String> {
    let number = text
        .parse()
        .ok()
        .filter(|n: &NonZeroUsize| n.get() <= 1_000_000);
    number.ok_or_else(|| "expected 1 to 1000000 documents".to_owned())
}

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

    /// Write to this file instead of standard output: .jsonl or .csv, compressed if the name ends
    /// in .gz or .zst. Only an earlier index is overwritten.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// jsonl or csv; by default, the output's name decides.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<TableFormat>,
}

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
/// Exit code: 0 all done, 1 done but some texts were left out (reported on standard error), 2 could
/// not run.
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

    /// Documents per page.
    #[arg(long, value_name = "N", default_value_t = DEFAULT_DOCUMENTS_PER_PAGE, value_parser = page)]
    pub documents_per_page: NonZeroUsize,

    #[command(flatten, next_help_heading = "Options for --texts")]
    pub reading: ReadingFlags,
}

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

/// Score predictions against gold annotations.
///
/// GOLD and PRED are JSON lines: id, text, and entities with start, end (code points) and label;
/// or CoNLL (.conll, .bio, .iob), both also compressed (.gz, .zst); or brat (a directory of .txt and
/// .ann files, or one .ann).
/// Without PRED, griot reads the gold texts itself and is scored on what it finds.
#[derive(Debug, Args)]
pub struct EvalFlags {
    /// The gold file or brat directory, or - for JSON lines on standard input.
    #[arg(value_name = "GOLD", required = true)]
    pub gold: PathBuf,

    /// Predictions, for example from `griot extract`.
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
    pub model: ModelFlags,
}

/// What reads the texts, and how.
#[derive(Debug, Args)]
pub struct ModelFlags {
    /// The model: base, small, tiny, or a model directory.
    #[arg(long, value_name = "NAME|DIR", default_value = "base")]
    pub model: PathBuf,

    /// What runs it: rten, or libtorch in builds with that feature.
    #[arg(long, value_name = "ENGINE", default_value = "rten")]
    pub engine: EngineKind,

    /// Number of threads, up to 1024; 0 is one for each core.
    #[arg(long, value_name = "N", default_value_t = 0, allow_negative_numbers = true, value_parser = threads)]
    pub threads: usize,

    /// How the labels of a foreign model are named here (PER=PERSON,MISC=); labels without a
    /// counterpart are left out.
    #[arg(long, value_name = "MAP")]
    pub labels: Option<LabelMap>,

    /// The language (fr or en) of texts whose record gives none; by default it is detected.
    #[arg(long)]
    pub lang: Option<Lang>,
}

impl ModelFlags {
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

impl ReadingFlags {
    pub fn fields(&self) -> Fields {
        Fields {
            text: self.text_field.clone(),
            id: self.id_field.clone(),
            lang: self.lang_field.clone(),
            date: self.date_field.clone(),
            title: self.title_field.clone(),
            ..Fields::default()
        }
    }

    pub fn reader<P: Into<PathBuf>>(&self, inputs: impl IntoIterator<Item = P>) -> Reader {
        Reader::new(inputs)
            .fields(self.fields())
            .format(self.format)
            .max_document_bytes(self.max_document_bytes)
            .lossy(self.lossy)
            .day_first(self.day_first)
    }
}
