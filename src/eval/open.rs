//! Opens gold documents and predictions in any of the forms that are read: JSON Lines, CoNLL, brat.

use std::path::Path;

use super::brat;
use super::conll::{read_conll_gold, read_conll_predictions};
use super::document::{GoldDocument, Prediction};
use super::gold::{read_gold, read_predictions};
use super::labels::Relabelling;
use crate::error::Result;
use crate::read;
use crate::write::OutputFormat;

/// Reads the gold documents of a file or directory, or of standard input for `-`: CoNLL where the
/// name ends in `.conll`, `.bio` or `.iob` ([`read_conll_gold`]), brat for a directory of `.ann` and
/// `.txt` files or one `.ann`, else JSON Lines ([`read_gold`]). JSON Lines and CoNLL may be compressed
/// (gzip, Zstandard).
///
/// # Errors
/// When a file cannot be opened, or is not of that form.
pub fn open_gold(path: &Path, labels: &Relabelling) -> Result<Vec<GoldDocument>> {
    let name = path.display().to_string();
    match form(path) {
        OutputFormat::Brat => brat::read(path)?
            .into_iter()
            .map(|document| document.gold(labels))
            .collect(),
        OutputFormat::Conll => read_conll_gold(read::open(path)?, &name, labels),
        _ => read_gold(read::open(path)?, &name, labels),
    }
}

/// Reads the predictions of a file or directory, in the same forms.
///
/// # Errors
/// As [`open_gold`].
pub fn open_predictions(path: &Path, labels: &Relabelling) -> Result<Vec<Prediction>> {
    let name = path.display().to_string();
    match form(path) {
        OutputFormat::Brat => Ok(brat::read(path)?
            .into_iter()
            .map(|document| document.relabelled(labels))
            .collect()),
        OutputFormat::Conll => read_conll_predictions(read::open(path)?, &name, labels),
        _ => read_predictions(read::open(path)?, &name, labels),
    }
}

/// Brat, CoNLL, or else JSON Lines.
fn form(path: &Path) -> OutputFormat {
    if path.is_dir() || brat::is_ann(path) {
        OutputFormat::Brat
    } else {
        OutputFormat::of(path).unwrap_or(OutputFormat::Jsonl)
    }
}
