//! What holds for any text: spans slice right, are sorted and apart, and depend on that text alone.

use std::sync::OnceLock;

use griot::{Document, EncodeOptions, Encoder, Griot, OutputFormat, Reader, Record};
use proptest::prelude::*;
use xxhash_rust::xxh3::xxh3_64_with_seed;

fn griot(threads: usize) -> Griot {
    Griot::builder()
        .model("small")
        .threads(threads)
        .build()
        .expect("the small model is part of this build")
}

fn one_thread() -> &'static Griot {
    static GRIOT: OnceLock<Griot> = OnceLock::new();
    GRIOT.get_or_init(|| griot(1))
}

fn two_threads() -> &'static Griot {
    static GRIOT: OnceLock<Griot> = OnceLock::new();
    GRIOT.get_or_init(|| griot(2))
}

fn check(text: &str, document: &Document) -> Result<(), TestCaseError> {
    let (mut last, mut sentence) = (0, 0);
    for mention in &document.mentions {
        let span = mention.span;
        prop_assert_eq!(text.get(span.bytes()), Some(mention.text.as_str()));
        let by_chars: String = text
            .chars()
            .skip(span.start)
            .take(span.end - span.start)
            .collect();
        prop_assert_eq!(&by_chars, &mention.text);
        prop_assert!(span.start_byte >= last && span.end_byte > span.start_byte);
        prop_assert!((0.0..=1.0).contains(&mention.score));
        last = span.end_byte;
        let number = mention.sentence.unwrap_or(sentence);
        prop_assert!(number >= sentence);
        sentence = number;
    }
    Ok(())
}

/// News-like text with everything that goes wrong in it, or any characters at all.
fn texts() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-zé]{1,8}",
        "[A-ZÉ][a-zé’'-]{1,8}",
        "[A-Z]{2,5}",
        Just("l’AES".to_owned()),
        Just("𝐌𝐚𝐥𝐢".to_owned()),
        Just("Goi\u{308}ta".to_owned()),
        Just("Ba\u{ad}mako".to_owned()),
        Just("6 juillet 2024".to_owned()),
        Just("lundi".to_owned()),
        Just("(Niger).".to_owned()),
        Just("\u{202f}»\u{a0}:\r\n\n".to_owned()),
        // What NFKC expands, by itself and glued to names and dates.
        prop::sample::select(vec![
            "½",
            "℅",
            "㍿",
            "ﷺ",
            "…",
            "㏂",
            "ﬃ",
            "①",
            "⒈",
            "㋿",
            "Paris℅Londres",
            "le 12 mai 201½",
            "½ juin 2024",
            "㏠2024",
            "Mali㍿Niger",
            "20⒈",
            "\u{2028}",
            "\u{85}",
            "\r",
        ])
        .prop_map(str::to_owned),
    ];
    let joined = |(words, gap): (Vec<String>, &str)| words.join(gap);
    prop_oneof![
        3 => (prop::collection::vec(word, 0..40), prop::sample::select(vec![" ", " ", ""]))
            .prop_map(joined),
        1 => "\\PC{0,80}",
        1 => any::<String>(),
    ]
}

/// The paragraphs of the sample corpus, each a document of its own: short ones and long ones, with
/// the languages and dates of their articles.
fn paragraphs() -> Vec<Record> {
    let mut records = Vec::new();
    for article in Reader::new(["corpus/news.jsonl"]) {
        let article = article.expect("a record");
        let lines = article.text.lines().filter(|line| line.len() > 40);
        for (n, line) in lines.enumerate().step_by(3) {
            let mut record = article.clone();
            record.id = format!("{}:{n}", article.id);
            record.text = line.to_owned();
            records.push(record);
        }
    }
    records
}

/// The lines of JSON of documents read so many at a time, in the order of `records`.
fn written(griot: &Griot, records: &[&Record], batch: usize) -> Vec<Vec<u8>> {
    let mut encoder =
        Encoder::new(OutputFormat::Jsonl, EncodeOptions::default()).expect("a stream");
    let mut lines = Vec::new();
    for records in records.chunks(batch) {
        for document in griot.extract_batch(records) {
            let mut line = Vec::new();
            let document = document.expect("no text is refused");
            encoder.encode(&document, &mut line).expect("a line");
            lines.push(line);
        }
    }
    lines
}

#[test]
fn the_bytes_of_a_document_hang_on_no_batch_no_thread_and_no_neighbour() {
    let records = paragraphs();
    assert!(records.len() > 64, "{}", records.len());
    let order: Vec<&Record> = records.iter().collect();
    let expected = written(one_thread(), &order, 1);
    let expected: std::collections::HashMap<&str, &Vec<u8>> = order
        .iter()
        .map(|record| record.id.as_str())
        .zip(&expected)
        .collect();
    assert_eq!(expected.len(), records.len(), "ids come once");
    let four = griot(4);
    for (griot, threads) in [(one_thread(), 1), (two_threads(), 2), (&four, 4)] {
        for batch in [1, 4, 16, 64] {
            let mut shuffled = order.clone();
            let seed = (100 * threads + batch) as u64;
            shuffled.sort_by_key(|record| xxh3_64_with_seed(record.id.as_bytes(), seed));
            for (record, line) in shuffled.iter().zip(written(griot, &shuffled, batch)) {
                assert!(
                    &line == expected[record.id.as_str()],
                    "{} on {threads} threads, {batch} at a time",
                    record.id
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn spans_slice_the_text_in_order_and_apart(text in texts()) {
        let document = one_thread().extract(text.as_str()).expect("no text is refused");
        check(&text, &document)?;
    }

    #[test]
    fn a_document_is_the_same_alone_in_any_batch_and_with_any_threads(batch in prop::collection::vec(texts(), 1..6)) {
        let alone: Vec<Document> = batch
            .iter()
            .map(|text| one_thread().extract(text.as_str()).expect("no text is refused"))
            .collect();
        let together: Result<Vec<Document>, _> =
            two_threads().extract_batch(&batch).into_iter().collect();
        let together = together.expect("no text is refused");
        prop_assert_eq!(&together, &alone);
        let mut turned = batch.clone();
        turned.reverse();
        let mut streamed: Vec<Document> = two_threads()
            .extract_stream(turned)
            .map(|(_, document)| document.expect("no text is refused"))
            .collect();
        streamed.reverse();
        prop_assert_eq!(streamed, alone);
    }
}
