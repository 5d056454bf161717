//! What an evaluation found, for a program (serialised) and for a terminal (displayed).

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::aligned::AlignedTable;
use super::clusters::ClusterScores;
use super::confusion::Confusion;
use super::intervals::{MetricDifference, MetricInterval};
use super::mistakes::{Example, MistakeGroup, MistakeKind, Mistakes};
use super::score::{Evaluation, Score, Scores};
use super::shorten::shorten;
use super::show::{self, ratio};
use super::sweep::{Calibration, ThresholdScore};
use super::values::ValueScores;

/// The most characters of an id or a label that are shown.
const NAME: usize = 40;

/// The most ids without a prediction that are listed.
const LISTED: usize = 10;

const NOTE: &str = "Recall is over a label's gold spans, precision over its predicted ones; \
    0 where there are none.\n";

/// How well predictions answer gold documents.
///
/// Displayed, it is plain text in aligned columns. The same documents give the same report,
/// whatever the order of the predictions.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ScoreReport {
    /// How many predictions without ids were matched by order.
    #[serde(skip_serializing_if = "is_zero")]
    pub by_order: usize,
    /// What the reader has to know: labels of another scheme, what was not scored and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// All documents together.
    #[serde(flatten)]
    pub all: Evaluation,
    /// The documents of each language; `und` where neither side gives one.
    pub languages: BTreeMap<String, Evaluation>,
    /// Ids of the gold documents without a prediction, whose spans are all missed.
    pub unpredicted: Vec<String>,
    /// Values, where both sides have any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<ValueScores>,
    /// Clusters, where both sides have any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clusters: Option<ClusterScores>,
    /// Rows of the index as clusters of the whole corpus ([`score_index`](super::score_index)).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<ClusterScores>,
    /// Scores at thresholds, on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sweep: Option<Vec<ThresholdScore>>,
    /// Calibration, on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calibration: Option<Calibration>,
    /// Intervals of the scores, on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intervals: Option<Vec<MetricInterval>>,
    /// A test against other predictions ([`compare`](super::compare)).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<Vec<MetricDifference>>,
    /// What each gold label was taken for.
    pub confusion: Confusion,
    /// The documents with the most strict errors, the worst first.
    pub worst_documents: Vec<DocumentScore>,
    /// What the system got wrong, one entry for each kind of mistake.
    pub mistakes: Vec<Mistakes>,
}

/// The strict score of one document.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct DocumentScore {
    /// The document's id.
    pub id: String,
    /// Its language, where one is given.
    pub lang: Option<String>,
    /// Over all labels.
    #[serde(flatten)]
    pub score: Score,
}

impl fmt::Display for ScoreReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.all.documents == 1 { "" } else { "s" };
        writeln!(f, "{} document{plural}", self.all.documents)?;
        if self.by_order > 0 {
            writeln!(
                f,
                "{} predictions without ids, matched by order",
                self.by_order
            )?;
        }
        show::notes(f, &self.notes)?;
        if !self.unpredicted.is_empty() {
            write!(
                f,
                "{} without a prediction, all spans missed: ",
                self.unpredicted.len()
            )?;
            let shown = self.unpredicted.iter().take(LISTED);
            let shown: Vec<String> = shown.map(|id| shorten(id, NAME)).collect();
            let more = if self.unpredicted.len() > LISTED {
                ", …"
            } else {
                ""
            };
            writeln!(f, "{}{more}", shown.join(", "))?;
        }
        write!(
            f,
            "\nStrict: same span, same label\n{}",
            strict(&self.all.strict)
        )?;
        write!(
            f,
            "\nBounds only: same span, any label\n{}",
            bounds(&self.all.boundaries)
        )?;
        f.write_str(NOTE)?;
        if self.languages.len() > 1 {
            write!(f, "\nBy language\n{}", languages(&self.languages))?;
        }
        if let Some(values) = &self.values {
            show::values(f, values)?;
        }
        if let Some(clusters) = &self.clusters {
            show::clusters(f, clusters)?;
        }
        if let Some(index) = &self.index {
            show::index(f, index)?;
        }
        if let Some(sweep) = &self.sweep {
            show::sweep(f, sweep)?;
        }
        if let Some(calibration) = &self.calibration {
            show::calibration(f, calibration)?;
        }
        if let Some(intervals) = &self.intervals {
            show::intervals(f, intervals)?;
        }
        if let Some(against) = &self.against {
            show::against(f, against)?;
        }
        let confusion = confusion(&self.confusion);
        write!(
            f,
            "\nGold labels (rows) and what they were taken for\n{confusion}"
        )?;
        if !self.worst_documents.is_empty() {
            let documents = documents(&self.worst_documents);
            write!(f, "\nDocuments with most strict errors\n{documents}")?;
        }
        self.mistakes
            .iter()
            .try_for_each(|mistakes| show_mistakes(f, mistakes))
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks with a reference"
)]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

fn strict_cells(score: &Score) -> [String; 8] {
    [
        score.gold.to_string(),
        score.predicted.to_string(),
        score.true_positives.to_string(),
        score.false_positives.to_string(),
        score.false_negatives.to_string(),
        ratio(score.precision),
        ratio(score.recall),
        ratio(score.f1),
    ]
}

