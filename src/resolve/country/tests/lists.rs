//! What words of the lists were taken for.

use super::super::table::Country;
use super::super::{CountryContext, resolve};
use crate::document::Lang;

/// The code of a name in a text, where the model called it a country.
fn code(text: &str, name: &str, lang: Lang) -> Option<&'static str> {
    let start = text.rfind(name).expect("the name is there");
    let context = CountryContext {
        sentence: text,
        span: start..start + name.len(),
        document: None,
        whole: None,
    };
    let value = resolve(name, true, lang, &context);
    value.and_then(|value| value.country).map(Country::code)
}

#[test]
fn towns_of_the_united_states_are_no_countries() {
    for (text, name) in [
        ("A fire broke out in Holland, Mich., on Monday.", "Holland"),
        ("He grew up in Lebanon, New Hampshire, and left.", "Lebanon"),
        ("A man from Palestine, Texas, was shot.", "Palestine"),
        ("The prison in Angola, La., and Greece, N.Y.", "Greece"),
        ("Peru, North Dakota", "Peru"),
    ] {
        assert_eq!(code(text, name, Lang::En), None, "{text}");
    }
    for (text, iso2) in [
        ("Offices in China, New York and London.", "CN"),
        ("Talks between Jordan, Washington and Cairo.", "JO"),
    ] {
        let name = if iso2 == "CN" { "China" } else { "Jordan" };
        assert_eq!(code(text, name, Lang::En), Some(iso2), "{text}");
    }
}

#[test]
fn plurals_and_names_with_an_apostrophe_are_cues() {
    for (text, name, iso2) in [
        ("Les Sud-Coréennes quittent la Corée.", "Corée", "KR"),
        ("Les Nord-Coréennes quittent la Corée.", "Corée", "KP"),
    ] {
        assert_eq!(code(text, name, Lang::Fr), Some(iso2), "{text}");
    }
    let georgia = "En Georgia, les Géorgiennes votent.";
    assert_eq!(code(georgia, "Georgia", Lang::Fr), Some("GE"));
}

#[test]
fn the_european_union_is_not_the_united_states() {
    assert_eq!(code("The EU met.", "EU", Lang::En), None);
    assert_eq!(code("L'EU réunie", "EU", Lang::Fr), None);
    assert_eq!(code("Les É.-U. ont voté.", "É.-U.", Lang::Fr), Some("US"));
}
