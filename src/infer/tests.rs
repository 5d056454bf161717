//! Parity of the engines with PyTorch and with each other, on the tiny models of
//! `tests/reference/engines.py`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde::Deserialize;

use super::{Engine, InputRow, Onnx, Rten, Threads};

/// What PyTorch gives for one row.
#[derive(Deserialize)]
struct ReferenceRow {
    ids: Vec<u32>,
    logits: Vec<f32>,
}

#[derive(Deserialize)]
struct ReferenceLogits {
    labels: usize,
    cases: Vec<ReferenceRow>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn tiny(model_type: &str) -> PathBuf {
    root().join("tests/models").join(model_type)
}

fn reference(model_type: &str) -> ReferenceLogits {
    let json =
        std::fs::read(root().join("tests/reference/engines.json")).expect("the reference file");
    let mut all: BTreeMap<String, ReferenceLogits> =
        serde_json::from_slice(&json).expect("a reference file");
    all.remove(model_type)
        .expect("a reference for this model type")
}

fn rten(file: &str) -> Rten {
    let file = tiny("bert").join(file);
    Rten::load(Onnx::File(&file), reference("bert").labels).expect("the tiny float model")
}

/// The tiny model as others export it, and as we do.
fn both_forms() -> [Rten; 2] {
    [rten("model.onnx"), rten("model.words.onnx")]
}

fn worker() -> Threads {
    Threads::with(1)
}

/// The largest difference, over all rows.
fn gap<'a>(found: &[Vec<f32>], expected: impl IntoIterator<Item = &'a Vec<f32>>) -> f32 {
    let expected: Vec<_> = expected.into_iter().collect();
    assert_eq!(found.len(), expected.len());
    let mut gap = 0f32;
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!(found.len(), expected.len());
        for (a, b) in found.iter().zip(expected) {
            gap = gap.max((a - b).abs());
            assert!(a.is_finite());
        }
    }
    gap
}

/// Rows that ask for every piece.
fn rows(cases: &[ReferenceRow]) -> Vec<InputRow<'_>> {
    static POSITIONS: LazyLock<Vec<usize>> = LazyLock::new(|| (0..512).collect());
    cases
        .iter()
        .map(|ReferenceRow { ids, .. }| InputRow {
            ids,
            word_starts: &POSITIONS[..ids.len()],
        })
        .collect()
}

fn alone(engine: &dyn Engine, rows: &[InputRow]) -> Vec<Vec<f32>> {
    let worker = worker();
    rows.iter()
        .map(|&row| engine.logits(&[row], &worker).expect("logits").remove(0))
        .collect()
}

/// What PyTorch gives for some of a case's pieces.
fn of_words(case: &ReferenceRow, word_starts: &[usize]) -> Vec<f32> {
    let labels = case.logits.len() / case.ids.len();
    let rows: Vec<&[f32]> = case.logits.chunks_exact(labels).collect();
    word_starts.iter().flat_map(|&n| rows[n]).copied().collect()
}

/// Every third piece from the second on, and the last one twice.
fn some_words(case: &ReferenceRow) -> Vec<usize> {
    let last = case.ids.len() - 1;
    (1..last).step_by(3).chain([last, last]).collect()
}

#[test]
fn rten_gives_what_pytorch_gives() {
    let reference = reference("bert");
    for engine in both_forms() {
        let found = alone(&engine, &rows(&reference.cases));
        let gap = gap(&found, reference.cases.iter().map(|case| &case.logits));
        assert!(gap < 1e-4, "{gap}");
    }
}

#[test]
fn rten_gives_the_same_alone_and_in_a_padded_batch() {
    let reference = reference("bert");
    let rows = rows(&reference.cases);
    for engine in both_forms() {
        let gap = gap(
            &engine.logits(&rows, &worker()).expect("logits"),
            &alone(&engine, &rows),
        );
        assert!(gap < 1e-5, "{gap}");
        assert!(engine.logits(&[], &worker()).expect("no rows").is_empty());
    }
}

#[test]
fn only_the_words_asked_for_come_and_in_a_batch_of_unlike_numbers_of_them() {
    let reference = reference("bert");
    let starts: Vec<_> = reference.cases.iter().map(some_words).collect();
    let rows: Vec<InputRow> = (reference.cases.iter().zip(&starts))
        .map(|(ReferenceRow { ids, .. }, word_starts)| InputRow { ids, word_starts })
        .collect();
    let expected: Vec<_> = (reference.cases.iter().zip(&starts))
        .map(|(case, starts)| of_words(case, starts))
        .collect();
    for engine in both_forms() {
        for found in [
            alone(&engine, &rows),
            engine.logits(&rows, &worker()).expect("logits"),
        ] {
            let gap = gap(&found, &expected);
            assert!(gap < 1e-4, "{gap}");
        }
    }
}

#[cfg(feature = "libtorch")]
mod libtorch {
    use tch::Tensor;

    use super::*;
    use crate::error::{Error, ErrorKind};
    use crate::infer::Libtorch;

    const TYPES: [&str; 4] = ["bert", "camembert", "xlm-roberta", "distilbert"];

    fn libtorch(model_type: &str) -> Libtorch {
        Libtorch::load(&tiny(model_type), model_type, reference(model_type).labels)
            .expect("a tiny model")
    }

