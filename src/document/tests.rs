//! Documents as lines of JSON, and back.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
#[cfg(feature = "corpus")]
use crate::griot::Griot;
#[cfg(feature = "corpus")]
use crate::read::Reader;

/// A line, and the same once it was read and written again.
fn twice(document: &Document) -> (String, String) {
    let line = serde_json::to_string(document).expect("JSON");
    let read: Document = serde_json::from_str(&line).expect("a document");
    let again = serde_json::to_string(&read).expect("JSON");
    (line, again)
}

#[cfg(feature = "corpus")]
#[test]
fn the_sample_corpus_comes_back_from_its_lines() {
    let griot = Griot::builder().model("small").build().expect("a model");
    let records = Reader::new(["corpus/news.jsonl"]).map(|record| record.expect("a record"));
    for (record, document) in griot.extract_stream(records) {
        let mut document = document.expect("no text is refused");
        let (line, again) = twice(&document);
        assert_eq!(line, again);
        let read: Document = serde_json::from_str(&line).expect("a document");
        // Scores are written with four decimals.
        for mention in &mut document.mentions {
            mention.score = shown_score(mention.score) as f32;
        }
        assert_eq!(read, document);
        let (line, again) = twice(&document.with_text(record.text));
        assert_eq!(line, again);
    }
}

#[test]
fn another_version_and_a_cluster_of_no_label_are_refused() {
    let read = |line: &str| serde_json::from_str::<Document>(line).map_err(|e| e.to_string());
    let empty = r#"{"lang": "fr", "entities": []}"#;
    assert_eq!(read(empty), Ok(Document::new(Lang::Fr)));
    let other = r#"{"schema": "griot/2", "lang": "fr", "entities": []}"#;
    let told = read(other).expect_err("another version");
    assert!(told.contains("expected \"griot/1\""), "{told}");
    for id in ["person", "man-1", "PERSON-1", "person-01", "person--1", ""] {
        assert!(id.parse::<ClusterId>().is_err(), "{id}");
    }
    let id: ClusterId = "org-12".parse().expect("an id");
    assert_eq!(
        (id, id.to_string().as_str()),
        (ClusterId::new(Label::Org, 12), "org-12")
    );
}

fn known() -> impl Strategy<Value = Cow<'static, str>> {
    "[a-zA-Z_ é\"\\\\]{0,6}".prop_map(Cow::Owned)
}

fn values() -> impl Strategy<Value = Value> {
    let country = (
        known(),
        known(),
        prop::option::of(known()),
        any::<bool>(),
        prop::collection::vec(known(), 0..3),
    );
    let date = (
        prop::option::of("\\PC{0,8}"),
        prop::option::of(known()),
        known(),
        prop::option::of("[0-9-]{10}"),
        prop::option::of(known()),
    );
    prop_oneof![
        country.prop_map(
            |(iso2, name_fr, iso3166_3, former, alternatives)| Value::Country {
                iso3: iso2.clone(),
                name_en: name_fr.clone(),
                rule: name_fr.clone(),
                iso2,
                iso3166_3,
                former,
                name_fr,
                alternatives,
            }
        ),
        (prop::collection::vec(known(), 0..3), known())
            .prop_map(|(alternatives, rule)| Value::OpenCountry { alternatives, rule }),
        (known(), known()).prop_map(|(iso2, rule)| Value::CountryOf { iso2, rule }),
        (known(), known(), prop::option::of(known()), carried()).prop_map(
            |(key, name_fr, id, fields)| Value::Known {
                name_en: key.clone(),
                rule: name_fr.clone(),
                key,
                name_fr,
                id,
                fields,
            }
        ),
        date.prop_map(|(value, modifier, grain, earliest, part)| {
            Value::Date(DateValue {
                value,
                modifier,
                kind: grain.clone(),
                rule: grain.clone(),
                grain,
                latest: earliest.clone(),
                earliest,
                certainty: part.clone(),
                part,
            })
        }),
    ]
}

fn carried() -> impl Strategy<Value = Carried> {
    let field = (
        "[a-z]{1,4}",
        prop::sample::select(vec!["1.10", "[ 1]", "\"é\"", "null"]),
    );
    let owned = |(name, value): (String, &str)| (name, value.to_owned());
    prop::collection::vec(field.prop_map(owned), 0..3).prop_map(Carried)
}

fn labels() -> impl Strategy<Value = Label> {
    prop::sample::select(Label::ALL.to_vec())
}

fn spans() -> impl Strategy<Value = Span> {
    let span = |(start, end, start_byte, end_byte)| Span {
        start,
        end,
        start_byte,
        end_byte,
    };
    any::<(usize, usize, usize, usize)>().prop_map(span)
}

