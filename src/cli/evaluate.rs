//! `griot eval`.

use std::io::{self, Write};

use griot::eval::{
    GoldDocument, LabelledSpan, Options, Prediction, Relabelling, evaluate, open_gold,
    open_predictions,
};
use griot::{Lang, Source};

use crate::cli::flags::EvalFlags;
use crate::cli::{Failure, Outcome, closed};

pub fn run(flags: &EvalFlags) -> Result<Outcome, Failure> {
    let map = |text: &Option<String>| -> Result<Relabelling, Failure> {
        Ok(text.as_deref().unwrap_or_default().parse()?)
    };
    let (gold_labels, predicted_labels) = (map(&flags.gold_labels)?, map(&flags.predicted_labels)?);
    let gold = open_gold(&flags.gold, &gold_labels)?;
    let predicted = match &flags.predicted {
        Some(path) => open_predictions(path, &predicted_labels)?,
        None => predict(flags, &gold, &predicted_labels)?,
    };
    let options = Options {
        mistakes: flags.errors,
        ..Options::default()
    };
    let report = evaluate(&gold, &predicted, &options)?;
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

/// A gold document as a text to read.
struct GoldText<'a>(&'a GoldDocument);

impl Source for GoldText<'_> {
    fn text(&self) -> &str {
        self.0.text()
    }

    fn lang(&self) -> Option<Lang> {
        self.0.lang().and_then(|code| code.parse().ok())
    }
}

fn predict(
    flags: &EvalFlags,
    gold: &[GoldDocument],
    labels: &Relabelling,
) -> Result<Vec<Prediction>, Failure> {
    let griot = flags.model.builder().values(false).build()?;
    griot
        .extract_stream(gold.iter().map(GoldText))
        .map(|(GoldText(gold), found)| {
            let found = found?;
            let entities = found
                .mentions
                .iter()
                .filter_map(|mention| {
                    let label = labels.apply(mention.label.as_str())?;
                    let span = mention.span;
                    Some(LabelledSpan::new(span.start, span.end, label))
                })
                .collect();
            Ok(Prediction::new(
                gold.id().to_owned(),
                Some(found.lang.to_string()),
                entities,
            ))
        })
        .collect()
}
