//! The second engine: `rust-bert` on libtorch, on directories in the Hugging Face style, on CUDA
//! where there is a device.
//!
//! rust-bert's own pipelines are left aside (they index characters with byte offsets); its model
//! structs are used directly, between our tokenizer and our decoder.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rust_bert::RustBertError;
use rust_bert::bert::{BertConfig, BertForTokenClassification};
use rust_bert::distilbert::{DistilBertConfig, DistilBertForTokenClassification};
use rust_bert::roberta::RobertaForTokenClassification;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tch::nn::VarStore;
use tch::{Cuda, Device, Kind, Tensor};

use crate::error::{Error, ErrorKind, Result};
use crate::infer::padded::{Limits, Padded};
use crate::infer::{Batching, Engine, InputRow, Threads};
use crate::model::MAX_CONFIG;

/// A safetensors model, loaded once. Rows are padded to the longest of their batch, under a mask;
/// that and libtorch's own kernels change logits only in the last digits.
///
/// A tensor of `tch` may move between threads but not be shared by them (`Send`, not `Sync`). So
/// each call takes a network of its own from `idle` and puts it back; the networks are views of
/// the same weights, which nothing writes to. There are as many as calls have run at once.
pub(crate) struct Libtorch {
    spec: Spec,
    limits: Limits,
    labels: usize,
    device: Device,
    weights: Mutex<HashMap<String, Tensor>>,
    idle: Mutex<Vec<Net>>,
}

/// The largest file of weights that is read: twice that of the large models.
const MAX_SAFETENSORS: u64 = 8 << 30;

/// What to build a network from.
enum Spec {
    Bert(BertConfig),
    Roberta(BertConfig),
    DistilBert(DistilBertConfig),
}

enum Net {
    Bert(BertForTokenClassification),
    Roberta(RobertaForTokenClassification),
    DistilBert(DistilBertForTokenClassification),
}

impl Libtorch {
    /// Loads `config.json` and `model.safetensors` (f32, fp16 or bf16; run as f32) of a token
    /// classifier that gives `labels` logits a piece.
    pub fn load(dir: &Path, model_type: &str, labels: usize) -> Result<Self> {
        let json = crate::model::read(&dir.join("config.json"), MAX_CONFIG)?;
        let config: Value = serde_json::from_slice(&json)
            .map_err(|e| model_error("config.json cannot be used", e))?;
        let spec = Spec::new(config.clone(), model_type)?;
        let named = config["id2label"]
            .as_object()
            .map_or(0, serde_json::Map::len);
        if named != labels {
            return refuse(format!("config.json has {named} labels, expected {labels}"));
        }
        let device = if Cuda::is_available() {
            Device::Cuda(0)
        } else {
            Device::Cpu
        };
        let file = dir.join("model.safetensors");
        crate::model::open(&file, MAX_SAFETENSORS)?;
        let unread = || format!("cannot read {}", file.display());
        let stored = Tensor::read_safetensors(&file)
            .map_err(|e| model_error(unread(), brief(e)))?
            .into_iter()
            .map(|(name, tensor)| {
                let tensor = tensor.f_to_device(device)?.f_to_kind(Kind::Float)?;
                Ok((name, tensor))
            })
            .collect::<std::result::Result<HashMap<_, _>, tch::TchError>>()
            .map_err(|e| model_error("the weights cannot be loaded", brief(e)))?;
        let engine = Self {
            limits: spec.limits(&config),
            spec,
            labels,
            device,
            weights: Mutex::new(stored),
            idle: Mutex::default(),
        };
        // The first network also tells whether the weights are those of such a model.
        let net = engine.network()?;
        lock(&engine.idle).push(net);
        Ok(engine)
    }

    /// A new network over the shared weights.
    fn network(&self) -> Result<Net> {
        let _no_grad = tch::no_grad_guard();
        let mut store = VarStore::new(self.device);
        let net = caught(ErrorKind::Model, "the model cannot be built", || {
            self.spec.network(&store)
        })?;
        store.freeze();
        let weights = lock(&self.weights);
        let mut missing = Vec::new();
        for (name, mut variable) in store.variables() {
            let Some(weight) = weights.get(&name) else {
                missing.push(name);
                continue;
            };
            // libtorch would stretch a smaller tensor to fit.
            if weight.size() != variable.size() {
                return refuse(format!(
                    "model.safetensors has {name} of shape {:?}, but config.json asks for {:?}",
                    weight.size(),
                    variable.size()
                ));
            }
            variable
                .f_set_data(weight)
                .map_err(|e| model_error(format!("{name} cannot be loaded"), brief(e)))?;
        }
        if missing.is_empty() {
            return Ok(net);
        }
        missing.sort();
        let more = if missing.len() > 4 { ", ..." } else { "" };
        refuse(format!(
            "model.safetensors lacks {} of the {} weights of such a token classifier: {}{more}",
            missing.len(),
            store.len(),
            missing[..missing.len().min(4)].join(", ")
        ))
    }

    fn run(&self, net: &Net, padded: &Padded) -> std::result::Result<Vec<f32>, RustBertError> {
        let tensor = |values: &[i64]| {
            Tensor::f_from_slice(values)?
                .f_view((-1, padded.width as i64))?
                .f_to_device(self.device)
        };
        let (ids, mask) = (tensor(&padded.ids)?, tensor(&padded.mask)?);
        let logits = match net {
            Net::Bert(net) => {
                net.forward_t(Some(&ids), Some(&mask), None, None, None, false)
                    .logits
            }
            Net::Roberta(net) => {
                let positions = tensor(&padded.positions)?;
                net.forward_t(Some(&ids), Some(&mask), None, Some(&positions), None, false)
                    .logits
            }
            Net::DistilBert(net) => net.forward_t(Some(&ids), Some(&mask), None, false)?.logits,
        };
        Ok(Vec::try_from(logits.f_flatten(0, -1)?)?)
    }
}

