//! Word units: what the decoder labels, so that an entity edge never falls inside one.
//!
//! The base is UAX #29 word boundaries; what differs is listed at [`words()`].

use std::ops::Range;

use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};

/// The word units of `sentence`, in order, as byte ranges.
///
/// Every character that is not white space is in exactly one unit; no unit contains white space.
/// Time is linear in the length of `sentence` and nothing is allocated.
///
/// The units are the segments between the word boundaries of [UAX #29] (punctuation included,
/// white space not), split further where written news glues names to other things:
/// - an apostrophe is always a unit of its own: `l'AES` is `l`, `'`, `AES`, and so is `N'Djamena`
///   three units, which the labels join again;
/// - so are the underscore and the colon (`le_patriote`, `Tags:Mali`);
/// - a full stop is one where a capital starts a new word after it (`heures.Les`, `M.Dupont`);
///   `U.S`, `lemonde.fr` and `10.000` stay whole;
/// - a lower-case word of two letters or more ends where a capital or a year follows
///   (`surTelegram`, `the1970s`); `McDonald`, `TikTok`, `iPhone`, `1er`, `14h30` and `M23` stay
///   whole.
///
/// Not promised: words glued in lower case (`Traoréet`) or glued names (`VierzonJustice`) are
/// not split, as no rule tells them from long words and from `PlayStation`. Scripts without
/// spaces (Han, Thai) are cut as UAX #29 cuts them, with no dictionary.
///
/// [UAX #29]: https://www.unicode.org/reports/tr29/#Word_Boundaries
pub fn words(sentence: &str) -> impl Iterator<Item = Range<usize>> {
    WordUnits {
        segments: sentence.split_word_bound_indices(),
        start: 0,
        rest: "",
    }
}

/// Walks the UAX #29 segments; `rest`, at byte `start`, is what is left of the current one.
struct WordUnits<'a> {
    segments: UWordBoundIndices<'a>,
    start: usize,
    rest: &'a str,
}

impl Iterator for WordUnits<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            let unit = self.rest.trim_start();
            self.start += self.rest.len() - unit.len();
            if unit.is_empty() {
                (self.start, self.rest) = self.segments.next()?;
                continue;
            }
            let len = first_unit(unit);
            let start = self.start;
            self.start += len;
            self.rest = &unit[len..];
            return Some(start..self.start);
        }
    }
}

/// The length in bytes of the first unit of a UAX #29 segment that starts with no white space.
fn first_unit(segment: &str) -> usize {
    let mut chars = segment.char_indices();
    let Some((_, first)) = chars.next() else {
        return 0;
    };
    if stands_alone(first) || first == '.' {
        return first.len_utf8();
    }
    let mut previous = first;
    // Letters so far, while all of them are lower case.
    let mut lower_run = first.is_lowercase().then_some(1);
    for (at, c) in chars {
        if c.is_whitespace() || stands_alone(c) {
            return at;
        }
        let behind = &segment[at + c.len_utf8()..];
        if c == '.' && starts_word_after_stop(previous, behind) {
            return at;
        }
        // Combining marks and soft hyphens belong to the letter before them.
        if !c.is_alphanumeric() {
            continue;
        }
        if lower_run.is_some_and(|letters| letters >= 2) && starts_glued(c, behind) {
            return at;
        }
        lower_run = lower_run.filter(|_| c.is_lowercase()).map(|n| n + 1);
        previous = c;
    }
    segment.len()
}

/// Characters that are a unit of their own wherever they stand.
fn stands_alone(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '＇' | '_' | '＿' | ':' | '：')
}

/// Whether a full stop inside a segment ends one word and starts another: `heures.Les`,
/// `AES.Les`, `M.Dupont`, but not `U.S` or `lemonde.fr`.
fn starts_word_after_stop(before: char, behind: &str) -> bool {
    let mut behind = behind.chars();
    behind.next().is_some_and(char::is_uppercase)
        && (before.is_lowercase() || behind.next().is_some_and(char::is_lowercase))
}

