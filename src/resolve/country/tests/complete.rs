//! Every name of every row resolves to it, and no string makes the resolver fail.

use super::super::table::{Country, CountryKind, all};
use super::super::{CountryContext, Evidence, count_demonyms, country_of, resolve, summary};
use crate::document::Lang;
use proptest::prelude::*;

/// Names that several places share: shown names whose state needs a context.
const CONTESTED: [&str; 2] = ["Saint-Martin", "St. Martin"];

#[test]
fn every_row_is_named_in_both_languages() {
    for row in all() {
        for (name, lang) in [(row.name_fr, Lang::Fr), (row.name_en, Lang::En)] {
            let context = CountryContext {
                sentence: name,
                span: 0..name.len(),
                document: None,
                whole: None,
            };
            let value = resolve(name, row.kind == CountryKind::State, lang, &context);
            let code = value.and_then(|value| value.country).map(Country::code);
            let right = code == Some(row.code()) || CONTESTED.contains(&name);
            assert!(right, "{name}: {value:?}");
        }
    }
}

#[test]
fn a_territory_points_to_its_state_and_a_state_to_none() {
    for row in all() {
        let context = CountryContext::default();
        let value = country_of(row.name_en, Lang::En, &context);
        let code = value.and_then(|value| value.country).map(Country::code);
        if row.kind == CountryKind::Territory && !CONTESTED.contains(&row.name_en) {
            assert_eq!(code, row.sovereign, "{}", row.name_en);
        } else {
            // A capital of the state's name points to it; Georgia as a place is the US's.
            let own = code.is_none() || code == Some(row.code()) || row.iso2 == "GE";
            assert!(own, "{}", row.name_en);
        }
    }
}

/// Strings of words that meet the rules more often than chance would have it.
fn texts() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Niger",
        "fleuve",
        "du",
        "Corée",
        "Nord",
        "Congo",
        "et",
        "la",
        "RDC",
        "à",
        "Luxembourg",
        "Jordan",
        "B.",
        "M.",
        "Chad",
        "New",
        "Mexico",
        "City",
        "’",
        "é",
        "-",
        "...",
        "U.S.",
        "&",
        "St.",
        "\u{301}",
        "Géorgie",
        ",",
        "Pa.",
        "South",
        "American",
        "guinéen",
        "équato",
        "\u{a0}",
        "ǅ",
        "İ",
        "🇲🇱",
        "CÔTE",
        "d'",
        "Ivoire",
        "Republic",
    ]);
    prop_oneof![
        any::<String>(),
        prop::collection::vec((word, prop::sample::select(vec!["", " ", "-"])), 0..12)
            .prop_map(|parts| parts.iter().flat_map(|(word, gap)| [*word, *gap]).collect()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn no_string_makes_it_fail(
        sentence in texts(),
        surface in texts(),
        (start, end) in (0usize..80, 0usize..80),
        (tagged, french, own) in any::<(bool, bool, bool)>(),
    ) {
        let lang = if french { Lang::Fr } else { Lang::En };
        let demonyms = count_demonyms(&sentence, lang);
        let evidence = Evidence::new([surface.as_str()], &demonyms);
        let span = start..end;
        let inner = sentence.get(span.clone()).unwrap_or("").to_owned();
        let name = if own { &inner } else { &surface };
        let context = CountryContext { sentence: &sentence, span, document: Some(&evidence), whole: None };
        let value = resolve(name, tagged, lang, &context);
        prop_assert_eq!(value, resolve(name, tagged, lang, &context));
        let hint = country_of(name, lang, &context);
        if let Some(value) = value {
            prop_assert!(!value.rule.is_empty());
        }
        let rows = summary(value.iter().chain(hint.iter()), &demonyms);
        prop_assert!(rows.windows(2).all(|two| two[0].weight() >= two[1].weight()));
    }
}