fn mentions() -> impl Strategy<Value = Mention> {
    let ids = (labels(), any::<u32>()).prop_map(|(label, n)| ClusterId::new(label, n));
    let place = (
        prop::option::of(any::<u32>()),
        prop::option::of(ids),
        prop::option::of(known()),
        prop::option::of(known()),
        any::<bool>(),
    );
    (
        labels(),
        any::<String>(),
        spans(),
        0..=10_000_u16,
        prop::option::of(values()),
        place,
    )
        .prop_map(
            |(
                label,
                text,
                span,
                score,
                value,
                (sentence, cluster, cluster_rule, source, furniture),
            )| {
                Mention {
                    label,
                    text,
                    span,
                    score: f32::from(score) / 1e4,
                    sentence,
                    value: value.map(Arc::new),
                    cluster,
                    cluster_rule,
                    source,
                    furniture,
                }
            },
        )
}

fn clusters() -> impl Strategy<Value = Cluster> {
    let names = (
        any::<String>(),
        prop::option::of(known()),
        prop::option::of(any::<String>()),
    );
    let mentions = prop::collection::vec(any::<usize>(), 0..4);
    (
        labels(),
        any::<u32>(),
        names,
        prop::collection::vec(known(), 0..3),
        mentions,
    )
        .prop_map(
            |(label, number, (name, name_fr, key), alternatives, mentions)| Cluster {
                id: ClusterId::new(label, number),
                label,
                name,
                name_en: name_fr.clone(),
                name_fr,
                key,
                alternatives,
                count: mentions.len(),
                mentions,
            },
        )
}

fn documents() -> impl Strategy<Value = Document> {
    let texts = prop::collection::vec(prop::option::of(any::<String>()), 7);
    let counts =
        (known(), any::<u32>(), any::<u32>()).prop_map(|(iso2, mentions, demonyms)| CountryCount {
            iso2,
            mentions,
            demonyms,
        });
    let found = (
        prop::collection::vec(mentions(), 0..4),
        prop::collection::vec(clusters(), 0..3),
        prop::collection::vec(spans(), 0..3),
        prop::collection::vec(counts, 0..3),
    );
    (
        any::<bool>(),
        texts,
        prop::option::of(known()),
        any::<usize>(),
        carried(),
        found,
    )
        .prop_map(
            |(
                french,
                texts,
                date_source,
                words,
                carried,
                (mentions, clusters, furniture, countries),
            )| {
                let [
                    id,
                    date,
                    date_unread,
                    lang_unread,
                    title,
                    duplicate_of,
                    text,
                ]: [_; 7] = texts.try_into().expect("seven");
                Document {
                    id,
                    date,
                    encoding: date_source.clone(),
                    date_source,
                    date_unread,
                    lang_unread,
                    title,
                    duplicate_of,
                    words,
                    text,
                    carried,
                    furniture,
                    mentions,
                    countries,
                    clusters,
                    ..Document::new(if french { Lang::Fr } else { Lang::En })
                }
            },
        )
}

/// What an entity has beside its fields was kept while it was read, at many times its size.
#[test]
fn what_is_no_field_is_passed_over_and_a_value_of_no_kind_is_refused() {
    let line = |value: &str| {
        format!(
            r#"{{"lang": "fr", "x": [0], "entities": [{{"label": "LOC", "text": "a", "x": [[0]], "start": 0,
            "end": 1, "start_byte": 0, "end_byte": 1, "score": 1, "value": {value}}}]}}"#
        )
    };
    let read = |value: &str| serde_json::from_str::<Document>(&line(value));
    let hint = read(r#"{"country_of": "ML", "rule": "capital", "x": {"y": 1}}"#).expect("a hint");
    assert_eq!(hint.mentions[0].rule(), Some("capital"));
    for value in [
        "{}",
        r#"{"rule": "x"}"#,
        r#"{"iso2": "ML", "rule": "x"}"#,
        "3",
    ] {
        assert!(read(value).is_err(), "{value}");
    }
}

#[test]
fn a_mention_leads_to_its_cluster_by_its_id() {
    let span = Span {
        start: 0,
        end: 1,
        start_byte: 0,
        end_byte: 1,
    };
    let mut document = Document::new(Lang::Fr);
    for number in [1, 2] {
        let id = ClusterId::new(Label::Org, number);
        let mut mention = Mention::new(Label::Org, "a", span, 1.0);
        mention.cluster = Some(id);
        document.mentions.push(mention);
        document.clusters.push(Cluster {
            id,
            label: id.label(),
            name: id.number().to_string(),
            name_fr: None,
            name_en: None,
            key: None,
            alternatives: Vec::new(),
            count: 1,
            mentions: vec![number as usize - 1],
        });
    }
    document.mentions.remove(0);
    let clusters = document.clusters_by_mention();
    assert_eq!(clusters, [document.cluster(ClusterId::new(Label::Org, 2))]);
    assert_eq!(clusters[0].map(|cluster| cluster.name.as_str()), Some("2"));
}

proptest! {
    #[test]
    fn any_document_comes_back_from_its_line(document in documents()) {
        let (line, again) = twice(&document);
        prop_assert_eq!(&line, &again);
        let read: Document = serde_json::from_str(&line).expect("a document");
        prop_assert_eq!(read, document);
    }
}
