//! What mentions stand for, on the article that the project began with.

use griot::{Document, Griot, Reader, Record, Value};

fn seed() -> (Record, Document) {
    let griot = Griot::builder()
        .build()
        .expect("the base model is part of this build");
    let record = Reader::new(["corpus/news.jsonl"])
        .map(|record| record.expect("the sample corpus is well formed"))
        .find(|record| record.id == "sahel-summit")
        .expect("the Sahel summit is in the sample corpus");
    let document = griot.extract(&record).expect("no text is refused");
    (record, document)
}

fn value<'d>(document: &'d Document, surface: &str) -> &'d Value {
    let mention = document
        .mentions
        .iter()
        .find(|mention| mention.text == surface)
        .unwrap_or_else(|| panic!("{surface} is mentioned"));
    mention
        .value
        .as_deref()
        .unwrap_or_else(|| panic!("{surface} has a value"))
}

#[test]
fn the_sahel_summit() {
    let (_, document) = seed();
    for (surface, code) in [("Mali", "ML"), ("Burkina Faso", "BF"), ("Niger", "NE")] {
        match value(&document, surface) {
            Value::Country { iso2, .. } => assert_eq!(iso2, code),
            other => panic!("{surface}: {other:?}"),
        }
    }
    for (surface, expected, modifier) in [
        ("6 juillet 2024", "2024-07-06", None),
        ("9 juin", "2025-06-09", None),
        ("Fin janvier", "2025-01", Some("end")),
        ("septembre 2023", "2023-09", None),
    ] {
        match value(&document, surface) {
            Value::Date(date) => {
                assert_eq!(date.value.as_deref(), Some(expected), "{surface}");
                assert_eq!(date.modifier.as_deref(), modifier, "{surface}");
            }
            other => panic!("{surface}: {other:?}"),
        }
    }
    assert_eq!(document.date.as_deref(), Some("2025-07-05"));
    assert_eq!(document.date_source.as_deref(), Some("given"));
    assert_eq!(document.countries[0].iso2, "ML");
}

#[test]
fn acronyms_and_surnames_join_their_full_names() {
    let (_, document) = seed();
    let cluster_of = |surface: &str| {
        let found = document.mentions.iter().find(|m| m.text == surface);
        found
            .and_then(|m| m.cluster)
            .unwrap_or_else(|| panic!("{surface} has a cluster"))
    };
    assert_eq!(cluster_of("AES"), cluster_of("Alliance des États du Sahel"));
    assert_eq!(cluster_of("Goïta"), cluster_of("Assimi Goïta"));
    let alliance = document.clusters.iter().find(|c| c.id == cluster_of("AES"));
    let alliance = alliance.expect("a cluster of the document");
    assert_eq!(alliance.name, "Alliance des États du Sahel");
    for cluster in &document.clusters {
        assert_eq!(cluster.count, cluster.mentions.len());
        for &mention in &cluster.mentions {
            assert_eq!(document.mentions[mention].cluster, Some(cluster.id));
            assert_eq!(document.mentions[mention].label, cluster.label);
        }
    }
}

/// The rule and the cluster's name of each person that a text names.
fn people(text: &str) -> Vec<(String, String, String)> {
    let griot = Griot::builder()
        .build()
        .expect("the base model is part of this build");
    let document = griot.extract(text).expect("no text is refused");
    let people = document
        .mentions
        .iter()
        .filter(|mention| mention.label == griot::Label::Person);
    let told = people.map(|mention| {
        let cluster = document
            .clusters
            .iter()
            .find(|c| Some(c.id) == mention.cluster);
        let name = cluster.expect("it has a cluster").name.clone();
        let rule = mention.cluster_rule.as_deref().unwrap_or_default();
        (mention.text.clone(), name, rule.to_owned())
    });
    told.collect()
}

/// One man stood in several rows, and his daughter had his surname.
#[test]
fn three_people_of_one_surname_are_three_clusters() {
    let found = people(
        "Donald Trump signed the order on Monday. Trump said the tariffs would stay. His daughter, \
         Ivanka Trump, attended the ceremony, and so did Donald Trump Jr., his son. Donald J. Trump \
         smiled. On Friday, Trump will leave for Florida.",
    );
    for (text, name, _) in &found {
        let whose = match text.as_str() {
            "Ivanka Trump" | "Donald Trump Jr." => text,
            _ => "Donald J. Trump",
        };
        assert_eq!(name, whose, "{found:?}");
    }
    assert_eq!(found.len(), 6, "{found:?}");
}

