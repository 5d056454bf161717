//! What the default model finds in the sample corpus, so that a change shows.

use std::collections::BTreeSet;
use std::fmt::Write;

use griot::{Griot, Reader};

const STORED: &str = include_str!("snapshots/snapshots__sample_corpus.snap");

/// Mentions in a hundred that may differ where the processor is of another kind than the one that the
/// snapshot was made on. It rounds otherwise, and a mention at the edge of a decision falls to the
/// other side: about one in a hundred.
const TOLERANCE: usize = 3;

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
        for mention in &document.mentions {
            assert_eq!(&record.text[mention.span.bytes()], mention.text);
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
    if rounds_as_stored() {
        insta::assert_snapshot!(found);
        return;
    }
    let stored = STORED.splitn(3, "---\n").nth(2).expect("a snapshot");
    let (now, before) = (mentions(&found), mentions(stored));
    assert!(before.len() > 900, "{} mentions are stored", before.len());
    let differing: Vec<_> = now.symmetric_difference(&before).collect();
    assert!(
        differing.len() * 100 <= before.len() * TOLERANCE,
        "{differing:#?}"
    );
}

/// Whether this is a processor with the instructions that the snapshot was made with.
fn rounds_as_stored() -> bool {
    #[cfg(target_arch = "x86_64")]
    return is_x86_feature_detected!("avx512vnni");
    #[cfg(not(target_arch = "x86_64"))]
    false
}

/// The mentions of a snapshot, each with its document and without its score.
fn mentions(snapshot: &str) -> BTreeSet<String> {
    let mut document = "";
    let mut mentions = BTreeSet::new();
    for line in snapshot.lines() {
        if !line.starts_with(' ') {
            document = line;
            continue;
        }
        let line = line.trim_end_matches(" furniture");
        let (mention, _score) = line.rsplit_once(' ').expect("a score");
        mentions.insert(format!("{document}{mention}"));
    }
    mentions
}
