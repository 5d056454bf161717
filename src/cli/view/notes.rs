//! What a mention stands for, in a few words.

use griot::{Cluster, Label, Lang, Mention, Value};

/// The label, then the value: `COUNTRY ML`, `DATE 2025-07-07`, `PERSON = Assimi Goïta`.
pub fn note(mention: &Mention, cluster: Option<&Cluster>, lang: Lang) -> String {
    let mut note = mention.label.as_str().to_owned();
    if let Some(value) = value(mention, cluster, lang) {
        note.push(' ');
        note.push_str(&value);
    }
    if mention.furniture {
        note.push_str(" (furniture)");
    }
    note
}

fn value(mention: &Mention, cluster: Option<&Cluster>, lang: Lang) -> Option<String> {
    match mention.value.as_deref() {
        Some(Value::Country { iso2, .. }) => Some(iso2.to_string()),
        Some(Value::OpenCountry { alternatives, .. }) if !alternatives.is_empty() => {
            Some(format!("{}?", alternatives.join("/")))
        }
        Some(Value::CountryOf { iso2, .. }) => Some(format!("in {iso2}")),
        Some(Value::Date(date)) => match (&date.value, &date.modifier) {
            (Some(value), Some(modifier)) => Some(format!("{value} {modifier}")),
            (value, _) => value.clone(),
        },
        Some(known @ Value::Known { .. }) => {
            let name = known.name(lang).filter(|name| *name != mention.text);
            name.map(|name| format!("= {name}"))
        }
        _ => name(mention, cluster?, lang).map(|name| format!("= {name}")),
    }
}

/// The full name of a person or an organisation, if the mention is a shorter one.
fn name<'a>(mention: &Mention, cluster: &'a Cluster, lang: Lang) -> Option<&'a str> {
    if !matches!(mention.label, Label::Person | Label::Org) {
        return None;
    }
    let known = match lang {
        Lang::Fr => &cluster.name_fr,
        Lang::En => &cluster.name_en,
    };
    let name = known.as_deref().unwrap_or(&cluster.name);
    (name != mention.text).then_some(name)
}
