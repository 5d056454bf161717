//! `griot eval` agrees with seqeval and nervaluate; `tests/reference/peers.py` says on what.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use griot::eval::{
    Options, Relabelling, Score, ScoreReport, evaluate, open_gold, open_predictions,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Reference {
    nervaluate: Nervaluate,
    seqeval: Seqeval,
}

#[derive(Deserialize)]
struct Nervaluate {
    strict: Peer,
    exact: Peer,
}

#[derive(Deserialize)]
struct Seqeval {
    strict: Peer,
    one_label: Scores,
}

#[derive(Deserialize)]
struct Peer {
    micro: Scores,
    labels: BTreeMap<String, Scores>,
}

#[derive(Deserialize)]
struct Scores {
    precision: f64,
    recall: f64,
    f1: Option<f64>,
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/reference")
        .join(name)
}

fn report() -> ScoreReport {
    let labels = Relabelling::default();
    let gold = open_gold(&path("gold.jsonl"), &labels).expect("gold");
    let predicted = open_predictions(&path("predicted.jsonl"), &labels).expect("predicted");
    evaluate(&gold, &predicted, &Options::default()).expect("a report")
}

fn reference() -> Reference {
    let json = std::fs::read_to_string(path("reference.json")).expect("reference.json");
    serde_json::from_str(&json).expect("the reference")
}

fn assert_same(what: &str, ours: &Score, theirs: &Scores) {
    let f1 = theirs.f1.unwrap_or(ours.f1);
    let pairs = [
        (ours.precision, theirs.precision),
        (ours.recall, theirs.recall),
        (ours.f1, f1),
    ];
    for (ours, theirs) in pairs {
        assert!(
            (ours - theirs).abs() < 1e-9,
            "{what}: {ours} here, {theirs} there"
        );
    }
}

fn assert_same_scores(what: &str, ours: &griot::eval::Scores, theirs: &Peer) {
    assert_same(what, &ours.micro, &theirs.micro);
    assert!(
        ours.labels.keys().eq(theirs.labels.keys()),
        "{what}: the same labels"
    );
    for (label, theirs) in &theirs.labels {
        assert_same(&format!("{what} {label}"), &ours.labels[label], theirs);
    }
}

#[test]
fn strict_scores_are_those_of_nervaluate_and_seqeval() {
    let (report, reference) = (report(), reference());
    assert_eq!(report.unpredicted.len(), 1);
    assert_same_scores(
        "nervaluate strict",
        &report.all.strict,
        &reference.nervaluate.strict,
    );
    assert_same_scores(
        "seqeval strict",
        &report.all.strict,
        &reference.seqeval.strict,
    );
}

#[test]
fn boundary_scores_are_those_of_nervaluate_and_seqeval() {
    let (report, reference) = (report(), reference());
    let boundaries = &report.all.boundaries;
    assert_same_scores("nervaluate exact", boundaries, &reference.nervaluate.exact);
    assert_same(
        "seqeval one label",
        &boundaries.micro,
        &reference.seqeval.one_label,
    );
}
