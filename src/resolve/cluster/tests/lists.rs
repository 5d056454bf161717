//! What words of the lists were taken for.

use crate::document::{Label, Lang};
use crate::resolve::cluster::{NamedMention, NamedText, cluster};

/// The mentions of a text, each looked for after the one before it.
fn mentions<'a>(text: &'a str, names: &[&str], label: Label) -> Vec<NamedMention<'a>> {
    let mut from = 0;
    let placed = names.iter().map(|name| {
        let start = from + text[from..].find(name).expect("the name is there");
        from = start + name.len();
        NamedMention {
            label,
            text: &text[start..from],
            range: start..from,
            key: None,
        }
    });
    placed.collect()
}

fn is_one(text: &str, lang: Lang, names: &[&str]) -> bool {
    let mentions = mentions(text, names, Label::Person);
    let found = cluster(&NamedText {
        text,
        lang,
        mentions: &mentions,
    });
    found.clusters.len() == 1
}

/// The identity of the first organisation.
fn organisation(text: &str, lang: Lang, names: &[&str]) -> Option<&'static str> {
    let mentions = mentions(text, names, Label::Org);
    let found = cluster(&NamedText {
        text,
        lang,
        mentions: &mentions,
    });
    found.clusters[found.cluster_of[0]].organisation
}

#[test]
fn candidate_is_both_sexes_in_english() {
    let text = "Donald Marsh spoke in Ohio. Later, Candidate Marsh left.";
    assert!(is_one(text, Lang::En, &["Donald Marsh", "Marsh"]));
    let text = "Donald Marsh a parlé. La candidate Marsh est partie.";
    assert!(!is_one(text, Lang::Fr, &["Donald Marsh", "Marsh"]));
}

#[test]
fn titles_of_women_and_bishops_tell() {
    for title in ["La préfète", "Professeure", "Gouverneure", "Entraîneuse"] {
        let text = format!("Donald Marsh a parlé. {title} Marsh est partie.");
        assert!(
            !is_one(&text, Lang::Fr, &["Donald Marsh", "Marsh"]),
            "{title}"
        );
    }
    let text = "Monique Ortal a parlé. Mgr Ortal est parti.";
    assert!(!is_one(text, Lang::Fr, &["Monique Ortal", "Ortal"]));
    let text = "Luc Ortal a parlé. Mgr Ortal est parti.";
    assert!(is_one(text, Lang::Fr, &["Luc Ortal", "Mgr Ortal"]));
}

#[test]
fn laurence_is_a_given_name_of_both() {
    let text = "Laurence Fishburne spoke. Mr Fishburne left.";
    assert!(is_one(text, Lang::En, &["Laurence Fishburne", "Fishburne"]));
}

#[test]
fn yusef_and_youssef_are_one_person() {
    let text = "Yusef Karimi spoke. Youssef Karimi left.";
    assert!(is_one(text, Lang::En, &["Yusef Karimi", "Youssef Karimi"]));
}

#[test]
fn the_senate_of_a_people_is_not_the_french_one() {
    let text = "Le Sénat malgache a voté. La France a réagi, Paris et Matignon aussi.";
    assert_eq!(organisation(text, Lang::Fr, &["Sénat"]), None);
    let text = "Le Sénat a voté. La France a réagi, Paris et Matignon aussi.";
    assert_eq!(
        organisation(text, Lang::Fr, &["Sénat"]),
        Some("org:senat-fr")
    );
}

#[test]
fn a_party_s_adjective_is_no_people() {
    let text = "The Republican Senate voted in Washington, Trump said.";
    let found = organisation(text, Lang::En, &["Senate"]);
    assert_eq!(found, Some("org:us-senate"));
}

#[test]
fn a_word_is_not_the_country_of_its_capitals() {
    let text = "He told us that the Senate in Abuja had voted.";
    assert_eq!(organisation(text, Lang::En, &["Senate"]), None);
    for text in [
        "The Senate voted, a US official said.",
        "The Senate voted, a U.S. official said.",
    ] {
        let found = organisation(text, Lang::En, &["Senate"]);
        assert_eq!(found, Some("org:us-senate"), "{text}");
    }
    let text = "Le Conseil de sécurité a adopté un plan à Niamey.";
    assert_eq!(organisation(text, Lang::Fr, &["Conseil de sécurité"]), None);
}

#[test]
fn the_broadcaster_of_dublin_is_not_the_french_grid() {
    let text = "The minister told RTÉ in Dublin that he would resign.";
    assert_eq!(organisation(text, Lang::En, &["RTÉ"]), None);
    let text = "RTE, gestionnaire du réseau électrique, alerte.";
    assert_eq!(organisation(text, Lang::Fr, &["RTE"]), Some("org:rte"));
}

#[test]
fn the_republicans_of_the_united_states_are_not_the_french_party() {
    let text = "Les Républicains de Donald Trump ont gagné.";
    assert_eq!(organisation(text, Lang::Fr, &["Républicains"]), None);
    let text = "Les Républicains ont choisi Bruno Retailleau.";
    let found = organisation(text, Lang::Fr, &["Républicains"]);
    assert_eq!(found, Some("org:les-republicains"));
}
