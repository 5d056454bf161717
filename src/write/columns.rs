//! The columns of rows: those of Parquet files and of Arrow record batches.

use std::sync::Arc;

use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};

/// The columns for one row per document; `docs/schema.md` describes the fields. If the text of a row
/// was null, `lang` and `entities` are null too.
pub fn document_schema() -> SchemaRef {
    Arc::new(Schema::new(document(true)))
}

/// The columns for one row per mention: the document's `id`, `lang` and `date`, and the fields of an
/// entity, with the `key` and `name` of its cluster.
pub fn entity_schema() -> SchemaRef {
    let mut columns = vec![always(text("id")), always(text("lang")), text("date")];
    for field in entity() {
        let cluster = field.name() == "cluster";
        columns.push(field);
        if cluster {
            columns.extend([text("cluster_key"), text("cluster_name")]);
        }
    }
    Arc::new(Schema::new(columns))
}

/// The columns of a file, in which every row is a document.
#[cfg(feature = "parquet")]
pub(super) fn file_schema() -> SchemaRef {
    let mut columns = document(false);
    columns.push(text("carried"));
    Arc::new(Schema::new(columns))
}

fn document(null_texts: bool) -> Vec<Field> {
    let read = |field: Field| field.with_nullable(null_texts);
    vec![
        always(text("schema")),
        always(text("id")),
        read(text("lang")),
        text("date"),
        text("date_source"),
        text("date_unread"),
        text("lang_unread"),
        text("title"),
        text("encoding"),
        text("duplicate_of"),
        read(integer("words")),
        text("text"),
        list("furniture", object(span())),
        read(list("entities", object(entity()))),
        list(
            "countries",
            object(vec![
                always(text("iso2")),
                always(integer("mentions")),
                always(integer("demonyms")),
            ]),
        ),
        list("clusters", object(cluster())),
    ]
}

fn entity() -> Vec<Field> {
    let mut fields = vec![always(text("label")), always(text("text"))];
    fields.extend(span());
    fields.extend([
        always(Field::new("score", DataType::Float64, true)),
        integer("sentence"),
        Field::new("value", object(value()), true),
        text("cluster"),
        text("cluster_rule"),
        text("source"),
        Field::new("furniture", DataType::Boolean, true),
    ]);
    fields
}

fn span() -> Vec<Field> {
    let offsets = ["start", "end", "start_byte", "end_byte"];
    offsets.map(|name| always(integer(name))).to_vec()
}

/// The fields of all kinds of value; those that a kind lacks are null.
fn value() -> Vec<Field> {
    let strings = |names: &[&str]| names.iter().map(|name| text(name)).collect::<Vec<_>>();
    let mut fields = strings(&["iso2", "iso3", "iso3166_3"]);
    fields.push(Field::new("former", DataType::Boolean, true));
    fields.extend(strings(&["name_fr", "name_en"]));
    fields.push(list("alternatives", DataType::Utf8));
    fields.extend(strings(&[
        "country_of",
        "value",
        "mod",
        "grain",
        "kind",
        "earliest",
        "latest",
        "part",
        "certainty",
        "key",
        "id",
    ]));
    // Whatever the user's list has: an object as text, since a column has one type.
    fields.push(text("fields"));
    // Every value has a rule, but not every mention has a value: Arrow's C++ library refuses to write a
    // non-nullable field within a nullable one.
    fields.push(text("rule"));
    fields
}

fn cluster() -> Vec<Field> {
    vec![
        always(text("id")),
        always(text("label")),
        always(text("name")),
        text("name_fr"),
        text("name_en"),
        text("key"),
        list("alternatives", DataType::Utf8),
        always(integer("count")),
        always(list("mentions", DataType::Int64)),
    ]
}

fn text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, true)
}

fn integer(name: &str) -> Field {
    Field::new(name, DataType::Int64, true)
}

/// A list of items that are never null; Parquet calls its items `element`.
fn list(name: &str, items: DataType) -> Field {
    Field::new_list(name, always(Field::new("element", items, true)), true)
}

fn object(fields: Vec<Field>) -> DataType {
    DataType::Struct(Fields::from(fields))
}

fn always(field: Field) -> Field {
    field.with_nullable(false)
}