/// It went to whoever was named last.
#[test]
fn a_surname_that_nothing_decides_is_told_as_ambiguous() {
    let found = people(
        "Bill Clinton and Hillary Clinton will testify in New York, a lawyer for the couple said. On \
         Monday, Clinton declined to comment.",
    );
    let last = found.last().expect("people");
    assert_eq!(
        (last.1.as_str(), last.2.as_str()),
        ("Clinton", "ambiguous"),
        "{found:?}"
    );
}

#[test]
fn the_region_decides_an_english_numeric_date_and_without_one_it_stays_open() {
    let griot = Griot::builder()
        .build()
        .expect("the base model is part of this build");
    let dir = tempfile::tempdir().expect("directory");
    let file = dir.path().join("news.jsonl");
    let line = |lang: &str| {
        format!(
            "{{\"lang\": \"{lang}\", \"text\": \"The treaty was signed on 06/07/2024 in Niamey.\"}}\n"
        )
    };
    std::fs::write(&file, [line("en-US"), line("en-GB"), line("en")].concat()).expect("written");
    let values: Vec<Option<String>> = Reader::new([&file])
        .map(|record| {
            griot
                .extract(record.expect("a record"))
                .expect("no text is refused")
        })
        .map(|document| match value(&document, "06/07/2024") {
            Value::Date(date) => date.value.clone(),
            other => panic!("{other:?}"),
        })
        .collect();
    let values: Vec<_> = values.iter().map(Option::as_deref).collect();
    assert_eq!(
        values,
        [
            Some("2024-06-07"),
            Some("2024-07-06"),
            Some("[2024-06-07,2024-07-06]")
        ]
    );
}

fn page(drop_furniture: bool) -> (Record, Document) {
    let griot = Griot::builder()
        .model("small")
        .drop_furniture(drop_furniture)
        .build()
        .expect("the small model is part of this build");
    let record = Reader::new(["corpus/news.jsonl"])
        .map(|record| record.expect("the sample corpus is well formed"))
        .find(|record| record.id == "page-niono")
        .expect("the page is in the sample corpus");
    let document = griot.extract(&record).expect("no text is refused");
    (record, document)
}

#[test]
fn furniture_of_a_page_is_marked_with_its_mentions() {
    let (record, document) = page(false);
    let first = document.furniture.first().expect("the page has furniture");
    assert_eq!(
        &record.text[first.bytes()],
        "Accueil > Actualités > Afrique > Agriculture"
    );
    for mention in &document.mentions {
        let inside = document
            .furniture
            .iter()
            .any(|span| span.bytes().contains(&mention.span.start_byte));
        assert_eq!(mention.furniture, inside, "{}", mention.text);
    }
    let line = serde_json::to_string(&document).expect("JSON");
    let marked = document.mentions.iter().filter(|m| m.furniture).count();
    assert!(marked > 0);
    assert_eq!(line.matches("\"furniture\":true").count(), marked);
    assert!(!line.contains("\"furniture\":false"));
}

#[test]
fn dropped_furniture_leaves_the_date_and_sound_indices() {
    let ((_, all), (_, left)) = (page(false), page(true));
    let article = all.mentions.iter().filter(|m| !m.furniture);
    let article: Vec<_> = article.map(|m| (m.label, m.span)).collect();
    let kept: Vec<_> = left.mentions.iter().map(|m| (m.label, m.span)).collect();
    assert_eq!(kept, article);
    assert_eq!(left.furniture, all.furniture);
    assert!(left.date.is_some());
    assert_eq!(left.date, all.date);
    for cluster in &left.clusters {
        assert!(!cluster.mentions.is_empty());
        for &mention in &cluster.mentions {
            assert_eq!(left.mentions[mention].cluster, Some(cluster.id));
        }
    }
    let named = |document: &Document| document.countries.iter().any(|c| c.iso2 == "CI");
    assert!(
        named(&all) && !named(&left),
        "only a link names Côte d'Ivoire"
    );
}
