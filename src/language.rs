//! Language: French or English, told from the text.
//!
//! Common words (`le`, `qui`, `the`, `of`) nearly always decide, even in a sentence of five words,
//! where letter statistics take `On Monday, he left.` for French. Accents, elisions and endings decide
//! where there are no such words, and `whatlang` where there is none of all that.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::LazyLock;

use whatlang::{Detector, Lang as Detected};

use crate::document::Lang;
use crate::lists::{Words, entries};

/// How much of a text is looked at, in bytes; more changes nothing and costs time.
const SAMPLE: usize = 4096;

/// What a sign weighs. A name says little about the language around it (`The Who`, `La Paz`), so
/// a capital inside the text halves the weight of a word.
const WORD: i32 = 4;
const ACCENT: i32 = 3;
const POSSESSIVE: i32 = 3;
const ENDING: i32 = 1;

static WORDS: LazyLock<HashMap<&str, Lang>> = LazyLock::new(|| {
    let listed = entries(include_str!("language/words.txt"));
    let lang = |section: &str| section.parse().expect("words.txt has languages");
    listed
        .map(|entry| (entry.line, lang(entry.section)))
        .collect()
});

const SIGNS: &str = include_str!("language/signs.txt");
static BEFORE_APOSTROPHE: Words = Words::of(SIGNS, "fr: before an apostrophe");
static AFTER_APOSTROPHE: Words = Words::of(SIGNS, "en: after an apostrophe");
static ENGLISH_ENDINGS: Words = Words::of(SIGNS, "en: endings");
static ENGLISH_LETTERS: Words = Words::of(SIGNS, "en: letters");
static FRENCH_ENDINGS: Words = Words::of(SIGNS, "fr: endings");
static FRENCH_LETTERS: Words = Words::of(SIGNS, "fr: letters");

/// The language of a normalised text. French where the text does not tell: it is what griot reads
/// most.
pub(crate) fn detect(text: &str) -> Lang {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    match balance(sample).cmp(&0) {
        Ordering::Greater => Lang::Fr,
        Ordering::Less => Lang::En,
        Ordering::Equal => by_letters(sample),
    }
}

/// The language of a text as it was given.
#[cfg(any(test, feature = "corpus"))]
pub(crate) fn detect_given(text: &str) -> Lang {
    detect(&crate::normalise::normalise(&text[..text.floor_char_boundary(SAMPLE)]).text)
}

fn by_letters(text: &str) -> Lang {
    let detector = Detector::with_allowlist(vec![Detected::Fra, Detected::Eng]);
    match detector.detect_lang(text) {
        Some(Detected::Eng) => Lang::En,
        _ => Lang::Fr,
    }
}

/// What speaks for French, minus what speaks for English.
fn balance(text: &str) -> i32 {
    let mut sum = 0;
    let mut word = String::new();
    let mut rest = text;
    let mut first = true;
    // Whether only an apostrophe stands between the word and the one before it: `l'`, `d'`.
    let mut glued = false;
    while let Some(start) = rest.find(char::is_alphabetic) {
        glued &= start == 1 && rest.starts_with('\'');
        let from = &rest[start..];
        let end = from.find(|c: char| !c.is_alphabetic());
        let (surface, after) = from.split_at(end.unwrap_or(from.len()));
        word.clear();
        word.extend(surface.chars().flat_map(char::to_lowercase));
        let capital = surface.starts_with(char::is_uppercase);
        let elided = after
            .strip_prefix('\'')
            .and_then(|next| next.chars().next())
            .filter(|next| next.is_alphabetic());
        let sign = Sign {
            word: &word,
            name: capital && !first,
            capital,
            after_apostrophe: glued,
            elided_before: elided,
        };
        sum += sign.weight();
        rest = after;
        first = false;
        glued = true;
    }
    sum
}

/// A word and what stands beside it.
struct Sign<'a> {
    word: &'a str,
    /// It has a capital and is not the text's first word: probably a name.
    name: bool,
    capital: bool,
    after_apostrophe: bool,
    /// The letter after the apostrophe that ends it.
    elided_before: Option<char>,
}

