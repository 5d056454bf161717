//! `griot eval` as it is called: values, clusters, rows of the index, and how sure the scores are.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

/// Two documents, with values, clusters and keys over both.
const GOLD: &str = r#"
{"id":"a","lang":"fr","date":"2012-05-22","text":"Emmanuel Macron a quitté le Mali lundi. Macron parle.","entities":[{"start":0,"end":15,"label":"PERSON","cluster":"p"},{"start":28,"end":32,"label":"COUNTRY","value":{"iso2":"ML"},"cluster":"c"},{"start":33,"end":38,"label":"DATE","value":{"value":"2012-05-21"}},{"start":40,"end":46,"label":"PERSON","cluster":"p"}],"clusters":[{"id":"p","key":"Emmanuel Macron"},{"id":"c","key":"Mali"}]}
{"id":"b","lang":"fr","date":"2012-05-22","text":"Emmanuel Macron est à Paris depuis mardi.","entities":[{"start":0,"end":15,"label":"PERSON","cluster":"x"},{"start":35,"end":40,"label":"DATE","value":null}],"clusters":[{"id":"x","key":"Emmanuel Macron"}]}
"#;

/// What a system might write: the second person of the first document apart, a wrong day, a value where
/// there must be none.
const PREDICTED: &str = r#"
{"schema":"griot/1","id":"a","lang":"fr","entities":[{"label":"PERSON","text":"Emmanuel Macron","start":0,"end":15,"start_byte":0,"end_byte":15,"score":0.99,"cluster":"person-1"},{"label":"COUNTRY","text":"Mali","start":28,"end":32,"start_byte":29,"end_byte":33,"score":0.95,"value":{"iso2":"ML","iso3":"MLI","name_fr":"Mali","name_en":"Mali","rule":"name"},"cluster":"country-1"},{"label":"DATE","text":"lundi","start":33,"end":38,"start_byte":34,"end_byte":39,"score":0.9,"value":{"value":"2012-05-28","grain":"day","kind":"relative_to_document","rule":"x"},"cluster":"date-1"},{"label":"PERSON","text":"Macron","start":40,"end":46,"start_byte":41,"end_byte":47,"score":0.6,"cluster":"person-2"}],"clusters":[{"id":"person-1","label":"PERSON","name":"Emmanuel Macron","count":1,"mentions":[0]},{"id":"country-1","label":"COUNTRY","name":"Mali","key":"ML","count":1,"mentions":[1]},{"id":"date-1","label":"DATE","name":"lundi","key":"2012-05-28","count":1,"mentions":[2]},{"id":"person-2","label":"PERSON","name":"Macron","count":1,"mentions":[3]}]}
{"schema":"griot/1","id":"b","lang":"fr","entities":[{"label":"PERSON","text":"Emmanuel Macron","start":0,"end":15,"start_byte":0,"end_byte":15,"score":0.97,"cluster":"person-1"},{"label":"DATE","text":"mardi","start":35,"end":40,"start_byte":36,"end_byte":41,"score":0.8,"value":{"value":"2012-05-22/..","grain":"day","kind":"relative_to_document","rule":"x"},"cluster":"date-1"}],"clusters":[{"id":"person-1","label":"PERSON","name":"Emmanuel Macron","count":1,"mentions":[0]},{"id":"date-1","label":"DATE","name":"mardi","key":"2012-05-22/..","count":1,"mentions":[1]}]}
"#;

fn write(dir: &Path, name: &str, content: &str) -> String {
    let path = dir.join(name);
    fs::write(&path, content).expect(name);
    path.display().to_string()
}

fn griot(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_griot"));
    command.arg("eval").args(arguments);
    command
}

fn text(arguments: &[&str]) -> String {
    let run = griot(arguments).assert().success();
    String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8")
}

fn json(arguments: &[&str]) -> Value {
    let arguments: Vec<&str> = arguments.iter().copied().chain(["--json"]).collect();
    serde_json::from_str(&text(&arguments)).expect("JSON")
}

fn refused(arguments: &[&str]) -> String {
    let run = griot(arguments).assert().code(2);
    String::from_utf8_lossy(&run.get_output().stderr).into_owned()
}