    #[test]
    fn it_gives_what_pytorch_gives_alone_and_in_a_padded_batch() {
        for model_type in TYPES {
            let (engine, reference) = (libtorch(model_type), reference(model_type));
            let rows = rows(&reference.cases);
            let batch = engine.logits(&rows, &worker()).expect("logits");
            for (how, found) in [("alone", alone(&engine, &rows)), ("in a batch", batch)] {
                let gap = gap(&found, reference.cases.iter().map(|case| &case.logits));
                println!("{model_type} {how}: {gap:e}");
                assert!(gap < 1e-4, "{model_type} {how}: {gap}");
            }
            assert!(engine.logits(&[], &worker()).expect("no rows").is_empty());
        }
    }

    #[test]
    fn both_engines_agree() {
        let reference = reference("bert");
        let rows = rows(&reference.cases);
        let (found, expected) = (
            libtorch("bert").logits(&rows, &worker()),
            rten("model.words.onnx").logits(&rows, &worker()),
        );
        let gap = gap(&found.expect("logits"), &expected.expect("logits"));
        assert!(gap < 1e-3, "{gap}");
    }

    #[test]
    fn threads_share_one_model() {
        let (engine, reference) = (libtorch("bert"), reference("bert"));
        let rows = rows(&reference.cases);
        let expected = engine.logits(&rows, &worker()).expect("logits");
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        assert_eq!(engine.logits(&rows, &worker()).expect("logits"), expected);
                    }
                });
            }
        });
    }

    #[test]
    fn rows_that_the_model_cannot_read_are_errors() {
        for model_type in TYPES {
            let engine = libtorch(model_type);
            let word_starts = &[0];
            for ids in [&[5; 300][..], &[5, 100_000]] {
                let error = engine
                    .logits(&[InputRow { ids, word_starts }], &worker())
                    .expect_err("a row it cannot read");
                assert_eq!(error.kind(), ErrorKind::Engine, "{error}");
            }
            let ids = &[5, 6];
            engine
                .logits(&[InputRow { ids, word_starts }], &worker())
                .expect("the engine goes on");
        }
    }

    /// The tiny bert's directory with another config.json or other weights.
    fn broken(
        config: impl Fn(String) -> String,
        weights: impl Fn(&mut Vec<(String, Tensor)>),
    ) -> Error {
        let dir = tempfile::tempdir().expect("a directory");
        let json = std::fs::read_to_string(tiny("bert").join("config.json")).expect("a config");
        std::fs::write(dir.path().join("config.json"), config(json)).expect("written");
        let mut tensors =
            Tensor::read_safetensors(tiny("bert").join("model.safetensors")).expect("the weights");
        weights(&mut tensors);
        Tensor::write_safetensors(&tensors, dir.path().join("model.safetensors")).expect("written");
        let error = Libtorch::load(dir.path(), "bert", 11)
            .err()
            .expect("a broken model");
        assert_eq!(error.kind(), ErrorKind::Model, "{error}");
        println!("{error}");
        error
    }

    #[test]
    fn a_missing_head_is_told() {
        let error = broken(
            |c| c,
            |weights| weights.retain(|(name, _)| !name.starts_with("classifier")),
        );
        assert!(error.to_string().contains("lacks 2 of the"), "{error}");
        assert!(
            error
                .to_string()
                .contains("classifier.bias, classifier.weight"),
            "{error}"
        );
    }

    #[test]
    fn weights_of_another_shape_are_told() {
        let error = broken(
            |c| c,
            |weights| {
                for (name, tensor) in weights {
                    if name == "classifier.bias" {
                        *tensor = tensor.narrow(0, 0, 1).contiguous();
                    }
                }
            },
        );
        assert!(
            error.to_string().contains("classifier.bias of shape [1]"),
            "{error}"
        );
    }

    #[test]
    fn a_config_that_rust_bert_cannot_follow_is_told() {
        let keep = |_: &mut Vec<(String, Tensor)>| {};
        let error = broken(|c| c.replace("\"gelu\"", "\"gelu_fast\""), keep);
        assert!(error.to_string().contains("gelu_fast"), "{error}");
        let error = broken(|c| c.replace("1e-12", "0.001"), keep);
        assert!(error.to_string().contains("layer_norm_eps"), "{error}");
        let error = broken(
            |c| c.replace("\"num_attention_heads\": 4", "\"num_attention_heads\": 5"),
            keep,
        );
        assert!(error.to_string().contains("attention heads"), "{error}");
        broken(|c| c.replace("\"vocab_size\"", "\"vocabulary\""), keep);
        broken(|c| c[1..].to_owned(), keep);
    }

    #[test]
    fn other_models_are_refused() {
        let load = |dir: &Path, model_type: &str, labels: usize| {
            let error = Libtorch::load(dir, model_type, labels)
                .err()
                .expect("no such model");
            assert_eq!(error.kind(), ErrorKind::Model, "{error}");
            println!("{error}");
            error.to_string()
        };
        assert!(load(&tiny("bert"), "deberta-v2", 11).contains("deberta-v2"));
        assert!(load(&tiny("bert"), "bert", 9).contains("11 labels"));
        assert!(load(&tiny("nothing"), "bert", 11).contains("config.json"));
        let dir = tempfile::tempdir().expect("a directory");
        std::fs::copy(
            tiny("bert").join("config.json"),
            dir.path().join("config.json"),
        )
        .expect("copied");
        assert!(load(dir.path(), "bert", 11).contains("model.safetensors"));
        std::fs::write(dir.path().join("model.safetensors"), b"not weights").expect("written");
        assert!(load(dir.path(), "bert", 11).contains("model.safetensors"));
    }
}
