//! Window: stretches of pieces that the model reads at once.
//!
//! A sentence is a window. One that does not fit is read through overlapping windows, and each piece
//! is taken from the window where it stands farther from an edge. Nothing is ever cut. The windows
//! of a document depend on that document alone.
//!
//! Joining neighbouring sentences for context was tried and cost accuracy (`docs/measurements.md`).

use std::ops::Range;

use crate::tokenise::Sentence;

/// A stretch of a document's pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    /// The pieces to read.
    pub pieces: Range<usize>,
    /// The pieces whose prediction is taken from here; over all windows they tile the document.
    pub keep: Range<usize>,
}

/// The windows of a document, in order, of at most `max` pieces each, special ones not counted.
pub(crate) fn windows(sentences: &[Sentence], max: usize) -> Vec<Window> {
    let mut windows = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        cover(&mut windows, sentence.pieces.clone(), max);
    }
    windows
}

fn cover(windows: &mut Vec<Window>, pieces: Range<usize>, max: usize) {
    if pieces.len() <= max {
        if !pieces.is_empty() {
            windows.push(Window {
                keep: pieces.clone(),
                pieces,
            });
        }
        return;
    }
    // Even steps of at most half a window, so that every piece has a quarter of one around it.
    let steps = (pieces.len() - max).div_ceil(max.div_ceil(2));
    let start = |n: usize| pieces.start + (pieces.len() - max) * n / steps;
    let mut kept = pieces.start;
    for n in 0..=steps {
        let read = start(n)..start(n) + max;
        let keep_end = if n == steps {
            pieces.end
        } else {
            // The middle of the overlap with the next window.
            (start(n + 1) + read.end) / 2
        };
        windows.push(Window {
            pieces: read,
            keep: kept..keep_end,
        });
        kept = keep_end;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sentences(lengths: &[usize]) -> Vec<Sentence> {
        let mut at = 0;
        lengths
            .iter()
            .map(|&n| {
                at += n;
                Sentence {
                    pieces: at - n..at,
                    words: 0..0,
                }
            })
            .collect()
    }

    #[test]
    fn a_sentence_is_a_window_and_an_empty_one_is_none() {
        let found = windows(&sentences(&[4, 0, 5]), 20);
        let read: Vec<_> = found.iter().map(|w| w.pieces.clone()).collect();
        assert_eq!(read, [0..4, 4..9]);
    }

    #[test]
    fn a_long_sentence_is_read_with_overlap() {
        let found = windows(&sentences(&[23]), 10);
        assert_eq!(found.first().map(|w| w.pieces.clone()), Some(0..10));
        assert_eq!(found.last().map(|w| w.pieces.clone()), Some(13..23));
        assert!(
            found
                .windows(2)
                .all(|w| w[1].pieces.start < w[0].pieces.end)
        );
    }

    proptest! {
        #[test]
        fn windows_tile_the_document(lengths in prop::collection::vec(0usize..400, 0..30), max in 2usize..130) {
            let all = sentences(&lengths);
            let mut at = 0;
            for window in windows(&all, max) {
                prop_assert!(window.pieces.len() <= max && !window.pieces.is_empty());
                prop_assert_eq!(window.keep.start, at);
                prop_assert!(window.pieces.start <= window.keep.start && window.keep.end <= window.pieces.end);
                at = window.keep.end;
            }
            prop_assert_eq!(at, lengths.iter().sum::<usize>());
        }

        #[test]
        fn every_piece_has_context_on_both_sides(length in 131usize..2000) {
            for window in windows(&sentences(&[length]), 128) {
                let left = window.keep.start - window.pieces.start;
                let right = window.pieces.end - window.keep.end;
                prop_assert!(window.pieces.start == 0 || left >= 31);
                prop_assert!(window.pieces.end == length || right >= 31);
            }
        }
    }
}
