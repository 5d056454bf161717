//! Fingerprint: the name of a model by its content, so that a job is not resumed with another model.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use xxhash_rust::xxh3::Xxh3;

use crate::error::{Error, ErrorKind, Result};
use crate::model::{Embedded, ModelSource};

/// The name of a model by its content.
#[derive(Debug)]
pub(crate) struct Fingerprint {
    /// What is part of the program cannot change: it is read when it is first asked for.
    embedded: Option<&'static Embedded>,
    text: OnceLock<String>,
}

impl Fingerprint {
    /// The fingerprint of a model that was just loaded.
    pub fn of(model: &ModelSource) -> Result<Self> {
        Ok(match model {
            ModelSource::Embedded(embedded) => Self {
                embedded: Some(embedded),
                text: OnceLock::new(),
            },
            ModelSource::Directory(directory) => Self {
                embedded: None,
                text: OnceLock::from(of_directory(directory)?),
            },
        })
    }

    pub fn as_str(&self) -> &str {
        self.text.get_or_init(|| {
            let Some(model) = self.embedded else {
                return String::new();
            };
            let mut hash = Xxh3::new();
            for part in [model.config, model.tokenizer, model.onnx] {
                hash.update(&part.len().to_le_bytes());
                hash.update(part);
            }
            format!("{} (xxh3 {:032x})", model.name, hash.digest128())
        })
    }
}

/// Whether the answers depend on a file of a model directory: the configuration, the tokenizer, the
/// weights, and external data under the names that the engine knows.
fn is_part(name: &str) -> bool {
    matches!(name, "config.json" | "tokenizer.json")
        || name.starts_with("model.")
        || name.contains(".onnx_data")
        || name.contains(".data")
}

fn of_directory(directory: &Path) -> Result<String> {
    let failed = |path: &Path, e: io::Error| {
        let what = format!("cannot read {}", path.display());
        Error::because(ErrorKind::Model, what, e)
    };
    let mut parts: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(directory).map_err(|e| failed(directory, e))? {
        let path = entry.map_err(|e| failed(directory, e))?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        // A named pipe would wait for its other end.
        if name.is_some_and(is_part) && path.is_file() {
            parts.push(path);
        }
    }
    parts.sort();
    let mut hash = Xxh3::new();
    let mut buffer = vec![0; 1 << 20];
    for path in parts {
        let name = path.file_name().unwrap_or_default().as_encoded_bytes();
        hash.update(&name.len().to_le_bytes());
        hash.update(name);
        let mut file = File::open(&path).map_err(|e| failed(&path, e))?;
        let mut length = 0_u64;
        loop {
            let read = file.read(&mut buffer).map_err(|e| failed(&path, e))?;
            if read == 0 {
                break;
            }
            hash.update(&buffer[..read]);
            length += read as u64;
        }
        hash.update(&length.to_le_bytes());
    }
    Ok(format!("a directory (xxh3 {:032x})", hash.digest128()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_is_called_by_what_decides_about_answers_and_by_no_path() {
        let directory = |files: &[(&str, &str)]| {
            let directory = tempfile::tempdir().expect("a directory");
            for (name, content) in files {
                fs::write(directory.path().join(name), content).expect("written");
            }
            let model = ModelSource::Directory(directory.path().to_owned());
            let fingerprint = Fingerprint::of(&model).expect("read");
            fingerprint.as_str().to_owned()
        };
        let files = [
            ("config.json", "{}"),
            ("model.onnx", "graph"),
            ("model.onnx_data", "weights"),
        ];
        let whole = directory(&files);
        assert_eq!(directory(&files), whole);
        let with_notes = [&files[..], &[("README.md", "notes")]].concat();
        assert_eq!(directory(&with_notes), whole);
        for n in 0..files.len() {
            let mut other = files;
            other[n].1 = "another";
            assert_ne!(directory(&other), whole, "{}", files[n].0);
        }
    }
}
