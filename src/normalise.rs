//! Normalise: the text as the model should see it, with a map back to the text as it was given.
//!
//! Unicode NFKC folds typographic letters (`𝐌𝐚𝐥𝐢`), ligatures, full-width forms and combining
//! accents; apostrophes, double quotes, hyphens and spaces become the plain ones; soft hyphens,
//! zero-width characters and direction marks are removed; every line end is a line feed. The models
//! are trained on text made plain in the same way (`models/train/text.py`).

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// A normalised text and the way back.
#[derive(Debug)]
pub(crate) struct Normalised {
    pub text: String,
    runs: Vec<Run>,
    source_len: usize,
}

/// A stretch of the normalised text, up to the next run.
#[derive(Debug)]
struct Run {
    /// Where it starts in the normalised text (bytes).
    at: usize,
    /// Where it starts in the source (bytes).
    source: usize,
    /// Where its source ends, if the run corresponds to it only as a whole; otherwise bytes
    /// correspond one to one.
    whole: Option<usize>,
}

impl Normalised {
    /// `range` (bytes of the normalised text), widened to whole source characters: it does not begin
    /// or end inside what one of them became (`½` is `1⁄2` here).
    pub fn whole(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() {
            return range;
        }
        let start = match self.run_of(range.start) {
            Some(run) if run.whole.is_some() => run.at,
            _ => range.start,
        };
        let next = self.runs.partition_point(|run| run.at < range.end);
        let end = match next.checked_sub(1).map(|last| &self.runs[last]) {
            Some(run) if run.whole.is_some() => {
                self.runs.get(next).map_or(self.text.len(), |run| run.at)
            }
            _ => range.end,
        };
        start..end
    }

    /// The bytes of the source that `range` (bytes of the normalised text) came from.
    ///
    /// A range that holds a part of what one source character became gives the whole character, so
    /// that two ranges which meet inside one overlap in the source: [`Normalised::whole`] tells.
    pub fn source_range(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() {
            let at = self.start_of(range.start);
            return at..at;
        }
        self.start_of(range.start)..self.end_of(range.end)
    }

    fn run_of(&self, at: usize) -> Option<&Run> {
        let next = self.runs.partition_point(|run| run.at <= at);
        next.checked_sub(1).map(|n| &self.runs[n])
    }

    fn start_of(&self, at: usize) -> usize {
        match self.run_of(at) {
            Some(run) if run.whole.is_none() => (run.source + at - run.at).min(self.source_len),
            Some(run) => run.source,
            None => at,
        }
    }

    fn end_of(&self, end: usize) -> usize {
        match self.run_of(end - 1) {
            Some(run) => run
                .whole
                .unwrap_or((run.source + end - run.at).min(self.source_len)),
            None => end,
        }
    }
}

/// Whether `c` joins the character before it: a combining mark, or what NFKC turns into one.
fn is_mark(c: char) -> bool {
    !c.is_ascii()
        && (canonical_combining_class(c) != 0
            || matches!(
                c,
                '\u{f73}' | '\u{f75}' | '\u{f81}' | '\u{ff9e}' | '\u{ff9f}'
            ))
}

/// Makes `source` plain. Runs in linear time; plain text costs one copy.
pub(crate) fn normalise(source: &str) -> Normalised {
    let mut text = String::with_capacity(source.len());
    let mut runs: Vec<Run> = Vec::new();
    let mut chars = source.char_indices().peekable();
    let mut folded = String::new();
    while let Some((start, first)) = chars.next() {
        let mut end = start + first.len_utf8();
        let mut marks = false;
        while let Some(&(_, mark)) = chars.peek() {
            if !is_mark(mark) {
                break;
            }
            marks = true;
            end += mark.len_utf8();
            chars.next();
        }
        let at = text.len();
        if first.is_ascii() && !marks {
            // Each is one byte and becomes one byte.
            text.push(match first {
                '\r' if source[end..].starts_with('\n') => ' ',
                '\r' | '\u{b}' | '\u{c}' => '\n',
                '\t' => ' ',
                '`' => '\'',
                first => first,
            });
        } else {
            folded.clear();
            folded.extend(
                source[start..end]
                    .chars()
                    .filter_map(plain)
                    .nfkc()
                    .filter_map(plain),
            );
            text.push_str(&folded);
        }
        // `ﬃ` and `ffi` are three bytes each, but only single characters correspond byte by byte.
        let made = &text[at..];
        let verbatim = made == &source[start..end]
            || (made.len() == end - start && made.chars().nth(1).is_none());
        let follows = runs
            .last()
            .is_some_and(|run| run.whole.is_none() && run.source + at - run.at == start);
        if text.len() > at && !(verbatim && (follows || (runs.is_empty() && at == start))) {
            runs.push(Run {
                at,
                source: start,
                whole: (!verbatim).then_some(end),
            });
        }
    }
    Normalised {
        text,
        runs,
        source_len: source.len(),
    }
}

