//! The text of a document: whether its mentions are in it, and its places in UTF-16 units.

use crate::document::Mention;
use crate::normalise::normalise;
use crate::segment::sentences;

/// Whether every mention is what the text has between its offsets, in order and apart.
pub(super) fn holds(text: &str, mentions: &[Mention]) -> bool {
    let mut end = 0;
    mentions.iter().all(|mention| {
        let bytes = mention.span.bytes();
        let stands = bytes.start >= end && text.get(bytes) == Some(mention.text.as_str());
        end = mention.span.end_byte;
        stands
    })
}

/// Where the sentences of a text start, in bytes.
pub(super) struct Sentences(pub Vec<usize>);

impl Sentences {
    /// As `griot extract` saw them: in the plain form of the text.
    pub fn of(text: &str) -> Self {
        let plain = normalise(text);
        let sentences = sentences(&plain.text).into_iter();
        Self(
            sentences
                .map(|sentence| plain.source_range(sentence).start)
                .collect(),
        )
    }

    /// The sentence that a byte is in.
    pub fn holding(&self, at: usize) -> usize {
        let next = self.0.partition_point(|&start| start <= at);
        next.saturating_sub(1)
    }
}

/// Counts UTF-16 units up to bytes that are asked for in ascending order.
pub(super) struct Units<'a> {
    rest: &'a str,
    at: usize,
    units: usize,
}

impl<'a> Units<'a> {
    pub fn of(text: &'a str) -> Self {
        Self {
            rest: text,
            at: 0,
            units: 0,
        }
    }

    /// The units before a byte; for a byte before the last one asked for, those before the last
    /// one.
    pub fn before(&mut self, byte: usize) -> usize {
        let wanted = byte.saturating_sub(self.at).min(self.rest.len());
        let (passed, rest) = self.rest.split_at(self.rest.floor_char_boundary(wanted));
        self.units += passed.encode_utf16().count();
        self.at += passed.len();
        self.rest = rest;
        self.units
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::segment::tests::news_like;

    #[test]
    fn units_are_those_of_javascript() {
        let text = "a🎉é𝐌b";
        let mut units = Units::of(text);
        let found: Vec<usize> = text
            .char_indices()
            .map(|(byte, _)| units.before(byte))
            .collect();
        assert_eq!(found, [0, 1, 3, 4, 6]);
        assert_eq!(units.before(1000), 7);
    }

    #[test]
    fn sentences_stand_in_the_text_as_given() {
        let text = "Le 𝐌𝐚𝐥𝐢 a voté. Il attend.\n\nFin du texte.";
        let sentences = Sentences::of(text);
        let starts: Vec<&str> = sentences.0.iter().map(|&at| &text[at..]).collect();
        assert!(starts[1].starts_with("Il attend"), "{starts:?}");
        let at = text.find("attend").expect("a word");
        assert_eq!(sentences.holding(at), 1);
    }

    proptest! {
        #[test]
        fn units_and_sentences_fit_any_text(text in news_like()) {
            let mut units = Units::of(&text);
            for (byte, _) in text.char_indices() {
                prop_assert_eq!(units.before(byte), text[..byte].encode_utf16().count());
            }
            let Sentences(starts) = Sentences::of(&text);
            prop_assert!(starts.is_sorted());
            prop_assert!(starts.iter().all(|&at| text.is_char_boundary(at)));
        }
    }
}
