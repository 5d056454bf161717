//! Weights that lie in further files beside an ONNX graph, checked before rten reads them.
//!
//! rten opens what the graph names, waits where that is a pipe, follows links, and takes as much memory as
//! the graph claims for a tensor.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rten_onnx::onnx::{DataLocation, GraphProto, ModelProto, TensorProto};

use crate::error::{Error, ErrorKind, Result};
use crate::model::{self, MAX_WEIGHTS};

/// The most bytes of one such file, and of all tensors in such files.
const MAX_EXTERNAL: u64 = 8 << 30;

/// Whether a file with external data, by rten's naming, lies beside a graph.
pub(super) fn lies_beside(onnx: &Path) -> bool {
    let entries = onnx.parent().and_then(|dir| std::fs::read_dir(dir).ok());
    entries.into_iter().flatten().flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.contains(".onnx_data") || name.contains(".data")
    })
}

/// Checks that what the graph asks of further files is there: regular files in the graph's own directory,
/// with as many bytes as are asked for.
pub(super) fn check(onnx: &Path) -> Result<()> {
    let bytes = model::read(onnx, MAX_WEIGHTS)?;
    let unread = |e| Error::because(ErrorKind::Model, "model.onnx cannot be loaded", e);
    let proto = ModelProto::parse_buf(&bytes).map_err(unread)?;
    let mut files = Files {
        onnx,
        lengths: HashMap::new(),
        asked: 0,
    };
    let mut graphs: Vec<&GraphProto> = proto.graph.iter().collect();
    while let Some(graph) = graphs.pop() {
        graph.initializer.iter().try_for_each(|t| files.check(t))?;
        for attribute in graph.node.iter().flat_map(|node| &node.attribute) {
            attribute.t.iter().try_for_each(|t| files.check(t))?;
            graphs.extend(&attribute.g);
        }
    }
    Ok(())
}

/// The files that a graph names.
struct Files<'a> {
    onnx: &'a Path,
    /// Their bytes.
    lengths: HashMap<String, u64>,
    /// The bytes of all tensors in them.
    asked: u64,
}

impl Files<'_> {
    /// Checks a tensor. What rten itself refuses without reading anything is left to it.
    fn check(&mut self, tensor: &TensorProto) -> Result<()> {
        if tensor.data_location != Some(DataLocation::EXTERNAL) {
            return Ok(());
        }
        let value = |key: &str| {
            let mut entries = tensor.external_data.iter().rev();
            let entry = entries.find(|e| e.key.as_deref() == Some(key) && e.value.is_some())?;
            entry.value.as_deref()
        };
        let number = |key| value(key).and_then(|value| value.parse::<u64>().ok());
        let (Some(name), Some(offset), Some(length)) =
            (value("location"), number("offset"), number("length"))
        else {
            return Ok(());
        };
        if Path::new(name).file_name() != Some(name.as_ref()) {
            return Err(refused(format!(
                "weights in {name:?}: expected a file beside model.onnx"
            )));
        }
        let found = match self.lengths.get(name) {
            Some(found) => *found,
            None => {
                let found = measured(self.onnx, name)?;
                self.lengths.insert(name.to_owned(), found);
                found
            }
        };
        if offset.checked_add(length).is_none_or(|end| end > found) {
            return Err(refused(format!(
                "{length} bytes from byte {offset} of {name:?}: the file has {found}"
            )));
        }
        self.asked = self.asked.saturating_add(length);
        if self.asked > MAX_EXTERNAL {
            return Err(refused(format!(
                "more than {MAX_EXTERNAL} bytes of further files: expected fewer"
            )));
        }
        Ok(())
    }
}

fn refused(asked: String) -> Error {
    let message = format!("model.onnx cannot be loaded: it asks for {asked}");
    Error::new(ErrorKind::Model, message)
}

