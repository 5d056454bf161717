//! Whatever the text, dates stay in it and their values are well formed.

use super::super::certainty::Certainty;
use super::super::{DateContext, ResolvedDate, find, find_document_date, parse, resolve};
use crate::document::Lang;
use jiff::civil::Date;
use proptest::prelude::*;

/// Words that make dates, so that random texts reach the rules.
const WORDS: &[&str] = &[
    "le",
    "la",
    "l'",
    "les",
    "du",
    "au",
    "de",
    "d'",
    "des",
    "à",
    "et",
    "-",
    "–",
    "/",
    ".",
    ",",
    ":",
    "(",
    ")",
    "'",
    "3",
    "12",
    "31",
    "29",
    "0",
    "99",
    "1er",
    "2024",
    "1998",
    "0000",
    "9999",
    "10000",
    "999999",
    "06/07/2024",
    "12/13",
    "2024-07-06",
    "2024-W27",
    "5.X.2012",
    "XIXe",
    "siècle",
    "siècles",
    "années",
    "av.",
    "J.-C.",
    "BC",
    "AD",
    "lundi",
    "mardi",
    "dimanche",
    "mars",
    "janv.",
    "février",
    "août",
    "December",
    "May",
    "Sunday",
    "Fri",
    "matin",
    "soir",
    "nuit",
    "hier",
    "demain",
    "lendemain",
    "veille",
    "dernier",
    "prochain",
    "suivant",
    "dernières",
    "prochains",
    "ce",
    "cette",
    "même",
    "an",
    "ans",
    "mois",
    "semaine",
    "jours",
    "week-end",
    "trimestre",
    "premier",
    "dernière",
    "deux",
    "quatre-vingt",
    "mille",
    "cent",
    "dix",
    "quelques",
    "plus",
    "tard",
    "tôt",
    "il",
    "y",
    "a",
    "dans",
    "fin",
    "début",
    "mi-",
    "été",
    "hiver",
    "Noël",
    "Pâques",
    "rentrée",
    "moitié",
    "quinzaine",
    "depuis",
    "jusqu'",
    "en",
    "avant",
    "last",
    "next",
    "this",
    "that",
    "year",
    "years",
    "ago",
    "later",
    "week",
    "of",
    "the",
    "first",
    "half",
    "decade",
    "century",
    "1990s",
    "eighties",
    "Q4",
    "FY2024",
    "early",
    "late",
    "mid",
    "days",
    "in",
    "from",
    "now",
    "will",
    "million",
    "hundred",
    "thousand",
    "two",
    "summers",
    "seasons",
    "weekends",
    "saisons",
    "and",
    "before",
    "after",
    "fiscal",
    "T3",
    "aura",
    "lieu",
    "prévu",
    "d'ici",
    "pour",
    "a",
    "été",
    "votera",
    "met",
    "is",
    "due",
    "En",
    "2019,",
    "\n",
    "😀",
    "n°",
];

fn texts() -> impl Strategy<Value = String> {
    let words = prop::collection::vec((prop::sample::select(WORDS), any::<bool>()), 0..14);
    let dates = words.prop_map(|words| {
        words
            .iter()
            .map(|(word, glued)| {
                if *glued {
                    (*word).to_owned()
                } else {
                    format!("{word} ")
                }
            })
            .collect()
    });
    prop_oneof![3 => dates, 1 => any::<String>()]
}

fn anchors() -> impl Strategy<Value = Option<Date>> {
    let days = (-9999_i16..=9999, 1_i8..=12, 1_i8..=28);
    prop::option::of(prop_oneof![
        days.prop_map(|(y, m, d)| Date::new(y, m, d).expect("a date")),
        Just(Date::MIN),
        Just(Date::MAX),
        Just(jiff::civil::date(2024, 2, 29)),
    ])
}

