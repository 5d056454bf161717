//! Opens gold documents and predictions in any of the forms that are read: JSON Lines, CoNLL, brat.

use std::io::BufRead;
use std::path::Path;

use super::document::{Document, Entity, Prediction};
use super::error::{Error, ErrorKind, Origin};
use super::gold::{read_gold, read_predictions};
use super::labels::LabelMap;
use super::{brat, conll};
use crate::read;
use crate::write::OutputFormat;

/// Reads the gold documents of a file or directory, or of standard input for `-`: CoNLL where the
/// name ends in `.conll`, `.bio` or `.iob` ([`read_conll_gold`](super::read_conll_gold)), brat for a
/// directory of `.ann` and `.txt` files or one `.ann`, else JSON Lines ([`read_gold`]). JSON Lines and
/// CoNLL may be compressed (gzip, Zstandard).
///
/// # Errors
/// When a file cannot be opened, or is not of that form.
pub fn open_gold(path: &Path, labels: &LabelMap) -> Result<Vec<Document>, Error> {
    match Form::of(path) {
        Form::Jsonl => read_gold(open(path)?, &name(path), labels),
        Form::Conll => conll::read_conll_gold(open(path)?, &name(path), labels),
        Form::Brat => {
            let documents = brat::read(path)?.into_iter();
            documents.map(|document| document.gold(labels)).collect()
        }
    }
}

/// Reads the predictions of a file or directory, in the same forms.
///
/// # Errors
/// As [`open_gold`].
pub fn open_predictions(path: &Path, labels: &LabelMap) -> Result<Vec<Prediction>, Error> {
    match Form::of(path) {
        Form::Jsonl => read_predictions(open(path)?, &name(path), labels),
        Form::Conll => conll::read_conll_predictions(open(path)?, &name(path), labels),
        Form::Brat => {
            let documents = brat::read(path)?.into_iter();
            Ok(documents
                .map(|document| document.prediction(labels))
                .collect())
        }
    }
}

enum Form {
    Jsonl,
    Conll,
    Brat,
}

impl Form {
    fn of(path: &Path) -> Self {
        if path.is_dir()
            || path
                .extension()
                .is_some_and(|ext| ext.eq_ignore_ascii_case("ann"))
        {
            Self::Brat
        } else if OutputFormat::of(path) == Some(OutputFormat::Conll) {
            Self::Conll
        } else {
            Self::Jsonl
        }
    }
}

fn open(path: &Path) -> Result<Box<dyn BufRead + Send>, Error> {
    read::plain(path).map_err(|error| {
        Error::new(ErrorKind::Io, "cannot be opened")
            .at(Some(&Origin::file(&name(path))))
            .because(error)
    })
}

fn name(path: &Path) -> String {
    path.display().to_string()
}

/// A document of CoNLL or brat: both give the text with the spans, which are known to fit.
#[derive(Debug)]
pub(super) struct Annotated {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) entities: Vec<Entity>,
    pub(super) origin: Origin,
}

impl Annotated {
    pub(super) fn gold(self, labels: &LabelMap) -> Result<Document, Error> {
        let document = Document::new(self.id, None, self.text, self.entities)
            .map_err(|error| error.at(Some(&self.origin)))?;
        Ok(document.relabelled(labels))
    }

    pub(super) fn prediction(self, labels: &LabelMap) -> Prediction {
        let prediction = Prediction {
            id: self.id,
            lang: None,
            text: Some(self.text),
            entities: self.entities,
            origin: Some(self.origin),
        };
        prediction.relabelled(labels)
    }
}
