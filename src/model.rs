//! Models: those compiled in, or a directory.
//!
//! A model directory holds `config.json` (Hugging Face form: `id2label`,
//! `max_position_embeddings`, `model_type`; and our own `griot` section), `tokenizer.json`, and
//! `model.onnx` for the default engine or `model.safetensors` for `libtorch`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::{Error, ErrorKind, Result};

/// Which model to load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ModelSource {
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

#[cfg(any(
    feature = "model-base",
    feature = "model-small",
    feature = "model-tiny"
))]
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
    #[cfg(feature = "model-tiny")]
    embed!("tiny"),
];

impl ModelSource {
    /// The default: the first model of this build.
    pub fn standard() -> Result<Self> {
        EMBEDDED.first().map(Self::Embedded).ok_or_else(|| {
            Error::new(
                ErrorKind::Model,
                "this build carries no model: name a model directory",
            )
        })
    }

    /// A model by name (`base`, `small`, `tiny`) or by directory.
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
            Self::Directory(dir) => Ok(read(&dir.join("tokenizer.json"), MAX_TOKENIZER)?.into()),
        }
    }

    pub fn config(&self) -> Result<Config> {
        let bytes: Cow<[u8]> = match self {
            Self::Embedded(model) => model.config.into(),
            Self::Directory(dir) => read(&dir.join("config.json"), MAX_CONFIG)?.into(),
        };
        serde_json::from_slice(&bytes)
            .map_err(|e| Error::because(ErrorKind::Model, "config.json cannot be used", e))
    }
}

/// The largest files that are read: several times what any token classifier needs, so that a
/// hostile directory is refused before memory is taken.
pub(crate) const MAX_CONFIG: u64 = 4 << 20;
const MAX_TOKENIZER: u64 = 128 << 20;
/// What a protocol buffer may hold.
pub(crate) const MAX_WEIGHTS: u64 = 2 << 30;

/// Opens a file of a model directory that has at most `limit` bytes.
pub(crate) fn open(path: &Path, limit: u64) -> Result<File> {
    let unread = || format!("cannot read {}", path.display());
    let because = |e| Error::because(ErrorKind::Model, unread(), e);
    // Before it is opened: a named pipe would wait for a writer for ever.
    let found = std::fs::metadata(path).map_err(because)?;
    if !found.is_file() {
        return Err(Error::new(
            ErrorKind::Model,
            format!("{}: it is not a file", unread()),
        ));
    }
    if found.len() > limit {
        return Err(Error::new(
            ErrorKind::Model,
            format!(
                "{}: it has {} bytes, expected at most {limit}",
                unread(),
                found.len()
            ),
        ));
    }
    File::open(path).map_err(because)
}

/// Reads a file of a model directory that has at most `limit` bytes.
pub(crate) fn read(path: &Path, limit: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // The file may grow after its size was read.
    open(path, limit)?
        .take(limit)
        .read_to_end(&mut bytes)
        .map_err(|e| {
            Error::because(
                ErrorKind::Model,
                format!("cannot read {}", path.display()),
                e,
            )
        })?;
    Ok(bytes)
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
    /// The most pieces of a window, special ones included.
    max_length: Option<usize>,
}

fn default_positions() -> usize {
    512
}

/// Longer windows cost more than their context is worth.
const MAX_WINDOW: usize = 256;

/// The longest window that a configuration may ask for: attention takes memory for its square.
const LONGEST_WINDOW: usize = 4096;

/// More labels than any tagset has; the decoder takes the square of it in memory.
const MAX_LABELS: usize = 1024;

impl Config {
    /// The tags in the order of the logits.
    pub fn tags(&self) -> Result<Vec<String>> {
        if self.id2label.is_empty() || !self.id2label.keys().copied().eq(0..self.id2label.len()) {
            return Err(Error::new(
                ErrorKind::Model,
                "config.json cannot be used: expected `id2label` with the keys 0, 1, 2, ...",
            ));
        }
        if self.id2label.len() > MAX_LABELS {
            return Err(Error::new(
                ErrorKind::Model,
                format!(
                    "config.json cannot be used: `id2label` has {} labels, expected at most {MAX_LABELS}",
                    self.id2label.len()
                ),
            ));
        }
        Ok(self.id2label.values().cloned().collect())
    }

