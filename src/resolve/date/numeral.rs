//! Numbers in words, ordinals and Roman numerals.

use super::grammar::{Grammar, Parsed};
use super::lexicon::{CARDINALS, ORDINAL_ENDINGS, ORDINALS};
use crate::document::Lang;

impl Grammar<'_> {
    /// A cardinal in digits or words: `3`, `dix-huit`, `vingt et un`, `a hundred`.
    pub(super) fn cardinal(&self, at: usize) -> Parsed<i32> {
        let glued = at > 1 && self.tokens.glued(at) && self.tokens.is_number(at - 2);
        self.grouped(at)
            .filter(|_| !glued)
            .or_else(|| self.cardinal_words(at))
    }

    pub(super) fn digits(&self, at: usize, longest: usize) -> Parsed<i32> {
        let word = self.word(at);
        let ok = self.tokens.is_number(at) && word.len() <= longest;
        ok.then(|| word.parse().ok())
            .flatten()
            .map(|number| (number, at + 1))
    }

    pub(super) fn cardinal_words(&self, at: usize) -> Parsed<i32> {
        let (mut total, mut current, mut end, mut next) = (0, 0, at, at);
        loop {
            let word = self.word(next);
            let (tens, rest) = (current / 10 % 10, current % 100);
            if matches!(word, "cent" | "cents" | "hundred") && current < 100 {
                current = current.max(1) * 100;
            } else if matches!(word, "mille" | "mil" | "thousand") && total == 0 {
                total = current.max(1) * 1000;
                current = 0;
            } else if let Some(number) = small(word, self.lang) {
                let french_score = self.lang == Lang::Fr && number == 20 && rest == 4;
                let after_ten = rest == 0
                    || (self.lang == Lang::Fr && rest == 10 && (7..10).contains(&number))
                    || (rest % 10 == 0 && tens >= 2 && number < 10)
                    || (self.lang == Lang::Fr && matches!(rest, 60 | 80) && number < 20);
                if french_score {
                    current += 76;
                } else if after_ten && (end == at || number > 0) {
                    current += number;
                } else {
                    break;
                }
            } else {
                break;
            }
            end = next + 1;
            next = match self.word(end) {
                "-" | "et" | "and" if small(self.word(end + 1), self.lang).is_some() => end + 1,
                _ => end,
            };
        }
        (end > at).then_some((total + current, end))
    }

    /// `deux mille vingt-quatre`, `dix-neuf cent quatorze`, `nineteen eighty-four`.
    pub(super) fn year_words(&self, at: usize) -> Parsed<i32> {
        if self.lang == Lang::En {
            let high = small(self.word(at), Lang::En).filter(|number| (10..=20).contains(number));
            if let (Some(high), Some((low, end))) = (high, self.cardinal_words(at + 1))
                && (10..100).contains(&low)
            {
                return Some((high * 100 + low, end));
            }
        }
        self.cardinal_words(at)
            .filter(|(number, end)| (1000..=2100).contains(number) && *end > at + 1)
    }

    /// `1er`, `21st`, `premier`, `third`; 1 or more.
    pub(super) fn ordinal(&self, at: usize) -> Parsed<i32> {
        if let Some((number, end)) = self.digits(at, 2) {
            let suffix = ORDINAL_ENDINGS.contains(self.word(end));
            return (number > 0 && suffix).then_some((number, end + 1));
        }
        if self.lang == Lang::En {
            let tens = small(self.word(at), Lang::En).filter(|number| *number >= 20);
            if let (Some(tens), "-") = (tens, self.word(at + 1)) {
                let unit = ordinal_word(self.word(at + 2), Lang::En).filter(|number| *number < 10);
                return unit.map(|number| (tens + number, at + 3));
            }
        } else if let (Some(tens), "-" | "et") = (small(self.word(at), Lang::Fr), self.word(at + 1))
        {
            let unit = ordinal_word(self.word(at + 2), Lang::Fr)
                .filter(|number| tens == 20 && *number < 10);
            return unit.map(|number| (tens + number, at + 3));
        }
        ordinal_word(self.word(at), self.lang).map(|number| (number, at + 1))
    }

    /// `XIXe`, `XIX e`, `Ier`, `XIXème`: the bare numeral needs its ending unless `bare` is set.
    pub(super) fn roman_ordinal(&self, at: usize, bare: bool) -> Parsed<i32> {
        let word = self.word(at);
        if !self.tokens.is_word(at) {
            return None;
        }
        for ending in ["ieme", "eme", "ere", "er", "e"] {
            if let Some(number) = word.strip_suffix(ending).and_then(roman) {
                return Some((number, at + 1));
            }
        }
        let number = roman(word)?;
        match self.word(at + 1) {
            "e" | "er" | "eme" | "ieme" => Some((number, at + 2)),
            _ => bare.then_some((number, at + 1)),
        }
    }
}

fn small(word: &str, lang: Lang) -> Option<i32> {
    CARDINALS.get(word, lang).copied()
}

fn ordinal_word(word: &str, lang: Lang) -> Option<i32> {
    ORDINALS.get(word, lang).copied()
}

/// Value of a Roman numeral up to 39 (centuries and months), canonical spelling only.
pub(super) fn roman(word: &str) -> Option<i32> {
    let tens = word.bytes().take_while(|byte| *byte == b'x').count();
    let ones = match word.get(tens..)? {
        "" => 0,
        "i" => 1,
        "ii" => 2,
        "iii" => 3,
        "iv" => 4,
        "v" => 5,
        "vi" => 6,
        "vii" => 7,
        "viii" => 8,
        "ix" => 9,
        _ => return None,
    };
    let number = i32::try_from(tens).ok()? * 10 + ones;
    (1..40).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::super::token::DateTokens;
    use super::*;

    fn read(words: &str, lang: Lang) -> Option<i32> {
        let tokens = DateTokens::new(words);
        let grammar = Grammar {
            tokens: &tokens,
            lang,
            span: true,
        };
        grammar
            .cardinal(0)
            .filter(|(_, end)| *end == tokens.len())
            .map(|(number, _)| number)
    }

    #[test]
    fn numbers_in_words_are_read_in_both_languages() {
        for (words, number) in [
            ("dix-huit", 18),
            ("vingt et un", 21),
            ("soixante-dix-sept", 77),
            ("quatre-vingt-dix-neuf", 99),
            ("deux mille vingt-quatre", 2024),
            ("mil neuf cent quatorze", 1914),
            ("dix-neuf cent quatorze", 1914),
            ("3", 3),
            ("10 000", 10_000),
        ] {
            assert_eq!(read(words, Lang::Fr), Some(number), "{words}");
        }
        assert_eq!(read("two hundred and fifty-six", Lang::En), Some(256));
        assert_eq!(read("5,000", Lang::En), Some(5000));
    }

    #[test]
    fn words_that_do_not_add_up_are_no_number() {
        assert_eq!(read("deux trois", Lang::Fr), None);
        assert_eq!(read("dix six", Lang::Fr), None);
    }

    #[test]
    fn roman_numerals_are_canonical() {
        assert_eq!(roman("xix"), Some(19));
        assert_eq!(roman("iiii"), None);
        assert_eq!(roman("mix"), None);
        assert_eq!(roman(""), None);
    }
}
