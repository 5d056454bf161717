//! What words of the lists were taken for.

use super::super::{DateContext, find, resolve};
use crate::document::Lang;

/// The value of each date that is found in a text.
fn values(text: &str, lang: Lang, day: &str) -> Vec<Option<String>> {
    let found = find(text, lang).into_iter();
    let values = found.map(|date| {
        let context = DateContext {
            lang,
            sentence: text,
            span: date.range,
            reference: None,
            day_order: None,
        };
        resolve(&date.expr, day.parse().ok(), &context).value
    });
    values.collect()
}

#[track_caller]
fn assert_value(text: &str, lang: Lang, value: &str) {
    let found = values(text, lang, "2024-05-16");
    assert_eq!(found, [Some(value.to_owned())], "{text}");
}

#[test]
fn a_national_day_is_not_the_french_one() {
    let abidjan = values("Fête nationale 2024 à Abidjan", Lang::Fr, "2024-05-16");
    assert!(
        !abidjan.contains(&Some("2024-07-14".to_owned())),
        "{abidjan:?}"
    );
    let french = values("la fête nationale française 2024", Lang::Fr, "2024-05-16");
    assert!(
        french.contains(&Some("2024-07-14".to_owned())),
        "{french:?}"
    );
}

#[test]
fn pentecost_has_its_english_names() {
    assert_value(
        "The law was read on Pentecost 2024.",
        Lang::En,
        "2024-05-19",
    );
    assert_value(
        "The law was read on Whit Sunday 2024.",
        Lang::En,
        "2024-05-19",
    );
}

/// 16 May 2024 is a Thursday.
#[test]
fn whoever_will_go_on_monday_goes_on_the_next() {
    assert_value("Il ira à Bamako lundi.", Lang::Fr, "2024-05-20");
    assert_value("Elles se sont réunies lundi.", Lang::Fr, "2024-05-13");
}