/// A row for each label, then one for all of them.
fn by_label(
    mut table: AlignedTable,
    scores: &Scores,
    cells: impl Fn(&Score) -> Vec<String>,
) -> AlignedTable {
    for (label, score) in &scores.labels {
        table.row(std::iter::once(shorten(label, NAME)).chain(cells(score)));
    }
    table.row(std::iter::once("(micro)".to_owned()).chain(cells(&scores.micro)));
    table
}

fn strict(scores: &Scores) -> AlignedTable {
    let heading = [
        "label",
        "gold",
        "pred",
        "tp",
        "fp",
        "fn",
        "precision",
        "recall",
        "f1",
    ];
    by_label(AlignedTable::new(heading), scores, |score| {
        strict_cells(score).into()
    })
}

fn bounds(scores: &Scores) -> AlignedTable {
    let heading = [
        "label",
        "gold",
        "found",
        "pred",
        "right",
        "precision",
        "recall",
        "f1",
    ];
    by_label(AlignedTable::new(heading), scores, |score| {
        vec![
            score.gold.to_string(),
            score.true_positives.to_string(),
            score.predicted.to_string(),
            (score.predicted - score.false_positives).to_string(),
            ratio(score.precision),
            ratio(score.recall),
            ratio(score.f1),
        ]
    })
}

fn languages(languages: &BTreeMap<String, Evaluation>) -> AlignedTable {
    let heading = [
        "lang",
        "documents",
        "gold",
        "pred",
        "precision",
        "recall",
        "f1",
        "bounds f1",
    ];
    let mut table = AlignedTable::new(heading);
    for (lang, found) in languages {
        let strict = &found.strict.micro;
        table.row([
            shorten(lang, NAME),
            found.documents.to_string(),
            strict.gold.to_string(),
            strict.predicted.to_string(),
            ratio(strict.precision),
            ratio(strict.recall),
            ratio(strict.f1),
            ratio(found.boundaries.micro.f1),
        ]);
    }
    table
}

fn confusion(confusion: &Confusion) -> AlignedTable {
    let labels = || confusion.labels.iter();
    let names = labels().map(|label| shorten(label, NAME));
    let mut table = AlignedTable::new(
        std::iter::once("gold".to_owned())
            .chain(names)
            .chain(["bounds".to_owned(), "missed".to_owned()]),
    );
    let counts = |row: &BTreeMap<String, usize>| -> Vec<String> {
        labels()
            .map(|label| row.get(label).copied().unwrap_or_default().to_string())
            .collect()
    };
    for (label, row) in &confusion.rows {
        let rest = [row.boundary_errors.to_string(), row.missed.to_string()];
        let cells = std::iter::once(shorten(label, NAME));
        table.row(cells.chain(counts(&row.predicted)).chain(rest));
    }
    table.row(std::iter::once("(spurious)".to_owned()).chain(counts(&confusion.spurious)));
    table
}

fn documents(documents: &[DocumentScore]) -> AlignedTable {
    let mut table = AlignedTable::new([
        "id",
        "lang",
        "gold",
        "pred",
        "tp",
        "fp",
        "fn",
        "precision",
        "recall",
        "f1",
    ]);
    for document in documents {
        let lang = document.lang.as_deref().unwrap_or("und");
        let names = [shorten(&document.id, NAME), shorten(lang, NAME)];
        table.row(names.into_iter().chain(strict_cells(&document.score)));
    }
    table
}

fn show_mistakes(f: &mut fmt::Formatter<'_>, mistakes: &Mistakes) -> fmt::Result {
    let kind = match mistakes.kind {
        MistakeKind::WrongLabel => "Wrong label",
        MistakeKind::WrongBounds => "Wrong bounds",
        MistakeKind::Missed => "Missed",
        MistakeKind::Spurious => "Spurious",
    };
    write!(f, "\n{kind}: {}", mistakes.count)?;
    let hidden = mistakes.distinct - mistakes.groups.len();
    if hidden > 0 {
        write!(
            f,
            " ({} of {} different ones)",
            mistakes.groups.len(),
            mistakes.distinct
        )?;
    }
    writeln!(f)?;
    for group in &mistakes.groups {
        let MistakeGroup {
            surface,
            gold,
            predicted,
            count,
            examples,
        } = group;
        let labels: Vec<String> = match (gold, predicted) {
            (Some(gold), Some(predicted)) if gold != predicted => {
                vec![gold.clone(), predicted.clone()]
            }
            _ => gold.iter().chain(predicted).take(1).cloned().collect(),
        };
        let labels: Vec<String> = labels.iter().map(|label| shorten(label, NAME)).collect();
        writeln!(f, "{count:>5} × [{surface}]  {}", labels.join(" -> "))?;
        for Example {
            document,
            start,
            end,
            context,
            found,
        } in examples
        {
            write!(
                f,
                "          {} {start}..{end}  {context}",
                shorten(document, NAME)
            )?;
            match found {
                Some(found) => writeln!(
                    f,
                    "  found {}..{} [{}]",
                    found.start, found.end, found.surface
                )?,
                None => writeln!(f)?,
            }
        }
    }
    Ok(())
}
