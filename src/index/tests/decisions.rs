//! What people decide on rows.

use super::{ClusterLine, decided, line, merged, people, rows};
use crate::document::Label;
use crate::index::Decisions;

const MERGE: &str =
    r#"{"do": "merge", "label": "PERSON", "name": "D. Trump", "into": "Donald Trump"}"#;

fn reasons(indexed: &super::Indexed) -> Vec<String> {
    indexed
        .stale()
        .iter()
        .map(|stale| stale.reason.clone())
        .collect()
}

#[test]
fn a_merge_is_done_and_done_twice_it_is_told() {
    let lines = people(&["Donald Trump", "D. Trump", "D. Trump", "Ivanka Trump"]);
    let mut once = decided(&lines, MERGE);
    assert!(once.stale().is_empty());
    let once = rows(&mut once);
    assert_eq!(once.len(), 2);
    assert_eq!(
        merged(&once)[0],
        (
            "person/donald trump".to_owned(),
            vec!["Donald Trump".to_owned(), "D. Trump (decision)".to_owned()]
        )
    );
    assert_eq!(
        (once[0].name.as_str(), once[0].documents),
        ("Donald Trump", 3)
    );
    let mut twice = decided(&lines, &format!("{MERGE}\n\n{MERGE}\n"));
    assert_eq!(rows(&mut twice), once);
    assert_eq!(reasons(&twice), ["the two are one row"]);
    assert!(twice.stale()[0].place.ends_with("decisions.jsonl:3"));
}

#[test]
fn a_split_takes_a_form_out_of_its_row() {
    let lines = people(&["Ruth Abernathy", "Ruth E. Abernathy", "Ruth E. Abernathy"]);
    let split =
        r#"{"do": "split", "label": "PERSON", "name": "Ruth Abernathy", "note": "her aunt"}"#;
    let mut once = decided(&lines, split);
    assert!(once.stale().is_empty());
    let once = rows(&mut once);
    let ids: Vec<&str> = once.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["person/ruth e abernathy", "person/ruth abernathy"]);
    assert!(once.iter().all(|row| row.forms.is_empty()));
    let mut twice = decided(&lines, &format!("{split}\n{split}"));
    assert_eq!(rows(&mut twice), once);
    assert_eq!(reasons(&twice), ["it is a row of its own"]);
}

#[test]
fn a_form_that_is_split_from_a_key_no_longer_has_it() {
    let key = Some("person:a");
    let lines = [
        line("", &[("PERSON", "Jean Vauzelle", key, &["Jean Vauzelle"])]),
        line("", &[("PERSON", "Paul Novak", key, &["Paul Novak"])]),
    ];
    let split = r#"{"do": "split", "label": "PERSON", "name": "Paul Novak"}"#;
    let rows = rows(&mut decided(&lines, split));
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["person:a", "person/paul novak"]);
    assert_eq!(rows[1].key, None);
}

#[test]
fn rows_are_renamed_relabelled_and_hidden() {
    let clusters: [ClusterLine; 4] = [
        ("ORG", "Gallimard", None, &["Gallimard"]),
        ("ORG", "ONU", Some("org:united-nations"), &["ONU"]),
        ("LOC", "Cookies", None, &["Cookies"]),
        ("ORG", "Anne Novak", None, &["Anne Novak"]),
    ];
    let mut lines = vec![line("", &clusters)];
    lines.extend(people(&["Anne Novak"]));
    let decisions = r#"
        {"do": "relabel", "label": "ORG", "name": "gallimard", "to": "PERSON"}
        {"do": "rename", "id": "org:united-nations", "to": "Nations unies"}
        {"do": "hide", "label": "LOC", "name": "Cookies"}
        {"do": "relabel", "label": "ORG", "name": "Anne Novak", "to": "PERSON"}
    "#;
    let mut indexed = decided(&lines, decisions);
    assert!(indexed.stale().is_empty(), "{:?}", indexed.stale());
    let rows = rows(&mut indexed);
    let seen: Vec<(&str, Label, &str)> = rows
        .iter()
        .map(|row| (row.id.as_str(), row.label, row.name.as_str()))
        .collect();
    assert_eq!(
        seen,
        [
            ("person/anne novak", Label::Person, "Anne Novak"),
            ("person/gallimard", Label::Person, "Gallimard"),
            ("org:united-nations", Label::Org, "Nations unies"),
        ]
    );
    // A hidden row is in no document either.
    let links = indexed
        .links()
        .expect("links")
        .map(|document| document.expect("a document").links.len());
    assert_eq!(links.collect::<Vec<_>>(), [3, 1]);
}

