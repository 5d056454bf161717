//! Exports of documents made by hand.

use serde_json::{Value, json};

use super::*;
use crate::index::{Index, PairBounds};

const CORPUS: &str = concat!(
    r#"{"id": "a\u0001 b", "lang": "fr", "date": "2024-07-08", "title": "Au  Mali", "words": 9, "text": "Le Mali", "entities": ["#,
    r#"{"label": "PERSON", "text": "Awa Sow", "start": 0, "end": 7, "start_byte": 0, "end_byte": 7, "score": 0.9, "sentence": 0, "cluster": "person-1"},"#,
    r#"{"label": "PERSON", "text": "Sow", "start": 8, "end": 11, "start_byte": 8, "end_byte": 11, "score": 0.9, "sentence": 1, "cluster": "person-1"},"#,
    r#"{"label": "ORG", "text": "ONU", "start": 12, "end": 15, "start_byte": 12, "end_byte": 15, "score": 0.9, "cluster": "org-1"},"#,
    r#"{"label": "COUNTRY", "text": "URSS", "start": 16, "end": 20, "start_byte": 16, "end_byte": 20, "score": 0.9, "cluster": "country-1","#,
    r#" "value": {"iso2": "SU", "iso3": "SUN", "iso3166_3": "SUHH", "former": true, "name_fr": "URSS", "name_en": "USSR", "rule": "name"}},"#,
    r#"{"label": "LOC", "text": "Gao", "start": 21, "end": 24, "start_byte": 21, "end_byte": 24, "score": 0.9, "cluster": "loc-1"},"#,
    r#"{"label": "LOC", "text": "Facebook", "start": 25, "end": 33, "start_byte": 25, "end_byte": 33, "score": 0.5, "furniture": true, "cluster": "loc-2"},"#,
    r#"{"label": "DATE", "text": "mardi", "start": 34, "end": 39, "start_byte": 34, "end_byte": 39, "score": 0.9}"#,
    r#"], "clusters": ["#,
    r#"{"id": "person-1", "label": "PERSON", "name": "Awa Sow", "key": "Q12", "count": 2, "mentions": [0, 1]},"#,
    r#"{"id": "org-1", "label": "ORG", "name": "ONU", "name_fr": "Organisation des Nations unies", "name_en": "United Nations", "key": "org:united-nations", "count": 1, "mentions": [2]},"#,
    r#"{"id": "country-1", "label": "COUNTRY", "name": "URSS", "name_fr": "URSS", "name_en": "USSR", "key": "SUHH", "count": 1, "mentions": [3]},"#,
    r#"{"id": "loc-1", "label": "LOC", "name": "Gao", "count": 1, "mentions": [4]},"#,
    r#"{"id": "loc-2", "label": "LOC", "name": "Facebook", "count": 1, "mentions": [5]}]}"#,
    "\n",
    r#"{"lang": "en", "date": "yesterday", "entities": []}"#,
    "\n",
);

fn indexed() -> Indexed {
    let mut index = Index::new().keeping_mentions();
    index.add(CORPUS.as_bytes(), "out.jsonl").expect("read");
    index.finish().expect("an index")
}

