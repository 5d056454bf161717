//! What the default model finds in the sample corpus, so that a change shows.

use std::fmt::Write;

use griot::{Griot, Reader};

#[test]
fn sample_corpus() {
    let griot = Griot::builder()
        .build()
        .expect("the base model is part of this build");
    let mut found = String::new();
    for record in Reader::new(["corpus/news.jsonl"]) {
        let record = record.expect("the sample corpus is well formed");
        let document = griot.extract(&record).expect("no text is refused");
        let _ = writeln!(found, "{} {}", record.id, document.lang);
        for mention in document.mentions() {
            assert_eq!(&record.text[mention.span.bytes()], mention.text);
            // Scores stand in steps of a tenth: the last digits are the processor's.
            let _ = writeln!(
                found,
                "  {:7} {:?} {}..{} {:.1}{}",
                mention.label,
                mention.text,
                mention.span.start,
                mention.span.end,
                mention.score,
                if mention.furniture { " furniture" } else { "" }
            );
        }
    }
    insta::assert_snapshot!(found);
}
