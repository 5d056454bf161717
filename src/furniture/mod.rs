//! Furniture: what stands on a scraped page around its article, as ranges of the normalised text.
//!
//! Consent banners, share buttons, newsletters, links to other articles, subscription walls, prompts,
//! advertising labels, comment prompts, credits, breadcrumbs, footers. Nothing is deleted: mentions
//! that stand there are marked, and left out on demand.
//!
//! Lines are judged, and so are sentences: for pages whose lines were glued together, and for banners
//! that wrap over several lines. [`rules`] says what is recognised, and why an article on the same
//! subject is not. Every character is looked at a bounded number of times.

mod rules;

use std::ops::Range;

use rules::Verdict;

/// A longer line is text, or a page glued to one line: its sentences are judged.
const LONGEST_LINE: usize = 300;
/// A longer sentence is not a banner.
const LONGEST_SENTENCE: usize = 600;

/// The furniture of a normalised text: ranges in order that do not touch. `sentences` are the text's
/// sentences in order.
pub(crate) fn find(
    text: &str,
    sentences: impl IntoIterator<Item = Range<usize>>,
) -> Vec<Range<usize>> {
    let mut found = lines(text);
    let mut quotes = Quotes::default();
    // Whether the last sentence was furniture: `You can change your mind at any time.`
    let mut follows = false;
    for sentence in sentences {
        quotes.advance(text, sentence.start);
        follows = !quotes.open()
            && sentence.len() <= LONGEST_SENTENCE
            && rules::sentence(&text[sentence.clone()], follows);
        if follows {
            found.push(sentence);
        }
    }
    found.sort_by_key(|range| (range.start, range.end));
    found.dedup_by(|next, last| {
        let joins = next.start <= last.end;
        if joins {
            last.end = last.end.max(next.end);
        }
        joins
    });
    found
}

/// Whether `range` starts in one of the ranges that [`find`] gave.
pub(crate) fn holds(furniture: &[Range<usize>], range: &Range<usize>) -> bool {
    let next = furniture.partition_point(|piece| piece.end <= range.start);
    furniture
        .get(next)
        .is_some_and(|piece| piece.start <= range.start)
}

/// The lines that are furniture as a whole.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    // `A lire également`, then a list of titles.
    let mut in_list = false;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim();
        let at = start + (whole.len() - whole.trim_start().len());
        start += whole.len();
        if line.is_empty() || line.len() > LONGEST_LINE {
            in_list &= line.is_empty();
            continue;
        }
        let verdict = rules::line(line);
        in_list = verdict == Verdict::HeadsList || in_list && rules::is_item(line);
        if in_list || verdict == Verdict::Furniture {
            found.push(at..at + line.len());
        }
    }
    found
}

/// Which quotations are open at a byte; bytes are asked for in rising order. The end of a line closes
/// them all, so that a forgotten mark does not reach over the whole text.
#[derive(Default)]
struct Quotes {
    at: usize,
    angle: usize,
    straight: bool,
}

impl Quotes {
    fn advance(&mut self, text: &str, to: usize) {
        for c in text[self.at..to].chars() {
            match c {
                '\n' => (self.angle, self.straight) = (0, false),
                '«' => self.angle += 1,
                '»' => self.angle = self.angle.saturating_sub(1),
                '"' => self.straight = !self.straight,
                _ => {}
            }
        }
        self.at = to;
    }

    fn open(&self) -> bool {
        self.angle > 0 || self.straight
    }
}

#[cfg(test)]
mod tests;