fn check(value: &ResolvedDate) -> Result<(), TestCaseError> {
    if let Some(text) = &value.value {
        prop_assert!(is_edtf(text), "{text}");
        prop_assert!(Certainty::knows(value.rule), "{}", value.rule);
        prop_assert_eq!(text.contains("XXXX"), value.rule == "no_year", "{}", text);
    } else {
        prop_assert_eq!((value.earliest, value.latest), (None, None));
    }
    prop_assert_eq!(value.value.is_some(), value.certainty.is_some());
    if value.rule == "no_year" {
        prop_assert_eq!((value.earliest, value.latest), (None, None));
        prop_assert!(value.reference(None).is_none());
    }
    if let (Some(earliest), Some(latest)) = (value.earliest, value.latest) {
        prop_assert!(earliest <= latest, "{earliest} {latest} {value:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_sound_dates(text in texts(), anchor in anchors(), french in any::<bool>()) {
        let lang = if french { Lang::Fr } else { Lang::En };
        let mut reference = None;
        let mut last = 0;
        for found in find(&text, lang) {
            prop_assert!(last <= found.range.start && found.range.start < found.range.end);
            prop_assert!(text.get(found.range.clone()).is_some());
            last = found.range.end;
            let context = DateContext { lang, sentence: &text, span: found.range, reference, day_order: None };
            let value = resolve(&found.expr, anchor, &context);
            check(&value)?;
            reference = value.reference(reference);
        }
        if let Some(expr) = parse(&text, lang) {
            let context = DateContext { lang, sentence: &text, span: 0..text.len(), reference, day_order: None };
            check(&resolve(&expr, anchor, &context))?;
        }
        if let Some(found) = find_document_date(&text, lang) {
            prop_assert!(text.get(found.range).is_some());
        }
    }

    #[test]
    fn a_span_outside_its_sentence_does_no_harm(sentence in texts(), start in 0_usize..80, end in 0_usize..80) {
        let Some(expr) = parse("lundi 3", Lang::Fr) else { return Ok(()) };
        let context =
            DateContext { lang: Lang::Fr, sentence: &sentence, span: start..end, reference: None, day_order: None };
        check(&resolve(&expr, Some(jiff::civil::date(2025, 7, 5)), &context))?;
    }
}

/// A value in the part of EDTF that is used here: dates, `X` figures, seasons 21 to 41, `Y` years,
/// intervals with open and unknown ends, sets; and ISO weeks.
fn is_edtf(value: &str) -> bool {
    for (open, close) in [('[', ']'), ('{', '}')] {
        if let Some(list) = value.strip_prefix(open).and_then(|v| v.strip_suffix(close)) {
            let member = |v: &str| match v.split_once("..") {
                Some((from, to)) => is_point(from) && is_point(to),
                None => is_point(v),
            };
            return list.split(',').count() == 2 && list.split(',').all(member);
        }
    }
    match value.split_once('/') {
        Some((from, to)) => {
            let end = |v: &str| v.is_empty() || v == ".." || is_point(v);
            end(from) && end(to) && (is_point(from) || is_point(to))
        }
        None => is_point(value),
    }
}

fn is_point(value: &str) -> bool {
    if let Some(year) = value.strip_prefix('Y') {
        return year.parse::<i64>().is_ok_and(|y| y.abs() > 9999);
    }
    let (sign, value) = value.strip_prefix('-').map_or((1, value), |v| (-1, v));
    let mut parts = value.split('-');
    let year = parts.next().unwrap_or("");
    let rest: Vec<&str> = parts.collect();
    let figures = year.trim_end_matches('X');
    if year.len() != 4
        || !figures.bytes().all(|b| b.is_ascii_digit())
        || ((1..4).contains(&figures.len()) && !rest.is_empty())
    {
        return false;
    }
    // A day or a month of any year; 2000 has them all.
    let yearless = figures.is_empty() && sign == 1 && !rest.is_empty();
    if figures.len() < 4 && !yearless {
        return !figures.is_empty();
    }
    let figures = if yearless { "2000" } else { figures };
    let Ok(year) = figures.parse::<i16>() else {
        return false;
    };
    let two = |v: &str| {
        if v.len() == 2 {
            v.parse::<i8>().ok()
        } else {
            None
        }
    };
    match rest.as_slice() {
        [] => !yearless,
        [month] if yearless => two(month).is_some_and(|m| (1..=12).contains(&m)),
        [week] if week.starts_with('W') => two(&week[1..]).is_some_and(|w| (1..=53).contains(&w)),
        [month] => two(month).is_some_and(|m| {
            (1..=12).contains(&m)
                || (21..=24).contains(&m)
                || (33..=36).contains(&m)
                || (40..=41).contains(&m)
        }),
        [month, day] => match (two(month), two(day)) {
            (Some(m), Some(d)) => Date::new(sign * year, m, d).is_ok(),
            _ => false,
        },
        _ => false,
    }
}

/// Their units are intervals themselves, and one interval cannot hold another.
#[test]
fn seasons_and_weekends_in_a_row_are_one_interval() {
    for (text, value) in [
        ("last two seasons of 2015", "2014/2016"),
        ("first two weekends of May 2015", "2015-05-02/2015-05-10"),
    ] {
        let expr = parse(text, Lang::En).expect("a date");
        let context = DateContext {
            lang: Lang::En,
            sentence: text,
            span: 0..text.len(),
            reference: None,
            day_order: None,
        };
        let found = resolve(&expr, None, &context).value;
        assert_eq!(found.as_deref(), Some(value), "{text}");
    }
}

#[test]
fn the_checker_itself_tells_good_values_from_bad() {
    for good in [
        "2024-07-06",
        "2015-12",
        "2023",
        "198X",
        "18XX",
        "2XXX",
        "-04XX",
        "2024-W27",
        "2024-21",
        "2024-33",
        "2025-05-03/2025-05-05",
        "../2024",
        "2019/..",
        "/2025-07",
        "[2024-06-07,2024-07-06]",
        "{2014..2015,2015..2016}",
        "Y-19999",
        "-0043",
        "XXXX-02-29",
        "XXXX-02",
        "XXXX-03-03/XXXX-03-07",
        "../XXXX-02-13",
    ] {
        assert!(is_edtf(good), "{good}");
    }
    for bad in [
        "",
        "24",
        "2024-13",
        "2024-02-30",
        "2024-W60",
        "../..",
        "/",
        "XXXX",
        "2024-7-6",
        "Y2024",
        "19X5",
        "19XX-02",
        "XXXX-W27",
        "XXXX-22",
        "XXXX-02-30",
        "-XXXX-02",
    ] {
        assert!(!is_edtf(bad), "{bad}");
    }
}
