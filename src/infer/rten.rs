//! The default engine: `rten`, pure Rust, on ONNX models.

use std::path::Path;

use rten::{ModelOptions, NodeId, RunOptions};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};

use crate::error::{Error, ErrorKind, Result};
use crate::infer::{Batching, Engine, InputRow, Threads, external};
use crate::model::{self, MAX_WEIGHTS};

/// An ONNX model loaded once and shared by all workers.
///
/// A call reads all weights once, which costs as much as some twenty pieces: so several short
/// rows share a call, padded under the mask, where the model has one. Dynamic int8 quantisation takes
/// one activation scale over a whole call, so rows leave a trace in each other's last digits: a call
/// holds rows of one part of a document.
pub(crate) struct Rten {
    model: rten::Model,
    inputs: Inputs,
    output: NodeId,
    labels: usize,
}

struct Inputs {
    ids: NodeId,
    /// The mask and the segment ids of models exported by others.
    mask: Option<NodeId>,
    kinds: Option<NodeId>,
    /// In our own models, the pieces of all rows that start words: no others get logits.
    word_starts: Option<NodeId>,
}

/// Where an ONNX model comes from.
pub(crate) enum Onnx<'a> {
    Embedded(&'static [u8]),
    File(&'a Path),
}

impl Rten {
    /// Loads a model that gives `labels` logits a piece.
    pub fn load(onnx: Onnx, labels: usize) -> Result<Self> {
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let model = match onnx {
            Onnx::Embedded(bytes) => options.load_static_slice(bytes),
            // By its path only where there may be weights in further files.
            Onnx::File(path) if external::lies_beside(path) => {
                external::check(path)?;
                options.load_file(path)
            }
            Onnx::File(path) => options.load(model::read(path, MAX_WEIGHTS)?),
        }
        .map_err(|e| Error::because(ErrorKind::Model, "model.onnx cannot be loaded", e))?;
        let mut inputs = (None, None, None, None);
        for &id in model.input_ids() {
            let name = model.node_info(id).and_then(|node| node.name());
            match name {
                Some("input_ids") => inputs.0 = Some(id),
                Some("attention_mask") => inputs.1 = Some(id),
                Some("token_type_ids") => inputs.2 = Some(id),
                Some("word_starts") => inputs.3 = Some(id),
                other => {
                    return Err(Error::new(
                        ErrorKind::Model,
                        format!(
                            "model.onnx has an unknown input {:?}: expected input_ids, \
                             attention_mask, token_type_ids or word_starts",
                            other.unwrap_or_default()
                        ),
                    ));
                }
            }
        }
        let (Some(ids), Some(&output)) = (inputs.0, model.output_ids().first()) else {
            return Err(Error::new(
                ErrorKind::Model,
                "model.onnx has no input `input_ids` or no output",
            ));
        };
        Ok(Self {
            inputs: Inputs {
                ids,
                mask: inputs.1,
                kinds: inputs.2,
                word_starts: inputs.3,
            },
            output,
            labels,
            model,
        })
    }

    fn run(&self, rows: &[InputRow], worker: &Threads) -> Result<Vec<Vec<f32>>> {
        let width = rows.iter().map(|row| row.ids.len()).max().unwrap_or(0);
        let words = rows.iter().map(|row| row.word_starts.len()).max();
        let words = words.unwrap_or(0);
        // Makes a value for each place in each row from the row's number, the row and the place.
        let tensor = |places: usize, value: &dyn Fn(usize, &InputRow, usize) -> usize| {
            let values = rows
                .iter()
                .enumerate()
                .flat_map(|(n, row)| (0..places).map(move |at| value(n, row, at) as i32));
            NdTensor::from_data([rows.len(), places], values.collect::<Vec<i32>>())
        };
        // A row is filled up with its own last piece, an end mark: the mask hides it, and the
        // activation scale, which the mask does not reach, sees nothing new. Its words are filled up
        // in the same way.
        let ids = tensor(width, &|_, row, at| filled(row.ids, at) as usize);
        let mut inputs = vec![(self.inputs.ids, ids.into())];
        if let Some(mask) = self.inputs.mask {
            let read = tensor(width, &|_, row, at| usize::from(at < row.ids.len()));
            inputs.push((mask, read.into()));
        }
        if let Some(kinds) = self.inputs.kinds {
            inputs.push((kinds, tensor(width, &|_, _, _| 0).into()));
        }
        if let Some(word_starts) = self.inputs.word_starts {
            let starts = tensor(words, &|n, row, at| n * width + filled(row.word_starts, at));
            inputs.push((word_starts, starts.into()));
        }
        let options = RunOptions::default().with_thread_pool(Some(worker.pool()));
        let failed = |e: Box<dyn std::error::Error + Send + Sync>| {
            Error::because(ErrorKind::Engine, "the model could not be run", e)
        };
        let mut outputs = self
            .model
            .run(inputs, &[self.output], Some(options))
            .map_err(|e| failed(e.into()))?;
        let logits: Tensor<f32> = outputs
            .remove(0)
            .try_into()
            .map_err(|_| failed("its output is not of floats".into()))?;
        let of_words = self.inputs.word_starts.is_some();
        let given = if of_words { words } else { width };
        let expected = [rows.len(), given, self.labels];
        if logits.shape() != expected {
            return Err(failed(
                format!(
                    "its output has shape {:?}, expected {expected:?}",
                    logits.shape()
                )
                .into(),
            ));
        }
        let logits = logits.to_vec();
        Ok(rows
            .iter()
            .zip(logits.chunks(given * self.labels))
            .map(|(row, logits)| {
                if of_words {
                    logits[..row.word_starts.len() * self.labels].to_vec()
                } else {
                    row.of_words(logits, self.labels)
                }
            })
            .collect())
    }
}

/// The value at a place of a row that is filled up with its last one.
fn filled<T: Copy + Default>(row: &[T], at: usize) -> T {
    row.get(at).or(row.last()).copied().unwrap_or_default()
}

impl Engine for Rten {
    fn logits(&self, rows: &[InputRow], worker: &Threads) -> Result<Vec<Vec<f32>>> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        self.run(rows, worker)
    }

    fn batching(&self) -> Batching {
        // Both were measured: past 128 pieces, a longer call gains nothing measurable.
        Batching {
            budget: if self.inputs.mask.is_some() { 128 } else { 1 },
            padding: 6,
            by_part: true,
        }
    }
}
