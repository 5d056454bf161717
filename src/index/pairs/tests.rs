//! Pairs of documents made by hand.

use serde_json::{Value, json};

use super::*;
use crate::index::Index;

/// A document with mentions: label, surface, key, sentence. Each surface is a cluster.
fn line(id: &str, mentions: &[(&str, &str, Option<&str>, Option<u32>)]) -> String {
    let mut entities: Vec<Value> = Vec::new();
    let mut clusters: Vec<Value> = Vec::new();
    for (n, (label, text, key, sentence)) in mentions.iter().enumerate() {
        let mut entity = json!({"label": label, "text": text, "start": n, "end": n + 1,
            "start_byte": n, "end_byte": n + 1, "score": 0.9});
        if let Some(sentence) = sentence {
            entity["sentence"] = json!(sentence);
        }
        if *label == "COUNTRY" {
            entity["value"] = json!({"iso2": key, "iso3": "XXX", "name_fr": text, "name_en": text,
                "rule": "name"});
        }
        entities.push(entity);
        let known = clusters.iter_mut().find(|cluster| cluster["name"] == *text);
        match known {
            Some(cluster) => {
                cluster["mentions"]
                    .as_array_mut()
                    .expect("a list")
                    .push(json!(n));
            }
            None => {
                let id = format!("{}-{}", label.to_lowercase(), clusters.len() + 1);
                let mut cluster = json!({"id": id, "label": label, "name": text, "count": 1,
                    "mentions": [n]});
                if let Some(key) = key {
                    cluster["key"] = json!(key);
                }
                clusters.push(cluster);
            }
        }
    }
    json!({"id": id, "lang": "fr", "entities": entities, "clusters": clusters}).to_string() + "\n"
}

/// Awa Sow is named with Mali in three documents of four that name anything, and twice in one sentence.
fn indexed() -> Indexed {
    let mali = ("COUNTRY", "Mali", Some("ML"));
    let awa = ("PERSON", "Awa Sow", None);
    let day = ("DATE", "mardi", Some("2024-07-09"));
    let at = |(label, text, key), sentence| (label, text, key, sentence);
    let corpus = [
        line(
            "a",
            &[
                at(mali, Some(0)),
                at(awa, Some(0)),
                at(awa, Some(2)),
                at(mali, Some(2)),
                at(day, Some(9)),
            ],
        ),
        line(
            "b",
            &[at(awa, Some(0)), at(mali, Some(1)), at(day, Some(0))],
        ),
        line(
            "c",
            &[
                at(mali, None),
                at(awa, None),
                at(day, None),
                ("ORG", "Vins & Fils <SA>", None, None),
            ],
        ),
        line(
            "d",
            &[
                at(mali, Some(5)),
                at(day, Some(5)),
                ("ORG", "Vins & Fils <SA>", None, Some(5)),
            ],
        ),
        line("e", &[]),
    ];
    let mut index = Index::new();
    index
        .add(corpus.concat().as_bytes(), "out.jsonl")
        .expect("read");
    index.finish().expect("an index")
}

fn shown(bounds: PairBounds) -> Vec<(String, String, u64, u64, f64)> {
    let mut pairs = indexed().pairs(bounds).expect("pairs");
    assert_eq!(pairs.documents(), 4);
    let names: Vec<String> = pairs.nodes().iter().map(|node| node.name.clone()).collect();
    let read = pairs.pairs().expect("pairs").map(|pair| {
        let pair = pair.expect("a pair");
        let name = |node: usize| names[node].clone();
        (
            name(pair.source),
            name(pair.target),
            pair.documents,
            pair.sentences,
            pair.pmi,
        )
    });
    read.collect()
}

