//! What a mention stands for, in a few words.

use griot::{Document, Label, Lang, Mention, Value};

/// The label, then the value: `COUNTRY ML`, `DATE 2025-07-07`, `PERSON = Assimi Goïta`.
pub fn note(mention: &Mention, document: &Document) -> String {
    let mut note = mention.label.as_str().to_owned();
    if let Some(value) = value(mention, document) {
        note.push(' ');
        note.push_str(&value);
    }
    if mention.furniture {
        note.push_str(" (furniture)");
    }
    note
}

fn value(mention: &Mention, document: &Document) -> Option<String> {
    match mention.value.as_deref() {
        Some(Value::Country { iso2, .. }) => Some((*iso2).to_owned()),
        Some(Value::OpenCountry { alternatives, .. }) if !alternatives.is_empty() => {
            Some(format!("{}?", alternatives.join("/")))
        }
        Some(Value::CountryOf { iso2, .. }) => Some(format!("in {iso2}")),
        Some(Value::Date(date)) => match (&date.value, date.modifier) {
            (Some(value), Some(modifier)) => Some(format!("{value} {modifier}")),
            (value, _) => value.clone(),
        },
        _ => name(mention, document).map(|name| format!("= {name}")),
    }
}

/// The full name of a person or an organisation, where the mention is a shorter one.
fn name<'a>(mention: &Mention, document: &'a Document) -> Option<&'a str> {
    if !matches!(mention.label, Label::Person | Label::Org) {
        return None;
    }
    let cluster = document.clusters.get(mention.cluster?)?;
    let known = match document.lang {
        Lang::Fr => cluster.name_fr,
        Lang::En => cluster.name_en,
    };
    let name = known.unwrap_or(&cluster.name);
    (name != mention.text).then_some(name)
}
