//! Models: the two compiled in, or a directory.
//!
//! A model directory holds `config.json` (Hugging Face form: `id2label`,
//! `max_position_embeddings`, `model_type`; and our own `griot` section), `tokenizer.json`, and
//! `model.onnx` for the default engine or `model.safetensors` for `libtorch`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::{Error, ErrorKind, Result};

/// Which model to load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Model {
    Embedded(&'static Embedded),
    Directory(PathBuf),
}

/// A model that is part of the program.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Embedded {
    pub name: &'static str,
    pub config: &'static [u8],
    pub tokenizer: &'static [u8],
    pub onnx: &'static [u8],
}

macro_rules! embed {
    ($name:literal) => {
        Embedded {
            name: $name,
            config: include_bytes!(concat!("../models/griot-fr-en-", $name, "/config.json")),
            tokenizer: include_bytes!(concat!("../models/griot-fr-en-", $name, "/tokenizer.json")),
            onnx: include_bytes!(concat!("../models/griot-fr-en-", $name, "/model.onnx")),
        }
    };
}

/// The models of this build, the default one first.
static EMBEDDED: &[Embedded] = &[
    #[cfg(feature = "model-base")]
    embed!("base"),
    #[cfg(feature = "model-small")]
    embed!("small"),
];

impl Model {
    /// The default: the first model of this build.
    pub fn standard() -> Result<Self> {
        EMBEDDED.first().map(Self::Embedded).ok_or_else(|| {
            Error::new(
                ErrorKind::Model,
                "this build carries no model: name a model directory",
            )
        })
    }

    /// A model by name (`base`, `small`) or by directory.
    pub fn named(name: &Path) -> Result<Self> {
        let plain = name.to_str().unwrap_or_default();
        let short = plain.strip_prefix("griot-fr-en-").unwrap_or(plain);
        if let Some(embedded) = EMBEDDED.iter().find(|e| e.name == short) {
            return Ok(Self::Embedded(embedded));
        }
        if name.is_dir() {
            return Ok(Self::Directory(name.to_owned()));
        }
        let known: Vec<&str> = EMBEDDED.iter().map(|e| e.name).collect();
        Err(Error::new(
            ErrorKind::Model,
            format!(
                "no model {:?}: expected {} or a model directory",
                name,
                if known.is_empty() {
                    "(none compiled in)".to_owned()
                } else {
                    known.join(", ")
                }
            ),
        ))
    }

    pub fn tokenizer(&self) -> Result<Cow<'static, [u8]>> {
        match self {
            Self::Embedded(model) => Ok(model.tokenizer.into()),
            Self::Directory(dir) => Ok(read(&dir.join("tokenizer.json"))?.into()),
        }
    }

    pub fn config(&self) -> Result<Config> {
        let bytes: Cow<[u8]> = match self {
            Self::Embedded(model) => model.config.into(),
            Self::Directory(dir) => read(&dir.join("config.json"))?.into(),
        };
        serde_json::from_slice(&bytes)
            .map_err(|e| Error::because(ErrorKind::Model, "config.json cannot be used", e))
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|e| {
        Error::because(
            ErrorKind::Model,
            format!("cannot read {}", path.display()),
            e,
        )
    })
}

/// What we need of a model's `config.json`.
#[derive(Debug, Deserialize)]
pub(crate) struct Config {
    #[serde(default)]
    pub model_type: String,
    id2label: BTreeMap<usize, String>,
    #[serde(default = "default_positions")]
    max_position_embeddings: usize,
    #[serde(default)]
    griot: Ours,
}

/// Our own section of a `config.json`.
#[derive(Debug, Default, Deserialize)]
struct Ours {
    /// Pieces a window at most, special ones included.
    max_length: Option<usize>,
}

fn default_positions() -> usize {
    512
}

/// Windows longer than this cost more than their context brings.
const MAX_WINDOW: usize = 256;

impl Config {
    /// The tags in the order of the logits.
    pub fn tags(&self) -> Result<Vec<String>> {
        if self.id2label.is_empty() || !self.id2label.keys().copied().eq(0..self.id2label.len()) {
            return Err(Error::new(
                ErrorKind::Model,
                "config.json cannot be used: expected `id2label` with the keys 0, 1, 2, ...",
            ));
        }
        Ok(self.id2label.values().cloned().collect())
    }

    /// The most pieces of a window, given how many special ones frame it.
    pub fn window(&self, special: usize) -> usize {
        // RoBERTa and its children number positions from the padding id on, two after the start.
        let positions = self.max_position_embeddings.saturating_sub(2);
        let longest = self.griot.max_length.unwrap_or(MAX_WINDOW).min(positions);
        longest.saturating_sub(special).max(2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(json: &str) -> Config {
        serde_json::from_str(json).expect("a config")
    }

    #[test]
    fn windows_leave_room_for_the_special_pieces() {
        let short = config(r#"{"id2label": {"0": "O"}, "max_position_embeddings": 130}"#);
        assert_eq!(short.window(2), 126);
        assert_eq!(config(r#"{"id2label": {"0": "O"}}"#).window(2), 254);
    }

    #[test]
    fn label_ids_must_be_without_gaps() {
        assert!(
            config(r#"{"id2label": {"0": "O", "2": "B-PER"}}"#)
                .tags()
                .is_err()
        );
        assert!(config(r#"{"id2label": {}}"#).tags().is_err());
        let tags = config(r#"{"id2label": {"1": "B-PER", "0": "O"}}"#).tags();
        assert_eq!(tags.expect("tags"), ["O", "B-PER"]);
    }

    #[test]
    fn an_unknown_model_is_told_with_what_is_known() {
        let error = Model::named(Path::new("tiny")).expect_err("no such model");
        assert_eq!(error.kind(), ErrorKind::Model);
        assert!(error.to_string().contains("base, small"), "{error}");
    }
}
