//! CoNLL: one token per line with its IOB2 tag, in the four columns of CoNLL-2003.
//!
//! No comments and no white space in a token: tools that read CoNLL-2003 choke on both. So the
//! text itself is not kept, only its tokens in order.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use crate::document::{Document, Mention};
use crate::segment::{sentences, words};

/// Appends a document: its first line, then its sentences, each followed by a blank line.
pub(super) fn encode(text: &str, document: &Document, out: &mut impl Write) -> io::Result<()> {
    let mut rest = document.mentions.as_slice();
    out.write_all(b"-DOCSTART- -X- -X- O\n\n")?;
    let mut open = false;
    for sentence in sentences(text) {
        while let [mention, behind @ ..] = rest
            && mention.span.end_byte <= sentence.start
        {
            rest = behind;
        }
        // A mention is never cut by a blank line: readers would end it with the sentence.
        let inside = rest
            .first()
            .is_some_and(|mention| mention.span.start_byte < sentence.start);
        if open && !inside {
            out.write_all(b"\n")?;
        }
        for word in words(&text[sentence.clone()]) {
            let word = sentence.start + word.start..sentence.start + word.end;
            tokens(text, word, &mut rest, out)?;
            open = true;
        }
    }
    if open {
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Writes a word, cut where a mention starts or ends inside. `rest` holds the mentions that do not end
/// before it.
fn tokens(
    text: &str,
    word: Range<usize>,
    rest: &mut &[Mention],
    out: &mut impl Write,
) -> io::Result<()> {
    let mut start = word.start;
    while start < word.end {
        while let [mention, behind @ ..] = *rest
            && mention.span.end_byte <= start
        {
            *rest = behind;
        }
        let (end, tag) = match rest.first() {
            Some(mention) if mention.span.start_byte <= start => {
                // There may be white space between a mention's start and its first token.
                let before = &text[mention.span.start_byte..start];
                let first = before.chars().all(char::is_whitespace);
                let tag = Some((if first { "B-" } else { "I-" }, mention.label.as_str()));
                (mention.span.end_byte, tag)
            }
            Some(mention) => (mention.span.start_byte, None),
            None => (word.end, None),
        };
        let end = end.min(word.end);
        let token = printable(&text[start..end]);
        match tag {
            Some((position, label)) => writeln!(out, "{token} -X- -X- {position}{label}")?,
            None => writeln!(out, "{token} -X- -X- O")?,
        }
        start = end;
    }
    Ok(())
}

/// Control characters separate columns or lines in some tools: each becomes U+FFFD.
fn printable(token: &str) -> Cow<'_, str> {
    if token.contains(char::is_control) {
        Cow::Owned(token.replace(char::is_control, "\u{fffd}"))
    } else {
        Cow::Borrowed(token)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::Label;
    use crate::eval::{Relabelling, read_conll_gold};
    use crate::write::tests::{example, with_spans};

    fn lines(text: &str, parts: &[(&str, Label)]) -> String {
        let document = example(text, parts);
        let mut out = Vec::new();
        encode(text, &document, &mut out).expect("written");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn sentences_have_a_blank_line_between_them() {
        assert_eq!(
            lines(
                "Élie Goïta parle. L’AES aussi.",
                &[("Élie Goïta", Label::Person), ("AES", Label::Org)]
            ),
            "-DOCSTART- -X- -X- O\n\n\
             Élie -X- -X- B-PERSON\nGoïta -X- -X- I-PERSON\nparle -X- -X- O\n. -X- -X- O\n\n\
             L -X- -X- O\n’ -X- -X- O\nAES -X- -X- B-ORG\naussi -X- -X- O\n. -X- -X- O\n\n"
        );
    }

    #[test]
    fn neighbours_of_one_label_stay_two_mentions() {
        let out = lines(
            "Mali Niger",
            &[("Mali", Label::Country), ("Niger", Label::Country)],
        );
        assert!(out.ends_with("Mali -X- -X- B-COUNTRY\nNiger -X- -X- B-COUNTRY\n\n"));
    }

    #[test]
    fn a_word_is_cut_at_the_edges_of_a_mention() {
        let out = lines("proMalien", &[("Mali", Label::Country)]);
        assert!(out.ends_with("pro -X- -X- O\nMali -X- -X- B-COUNTRY\nen -X- -X- O\n\n"));
    }

    #[test]
    fn a_mention_over_two_sentences_joins_them() {
        let out = lines("Il vit. Là-bas. Oui.", &[("vit. Là", Label::Loc)]);
        assert_eq!(out.matches("\n\n").count(), 3, "{out}");
        assert!(
            out.contains(". -X- -X- I-LOC\nLà -X- -X- I-LOC\n- -X- -X- O\n"),
            "{out}"
        );
    }

    #[test]
    fn an_empty_text_is_a_document_without_tokens() {
        assert_eq!(lines(" \n ", &[]), "-DOCSTART- -X- -X- O\n\n");
    }

    #[test]
    fn control_characters_do_not_part_columns() {
        assert!(lines("a\u{0}b\u{1f}c", &[]).contains('\u{fffd}'));
    }

    proptest! {
        #[test]
        fn every_mention_comes_back(
            text in crate::segment::tests::news_like(),
            edges in proptest::collection::btree_set(0_usize..80, 0..12),
        ) {
            let document = with_spans(&text, &edges.into_iter().collect::<Vec<_>>());
            let mut out = Vec::new();
            encode(&text, &document, &mut out).expect("written");
            let read = read_conll_gold(&*out, "out.conll", &Relabelling::default()).expect("CoNLL");
            prop_assert_eq!(read.len(), 1);
            let squeezed = |text: &str| -> String {
                let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
                printable(&text).into_owned()
            };
            let found: Vec<(String, String)> = read[0]
                .entities()
                .iter()
                .map(|entity| {
                    let points = read[0].text().chars();
                    let text: String = points.skip(entity.start).take(entity.end - entity.start).collect();
                    (entity.label.clone(), squeezed(&text))
                })
                .collect();
            let expected: Vec<(String, String)> = document
                .mentions
                .iter()
                .map(|mention| (mention.label.to_string(), squeezed(&mention.text)))
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}
