//! The scores of clusters are those of others; `tests/reference/clusters.py` says whose.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use griot::eval::{
    ClusterMeasures, GoldDocument, Measure, Options, Prediction, Relabelling, evaluate, open_gold,
    open_predictions,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Kind {
    all: Three,
    found: Three,
    peer_lea: Option<Peer>,
}

#[derive(Deserialize)]
struct Three {
    b_cubed: Peer,
    ceaf_e: Peer,
    lea: Peer,
}

#[derive(Deserialize)]
struct Peer {
    precision: f64,
    recall: f64,
    f1: f64,
}

fn path(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference");
    folder.join(name)
}

fn assert_same(what: &str, ours: &Measure, theirs: &Peer) {
    for (ours, theirs) in [
        (ours.precision, theirs.precision),
        (ours.recall, theirs.recall),
        (ours.f1, theirs.f1),
    ] {
        assert!(
            (ours - theirs).abs() < 1e-9,
            "{what}: {ours} here, {theirs} there"
        );
    }
}

fn assert_three(what: &str, ours: &ClusterMeasures, theirs: &Three) {
    assert_same(&format!("{what} B³"), &ours.b_cubed, &theirs.b_cubed);
    assert_same(&format!("{what} CEAF-e"), &ours.ceaf_e, &theirs.ceaf_e);
    assert_same(&format!("{what} LEA"), &ours.lea, &theirs.lea);
}

#[test]
fn the_scores_of_clusters_are_those_of_scorch_and_coreference_eval() {
    let labels = Relabelling::default();
    let gold = open_gold(&path("clusters_gold.jsonl"), &labels).expect("gold");
    let predicted =
        open_predictions(&path("clusters_predicted.jsonl"), &labels).expect("predicted");
    let json = std::fs::read_to_string(path("clusters.json")).expect("clusters.json");
    let kinds: BTreeMap<String, Kind> = serde_json::from_str(&json).expect("the reference");
    assert!(kinds.keys().eq(["any", "pairs"]));
    // Ten documents of the first kind, then ten of the second, on both sides.
    for ((kind, theirs), (gold, predicted)) in
        kinds.iter().zip(gold.chunks(10).zip(predicted.chunks(10)))
    {
        let of_kind = |document: &GoldDocument| document.id().starts_with(kind.as_str());
        assert!(gold.len() == 10 && gold.iter().all(of_kind));
        let clusters = scores(gold, predicted);
        assert_three(&format!("{kind} all"), &clusters.0, &theirs.all);
        assert_three(&format!("{kind} found"), &clusters.1, &theirs.found);
        if let Some(peer) = &theirs.peer_lea {
            assert_same("LEA of coreference-eval", &clusters.0.lea, peer);
        }
    }
}

/// Over all mentions, and over those found by both.
fn scores(gold: &[GoldDocument], predicted: &[Prediction]) -> (ClusterMeasures, ClusterMeasures) {
    let report = evaluate(gold, predicted, &Options::default()).expect("a report");
    let total = report.clusters.expect("clusters").total;
    (total.all, total.found)
}