/// The bytes of a file that lies in the directory of the graph itself and is no link out of it: what
/// a model reads may come out again in what it answers.
fn measured(onnx: &Path, name: &str) -> Result<u64> {
    let directory = onnx.parent().unwrap_or(Path::new("."));
    let real = |path: PathBuf| {
        path.canonicalize().map_err(|e| {
            let what = format!("cannot read {}", path.display());
            Error::because(ErrorKind::Model, what, e)
        })
    };
    let home = real(directory.to_owned())?;
    let path = directory.join(name);
    for path in [onnx, &path] {
        if real(path.to_owned())?.parent() != Some(&home) {
            return Err(Error::new(
                ErrorKind::Model,
                format!(
                    "cannot read {}: it is a link out of the model directory: expected the file itself there",
                    path.display()
                ),
            ));
        }
    }
    let file = model::open(&path, MAX_EXTERNAL)?;
    let found = file.metadata().map_err(|e| {
        let what = format!("cannot read {}", path.display());
        Error::because(ErrorKind::Model, what, e)
    })?;
    Ok(found.len())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use rten_onnx::onnx::{AttributeProto, NodeProto, StringStringEntryProto};

    use super::*;
    use crate::infer::rten::{Onnx, Rten};

    fn tensor(name: &str, offset: &str, length: &str) -> TensorProto {
        let entries = [("location", name), ("offset", offset), ("length", length)];
        TensorProto {
            data_location: Some(DataLocation::EXTERNAL),
            external_data: entries
                .map(|(key, value)| StringStringEntryProto {
                    key: Some(key.to_owned()),
                    value: Some(value.to_owned()),
                })
                .into(),
            ..TensorProto::default()
        }
    }

    /// What is said of a model whose graph has such a tensor, at its top or within a node.
    fn told(directory: &Path, tensors: Vec<TensorProto>, within: bool) -> String {
        let mut graph = GraphProto {
            initializer: tensors,
            ..GraphProto::default()
        };
        if within {
            for holder in [true, false] {
                let attribute = match holder {
                    true => AttributeProto {
                        t: graph.initializer.pop(),
                        ..AttributeProto::default()
                    },
                    false => AttributeProto {
                        g: Some(graph),
                        ..AttributeProto::default()
                    },
                };
                graph = GraphProto {
                    node: vec![NodeProto {
                        attribute: vec![attribute],
                        ..NodeProto::default()
                    }],
                    ..GraphProto::default()
                };
            }
        }
        let model = ModelProto {
            ir_version: Some(8),
            graph: Some(graph),
            ..ModelProto::default()
        };
        let onnx = directory.join("model.onnx");
        fs::write(&onnx, model.write_buf().expect("a model")).expect("a file");
        match check(&onnx) {
            Ok(()) => "fits".to_owned(),
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Model);
                let loaded = Rten::load(Onnx::File(&onnx), 1).err().expect("refused");
                assert_eq!(loaded.to_string(), error.to_string());
                error.to_string()
            }
        }
    }

    #[test]
    fn tensors_of_absurd_size_are_refused_before_memory_is_taken() {
        let directory = tempfile::tempdir().expect("a directory");
        let directory = directory.path();
        fs::write(directory.join("w.onnx_data"), [0; 64]).expect("a file");
        for within in [false, true] {
            let told = |offset: &str, length: &str| {
                told(
                    directory,
                    vec![tensor("w.onnx_data", offset, length)],
                    within,
                )
            };
            assert_eq!(told("0", "64"), "fits");
            assert_eq!(told("60", "4"), "fits");
            for (offset, length) in [
                ("0", "4611686018427387904"),
                ("0", "65"),
                ("61", "4"),
                ("18446744073709551615", "8"),
            ] {
                assert!(
                    told(offset, length).contains("the file has 64"),
                    "{offset} {length}"
                );
            }
        }
        let beyond = told(directory, vec![tensor("../w.onnx_data", "0", "1")], false);
        assert!(
            beyond.contains("expected a file beside model.onnx"),
            "{beyond}"
        );
        // Many tensors of one sparse file.
        let large = fs::File::create(directory.join("l.data")).expect("a file");
        large.set_len(3 << 30).expect("its size is set");
        let tensors = vec![tensor("l.data", "0", "3221225472"); 3];
        let told = told(directory, tensors, false);
        assert!(told.contains("more than 8589934592 bytes"), "{told}");
    }

    #[cfg(unix)]
    #[test]
    fn pipes_do_not_hang_the_loader_and_links_do_not_lead_out() {
        use std::os::unix::fs::symlink;

        let directory = tempfile::tempdir().expect("a directory");
        let outside = tempfile::tempdir().expect("a directory");
        let directory = directory.path();
        let pipe = directory.join("p.onnx_data");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("mkfifo runs").success());
        let secret = outside.path().join("secret.data");
        fs::write(&secret, [0; 64]).expect("a file");
        fs::write(directory.join("w.onnx_data"), [0; 64]).expect("a file");
        symlink(&secret, directory.join("s.onnx_data")).expect("a link");
        symlink("w.onnx_data", directory.join("v.onnx_data")).expect("a link");
        symlink("nowhere", directory.join("n.onnx_data")).expect("a link");
        let told = |name: &str| told(directory, vec![tensor(name, "0", "8")], false);
        assert!(told("p.onnx_data").contains("it is not a file"));
        assert!(told("s.onnx_data").contains("a link out of the model directory"));
        assert!(told("n.onnx_data").contains("cannot read"));
        assert_eq!(told("v.onnx_data"), "fits");
    }
}
