//! A row of a user's list, from the fields of a table or of a JSON object.

use super::list::KnownName;
use crate::document::{Carried, Label};

/// The fields that mean something here; all others are passed on.
const OWN: [&str; 7] = [
    "name", "aliases", "label", "id", "name_fr", "name_en", "find",
];

/// A name from the cells of a table. Empty cells are left out.
pub(super) fn of_cells<'a>(
    cells: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<KnownName, String> {
    let mut name = KnownName::default();
    let mut fields = Vec::new();
    for (column, cell) in cells {
        let cell = cell.trim();
        match column {
            "name" => name.name = cell.to_owned(),
            "aliases" => name.aliases = parted(cell),
            "find" => name.find = yes(cell)?,
            _ if cell.is_empty() => {}
            "label" => name.label = Some(label(cell)?),
            "id" => name.id = Some(cell.to_owned()),
            "name_fr" => name.name_fr = Some(cell.to_owned()),
            "name_en" => name.name_en = Some(cell.to_owned()),
            _ => fields.push((column.to_owned(), quoted(cell))),
        }
    }
    name.fields = Carried(fields);
    checked(name)
}

/// A name from a line of JSON: an object with these fields, or an entity of FollowTheMoney. `None` for an
/// entity that is neither a person nor a body, or has no name.
pub(super) fn of_json(line: &str) -> Result<Option<KnownName>, String> {
    let object: Carried = serde_json::from_str(line)
        .map_err(|error| format!("not a JSON object ({error}): expected one a line"))?;
    let fields = object.0.into_iter().filter(|(_, value)| value != "null");
    let fields: Vec<(String, String)> = fields.collect();
    let has = |name: &str| fields.iter().any(|(field, _)| field == name);
    if has("schema") && has("properties") {
        return of_entity(fields);
    }
    let mut name = KnownName::default();
    let mut passed = Vec::new();
    for (field, value) in fields {
        match field.as_str() {
            "name" => name.name = string(&field, &value)?,
            "aliases" => name.aliases = strings(&field, &value)?,
            "label" => name.label = Some(label(&string(&field, &value)?)?),
            "id" => name.id = Some(identifier(&value)?),
            "name_fr" => name.name_fr = Some(string(&field, &value)?),
            "name_en" => name.name_en = Some(string(&field, &value)?),
            "find" => {
                name.find = match value.as_str() {
                    "true" => true,
                    "false" => false,
                    _ => yes(&string(&field, &value)?)?,
                }
            }
            _ => passed.push((field, value)),
        }
    }
    name.fields = Carried(passed);
    checked(name).map(Some)
}

/// A name from an entity of FollowTheMoney.
fn of_entity(fields: Vec<(String, String)>) -> Result<Option<KnownName>, String> {
    let mut name = KnownName::default();
    let mut passed = Vec::new();
    let mut names = Vec::new();
    for (field, value) in fields {
        match field.as_str() {
            "id" => name.id = Some(identifier(&value)?),
            "schema" => {
                name.label = match string(&field, &value)?.as_str() {
                    "Person" => Some(Label::Person),
                    "Organization" | "Company" | "PublicBody" => Some(Label::Org),
                    // A person or a body.
                    "LegalEntity" => None,
                    _ => return Ok(None),
                };
                passed.push((field, value));
            }
            "properties" => {
                let properties: Carried = serde_json::from_str(&value)
                    .map_err(|_| "properties: expected an object".to_owned())?;
                for (property, value) in properties.0 {
                    match property.as_str() {
                        "name" => names = strings(&property, &value)?,
                        "alias" => name.aliases = strings(&property, &value)?,
                        _ => passed.push((property, value)),
                    }
                }
            }
            _ => {}
        }
    }
    if names.is_empty() {
        return Ok(None);
    }
    name.name = names.remove(0);
    names.append(&mut name.aliases);
    name.aliases = names;
    name.fields = Carried(passed);
    checked(name).map(Some)
}

fn checked(mut name: KnownName) -> Result<KnownName, String> {
    name.aliases.retain(|alias| !alias.trim().is_empty());
    if name.name.trim().is_empty() {
        return Err("no name: expected a field `name` with one".to_owned());
    }
    name.check()?;
    Ok(name)
}

fn parted(names: &str) -> Vec<String> {
    let names = names.split('|').map(str::trim);
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn label(name: &str) -> Result<Label, String> {
    name.parse()
        .map_err(|_| format!("label {name:?}: expected PERSON, ORG or LOC"))
}

fn yes(word: &str) -> Result<bool, String> {
    match word.to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" => Ok(true),
        "false" | "no" | "0" | "" => Ok(false),
        _ => Err(format!("find {word:?}: expected true or false")),
    }
}

