//! What holds for any text: spans slice right, are sorted and apart, and depend on that text alone.

use std::sync::OnceLock;

use griot::{Document, Griot};
use proptest::prelude::*;

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
    let mut last = 0;
    for mention in document.mentions() {
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
    ];
    prop_oneof![
        3 => prop::collection::vec(word, 0..40).prop_map(|words| words.join(" ")),
        1 => "\\PC{0,80}",
        1 => any::<String>(),
    ]
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
        let together = two_threads().extract_batch(&batch).expect("no text is refused");
        prop_assert_eq!(&together, &alone);
        let mut turned = batch.clone();
        turned.reverse();
        let mut streamed: Vec<Document> = two_threads()
            .extract_stream(turned)
            .map(|item| item.expect("no text is refused").1)
            .collect();
        streamed.reverse();
        prop_assert_eq!(streamed, alone);
    }
}