/// The plain form of a character; `None` where it only guides printing.
fn plain(c: char) -> Option<char> {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{02bc}' | '\u{2032}' | '\u{00b4}' | '`'
        | '\u{ff07}' => Some('\''),
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{2033}' => Some('"'),
        '\u{2010}' | '\u{2011}' => Some('-'),
        // Honorifics (`ﷺ`) that NFKC unfolds to a sentence of up to 18 letters, and a page of them to
        // eleven times its bytes. They stand after a name, as an ornament does.
        '\u{fdfa}' | '\u{fdfb}' => Some('*'),
        '\u{00ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => None,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        c if c.is_whitespace() => Some(' '),
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn source_of<'a>(source: &'a str, part: &str) -> &'a str {
        let normalised = normalise(source);
        let at = normalised.text.find(part).expect("the part is there");
        &source[normalised.source_range(at..at + part.len())]
    }

    #[test]
    fn plain_text_is_kept_and_needs_no_map() {
        let normalised = normalise("Le Mali a voté.\nLe Niger aussi.");
        assert_eq!(normalised.text, "Le Mali a voté.\nLe Niger aussi.");
        assert!(normalised.runs.is_empty());
    }

    #[test]
    fn mathematical_bold_is_read_as_letters() {
        assert_eq!(source_of("Le 𝐌𝐚𝐥𝐢 vote", "Mali"), "𝐌𝐚𝐥𝐢");
    }

    #[test]
    fn combining_accents_are_composed_and_mapped_back_whole() {
        assert_eq!(
            source_of("Assimi Goi\u{308}ta parle", "Goïta"),
            "Goi\u{308}ta"
        );
    }

    #[test]
    fn soft_hyphens_inside_a_name_are_part_of_its_surface() {
        assert_eq!(
            source_of("à Ba\u{ad}ma\u{ad}ko\u{ad}, hier", "Bamako"),
            "Ba\u{ad}ma\u{ad}ko"
        );
    }

    #[test]
    fn typographic_apostrophes_spaces_and_hyphens_become_plain() {
        let text = normalise("l’AES\u{a0}: Saint\u{2011}Denis,\u{202f}« N\u{2bc}Djamena »\t!").text;
        assert_eq!(text, "l'AES : Saint-Denis, « N'Djamena » !");
    }

    #[test]
    fn ligatures_unfold_to_the_whole_character() {
        assert_eq!(source_of("l’oﬃce", "off"), "oﬃ");
        assert_eq!(source_of("l’oﬃce", "ice"), "ﬃce");
    }

    #[test]
    fn a_backtick_is_an_apostrophe() {
        assert_eq!(normalise("l`AES d`Aix").text, "l'AES d'Aix");
    }

    #[test]
    fn every_line_end_is_a_line_feed() {
        let source = "a\rb\u{85}c\u{2028}d\u{2029}e\u{b}f\u{c}g\r\nh";
        assert_eq!(normalise(source).text, "a\nb\nc\nd\ne\nf\ng \nh");
    }

    #[test]
    fn ranges_that_meet_inside_a_character_are_widened_to_it() {
        let normalised = normalise("mai 201½ juin");
        assert_eq!(normalised.text, "mai 2011⁄2 juin");
        assert_eq!(normalised.whole(0..8), 0..12);
        assert_eq!(normalised.whole(11..17), 7..17);
        assert_eq!(normalised.whole(4..7), 4..7);
        assert_eq!(normalised.whole(12..17), 12..17);
    }

    #[test]
    fn no_character_unfolds_to_a_sentence() {
        assert_eq!(source_of("Mahomet ﷺ dit", "*"), "ﷺ");
        for c in '\u{80}'..=char::MAX {
            let unfolded = normalise(c.encode_utf8(&mut [0; 4])).text;
            assert!(unfolded.chars().count() <= 6, "{c:?}: {unfolded}");
        }
    }

    #[test]
    fn what_becomes_a_mark_joins_the_character_before_it() {
        for source in ["`\u{f73}", "x\u{301}\u{f73}", "か\u{ff9e}"] {
            let once = normalise(source).text;
            assert_eq!(normalise(&once).text, once);
        }
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(source in "\\PC{0,40}") {
            let once = normalise(&source).text;
            let twice = normalise(&once).text;
            prop_assert_eq!(twice, once);
        }
    }
}
