//! Merge: the windows' logits laid side by side as one table for the document.

use crate::window::Window;

/// A document's logits, `width` floats a piece, empty at first.
#[derive(Debug)]
pub(crate) struct Merged {
    pub logits: Vec<f32>,
    width: usize,
}

impl Merged {
    pub fn new(pieces: usize, width: usize) -> Self {
        Self {
            logits: vec![0.0; pieces * width],
            width,
        }
    }

    /// Takes from a window's rows (one for each piece that it read) those that it keeps.
    pub fn add(&mut self, window: &Window, rows: &[f32]) {
        let width = self.width;
        let from = (window.keep.start - window.pieces.start) * width;
        let count = window.keep.len() * width;
        let to = window.keep.start * width;
        self.logits[to..to + count].copy_from_slice(&rows[from..from + count]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_piece_is_taken_from_the_window_that_keeps_it() {
        let mut merged = Merged::new(5, 2);
        merged.add(
            &Window {
                pieces: 0..4,
                keep: 0..3,
            },
            &[1.; 8],
        );
        merged.add(
            &Window {
                pieces: 1..5,
                keep: 3..5,
            },
            &[2.; 8],
        );
        assert_eq!(merged.logits, [1., 1., 1., 1., 1., 1., 2., 2., 2., 2.]);
    }
}
