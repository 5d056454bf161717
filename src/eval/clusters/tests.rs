use super::super::document::{GoldDocument, LabelledSpan, Prediction};
use super::super::pair::pair;
use super::*;

/// A text of letters, each a mention: `A` labels it PERSON, `a` ORG; a digit behind it is its cluster.
fn spans(said: &str) -> Vec<LabelledSpan> {
    let words = said.split(' ').enumerate().filter(|(_, word)| *word != "-");
    let span = |(at, word): (usize, &str)| {
        let label = if word.starts_with(char::is_uppercase) {
            "PERSON"
        } else {
            "ORG"
        };
        let span = LabelledSpan::new(2 * at, 2 * at + 1, label);
        match &word[1..] {
            "" => span,
            cluster => span.with_cluster(cluster),
        }
    };
    words.map(span).collect()
}

fn scores(documents: &[(&str, &str)]) -> Option<ClusterScores> {
    let (mut gold, mut predicted) = (Vec::new(), Vec::new());
    for (n, (own, other)) in documents.iter().enumerate() {
        let text = "x ".repeat(10);
        let document = GoldDocument::new(n.to_string(), None, text, spans(own)).expect("spans");
        gold.push(document);
        predicted.push(Prediction::new(n.to_string(), None, spans(other)));
    }
    let pairs = pair(&gold, &predicted).expect("pairs");
    let labels = labels(&pairs);
    let mut counter = ClusterCounter::new(&labels);
    for pair in pairs.iter().filter(|pair| pair.gold.has_clusters()) {
        counter.add(Some(pair.gold.id()), &mentions_of_document(pair, &labels));
    }
    (!labels.is_empty()).then(|| counter.finish(9))
}

#[test]
fn a_mention_of_one_side_counts_over_all_mentions_only() {
    // Two of three mentions of one person are found, together; a fourth is spurious, with them.
    let found = scores(&[("A1 A1 A1 -", "A1 A1 - A1")]).expect("clusters");
    let total = found.total;
    assert_eq!(
        (
            total.gold_mentions,
            total.predicted_mentions,
            total.found_mentions
        ),
        (3, 3, 2)
    );
    assert_eq!(total.found.b_cubed.f1, 1.0);
    assert_eq!(total.found.ceaf_e.f1, 1.0);
    assert_eq!(total.found.lea.f1, 1.0);
    // B³: 2/3 for each of the two found mentions, of three; CEAF-e: 2 · 2 / (3 + 3); LEA: 1 of 3 links.
    assert!((total.all.b_cubed.recall - 4.0 / 9.0).abs() < 1e-12);
    assert!((total.all.ceaf_e.recall - 2.0 / 3.0).abs() < 1e-12);
    assert!((total.all.lea.recall - 1.0 / 3.0).abs() < 1e-12);
    assert_eq!(found.split + found.merged, 0);
}

#[test]
fn another_label_is_another_mention() {
    let found = scores(&[("A1 A1", "A1 a2")]).expect("clusters");
    // ORG has no gold cluster: its mentions do not count.
    assert_eq!(
        (found.total.predicted_mentions, found.total.found_mentions),
        (1, 1)
    );
    assert!(found.labels.keys().eq(["PERSON"]));
}

#[test]
fn a_gold_mention_without_a_cluster_is_left_out_on_both_sides() {
    let found = scores(&[("A1 A A1", "A1 A1 A1")]).expect("clusters");
    assert_eq!(found.total.predicted_mentions, 2);
    assert_eq!(found.total.all.b_cubed.f1, 1.0);
}

#[test]
fn a_predicted_mention_without_a_cluster_is_alone() {
    let found = scores(&[("A1 A1", "A A")]).expect("clusters");
    assert_eq!((found.total.predicted_clusters, found.split), (2, 1));
    assert_eq!(found.total.found.b_cubed.precision, 1.0);
    assert_eq!(found.total.found.b_cubed.recall, 0.5);
}

#[test]
fn documents_add_up_and_those_without_gold_clusters_do_not_count() {
    let found = scores(&[("A1 A1", "A1 A2"), ("A1 A2", "A1 A1"), ("A A", "A1 A1")]);
    let found = found.expect("clusters");
    assert_eq!((found.documents, found.split, found.merged), (2, 1, 1));
    // Each document's best assignment is worth 2/3; 3 gold clusters and 3 predicted ones.
    assert!((found.total.found.ceaf_e.f1 - 4.0 / 9.0).abs() < 1e-12);
    let [split, merged] = found.mistakes.as_slice() else {
        panic!("{:?}", found.mistakes)
    };
    assert_eq!(split.kind, ClusterMistakeKind::Split);
    assert_eq!(split.document.as_deref(), Some("0"));
    assert_eq!(merged.kind, ClusterMistakeKind::Merged);
    assert_eq!(merged.parts, [("x".to_owned(), 1), ("x".to_owned(), 1)]);
}

#[test]
fn without_gold_clusters_there_is_no_score() {
    assert_eq!(scores(&[("A A", "A1 A1")]), None);
}
