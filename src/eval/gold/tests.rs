use std::path::Path;

use super::*;
use crate::eval::{LabelledSpan, SpanValue, open_gold};

fn gold(lines: &str) -> Result<Vec<GoldDocument>> {
    read_gold(lines.as_bytes(), "gold.jsonl", &Relabelling::default())
}

fn predictions(lines: &str) -> Result<Vec<Prediction>> {
    read_predictions(lines.as_bytes(), "pred.jsonl", &Relabelling::default())
}

fn failure(lines: &str) -> String {
    let error = gold(lines).expect_err(lines);
    assert_eq!(error.kind(), ErrorKind::Input);
    error.to_string()
}

#[test]
fn a_document_is_read_and_unknown_fields_are_passed_over() {
    let line = r#"{"id":"a","lang":"fr","kind":{"x":[1]},"text":"À Bamako","entities":[{"start":2,"end":8,"label":"LOC","text":"Bamako","score":0.9}]}"#;
    let documents = gold(line).expect("a document");
    let [document] = documents.as_slice() else {
        panic!("one document: {documents:?}")
    };
    assert_eq!(
        (document.id(), document.lang(), document.text()),
        ("a", Some("fr"), "À Bamako")
    );
    let entity = LabelledSpan {
        text: Some("Bamako".to_owned()),
        score: Some(0.9),
        ..LabelledSpan::new(2, 8, "LOC")
    };
    assert_eq!(document.entities(), [entity]);
}

#[test]
fn griots_own_output_is_a_prediction_without_a_text() {
    let line = r#"{"schema":1,"id":"a","lang":"fr","entities":[{"label":"LOC","text":"Bamako","start":2,"end":8,"start_byte":3,"end_byte":9,"score":0.9}]}"#;
    assert_eq!(predictions(line).expect("a prediction").len(), 1);
    let message = failure(line);
    assert_eq!(
        message,
        "gold.jsonl:1: expected a field `text` in a gold document"
    );
}

#[test]
fn an_empty_file_has_no_documents() {
    assert_eq!(gold("").expect("nothing"), []);
    assert_eq!(gold("\n\r\n  \n").expect("nothing"), []);
}

#[test]
fn crlf_line_ends_blank_lines_and_a_byte_order_mark_change_nothing() {
    let plain = "{\"id\":\"a\",\"text\":\"x\",\"entities\":[]}\n{\"id\":\"b\",\"text\":\"y\\r\\nz\",\"entities\":[{\"start\":3,\"end\":4,\"label\":\"L\",\"text\":\"z\"}]}";
    let windows = format!("\u{feff}{}\r\n\r\n", plain.replace('\n', "\r\n"));
    assert_eq!(gold(&windows).expect("CRLF"), gold(plain).expect("LF"));
}

