//! The phrases of the date corpus keep their values.

use super::super::{DateContext, find, parse, resolve};
use crate::document::Lang;

#[test]
fn phrases_in_context_get_their_values() {
    let rows = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/corpus/dates/phrases.jsonl"
    ))
    .expect("the corpus is there");
    let (mut missed, mut all) = (Vec::new(), 0);
    for line in rows.lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("a JSON line");
        let text = row["text"].as_str().expect("a text");
        let lang = if row["lang"] == "en" {
            Lang::En
        } else {
            Lang::Fr
        };
        let byte = |key: &str| {
            let n = usize::try_from(row[key].as_u64().expect("an offset")).expect("small");
            text.char_indices().nth(n).map_or(text.len(), |(i, _)| i)
        };
        let span = byte("start")..byte("end");
        let anchor = row["date"].as_str().and_then(|d| d.parse().ok());
        let mut reference = None;
        for earlier in find(text, lang)
            .into_iter()
            .filter(|m| m.range.end <= span.start)
        {
            let context = DateContext {
                lang,
                sentence: text,
                span: earlier.range,
                reference,
                day_order: None,
            };
            reference = resolve(&earlier.expr, anchor, &context).reference(reference);
        }
        let context = DateContext {
            lang,
            sentence: text,
            span: span.clone(),
            reference,
            day_order: None,
        };
        let value = parse(&text[span], lang).map(|expr| resolve(&expr, anchor, &context));
        all += 1;
        let right = value.is_some_and(|v| {
            v.value.as_deref() == row["value"].as_str()
                && v.modifier.map(|m| m.as_str()) == row["mod"].as_str()
                && row["grain"] == v.grain.as_str()
                && row["kind"] == v.kind.as_str()
        });
        if !right {
            missed.push(row["id"].to_string());
        }
    }
    assert!(all >= 600, "{all} phrases");
    assert!(missed.len() * 100 <= all, "{missed:?} of {all}");
}
