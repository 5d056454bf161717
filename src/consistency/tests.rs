use super::*;
use crate::decode::Readings;
use crate::found::placed;

/// The mentions as `agree` leaves them; `person` is the last one's probability of being a person.
fn agreed(text: &str, found: &[(&str, Label)], person: f32) -> Vec<(String, Label, f32)> {
    let mut found = placed(text, found, 0.95);
    let last = found.last_mut().expect("a mention");
    if last.label != Label::Person {
        last.readings = Readings::only(Label::Person, person);
    }
    agree(text, Lang::Fr, &mut found);
    found
        .into_iter()
        .map(|mention| (text[mention.range].to_owned(), mention.label, mention.score))
        .collect()
}

/// The label of the last mention, as `agree` leaves it.
fn last(text: &str, found: &[(&str, Label)], person: f32) -> Label {
    agreed(text, found, person).last().expect("a mention").1
}

#[test]
fn a_surname_read_as_a_place_is_the_person_named_in_full() {
    let text = "Assimi Goïta est arrivé. Plus tard, Goïta a parlé.";
    let found = [("Assimi Goïta", Label::Person), ("Goïta", Label::Loc)];
    assert_eq!(last(text, &found, 0.0), Label::Person);
}

#[test]
fn a_place_that_one_goes_to_stays_a_place() {
    for (text, full, place) in [
        (
            "Whitney Houston chante à Houston.",
            "Whitney Houston",
            "Houston",
        ),
        ("Jean Paris est arrivé à Paris.", "Jean Paris", "Paris"),
        (
            "M. Roland Gap, attendu à Gap, a parlé.",
            "Roland Gap",
            "Gap",
        ),
    ] {
        let found = [(full, Label::Person), (place, Label::Loc)];
        assert_eq!(last(text, &found, 0.1), Label::Loc, "{text}");
    }
}

#[test]
fn what_is_given_to_a_person_does_not_make_her_a_place() {
    let text = "Assimi Goïta est là. Le texte accorde à Goïta un mandat.";
    let found = [("Assimi Goïta", Label::Person), ("Goïta", Label::Loc)];
    assert_eq!(last(text, &found, 0.0), Label::Person);
    let text = "Assimi Goïta est là. Goïta parle. Il est allé vers Goïta.";
    let found = [
        ("Assimi Goïta", Label::Person),
        ("Goïta", Label::Person),
        ("Goïta", Label::Loc),
    ];
    assert_eq!(last(text, &found, 0.0), Label::Person);
}

#[test]
fn a_company_that_bears_a_surname_stays_a_company() {
    let text = "Bill Ford préside le conseil. Ford supprime 3 000 emplois.";
    let found = [("Bill Ford", Label::Person), ("Ford", Label::Org)];
    assert_eq!(last(text, &found, 0.01), Label::Org);
    let text = "Bill Ford préside le conseil. Ford est là. Ford supprime des emplois.";
    let found = [
        ("Bill Ford", Label::Person),
        ("Ford", Label::Person),
        ("Ford", Label::Org),
    ];
    assert_eq!(last(text, &found, 0.01), Label::Org);
    let text = "Gerald Ford est élu. Le président Ford parle.";
    let found = [("Gerald Ford", Label::Person), ("Ford", Label::Org)];
    assert_eq!(last(text, &found, 0.01), Label::Person);
}

#[test]
fn a_known_place_is_a_person_where_the_document_calls_her_so() {
    let text = "Didier Mars est élu. Mars sourit. Mars l'a dit.";
    let found = [("Didier Mars", Label::Person), ("Mars", Label::Loc)];
    assert_eq!(last(text, &found, 0.01), Label::Loc);
    let found = [
        ("Didier Mars", Label::Person),
        ("Mars", Label::Person),
        ("Mars", Label::Loc),
    ];
    assert_eq!(last(text, &found, 0.01), Label::Person);
}

#[test]
fn the_score_of_a_relabelled_mention_is_not_the_old_label_s() {
    let text = "Assimi Goïta est arrivé. Plus tard, Goïta a parlé.";
    let found = [("Assimi Goïta", Label::Person), ("Goïta", Label::Loc)];
    assert_eq!(agreed(text, &found, 0.2)[1].2, RULE_SCORE);
    assert_eq!(agreed(text, &found, 0.97)[1].2, 0.97);
}

