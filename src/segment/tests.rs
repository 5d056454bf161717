//! What holds for any text.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{sentences, words};

/// Any string, or one made of what the rules look at.
pub(crate) fn news_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(".".to_owned()),
        Just("?".to_owned()),
        Just("!".to_owned()),
        Just("…".to_owned()),
        Just(" ".to_owned()),
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\"".to_owned()),
        Just("»".to_owned()),
        Just("« ".to_owned()),
        Just("'".to_owned()),
        Just("’".to_owned()),
        Just("(".to_owned()),
        Just(")".to_owned()),
        Just("- ".to_owned()),
        Just("_".to_owned()),
        Just("M".to_owned()),
        Just("U.S".to_owned()),
        Just("Le".to_owned()),
        Just("The ".to_owned()),
        Just("sur".to_owned()),
        Just("etc".to_owned()),
        Just("12".to_owned()),
        Just("www.".to_owned()),
        Just("\u{301}".to_owned()),
        Just("\u{ad}".to_owned()),
        Just("\u{200d}".to_owned()),
        Just("\u{a0}".to_owned()),
        Just("\u{202f}".to_owned()),
        Just("。".to_owned()),
        "[a-zéA-ZÉ]{1,12}",
        "\\PC",
        any::<char>().prop_map(String::from),
    ];
    prop_oneof![
        any::<String>(),
        proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn sentences_cover_what_is_not_white_space(text in news_like()) {
        let mut covered = 0;
        for sentence in sentences(&text) {
            prop_assert!(covered <= sentence.start && sentence.start < sentence.end);
            prop_assert!(text[covered..sentence.start].chars().all(char::is_whitespace));
            let inside = &text[sentence.clone()];
            prop_assert_eq!(inside, inside.trim());
            covered = sentence.end;
        }
        prop_assert!(text[covered..].chars().all(char::is_whitespace));
    }
}

/// Texts that make a segmenter look ahead or back as far as it can.
const HOSTILE: &[(&str, &str)] = &[
    ("", "."),
    ("", "a"),
    ("", "A"),
    ("", "\u{301}"),
    ("", " "),
    ("", "\n"),
    ("", "\""),
    ("", "a."),
    ("", "A. "),
    ("", "U.S."),
    ("", "a. ("),
    ("", ". »"),
    ("", "a.\n"),
    ("", "a\nb "),
    ("", "1. "),
    ("", "l'"),
    ("", "aB"),
    ("", "a:"),
    ("", "🇫🇷"),
    ("a.", " "),
    ("a.", "("),
    ("a.", "-"),
    ("a. ", "1"),
    ("a.", "\u{300}"),
    ("www.", "a?b"),
    ("", "1234567890123456.7 "),
];

#[test]
fn time_is_linear_in_hostile_text() {
    const BYTES: usize = 1 << 17;
    for (head, unit) in HOSTILE {
        let mut text = head.to_string();
        text.push_str(&unit.repeat(BYTES / unit.len()));
        text.push_str(&" ".repeat(BYTES / 4));
        text.push_str(&"b.".repeat(BYTES / 8));
        let started = Instant::now();
        let sentences = sentences(&text).len();
        let words = words(&text).count();
        assert!(sentences <= words);
        let taken = started.elapsed();
        // A quadratic pass over 128 KiB takes minutes.
        assert!(
            taken < Duration::from_secs(20),
            "{head:?} {unit:?} took {taken:?}"
        );
    }
}
