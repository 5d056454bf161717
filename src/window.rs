//! Window: stretches of pieces that the model reads at once.
//!
//! A sentence is a window. One that does not fit is read through overlapping windows, and each word
//! is taken from the window where its first piece stands farther from an edge. Nothing is ever cut.
//! The windows of a part depend on that part alone.
//!
//! Joining neighbouring sentences for context was tried and cost accuracy (`docs/measurements.md`).

use std::ops::Range;

use crate::tokenise::PartTokens;

/// A stretch of a part's pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    /// The pieces to read.
    pub pieces: Range<usize>,
    /// The words whose prediction is taken from here. A word that the model sees belongs to exactly
    /// one window.
    pub words: Range<usize>,
}

/// The windows of a part, in order, of at most `max` pieces each, special ones not counted. Where no
/// word starts, there is none.
pub(crate) fn windows(part: &PartTokens, max: usize) -> Vec<Window> {
    let mut windows = Vec::with_capacity(part.sentences.len());
    for sentence in &part.sentences {
        let mut words = sentence.words.clone();
        for (pieces, kept) in cover(sentence.pieces.clone(), max) {
            let later = |&word: &usize| part.words[word].piece.is_some_and(|n| n >= kept);
            let end = words.clone().find(later).unwrap_or(words.end);
            let window = Window {
                pieces,
                words: words.start..end,
            };
            words.start = end;
            if part.read(window.words.clone()).next().is_some() {
                windows.push(window);
            }
        }
    }
    windows
}

/// Stretches of at most `max` pieces that cover `pieces`, each with the end of the pieces whose words
/// are taken from it and not from the next one: the middle of their overlap.
fn cover(pieces: Range<usize>, max: usize) -> impl Iterator<Item = (Range<usize>, usize)> {
    /// The fewest pieces that neighbouring windows of a sentence share, so that each word has half as
    /// many on either side. More would double the cost of an endless sentence.
    const OVERLAP: usize = 64;
    let excess = pieces.len().saturating_sub(max);
    // Even steps, of half a window where windows are short.
    let steps = excess.div_ceil(max.saturating_sub(OVERLAP).max(max.div_ceil(2)));
    let start = move |n: usize| pieces.start + excess * n / steps.max(1);
    (0..=steps).map(move |n| {
        let end = (start(n) + max).min(pieces.end);
        let kept = if n == steps {
            end
        } else {
            (start(n + 1) + end) / 2
        };
        (start(n)..end, kept)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tokenise::{PartSentence, PartWord};

    /// Sentences of so many pieces, with words of `per_word` pieces each.
    fn tokens(lengths: &[usize], per_word: usize) -> PartTokens {
        let mut tokens = PartTokens::default();
        for &length in lengths {
            let (piece, word) = (tokens.ids.len(), tokens.words.len());
            tokens.ids.resize(piece + length, 7);
            tokens
                .words
                .extend((piece..piece + length).step_by(per_word).map(|n| PartWord {
                    range: n..n + 1,
                    piece: Some(n),
                }));
            tokens.sentences.push(PartSentence {
                pieces: piece..piece + length,
                words: word..tokens.words.len(),
            });
        }
        tokens
    }

    #[test]
    fn a_sentence_is_a_window_and_an_empty_one_is_none() {
        let found = windows(&tokens(&[4, 0, 5], 1), 20);
        let read: Vec<_> = found.iter().map(|w| w.pieces.clone()).collect();
        assert_eq!(read, [0..4, 4..9]);
    }

    #[test]
    fn a_long_sentence_is_read_with_overlap() {
        let found = windows(&tokens(&[23], 1), 10);
        assert_eq!(found.first().map(|w| w.pieces.clone()), Some(0..10));
        assert_eq!(found.last().map(|w| w.pieces.clone()), Some(13..23));
        assert!(
            found
                .windows(2)
                .all(|w| w[1].pieces.start < w[0].pieces.end)
        );
    }

    #[test]
    fn a_window_that_no_word_starts_in_is_left_out() {
        let mut tokens = tokens(&[23], 1);
        tokens.words.truncate(2);
        tokens.sentences[0].words.end = 2;
        let found = windows(&tokens, 10);
        let (pieces, words) = (0..10, 0..2);
        assert_eq!(found, [Window { pieces, words }]);
    }

    #[test]
    fn a_word_that_the_model_does_not_see_is_in_no_ones_way() {
        let mut tokens = tokens(&[23], 1);
        for word in &mut tokens.words[3..9] {
            word.piece = None;
        }
        let seen: Vec<_> = windows(&tokens, 10)
            .into_iter()
            .flat_map(|window| tokens.read(window.words).map(|(word, _)| word))
            .collect();
        assert_eq!(seen, (0..3).chain(9..23).collect::<Vec<_>>());
    }

    #[test]
    fn a_sentence_without_end_is_read_not_much_more_than_once() {
        let length = 10_000;
        let found = windows(&tokens(&[length], 1), 254);
        let read: usize = found.iter().map(|window| window.pieces.len()).sum();
        assert!(2 * read < 3 * length, "{read} pieces are read of {length}");
        for pair in found.windows(2) {
            assert!(pair[0].pieces.end - pair[1].pieces.start >= 64);
        }
    }

    proptest! {
        #[test]
        fn words_are_each_of_a_window_that_reads_them(
            lengths in prop::collection::vec(0usize..400, 0..30),
            per_word in 1usize..6,
            max in 2usize..130,
        ) {
            let tokens = tokens(&lengths, per_word);
            let mut at = 0;
            for window in windows(&tokens, max) {
                prop_assert!(window.pieces.len() <= max);
                prop_assert_eq!(window.words.start, at);
                at = window.words.end;
                for (_, piece) in tokens.read(window.words) {
                    prop_assert!(window.pieces.contains(&piece));
                }
            }
            prop_assert_eq!(at, tokens.words.len());
        }

        #[test]
        fn every_word_has_context_on_both_sides(length in 131usize..2000) {
            let tokens = tokens(&[length], 1);
            for window in windows(&tokens, 128) {
                let left = window.words.start - window.pieces.start;
                let right = window.pieces.end - window.words.end;
                prop_assert!(window.pieces.start == 0 || left >= 31);
                prop_assert!(window.pieces.end == length || right >= 31);
            }
        }
    }
}