/// Whether `c`, with `behind` after it, starts something glued to the lower-case word before it:
/// a capital with a letter after it, or the four digits of a year.
fn starts_glued(c: char, behind: &str) -> bool {
    let mut behind = behind.chars();
    match c {
        '1' | '2' => behind.by_ref().take(3).filter(char::is_ascii_digit).count() == 3,
        _ => c.is_uppercase() && behind.next().is_some_and(char::is_alphabetic),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn units(sentence: &str) -> Vec<&str> {
        words(sentence).map(|unit| &sentence[unit]).collect()
    }

    #[test]
    fn apostrophes_are_units_of_their_own() {
        assert_eq!(units("l'AES"), ["l", "'", "AES"]);
        assert_eq!(units("l’Élysée"), ["l", "’", "Élysée"]);
        assert_eq!(units("N'Djamena"), ["N", "'", "Djamena"]);
        assert_eq!(units("the world's"), ["the", "world", "'", "s"]);
        assert_eq!(units("O'Brien's"), ["O", "'", "Brien", "'", "s"]);
    }

    #[test]
    fn hyphens_slashes_underscores_and_colons_split() {
        assert_eq!(units("Jean-Rostand"), ["Jean", "-", "Rostand"]);
        assert_eq!(units("06/07/2024"), ["06", "/", "07", "/", "2024"]);
        assert_eq!(
            units("le_patriote_226"),
            ["le", "_", "patriote", "_", "226"]
        );
        assert_eq!(units("Tags:Mali"), ["Tags", ":", "Mali"]);
    }

    #[test]
    fn ordinals_times_and_codes_stay_whole() {
        assert_eq!(units("1er XIXe 18th"), ["1er", "XIXe", "18th"]);
        assert_eq!(units("14h30 5pm 1990s"), ["14h30", "5pm", "1990s"]);
        assert_eq!(units("M23 TF1 G20 A380"), ["M23", "TF1", "G20", "A380"]);
    }

    #[test]
    fn numbers_stay_whole() {
        assert_eq!(units("3,5 10.000 1,000.5"), ["3,5", "10.000", "1,000.5"]);
        assert_eq!(units("7 %"), ["7", "%"]);
    }

    #[test]
    fn full_stops_split_only_before_a_new_word() {
        assert_eq!(units("the U.S. Army"), ["the", "U.S", ".", "Army"]);
        assert_eq!(units("lemonde.fr"), ["lemonde.fr"]);
        assert_eq!(units("heures.Les"), ["heures", ".", "Les"]);
        assert_eq!(units("l'AES.Les"), ["l", "'", "AES", ".", "Les"]);
        assert_eq!(units("M.Dupont"), ["M", ".", "Dupont"]);
    }

    #[test]
    fn a_name_or_year_glued_to_a_lower_case_word_comes_apart() {
        assert_eq!(units("surTelegram"), ["sur", "Telegram"]);
        assert_eq!(units("deRFI"), ["de", "RFI"]);
        assert_eq!(units("ministerKanja"), ["minister", "Kanja"]);
        assert_eq!(units("the1970s"), ["the", "1970s"]);
        assert_eq!(
            units("bless\u{e9}\u{ad}sSiguiri"),
            ["bless\u{e9}\u{ad}s", "Siguiri"]
        );
        assert_eq!(
            units("blesse\u{301}sSiguiri"),
            ["blesse\u{301}s", "Siguiri"]
        );
    }

    #[test]
    fn capitals_inside_names_stay() {
        assert_eq!(
            units("McDonald LeBron TikTok"),
            ["McDonald", "LeBron", "TikTok"]
        );
        assert_eq!(units("iPhone eBay kW"), ["iPhone", "eBay", "kW"]);
    }

    #[test]
    fn mojibake_letters_are_no_capitals() {
        assert_eq!(units("guin\u{c3}\u{a9}en"), ["guin\u{c3}", "\u{a9}", "en"]);
    }

    #[test]
    fn white_space_of_any_kind_is_in_no_unit() {
        assert_eq!(units("3\u{202f}000\u{a0}€\n!"), ["3", "000", "€", "!"]);
        assert_eq!(units(" \t\r\n"), [""; 0]);
    }

    proptest! {
        #[test]
        fn units_cover_what_is_not_white_space(text in crate::segment::tests::news_like()) {
            let mut covered = 0;
            for unit in words(&text) {
                prop_assert!(covered <= unit.start && unit.start < unit.end);
                prop_assert!(text[covered..unit.start].chars().all(char::is_whitespace));
                prop_assert!(!text[unit.clone()].contains(char::is_whitespace));
                covered = unit.end;
            }
            prop_assert!(text[covered..].chars().all(char::is_whitespace));
        }
    }
}
