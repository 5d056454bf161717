//! Infer: token ids in, logits out.

#[cfg(feature = "libtorch")]
mod libtorch;
#[cfg(feature = "libtorch")]
mod padded;
mod rten;
#[cfg(test)]
mod tests;

#[cfg(feature = "libtorch")]
pub(crate) use libtorch::Libtorch;
pub(crate) use rten::{Onnx, Rten};

use crate::error::Result;

/// Windows to run together: rows of token ids, special pieces included, none empty.
pub(crate) type Rows<'a> = [&'a [u32]];

/// A token classifier that can run.
///
/// An engine gives the same logits for a row whatever the other rows are, up to the rounding that
/// its documentation states.
pub(crate) trait Engine: Send + Sync {
    /// The logits of each row: `row.len() * labels` floats, piece by piece. Padding, where the
    /// engine needs any, and its mask are the engine's own business and never come out.
    fn logits(&self, rows: &Rows) -> Result<Vec<Vec<f32>>>;

    /// How many padded pieces a call should carry at most.
    fn budget(&self) -> usize;
}
