//! `griot index`.

use std::io::{self, Write};

use griot::index::{Entity, Index};

use crate::cli::flags::{Index as Flags, Table};
use crate::cli::{Failure, Outcome, closed, sink};

pub fn run(flags: &Flags) -> Result<Outcome, Failure> {
    let mut index = Index::new();
    for path in &flags.inputs {
        index.add_file(path)?;
    }
    let output = sink(flags.output.as_deref())?;
    let entities = index.into_entities();
    let written = match flags.format {
        Table::Jsonl => jsonl(output, &entities),
        Table::Csv => csv(output, &entities).map_err(io_error),
    };
    match written {
        Ok(()) => Ok(Outcome::Done),
        Err(error) => closed(error, flags.output.as_deref()),
    }
}

fn jsonl(mut output: Box<dyn Write>, entities: &[Entity]) -> io::Result<()> {
    for entity in entities {
        serde_json::to_writer(&mut output, entity)?;
        output.write_all(b"\n")?;
    }
    output.flush()
}

/// One row an entity; variants as `surface (count)`, the most frequent first, by ` | `.
fn csv(output: Box<dyn Write>, entities: &[Entity]) -> csv::Result<()> {
    let mut table = csv::Writer::from_writer(output);
    table.write_record([
        "label",
        "key",
        "name",
        "name_fr",
        "name_en",
        "partial",
        "documents",
        "mentions",
        "first_date",
        "last_date",
        "variants",
    ])?;
    for entity in entities {
        let mut variants: Vec<_> = entity.variants.iter().collect();
        variants.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
        let variants: Vec<String> = variants
            .iter()
            .map(|(text, n)| format!("{text} ({n})"))
            .collect();
        let or_empty = |field: &Option<String>| field.clone().unwrap_or_default();
        table.write_record([
            entity.label.clone(),
            or_empty(&entity.key),
            entity.name.clone(),
            or_empty(&entity.name_fr),
            or_empty(&entity.name_en),
            entity.partial.to_string(),
            entity.documents.to_string(),
            entity.mentions.to_string(),
            or_empty(&entity.first_date),
            or_empty(&entity.last_date),
            variants.join(" | "),
        ])?;
    }
    table.flush()?;
    Ok(())
}

/// The crate's own conversion hides a closed pipe.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}
