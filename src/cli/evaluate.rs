//! `griot eval`.

use std::io::{self, Write};
use std::path::Path;

use griot::eval::{
    GoldDocument, IndexRows, Options, Prediction, Relabelling, compare, evaluate, open_gold,
    open_predictions, score_index,
};
use griot::{Document, Lang, Source};

use crate::cli::flags::EvalFlags;
use crate::cli::{Failure, Outcome, closed};

pub fn run(flags: &EvalFlags) -> Result<Outcome, Failure> {
    let map = |text: &Option<String>| -> Result<Relabelling, Failure> {
        Ok(text.as_deref().unwrap_or_default().parse()?)
    };
    let (gold_labels, predicted_labels) = (map(&flags.gold_labels)?, map(&flags.predicted_labels)?);
    let gold = open_gold(&flags.gold, &gold_labels)?;
    let keyed = gold
        .iter()
        .flat_map(GoldDocument::clusters)
        .any(|cluster| cluster.key.is_some());
    let (predicted, rows) = match &flags.predicted {
        Some(path) => {
            let predicted = open_predictions(path, &predicted_labels)?;
            (predicted, rows_of(path, keyed))
        }
        None => {
            let (predicted, rows) = predict(flags, &gold, &predicted_labels)?;
            (predicted, keyed.then_some(Ok(rows)))
        }
    };
    let options = Options {
        mistakes: flags.errors,
        sweep: flags.sweep,
        calibration: flags.calibration,
        intervals: flags.intervals,
        ..Options::default()
    };
    let mut report = evaluate(&gold, &predicted, &options)?;
    match rows {
        Some(Ok(rows)) => report.index = score_index(&gold, &predicted, &rows, flags.errors)?,
        Some(Err(why)) => report
            .notes
            .push(format!("rows of the index are not scored: {why}")),
        None => {}
    }
    if let Some(path) = &flags.against {
        let other = open_predictions(path, &predicted_labels)?;
        report.against = Some(compare(&gold, &predicted, &other)?);
    }
    let mut output = io::stdout().lock();
    let written = if flags.json {
        serde_json::to_writer_pretty(&mut output, &report)
            .map_err(io::Error::from)
            .and_then(|()| output.write_all(b"\n"))
    } else {
        write!(output, "{report}")
    };
    match written.and_then(|()| output.flush()) {
        Ok(()) => Ok(Outcome::Done),
        Err(error) => closed(error),
    }
}

/// The rows of the index of a file of predictions, where the gold asks for them; or why there are none.
fn rows_of(path: &Path, wanted: bool) -> Option<Result<IndexRows, String>> {
    if !wanted {
        return None;
    }
    if path == Path::new("-") {
        return Some(Err(
            "predictions on standard input cannot be read twice".to_owned()
        ));
    }
    Some(IndexRows::read(path).map_err(|error| error.to_string()))
}

/// A gold document as a text to read.
struct GoldText<'a>(&'a GoldDocument);

impl Source for GoldText<'_> {
    fn text(&self) -> &str {
        self.0.text()
    }

    fn lang(&self) -> Option<Lang> {
        self.0.lang().and_then(|code| code.parse().ok())
    }

    fn date(&self) -> Option<&str> {
        self.0.date()
    }

    fn describe(&self, document: &mut Document) {
        document.id = Some(self.0.id().to_owned());
    }
}

/// What griot finds in the gold texts. Values are made only if the gold has any, or clusters.
fn predict(
    flags: &EvalFlags,
    gold: &[GoldDocument],
    labels: &Relabelling,
) -> Result<(Vec<Prediction>, IndexRows), Failure> {
    let valued = |document: &GoldDocument| {
        document.has_clusters() || document.entities().iter().any(|span| span.value.is_some())
    };
    let values = gold.iter().any(valued);
    let griot = flags.model.builder().values(values).build()?;
    let found = griot.extract_stream(gold.iter().map(GoldText));
    let found: Vec<Document> = found
        .map(|(_, found)| found)
        .collect::<griot::Result<_>>()?;
    let predicted = found.iter().map(|found| Prediction::of(found, labels));
    Ok((
        predicted.collect::<griot::Result<_>>()?,
        IndexRows::of(&found)?,
    ))
}
