//! The rows over lines as `griot extract` writes them.

use super::{indexed, line};
use crate::error::ErrorKind;
use crate::index::Index;

#[test]
fn a_person_merges_on_the_full_name_only() {
    let found = indexed(&[
        line(
            "2025-07-05",
            &[("PERSON", "Assimi Goïta", None, &["Assimi Goïta", "Goïta"])],
        ),
        line(
            "2025-07-01",
            &[("PERSON", "Assimi  Goïta", None, &["Assimi  Goïta"])],
        ),
        line("2025-07-02", &[("PERSON", "Goïta", None, &["Goïta"])]),
    ]);
    assert_eq!(found.len(), 2);
    assert_eq!(
        (found[0].documents, found[0].mentions, found[0].partial),
        (2, 3, false)
    );
    assert_eq!(found[0].first_date.as_deref(), Some("2025-07-01"));
    assert_eq!(found[0].last_date.as_deref(), Some("2025-07-05"));
    assert_eq!(found[0].variants.get("Goïta"), Some(&1));
    assert!(found[1].partial && found[1].name == "Goïta");
}

#[test]
fn case_accents_and_apostrophes_make_no_other_name() {
    let found = indexed(&[
        line("", &[("PERSON", "Viktor Orbán", None, &["Viktor Orbán"])]),
        line("", &[("PERSON", "Viktor ORBAN", None, &["Viktor ORBAN"])]),
        line("", &[("LOC", "Côte d’Azur", None, &["Côte d’Azur"])]),
        line("", &[("LOC", "cote d'azur", None, &["cote d'azur"])]),
    ]);
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|entity| entity.documents == 2));
}

#[test]
fn countries_merge_by_code_whatever_the_name() {
    let found = indexed(&[
        line("", &[("COUNTRY", "RDC", Some("CD"), &["RDC"])]),
        line(
            "",
            &[("COUNTRY", "DR Congo", Some("CD"), &["DR Congo", "Congo"])],
        ),
    ]);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].key.as_deref(), found[0].mentions),
        (Some("CD"), 3)
    );
    assert_eq!(found[0].first_date, None);
}

#[test]
fn labels_never_mix_and_dates_without_a_value_are_left_out() {
    let found = indexed(&[line(
        "2025-01-01",
        &[
            ("LOC", "Niger", None, &["Niger"]),
            ("COUNTRY", "Niger", Some("NE"), &["Niger"]),
            ("DATE", "lundi", None, &["lundi"]),
        ],
    )]);
    let labels: Vec<&str> = found.iter().map(|entity| entity.label.as_str()).collect();
    assert_eq!(labels, ["COUNTRY", "LOC"]);
}

#[test]
fn page_furniture_does_not_count() {
    let named = line("", &[("ORG", "Le Monde", None, &["Le Monde", "Le Monde"])]);
    let mut named: serde_json::Value = serde_json::from_str(&named).expect("JSON");
    named["entities"][1]["furniture"] = true.into();
    let mut around = named.clone();
    around["entities"][0]["furniture"] = true.into();
    let found = indexed(&[around.to_string(), named.to_string()]);
    assert_eq!((found[0].documents, found[0].mentions), (1, 1));
    assert_eq!(indexed(&[around.to_string()]), []);
}

#[test]
fn a_document_without_entities_is_a_document() {
    let bare = r#"{"id": "x", "lang": "en", "entities": []}"#;
    assert_eq!(indexed(&[bare.to_owned()]), []);
}

#[test]
fn a_line_of_something_else_is_told_with_its_number() {
    let mut index = Index::new();
    let error = index
        .add(&b"\n{\"id\": 1}\n"[..], "out.jsonl")
        .expect_err("not a line of extract");
    assert_eq!(error.kind(), ErrorKind::Input);
    assert!(
        error
            .to_string()
            .starts_with("out.jsonl:2: expected a line of `griot extract`"),
        "{error}"
    );
    let mut bare: serde_json::Value =
        serde_json::from_str(&line("", &[("LOC", "Niamey", None, &["Niamey"])])).expect("JSON");
    bare["clusters"] = serde_json::json!([]);
    let error = index
        .add(bare.to_string().as_bytes(), "bare.jsonl")
        .expect_err("nothing to merge by");
    assert!(
        error
            .to_string()
            .contains("bare.jsonl:1: entities without clusters")
    );
}
