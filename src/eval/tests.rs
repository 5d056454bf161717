use proptest::prelude::*;

use super::*;

const GOLD: &str = r#"
{"id":"sommet","lang":"fr","text":"Le général Assimi Goïta a quitté\r\nBamako lundi pour le sommet de l’AES.","entities":[{"start":11,"end":23,"label":"PERSON","text":"Assimi Goïta"},{"start":34,"end":40,"label":"LOC","text":"Bamako"},{"start":41,"end":46,"label":"DATE","text":"lundi"},{"start":67,"end":70,"label":"ORG","text":"AES"}]}
{"id":"brève","lang":"fr","text":"𝐌𝐚𝐥𝐢 : l’AES se réunit à Bamako.","entities":[{"start":0,"end":4,"label":"COUNTRY","text":"𝐌𝐚𝐥𝐢"},{"start":9,"end":12,"label":"ORG","text":"AES"},{"start":25,"end":31,"label":"LOC","text":"Bamako"}]}
{"id":"library","lang":"en","text":"The Harrowfield Library reopened on Monday.","entities":[{"start":4,"end":23,"label":"LOC"},{"start":36,"end":42,"label":"DATE"}]}
{"id":"late","lang":"en","text":"Mali agreed.","entities":[{"start":0,"end":4,"label":"COUNTRY"}]}
{"id":"quiet","text":"Nothing happened.","entities":[]}
"#;

const PREDICTED: &str = r#"
{"id":"library","entities":[{"start":4,"end":15,"label":"LOC"},{"start":16,"end":23,"label":"ORG"},{"start":36,"end":42,"label":"DATE"}]}
{"id":"brève","entities":[{"start":0,"end":4,"label":"COUNTRY"},{"start":9,"end":12,"label":"LOC"},{"start":25,"end":31,"label":"LOC"}]}
{"id":"sommet","entities":[{"start":18,"end":23,"label":"PERSON"},{"start":34,"end":40,"label":"LOC"},{"start":41,"end":46,"label":"DATE"},{"start":67,"end":70,"label":"LOC"}]}
{"id":"quiet","lang":"en","entities":[]}
"#;

fn gold(lines: &str) -> Vec<GoldDocument> {
    read_gold(lines.as_bytes(), "gold.jsonl", &Relabelling::default()).expect("gold")
}

fn predictions(lines: &str) -> Vec<Prediction> {
    read_predictions(lines.as_bytes(), "pred.jsonl", &Relabelling::default()).expect("predictions")
}

fn report() -> ScoreReport {
    evaluate(&gold(GOLD), &predictions(PREDICTED), &Options::default()).expect("a report")
}