#[test]
fn values_clusters_and_rows_of_the_index_are_scored_where_the_gold_has_them() {
    let dir = tempfile::tempdir().expect("a directory");
    let gold = write(dir.path(), "gold.jsonl", GOLD);
    let predicted = write(dir.path(), "out.jsonl", PREDICTED);
    let report = json(&[&gold, &predicted]);
    let dates = &report["values"]["dates"];
    assert_eq!(
        (&dates["gold"], &dates["found"], &dates["right"]),
        (&2.into(), &2.into(), &0.into())
    );
    assert_eq!((&dates["wrong"], &dates["unasked"]), (&1.into(), &1.into()));
    assert_eq!(report["values"]["countries"]["right_of_found"], 1.0);
    // In its document, Macron is in two clusters; in the corpus, in two rows.
    assert_eq!(report["clusters"]["split"], 1);
    assert_eq!(report["clusters"]["labels"]["PERSON"]["gold_clusters"], 2);
    assert_eq!(report["index"]["labels"]["PERSON"]["gold_clusters"], 1);
    assert_eq!(report["index"]["labels"]["PERSON"]["predicted_clusters"], 2);
    assert_eq!(report["index"]["split"], 1);
    let shown = text(&[&gold, &predicted]);
    for line in [
        "Values: found with the same span and label, right with the same value",
        "a 33..38  2012-05-21 -> 2012-05-28  ",
        "b 35..40  none -> 2012-05-22/..  ",
        "split   a  PERSON  [Emmanuel Macron] ×1 | [Macron] ×1",
        "Rows of the index as clusters of the whole corpus",
        "split   PERSON  [Emmanuel Macron] ×2 | [Macron] ×1",
    ] {
        assert!(shown.contains(line), "{line}:\n{shown}");
    }
}

#[test]
fn what_is_not_scored_is_told() {
    let dir = tempfile::tempdir().expect("a directory");
    let gold = write(dir.path(), "gold.jsonl", GOLD);
    let bare = r#"{"id":"a","entities":[{"start":0,"end":15,"label":"PERSON"}]}"#;
    let predicted = write(dir.path(), "out.jsonl", bare);
    let shown = text(&[&gold, &predicted]);
    for line in [
        "note: the gold has values, the predictions have none: they are not scored",
        "note: the gold has clusters, the predictions have none: they are not scored",
        "note: rows of the index are not scored: ",
    ] {
        assert!(shown.contains(line), "{line}:\n{shown}");
    }
    let report = json(&[&gold, &predicted]);
    assert!(report.get("values").is_none() && report.get("index").is_none());
    let run = griot(&[&gold, "-"])
        .write_stdin(PREDICTED)
        .assert()
        .success();
    let shown = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(
        shown.contains("predictions on standard input cannot be read twice"),
        "{shown}"
    );
    assert!(shown.contains("Clusters of 2 documents"), "{shown}");
}

#[test]
fn sweep_and_calibration_are_of_the_scores_of_predictions() {
    let dir = tempfile::tempdir().expect("a directory");
    let gold = write(dir.path(), "gold.jsonl", GOLD);
    let predicted = write(dir.path(), "out.jsonl", PREDICTED);
    let report = json(&[&gold, &predicted, "--sweep", "--calibration"]);
    let sweep = report["sweep"].as_array().expect("thresholds");
    let at = |threshold: f64| {
        let row = sweep
            .iter()
            .find(|row| row["threshold"] == threshold)
            .expect("a threshold");
        row["micro"]["predicted"].clone()
    };
    assert_eq!(
        (at(0.0), at(0.65), at(0.99)),
        (6.into(), 5.into(), 1.into())
    );
    assert_eq!(report["calibration"]["spans"], 6);
    assert_eq!(report["calibration"]["tenths"][9]["spans"], 4);
    let shown = text(&[&gold, &predicted, "--sweep", "--calibration"]);
    assert!(shown.contains("threshold  pred  tp"), "{shown}");
    assert!(
        shown.contains("expected calibration error 0.1317 over 6 spans"),
        "{shown}"
    );
    assert!(refused(&[&gold, &gold, "--sweep"]).contains("expected predictions with a `score`"));
}

