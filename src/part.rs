//! Parts: a document's sentences in stretches that are read at once, so that what the model makes of
//! a text (pieces, logits) takes memory for a part of it and not for the whole.
//!
//! The parts of a document depend on its text alone.

use std::ops::Range;

/// About how many bytes of text make a part.
const PART_BYTES: usize = 32 * 1024;
/// What is longer than this is not a sentence: it is read as several, cut at spaces.
const SENTENCE_BYTES: usize = 16 * 1024;

/// Cuts what is too long to be one sentence. Gives sentences that are not empty, in order.
pub(crate) fn bounded(text: &str, sentences: Vec<Range<usize>>) -> Vec<Range<usize>> {
    if sentences.iter().all(|s| s.len() <= SENTENCE_BYTES) {
        return sentences;
    }
    let mut cut = Vec::with_capacity(sentences.len());
    for mut rest in sentences {
        while rest.len() > SENTENCE_BYTES {
            let limit = text.floor_char_boundary(rest.start + SENTENCE_BYTES);
            let head = &text[rest.start..limit];
            // Without a space in its second half it is not running text, and any place will do.
            let space = head
                .rfind(char::is_whitespace)
                .filter(|&at| at > head.len() / 2);
            let end = rest.start + space.unwrap_or(head.len());
            cut.push(rest.start..end);
            let spaces = text[end..rest.end].len() - text[end..rest.end].trim_start().len();
            rest.start = end + spaces;
        }
        if !rest.is_empty() {
            cut.push(rest);
        }
    }
    cut
}

/// The numbers of a document's sentences, for ranges in the order of the text.
pub(crate) struct SentenceNumbers<'a> {
    sentences: &'a [Range<usize>],
    /// The first that does not end before the last range began.
    next: usize,
}

impl<'a> SentenceNumbers<'a> {
    pub fn of(sentences: &'a [Range<usize>]) -> Self {
        Self { sentences, next: 0 }
    }

    /// The number of the sentence that holds the whole range, over the document and not over the part.
    pub fn holding(&mut self, range: &Range<usize>) -> Option<u32> {
        let left = self.sentences.get(self.next..).unwrap_or_default();
        self.next += left.iter().take_while(|s| s.end <= range.start).count();
        let sentence = self.sentences.get(self.next)?;
        let held = sentence.start <= range.start && range.end <= sentence.end;
        held.then(|| u32::try_from(self.next).ok()).flatten()
    }
}

/// Groups sentences into parts, as ranges of their indices.
pub(crate) fn parts(sentences: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut first, mut bytes) = (0, 0);
    for (n, sentence) in sentences.iter().enumerate() {
        bytes += sentence.len();
        if bytes >= PART_BYTES {
            parts.push(first..n + 1);
            (first, bytes) = (n + 1, 0);
        }
    }
    if first < sentences.len() {
        parts.push(first..sentences.len());
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_part_ends_when_it_is_full() {
        assert_eq!(
            parts(&[0..20_000, 20_001..40_000, 40_001..41_000]),
            [0..2, 2..3]
        );
        assert!(parts(&[]).is_empty());
    }

    #[test]
    fn an_endless_sentence_is_cut_at_spaces() {
        let text = "mot ".repeat(20_000);
        let cut = bounded(&text, vec![0..3, 4..text.len() - 1]);
        assert_eq!(cut.len(), 6);
        assert!(cut.iter().all(|s| text[s.clone()].starts_with("mot")));
        assert!(cut.iter().all(|s| text[s.clone()].ends_with("mot")));
    }

    #[test]
    fn letters_without_a_space_are_cut_between_characters() {
        let text = "é".repeat(30_000);
        let cut = bounded(&text, vec![0..2, 2..text.len()]);
        let read: usize = cut.iter().map(ExactSizeIterator::len).sum();
        assert_eq!(read, text.len());
    }

    #[test]
    fn a_range_has_the_number_of_the_one_sentence_that_holds_it() {
        let sentences = [0..10, 11..20, 20..30, 35..40];
        let mut numbers = SentenceNumbers::of(&sentences);
        let of: Vec<_> = [
            2..4,
            4..10,
            9..12,
            11..20,
            18..21,
            20..21,
            31..33,
            36..40,
            41..42,
        ]
        .map(|range| numbers.holding(&range))
        .into();
        let expected = [0, 0, 9, 1, 9, 2, 9, 3, 9].map(|n| (n < 9).then_some(n));
        assert_eq!(of, expected);
        assert_eq!(SentenceNumbers::of(&[]).holding(&(0..1)), None);
    }

    proptest! {
        #[test]
        fn parts_tile_the_sentences(lengths in prop::collection::vec(1usize..20_000, 0..60)) {
            let mut at = 0;
            let sentences: Vec<Range<usize>> = lengths
                .iter()
                .map(|length| {
                    at += length;
                    at - length..at
                })
                .collect();
            let mut next = 0;
            for part in parts(&sentences) {
                prop_assert_eq!(part.start, next);
                prop_assert!(!part.is_empty());
                next = part.end;
            }
            prop_assert_eq!(next, sentences.len());
        }
    }
}
