//! What surrounds a mention.

use std::ops::Range;

use super::evidence::Evidence;
use super::fold::in_word;
use super::phrases::{Phrases, ScannedSentence};
use crate::work;

/// A mention's sentence, its place in it in bytes, and what the document names elsewhere.
#[derive(Clone, Debug, Default)]
pub struct CountryContext<'a> {
    pub sentence: &'a str,
    pub span: Range<usize>,
    pub document: Option<&'a Evidence>,
    /// The whole sentence, which keeps what was found in it, and the byte of it at which
    /// `sentence` begins. Without it, `sentence` is searched anew for each question.
    pub whole: Option<(&'a ScannedSentence<'a>, usize)>,
}

impl<'a> CountryContext<'a> {
    /// The sentence before the span; empty where the span does not fit the sentence.
    pub(super) fn before(&self) -> &'a str {
        self.sentence.get(..self.span.start).unwrap_or("")
    }

    /// The sentence after the span.
    pub(super) fn after(&self) -> &'a str {
        self.sentence.get(self.span.end..).unwrap_or("")
    }

    /// The word that ends just before the span, with only a space, a hyphen or an apostrophe
    /// between them.
    pub(super) fn previous(&self) -> &'a str {
        last_word(self.before())
    }

    /// The word just after the span.
    pub(super) fn next(&self) -> &'a str {
        first_word(self.after())
    }

    /// How many of the phrases stand before the span, and how many after it.
    pub(super) fn count(&self, phrases: &[&str]) -> u32 {
        let around = [
            0..self.before().len(),
            self.after_start()..self.sentence.len(),
        ];
        self.with_phrases(|found, at| {
            around
                .iter()
                .map(|side| found.count(&(at + side.start..at + side.end), phrases))
                .sum()
        })
    }

    /// Whether a phrase stands in the sentence.
    pub(super) fn says(&self, phrase: &str) -> bool {
        self.with_phrases(|found, at| found.has(&(at..at + self.sentence.len()), phrase))
    }

    /// Whether the sentence is a headline in English title case.
    pub(super) fn is_title_case(&self) -> bool {
        match self.whole {
            Some((whole, _)) => whole.is_title_case(),
            None => ScannedSentence::new(self.sentence).is_title_case(),
        }
    }

    fn after_start(&self) -> usize {
        self.sentence.len() - self.after().len()
    }

    fn with_phrases<T>(&self, ask: impl FnOnce(&Phrases, usize) -> T) -> T {
        match self.whole {
            Some((whole, at)) => ask(whole.phrases(), at),
            None => ask(&Phrases::of(self.sentence), 0),
        }
    }

    /// Mentions and demonyms of a country in the document.
    pub(super) fn weight(&self, code: &str) -> u32 {
        self.document.map_or(0, |document| document.of(code))
    }
}

fn joins(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\'' | '’' | 'ʼ')
}

/// The first word of a text that begins with the word or with a space, hyphen or apostrophe.
pub(super) fn first_word(text: &str) -> &str {
    let rest = text.trim_start_matches(joins);
    let end = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
    work::step(text.len() - rest.len() + end);
    &rest[..end]
}

/// The last word of a text that ends with the word or with a space, hyphen or apostrophe.
pub(super) fn last_word(text: &str) -> &str {
    let rest = text.trim_end_matches(joins);
    let start = rest.rfind(|c| !in_word(c)).map_or(0, |at| {
        at + rest[at..].chars().next().map_or(0, char::len_utf8)
    });
    work::step(text.len() - start);
    &rest[start..]
}

/// Where the last word begins; the end of the text where there is none.
pub(super) fn begin_of_last_word(text: &str) -> usize {
    let word = last_word(text);
    if word.is_empty() {
        text.len()
    } else {
        before_last_word(text).len()
    }
}

/// Where the first word ends; 0 where there is none.
pub(super) fn end_of_first_word(text: &str) -> usize {
    let word = first_word(text);
    if word.is_empty() {
        0
    } else {
        text.len() - after_first_word(text).len()
    }
}

/// What precedes the last word of a text.
pub(super) fn before_last_word(text: &str) -> &str {
    let rest = text.trim_end_matches(joins);
    &rest[..rest.len() - last_word(rest).len()]
}

/// What follows the first word of a text.
pub(super) fn after_first_word(text: &str) -> &str {
    let rest = text.trim_start_matches(joins);
    &rest[first_word(rest).len()..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_stop_at_punctuation() {
        let sentence = "Sur le fleuve Niger, à Gao";
        let context = CountryContext {
            sentence,
            span: 14..19,
            document: None,
            whole: None,
        };
        assert_eq!((context.previous(), context.next()), ("fleuve", ""));
        assert_eq!(last_word(before_last_word("du delta de l’")), "de");
        assert_eq!(after_first_word(" du Sud."), " Sud.");
    }

    #[test]
    fn a_span_that_does_not_fit_sees_nothing() {
        let context = CountryContext {
            sentence: "é",
            span: 1..9,
            document: None,
            whole: None,
        };
        assert_eq!((context.before(), context.after()), ("", ""));
    }
}