#[test]
fn decisions_are_applied_in_order() {
    let lines = people(&["Anne Novak", "A. Novak", "Paul Novak"]);
    let decisions = r#"
        {"do": "merge", "label": "PERSON", "name": "A. Novak", "into": "Anne Novak"}
        {"do": "merge", "label": "PERSON", "name": "A. Novak", "into": "Paul Novak"}
        {"do": "split", "label": "PERSON", "name": "Anne Novak"}
        {"do": "rename", "label": "PERSON", "name": "A. Novak", "to": "Paul A. Novak"}
    "#;
    let mut indexed = decided(&lines, decisions);
    assert!(indexed.stale().is_empty(), "{:?}", indexed.stale());
    let rows = rows(&mut indexed);
    let seen: Vec<(&str, &str)> = rows
        .iter()
        .map(|row| (row.id.as_str(), row.name.as_str()))
        .collect();
    assert_eq!(
        seen,
        [
            ("person/paul novak", "Paul A. Novak"),
            ("person/anne novak", "Anne Novak")
        ]
    );
}

#[test]
fn what_is_not_there_is_told_and_the_rest_is_used() {
    let mut lines = people(&["Donald Trump", "D. Trump"]);
    for key in ["person:a", "person:b"] {
        lines.push(line(
            "",
            &[("PERSON", "Jean Vauzelle", Some(key), &["Jean Vauzelle"])],
        ));
    }
    let decisions = format!(
        r#"
        {{"do": "hide", "label": "PERSON", "name": "Paul Novak"}}
        {MERGE}
        {{"do": "hide", "id": "person/paul novak"}}
        {{"do": "hide", "label": "PERSON", "name": "Jean Vauzelle"}}
        "#
    );
    let mut indexed = decided(&lines, &decisions);
    assert_eq!(
        reasons(&indexed),
        [
            "no PERSON is called \"paul novak\"",
            "no row has the id \"person/paul novak\"",
            "more than one PERSON is called \"jean vauzelle\": name the row by its id instead",
        ]
    );
    assert_eq!(rows(&mut indexed).len(), 3);
}

#[test]
fn a_wrong_decision_is_told_with_its_line_and_what_was_expected() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("d.jsonl");
    for (text, expected) in [
        (
            "{",
            "d.jsonl:2: expected a decision such as {\"do\": \"merge\"",
        ),
        (
            r#"{"do": "merge", "label": "PERSON", "name": "A", "onto": "B"}"#,
            "onto",
        ),
        (
            r#"{"do": "merge", "label": "PERSON", "name": "A"}"#,
            "merge: expected the field into",
        ),
        (
            r#"{"do": "hide", "name": "A"}"#,
            "expected either an id, or a label and a name",
        ),
        (
            r#"{"do": "drop", "id": "person/a"}"#,
            "expected merge, split, rename, relabel or hide",
        ),
        (
            r#"{"do": "relabel", "id": "person/a", "to": "PERSONNE"}"#,
            "PERSONNE",
        ),
        (
            r#"{"do": "rename", "id": "person/a", "to": " "}"#,
            "rename: expected the field to",
        ),
        (
            r#"{"do": "split", "id": "person/a", "to": "b"}"#,
            "split: expected neither into nor to",
        ),
    ] {
        std::fs::write(&file, format!("{MERGE}\n{text}\n")).expect("written");
        let error = Decisions::read(&file).expect_err(text).to_string();
        assert!(
            error.contains("d.jsonl:2: ") && error.contains(expected),
            "{error}"
        );
    }
}