#[test]
fn intervals_and_a_test_against_others_are_the_same_on_every_run() {
    let dir = tempfile::tempdir().expect("a directory");
    let gold = write(dir.path(), "gold.jsonl", GOLD);
    let predicted = write(dir.path(), "out.jsonl", PREDICTED);
    let worse = write(
        dir.path(),
        "worse.jsonl",
        &PREDICTED.replace("\"PERSON\"", "\"ORG\""),
    );
    let arguments = [&*gold, &predicted, "--intervals", "--against", &worse];
    let report = json(&arguments);
    let strict = &report["intervals"][0];
    assert_eq!(
        (&strict["metric"], &strict["value"]),
        (&"strict".into(), &1.0.into())
    );
    let strict = &report["against"][0];
    assert_eq!(
        (&strict["value"], &strict["against"]),
        (&1.0.into(), &0.5.into())
    );
    assert_eq!(strict["difference"], 0.5);
    let shown = text(&arguments);
    assert!(shown.contains("spans, strict F1"), "{shown}");
    assert!(shown.contains("Against the other predictions"), "{shown}");
    assert_eq!(shown, text(&arguments));
}

#[test]
fn a_gold_label_of_another_scheme_comes_with_a_hint() {
    let dir = tempfile::tempdir().expect("a directory");
    let gold = write(
        dir.path(),
        "gold.jsonl",
        &GOLD.replace("\"PERSON\"", "\"PER\""),
    );
    let predicted = write(dir.path(), "out.jsonl", PREDICTED);
    let hint = "note: gold label PER (3 spans) is none of griot's: --gold-labels PER=PERSON";
    let shown = text(&[&gold, &predicted]);
    assert!(shown.contains(hint), "{shown}");
    let shown = text(&[&gold, &predicted, "--gold-labels", "PER=PERSON"]);
    assert!(!shown.contains("note:"), "{shown}");
}

#[test]
fn predictions_in_conll_answer_gold_documents_by_order() {
    let dir = tempfile::tempdir().expect("a directory");
    let gold = write(dir.path(), "gold.jsonl", GOLD);
    let first = "-DOCSTART- -X- -X- O\n\nEmmanuel X X B-PERSON\nMacron X X I-PERSON\na X X O\nquitté X X O\n\
                 le X X O\nMali X X B-COUNTRY\nlundi X X B-DATE\n. X X O\n\nMacron X X B-PERSON\n\
                 parle X X O\n. X X O\n\n";
    let second = "-DOCSTART- -X- -X- O\n\nEmmanuel X X B-PERSON\nMacron X X I-PERSON\nest X X O\nà X X O\n\
                  Paris X X B-LOC\ndepuis X X O\nmardi X X O\n. X X O\n";
    let predicted = write(dir.path(), "out.conll", &format!("{first}{second}"));
    let shown = text(&[&gold, &predicted]);
    assert!(
        shown.contains("2 predictions without ids, matched by order"),
        "{shown}"
    );
    let report = json(&[&gold, &predicted]);
    assert_eq!(report["by_order"], 2);
    assert_eq!(report["strict"]["micro"]["true_positives"], 5);
    let one = write(dir.path(), "one.conll", first);
    assert!(refused(&[&gold, &one]).contains("1 predictions in CoNLL for 2 gold documents"));
    let turned = write(dir.path(), "turned.conll", &format!("{second}\n{first}"));
    assert!(
        refused(&[&gold, &turned])
            .contains("turned.conll:1: expected the tokens of the gold document \"a\"")
    );
}

#[test]
fn griot_reads_the_gold_texts_with_their_dates() {
    let dir = tempfile::tempdir().expect("a directory");
    let gold = write(dir.path(), "gold.jsonl", GOLD);
    let report = json(&[&gold, "--model", "small"]);
    assert_eq!(report["values"]["grains"]["day"]["right"], 1);
    assert_eq!(report["index"]["labels"]["PERSON"]["predicted_clusters"], 1);
    assert_eq!(report["clusters"]["documents"], 2);
    assert_eq!(report["notes"], Value::Null);
}