fn entities() -> Vec<Value> {
    let mut out = Vec::new();
    indexed()
        .export(ExportFormat::Ftm, &mut out)
        .expect("written");
    let text = String::from_utf8(out).expect("UTF-8");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

#[test]
fn rows_become_entities_of_the_schema_that_fits() {
    let entities = entities();
    let of = |name: &str| {
        let named = |entity: &&Value| entity["properties"]["name"] == json!([name]);
        let found = entities.iter().find(named).expect(name);
        (found["schema"].clone(), found["properties"].clone())
    };
    assert_eq!(
        of("Awa Sow"),
        (
            json!("Person"),
            json!({"name": ["Awa Sow"], "weakAlias": ["Sow"], "wikidataId": ["Q12"]})
        )
    );
    assert_eq!(
        of("ONU"),
        (
            json!("Organization"),
            json!({"name": ["ONU"], "alias": ["Organisation des Nations unies", "United Nations"]})
        )
    );
    assert_eq!(
        of("URSS"),
        (
            json!("Address"),
            json!({"name": ["URSS"], "full": ["URSS"], "country": ["suhh"], "alias": ["USSR"]})
        )
    );
    for (key, kind) in [
        ("org:3m", Some("company")),
        ("org:afd", Some("agency")),
        ("org:nobody", None),
    ] {
        assert_eq!(crate::known::kind(key), kind, "{key}");
    }
    // What only page furniture names is no row.
    assert!(
        entities
            .iter()
            .all(|entity| !entity.to_string().contains("Facebook"))
    );
}

#[test]
fn documents_are_tied_to_what_they_name() {
    let entities = entities();
    let id = |name: &str| {
        let named = |entity: &&Value| entity["properties"]["name"] == json!([name]);
        entities.iter().find(named).expect(name)["id"].clone()
    };
    let of = |schema: &str| -> Vec<&Value> {
        let of_schema = entities.iter().filter(|entity| entity["schema"] == schema);
        of_schema.collect()
    };
    let text = of("PlainText");
    assert_eq!(text.len(), 1);
    assert_eq!(
        text[0]["properties"],
        json!({"fileName": ["a b"], "title": ["Au Mali"], "publishedAt": ["2024-07-08"],
            "language": ["fra"], "mimeType": ["text/plain"], "bodyText": ["Le Mali"],
            "peopleMentioned": ["Awa Sow", "Sow"], "companiesMentioned": ["ONU"],
            "detectedCountry": ["suhh"], "locationMentioned": ["Gao"]})
    );
    let mentions = of("Mention");
    assert_eq!(mentions.len(), 2);
    assert!(mentions.iter().any(|mention| mention["properties"]
        == json!({"document": [text[0]["id"]], "resolved": [id("Awa Sow")],
            "detectedSchema": ["Person"], "name": ["Awa Sow", "Sow"]})));
    let links = of("UnknownLink");
    assert_eq!(links.len(), 2);
    assert!(links.iter().any(|link| link["properties"]
        == json!({"subject": [id("Gao")], "object": [text[0]["id"]], "role": ["named in"]})));
    // A date that is no day is not passed on, and a document without an id has its number.
    assert_eq!(
        of("Document")[0]["properties"],
        json!({"fileName": ["document-1"], "language": ["eng"]})
    );
    let mut ids: Vec<String> = entities
        .iter()
        .map(|entity| entity["id"].to_string())
        .collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), entities.len());
}

#[test]
fn an_export_needs_mentions_and_a_database_a_file() {
    let mut index = Index::new();
    index.add(CORPUS.as_bytes(), "out.jsonl").expect("read");
    let mut without = index.finish().expect("an index");
    let error = without
        .export(ExportFormat::Ftm, Vec::new())
        .expect_err("no mentions");
    assert_eq!(error.kind(), ErrorKind::Option);
    let error = indexed()
        .export(ExportFormat::Sqlite, Vec::new())
        .expect_err("no stream");
    assert!(error.to_string().contains("sqlite is a file"), "{error}");
}

#[test]
fn a_long_text_is_given_in_pieces_and_a_long_name_cut() {
    let mut made = ftm_entity::FtmEntity::new("PlainText", "griot-1");
    let text = "é".repeat(150_000);
    made.add("bodyText", ftm_entity::FtmType::Text, &text);
    made.add("name", ftm_entity::FtmType::Name, &"x ".repeat(400));
    made.add(
        "alias",
        ftm_entity::FtmType::Name,
        "Mico\u{ad}coulie\u{301}rs",
    );
    let mut out = Vec::new();
    made.write(&mut out).expect("written");
    let made: Value = serde_json::from_slice(&out).expect("JSON");
    let pieces = made["properties"]["bodyText"].as_array().expect("a list");
    let pieces: Vec<&str> = pieces.iter().filter_map(Value::as_str).collect();
    assert_eq!(pieces.concat(), text);
    assert_eq!(pieces.iter().map(|p| p.chars().count()).max(), Some(65_000));
    assert_eq!(made["properties"]["alias"], json!(["Micocouliérs"]));
    let name = made["properties"]["name"][0].as_str().expect("a name");
    assert_eq!((name.len(), name.ends_with('x')), (383, true));
}

#[test]
fn an_export_is_written_over_one_of_griot_and_nothing_else() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("all.ftm.json");
    std::fs::write(&path, "{\"id\": \"mine\", \"schema\": \"Person\"}\n").expect("written");
    let error = ExportFile::new(&path, ExportFormat::Ftm).expect_err("of another program");
    assert!(
        error
            .to_string()
            .contains("is no FollowTheMoney export of griot"),
        "{error}"
    );
    std::fs::write(&path, "").expect("written");
    for _ in 0..2 {
        let file = ExportFile::new(&path, ExportFormat::Ftm).expect("empty, or an earlier one");
        file.write(&mut indexed(), PairBounds::default())
            .expect("written");
    }
    for (name, format) in [
        ("a.ftm", Some(ExportFormat::Ftm)),
        ("a.FTM.JSON.GZ", Some(ExportFormat::Ftm)),
        ("a.json", None),
        ("a.db", Some(ExportFormat::Sqlite)),
        ("a.sqlite3", Some(ExportFormat::Sqlite)),
        ("a.jsonl", None),
    ] {
        assert_eq!(
            ExportFormat::of(std::path::Path::new(name)),
            format,
            "{name}"
        );
    }
}
