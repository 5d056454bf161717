//! Tokenise: sentences to pieces of the model's vocabulary, with the word that each belongs to.

use std::ops::Range;

use tokenizers::Tokenizer;

use crate::error::{Error, ErrorKind, Result};
use crate::segment;

/// The pieces and words of one document, sentence after sentence.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    /// Vocabulary ids of the pieces.
    pub ids: Vec<u32>,
    /// The words, in the order of the text.
    pub words: Vec<Word>,
    pub sentences: Vec<Sentence>,
}

/// A unit that gets a label.
#[derive(Debug)]
pub(crate) struct Word {
    /// Bytes of the normalised text.
    pub range: Range<usize>,
    /// The first piece that covers a part of it; `None` where the tokenizer saw nothing.
    pub piece: Option<usize>,
}

/// A sentence, as ranges of [`Tokens`].
#[derive(Debug)]
pub(crate) struct Sentence {
    /// Bytes of the normalised text.
    pub range: Range<usize>,
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
        let bad = |e| Error::because(ErrorKind::Model, "tokenizer.json cannot be used", e);
        let mut tokenizer = Tokenizer::from_bytes(json).map_err(bad)?;
        tokenizer.with_truncation(None).map_err(bad)?;
        tokenizer.with_padding(None);
        let framed = tokenizer.encode("a", true).map_err(bad)?;
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

    /// Splits a normalised text into sentences, words and pieces.
    pub fn tokenise(&self, text: &str) -> Result<Tokens> {
        let mut tokens = Tokens::default();
        for range in segment::sentences(text) {
            self.sentence(text, range, &mut tokens)?;
        }
        Ok(tokens)
    }

    fn sentence(&self, text: &str, range: Range<usize>, tokens: &mut Tokens) -> Result<()> {
        let sentence = &text[range.clone()];
        let encoding = self
            .tokenizer
            .encode(sentence, false)
            .map_err(|e| Error::because(ErrorKind::Model, "a text could not be tokenised", e))?;
        let (first_piece, first_word) = (tokens.ids.len(), tokens.words.len());
        tokens.ids.extend_from_slice(encoding.get_ids());
        let offsets = encoding.get_offsets();
        let mut at = 0;
        for word in segment::words(sentence) {
            // A Metaspace piece counts the space before it in; its end tells where it is.
            while at < offsets.len() && offsets[at].1 <= word.start {
                at += 1;
            }
            let covered = at < offsets.len() && offsets[at].0 < word.end;
            tokens.words.push(Word {
                range: range.start + word.start..range.start + word.end,
                piece: covered.then_some(first_piece + at),
            });
        }
        tokens.sentences.push(Sentence {
            range,
            pieces: first_piece..tokens.ids.len(),
            words: first_word..tokens.words.len(),
        });
        Ok(())
    }
}