impl Sign<'_> {
    fn weight(&self) -> i32 {
        let word = self.word;
        if let Some(next) = self.elided_before
            && BEFORE_APOSTROPHE.contains(word)
        {
            // `D'Arcy`, `L'Oréal`.
            return if next.is_lowercase() { WORD } else { WORD / 2 };
        }
        if self.after_apostrophe && AFTER_APOSTROPHE.contains(word) {
            return -POSSESSIVE;
        }
        let half = |weight: i32| if self.name { weight / 2 } else { weight };
        match WORDS.get(word) {
            Some(Lang::Fr) => return half(WORD),
            Some(Lang::En) => return -half(WORD),
            None => {}
        }
        let mut weight = 0;
        if word.contains([
            'é', 'è', 'ê', 'ë', 'à', 'â', 'ç', 'œ', 'ù', 'û', 'î', 'ï', 'ô',
        ]) {
            weight += if self.capital { 1 } else { ACCENT };
        }
        if !self.capital {
            weight += ending(word);
        }
        weight
    }
}

/// Letters that one language likes and the other does not.
fn ending(word: &str) -> i32 {
    let ends = |list: &Words| list.list().iter().any(|ending| word.ends_with(ending));
    let has = |list: &Words| list.list().iter().any(|letters| word.contains(letters));
    if ends(&ENGLISH_ENDINGS) || has(&ENGLISH_LETTERS) {
        -ENDING
    } else if ends(&FRENCH_ENDINGS) || has(&FRENCH_LETTERS) {
        ENDING
    } else {
        0
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

    /// Statistics of letters took these for the other language.
    #[test]
    fn short_sentences_are_told_apart() {
        for text in [
            "On Monday, he left.",
            "Ghana voted on Sunday.",
            "Paris, France: he won.",
            "The talks were held in Bamako.",
        ] {
            assert_eq!(detect(text), Lang::En, "{text}");
        }
        for text in [
            "Lundi, il est parti.",
            "L'Iran l'a dit.",
            "Washington et Londres en parlent.",
            "New York : les Knicks battus",
        ] {
            assert_eq!(detect(text), Lang::Fr, "{text}");
        }
    }

    /// `ai`, `premier`, `pays` spoke for French, `mr` for English.
    #[test]
    fn words_of_both_languages_do_not_decide() {
        for text in [
            "EU, US sign AI pact",
            "China premier hails trade with EU",
            "Kenya pays tribute to Raila",
        ] {
            assert_eq!(detect(text), Lang::En, "{text}");
        }
        assert_eq!(detect("Mr Ouattara reçoit Mr Macron"), Lang::Fr);
    }

    /// Otherwise the later section would win unseen.
    #[test]
    fn the_lists_have_no_word_in_common() {
        let listed = entries(include_str!("language/words.txt"));
        assert_eq!(listed.count(), WORDS.len());
    }

    /// The dev files that it was measured on are not ours to give away (`docs/measurements.md`).
    #[test]
    fn of_a_hundred_sentences_of_five_words_ninety_nine_are_told_right() {
        #[derive(serde::Deserialize)]
        struct LabelledSentence {
            lang: Lang,
            text: String,
        }
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/corpus/language/sentences.jsonl"
        );
        let file = std::fs::read_to_string(path).expect("the sentences are there");
        let sentences: Vec<LabelledSentence> = file
            .lines()
            .map(|line| serde_json::from_str(line).expect("a sentence"))
            .collect();
        let wrong: Vec<&str> = sentences
            .iter()
            .filter(|sentence| detect(&sentence.text) != sentence.lang)
            .map(|sentence| sentence.text.as_str())
            .collect();
        assert!(sentences.len() >= 400);
        assert!(wrong.len() * 100 <= sentences.len(), "{wrong:#?}");
    }

    #[test]
    fn a_text_as_given_is_read_like_its_normal_form() {
        assert_eq!(
            detect_given("L\u{2019}e\u{301}te\u{301} e\u{301}coute\u{301}"),
            Lang::Fr
        );
        assert_eq!(detect_given("𝐓𝐡𝐞 𝐭𝐚𝐥𝐤𝐬"), Lang::En);
    }

    #[test]
    fn a_text_without_words_is_french() {
        assert_eq!(detect(""), Lang::Fr);
        assert_eq!(detect("12 34 !"), Lang::Fr);
    }
}