#[test]
fn the_particle_of_a_surname_is_let_in() {
    let text = "Anicet Le Pors a parlé. Le Pors est ingénieur.";
    let found = [("Anicet Le Pors", Label::Person), ("Pors", Label::Org)];
    let second = agreed(text, &found, 0.1).remove(1);
    assert_eq!((second.0.as_str(), second.1), ("Le Pors", Label::Person));
}

#[test]
fn a_first_name_does_not_speak_for_others() {
    let text = "Paris Hilton est venue. Paris dort.";
    let found = [("Paris Hilton", Label::Person), ("Paris", Label::Loc)];
    assert_eq!(last(text, &found, 0.0), Label::Loc);
}

/// The labels of some mentions, each with the model's score, as `agree` leaves them.
fn labels(text: &str, parts: &[(&str, Label, f32)]) -> Vec<Label> {
    let places: Vec<(&str, Label)> = parts
        .iter()
        .map(|&(part, label, _)| (part, label))
        .collect();
    let mut found = placed(text, &places, 0.95);
    for (mention, &(_, label, score)) in found.iter_mut().zip(parts) {
        mention.score = score;
        mention.readings = Readings::only(label, score);
    }
    agree(text, Lang::Fr, &mut found);
    found.into_iter().map(|mention| mention.label).collect()
}

/// `Tombouctou` was a person once among three places.
#[test]
fn an_unsure_label_gives_way_to_the_others_of_the_name() {
    use Label::{Loc, Org, Person};
    let text = "Tombouctou dort. Tombouctou rit. Tombouctou part.";
    let once = |own: (Label, f32), others: (Label, f32)| {
        let name = "Tombouctou";
        let parts = [
            (name, others.0, others.1),
            (name, own.0, own.1),
            (name, others.0, others.1),
        ];
        labels(text, &parts)[1]
    };
    assert_eq!(once((Person, 0.78), (Loc, 0.99)), Loc);
    assert_eq!(once((Org, 0.6), (Person, 0.95)), Person);
    // Sure on both sides, or unsure on both.
    assert_eq!(once((Person, 0.95), (Loc, 0.99)), Person);
    assert_eq!(once((Person, 0.6), (Loc, 0.8)), Person);
    // Not against all others.
    let parts = [
        ("Tombouctou", Loc, 0.99),
        ("Tombouctou", Person, 0.7),
        ("Tombouctou", Person, 0.7),
    ];
    assert_eq!(labels(text, &parts), [Loc, Person, Person]);
    // A title says more than the others.
    let text = "Tombouctou dort. Le général Tombouctou rit.";
    let parts = [("Tombouctou", Loc, 0.99), ("Tombouctou", Person, 0.7)];
    assert_eq!(labels(text, &parts), [Loc, Person]);
    // Two countries are a matter of their table.
    let parts = [
        ("Tombouctou", Label::Country, 0.99),
        ("Tombouctou", Loc, 0.7),
    ];
    assert_eq!(labels(text, &parts), [Label::Country, Loc]);
}

/// `ma chère Gallimard` was the publisher.
#[test]
fn a_name_that_is_addressed_is_no_organisation() {
    let org = |text: &str, name: &str| labels(text, &[(name, Label::Org, 0.95)])[0];
    for text in [
        "« Écoutez, ma chère Gallimard, c'est fini. »",
        "Mme Gallimard a parlé.",
        "Mon cher Gallimard, venez.",
    ] {
        assert_eq!(org(text, "Gallimard"), Label::Person, "{text}");
    }
    for text in ["La chère Gallimard publie.", "Gallimard publie Proust."] {
        assert_eq!(org(text, "Gallimard"), Label::Org, "{text}");
    }
    assert_eq!(org("Ma chère SNCF, adieu.", "SNCF"), Label::Org);
}

/// `Paris,` without a space 100,000 times took more than a minute: all of it stood before each.
#[test]
fn a_word_before_a_mention_is_looked_for_nearby_only() {
    let steps = |count: usize| {
        let text = format!("Jean Paris a quitté Lyon{}", ",Paris".repeat(count));
        let mut parts = vec![("Jean Paris", Label::Person), ("Lyon", Label::Loc)];
        parts.extend(std::iter::repeat_n(("Paris", Label::Loc), count));
        let mut found = placed(&text, &parts, 0.95);
        crate::work::of(|| agree(&text, Lang::Fr, &mut found))
    };
    let (once, twice) = (steps(2_000), steps(4_000));
    assert!(
        once > 0 && 2 * twice <= 5 * once,
        "{once} and {twice} steps"
    );
}