#[test]
fn the_report_for_a_terminal() {
    insta::assert_snapshot!(report(), @r"
    5 documents
    1 without a prediction, all spans missed: late

    Strict: same span, same label
    label    gold  pred  tp  fp  fn  precision  recall      f1
    COUNTRY     2     1   1   0   1     1.0000  0.5000  0.6667
    DATE        2     2   2   0   0     1.0000  1.0000  1.0000
    LOC         3     5   2   3   1     0.4000  0.6667  0.5000
    ORG         2     1   0   1   2     0.0000  0.0000  0.0000
    PERSON      1     1   0   1   1     0.0000  0.0000  0.0000
    (micro)    10    10   5   5   5     0.5000  0.5000  0.5000

    Bounds only: same span, any label
    label    gold  found  pred  right  precision  recall      f1
    COUNTRY     2      1     1      1     1.0000  0.5000  0.6667
    DATE        2      2     2      2     1.0000  1.0000  1.0000
    LOC         3      2     5      4     0.8000  0.6667  0.7273
    ORG         2      2     1      0     0.0000  1.0000  0.0000
    PERSON      1      0     1      0     0.0000  0.0000  0.0000
    (micro)    10      7    10      7     0.7000  0.7000  0.7000
    Recall is over a label's gold spans, precision over its predicted ones; 0 where there are none.

    By language
    lang  documents  gold  pred  precision  recall      f1  bounds f1
    en            3     3     3     0.3333  0.3333  0.3333     0.3333
    fr            2     7     7     0.5714  0.5714  0.5714     0.8571

    Gold labels (rows) and what they were taken for
    gold        COUNTRY  DATE  LOC  ORG  PERSON  bounds  missed
    COUNTRY           1     0    0    0       0       0       1
    DATE              0     2    0    0       0       0       0
    LOC               0     0    2    0       0       1       0
    ORG               0     0    2    0       0       0       0
    PERSON            0     0    0    0       0       1       0
    (spurious)        0     0    0    1       0

    Documents with most strict errors
    id       lang  gold  pred  tp  fp  fn  precision  recall      f1
    sommet     fr     4     4   2   2   2     0.5000  0.5000  0.5000
    library    en     2     3   1   2   1     0.3333  0.5000  0.4000
    brève      fr     3     3   2   1   1     0.6667  0.6667  0.6667
    late       en     1     0   0   0   1     0.0000  0.0000  0.0000

    Wrong label: 2
        2 × [AES]  ORG -> LOC
              sommet 67..70  …ako lundi pour le sommet de l’[AES].
              brève 9..12  𝐌𝐚𝐥𝐢 : l’[AES] se réunit à Bamako.

    Wrong bounds: 2
        1 × [Assimi Goïta]  PERSON
              sommet 11..23  Le général [Assimi Goïta] a quitté  Bamako lundi pour l…  found 18..23 [Goïta]
        1 × [Harrowfield Library]  LOC
              library 4..23  The [Harrowfield Library] reopened on Monday.  found 4..15 [Harrowfield]

    Missed: 1
        1 × [Mali]  COUNTRY
              late 0..4  [Mali] agreed.

    Spurious: 1
        1 × [Library]  ORG
              library 16..23  The Harrowfield [Library] reopened on Monday.
    ");
}

#[test]
fn the_report_of_empty_files() {
    let empty = evaluate(&[], &[], &Options::default()).expect("a report");
    insta::assert_snapshot!(empty, @r"
    0 documents

    Strict: same span, same label
    label    gold  pred  tp  fp  fn  precision  recall      f1
    (micro)     0     0   0   0   0     0.0000  0.0000  0.0000

    Bounds only: same span, any label
    label    gold  found  pred  right  precision  recall      f1
    (micro)     0      0     0      0     0.0000  0.0000  0.0000
    Recall is over a label's gold spans, precision over its predicted ones; 0 where there are none.

    Gold labels (rows) and what they were taken for
    gold        bounds  missed
    (spurious)

    Wrong label: 0

    Wrong bounds: 0

    Missed: 0

    Spurious: 0
    ");
}

#[test]
fn the_report_for_a_program() {
    let json = serde_json::to_value(report()).expect("a JSON value");
    let micro = &json["strict"]["micro"];
    assert_eq!(
        (&micro["gold"], &micro["true_positives"]),
        (&10.into(), &5.into())
    );
    assert_eq!(json["documents"], 5);
    assert_eq!(json["unpredicted"], serde_json::json!(["late"]));
    assert_eq!(json["languages"]["en"]["documents"], 3);
    assert_eq!(json["confusion"]["rows"]["ORG"]["predicted"]["LOC"], 2);
    assert_eq!(json["worst_documents"][0]["id"], "sommet");
    assert_eq!(json["mistakes"][0]["kind"], "wrong_label");
}

#[test]
fn without_predictions_everything_is_missed() {
    let report = evaluate(&gold(GOLD), &[], &Options::default()).expect("a report");
    assert_eq!(report.unpredicted.len(), 5);
    assert_eq!(report.all.strict.micro.false_negatives, 10);
    assert!(
        report
            .confusion
            .rows
            .values()
            .all(|row| row.predicted.is_empty())
    );
}

#[test]
fn a_list_of_none_leaves_the_counts() {
    let none = Options {
        worst_documents: 0,
        mistakes: 0,
        examples: 0,
        context: 0,
        ..Options::default()
    };
    let report = evaluate(&gold(GOLD), &predictions(PREDICTED), &none).expect("a report");
    assert!(report.worst_documents.is_empty());
    assert_eq!(report.mistakes[0].count, 2);
    assert!(
        report
            .mistakes
            .iter()
            .all(|mistakes| mistakes.groups.is_empty())
    );
    assert!(
        report
            .to_string()
            .contains("Wrong label: 2 (0 of 1 different ones)")
    );
}

/// Spans of a text, which may nest, overlap and repeat.
fn spans(length: usize) -> impl Strategy<Value = Vec<LabelledSpan>> {
    let bounds = (0..length, 1..=length).prop_filter_map("a span", |(one, other)| {
        (one < other).then_some((one, other))
    });
    let label = prop::sample::select(vec!["A", "B", "C"]);
    let span =
        (bounds, label).prop_map(|((start, end), label)| LabelledSpan::new(start, end, label));
    prop::collection::vec(span, 0..8)
}

fn sides() -> impl Strategy<Value = (String, Vec<LabelledSpan>, Vec<LabelledSpan>)> {
    "\\PC{1,20}".prop_flat_map(|text| {
        let length = text.chars().count();
        (Just(text), spans(length), spans(length))
    })
}

fn compare(text: &str, gold: &[LabelledSpan], predicted: &[LabelledSpan]) -> ScoreReport {
    let document = GoldDocument::new("a".to_owned(), None, text.to_owned(), gold.to_vec());
    let prediction = Prediction::new("a".to_owned(), None, predicted.to_vec());
    evaluate(
        &[document.expect("spans inside")],
        &[prediction],
        &Options::default(),
    )
    .expect("a report")
}

/// Gold, predicted, true positives; false ones follow.
fn counts(score: &Score) -> [usize; 3] {
    [score.gold, score.predicted, score.true_positives]
}

proptest! {
    #[test]
    fn every_span_counts_once((text, gold, predicted) in sides()) {
        let report = compare(&text, &gold, &predicted);
        for scores in [&report.all.strict, &report.all.boundaries] {
            let micro = &scores.micro;
            prop_assert_eq!(micro.gold, gold.len());
            prop_assert_eq!(micro.predicted, predicted.len());
            prop_assert_eq!(micro.true_positives + micro.false_negatives, gold.len());
            prop_assert_eq!(micro.true_positives + micro.false_positives, predicted.len());
            for score in scores.labels.values().chain([micro]) {
                for ratio in [score.precision, score.recall, score.f1] {
                    prop_assert!((0.0..=1.0).contains(&ratio));
                }
            }
        }
        let (confusion, micro) = (&report.confusion, &report.all.strict.micro);
        let rows = confusion.rows.values();
        let labelled: usize = rows.clone().flat_map(|row| row.predicted.values()).sum();
        let moved: usize = rows.clone().map(|row| row.boundary_errors).sum();
        let missed: usize = rows.map(|row| row.missed).sum();
        let spurious: usize = confusion.spurious.values().sum();
        prop_assert_eq!(labelled + moved + missed, gold.len());
        prop_assert_eq!(labelled + moved + spurious, predicted.len());
        let mistakes: usize = report.mistakes.iter().map(|mistakes| mistakes.count).sum();
        prop_assert_eq!(mistakes + micro.true_positives, gold.len() + spurious);
        prop_assert!(!report.to_string().contains("NaN"));
    }

    #[test]
    fn sides_that_change_places_change_precision_for_recall((text, gold, predicted) in sides()) {
        let (one, other) = (compare(&text, &gold, &predicted), compare(&text, &predicted, &gold));
        let strict = (one.all.strict, other.all.strict);
        let boundaries = (one.all.boundaries, other.all.boundaries);
        for (one, other) in [strict, boundaries] {
            let [gold, predicted, found] = counts(&one.micro);
            prop_assert_eq!(counts(&other.micro), [predicted, gold, found]);
            for (label, score) in &one.labels {
                prop_assert!((score.precision - other.labels[label].recall).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn the_order_of_spans_changes_nothing((text, gold, predicted) in sides()) {
        let reversed = |spans: &[LabelledSpan]| spans.iter().rev().cloned().collect::<Vec<_>>();
        let found = compare(&text, &reversed(&gold), &reversed(&predicted));
        prop_assert_eq!(found, compare(&text, &gold, &predicted));
    }

    #[test]
    fn the_gold_itself_is_a_perfect_prediction((text, gold, _) in sides()) {
        let report = compare(&text, &gold, &gold);
        prop_assert_eq!(report.all.strict.micro.true_positives, gold.len());
        prop_assert!(report.worst_documents.is_empty());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read_gold(&bytes[..], "gold.jsonl", &Relabelling::default());
    }

    #[test]
    fn any_offsets_are_read_or_refused(
        text in "\\PC{0,9}",
        start: usize,
        end: usize,
        small in 0..12_usize,
    ) {
        for (start, end) in [(start, end), (small, end), (small, start % 12)] {
            let line = serde_json::json!({
                "id": "a", "text": text, "entities": [{"start": start, "end": end, "label": "A"}]
            });
            let read = read_gold(line.to_string().as_bytes(), "g", &Relabelling::default());
            if let Ok(documents) = read {
                let report = evaluate(&documents, &[], &Options::default()).expect("a report");
                prop_assert_eq!(report.all.strict.micro.false_negatives, 1);
            }
        }
    }
}