#[test]
fn a_pair_has_the_documents_and_sentences_that_name_both() {
    let all = PairBounds {
        top: 100,
        min_documents: 1,
    };
    let expected = [
        // 3 documents of 4, of 4 and 3 that name each: log₂(3 · 4 / (4 · 3)).
        ("Mali", "Awa Sow", 3, 2, 0.0),
        ("Mali", "Vins & Fils <SA>", 2, 1, 0.0),
        // log₂(1 · 4 / (3 · 2)).
        ("Awa Sow", "Vins & Fils <SA>", 1, 0, -0.585),
    ];
    let expected = expected.map(|(a, b, d, s, pmi)| (a.to_owned(), b.to_owned(), d, s, pmi));
    assert_eq!(shown(all), expected);
    assert_eq!(shown(PairBounds::default()), expected[..2]);
    // The two that most documents name; the date that stands between them does not count.
    assert_eq!(shown(PairBounds { top: 2, ..all }), expected[..1]);
    assert!(shown(PairBounds { top: 0, ..all }).is_empty());
}

/// What the file of a name holds.
fn written(name: &str) -> String {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join(name);
    let mut pairs = indexed().pairs(PairBounds::default()).expect("pairs");
    // The second time over the first.
    for _ in 0..2 {
        let file = PairFile::new(&path).expect("a name");
        file.write(&mut pairs).expect("written");
    }
    std::fs::read_to_string(path).expect("text")
}

#[test]
fn rows_have_the_ids_labels_and_names_of_both() {
    assert_eq!(
        written("p.csv"),
        "source,source_label,source_name,target,target_label,target_name,documents,sentences,pmi\n\
         country:ML,COUNTRY,Mali,person/awa sow,PERSON,Awa Sow,3,2,0.0\n\
         country:ML,COUNTRY,Mali,org/vins & fils sa,ORG,Vins & Fils <SA>,2,1,0.0\n"
    );
    let lines = written("p.ndjson");
    let first: Value = serde_json::from_str(lines.lines().next().expect("a line")).expect("JSON");
    assert_eq!(
        first,
        json!({"source": "country:ML", "source_label": "COUNTRY", "source_name": "Mali",
            "target": "person/awa sow", "target_label": "PERSON", "target_name": "Awa Sow",
            "documents": 3, "sentences": 2, "pmi": 0.0})
    );
}

#[test]
fn networks_have_the_paired_nodes_with_what_is_known_of_them_escaped() {
    let gexf = written("p.gexf");
    assert!(gexf.contains("<node id=\"n0\" label=\"Mali\">"), "{gexf}");
    assert!(
        gexf.contains("<attvalue for=\"iso2\" value=\"ML\"/>"),
        "{gexf}"
    );
    assert!(
        gexf.contains("label=\"Vins &amp; Fils &lt;SA&gt;\""),
        "{gexf}"
    );
    assert!(
        gexf.contains("<nodes count=\"3\">") && gexf.contains("<edges count=\"2\">"),
        "{gexf}"
    );
    assert!(
        gexf.contains("source=\"n0\" target=\"n1\" weight=\"3\""),
        "{gexf}"
    );
    let graphml = written("p.graphml");
    for part in [
        "<data key=\"label\">Vins &amp; Fils &lt;SA&gt;</data>",
        "<data key=\"type\">COUNTRY</data><data key=\"iso2\">ML</data>",
        "<data key=\"documents\">4</data><data key=\"mentions\">5</data>",
        "source=\"n0\" target=\"n1\"><data key=\"weight\">3</data><data key=\"sentences\">2</data>",
    ] {
        assert!(graphml.contains(part), "{part} in {graphml}");
    }
}

#[test]
fn pairs_are_written_over_pairs_and_nothing_else() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("p.gexf");
    std::fs::write(&path, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><gexf/>").expect("written");
    let error = PairFile::new(&path).expect_err("a network of another program");
    assert!(error.to_string().contains("is no file of pairs"), "{error}");
    for (name, told) in [
        ("p", "expected a name ending in .csv"),
        ("p.txt", ".graphml"),
    ] {
        let error = PairFile::new(&directory.path().join(name)).expect_err("no format");
        assert!(error.to_string().contains(told), "{error}");
    }
}
