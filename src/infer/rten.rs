//! The default engine: `rten`, pure Rust, on ONNX models.

use std::path::Path;
use std::sync::Arc;

use rten::{ModelOptions, NodeId, RunOptions, ThreadPool};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};

use crate::error::{Error, ErrorKind, Result};
use crate::infer::{Engine, Rows};

/// An ONNX model loaded once and shared by all workers.
///
/// Rows run one a call: dynamic int8 quantisation takes one activation scale over a whole call, so
/// a row beside others would change with them, and padding would cost time. Work is spread over
/// rows instead.
pub(crate) struct Rten {
    model: rten::Model,
    inputs: Inputs,
    output: NodeId,
    labels: usize,
    pool: Arc<ThreadPool>,
}

struct Inputs {
    ids: NodeId,
    /// The mask and the segment ids of models exported by others.
    mask: Option<NodeId>,
    kinds: Option<NodeId>,
}

/// Where an ONNX model comes from.
pub(crate) enum Onnx<'a> {
    Embedded(&'static [u8]),
    File(&'a Path),
}

impl Rten {
    /// Loads a model that gives `labels` logits a piece. `pool` is the pool that the pipeline's
    /// stages run in: the model's own parallel loops then nest there instead of competing.
    pub fn load(onnx: Onnx, labels: usize, pool: Arc<ThreadPool>) -> Result<Self> {
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let model = match onnx {
            Onnx::Embedded(bytes) => options.load_static_slice(bytes),
            Onnx::File(path) => options.load_file(path),
        }
        .map_err(|e| Error::because(ErrorKind::Model, "model.onnx cannot be loaded", e))?;
        let mut inputs = (None, None, None);
        for &id in model.input_ids() {
            let name = model.node_info(id).and_then(|node| node.name());
            match name {
                Some("input_ids") => inputs.0 = Some(id),
                Some("attention_mask") => inputs.1 = Some(id),
                Some("token_type_ids") => inputs.2 = Some(id),
                other => {
                    return Err(Error::new(
                        ErrorKind::Model,
                        format!(
                            "model.onnx has an unknown input {:?}: expected input_ids, \
                             attention_mask or token_type_ids",
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
            },
            output,
            labels,
            model,
            pool,
        })
    }

    fn row(&self, ids: &[u32]) -> Result<Vec<f32>> {
        let shape = [1, ids.len()];
        let filled = |value: i32| NdTensor::from_data(shape, vec![value; ids.len()]);
        let ids_tensor =
            NdTensor::from_data(shape, ids.iter().map(|&id| id as i32).collect::<Vec<_>>());
        let mut inputs = vec![(self.inputs.ids, ids_tensor.into())];
        inputs.extend(self.inputs.mask.map(|id| (id, filled(1).into())));
        inputs.extend(self.inputs.kinds.map(|id| (id, filled(0).into())));
        let options = RunOptions::default().with_thread_pool(Some(self.pool.clone()));
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
        if logits.shape() != [1, ids.len(), self.labels] {
            return Err(failed(
                format!(
                    "its output has shape {:?}, expected {:?}",
                    logits.shape(),
                    [1, ids.len(), self.labels]
                )
                .into(),
            ));
        }
        Ok(logits.to_vec())
    }
}

impl Engine for Rten {
    fn logits(&self, rows: &Rows) -> Result<Vec<Vec<f32>>> {
        rows.iter().map(|ids| self.row(ids)).collect()
    }

    fn budget(&self) -> usize {
        1
    }
}
