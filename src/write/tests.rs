//! Documents made by hand.

use super::*;
use crate::document::{Label, Lang, Mention, Span};
use crate::found::placed;

/// A document with the given parts of the text as mentions, in their order.
pub(super) fn example(text: &str, parts: &[(&str, Label)]) -> Document {
    let found = placed(text, parts, 0.9);
    let mentions = found
        .into_iter()
        .map(|found| mention(text, found.range, found.label));
    document(text, mentions.collect())
}

/// A document with a mention from each even-numbered edge to the next, in code points, unless it is
/// empty or starts or ends with white space.
pub(super) fn with_spans(text: &str, edges: &[usize]) -> Document {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let byte = |edge: usize| starts.get(edge).copied().unwrap_or(text.len());
    let mentions = edges
        .chunks_exact(2)
        .map(|pair| byte(pair[0])..byte(pair[1]))
        .filter(|range| {
            let part = &text[range.clone()];
            !part.is_empty() && part.trim() == part
        })
        .map(|range| mention(text, range, Label::Org))
        .collect();
    document(text, mentions)
}

fn mention(text: &str, range: std::ops::Range<usize>, label: Label) -> Mention {
    let points = |end: usize| text[..end].chars().count();
    Mention {
        label,
        text: text[range.clone()].to_owned(),
        span: Span {
            start: points(range.start),
            end: points(range.end),
            start_byte: range.start,
            end_byte: range.end,
        },
        score: 0.9,
        sentence: None,
        value: None,
        cluster: None,
        cluster_rule: None,
        source: None,
        furniture: false,
    }
}

fn document(text: &str, mentions: Vec<Mention>) -> Document {
    let mut document = Document::new(Lang::Fr).with_text(text);
    document.id = Some("doc".to_owned());
    document.date = Some("2025-07-05".to_owned());
    document.date_source = Some("given".into());
    document.mentions = mentions;
    document
}

#[test]
fn a_format_that_is_no_stream_has_no_encoder() {
    for format in [OutputFormat::Brat, OutputFormat::Parquet] {
        let error = Encoder::new(format, EncodeOptions::default()).expect_err("no stream");
        assert_eq!(error.kind(), ErrorKind::Option);
    }
}

#[test]
fn lines_of_json_are_those_of_serde() {
    let document = example("Le Mali", &[("Mali", Label::Country)]);
    for pretty in [false, true] {
        let expected = if pretty {
            serde_json::to_string_pretty(&document)
        } else {
            serde_json::to_string(&document)
        };
        let options = EncodeOptions {
            pretty,
            ..EncodeOptions::default()
        };
        let mut encoder = Encoder::new(OutputFormat::Jsonl, options).expect("a stream");
        let mut out = encoder.header();
        encoder.encode(&document, &mut out).expect("a line");
        assert_eq!(out, format!("{}\n", expected.expect("JSON")).into_bytes());
    }
}

#[test]
fn a_format_made_of_the_text_is_refused_without_it() {
    let mut document = example("Le Mali", &[]);
    document.text = None;
    let mut encoder =
        Encoder::new(OutputFormat::Conll, EncodeOptions::default()).expect("a stream");
    let error = encoder.encode(&document, &mut Vec::new());
    assert_eq!(error.expect_err("no text").kind(), ErrorKind::Option);
    assert_eq!(
        standoff(&document).expect_err("no text").kind(),
        ErrorKind::Option
    );
}
