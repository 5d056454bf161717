//! The engines through the public interface: foreign models in, entities out, both engines alike.
//!
//! `tests/reference/engines.py` makes the tiny models; their weights are random, so what they find
//! means nothing, but it must be the same whichever way it is found.

use std::path::{Path, PathBuf};

use griot::{Builder, Document, EngineKind, ErrorKind, Griot};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn tiny(model_type: &str) -> PathBuf {
    root().join("tests/models").join(model_type)
}

/// The sample corpus, and a few texts that are hard to tokenise.
fn texts() -> Vec<String> {
    let corpus =
        std::fs::read_to_string(root().join("corpus/news.jsonl")).expect("the sample corpus");
    let mut texts: Vec<String> = corpus
        .lines()
        .map(|line| {
            let record: serde_json::Value = serde_json::from_str(line).expect("a JSON object");
            record["text"].as_str().expect("a text").to_owned()
        })
        .collect();
    for hard in [
        "",
        " \n",
        "é",
        "Goïta à Bamako, l’été 2024 : 𝐌𝐚𝐥𝐢 🙂 漢字",
        "<pad> </s> [SEP]",
    ] {
        texts.push(hard.to_owned());
    }
    texts.push("Ouagadougou ".repeat(300));
    texts
}

fn tiny_griot(model_type: &str, engine: EngineKind) -> Builder {
    Griot::builder().model(tiny(model_type)).engine(engine)
}

fn extract(builder: Builder, texts: &[String]) -> Vec<Document> {
    let griot = builder.build().expect("a model");
    let documents: Result<Vec<Document>, _> = griot.extract_batch(texts).into_iter().collect();
    let documents = documents.expect("no text is refused");
    assert_eq!(documents.len(), texts.len());
    for (text, document) in texts.iter().zip(&documents) {
        for mention in &document.mentions {
            assert_eq!(text.get(mention.span.bytes()), Some(mention.text.as_str()));
        }
    }
    documents
}

#[test]
fn rten_reads_a_model_directory() {
    let texts = texts();
    let found = extract(tiny_griot("bert", EngineKind::Rten).threads(1), &texts);
    assert!(found.iter().any(|document| !document.mentions.is_empty()));
    assert_eq!(
        found,
        extract(tiny_griot("bert", EngineKind::Rten).threads(2), &texts)
    );
}

#[cfg(not(feature = "libtorch"))]
#[test]
fn an_engine_that_is_not_in_the_build_is_told() {
    let error = tiny_griot("bert", EngineKind::Libtorch)
        .build()
        .expect_err("no such engine");
    assert_eq!(error.kind(), ErrorKind::Engine);
    assert!(error.to_string().contains("--features libtorch"), "{error}");
}

#[cfg(feature = "libtorch")]
mod libtorch {
    use griot::{Label, LabelMap};

    use super::*;

    const TYPES: [&str; 4] = ["bert", "camembert", "xlm-roberta", "distilbert"];

    /// The same mentions, with scores that differ by rounding at most.
    fn assert_alike(found: &[Document], expected: &[Document]) {
        assert_eq!(found.len(), expected.len());
        for (n, (found, expected)) in found.iter().zip(expected).enumerate() {
            let plain = |document: &Document| -> Vec<_> {
                let mentions = document.mentions.iter();
                mentions
                    .map(|m| (m.label, m.span, m.text.clone()))
                    .collect()
            };
            assert_eq!(plain(found), plain(expected), "document {n}");
            for (a, b) in found.mentions.iter().zip(&expected.mentions) {
                assert!((a.score - b.score).abs() < 1e-3, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn a_document_is_the_same_alone_in_a_batch_and_with_any_threads() {
        let texts = texts();
        for model_type in TYPES {
            let one = tiny_griot(model_type, EngineKind::Libtorch).threads(1);
            let found = extract(one.clone(), &texts);
            assert!(found.iter().any(|document| !document.mentions.is_empty()));
            let two = tiny_griot(model_type, EngineKind::Libtorch).threads(2);
            assert_alike(&extract(two, &texts), &found);
            let griot = one.build().expect("a model");
            let alone: Vec<Document> = texts
                .iter()
                .map(|text| griot.extract(text).expect("no text is refused"))
                .collect();
            assert_alike(&alone, &found);
        }
    }

    #[test]
    fn labels_can_be_mapped() {
        let labels: LabelMap = "PER=ORG,LOC=,ORG=,MISC=COUNTRY".parse().expect("a map");
        let builder = tiny_griot("camembert", EngineKind::Libtorch).labels(labels);
        let documents = extract(builder, &texts());
        let mut found: Vec<Label> = documents
            .iter()
            .flat_map(|document| document.mentions.iter().map(|mention| mention.label))
            .filter(|&label| label != Label::Date) // the grammar's, not the model's
            .collect();
        found.sort();
        found.dedup();
        assert_eq!(found, [Label::Country, Label::Org]);
    }

    #[test]
    fn a_model_without_weights_for_it_is_told() {
        let error = Griot::builder()
            .engine(EngineKind::Libtorch)
            .build()
            .expect_err("the models in the program have none");
        assert_eq!(error.kind(), ErrorKind::Model);
    }

    #[test]
    fn both_engines_find_the_same_with_a_tiny_model() {
        let texts = texts();
        assert_alike(
            &extract(tiny_griot("bert", EngineKind::Libtorch), &texts),
            &extract(tiny_griot("bert", EngineKind::Rten), &texts),
        );
    }

    /// Our own model, its float weights in both engines. `GRIOT_FLOAT_MODEL` names another export
    /// (`models/train/export.py --float`).
    #[test]
    fn both_engines_find_the_same_with_our_model() {
        let dir = std::env::var_os("GRIOT_FLOAT_MODEL")
            .map_or_else(|| root().join("models/griot-fr-en-small"), PathBuf::from);
        let read = |name: &str| {
            let file = dir.join(name);
            std::fs::read(&file).unwrap_or_else(|e| {
                panic!("{}: {e}: export the model with --float", file.display())
            })
        };
        // The float graph where rten looks for one. It takes its weights from model.safetensors,
        // but rten reads only what is called *.data or *.onnx_data: a name of the same length.
        let (theirs, ours) = ("model.safetensors", "model.f.onnx_data");
        let mut graph = read("model.float.onnx");
        for at in 0..graph.len() - theirs.len() {
            if graph[at..].starts_with(theirs.as_bytes()) {
                graph[at..at + ours.len()].copy_from_slice(ours.as_bytes());
            }
        }
        let float = tempfile::tempdir().expect("a directory");
        for (name, bytes) in [
            ("model.onnx", graph),
            (ours, read(theirs)),
            (theirs, read(theirs)),
            ("config.json", read("config.json")),
            ("tokenizer.json", read("tokenizer.json")),
        ] {
            std::fs::write(float.path().join(name), bytes).expect("written");
        }
        let texts = texts();
        assert_alike(
            &extract(
                Griot::builder()
                    .model(float.path())
                    .engine(EngineKind::Libtorch),
                &texts,
            ),
            &extract(Griot::builder().model(float.path()), &texts),
        );
    }
}
