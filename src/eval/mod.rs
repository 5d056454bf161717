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
mod clusters;
mod code_points;
mod confusion;
mod conll;
mod document;
mod edtf;
mod gold;
mod identity;
mod intervals;
mod labels;
mod lines;
mod measure;
mod metrics;
mod mistakes;
mod notes;
mod open;
mod order;
mod pair;
mod random;
mod report;
mod score;
mod shorten;
mod show;
mod span_value;
mod sweep;
mod values;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

pub use clusters::{
    ClusterMeasures, ClusterMistake, ClusterMistakeKind, ClusterScore, ClusterScores,
};
pub use confusion::{Confusion, ConfusionRow};
pub use conll::{read_conll_gold, read_conll_predictions};
pub use document::{GoldDocument, LabelledCluster, LabelledSpan, Prediction};
pub use gold::{read_gold, read_predictions};
pub use identity::{IndexRows, score_index};
pub use intervals::{MetricDifference, MetricInterval};
pub use labels::Relabelling;
pub use measure::Measure;
pub use metrics::Metric;
pub use mistakes::{Example, MisplacedSpan, MistakeGroup, MistakeKind, Mistakes};
pub use open::{open_gold, open_predictions};
pub use report::{DocumentScore, ScoreReport};
pub use score::{Evaluation, Score, Scores};
pub use span_value::SpanValue;
pub use sweep::{Calibration, CalibrationTenth, ThresholdScore};
pub use values::{ValueMistake, ValueScore, ValueScores};

use crate::error::{Error, ErrorKind, Result};
use align::align;
use clusters::{ClusterCounter, mentions_of_document};
use intervals::{differences, intervals};
use measure::ShareSums;
use metrics::DocumentSums;
use mistakes::Collector;
use order::in_order;
use pair::DocumentPair;
use score::SpanCounter;
use sweep::{CalibrationCounter, sweep};
use values::ValueCounter;

/// What a report has beside the scores, and how many mistakes it lists. The scores do not depend on it.
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
    /// Strict scores at thresholds of the predictions' score.
    pub sweep: bool,
    /// Whether the predictions' score means what it says.
    pub calibration: bool,
    /// Intervals of the scores.
    pub intervals: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            worst_documents: 10,
            mistakes: 10,
            examples: 2,
            context: 30,
            sweep: false,
            calibration: false,
            intervals: false,
        }
    }
}

/// Scores the predictions against the gold documents of the same ids. Predictions in CoNLL have no ids
/// and are matched by order.
///
/// A gold document without a prediction counts all its spans as missed, and the report names it. Values
/// and clusters are scored where both sides have any.
///
/// # Errors
/// When an id comes twice on one side, when there is no gold document for a prediction or its text is
/// another, or when one of its spans does not fit the gold text; when a sweep or the calibration is
/// asked for and no prediction has a score.
pub fn evaluate(
    gold: &[GoldDocument],
    predictions: &[Prediction],
    options: &Options,
) -> Result<ScoreReport> {
    let (predictions, by_order) = in_order(gold, predictions)?;
    let pairs = pair::pair(gold, &predictions)?;
    let scored = Scored::of(&pairs);
    let mut all = SpanCounter::default();
    let mut languages: BTreeMap<&str, SpanCounter<'_>> = BTreeMap::new();
    let mut confusion = Confusion::default();
    let mut mistakes = Collector::new(options.examples, options.context);
    let mut documents = Vec::new();
    let mut calibration = CalibrationCounter::default();
    let mut values = ValueCounter::new(options.mistakes);
    let mut clusters = ClusterCounter::new(&scored.labels);
    let mut sums = Vec::new();
    for pair in &pairs {
        let links = align(pair.gold.entities(), pair.spans());
        all.add(&links);
        languages
            .entry(pair.lang().unwrap_or("und"))
            .or_default()
            .add(&links);
        confusion.add(&links);
        mistakes.add(pair.gold.id(), &pair.text, &links);
        calibration.add(&links);
        let own = SpanCounter::of(&links).evaluation();
        documents.push(DocumentScore {
            id: pair.gold.id().to_owned(),
            lang: pair.lang().map(str::to_owned),
            score: own.strict.micro,
        });
        let own = document_sums(pair, &scored, &own, &mut values, &mut clusters);
        // A corpus has many documents: their sums are kept only if they are drawn from.
        if options.intervals {
            sums.push(own);
        }
    }
    if (options.sweep || options.calibration) && !scored.has_scores {
        let message = "expected predictions with a `score`, for a sweep or a calibration";
        return Err(Error::new(ErrorKind::Input, message));
    }
    let unpredicted = pairs.iter().filter(|pair| pair.predicted.is_none());
    Ok(ScoreReport {
        by_order,
        notes: scored.notes(&pairs),
        all: all.evaluation(),
        languages: languages
            .into_iter()
            .map(|(l, tally)| (l.to_owned(), tally.evaluation()))
            .collect(),
        unpredicted: unpredicted.map(|pair| pair.gold.id().to_owned()).collect(),
        values: scored.values.then(|| values.finish()),
        clusters: scored.clusters.then(|| clusters.finish(options.mistakes)),
        index: None,
        sweep: options.sweep.then(|| sweep(&pairs)),
        calibration: options.calibration.then(|| calibration.finish()),
        intervals: options.intervals.then(|| intervals(&sums)),
        against: None,
        confusion,
        worst_documents: worst(documents, options.worst_documents),
        mistakes: mistakes.finish(options.mistakes),
    })
}

