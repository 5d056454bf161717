//! Which entries become one row, by which rule.

use super::{ClusterLine, indexed, line, merged, people};

/// The rows of documents that each name one person, as ids and forms.
fn of_people(names: &[&str]) -> Vec<(String, Vec<String>)> {
    let mut rows = merged(&indexed(&people(names)));
    rows.sort();
    rows
}

fn row(id: &str, forms: &[&str]) -> (String, Vec<String>) {
    let forms = forms.iter().map(|&form| form.to_owned());
    (id.to_owned(), forms.collect())
}

/// One man stood in six rows, and the answer to who is named most was wrong.
#[test]
fn one_man_in_several_forms_is_one_row_and_his_family_is_not() {
    let names = [
        "Donald Trump",
        "Donald Trump",
        "DONALD TRUMP",
        "Donald J. Trump",
        "TRUMP Donald",
        "Donald Trump Jr.",
        "Ivanka Trump",
        "Trump",
    ];
    assert_eq!(
        of_people(&names),
        [
            row(
                "person/donald trump",
                &[
                    "Donald Trump",
                    "Donald J. Trump (middle_name)",
                    "TRUMP Donald (name)"
                ]
            ),
            row("person/donald trump jr", &[]),
            row("person/ivanka trump", &[]),
            row("person/trump", &[]),
        ]
    );
}

#[test]
fn spellings_of_one_person_are_one_row() {
    let names = [
        "Viktor Orbán",
        "Viktor Orban",
        "Orbán Viktor",
        "Volodymyr Zelensky",
        "Volodymyr Zelenskiy",
        "Éric Ciotti",
        "Eric Ciotti",
        "Jean Martin",
        "Jean Marin",
    ];
    assert_eq!(
        of_people(&names),
        [
            row("person/eric ciotti", &[]),
            row("person/jean marin", &[]),
            row("person/jean martin", &[]),
            row(
                "person/viktor orban",
                &["Viktor Orbán", "Orbán Viktor (name)"]
            ),
            row(
                "person/volodymyr zelenskiy",
                &["Volodymyr Zelenskiy", "Volodymyr Zelensky (spelling)"]
            ),
        ]
    );
}

#[test]
fn a_name_that_fits_two_people_stays_apart() {
    let rows = of_people(&["Ruth Abernathy", "Ruth E. Abernathy", "Ruth M. Abernathy"]);
    assert_eq!(rows.len(), 3, "{rows:?}");
    // `Alex` is short for either.
    let rows = of_people(&["Alex Vauzelle", "Alexis Vauzelle", "Alexandre Vauzelle"]);
    assert_eq!(rows.len(), 3, "{rows:?}");
}

#[test]
fn a_document_that_ties_a_name_to_one_of_two_people_decides() {
    let mut lines = people(&["Ruth Abernathy", "Ruth E. Abernathy", "Ruth M. Abernathy"]);
    let surfaces: &[&str] = &["Ruth E. Abernathy", "Ruth Abernathy"];
    lines.push(line("", &[("PERSON", "Ruth E. Abernathy", None, surfaces)]));
    let rows = indexed(&lines);
    assert_eq!(
        merged(&rows),
        [
            row(
                "person/ruth e abernathy",
                &["Ruth E. Abernathy", "Ruth Abernathy (middle_name)"]
            ),
            row("person/ruth m abernathy", &[]),
        ]
    );
    assert_eq!((rows[0].documents, rows[0].mentions), (3, 4));
}

#[test]
fn where_many_bear_a_surname_names_that_contain_one_another_stay_apart() {
    let others = ["Awa", "Fatou", "Issa", "Moussa", "Salif", "Aminata"];
    let mut names: Vec<String> = others
        .iter()
        .map(|given| format!("{given} Diallo"))
        .collect();
    names.extend(["Mamadou Diallo", "Mamadou Alpha Diallo"].map(str::to_owned));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(of_people(&names).len(), 8);
    // The same two where nobody else has the surname.
    assert_eq!(of_people(&names[6..]).len(), 1);
}