#[test]
fn an_id_may_be_a_number() {
    let documents = gold(r#"{"id":12,"text":"","entities":[]}"#).expect("a document");
    assert_eq!(documents[0].id(), "12");
}

#[test]
fn an_id_that_comes_twice_is_named_with_both_lines() {
    let line = r#"{"id":"a","text":"","entities":[]}"#;
    let message = failure(&format!("{line}\n\n{line}\n"));
    assert_eq!(
        message,
        "gold.jsonl:3: expected each id once, and line 1 has \"a\" too"
    );
}

#[test]
fn offsets_count_code_points_beyond_the_bmp() {
    let line = |start, end| {
        format!(
            r#"{{"id":"a","text":"𝐌𝐚𝐥𝐢 Goïta","entities":[{{"start":{start},"end":{end},"label":"P","text":"Goïta"}}]}}"#
        )
    };
    assert!(gold(&line(5, 10)).is_ok());
    let message = failure(&line(4, 9));
    assert_eq!(
        message,
        "gold.jsonl:1: entity P 4..9: expected \"Goïta\" there, and the text has \" Goït\""
    );
    let message = failure(&line(17, 23));
    assert_eq!(
        message,
        "gold.jsonl:1: entity P 17..23: expected offsets inside the text, which has 10 code points"
    );
}

#[test]
fn an_empty_or_reversed_span_is_refused() {
    for (start, end) in [(1, 1), (2, 1)] {
        let span = format!(r#"{{"start":{start},"end":{end},"label":"P"}}"#);
        let message = failure(&format!(r#"{{"id":"a","text":"abc","entities":[{span}]}}"#));
        assert!(message.ends_with("expected start before end"), "{message}");
    }
}

#[test]
fn a_prediction_with_a_text_is_checked_when_it_is_read() {
    let line = r#"{"id":"a","text":"abc","entities":[{"start":0,"end":9,"label":"P"}]}"#;
    let error = predictions(line).expect_err("offsets outside");
    assert_eq!(
        error.to_string(),
        "pred.jsonl:1: entity P 0..9: expected offsets inside the text, which has 3 code points"
    );
}

#[test]
fn a_malformed_line_says_where_and_what_was_expected() {
    let cases = [
        ("{", "EOF while parsing an object"),
        ("3", "an object with `id`, `text` and `entities`"),
        (r#"{"text":"","entities":[]}"#, "missing field `id`"),
        (r#"{"id":"a","text":""}"#, "missing field `entities`"),
        (
            r#"{"id":true,"text":"","entities":[]}"#,
            "an id, a string or an integer",
        ),
        (
            r#"{"id":"a","text":"x","entities":[{"start":-1,"end":1,"label":"P"}]}"#,
            "integer `-1`",
        ),
        (
            r#"{"id":"a","text":"x","entities":[]} {}"#,
            "trailing characters",
        ),
    ];
    for (line, expected) in cases {
        let message = failure(&format!("\n{line}"));
        assert!(message.starts_with("gold.jsonl:2: column "), "{message}");
        assert!(message.contains(expected), "{message}");
        assert!(!message.contains("at line"), "{message}");
    }
}

#[test]
fn a_line_that_is_not_utf8_is_refused() {
    let error =
        read_gold(&b"\n{\"id\":\"\xff\"}"[..], "g", &Relabelling::default()).expect_err("bytes");
    let message = error.to_string();
    assert_eq!(error.kind(), ErrorKind::Input);
    assert!(message.starts_with("g:2: expected UTF-8: "), "{message}");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error =
        open_gold(Path::new("/nowhere/gold.jsonl"), &Relabelling::default()).expect_err("file");
    assert_eq!(error.kind(), ErrorKind::Io);
    let message = error.to_string();
    assert!(message.contains("/nowhere/gold.jsonl"), "{message}");
}

#[test]
fn labels_are_mapped_on_reading_and_dropped_spans_are_still_checked() {
    let labels: Relabelling = "PER=PERSON,MISC=".parse().expect("a mapping");
    let spans = r#"{"start":0,"end":1,"label":"PER"},{"start":1,"end":2,"label":"MISC"}"#;
    let line = |text| format!(r#"{{"id":"a","text":"{text}","entities":[{spans}]}}"#);
    let documents = read_gold(line("ab").as_bytes(), "g", &labels).expect("a document");
    let found: Vec<&str> = documents[0]
        .entities()
        .iter()
        .map(|entity| &*entity.label)
        .collect();
    assert_eq!(found, ["PERSON"]);
    let error = read_gold(line("a").as_bytes(), "g", &labels).expect_err("MISC is outside");
    assert_eq!(
        error.to_string(),
        "g:1: entity MISC 1..2: expected offsets inside the text, which has 1 code points"
    );
}

#[test]
fn values_clusters_and_the_date_of_a_gold_document_are_read() {
    let line = r#"{"id":"a","date":"2012-05-22","text":"lundi Mali","entities":[{"start":0,"end":5,"label":"DATE","value":null},{"start":6,"end":10,"label":"COUNTRY","value":{"iso2":"ML"},"cluster":"c1"}],"clusters":[{"id":"c1","label":"COUNTRY","name":"Mali","key":"mali"}]}"#;
    let documents = gold(line).expect("a document");
    let document = &documents[0];
    assert_eq!(
        (document.date(), document.has_clusters()),
        (Some("2012-05-22"), true)
    );
    assert_eq!(document.clusters()[0].key.as_deref(), Some("mali"));
    let values: Vec<_> = document
        .entities()
        .iter()
        .map(|span| span.value.clone())
        .collect();
    assert_eq!(
        values,
        [Some(SpanValue::none()), Some(SpanValue::country("ML"))]
    );
    let twice = line.replace(r#""clusters":["#, r#""clusters":[{"id":"c1"},"#);
    assert_eq!(
        failure(&twice),
        "gold.jsonl:1: expected each cluster once, and \"c1\" comes again"
    );
}

#[test]
fn what_griot_finds_is_the_prediction_that_its_line_is() {
    let line = r#"{"schema":"griot/1","id":"a","lang":"fr","words":1,"entities":[{"label":"LOC","text":"Bamako","start":2,"end":8,"start_byte":3,"end_byte":9,"score":0.9,"cluster":"loc-1","cluster_rule":"first"}],"clusters":[{"id":"loc-1","label":"LOC","name":"Bamako","count":1,"mentions":[0]}]}"#;
    let document: Document = serde_json::from_str(line).expect("a document");
    let labels: Relabelling = "LOC=PLACE".parse().expect("a mapping");
    let made = Prediction::of(&document, &labels).expect("an id");
    let read = read_predictions(line.as_bytes(), "out", &labels).expect("a line");
    assert_eq!(made.entities, read[0].entities);
    assert_eq!(made.entities[0].cluster.as_deref(), Some("loc-1"));
    let nameless: Document =
        serde_json::from_str(&line.replace(r#""id":"a","#, "")).expect("a document");
    assert_eq!(
        Prediction::of(&nameless, &labels)
            .expect_err("no id")
            .kind(),
        ErrorKind::Input
    );
}
