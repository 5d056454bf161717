//! Language: French or English, told from the text.

use whatlang::{Detector, Lang as Detected};

use crate::document::Lang;

/// How much of a text is looked at, in bytes; more changes nothing and costs time.
const SAMPLE: usize = 4096;

/// The language of a text. French where the text does not tell: it is what griot reads most.
pub(crate) fn detect(text: &str) -> Lang {
    let end = text.floor_char_boundary(SAMPLE);
    let detector = Detector::with_allowlist(vec![Detected::Fra, Detected::Eng]);
    match detector.detect_lang(&text[..end]) {
        Some(Detected::Eng) => Lang::En,
        _ => Lang::Fr,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_in_both_languages_is_told_apart() {
        assert_eq!(
            detect("Le gouvernement malien a annoncé lundi la tenue d'un sommet."),
            Lang::Fr
        );
        assert_eq!(
            detect("The Malian government said on Monday that it would host a summit."),
            Lang::En
        );
    }

    #[test]
    fn a_text_without_words_is_french() {
        assert_eq!(detect(""), Lang::Fr);
        assert_eq!(detect("12 34 !"), Lang::Fr);
    }
}
