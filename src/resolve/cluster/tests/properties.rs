//! What holds for any text and any mentions, sensible or not.

use crate::document::{Label, Lang};
use crate::resolve::cluster::org::definition::definitions;
use crate::resolve::cluster::{NamedMention, NamedText, cluster};
use proptest::prelude::*;

fn label() -> impl Strategy<Value = Label> {
    prop_oneof![
        3 => Just(Label::Person),
        3 => Just(Label::Org),
        1 => Just(Label::Country),
        1 => Just(Label::Date),
        1 => Just(Label::Loc),
    ]
}

/// Surfaces that the rules know, and any string.
fn surface() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,20}",
        "[A-Za-zéÉïı'’. \\-&()+ßŒ\u{301}\u{ad}]{0,24}",
        proptest::sample::select(vec![
            "AES",
            "Alliance des États du Sahel",
            "ONU",
            "O.N.U.",
            "PS",
            "CAF",
            "Sénat",
            "Goïta",
            "Assimi Goïta",
            "Clinton",
            "Bill Clinton",
            "Hillary Clinton",
            "J.-P. Vauzelle",
            "Vauzelle",
            "Ben Ali",
            "de Gaulle",
            "P. I.",
            "Henri IV",
            "FC Brévandes",
            "Brévandes",
            "Saatkorn AG",
            "Saatkorn",
            "M. Fortin",
            "le",
            "'s",
            "de",
            "Van den",
            "X",
            "Jr.",
        ])
        .prop_map(str::to_owned),
    ]
}

fn glue() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,12}",
        proptest::sample::select(vec![
            " (", ") ", ", ", " et ", " ex-", " M. ", " Mme ", "les ", " the ", "\n", " (ou ",
            "l'", "«", " ["
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #[test]
    fn clusters_are_a_partition_in_the_order_of_the_text(
        pieces in proptest::collection::vec((glue(), surface(), label(), proptest::option::of("[A-C]")), 0..24),
        french in any::<bool>(),
        end in glue(),
    ) {
        let mut text = String::new();
        let mut places = Vec::new();
        for (before, surface, label, key) in &pieces {
            text.push_str(before);
            let start = text.len();
            text.push_str(surface);
            places.push((start..text.len(), *label, key.clone()));
        }
        text.push_str(&end);
        let mentions: Vec<NamedMention> = places
            .into_iter()
            .map(|(range, label, key)| NamedMention { label, text: &text[range.clone()], range, key })
            .collect();
        let document = NamedText { text: &text, lang: if french { Lang::Fr } else { Lang::En }, mentions: &mentions };
        let found = cluster(&document);
        prop_assert_eq!(found.cluster_of.len(), mentions.len());
        prop_assert_eq!(found.ties.len(), mentions.len());
        let mut seen = vec![0; mentions.len()];
        let mut last = None;
        for (n, cluster) in found.clusters.iter().enumerate() {
            prop_assert!(cluster.mentions.is_sorted() && !cluster.mentions.is_empty());
            prop_assert!(cluster.mentions.first().copied() > last, "clusters go by first mention");
            last = cluster.mentions.first().copied();
            for &at in &cluster.mentions {
                seen[at] += 1;
                prop_assert_eq!(found.cluster_of[at], n);
                prop_assert_eq!(mentions[at].label, cluster.label, "labels never mix");
            }
            prop_assert!(cluster.organisation.is_none() || cluster.open.is_empty());
        }
        prop_assert!(seen.iter().all(|&count| count == 1));
        let organisations: Vec<usize> = (0..mentions.len())
            .filter(|&at| mentions[at].label == Label::Org)
            .collect();
        for definition in definitions(&document, &organisations) {
            prop_assert!(text.get(definition.acronym.clone()).is_some_and(|text| !text.is_empty()));
            prop_assert!(text.get(definition.expansion.clone()).is_some_and(|text| !text.is_empty()));
        }
        prop_assert_eq!(cluster(&document), found, "twice the same");
    }

    #[test]
    fn ranges_that_miss_the_text_do_no_harm(
        text in "\\PC{0,30}",
        mentions in proptest::collection::vec((surface(), 0usize..60, 0usize..60, label()), 0..8),
    ) {
        let mentions: Vec<NamedMention> = mentions
            .iter()
            .map(|(surface, start, end, label)| NamedMention { label: *label, text: surface, range: *start..*end, key: None })
            .collect();
        let found = cluster(&NamedText { text: &text, lang: Lang::Fr, mentions: &mentions });
        prop_assert_eq!(found.cluster_of.len(), mentions.len());
    }
}
