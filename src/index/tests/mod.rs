//! The index over lines as `griot extract` writes them.

mod decisions;
mod merging;
mod properties;
mod rows;
mod state;

use super::{Decisions, Entity, Index, Indexed};

/// A cluster: label, name, key, surfaces.
type ClusterLine<'a> = (&'a str, &'a str, Option<&'a str>, &'a [&'a str]);

fn mention(label: &str, text: &str) -> serde_json::Value {
    serde_json::json!({
        "label": label, "text": text, "score": 1.0,
        "start": 0, "end": 1, "start_byte": 0, "end_byte": 1,
    })
}

/// The line of a document.
fn line(date: &str, clusters: &[ClusterLine]) -> String {
    let mut entities = Vec::new();
    let mut rows = Vec::new();
    for (label, name, key, surfaces) in clusters {
        let first = entities.len();
        entities.extend(surfaces.iter().map(|text| mention(label, text)));
        let mentions: Vec<usize> = (first..entities.len()).collect();
        rows.push(serde_json::json!({
            "id": format!("{}-{first}", label.to_lowercase()), "label": label, "name": name,
            "key": key, "count": mentions.len(), "mentions": mentions,
        }));
    }
    serde_json::json!({"id": "x", "lang": "fr", "date": date, "entities": entities, "clusters": rows})
        .to_string()
}

/// The lines of documents that each name one person, by this name alone.
fn people(names: &[&str]) -> Vec<String> {
    let one = |name: &&str| line("", &[("PERSON", name, None, &[name])]);
    names.iter().map(one).collect()
}

fn indexed(lines: &[String]) -> Vec<Entity> {
    let mut index = Index::new();
    index
        .add(lines.join("\n").as_bytes(), "out.jsonl")
        .expect("lines of griot extract");
    assert_eq!(index.documents(), lines.len() as u64);
    index.into_entities().expect("rows")
}

/// The index of lines with decisions, given as the lines of their file.
fn decided(lines: &[String], decisions: &str) -> Indexed {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("decisions.jsonl");
    std::fs::write(&file, decisions).expect("written");
    let decisions = Decisions::read(&file).expect("decisions");
    let mut index = Index::new().decisions(decisions);
    index
        .add(lines.join("\n").as_bytes(), "out.jsonl")
        .expect("lines of griot extract");
    index.finish().expect("rows")
}

fn rows(indexed: &mut Indexed) -> Vec<Entity> {
    let rows = indexed.rows().expect("rows");
    rows.map(|row| row.expect("a row")).collect()
}

/// All that an index says: rows and links, as JSON.
fn told(indexed: &mut Indexed) -> (Vec<String>, Vec<String>) {
    let rows = rows(indexed);
    let lines = rows
        .iter()
        .map(|row| serde_json::to_string(row).expect("JSON"));
    let lines = lines.collect();
    let links = indexed.links().expect("links").map(|document| {
        let document = document.expect("a document");
        let links = document
            .links
            .iter()
            .map(|link| (&rows[link.row].id, link.mentions));
        format!("{:?} {:?}", document.id, links.collect::<Vec<_>>())
    });
    (lines, links.collect())
}

/// Each row's id with the names and rules of the forms that were merged into it.
fn merged(rows: &[Entity]) -> Vec<(String, Vec<String>)> {
    let form = |form: &super::EntityForm| match &form.rule {
        Some(rule) => format!("{} ({rule})", form.name),
        None => form.name.clone(),
    };
    rows.iter()
        .map(|row| (row.id.clone(), row.forms.iter().map(form).collect()))
        .collect()
}
