//! FollowTheMoney entities, as Aleph and its kin read them (`docs/network.md`).

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use super::ftm_entity::{FtmEntity, FtmType, country, hash, hashed, id};
use crate::document::{Label, Lang};
use crate::index::links::DocumentLinks;
use crate::index::mentions::KeptDocument;
use crate::index::{Entity, Indexed, is_day};
use crate::known;

/// The most forms of a row that become names of its entity: those of most mentions.
const FORMS: usize = 50;

/// A row, to what names it.
#[derive(Clone, Copy)]
struct FtmRow {
    id: u128,
    /// `None` for a date, which has no entity.
    schema: Option<&'static str>,
    label: Label,
}

/// What the documents need to know of the rows.
#[derive(Default)]
struct FtmRows {
    of: Vec<FtmRow>,
    /// The codes of countries, by row.
    countries: HashMap<usize, String>,
}

/// Writes the rows, then each document followed by what ties it to them.
pub(super) fn write(indexed: &mut Indexed, output: &mut dyn Write) -> io::Result<()> {
    let mut rows = FtmRows::default();
    for entity in indexed.rows().map_err(io::Error::other)? {
        let entity = entity.map_err(io::Error::other)?;
        let row = FtmRow {
            id: hash(&["entity", &entity.id]),
            schema: schema(&entity),
            label: entity.label,
        };
        if let Some(schema) = row.schema {
            row_entity(&entity, schema, &hashed(row.id)).write(output)?;
        }
        if let (Label::Country, Some(code)) = (entity.label, country_of(&entity)) {
            rows.countries.insert(rows.of.len(), code);
        }
        rows.of.push(row);
    }
    indexed.each_document(|number, links, document| {
        document_entities(&rows, number, &links, document, &mut *output)
    })
}

/// The schema of a row: of an organisation, by its kind in the table of known ones. For a place or a
/// country, Address is what every version has.
fn schema(entity: &Entity) -> Option<&'static str> {
    match entity.label {
        Label::Person => Some("Person"),
        Label::Org => Some(match entity.key.as_deref().and_then(known::kind) {
            Some("bank" | "company") => "Company",
            Some("agency" | "army" | "court" | "ministry") => "PublicBody",
            _ => "Organization",
        }),
        Label::Country | Label::Loc => Some("Address"),
        Label::Date => None,
    }
}

/// The entity of a row.
fn row_entity<'a>(entity: &Entity, schema: &'static str, id: &'a str) -> FtmEntity<'a> {
    let mut made = FtmEntity::new(schema, id);
    made.add_name("name", &entity.name);
    if schema == "Address" {
        made.add("full", FtmType::Address, &entity.name);
    }
    if let Some(code) = country_of(entity) {
        made.add("country", FtmType::Exact, &code);
    }
    for name in [&entity.name_fr, &entity.name_en].into_iter().flatten() {
        made.add_name("alias", name);
    }
    let mut forms: Vec<(&String, &u64)> = entity.variants.iter().collect();
    forms.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
    for (form, _) in forms.into_iter().take(FORMS) {
        made.add_name(form_property(entity.label, form), form);
    }
    if let Some(number) = entity.key.as_deref().filter(|key| is_wikidata(key)) {
        made.add("wikidataId", FtmType::Exact, number);
    }
    if entity.partial {
        let note = "a bare surname or first name, perhaps of several people";
        made.add("notes", FtmType::Text, note);
    }
    made
}

/// Where a form goes: one that others may have too is not matched against lists.
fn form_property(label: Label, form: &str) -> &'static str {
    let one_word = !form.trim().contains(char::is_whitespace);
    match label {
        Label::Person if one_word => "weakAlias",
        Label::Org if one_word && !form.chars().any(char::is_lowercase) => "weakAlias",
        _ => "alias",
    }
}

/// The code of a state, former or not, or of a territory.
fn country_of(entity: &Entity) -> Option<String> {
    match entity.label {
        Label::Country => country(entity.key.as_deref()?),
        Label::Loc => country(entity.iso2.as_deref()?),
        _ => None,
    }
}

fn is_wikidata(key: &str) -> bool {
    let number = key.strip_prefix('Q').unwrap_or_default();
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) && !number.starts_with('0')
}

/// A document, and a Mention for each person and organisation that it names. A Mention cannot point to an
/// Address: places get an UnknownLink.
fn document_entities(
    rows: &FtmRows,
    number: usize,
    links: &DocumentLinks,
    document: KeptDocument,
    output: &mut dyn Write,
) -> io::Result<()> {
    let number = number.to_string();
    let document_id = match &links.id {
        Some(name) => id(&["document", name]),
        None => id(&["document", "", &number]),
    };
    let schema = match document.text {
        Some(_) => "PlainText",
        None => "Document",
    };
    let mut made = FtmEntity::new(schema, &document_id);
    let unnamed = || format!("document-{number}");
    let name = links.id.clone().unwrap_or_else(unnamed);
    made.add("fileName", FtmType::String, &name);
    if let Some(title) = &links.title {
        made.add("title", FtmType::String, title);
    }
    if let Some(date) = links.date.as_deref().filter(|date| is_day(date)) {
        made.add("publishedAt", FtmType::Exact, date);
    }
    let lang = match links.lang {
        Lang::Fr => "fra",
        Lang::En => "eng",
    };
    made.add("language", FtmType::Exact, lang);
    if let Some(text) = &document.text {
        made.add("mimeType", FtmType::Exact, "text/plain");
        made.add("bodyText", FtmType::Text, text);
    }
    // The forms of each row in this document.
    let mut named: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for mention in document
        .mentions
        .iter()
        .filter(|mention| !mention.furniture)
    {
        if let Some(row) = mention.row {
            named.entry(row).or_default().push(&mention.text);
        }
    }
    for (row, forms) in &named {
        let (property, kind) = match rows.of.get(*row).map(|row| row.label) {
            Some(Label::Person) => ("peopleMentioned", FtmType::Name),
            Some(Label::Org) => ("companiesMentioned", FtmType::Name),
            Some(Label::Loc) => ("locationMentioned", FtmType::Address),
            Some(Label::Country) => {
                if let Some(code) = rows.countries.get(row) {
                    made.add("detectedCountry", FtmType::Exact, code);
                }
                continue;
            }
            Some(Label::Date) | None => continue,
        };
        for form in forms {
            made.add(property, kind, form);
        }
    }
    made.write(output)?;
    for (row, forms) in named {
        let Some(FtmRow {
            id: entity,
            schema: Some(schema),
            label,
        }) = rows.of.get(row).copied()
        else {
            continue;
        };
        let entity = hashed(entity);
        let link_id = id(&["mention", &document_id, &entity]);
        match label {
            Label::Person | Label::Org => {
                let mut mention = FtmEntity::new("Mention", &link_id);
                mention.add("document", FtmType::Exact, &document_id);
                mention.add("resolved", FtmType::Exact, &entity);
                mention.add("detectedSchema", FtmType::Exact, schema);
                for form in forms {
                    mention.add("name", FtmType::Name, form);
                }
                mention.write(output)?;
            }
            _ => {
                let mut link = FtmEntity::new("UnknownLink", &link_id);
                link.add("subject", FtmType::Exact, &entity);
                link.add("object", FtmType::Exact, &document_id);
                link.add("role", FtmType::String, "named in");
                link.write(output)?;
            }
        }
    }
    Ok(())
}
