//! Every string of `corpus/countries/phrases.jsonl` resolves as it says.

use super::super::table::Country;
use super::super::{CountryContext, CountryValue, Evidence, count_demonyms, country_of, resolve};
use crate::document::Lang;
use serde_json::Value;

/// The byte place of a code point.
fn byte(text: &str, at: usize) -> usize {
    text.char_indices()
        .nth(at)
        .map_or(text.len(), |(byte, _)| byte)
}

fn code(value: Option<CountryValue>) -> Option<&'static str> {
    value.and_then(|value| value.country).map(Country::code)
}

fn strings(row: &Value, field: &str) -> Vec<String> {
    let list = row[field].as_array().cloned().unwrap_or_default();
    list.iter()
        .filter_map(|one| one.as_str().map(str::to_owned))
        .collect()
}

/// What a row expects and does not get.
fn wrong(row: &Value) -> Option<String> {
    let text = row["text"].as_str().expect("text");
    let place = |field: &str| {
        row[field]
            .as_u64()
            .and_then(|at| usize::try_from(at).ok())
            .expect("offset")
    };
    let span = byte(text, place("start"))..byte(text, place("end"));
    let surface = &text[span.clone()];
    let lang = if row["lang"] == "fr" {
        Lang::Fr
    } else {
        Lang::En
    };
    let document = strings(row, "document");
    let names = document.iter().map(String::as_str);
    let evidence = Evidence::new(names, &count_demonyms(text, lang));
    let context = CountryContext {
        sentence: text,
        span,
        document: Some(&evidence),
        whole: None,
    };
    let value = resolve(surface, row["label"] == "COUNTRY", lang, &context);
    let hint = code(country_of(surface, lang, &context));
    let alternatives = value.map_or(Vec::new(), |value| value.alternatives.to_vec());
    let right = code(value) == row["iso2"].as_str()
        && alternatives == strings(row, "alternatives")
        && (row["label"] == "COUNTRY" || hint == row["hint"].as_str());
    let rule = value.map_or("-", |value| value.rule);
    (!right).then(|| {
        format!(
            "{:?} {alternatives:?} {rule}, hint {hint:?}: {row}",
            code(value)
        )
    })
}

#[test]
fn every_string_resolves() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/corpus/countries/phrases.jsonl"
    );
    let gold = std::fs::read_to_string(path).expect("gold file");
    let rows: Vec<Value> = gold
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert!(rows.len() >= 320, "{} rows", rows.len());
    let failed: Vec<String> = rows.iter().filter_map(wrong).collect();
    assert!(
        failed.is_empty(),
        "{} of {}:\n{}",
        failed.len(),
        rows.len(),
        failed.join("\n")
    );
}
