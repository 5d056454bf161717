use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::griot::Griot;
#[cfg(feature = "corpus")]
use crate::job::{End, Job, Target};
#[cfg(feature = "corpus")]
use crate::read::Reader;

/// A text that holds this panics when it is opened: what griot cannot read is not known, or it would
/// be mended.
pub(super) const BOMB: &str = "\u{f8ff} bomb";

fn griot() -> &'static Griot {
    static GRIOT: OnceLock<Griot> = OnceLock::new();
    GRIOT.get_or_init(|| {
        let builder = Griot::builder().model("tests/models/bert").threads(2);
        builder.build().expect("the tiny model is there")
    })
}

/// A text whose stages panic from the `fuse`-th time on that it is asked for.
struct Bomb {
    asked: AtomicUsize,
    fuse: usize,
}

impl Source for Bomb {
    fn text(&self) -> &str {
        let asked = self.asked.fetch_add(1, Ordering::Relaxed);
        assert!(asked < self.fuse, "the bomb goes off");
        "Awa a vu le Mali."
    }
}

#[test]
fn a_panic_in_a_stage_of_one_text_leaves_the_others_whole() {
    let texts = ["Moussa est à Niamey.", "Le Mali a voté."];
    let expected = texts.map(|text| griot().extract(text).expect("no text is refused"));
    // The text is asked for when it is opened and when it is finished.
    for fuse in 0..2 {
        let bomb = Bomb {
            asked: AtomicUsize::new(0),
            fuse,
        };
        let sources: [&dyn Source; 3] = [&texts[0], &bomb, &texts[1]];
        let read = griot().extract_batch(&sources);
        assert_eq!(read[0].as_ref().ok(), Some(&expected[0]));
        assert_eq!(read[2].as_ref().ok(), Some(&expected[1]));
        let error = read[1].as_ref().expect_err("it went off");
        assert_eq!(error.kind(), ErrorKind::Internal);
        let error = error.to_string();
        assert!(error.starts_with("texts[1]: "), "{error}");
        assert!(error.contains("the bomb goes off"), "{error}");
    }
}

#[test]
fn sentences_are_numbered_over_the_document_and_not_over_its_parts() {
    let sentence = "Il a plu le 6 juillet 2024. ";
    let text = sentence.repeat(1200);
    let griot = Griot::builder().model("small").build().expect("a model");
    let alone = griot.extract(text.as_str()).expect("no text is refused");
    let of_dates = |document: &Document| -> Vec<_> {
        let mentions = document.mentions.iter();
        let dates = mentions.filter(|mention| mention.label == Label::Date);
        dates
            .map(|mention| (mention.span.start_byte / sentence.len(), mention.sentence))
            .collect()
    };
    let numbers = of_dates(&alone);
    assert_eq!(numbers.len(), 1200);
    for (number, held) in numbers {
        assert_eq!(held, u32::try_from(number).ok());
    }
    // Neighbours in the batch do not change the numbers.
    let together = griot.extract_batch(&["Il a plu le 3 mai.", text.as_str()]);
    assert_eq!(together[1].as_ref().ok(), Some(&alone));
}

#[cfg(feature = "corpus")]
#[test]
fn a_panic_on_a_duplicate_is_its_own_failure() {
    let bomb = Bomb {
        asked: AtomicUsize::new(0),
        fuse: 0,
    };
    let error = griot().duplicate(&bomb, "first".to_owned());
    assert_eq!(error.expect_err("it went off").kind(), ErrorKind::Internal);
}

#[cfg(feature = "corpus")]
#[test]
fn a_text_that_griot_cannot_read_is_rejected_with_its_place_and_the_run_goes_on() {
    let directory = tempfile::tempdir().expect("a directory");
    let (input, output) = (
        directory.path().join("in.jsonl"),
        directory.path().join("out"),
    );
    let lines = ["Le Mali a voté.", BOMB, "Awa est à Niamey.", BOMB];
    let mut n = 0;
    let lines = lines.map(|text| {
        n += 1;
        format!(
            "{}\n",
            serde_json::json!({"id": n.to_string(), "text": text})
        )
    });
    std::fs::write(&input, lines.concat()).expect("written");
    let job = Job::new(Target::File(output.clone())).dedupe(true);
    let summary = job.run(griot(), Reader::new([&input]), |_| ());
    let summary = summary.expect("the run goes on");
    assert_eq!((summary.documents, summary.end), (2, End::Complete));
    // A duplicate would name a document that is not there.
    assert_eq!(
        (summary.rejects.get("internal"), summary.duplicates),
        (Some(&2), 0)
    );
    let rejects = std::fs::read(directory.path().join("out.rejects.jsonl")).expect("written");
    let first = rejects.split(|byte| *byte == b'\n').next().expect("a line");
    let reject: serde_json::Value = serde_json::from_slice(first).expect("one line");
    assert_eq!(
        (&reject["code"], &reject["line"]),
        (&"internal".into(), &2.into())
    );
    assert_eq!(reject["byte"], lines[0].len());
    assert_eq!(reject["raw"], BOMB);
    assert!(
        reject["reason"]
            .as_str()
            .is_some_and(|why| why.contains("the bomb goes off"))
    );
}

#[test]
fn mentions_that_share_a_character_of_the_source_do_not_panic() {
    for text in [
        "Il est venu le 12 mai 201½ juin 2024.",
        "Réunion à Paris℅Londres le ℅lundi",
        "㍿ ㍿㍿ Mali㍿Niger",
        "ﷺ Mali ﷺ",
    ] {
        let document = griot().extract(text).expect("no text is refused");
        let mut last = 0;
        for mention in &document.mentions {
            assert!(mention.span.start_byte >= last, "{text}: {mention:?}");
            assert_eq!(&text[mention.span.bytes()], mention.text);
            last = mention.span.end_byte;
        }
    }
}
