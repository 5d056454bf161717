//! Infer: token ids in, logits out.

#[cfg(feature = "libtorch")]
mod libtorch;
#[cfg(feature = "libtorch")]
mod padded;
mod rten;
#[cfg(test)]
mod tests;
mod workers;

#[cfg(feature = "libtorch")]
pub(crate) use libtorch::Libtorch;
pub(crate) use rten::{Onnx, Rten};
pub(crate) use workers::{Worker, Workers};

use crate::error::Result;

/// Windows to run together: rows of token ids, special pieces included, none empty.
pub(crate) type Rows<'a> = [&'a [u32]];

/// A token classifier that can run.
pub(crate) trait Engine: Send + Sync {
    /// The logits of each row: `row.len() * labels` floats, piece by piece. Padding, where the
    /// engine needs any, and its mask are the engine's own business and never come out.
    ///
    /// It runs on `worker`: an engine that has parallel loops of its own keeps them there.
    fn logits(&self, rows: &Rows, worker: &Worker) -> Result<Vec<Vec<f32>>>;

    /// How the rows of a call are to be chosen.
    fn batching(&self) -> Batching;
}

/// How windows are gathered into calls of an engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Batching {
    /// The most pieces of a call, padding included. A longer window runs alone.
    pub budget: usize,
    /// The most padding that a window may need to join a call: above it, a call of its own is
    /// cheaper.
    pub padding: usize,
    /// Whether the other rows of a call leave a trace in a row's logits. Then a call holds windows
    /// of one part of one document only, so that a document's answer depends on it alone.
    pub by_part: bool,
}
