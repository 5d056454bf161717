//! An index as an SQLite database.

use std::io;
use std::path::Path;

use rusqlite::{Connection, params};

use super::file::APPLICATION;
use super::tables::{INDEXES, TABLES};
use crate::index::{CoOccurrences, Entity, Indexed};

/// The version of the tables: it changes when a query that worked would no longer.
const VERSION: u32 = 1;

/// The database is written at once and gets its name when it is whole: nothing has to be undone, so that
/// there is no journal. A page cache of 64 MiB bounds the memory; what sorting needs more of is in
/// temporary files.
const SET_UP: &str = "
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -65536;
PRAGMA temp_store = FILE;
PRAGMA foreign_keys = OFF;
";

/// Fills the empty file at `path`.
pub(super) fn write(
    indexed: &mut Indexed,
    pairs: &mut CoOccurrences,
    path: &Path,
) -> io::Result<()> {
    let mut database = Connection::open(path).map_err(sql)?;
    database.execute_batch(SET_UP).map_err(sql)?;
    let settings =
        format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};");
    database.execute_batch(&settings).map_err(sql)?;
    let whole = database.transaction().map_err(sql)?;
    whole.execute_batch(TABLES).map_err(sql)?;
    entities(&whole, indexed)?;
    documents(&whole, indexed)?;
    co_occurrences(&whole, pairs)?;
    whole.execute_batch(INDEXES).map_err(sql)?;
    whole.commit().map_err(sql)?;
    database.close().map_err(|(_, error)| sql(error))
}

fn sql(error: rusqlite::Error) -> io::Error {
    io::Error::other(error)
}

/// SQLite counts with 63 bits.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Rows of SQLite begin at 1.
fn numbered(place: usize) -> i64 {
    signed(place as u64).saturating_add(1)
}

fn entities(database: &Connection, indexed: &mut Indexed) -> io::Result<()> {
    let mut row = database
        .prepare("INSERT INTO entities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .map_err(sql)?;
    let mut variant = database
        .prepare("INSERT INTO variants VALUES (?, ?, ?)")
        .map_err(sql)?;
    for (place, entity) in indexed.rows().map_err(io::Error::other)?.enumerate() {
        let entity: Entity = entity.map_err(io::Error::other)?;
        let number = numbered(place);
        let names: Vec<&str> = entity.variants.keys().map(String::as_str).collect();
        row.execute(params![
            number,
            entity.id,
            entity.label.as_str(),
            entity.key,
            entity.name,
            entity.name_fr,
            entity.name_en,
            entity.iso2,
            entity.iso3,
            entity.partial,
            signed(entity.documents),
            signed(entity.mentions),
            entity.first_date,
            entity.last_date,
            names.join(" | "),
        ])
        .map_err(sql)?;
        for (name, mentions) in &entity.variants {
            variant
                .execute(params![number, name, signed(*mentions)])
                .map_err(sql)?;
        }
    }
    Ok(())
}

fn documents(database: &Connection, indexed: &mut Indexed) -> io::Result<()> {
    let mut row = database
        .prepare("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .map_err(sql)?;
    let mut mention_row = database
        .prepare("INSERT INTO mentions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .map_err(sql)?;
    indexed.each_document(|place, links, document| {
        let number = numbered(place);
        row.execute(params![
            number,
            links.id,
            links.lang.as_str(),
            links.date,
            links.title,
            signed(document.words),
            document.duplicate_of,
            document.text,
        ])
        .map_err(sql)?;
        for mention in document.mentions {
            let [start, end, start_byte, end_byte] = mention.span.map(signed);
            mention_row
                .execute(params![
                    number,
                    mention.row.map(numbered),
                    mention.label.as_str(),
                    mention.text,
                    start,
                    end,
                    start_byte,
                    end_byte,
                    mention.score,
                    mention.sentence,
                    mention.value,
                    mention.furniture,
                ])
                .map_err(sql)?;
        }
        Ok(())
    })
}

fn co_occurrences(database: &Connection, pairs: &mut CoOccurrences) -> io::Result<()> {
    let mut row = database
        .prepare("INSERT INTO pairs VALUES (?, ?, ?, ?, ?)")
        .map_err(sql)?;
    let rows: Vec<i64> = pairs
        .nodes()
        .iter()
        .map(|node| numbered(node.row))
        .collect();
    for pair in pairs.pairs().map_err(io::Error::other)? {
        let pair = pair.map_err(io::Error::other)?;
        row.execute(params![
            rows[pair.source],
            rows[pair.target],
            signed(pair.documents),
            signed(pair.sentences),
            pair.pmi,
        ])
        .map_err(sql)?;
    }
    Ok(())
}