impl Engine for Libtorch {
    fn logits(&self, rows: &[InputRow], _: &Threads) -> Result<Vec<Vec<f32>>> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        if self.device == Device::Cpu {
            ONE_THREAD.with(|()| ());
        }
        let padded = Padded::new(rows, &self.limits).map_err(engine_error)?;
        let idle = lock(&self.idle).pop();
        let net = match idle {
            Some(net) => net,
            None => self.network()?,
        };
        let _no_grad = tch::no_grad_guard();
        let flat = caught(ErrorKind::Engine, "the model could not be run", || {
            self.run(&net, &padded).map_err(|e| engine_error(brief(e)))
        })?;
        lock(&self.idle).push(net);
        Ok(rows
            .iter()
            .zip(flat.chunks(padded.width * self.labels))
            .map(|(row, pieces)| row.of_words(pieces, self.labels))
            .collect())
    }

    fn batching(&self) -> Batching {
        Batching {
            budget: if self.device == Device::Cpu {
                1_024
            } else {
                16_384
            },
            padding: usize::MAX,
            by_part: false,
        }
    }
}

thread_local! {
    /// Batches are spread over threads already. OpenMP keeps this setting per thread.
    static ONE_THREAD: () = tch::set_num_threads(1);
}

impl Spec {
    fn new(mut config: Value, model_type: &str) -> Result<Self> {
        let eps = config["layer_norm_eps"].as_f64().unwrap_or_default();
        // With what RoBERTa has (1e-5), logits differ from PyTorch's in the fourth digit.
        if eps > 1.1e-5 {
            return refuse(format!(
                "config.json has layer_norm_eps {eps}, but rust-bert has it fixed at 1e-12"
            ));
        }
        if !matches!(
            config["position_embedding_type"].as_str(),
            None | Some("absolute")
        ) {
            return refuse("config.json has a position_embedding_type other than absolute");
        }
        // rust-bert asks for settings of training, which newer files leave out. The table of
        // positions is read from the file, whatever it was made from.
        let Some(map) = config.as_object_mut() else {
            return refuse("config.json is not an object");
        };
        for key in "attention_dropout attention_probs_dropout_prob dropout hidden_dropout_prob \
                    initializer_range qa_dropout seq_classif_dropout"
            .split(' ')
        {
            map.insert(key.to_owned(), json!(0.0));
        }
        for key in [
            "output_attentions",
            "output_hidden_states",
            "sinusoidal_pos_embds",
            "tie_weights_",
        ] {
            map.insert(key.to_owned(), json!(false));
        }
        match model_type {
            "bert" => parsed(config).map(Self::Bert),
            "roberta" | "camembert" | "xlm-roberta" => parsed(config).map(Self::Roberta),
            "distilbert" => parsed(config).map(Self::DistilBert),
            other => refuse(format!(
                "the libtorch engine has no model type {other:?}: expected bert, roberta, \
                 camembert, xlm-roberta or distilbert as `model_type` in config.json"
            )),
        }
    }

    fn network(&self, store: &VarStore) -> Result<Net> {
        let root = store.root();
        match self {
            Self::Bert(config) => BertForTokenClassification::new(&root, config).map(Net::Bert),
            Self::Roberta(config) => {
                RobertaForTokenClassification::new(&root, config).map(Net::Roberta)
            }
            Self::DistilBert(config) => {
                DistilBertForTokenClassification::new(&root, config).map(Net::DistilBert)
            }
        }
        .map_err(|e| model_error("the model cannot be built", e))
    }

    /// `config` is the one that this was made from.
    fn limits(&self, config: &Value) -> Limits {
        let number = |key: &str| config[key].as_i64();
        let vocabulary = number("vocab_size").unwrap_or(0);
        let roberta = matches!(self, Self::Roberta(_));
        let pad = number("pad_token_id")
            .filter(|pad| (0..vocabulary).contains(pad))
            .unwrap_or(i64::from(roberta));
        // RoBERTa numbers positions from the padding id on.
        let skipped = if roberta { pad + 1 } else { 0 };
        Limits {
            vocabulary,
            positions: number("max_position_embeddings")
                .unwrap_or(0)
                .saturating_sub(skipped),
            pad,
        }
    }
}

fn parsed<T: DeserializeOwned>(config: Value) -> Result<T> {
    serde_json::from_value(config).map_err(|e| model_error("config.json cannot be used", e))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // No panic can leave what these mutexes hold half changed.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// rust-bert panics where a tensor operation fails; for our callers that is an error.
fn caught<T>(kind: ErrorKind, doing: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str);
        let said = said
            .or(panic.downcast_ref::<&str>().copied())
            .unwrap_or("panic");
        Err(Error::because(kind, doing, brief(said)))
    })
}

/// The first line of an error: what follows in those of libtorch is a C++ stack.
fn brief(error: impl ToString) -> String {
    let error = error.to_string();
    // In a panic's message its line ends are escaped.
    error
        .split("\\n")
        .flat_map(str::lines)
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn refuse<T>(message: impl Into<String>) -> Result<T> {
    Err(Error::new(ErrorKind::Model, message))
}

fn model_error(
    message: impl Into<String>,
    source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> Error {
    Error::because(ErrorKind::Model, message, source)
}

fn engine_error(source: String) -> Error {
    Error::because(ErrorKind::Engine, "the model could not be run", source)
}
