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
