//! Every document of `corpus/clusters/cases.jsonl`, which is built from `cases.txt` beside it.

use std::error::Error;

use crate::document::{Label, Lang};
use crate::resolve::cluster::{NamedMention, NamedText, cluster};
use serde_json::Value;

const GOLD: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/corpus/clusters/cases.jsonl"
));

fn label(name: &str) -> Option<Label> {
    match name {
        "PERSON" => Some(Label::Person),
        "COUNTRY" => Some(Label::Country),
        "ORG" => Some(Label::Org),
        "DATE" => Some(Label::Date),
        "LOC" => Some(Label::Loc),
        _ => None,
    }
}

fn mentions(row: &Value) -> Option<Vec<NamedMention<'_>>> {
    row["mentions"]
        .as_array()?
        .iter()
        .map(|mention| {
            Some(NamedMention {
                label: label(mention["label"].as_str()?)?,
                text: mention["text"].as_str()?,
                range: usize::try_from(mention["start"].as_u64()?).ok()?
                    ..usize::try_from(mention["end"].as_u64()?).ok()?,
                key: mention["key"].as_str().map(str::to_owned),
            })
        })
        .collect()
}

/// What differs from the gold, a line each.
fn differences(row: &Value) -> Option<Vec<String>> {
    let mentions = mentions(row)?;
    let lang = if row["lang"].as_str()? == "fr" {
        Lang::Fr
    } else {
        Lang::En
    };
    let text = row["text"].as_str()?;
    let found = cluster(&NamedText {
        text,
        lang,
        mentions: &mentions,
    });
    let mut told = Vec::new();
    for (n, mention) in row["mentions"].as_array()?.iter().enumerate() {
        let wanted = usize::try_from(mention["cluster"].as_u64()?).ok()?;
        if found.cluster_of[n] != wanted {
            told.push(format!(
                "mention {n} {:?}: cluster {}, not {wanted}",
                mentions[n].text, found.cluster_of[n]
            ));
        }
    }
    for (n, wanted) in row["clusters"].as_array()?.iter().enumerate() {
        let Some(cluster) = found.clusters.get(n) else {
            told.push(format!("no cluster {n}"));
            continue;
        };
        let rule = wanted["rule"].as_str();
        for &at in &cluster.mentions {
            if rule.is_some_and(|rule| found.ties[at].as_str() != rule) {
                told.push(format!(
                    "mention {at}: rule {}, not {rule:?}",
                    found.ties[at].as_str()
                ));
            }
        }
        let open: Vec<&str> = wanted["open"]
            .as_array()?
            .iter()
            .filter_map(Value::as_str)
            .collect();
        if cluster.name != wanted["name"].as_str()? {
            told.push(format!(
                "cluster {n}: name {:?}, not {}",
                cluster.name, wanted["name"]
            ));
        }
        // Where the gold says neither an identity nor what is open, the case is about something else.
        if let Some(organisation) = wanted["organisation"].as_str()
            && cluster.organisation != Some(organisation).filter(|&id| id != "none")
        {
            told.push(format!(
                "cluster {n}: {:?}, not {organisation}",
                cluster.organisation
            ));
        }
        if !open.is_empty() && (cluster.organisation.is_some() || cluster.open != open) {
            told.push(format!(
                "cluster {n}: open {:?} {:?}, not {open:?}",
                cluster.organisation, cluster.open
            ));
        }
    }
    Some(told)
}

#[test]
fn all_of_the_gold_is_right() -> Result<(), Box<dyn Error>> {
    let mut documents = 0;
    let mut wrong = 0;
    for line in GOLD.lines() {
        let row: Value = serde_json::from_str(line)?;
        let told = differences(&row).ok_or("a malformed line")?;
        documents += 1;
        if !told.is_empty() {
            wrong += 1;
            println!("{} {:?}", row["id"], row["text"]);
            for line in told {
                println!("    {line}");
            }
        }
    }
    println!("{documents} documents, {wrong} wrong");
    assert!(documents >= 120);
    assert_eq!(wrong, 0);
    Ok(())
}
