//! The parts of a report that only some evaluations have, as plain text in aligned columns.

use std::fmt::{self, Formatter, Result};

use super::aligned::AlignedTable;
use super::clusters::{ClusterMistake, ClusterMistakeKind, ClusterScore, ClusterScores};
use super::intervals::{MetricDifference, MetricInterval};
use super::shorten::shorten;
use super::sweep::{Calibration, ThresholdScore};
use super::values::{ValueMistake, ValueScore, ValueScores};

/// The most characters of an id, a label or a surface that are shown.
const NAME: usize = 40;

pub(super) fn ratio(ratio: f64) -> String {
    format!("{ratio:.4}")
}

/// Counts are shown as they are.
fn counts<const N: usize>(counts: [usize; N]) -> impl Iterator<Item = String> {
    counts.into_iter().map(|count| count.to_string())
}

pub(super) fn values(f: &mut Formatter<'_>, scores: &ValueScores) -> Result {
    let mut table = AlignedTable::new([
        "value", "gold", "found", "right", "wrong", "missing", "unasked", "of found", "of gold",
    ]);
    let mut row = |name: String, score: &ValueScore| {
        let of = counts([
            score.gold,
            score.found,
            score.right,
            score.wrong,
            score.missing,
            score.unasked,
        ]);
        let shares = [ratio(score.right_of_found), ratio(score.right_of_gold)];
        table.row(std::iter::once(name).chain(of).chain(shares));
    };
    if scores.dates.gold > 0 {
        row("dates".to_owned(), &scores.dates);
    }
    for (grain, score) in &scores.grains {
        row(format!("  {grain}"), score);
    }
    for (certainty, score) in &scores.certainties {
        row(format!("  if {}", shorten(certainty, NAME)), score);
    }
    if scores.countries.gold > 0 {
        row("countries".to_owned(), &scores.countries);
    }
    write!(
        f,
        "\nValues: found with the same span and label, right with the same value\n{table}"
    )?;
    for mistake in &scores.mistakes {
        let ValueMistake {
            document,
            start,
            end,
            gold,
            predicted,
            context,
        } = mistake;
        let shown = |value: &Option<String>| {
            value
                .as_ref()
                .map_or("none".to_owned(), |value| shorten(value, NAME))
        };
        let (document, gold, predicted) = (shorten(document, NAME), shown(gold), shown(predicted));
        writeln!(
            f,
            "          {document} {start}..{end}  {gold} -> {predicted}  {context}"
        )?;
    }
    Ok(())
}

pub(super) fn clusters(f: &mut Formatter<'_>, scores: &ClusterScores) -> Result {
    let plural = if scores.documents == 1 { "" } else { "s" };
    writeln!(
        f,
        "\nClusters of {} document{plural}: F1 over the mentions found by both, and over all",
        scores.documents
    )?;
    named(f, scores)
}

pub(super) fn index(f: &mut Formatter<'_>, scores: &ClusterScores) -> Result {
    writeln!(
        f,
        "\nRows of the index as clusters of the whole corpus: F1 over the mentions found by both, and \
         over all"
    )?;
    named(f, scores)
}

fn named(f: &mut Formatter<'_>, scores: &ClusterScores) -> Result {
    let mut table = AlignedTable::new([
        "label",
        "gold",
        "pred",
        "both",
        "clusters",
        "pred clusters",
        "B³",
        "CEAF-e",
        "LEA",
        "all B³",
        "all CEAF-e",
        "all LEA",
    ]);
    let mut row = |name: String, score: &ClusterScore| {
        let of = counts([
            score.gold_mentions,
            score.predicted_mentions,
            score.found_mentions,
            score.gold_clusters,
            score.predicted_clusters,
        ]);
        let measures = [score.found, score.all].into_iter();
        let measures = measures
            .flat_map(|m| [m.b_cubed.f1, m.ceaf_e.f1, m.lea.f1])
            .map(ratio);
        table.row(std::iter::once(name).chain(of).chain(measures));
    };
    for (label, score) in &scores.labels {
        row(shorten(label, NAME), score);
    }
    row("(all)".to_owned(), &scores.total);
    write!(f, "{table}")?;
    writeln!(f, "{} split, {} merged", scores.split, scores.merged)?;
    scores
        .mistakes
        .iter()
        .try_for_each(|mistake| astray(f, mistake))
}

