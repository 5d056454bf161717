//! Infer: token ids in, logits out.

mod external;
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
pub(crate) use workers::{Threads, Workers};

use crate::error::Result;

/// A window to run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InputRow<'a> {
    /// Token ids, special pieces included; never empty.
    pub ids: &'a [u32],
    /// Where in `ids` the words start whose logits are wanted; never empty. A word has the logits of
    /// its first piece.
    pub word_starts: &'a [usize],
}

impl InputRow<'_> {
    /// Picks the words' logits from those of all pieces.
    fn of_words(&self, pieces: &[f32], labels: usize) -> Vec<f32> {
        let mut words = Vec::with_capacity(self.word_starts.len() * labels);
        for &start in self.word_starts {
            words.extend_from_slice(&pieces[start * labels..(start + 1) * labels]);
        }
        words
    }
}

/// A token classifier that can run.
pub(crate) trait Engine: Send + Sync {
    /// The logits of each row: `row.word_starts.len() * labels` floats, word by word. Padding, where
    /// the engine needs any, and its mask are the engine's own business and are never returned.
    ///
    /// It runs on `worker`: an engine that has parallel loops of its own keeps them there.
    fn logits(&self, rows: &[InputRow], worker: &Threads) -> Result<Vec<Vec<f32>>>;

    /// How the rows of a call are to be chosen.
    fn batching(&self) -> Batching;
}

/// How windows are gathered into calls of an engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Batching {
    /// The most pieces of a call, padding included. A longer window runs alone.
    pub budget: usize,
    /// The most padding that a window may need to join a call: with more, a call of its own is
    /// cheaper.
    pub padding: usize,
    /// Whether the other rows of a call leave a trace in a row's logits. Then a call holds windows
    /// of one part of one document only, so that a document's answer depends on it alone.
    pub by_part: bool,
}
