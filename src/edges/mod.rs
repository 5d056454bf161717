//! Edges: what never belongs to a mention is taken off its ends.
//!
//! Quotes, brackets, final punctuation, French elision (`l'AES`) and the English possessive
//! (`Mali's`) are cut off on the normalised text; hyphens and apostrophes inside a name stay
//! (`Côte d'Ivoire`, `Saint-Denis`, `McDonald's`).

mod possessive;

use std::ops::Range;

use crate::decode::Readings;
use crate::document::{Label, Lang};
use crate::lists::Words;

const WORDS: &str = include_str!("words.txt");
static ELIDED: Words = Words::of(WORDS, "elided");
static PARTICLES: Words = Words::of(WORDS, "particles");
static TIES: Words = Words::of(WORDS, "ties");

const ABBREVIATIONS: &str = include_str!("abbreviations.txt");
static ORG_ABBREVIATIONS: Words = Words::of(ABBREVIATIONS, "ORG");
static PERSON_ABBREVIATIONS: Words = Words::of(ABBREVIATIONS, "PERSON");
static LOC_ABBREVIATIONS: Words = Words::of(ABBREVIATIONS, "LOC");
static DATE_ABBREVIATIONS: Words = Words::of(ABBREVIATIONS, "DATE");

/// From this probability on, the model is taken to see an organisation as well.
const HALF_ORGANISATION: f32 = 0.1;

/// `range` (bytes of `text`, which is normalised) without what clings to its ends; empty if
/// nothing else is left.
pub(crate) fn trim(text: &str, mut range: Range<usize>, label: Label, lang: Lang) -> Range<usize> {
    loop {
        let before = range.clone();
        let surface = &text[range.clone()];
        range.start = range.end - surface.trim_start_matches(clings_left).len();
        let surface = &text[range.clone()];
        range.end = range.start + surface.trim_end_matches(clings_right).len();
        let surface = &text[range.clone()];
        if surface.ends_with('.') && !is_abbreviation(surface, label) {
            range.end -= 1;
        }
        let surface = &text[range.clone()];
        range.end -= surface.len() - without_lone_bracket(surface).len();
        range.end -= trailing_function_word(&text[range.clone()]);
        if label == Label::Person {
            range.start += leading_title(&text[range.clone()]);
        }
        if lang == Lang::Fr {
            range.start += elision(&text[range.clone()]);
        } else {
            range.end -= possessive::bytes(&text[range.clone()], label);
        }
        if range == before || range.is_empty() {
            return range;
        }
    }
}

/// `range` with the `'s` that follows it, where that belongs to the name, and the label of the two: a
/// surname that the model half takes for an organisation is one with its `'s` (`Moody's`).
pub(crate) fn with_own_s(
    text: &str,
    range: Range<usize>,
    label: Label,
    readings: &Readings,
) -> (Range<usize>, Label) {
    let whole = range.start..range.end + "'s".len();
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let (Some(surface), true) = (
        text.get(whole.clone()),
        text.get(whole.end..).is_some_and(ends),
    ) else {
        return (range, label);
    };
    let half_org = readings.of(Label::Org) >= HALF_ORGANISATION;
    if possessive::belongs_to_name(surface, label) {
        (whole, label)
    } else if label == Label::Person && half_org && possessive::is_listed(surface) {
        (whole, Label::Org)
    } else {
        (range, label)
    }
}

/// The parts of a mention between double or long dashes (`Nantes--Cholet`, `Paris — Lyon`): the two
/// sides are never one name.
pub(crate) fn parts(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = range.start;
    let surface = &text[range];
    let cuts = surface
        .match_indices("--")
        .chain(surface.match_indices('—'));
    let mut cuts: Vec<(usize, usize)> = cuts.map(|(n, dash)| (at + n, dash.len())).collect();
    cuts.sort_unstable();
    cuts.push((at + surface.len(), 0));
    cuts.into_iter().map(move |(cut, dash)| {
        let part = at..cut;
        at = cut + dash;
        part
    })
}

