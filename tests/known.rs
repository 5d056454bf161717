//! Known names on the command line: the table, and a user's list.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

const TEXT: &str =
    "Volodymyr Zelensky a rencontré Awa Sow à Kiev. Zelensky est reparti mardi pour l'Ukraine.";

fn griot(dir: &Path) -> Command {
    let mut command = Command::cargo_bin("griot").expect("the command");
    command.current_dir(dir);
    command
}

fn extracted(dir: &Path, args: &[&str]) -> Value {
    let mut command = griot(dir);
    command
        .args(["extract", "a.txt", "--model", "small"])
        .args(args);
    let output = command.assert().success().get_output().stdout.clone();
    serde_json::from_slice(&output).expect("one document")
}

fn dir_with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a directory");
    for (name, content) in files {
        fs::write(dir.path().join(name), content).expect("written");
    }
    dir
}

fn value_of<'a>(document: &'a Value, text: &str) -> &'a Value {
    let entities = document["entities"].as_array().expect("entities");
    let found = entities.iter().find(|entity| entity["text"] == text);
    &found.unwrap_or_else(|| panic!("{text} in {document}"))["value"]
}

#[test]
fn a_known_person_has_one_key_in_both_languages() {
    let english = "Volodymyr Zelenskyy met Vladimir Putin's envoy in Kyiv, said NATO.";
    let dir = dir_with(&[("a.txt", TEXT), ("b.txt", english)]);
    let document = extracted(dir.path(), &[]);
    let value = value_of(&document, "Zelensky");
    assert_eq!(value["key"], "person:volodymyr-zelenskyy");
    assert_eq!(value["name_en"], "Volodymyr Zelenskyy");
    assert_eq!(value["rule"], "known");
    assert!(value_of(&document, "Awa Sow").is_null());
    let args = [
        "extract",
        "a.txt",
        "b.txt",
        "--model",
        "small",
        "-o",
        "out.jsonl",
    ];
    griot(dir.path()).args(args).assert().success();
    let rows = griot(dir.path())
        .args(["index", "out.jsonl"])
        .assert()
        .success();
    let rows = String::from_utf8(rows.get_output().stdout.clone()).expect("UTF-8");
    let of_key = rows
        .lines()
        .filter(|row| row.contains("person:volodymyr-zelenskyy"));
    assert_eq!(of_key.count(), 1, "{rows}");
}

#[test]
fn the_users_ids_and_columns_are_passed_on() {
    let list = "name,label,id,party,find\nAwa Sow,PERSON,Q105,\"=Union\",\nKiev,LOC,Q1899,,\n";
    let dir = dir_with(&[("a.txt", TEXT), ("list.csv", list)]);
    let document = extracted(dir.path(), &["--known", "list.csv"]);
    let value = value_of(&document, "Awa Sow");
    assert_eq!(value["key"], "Q105");
    assert_eq!(
        (&value["id"], &value["rule"]),
        (&"Q105".into(), &"listed".into())
    );
    assert_eq!(value["fields"]["party"], "=Union");
    assert_eq!(value_of(&document, "Kiev")["key"], "Q1899");
    let cluster = document["clusters"].as_array().expect("clusters").iter();
    assert!(cluster.into_iter().any(|cluster| cluster["key"] == "Q105"));
    let mut command = griot(dir.path());
    command.args([
        "extract", "a.txt", "--model", "small", "--to", "csv", "--known", "list.csv",
    ]);
    let output = command.assert().success().get_output().stdout.clone();
    let output = String::from_utf8(output).expect("UTF-8");
    assert!(
        output.contains("Awa Sow") && output.contains(",Q105,"),
        "{output}"
    );
}

#[test]
fn what_the_model_misses_is_found_where_the_list_asks_for_it() {
    let list = r#"{"name": "reparti mardi", "label": "ORG", "find": true, "id": "X1"}
{"name": "est", "label": "ORG", "find": true}
{"name": "Zelensky", "label": "ORG", "find": true}"#;
    let dir = dir_with(&[("a.txt", TEXT), ("list.jsonl", list)]);
    let document = extracted(dir.path(), &["--known", "list.jsonl", "--min-score", "0.5"]);
    let found: Vec<&Value> = document["entities"]
        .as_array()
        .expect("entities")
        .iter()
        .filter(|entity| entity["source"] == "known")
        .collect();
    // `mardi` is a date already, and `Zelensky` a person.
    assert_eq!(found.len(), 1, "{document}");
    assert_eq!(
        (&found[0]["text"], &found[0]["score"]),
        (&"est".into(), &0.0.into())
    );
}

#[test]
fn a_bad_row_ends_the_run_before_a_text_is_read() {
    let dir = dir_with(&[("a.txt", TEXT), ("list.csv", "name,label\nAwa Sow,PER\n")]);
    for args in [
        ["extract", "a.txt", "-o", "out.jsonl", "--known", "list.csv"],
        ["index", "a.txt", "-o", "out.jsonl", "--known", "list.csv"],
    ] {
        let assert = griot(dir.path()).args(args).assert().code(2);
        let told = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
        assert!(
            told.contains("list.csv:2: label \"PER\": expected PERSON, ORG or LOC"),
            "{told}"
        );
        assert!(!dir.path().join("out.jsonl").exists());
    }
}

#[test]
fn an_index_is_tied_to_a_list_afterwards() {
    let dir = dir_with(&[
        ("a.txt", TEXT),
        ("list.csv", "name,label,id\nAwa SOW,PERSON,Q105\n"),
    ]);
    let args = ["extract", "a.txt", "--model", "small", "-o", "out.jsonl"];
    griot(dir.path()).args(args).assert().success();
    let rows = |args: &[&str]| {
        let mut command = griot(dir.path());
        let assert = command
            .args(["index", "out.jsonl"])
            .args(args)
            .assert()
            .success();
        String::from_utf8(assert.get_output().stdout.clone()).expect("UTF-8")
    };
    assert!(!rows(&[]).contains("Q105"));
    assert!(rows(&["--known", "list.csv"]).contains("\"key\":\"Q105\""));
}
