//! Demonyms counted in text, and the document's countries.

use super::super::demonym::DemonymCount;
use super::super::{CountryContext, CountryValue, count_demonyms, resolve, summary};
use crate::document::Lang;

/// Codes and counts, `?` for what stayed open.
fn counted(text: &str, lang: Lang) -> Vec<(&'static str, u32)> {
    let code = |one: &DemonymCount| one.country.map_or("?", |country| country.code());
    count_demonyms(text, lang)
        .iter()
        .map(|one| (code(one), one.count))
        .collect()
}

#[test]
fn french_forms() {
    for (text, counts) in [
        (
            "Le Malien, la Malienne, les soldats maliens et maliennes",
            vec![("ML", 4)],
        ),
        (
            "un Burkinabè, deux burkinabés, trois BURKINABÈ",
            vec![("BF", 3)],
        ),
        (
            "un journaliste nigérien et un médecin nigérian",
            vec![("NE", 1), ("NG", 1)],
        ),
        ("les relations franco-maliennes", vec![("ML", 1)]),
        (
            "sud-africains, sud-coréenne, Nord-Coréens",
            vec![("KP", 1), ("KR", 1), ("ZA", 1)],
        ),
        ("les pays latino-américains et sud-américains", vec![]),
        ("la présidente argentine à Buenos Aires", vec![("AR", 1)]),
        ("L'Argentine et la Suisse, puis les Philippines", vec![]),
        ("la diplomatie suisse, les Suisses", vec![("CH", 2)]),
        ("La République dominicaine, la République tchèque", vec![]),
        (
            "la Guyane française, la Polynésie française, l'océan Indien",
            vec![],
        ),
        (
            "un officier équato-guinéen, un officier guinéen",
            vec![("GN", 1), ("GQ", 1)],
        ),
        ("l'armée américaine", vec![("US", 1)]),
        ("l'armée congolaise", vec![("?", 1)]),
        ("l'armée congolaise à Goma", vec![("CD", 1)]),
        ("à Brazzaville, la police congolaise", vec![("CG", 1)]),
        ("un vin coréen", vec![("?", 1)]),
        ("À Séoul, la presse coréenne", vec![("KR", 1)]),
        (
            "le soldat soviétique de l'Union soviétique",
            vec![("SUHH", 1)],
        ),
        ("d’anciens est-allemands", vec![("DDDE", 1)]),
        ("Le Niger et le malentendu", vec![]),
        ("", vec![]),
    ] {
        assert_eq!(counted(text, Lang::Fr), counts, "{text}");
    }
}

#[test]
fn english_forms() {
    for (text, counts) in [
        ("Malians and a Malian minister", vec![("ML", 2)]),
        ("Polish voters polish their shoes", vec![("PL", 1)]),
        ("turkey, china, swede, finn and french fries", vec![]),
        (
            "Nigerien troops met Nigerian traders",
            vec![("NE", 1), ("NG", 1)],
        ),
        (
            "South African and South Korean firms",
            vec![("KR", 1), ("ZA", 1)],
        ),
        ("Latin American and South American leaders", vec![]),
        (
            "American and African American voters",
            vec![("US", 1), ("US", 1)],
        ),
        (
            "The Dutch, the Swiss and a Frenchman speak French",
            vec![("CH", 1), ("FR", 2), ("NL", 1)],
        ),
        (
            "the Indian Ocean, the English Channel, French Guiana",
            vec![],
        ),
        ("British Columbia, the British Virgin Islands", vec![]),
        ("the North Pole and a Pole", vec![("PL", 1)]),
        ("Congolese troops left Goma", vec![("CD", 1)]),
        ("a Korean film", vec![("?", 1)]),
        ("the Czech Republic and the Czechs", vec![("CZ", 1)]),
        ("the Soviet Union and a Soviet general", vec![("SUHH", 1)]),
        ("Turks & Caicos, Turks and Caicos", vec![]),
        (
            "Sri Lankans, Costa Ricans and New Zealanders",
            vec![("CR", 1), ("LK", 1), ("NZ", 1)],
        ),
    ] {
        assert_eq!(counted(text, Lang::En), counts, "{text}");
    }
}

#[test]
fn what_was_assumed_is_said() {
    let rules = |text| {
        count_demonyms(text, Lang::En)
            .iter()
            .map(|one| one.rule)
            .collect::<Vec<_>>()
    };
    assert_eq!(rules("An American flag"), ["american-us"]);
    assert_eq!(rules("A Congolese flag"), ["congolese-open"]);
    let open = count_demonyms("A Congolese flag", Lang::En);
    assert_eq!(open[0].alternatives, ["CD", "CG"]);
}

#[test]
fn a_document_s_countries_are_sorted_by_weight() {
    let text = "Le Mali et le Niger accusent la France. Les Maliens et l'armée malienne attendent.";
    let values: Vec<CountryValue> = ["Mali", "Niger", "France"]
        .iter()
        .filter_map(|name| {
            let start = text.find(name)?;
            let span = start..start + name.len();
            resolve(
                name,
                true,
                Lang::Fr,
                &CountryContext {
                    sentence: text,
                    span,
                    document: None,
                    whole: None,
                },
            )
        })
        .collect();
    let rows = summary(&values, &count_demonyms(text, Lang::Fr));
    let seen: Vec<_> = rows
        .iter()
        .map(|row| (row.country.iso2, row.mentions, row.demonyms))
        .collect();
    assert_eq!(seen, [("ML", 1, 2), ("FR", 1, 0), ("NE", 1, 0)]);
    assert_eq!(summary([], &[]), []);
}
