//! The flags of `griot eval`.

use std::path::PathBuf;

use clap::Args;

use super::model::ModelFlags;

/// Score predictions against gold annotations.
///
/// GOLD and PRED are JSON lines: id, text, and entities with start, end (code points) and label;
/// or CoNLL (.conll, .bio, .iob), both also compressed (.gz, .zst); or brat (a directory of .txt and
/// .ann files, or one .ann).
/// Without PRED, griot reads the gold texts itself and is scored on what it finds.
/// Gold entities may have a value ({"value": "2012-05-22"}, {"iso2": "FR"}, or null for none) and a
/// cluster: then values and clusters are scored too, and with keys of clusters the rows of the index
/// (docs/evaluation.md).
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

    /// Precision, recall and F1 at thresholds of the predictions' score.
    #[arg(long)]
    pub sweep: bool,

    /// Whether the predictions' score is the share that is right, by tenths.
    #[arg(long)]
    pub calibration: bool,

    /// Intervals of 95 % of the scores (bootstrap over documents).
    #[arg(long)]
    pub intervals: bool,

    /// Other predictions of the same documents: test whether they differ (paired, over documents).
    #[arg(long, value_name = "OTHER")]
    pub against: Option<PathBuf>,

    /// Rename the labels of the gold file (PER=PERSON,MISC=); an empty name drops the spans.
    #[arg(long, value_name = "MAP")]
    pub gold_labels: Option<String>,

    /// Rename the labels of the predictions, in the same form (COUNTRY=LOC,DATE=).
    #[arg(long, value_name = "MAP")]
    pub predicted_labels: Option<String>,

    #[command(flatten)]
    pub model: ModelFlags,
}
