//! What holds for any documents: their order, the memory and the number of runs never show.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::{decided, line, told};
use crate::index::{Index, IndexState, Indexed};

const NAMES: [(&str, &str, Option<&str>); 26] = [
    ("PERSON", "Donald Trump", None),
    ("PERSON", "DONALD TRUMP", None),
    ("PERSON", "Donald J. Trump", None),
    ("PERSON", "Donald John Trump", None),
    ("PERSON", "Donald M. Trump", None),
    ("PERSON", "Donald Trump Jr.", None),
    ("PERSON", "Trump", None),
    ("PERSON", "Vladimir Putin", Some("person:vladimir-putin")),
    ("PERSON", "Vladimir Poutine", Some("person:vladimir-putin")),
    ("PERSON", "Vladimir Poutine", None),
    ("PERSON", "Vladimir V. Poutine", None),
    ("PERSON", "Orbán Viktor", None),
    ("PERSON", "Viktor Orban", None),
    ("PERSON", "Alex Vauzelle", None),
    ("PERSON", "Alexis Vauzelle", None),
    ("PERSON", "Alexandre Vauzelle", None),
    ("PERSON", "Jean Vauzelle", Some("person:a")),
    ("PERSON", "Jean Vauzelle", Some("person:b")),
    ("PERSON", "Jean M. Vauzelle", None),
    ("ORG", "Parti des bois", None),
    ("ORG", "PDB", None),
    ("ORG", "Poste du Bourg", None),
    ("ORG", "The Guardian", None),
    ("ORG", "Guardian", None),
    ("COUNTRY", "RDC", Some("CD")),
    ("COUNTRY", "DR Congo", Some("CD")),
];

/// A document of a few clusters, each with surfaces of its own and perhaps of another.
fn document() -> impl Strategy<Value = String> {
    let cluster = (
        select(NAMES.to_vec()),
        select(NAMES.to_vec()),
        any::<bool>(),
    );
    let date = select(vec!["2024-05-01", "2024-06-01", ""]);
    (date, prop::collection::vec(cluster, 1..5)).prop_map(|(date, clusters)| {
        let surfaces: Vec<Vec<&str>> = clusters
            .iter()
            .map(|(own, other, both)| match both {
                true => vec![own.1, other.1],
                false => vec![own.1],
            })
            .collect();
        let clusters: Vec<_> = clusters
            .iter()
            .zip(&surfaces)
            .map(|((own, _, _), surfaces)| (own.0, own.1, own.2, surfaces.as_slice()))
            .collect();
        line(date, &clusters)
    })
}

fn finished(lines: &[String], memory: u64) -> Indexed {
    let mut index = Index::with_max_memory(memory);
    index
        .add(lines.join("\n").as_bytes(), "out.jsonl")
        .expect("lines");
    index.finish().expect("rows")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_order_of_documents_and_the_memory_never_show(
        (lines, shuffled) in prop::collection::vec(document(), 1..12)
            .prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle())),
    ) {
        let (rows, mut links) = told(&mut finished(&lines, 1 << 20));
        let (same, as_read) = told(&mut finished(&lines, 1024));
        prop_assert_eq!(&same, &rows);
        prop_assert_eq!(&as_read, &links);
        let (other, mut other_links) = told(&mut finished(&shuffled, 2000));
        prop_assert_eq!(&other, &rows);
        links.sort();
        other_links.sort();
        prop_assert_eq!(other_links, links);
    }

    #[test]
    fn runs_into_a_state_are_one_run(
        (lines, parts) in prop::collection::vec(document(), 2..10).prop_flat_map(|lines| {
            let ends: Vec<usize> = (1..lines.len()).collect();
            let most = ends.len().min(3);
            (Just(lines), subsequence(ends, 1..=most))
        }),
    ) {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("state");
        let mut last = None;
        let mut start = 0;
        for end in parts.into_iter().chain([lines.len()]) {
            let state = IndexState::new(&path).expect("a state");
            let mut index = Index::with_max_memory(1500).into_state(state).expect("read");
            let part = lines[start..end].join("\n");
            index.add(part.as_bytes(), "out.jsonl").expect("lines");
            prop_assert_eq!(index.documents(), end as u64);
            last = Some(told(&mut index.finish().expect("rows")));
            start = end;
        }
        prop_assert_eq!(last, Some(told(&mut finished(&lines, 1 << 20))));
    }

    /// Whatever is decided, deciding it again changes nothing.
    #[test]
    fn merging_decisions_are_idempotent(
        lines in prop::collection::vec(document(), 1..8),
        pairs in prop::collection::vec((select(NAMES.to_vec()), select(NAMES.to_vec())), 1..5),
    ) {
        let decisions: Vec<String> = pairs
            .iter()
            .map(|(from, into)| {
                let (label, from, into) = (from.0, from.1, into.1);
                serde_json::json!({"do": "merge", "label": label, "name": from, "into": into}).to_string()
            })
            .collect();
        let once = decisions.join("\n");
        let (rows, links) = told(&mut decided(&lines, &once));
        let (again, other_links) = told(&mut decided(&lines, &format!("{once}\n{once}")));
        prop_assert_eq!(again, rows);
        prop_assert_eq!(other_links, links);
    }
}
