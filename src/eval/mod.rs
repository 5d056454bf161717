//! Scores predictions against gold documents.
//!
//! Read both sides with [`open_gold`] and [`open_predictions`], or make the predictions in memory,
//! then call [`evaluate`]. Documents are matched by their ids and spans by their code-point offsets in
//! the gold text; labels are strings of any scheme.
//!
//! ```
//! use griot::eval::{GoldDocument, LabelledSpan, Options, Prediction, evaluate};
//!
//! let mali = vec![LabelledSpan::new(3, 7, "COUNTRY")];
//! let gold = [GoldDocument::new("a".into(), None, "Le Mali vote.".into(), mali.clone())?];
//! let predicted = [Prediction::new("a".into(), None, mali)];
//! let report = evaluate(&gold, &predicted, &Options::default())?;
//! println!("micro F1 {:.3}", report.all.strict.micro.f1);
//! # assert_eq!(report.all.strict.micro.f1, 1.0);
//! # Ok::<(), griot::Error>(())
//! ```

mod align;
mod aligned;
mod brat;
mod code_points;
mod confusion;
mod conll;
mod document;
mod gold;
mod labels;
mod lines;
mod mistakes;
mod open;
mod pair;
mod report;
mod score;
mod shorten;

use std::cmp::Reverse;
use std::collections::BTreeMap;

pub use confusion::{Confusion, ConfusionRow};
pub use conll::{read_conll_gold, read_conll_predictions};
pub use document::{GoldDocument, LabelledSpan, Prediction};
pub use gold::{read_gold, read_predictions};
pub use labels::Relabelling;
pub use mistakes::{Example, MisplacedSpan, MistakeGroup, MistakeKind, Mistakes};
pub use open::{open_gold, open_predictions};
pub use report::{DocumentScore, ScoreReport};
pub use score::{Evaluation, Score, Scores};

use crate::error::Result;
use align::align;
use mistakes::Collector;
use score::SpanCounter;

/// How many mistakes a report lists. The scores do not depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many of the documents with the most strict errors.
    pub worst_documents: usize,
    /// How many different mistakes of each kind.
    pub mistakes: usize,
    /// How many examples of each different mistake.
    pub examples: usize,
    /// Code points of context on each side of an example.
    pub context: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            worst_documents: 10,
            mistakes: 10,
            examples: 2,
            context: 30,
        }
    }
}

/// Scores the predictions against the gold documents of the same ids.
///
/// A gold document without a prediction counts all its spans as missed, and the report names it.
///
/// # Errors
/// When an id comes twice on one side, when there is no gold document for a prediction or its text is
/// another, or when one of its spans does not fit the gold text.
pub fn evaluate(
    gold: &[GoldDocument],
    predictions: &[Prediction],
    options: &Options,
) -> Result<ScoreReport> {
    let pairs = pair::pair(gold, predictions)?;
    let mut all = SpanCounter::default();
    let mut languages: BTreeMap<&str, SpanCounter<'_>> = BTreeMap::new();
    let mut confusion = Confusion::default();
    let mut mistakes = Collector::new(options.examples, options.context);
    let mut documents = Vec::new();
    for pair in &pairs {
        let predicted = pair
            .predicted
            .map_or(&[][..], |prediction| &prediction.entities);
        let links = align(pair.gold.entities(), predicted);
        all.add(&links);
        languages
            .entry(pair.lang().unwrap_or("und"))
            .or_default()
            .add(&links);
        confusion.add(&links);
        mistakes.add(pair.gold.id(), &pair.text, &links);
        documents.push(DocumentScore {
            id: pair.gold.id().to_owned(),
            lang: pair.lang().map(str::to_owned),
            score: SpanCounter::of(&links).evaluation().strict.micro,
        });
    }
    let unpredicted = pairs.iter().filter(|pair| pair.predicted.is_none());
    Ok(ScoreReport {
        all: all.evaluation(),
        languages: languages
            .into_iter()
            .map(|(l, tally)| (l.to_owned(), tally.evaluation()))
            .collect(),
        unpredicted: unpredicted.map(|pair| pair.gold.id().to_owned()).collect(),
        confusion,
        worst_documents: worst(documents, options.worst_documents),
        mistakes: mistakes.finish(options.mistakes),
    })
}

/// The documents with the most strict errors. Of two with as many, the one with the lower F1 comes
/// first, then the earlier one.
fn worst(mut documents: Vec<DocumentScore>, count: usize) -> Vec<DocumentScore> {
    let errors = |score: &Score| score.false_positives + score.false_negatives;
    documents.retain(|document| errors(&document.score) > 0);
    documents.sort_by(|one, other| {
        let by_errors = Reverse(errors(&one.score)).cmp(&Reverse(errors(&other.score)));
        by_errors.then(one.score.f1.total_cmp(&other.score.f1))
    });
    documents.truncate(count);
    documents
}

#[cfg(test)]
mod tests;