/// What clings to either end: space, and control characters, which a broken text may hold.
fn clings(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

fn clings_left(c: char) -> bool {
    clings(c) || "\"'«»([{<>.,;:!?-–—*•|/=+".contains(c)
}

fn clings_right(c: char) -> bool {
    clings(c) || "\"'«»([{<>,;:!?-–—*•|/=+".contains(c)
}

/// A closing bracket stays only with the one that it closes (`Inter (Milan)`).
fn without_lone_bracket(surface: &str) -> &str {
    for (open, close) in [('(', ')'), ('[', ']'), ('{', '}')] {
        if surface.ends_with(close)
            && surface.matches(open).count() < surface.matches(close).count()
        {
            return &surface[..surface.len() - close.len_utf8()];
        }
    }
    surface
}

/// A final point that belongs to the name: `Inc.`, `U.S.`, `J.-C.`, `Jan.`, `George W.`
fn is_abbreviation(surface: &str, label: Label) -> bool {
    let last = surface
        .rsplit(|c: char| c.is_whitespace() || c == '-')
        .next()
        .unwrap_or(surface);
    let stem = &last[..last.len() - 1];
    if stem.contains('.') || (stem.chars().count() == 1 && stem.chars().all(char::is_uppercase)) {
        return true;
    }
    let list = match label {
        Label::Org => &ORG_ABBREVIATIONS,
        Label::Person => &PERSON_ABBREVIATIONS,
        Label::Loc => &LOC_ABBREVIATIONS,
        Label::Date => &DATE_ABBREVIATIONS,
        Label::Country => return false,
    };
    list.contains(&stem.to_lowercase())
}

/// Bytes of a word at the end that only ties a name to what follows (`KABC-TV de`), with the space
/// before it; 0 if there is none. Names that end in one are always capitalised (`Los de Abajo`).
fn trailing_function_word(surface: &str) -> usize {
    match surface.rsplit_once(' ') {
        Some((_, last)) if TIES.contains(last) => last.len() + 1,
        _ => 0,
    }
}

/// Bytes of a lower-case title or function before a capitalised name (`lady Edith`), 0 if there is
/// none. Particles are part of the name (`de Gaulle`, `van Gogh`).
fn leading_title(surface: &str) -> usize {
    match surface.split_once(' ') {
        Some((first, rest))
            if first.chars().all(char::is_lowercase)
                && !PARTICLES.contains(first)
                && rest.starts_with(char::is_uppercase) =>
        {
            first.len() + 1
        }
        _ => 0,
    }
}

/// Bytes of an elided word at the start (`l'`, `d'`, `qu'`), 0 if there is none.
///
/// Only a lower-case word is cut: with a capital it cannot be told from a part of the name
/// (`L'Équipe`, `D'Artagnan`).
fn elision(surface: &str) -> usize {
    let Some((word, rest)) = surface.split_once('\'') else {
        return 0;
    };
    if ELIDED.contains(word) && !rest.is_empty() {
        word.len() + 1
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trimmed(surface: &str, label: Label, lang: Lang) -> &str {
        &surface[trim(surface, 0..surface.len(), label, lang)]
    }

    #[test]
    fn quotes_brackets_and_final_punctuation_stay_outside() {
        for surface in [
            "« AES »",
            "(AES)",
            "\"AES\",",
            "AES.",
            "- AES :",
            "AES),",
            "[AES]",
        ] {
            assert_eq!(trimmed(surface, Label::Org, Lang::Fr), "AES", "{surface}");
        }
    }

    #[test]
    fn control_characters_never_stick_to_a_name() {
        for surface in ["Mali\0", "\u{1}Mali", "Mali.\0", "(Mali\u{7f})"] {
            assert_eq!(trimmed(surface, Label::Country, Lang::Fr), "Mali");
        }
    }

    #[test]
    fn elision_never_sticks_to_a_french_name() {
        assert_eq!(trimmed("l'AES", Label::Org, Lang::Fr), "AES");
        assert_eq!(trimmed("d'Obama", Label::Person, Lang::Fr), "Obama");
        assert_eq!(trimmed("qu'Emmanuel", Label::Person, Lang::Fr), "Emmanuel");
    }

    #[test]
    fn inner_apostrophes_and_hyphens_stay() {
        for surface in [
            "Côte d'Ivoire",
            "N'Djamena",
            "Saint-Étienne-du-Rouvray",
            "O'Brien",
            "L'Oréal",
        ] {
            assert_eq!(trimmed(surface, Label::Loc, Lang::Fr), surface);
        }
    }

    #[test]
    fn a_word_that_ties_to_what_follows_is_cut() {
        assert_eq!(trimmed("KABC-TV de", Label::Org, Lang::Fr), "KABC-TV");
        assert_eq!(trimmed("Bank of the", Label::Org, Lang::En), "Bank");
        assert_eq!(
            trimmed("Banque de France", Label::Org, Lang::Fr),
            "Banque de France"
        );
    }

    #[test]
    fn a_title_is_no_part_of_a_name_and_a_particle_is() {
        assert_eq!(trimmed("lady Edith", Label::Person, Lang::Fr), "Edith");
        assert_eq!(
            trimmed("général Assimi Goïta", Label::Person, Lang::Fr),
            "Assimi Goïta"
        );
        assert_eq!(trimmed("de Gaulle", Label::Person, Lang::Fr), "de Gaulle");
        assert_eq!(
            trimmed("emmanuel macron", Label::Person, Lang::Fr),
            "emmanuel macron"
        );
    }

    #[test]
    fn english_possessives_are_cut() {
        assert_eq!(trimmed("Mali's", Label::Country, Lang::En), "Mali");
        assert_eq!(trimmed("Ford's", Label::Org, Lang::En), "Ford");
        assert_eq!(trimmed("St. Clair's", Label::Org, Lang::En), "St. Clair");
        assert_eq!(trimmed("St. John's", Label::Person, Lang::En), "St. John");
        assert_eq!(trimmed("Moody's", Label::Person, Lang::En), "Moody");
    }

    #[test]
    fn names_that_end_in_s_keep_it() {
        for (name, label) in [
            ("McDonald's", Label::Org),
            ("Moody's", Label::Org),
            ("Sotheby's", Label::Org),
            ("Standard & Poor's", Label::Org),
            ("St. John's", Label::Loc),
            ("Saint George's", Label::Loc),
            ("Queen's University", Label::Org),
        ] {
            for lang in [Lang::Fr, Lang::En] {
                assert_eq!(trimmed(name, label, lang), name);
            }
        }
        let text = "Fitch and Moody's cut Mali's rating.";
        let read =
            |range, label, org| with_own_s(text, range, label, &Readings::only(Label::Org, org));
        assert_eq!(read(10..15, Label::Org, 0.9), (10..17, Label::Org));
        assert_eq!(read(10..15, Label::Person, 0.4), (10..17, Label::Org));
        assert_eq!(read(10..15, Label::Person, 0.0), (10..15, Label::Person));
        assert_eq!(read(22..26, Label::Org, 0.9), (22..26, Label::Org));
        let glued = with_own_s("Levi'sburg", 0..4, Label::Org, &Readings::default());
        assert_eq!(glued, (0..4, Label::Org));
    }

    #[test]
    fn the_point_of_an_abbreviation_stays() {
        assert_eq!(trimmed("Acme Inc.", Label::Org, Lang::En), "Acme Inc.");
        assert_eq!(trimmed("U.S.", Label::Country, Lang::En), "U.S.");
        assert_eq!(trimmed("Mali.", Label::Country, Lang::Fr), "Mali");
        for date in ["12 janv.", "12 juill.", "sam.", "Thurs."] {
            assert_eq!(trimmed(date, Label::Date, Lang::Fr), date);
        }
        assert_eq!(
            trimmed("John Marsh Esq.", Label::Person, Lang::En),
            "John Marsh Esq."
        );
    }

    #[test]
    fn a_bracket_inside_stays_with_its_partner() {
        assert_eq!(
            trimmed("Inter (Milan)", Label::Org, Lang::Fr),
            "Inter (Milan)"
        );
        assert_eq!(trimmed("Milan)", Label::Loc, Lang::Fr), "Milan");
    }

    #[test]
    fn a_dash_of_its_own_parts_two_names() {
        let text = "ligne Nantes--Cholet—Angers";
        let found: Vec<&str> = parts(text, 6..text.len()).map(|part| &text[part]).collect();
        assert_eq!(found, ["Nantes", "Cholet", "Angers"]);
        assert!(parts("Saint-Denis", 0..11).eq(std::iter::once(0..11)));
    }

    #[test]
    fn nothing_but_punctuation_leaves_nothing() {
        assert_eq!(trimmed("« ».", Label::Org, Lang::Fr), "");
    }
}