    /// The most pieces of a window, given how many special ones frame it.
    pub fn window(&self, special: usize) -> usize {
        // RoBERTa and its descendants start to number positions after the padding id, at 2.
        let positions = self.max_position_embeddings.saturating_sub(2);
        let asked = self.griot.max_length.unwrap_or(MAX_WINDOW);
        let longest = asked.min(positions).min(LONGEST_WINDOW);
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
    fn a_huge_label_id_takes_no_memory_and_is_refused() {
        let tags = config(r#"{"id2label": {"0": "O", "18446744073709551615": "B-PER"}}"#).tags();
        assert_eq!(tags.expect_err("a gap").kind(), ErrorKind::Model);
        let beyond = r#"{"id2label": {"99999999999999999999": "O"}}"#;
        assert!(serde_json::from_str::<Config>(beyond).is_err());
        let negative = r#"{"id2label": {"-1": "O"}}"#;
        assert!(serde_json::from_str::<Config>(negative).is_err());
    }

    #[test]
    fn too_many_labels_are_refused() {
        let labels: Vec<String> = (0..=MAX_LABELS)
            .map(|n| format!("\"{n}\": \"O\""))
            .collect();
        let tags = config(&format!("{{\"id2label\": {{{}}}}}", labels.join(","))).tags();
        let error = tags.expect_err("too many labels").to_string();
        assert!(error.contains("1025 labels"), "{error}");
    }

    #[test]
    fn a_window_has_bounds_whatever_the_config_says() {
        let huge = r#"{"id2label": {"0": "O"}, "max_position_embeddings": 18446744073709551615,
            "griot": {"max_length": 18446744073709551615}}"#;
        assert_eq!(config(huge).window(2), LONGEST_WINDOW - 2);
        let none = r#"{"id2label": {"0": "O"}, "max_position_embeddings": 0}"#;
        assert_eq!(config(none).window(2), 2);
    }

    #[test]
    fn a_file_of_absurd_size_is_refused_before_it_is_read() {
        let directory = tempfile::tempdir().expect("a temporary directory");
        for name in ["config.json", "tokenizer.json", "model.onnx"] {
            let file = File::create(directory.path().join(name)).expect("a file");
            // Sparse: it takes no room on the disk.
            file.set_len(1 << 40).expect("its size is set");
        }
        let model = ModelSource::Directory(directory.path().to_owned());
        let errors = [
            model.config().expect_err("a huge file"),
            model.tokenizer().expect_err("a huge file"),
            read(&directory.path().join("model.onnx"), MAX_WEIGHTS).expect_err("a huge file"),
        ];
        for error in errors {
            assert_eq!(error.kind(), ErrorKind::Model);
            assert!(error.to_string().contains("1099511627776 bytes"), "{error}");
        }
    }

    #[test]
    fn what_is_not_a_file_is_refused() {
        let directory = tempfile::tempdir().expect("a temporary directory");
        std::fs::create_dir(directory.path().join("config.json")).expect("a directory");
        let model = ModelSource::Directory(directory.path().to_owned());
        let error = model.config().expect_err("a directory").to_string();
        assert!(error.contains("it is not a file"), "{error}");
    }

    #[test]
    fn an_unknown_model_is_told_with_what_is_known() {
        let error = ModelSource::named(Path::new("huge")).expect_err("no such model");
        assert_eq!(error.kind(), ErrorKind::Model);
        // Those that are in this build.
        let known: Vec<&str> = EMBEDDED.iter().map(|model| model.name).collect();
        let expected = format!("expected {} or", known.join(", "));
        assert!(error.to_string().contains(&expected), "{error}");
    }
}