fn string(field: &str, value: &str) -> Result<String, String> {
    serde_json::from_str(value).map_err(|_| format!("{field} {}: expected a string", start(value)))
}

/// An identifier: a string, or a number as it stands.
fn identifier(value: &str) -> Result<String, String> {
    let number = value.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    match number {
        true => Ok(value.to_owned()),
        false => string("id", value),
    }
}

/// A list of strings, or one string with `|` between them.
fn strings(field: &str, value: &str) -> Result<Vec<String>, String> {
    if let Ok(one) = serde_json::from_str::<String>(value) {
        return Ok(parted(&one));
    }
    serde_json::from_str(value)
        .map_err(|_| format!("{field} {}: expected a list of strings", start(value)))
}

fn start(value: &str) -> String {
    const SHOWN: usize = 40;
    value.chars().take(SHOWN).collect()
}

fn quoted(cell: &str) -> String {
    serde_json::Value::from(cell).to_string()
}

/// Whether a table has a column for names.
pub(super) fn has_name(columns: &[String]) -> bool {
    columns.iter().any(|column| column == OWN[0])
}

/// The columns that mean something, for an error.
pub(super) fn own_columns() -> String {
    OWN.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::value::RawValue;

    #[test]
    fn cells_become_a_name_and_what_is_passed_on() {
        let cells = [
            ("name", " Awa Sow "),
            ("aliases", "A. Sow| La maire |"),
            ("label", "person"),
            ("id", "Q1"),
            ("find", "yes"),
            ("party", "\"X\"\n1"),
            ("note", ""),
        ];
        let name = of_cells(cells.into_iter()).expect("a name");
        assert_eq!(name.name, "Awa Sow");
        assert_eq!(name.aliases, ["A. Sow", "La maire"]);
        assert_eq!(
            (name.label, name.id.as_deref(), name.find),
            (Some(Label::Person), Some("Q1"), true)
        );
        assert_eq!(name.fields.0.len(), 1);
        let is_json = |value: &str| serde_json::from_str::<&RawValue>(value).is_ok();
        assert!(name.fields.0.iter().all(|(_, value)| is_json(value)));
    }

    #[test]
    fn json_lists_numbers_and_other_fields_stay_as_they_are() {
        let line = r#"{"name": "Awa Sow", "aliases": ["A. Sow"], "label": null, "id": 17, "rank": 1.10, "find": false}"#;
        let name = of_json(line).expect("a name").expect("one");
        assert_eq!(name.aliases, ["A. Sow"]);
        assert_eq!((name.label, name.id.as_deref()), (None, Some("17")));
        assert_eq!(name.fields.0, [("rank".to_owned(), "1.10".to_owned())]);
    }

    #[test]
    fn an_entity_of_followthemoney_is_a_name() {
        let line = r#"{"id": "e1", "schema": "Company", "properties": {"name": ["Acme", "Acme SA"],
            "alias": ["ACM"], "country": ["fr"]}}"#;
        let name = of_json(line).expect("a name").expect("one");
        assert_eq!((name.name.as_str(), name.label), ("Acme", Some(Label::Org)));
        assert_eq!(name.aliases, ["Acme SA", "ACM"]);
        let fields: Vec<&str> = name
            .fields
            .0
            .iter()
            .map(|(field, _)| field.as_str())
            .collect();
        assert_eq!(fields, ["schema", "country"]);
        for other in ["Ownership", "Vessel"] {
            let line = line.replace("Company", other);
            assert_eq!(of_json(&line), Ok(None));
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_what_was_expected() {
        for (line, told) in [
            ("[1]", "expected one a line"),
            (r#"{"id": "1"}"#, "expected a field `name`"),
            (r#"{"name": 3}"#, "expected a string"),
            (
                r#"{"name": "A", "aliases": [3]}"#,
                "expected a list of strings",
            ),
            (
                r#"{"name": "A", "label": "PER"}"#,
                "expected PERSON, ORG or LOC",
            ),
            (
                r#"{"name": "A", "find": "perhaps"}"#,
                "expected true or false",
            ),
            (r#"{"name": "A", "find": true}"#, "find without a label"),
            (r#"{"name": "A", "id": [1]}"#, "expected a string"),
        ] {
            let error = of_json(line).expect_err(line);
            assert!(error.contains(told), "{line}: {error}");
        }
    }
}