/// Tests whether two predictions of the same gold documents differ, by each score that adds up over
/// documents.
///
/// # Errors
/// As [`evaluate`].
pub fn compare(
    gold: &[GoldDocument],
    predictions: &[Prediction],
    against: &[Prediction],
) -> Result<Vec<MetricDifference>> {
    let sums = |predictions: &[Prediction]| -> Result<Vec<DocumentSums>> {
        let (predictions, _) = in_order(gold, predictions)?;
        let pairs = pair::pair(gold, &predictions)?;
        let scored = Scored::of(&pairs);
        let mut values = ValueCounter::new(0);
        let mut clusters = ClusterCounter::new(&scored.labels);
        let mut documents = Vec::new();
        for pair in &pairs {
            let links = align(pair.gold.entities(), pair.spans());
            let own = SpanCounter::of(&links).evaluation();
            documents.push(document_sums(
                pair,
                &scored,
                &own,
                &mut values,
                &mut clusters,
            ));
        }
        Ok(documents)
    };
    Ok(differences(&sums(predictions)?, &sums(against)?))
}

/// Counts a document's values and clusters; returns all that it adds to the metrics.
fn document_sums<'a>(
    pair: &DocumentPair<'a>,
    scored: &Scored<'_>,
    spans: &Evaluation,
    values: &mut ValueCounter,
    clusters: &mut ClusterCounter<'a>,
) -> DocumentSums {
    let mut sums = DocumentSums::default();
    for (metric, score) in [
        (Metric::Strict, spans.strict.micro),
        (Metric::Boundaries, spans.boundaries.micro),
    ] {
        let right = score.predicted - score.false_positives;
        let shares = ShareSums::spans(right, score.predicted, score.true_positives, score.gold);
        sums.set(metric, shares);
    }
    if scored.values {
        let own = values.add(pair);
        sums.set(Metric::DatesOfFound, own.dates_of_found);
        sums.set(Metric::DatesOfGold, own.dates_of_gold);
        sums.set(Metric::CountriesOfFound, own.countries_of_found);
    }
    if scored.clusters && pair.gold.has_clusters() {
        let mentions = mentions_of_document(pair, &scored.labels);
        let own = clusters.add(Some(pair.gold.id()), &mentions);
        sums.set(Metric::BCubed, own.found.b_cubed);
        sums.set(Metric::CeafE, own.found.ceaf_e);
        sums.set(Metric::Lea, own.found.lea);
        sums.set(Metric::CeafEOfAll, own.all.ceaf_e);
    }
    sums
}

/// What there is to score.
struct Scored<'a> {
    /// The labels of gold clusters.
    labels: BTreeSet<&'a str>,
    values: bool,
    clusters: bool,
    has_scores: bool,
    notes: Vec<String>,
}

impl<'a> Scored<'a> {
    fn of(pairs: &[DocumentPair<'a>]) -> Self {
        let gold = || pairs.iter().flat_map(|pair| pair.gold.entities());
        let predicted = || pairs.iter().flat_map(|pair| pair.spans());
        let labels = clusters::labels(pairs);
        let gold_values = gold().any(|span| span.value.is_some());
        let values = gold_values && predicted().any(|span| span.value.is_some());
        let gold_clusters = !labels.is_empty();
        let clusters = gold_clusters && predicted().any(|span| span.cluster.is_some());
        let mut notes = Vec::new();
        for (what, there, scored) in [
            ("values", gold_values, values),
            ("clusters", gold_clusters, clusters),
        ] {
            if there && !scored {
                notes.push(format!(
                    "the gold has {what}, the predictions have none: they are not scored"
                ));
            }
        }
        Self {
            labels,
            values,
            clusters,
            has_scores: predicted().any(|span| span.score.is_some()),
            notes,
        }
    }

    fn notes(&self, pairs: &[DocumentPair<'_>]) -> Vec<String> {
        let mut notes = notes::labels(pairs);
        notes.extend_from_slice(&self.notes);
        notes
    }
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
