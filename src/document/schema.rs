//! The JSON Schemas in `docs/`, made from the types.
//!
//! `GRIOT_WRITE_SCHEMA=1 cargo test --lib schema` rewrites them; without it, they are compared.

use std::path::Path;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::Document;

/// Compares a schema with its file in the repository, or writes it there.
pub(crate) fn check<T: JsonSchema>(file: &str, id: &str) {
    let mut schema = schema_of::<T>();
    schema["$id"] = id.into();
    let made = serde_json::to_string_pretty(&schema).expect("JSON") + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("GRIOT_WRITE_SCHEMA").is_some() {
        std::fs::write(&path, made).expect("written");
        return;
    }
    let kept = std::fs::read_to_string(&path).expect("the schema");
    assert!(
        kept == made,
        "{file} does not match the types: run GRIOT_WRITE_SCHEMA=1 cargo test --lib schema"
    );
}

/// The schema of what is written.
fn schema_of<T: JsonSchema>() -> Value {
    let generator = SchemaSettings::draft07().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<T>().to_value();
    without_null(&mut schema);
    schema
}

/// Unknown values are left out, never null; and links to Rust items mean nothing to other readers.
fn without_null(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(without_null),
        Value::Object(object) => {
            if let Some(Value::String(text)) = object.get_mut("description") {
                while let Some((before, (name, target))) = text
                    .split_once('[')
                    .and_then(|(before, link)| Some((before, link.split_once("](")?)))
                {
                    let behind = target.split_once(')').map_or("", |target| target.1);
                    *text = format!("{before}{name}{behind}");
                }
            }
            if let Some(Value::Array(types)) = object.get_mut("type") {
                types.retain(|name| name != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    object.insert("type".to_owned(), only);
                }
            }
            if let Some(Value::Array(any)) = object.get_mut("anyOf") {
                any.retain(|one| one.get("type").is_none_or(|name| name != "null"));
                if let [Value::Object(only)] = any.as_slice() {
                    let only = only.clone();
                    object.remove("anyOf");
                    object.extend(only);
                }
            }
            object.values_mut().for_each(without_null);
        }
        _ => {}
    }
}

#[test]
fn the_schema_of_a_document_is_that_of_its_types() {
    check::<Document>("docs/griot-1.schema.json", "griot/1");
}

/// The columns of Arrow and Parquet are written by hand; here they are checked against the types.
#[cfg(feature = "arrow")]
mod columns {
    use std::collections::BTreeMap;

    use arrow_schema::{DataType, Fields};
    use serde_json::Value;

    use super::*;

    struct Root(Value);

    impl Root {
        fn resolved<'a>(&'a self, schema: &'a Value) -> &'a Value {
            let target = schema["$ref"]
                .as_str()
                .and_then(|path| path.strip_prefix('#'));
            let target = target.or_else(|| schema["allOf"][0]["$ref"].as_str()?.strip_prefix('#'));
            target.map_or(schema, |pointer| {
                self.0.pointer(pointer).expect("a definition")
            })
        }

        /// The properties of an object, or of all its alternatives, and whether each is required.
        fn properties<'a>(&'a self, schema: &'a Value) -> BTreeMap<&'a str, (&'a Value, bool)> {
            let schema = self.resolved(schema);
            let mut found = BTreeMap::new();
            for one in schema["anyOf"].as_array().into_iter().flatten() {
                found.extend(self.properties(one));
            }
            let required = schema["required"].as_array();
            for (name, property) in schema["properties"].as_object().into_iter().flatten() {
                let always = required.is_some_and(|names| names.iter().any(|one| one == name));
                found.insert(name, (property, always));
            }
            found
        }

        fn assert_columns(&self, schema: &Value, columns: &Fields, without: &[&str]) {
            let mut properties = self.properties(schema);
            properties.retain(|name, _| !without.contains(name));
            let mut names: Vec<&str> = columns.iter().map(|f| f.name().as_str()).collect();
            names.sort_unstable();
            assert_eq!(names, properties.keys().copied().collect::<Vec<_>>());
            for column in columns {
                let (property, required) = properties[column.name().as_str()];
                // A bare text has no id; a record or a row has one.
                let always = required || column.name() == "id";
                assert!(
                    always || column.is_nullable(),
                    "{column} is not always there"
                );
                let property = self.resolved(property);
                let of_enum = property["oneOf"][0]["type"].as_str();
                let kind = property["type"].as_str().or(of_enum);
                match column.data_type() {
                    DataType::Struct(inner) => self.assert_columns(property, inner, &[]),
                    DataType::List(item) => {
                        assert_eq!(kind, Some("array"), "{column}");
                        if let DataType::Struct(inner) = item.data_type() {
                            self.assert_columns(&property["items"], inner, &[]);
                        }
                    }
                    // What the user's list says more is an object, in text as the carried fields.
                    DataType::Utf8 if column.name() == "fields" => {
                        assert_eq!(kind, Some("object"), "{column}")
                    }
                    DataType::Utf8 => {
                        assert!(matches!(kind, Some("string")), "{column}: {property}")
                    }
                    DataType::Int64 => assert_eq!(kind, Some("integer"), "{column}"),
                    DataType::Float64 => assert_eq!(kind, Some("number"), "{column}"),
                    DataType::Boolean => assert_eq!(kind, Some("boolean"), "{column}"),
                    other => panic!("{column}: {other}"),
                }
            }
        }
    }

    #[test]
    fn the_columns_are_those_of_the_types() {
        let root = Root(schema_of::<Document>());
        // The carried fields have no type of their own: their Parquet column is text.
        root.assert_columns(&root.0, crate::document_schema().fields(), &["carried"]);
    }
}