fn astray(f: &mut Formatter<'_>, mistake: &ClusterMistake) -> Result {
    let kind = match mistake.kind {
        ClusterMistakeKind::Split => "split ",
        ClusterMistakeKind::Merged => "merged",
    };
    let part =
        |(surface, mentions): &(String, usize)| format!("[{}] ×{mentions}", shorten(surface, NAME));
    let parts: Vec<String> = mistake.parts.iter().map(part).collect();
    let between = match mistake.kind {
        ClusterMistakeKind::Split => " | ",
        ClusterMistakeKind::Merged => " + ",
    };
    let label = shorten(&mistake.label, NAME);
    let document = mistake
        .document
        .as_deref()
        .map(|id| shorten(id, NAME) + "  ");
    let document = document.unwrap_or_default();
    writeln!(f, "  {kind}  {document}{label}  {}", parts.join(between))
}

pub(super) fn sweep(f: &mut Formatter<'_>, thresholds: &[ThresholdScore]) -> Result {
    let mut table = AlignedTable::new(["threshold", "pred", "tp", "precision", "recall", "f1"]);
    for row in thresholds {
        let micro = &row.scores.micro;
        let of = counts([micro.predicted, micro.true_positives]);
        let shares = [micro.precision, micro.recall, micro.f1].map(ratio);
        table.row(
            std::iter::once(format!("{:.2}", row.threshold))
                .chain(of)
                .chain(shares),
        );
    }
    write!(
        f,
        "\nStrict scores of the spans whose score is at least the threshold\n{table}"
    )
}

pub(super) fn calibration(f: &mut Formatter<'_>, found: &Calibration) -> Result {
    let mut table = AlignedTable::new(["score from", "spans", "mean score", "right"]);
    for tenth in found.tenths.iter().filter(|tenth| tenth.spans > 0) {
        table.row([
            format!("{:.1}", tenth.from),
            tenth.spans.to_string(),
            ratio(tenth.score),
            ratio(tenth.right),
        ]);
    }
    writeln!(
        f,
        "\nScore and share of right spans; expected calibration error {} over {} spans",
        ratio(found.error),
        found.spans
    )?;
    write!(f, "{table}")?;
    let labels = found.labels.iter();
    let labels: Vec<String> = labels
        .map(|(label, error)| format!("{} {}", shorten(label, NAME), ratio(*error)))
        .collect();
    writeln!(f, "Error by label: {}", labels.join(", "))
}

pub(super) fn intervals(f: &mut Formatter<'_>, found: &[MetricInterval]) -> Result {
    let mut table = AlignedTable::new(["score", "value", "low", "high"]);
    for interval in found {
        let numbers = [interval.value, interval.low, interval.high].map(ratio);
        table.row(std::iter::once(interval.metric.title().to_owned()).chain(numbers));
    }
    write!(f, "\nIntervals of 95 % (bootstrap over documents)\n{table}")
}

pub(super) fn against(f: &mut Formatter<'_>, found: &[MetricDifference]) -> Result {
    let heading = ["score", "value", "other", "difference", "low", "high", "p"];
    let mut table = AlignedTable::new(heading);
    for row in found {
        let numbers = [row.value, row.against].map(ratio);
        let apart = [row.difference, row.low, row.high].map(|number| format!("{number:+.4}"));
        let cells = numbers.into_iter().chain(apart).chain([ratio(row.p)]);
        table.row(std::iter::once(row.metric.title().to_owned()).chain(cells));
    }
    write!(
        f,
        "\nAgainst the other predictions: difference, its interval of 95 % (paired bootstrap) and p \
         (approximate randomisation), over documents\n{table}"
    )
}

/// Lines that a reader has to know before the scores.
pub(super) fn notes(f: &mut Formatter<'_>, notes: &[String]) -> fmt::Result {
    notes
        .iter()
        .try_for_each(|note| writeln!(f, "note: {note}"))
}
