//! Decode: from the pieces' logits to labelled stretches of words.
//!
//! A word has the logits of its first piece. The best tag sequence of a sentence under the BIO
//! constraints is found with the Viterbi algorithm over the tags' log-probabilities.

use std::ops::Range;

use crate::document::Label;
use crate::labels::{TagPosition, Tagset};
use crate::tokenise::PartWord;

/// A stretch of words with a label.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WordSpan {
    /// Indices into the part's words.
    pub words: Range<usize>,
    pub label: Label,
    pub readings: Readings,
}

/// How the model reads a stretch of words: the mean probability of each label over the words, in the
/// order of [`Label::ALL`]. The rest of 1 is the probability that it is no mention.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Readings([f32; Label::ALL.len()]);

impl Readings {
    /// A stretch that can only be read as `label`.
    pub fn only(label: Label, probability: f32) -> Self {
        let mut readings = Self::default();
        readings.0[label as usize] = probability;
        readings
    }

    pub fn of(&self, label: Label) -> f32 {
        self.0[label as usize]
    }

    /// The probability that it is no mention.
    pub fn outside(&self) -> f32 {
        (1.0 - self.0.iter().sum::<f32>()).max(0.0)
    }

    /// The likeliest of these labels.
    pub fn best(&self, labels: &[Label]) -> Option<Label> {
        let order = |a: &&Label, b: &&Label| self.of(**a).total_cmp(&self.of(**b));
        labels.iter().max_by(order).copied()
    }
}

/// Working memory, kept from one sentence to the next.
#[derive(Default)]
pub(crate) struct Decoder {
    log_probs: Vec<f32>,
    score: Vec<f32>,
    next: Vec<f32>,
    back: Vec<usize>,
    path: Vec<usize>,
}

impl Decoder {
    /// Decodes one sentence. `logits` has a row of `tags.len()` floats for each of the part's
    /// `words`; `sentence` is the range of those to decode.
    pub fn decode(
        &mut self,
        logits: &[f32],
        tags: &Tagset,
        words: &[PartWord],
        sentence: Range<usize>,
        spans: &mut Vec<WordSpan>,
    ) {
        let width = tags.len();
        self.log_probs.clear();
        for word in sentence.clone() {
            if words[word].piece.is_some() {
                self.push_row(&logits[word * width..(word + 1) * width]);
                continue;
            }
            // The model did not see this word: it is outside.
            self.log_probs.extend((0..width).map(|tag| {
                if tags.position(tag) == TagPosition::Outside {
                    0.0
                } else {
                    f32::MIN / 1e6
                }
            }));
        }
        self.viterbi(tags);
        self.collect(tags, sentence.start, spans);
    }

    fn push_row(&mut self, logits: &[f32]) {
        let max = logits.iter().copied().fold(f32::MIN, f32::max);
        let sum: f32 = logits.iter().map(|x| (x - max).exp()).sum();
        let log_sum = max + sum.ln();
        self.log_probs.extend(logits.iter().map(|x| x - log_sum));
    }

    fn viterbi(&mut self, tags: &Tagset) {
        let width = tags.len();
        self.path.clear();
        self.back.clear();
        let mut rows = self.log_probs.chunks_exact(width);
        let Some(first) = rows.next() else { return };
        self.score.clear();
        self.score.extend((0..width).map(|tag| {
            if tags.may_start(tag) {
                first[tag]
            } else {
                f32::NEG_INFINITY
            }
        }));
        for row in rows {
            self.next.clear();
            for (tag, emission) in row.iter().enumerate() {
                let (mut best, mut from) = (f32::NEG_INFINITY, 0);
                for &previous in tags.before(tag) {
                    if self.score[previous] > best {
                        (best, from) = (self.score[previous], previous);
                    }
                }
                self.next.push(best + emission);
                self.back.push(from);
            }
            std::mem::swap(&mut self.score, &mut self.next);
        }
        let mut tag = 0;
        for other in 1..width {
            if self.score[other] > self.score[tag] {
                tag = other;
            }
        }
        self.path.push(tag);
        for pointers in self.back.chunks_exact(width).rev() {
            tag = pointers[tag];
            self.path.push(tag);
        }
        self.path.reverse();
    }