#[test]
fn a_key_joins_names_and_a_name_without_a_key_joins_it() {
    let key = Some("person:vladimir-putin");
    let rows = indexed(&[
        line(
            "",
            &[("PERSON", "Vladimir Poutine", key, &["Vladimir Poutine"])],
        ),
        line(
            "",
            &[(
                "PERSON",
                "Vladimir Putin",
                key,
                &["Vladimir Putin", "Putin"],
            )],
        ),
        line(
            "",
            &[("PERSON", "VLADIMIR PUTIN", None, &["VLADIMIR PUTIN"])],
        ),
        line("", &[("PERSON", "Putin", None, &["Putin"])]),
    ]);
    assert_eq!(
        merged(&rows),
        [
            row(
                "person:vladimir-putin",
                &[
                    "Vladimir Putin",
                    "Vladimir Poutine (key)",
                    "VLADIMIR PUTIN (known_name)"
                ]
            ),
            row("person/putin", &[]),
        ]
    );
    assert!(!rows[0].partial && rows[1].partial);
}

#[test]
fn two_keys_are_two_people_and_a_name_of_both_is_neithers() {
    let person = |name: &'static str, key: Option<&'static str>| -> String {
        let cluster: ClusterLine = ("PERSON", name, key, &["x"]);
        line("", &[cluster])
    };
    let rows = indexed(&[
        person("Jean Vauzelle", Some("person:a")),
        person("Jean Vauzelle", Some("person:b")),
        person("Jean Vauzelle", None),
        person("Jean M. Vauzelle", None),
    ]);
    assert_eq!(rows.len(), 4, "{:?}", merged(&rows));
}

#[test]
fn an_acronym_joins_what_a_document_spells_out_unless_it_means_two_things() {
    let party: ClusterLine = ("ORG", "Parti des bois", None, &["Parti des bois", "PDB"]);
    let bank: ClusterLine = ("ORG", "Poste du Bourg", None, &["Poste du Bourg", "PDB"]);
    let alone: ClusterLine = ("ORG", "PDB", None, &["PDB"]);
    let rows = indexed(&[line("", &[party]), line("", &[alone]), line("", &[alone])]);
    assert_eq!(
        merged(&rows),
        [row("org/pdb", &["PDB", "Parti des bois (acronym)"])]
    );
    let rows = indexed(&[line("", &[party]), line("", &[alone]), line("", &[bank])]);
    assert_eq!(rows.len(), 3);
}

/// `BBC Third Programme` was all that the BBC was.
#[test]
fn an_acronym_within_a_longer_name_is_not_what_it_stands_for() {
    let channel: ClusterLine = (
        "ORG",
        "XBC Third Programme",
        None,
        &["XBC Third Programme", "XBC"],
    );
    let alone: ClusterLine = ("ORG", "XBC", None, &["XBC"]);
    assert_eq!(
        indexed(&[line("", &[channel]), line("", &[alone])]).len(),
        2
    );
}

#[test]
fn an_identity_that_a_document_leaves_open_joins_nothing() {
    let party: ClusterLine = (
        "ORG",
        "Parti des bois",
        Some("org:bois"),
        &["Parti des bois", "PDB"],
    );
    let alone: ClusterLine = ("ORG", "PDB", None, &["PDB"]);
    let mut open: serde_json::Value = serde_json::from_str(&line("", &[alone])).expect("JSON");
    open["clusters"][0]["alternatives"] = serde_json::json!(["org:bois", "org:bourg"]);
    let rows = indexed(&[line("", &[party]), open.to_string()]);
    assert_eq!(rows.len(), 2);
}

/// A document that has two forms of one row counted twice.
#[test]
fn a_document_counts_once_for_a_row() {
    let forms: [ClusterLine; 2] = [
        ("PERSON", "Ruth Abernathy", Some("Q1"), &["Ruth Abernathy"]),
        ("PERSON", "Ruth Waters", Some("Q1"), &["Ruth Waters"]),
    ];
    let rows = indexed(&[line("", &forms), line("", &forms[..1])]);
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].documents, rows[0].mentions), (2, 3));
    assert_eq!(rows[0].forms[1].documents, 1);
}

/// `George Bush père` and `George W. Bush` stood in one article, and in one row.
#[test]
fn two_people_of_one_document_are_never_one_row() {
    let names = [["Mamadou Diallo"], ["Mamadou Alpha Diallo"]];
    let clusters = names
        .each_ref()
        .map(|name| -> ClusterLine { ("PERSON", name[0], None, name) });
    let together = merged(&indexed(&[line("", &clusters)]));
    assert_eq!(together.len(), 2, "{together:?}");
    let documents = clusters.map(|cluster| line("", &[cluster]));
    assert_eq!(merged(&indexed(&documents)).len(), 1);
}
