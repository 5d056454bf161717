//! Tokenise: sentences to pieces of the model's vocabulary, with the word that each belongs to.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use tokenizers::Tokenizer;

use crate::error::{Error, ErrorKind, Result};
use crate::segment;

/// The pieces and words of a part of a document, sentence after sentence.
#[derive(Debug, Default)]
pub(crate) struct PartTokens {
    /// Vocabulary ids of the pieces.
    pub ids: Vec<u32>,
    /// The words, in the order of the text.
    pub words: Vec<PartWord>,
    pub sentences: Vec<PartSentence>,
}

impl PartTokens {
    /// Those of `words` that the model sees, each with its first piece.
    pub fn read(&self, words: Range<usize>) -> impl Iterator<Item = (usize, usize)> {
        words.filter_map(|word| self.words[word].piece.map(|piece| (word, piece)))
    }
}

/// A unit that gets a label.
#[derive(Debug)]
pub(crate) struct PartWord {
    /// Bytes of the normalised text.
    pub range: Range<usize>,
    /// The first piece that covers a part of it; `None` where the tokenizer saw nothing.
    pub piece: Option<usize>,
}

/// A sentence, as ranges of [`PartTokens`].
#[derive(Debug)]
pub(crate) struct PartSentence {
    pub pieces: Range<usize>,
    pub words: Range<usize>,
}

/// A tokenizer that neither cuts nor pads, and the pieces that frame a window.
pub(crate) struct Pieces {
    tokenizer: Tokenizer,
    /// Ids before and after the text, as the tokenizer's own template puts them.
    pub prefix: Vec<u32>,
    pub suffix: Vec<u32>,
}

impl Pieces {
    pub fn from_bytes(json: &[u8]) -> Result<Self> {
        const BAD: &str = "tokenizer.json cannot be used";
        let bad = |e| Error::because(ErrorKind::Model, BAD, e);
        // `tokenizers` panics on some files that are not JSON, and on some that are.
        serde_json::from_slice::<serde::de::IgnoredAny>(json).map_err(|e| bad(e.into()))?;
        let mut tokenizer = catch_unwind(|| Tokenizer::from_bytes(json))
            .map_err(|_| Error::new(ErrorKind::Model, BAD))?
            .map_err(bad)?;
        tokenizer.with_truncation(None).map_err(bad)?;
        tokenizer.with_padding(None);
        // It panics where the template names a special token that the file does not have.
        let framed = catch_unwind(AssertUnwindSafe(|| tokenizer.encode("a", true)))
            .map_err(|_| Error::new(ErrorKind::Model, BAD))?
            .map_err(bad)?;
        let special = framed.get_special_tokens_mask();
        let text = special.iter().position(|&s| s == 0);
        let Some(first) = text else {
            return Err(Error::new(
                ErrorKind::Model,
                "tokenizer.json cannot be used: it gives no piece for \"a\"",
            ));
        };
        let last = special.iter().rposition(|&s| s == 0).unwrap_or(first);
        let ids = framed.get_ids();
        let (prefix, suffix) = (ids[..first].to_vec(), ids[last + 1..].to_vec());
        Ok(Self {
            tokenizer,
            prefix,
            suffix,
        })
    }

    /// Splits a part of a normalised text, given as its sentences, into words and pieces.
    pub fn tokenise(&self, text: &str, sentences: &[Range<usize>]) -> Result<PartTokens> {
        let mut part = PartTokens::default();
        for range in sentences {
            self.sentence(text, range.clone(), &mut part)?;
        }
        Ok(part)
    }

    fn sentence(&self, text: &str, range: Range<usize>, part: &mut PartTokens) -> Result<()> {
        let sentence = &text[range.clone()];
        // A sentence without a letter or a figure names nothing: the model is spared pages of stops,
        // brackets and emoji, which take a piece for each byte.
        let encoding = sentence
            .contains(char::is_alphanumeric)
            .then(|| self.tokenizer.encode(sentence, false))
            .transpose()
            .map_err(|e| Error::because(ErrorKind::Model, "a text could not be tokenised", e))?;
        let encoding = encoding.unwrap_or_default();
        let (first_piece, first_word) = (part.ids.len(), part.words.len());
        part.ids.extend_from_slice(encoding.get_ids());
        let offsets = encoding.get_offsets();
        let mut at = 0;
        for word in segment::words(sentence) {
            // A Metaspace piece includes the space before it, so its end tells where it is.
            while at < offsets.len() && offsets[at].1 <= word.start {
                at += 1;
            }
            let covered = at < offsets.len() && offsets[at].0 < word.end;
            part.words.push(PartWord {
                range: range.start + word.start..range.start + word.end,
                piece: covered.then_some(first_piece + at),
            });
        }
        part.sentences.push(PartSentence {
            pieces: first_piece..part.ids.len(),
            words: first_word..part.words.len(),
        });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_without_a_letter_or_a_figure_is_not_read_by_the_model() {
        let json = include_bytes!("../tests/models/bert/tokenizer.json");
        let pieces = Pieces::from_bytes(json).expect("a tokenizer");
        let text = "?! « ... » (👩\u{200d}👧) Il est là.";
        let cut = text.find("Il").expect("a second sentence");
        let tokens = pieces
            .tokenise(text, &[0..cut - 1, cut..text.len()])
            .expect("tokens");
        let [marks, words] = tokens.sentences.as_slice() else {
            panic!("two sentences");
        };
        assert!(marks.pieces.is_empty() && !marks.words.is_empty());
        assert_eq!(tokens.read(marks.words.clone()).count(), 0);
        assert!(tokens.read(words.words.clone()).count() >= 3);
    }

    #[test]
    fn a_template_with_a_token_that_is_not_there_is_refused_without_a_panic() {
        let json = include_str!("../tests/models/bert/tokenizer.json");
        let broken = json.replacen("\"</s>\": {", "\"</s:\": {", 1);
        assert_ne!(broken, json);
        let refused = Pieces::from_bytes(broken.as_bytes());
        assert!(refused.is_err_and(|e| e.kind() == ErrorKind::Model));
    }

    #[test]
    fn a_line_break_in_a_string_of_a_tokenizer_is_refused_without_a_panic() {
        let json = include_str!("../tests/models/bert/tokenizer.json");
        assert!(Pieces::from_bytes(json.as_bytes()).is_ok());
        let decoder = json.find("\"decoder\"").expect("a decoder");
        let (head, tail) = json.split_at(decoder);
        let broken = format!(
            "{head}{}",
            tail.replacen("\"type\": \"", "\"type\": \"\n", 1)
        );
        assert_ne!(broken, json);
        let error = Pieces::from_bytes(broken.as_bytes()).err();
        assert_eq!(error.map(|e| e.kind()), Some(ErrorKind::Model));
    }
}
