//! What records say of their texts, dates and languages, by the command.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::{Value, json};

fn extract(dir: &Path, arguments: &[&str], input: &str) -> Command {
    fs::write(dir.join("in.jsonl"), input).expect("writes");
    let mut command = Command::new(env!("CARGO_BIN_EXE_griot"));
    command
        .current_dir(dir)
        .args(["extract", "in.jsonl", "--model", "tiny"])
        .args(arguments);
    command
}

fn lines(bytes: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let parsed = text.lines().map(serde_json::from_str);
    parsed.collect::<Result<_, _>>().expect("JSON lines")
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("a file")).expect("JSON")
}

/// A number rejected its record, and what was not understood was dropped without a word.
#[test]
fn dates_are_read_and_one_that_is_not_is_told_with_its_place() {
    let dir = tempfile::tempdir().expect("directory");
    let input = [
        json!({"id": "a", "text": "Il est parti lundi.", "date": 1_751_702_400}),
        json!({"id": "b", "text": "Il est parti lundi.", "date": "Sat, 05 Jul 2025 10:00:00 GMT"}),
        json!({"id": "c", "text": "Publié le 5 juillet 2025\nIl est parti lundi.", "date": "avant-hier"}),
        json!({"id": "d", "text": "He left on Monday with them.", "date": "06/07/2025"}),
        json!({"id": "e", "text": "Il est parti lundi.", "date": ""}),
    ]
    .map(|record| record.to_string() + "\n")
    .concat();
    let mut command = extract(dir.path(), &["--summary", "s.json"], &input);
    let run = command.assert().code(0);
    let output = lines(&run.get_output().stdout);
    let told = |n: usize| {
        let field = |name: &str| output[n][name].as_str();
        (field("date"), field("date_source"), field("date_unread"))
    };
    let day = Some("2025-07-05");
    assert_eq!(told(0), (day, Some("given"), None));
    assert_eq!(told(1), (day, Some("given"), None));
    assert_eq!(told(2), (day, Some("published"), Some("avant-hier")));
    assert_eq!(told(3), (None, None, Some("06/07/2025")));
    assert_eq!(output[4].get("date_unread"), None);
    let errors = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(
        errors.contains(
            "the date of 2 records was not understood (first in.jsonl:3: \"avant-hier\")"
        ),
        "{errors}"
    );
    let summary = read(&dir.path().join("s.json"));
    assert_eq!(summary["dates_unread"], 2);
    let mut command = extract(dir.path(), &["--day-first", "yes"], &input);
    let run = command.assert().code(0);
    assert_eq!(lines(&run.get_output().stdout)[3]["date"], "2025-07-06");
}

const MIXED: &str = r#"{"id": "a", "lang": "de", "text": "Der Präsident ist am Montag nach Berlin gefahren."}
{"id": "b", "text": "He left on Monday with them."}
{"id": "c", "text": "Il est parti lundi avec eux."}
{"id": "d", "lang": "es-ES", "text": "El presidente llegó a Madrid."}
"#;

/// They were read as French or English, and nothing told.
#[test]
fn other_languages_are_told() {
    let dir = tempfile::tempdir().expect("directory");
    let mut command = extract(dir.path(), &["--summary", "s.json"], MIXED);
    let run = command.assert().code(0);
    let output = lines(&run.get_output().stdout);
    let tags: Vec<&Value> = output.iter().map(|line| &line["lang_unread"]).collect();
    assert_eq!(
        tags,
        [&json!("de"), &Value::Null, &Value::Null, &json!("es-ES")]
    );
    assert_eq!(
        (&output[1]["lang"], &output[2]["lang"]),
        (&json!("en"), &json!("fr"))
    );
    let errors = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(
        errors.contains("2 records in other languages (de 1, es 1) were read"),
        "{errors}"
    );
    let summary = read(&dir.path().join("s.json"));
    assert_eq!(summary["other_langs"], json!({"de": 1, "es": 1}));
}

#[test]
fn what_is_left_out_for_its_language_is_kept_and_counted_and_no_failure() {
    for (flags, ids, skipped) in [
        (
            ["--other-langs", "skip"],
            vec!["b", "c"],
            json!({"de": 1, "es": 1}),
        ),
        (
            ["--only-lang", "fr"],
            vec!["c"],
            json!({"de": 1, "en": 1, "es": 1}),
        ),
    ] {
        let dir = tempfile::tempdir().expect("directory");
        let rest = [
            "--summary",
            "s.json",
            "--rejects",
            "r.jsonl",
            "--max-rejects",
            "0",
        ];
        let mut command = extract(dir.path(), &[&flags[..], &rest[..]].concat(), MIXED);
        let run = command.assert().code(0);
        let output = lines(&run.get_output().stdout);
        let read_ids: Vec<&str> = output
            .iter()
            .filter_map(|line| line["id"].as_str())
            .collect();
        assert_eq!(read_ids, ids);
        let summary = read(&dir.path().join("s.json"));
        assert_eq!(
            (&summary["skipped"], &summary["rejects"]),
            (&skipped, &json!({}))
        );
        let kept = lines(&fs::read(dir.path().join("r.jsonl")).expect("rejects"));
        assert_eq!(kept.len(), 4 - ids.len());
        assert_eq!(
            (
                &kept[0]["code"],
                &kept[0]["line"],
                &kept[0]["length"],
                &kept[0]["raw"]
            ),
            (
                &json!("other_lang"),
                &json!(1),
                &json!(MIXED.find('\n')),
                &json!("")
            )
        );
    }
}

#[test]
fn flags_that_contradict_each_other_or_name_no_language_of_ours_are_refused() {
    let dir = tempfile::tempdir().expect("directory");
    let mut command = extract(
        dir.path(),
        &["--other-langs", "read", "--only-lang", "fr"],
        MIXED,
    );
    command.assert().code(2);
    let mut command = extract(dir.path(), &["--only-lang", "de"], MIXED);
    command.assert().code(2);
}