    fn collect(&self, tags: &Tagset, first_word: usize, spans: &mut Vec<WordSpan>) {
        let mut n = 0;
        while n < self.path.len() {
            let label = tags.label(self.path[n]);
            let mut end = n + 1;
            if tags.position(self.path[n]) != TagPosition::Outside {
                while end < self.path.len()
                    && tags.position(self.path[end]) == TagPosition::Inside
                    && tags.label(self.path[end]) == label
                {
                    end += 1;
                }
            }
            if let Some(label) = label {
                spans.push(WordSpan {
                    words: first_word + n..first_word + end,
                    label,
                    readings: self.readings(tags, n..end),
                });
            }
            n = end;
        }
    }

    /// Mean over the words of the probability that a word belongs to a mention with each label.
    fn readings(&self, tags: &Tagset, words: Range<usize>) -> Readings {
        let width = tags.len();
        let count = words.len() as f32;
        let mut readings = Readings::default();
        for word in words {
            for tag in 0..width {
                if let Some(label) = tags.label(tag) {
                    readings.0[label as usize] += self.log_probs[word * width + tag].exp();
                }
            }
        }
        for probability in &mut readings.0 {
            *probability = (*probability / count).clamp(0.0, 1.0);
        }
        readings
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::LabelMap;

    fn tags() -> Tagset {
        let names = ["O", "B-PERSON", "I-PERSON", "B-LOC", "I-LOC"].map(str::to_owned);
        Tagset::new(&names, &LabelMap::default()).expect("a tagset")
    }

    fn decode(rows: &[[f32; 5]]) -> Vec<WordSpan> {
        let words: Vec<PartWord> = (0..rows.len())
            .map(|n| PartWord {
                range: n..n + 1,
                piece: Some(n),
            })
            .collect();
        let logits: Vec<f32> = rows.iter().flatten().copied().collect();
        let mut spans = Vec::new();
        Decoder::default().decode(&logits, &tags(), &words, 0..words.len(), &mut spans);
        spans
    }

    #[test]
    fn inside_cannot_follow_another_label() {
        // Arg-max would give B-PERSON I-LOC.
        let spans = decode(&[[0., 5., 0., 0., 0.], [0., 0., 3., 0., 3.5]]);
        assert_eq!(spans.len(), 1);
        assert_eq!(
            (spans[0].words.clone(), spans[0].label),
            (0..2, Label::Person)
        );
    }

    #[test]
    fn begin_splits_two_mentions_that_touch() {
        let spans = decode(&[
            [0., 0., 0., 5., 0.],
            [0., 0., 0., 5., 0.],
            [9., 0., 0., 0., 0.],
        ]);
        let found: Vec<_> = spans.iter().map(|s| s.words.clone()).collect();
        assert_eq!(found, [0..1, 1..2]);
    }

    #[test]
    fn the_score_is_the_probability_of_the_label() {
        let spans = decode(&[[0., 9., 9., 0., 0.]]);
        let score = spans[0].readings.of(Label::Person);
        assert!(score > 0.99 && score <= 1.0);
        assert!(spans[0].readings.of(Label::Loc) < 0.01 && spans[0].readings.outside() < 0.01);
        assert_eq!(
            spans[0].readings.best(&[Label::Loc, Label::Person]),
            Some(Label::Person)
        );
    }

    #[test]
    fn an_empty_sentence_has_no_spans() {
        assert!(decode(&[]).is_empty());
    }

    #[test]
    fn a_word_that_the_tokenizer_dropped_is_outside() {
        let words = [PartWord {
            range: 0..1,
            piece: None,
        }];
        let mut spans = Vec::new();
        Decoder::default().decode(&[], &tags(), &words, 0..1, &mut spans);
        assert!(spans.is_empty());
    }
}
