//! FollowTheMoney: what is said of a row or a document, and the limits that its types set.

use std::collections::HashSet;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use xxhash_rust::xxh3::xxh3_128;

/// The most characters of a value, by its type.
const NAME: usize = 384;
const ADDRESS: usize = 250;
const STRING: usize = 1024;
const TEXT: usize = 65_000;

/// What every id of griot starts with.
const OURS: &str = "griot-";

/// The type of a property, which sets how long its values may be and how they are cleaned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FtmType {
    Name,
    Address,
    String,
    /// A text as it is.
    Text,
    /// A code, a date or the id of another entity.
    Exact,
}

/// An entity in the making.
#[derive(Debug, Serialize)]
pub(super) struct FtmEntity<'a> {
    id: &'a str,
    schema: &'static str,
    properties: FtmProperties,
    /// Each value with its property.
    #[serde(skip)]
    seen: HashSet<(&'static str, String)>,
}

/// Properties in the order in which they were first given.
#[derive(Debug, Default)]
struct FtmProperties(Vec<(&'static str, Vec<String>)>);

impl Serialize for FtmProperties {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, values)| (name, values)))
    }
}

impl<'a> FtmEntity<'a> {
    pub fn new(schema: &'static str, id: &'a str) -> Self {
        Self {
            id,
            schema,
            properties: FtmProperties::default(),
            seen: HashSet::new(),
        }
    }

    /// Adds a value, unless it is empty, or there already.
    pub fn add(&mut self, property: &'static str, kind: FtmType, value: &str) {
        let value = match kind {
            FtmType::Name => one_line(value, NAME),
            FtmType::Address => one_line(value, ADDRESS),
            FtmType::String => one_line(value, STRING),
            FtmType::Text => return self.text(property, value),
            FtmType::Exact => value.to_owned(),
        };
        if value.is_empty() {
            return;
        }
        if self.seen.insert((property, value.clone())) {
            self.values(property).push(value);
        }
    }

    /// Adds a name, unless it has it already, as a name of any kind.
    pub fn add_name(&mut self, property: &'static str, name: &str) {
        let name = one_line(name, NAME);
        if self.seen.insert(("any name", name.clone())) {
            self.add(property, FtmType::Name, &name);
        }
    }

    /// A text in as many values as its length takes.
    fn text(&mut self, property: &'static str, text: &str) {
        let mut rest = text;
        while !rest.trim().is_empty() {
            let end = rest
                .char_indices()
                .nth(TEXT)
                .map_or(rest.len(), |(at, _)| at);
            let (head, tail) = rest.split_at(end);
            self.values(property).push(head.to_owned());
            rest = tail;
        }
    }

    fn values(&mut self, property: &'static str) -> &mut Vec<String> {
        let known = &mut self.properties.0;
        let place = known.iter().position(|(name, _)| *name == property);
        let place = place.unwrap_or_else(|| {
            known.push((property, Vec::new()));
            known.len() - 1
        });
        &mut known[place].1
    }

    pub fn write(&self, output: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer(&mut *output, self)?;
        output.write_all(b"\n")
    }
}

/// A value on one line, no longer than `most` characters, as FollowTheMoney would clean it: accents in one
/// character with their letter, and nothing that cannot be seen.
fn one_line(value: &str, most: usize) -> String {
    let unseen = |c: &char| {
        let joins = '\u{200b}'..='\u{200f}';
        joins.contains(c) || matches!(c, '\u{ad}' | '\u{2060}' | '\u{feff}')
    };
    let seen: String = value.nfc().filter(|c| !unseen(c)).collect();
    let words: Vec<&str> = seen
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    let line: String = words.join(" ").chars().take(most).collect();
    line.trim_end().to_owned()
}

/// An id: the same for the same parts, on every run.
pub(super) fn id(parts: &[&str]) -> String {
    hashed(hash(parts))
}

pub(super) fn hash(parts: &[&str]) -> u128 {
    xxh3_128(parts.join("\0").as_bytes())
}

pub(super) fn hashed(hash: u128) -> String {
    format!("{OURS}{hash:032x}")
}

/// Whether a line is an entity that griot wrote.
pub(super) fn is_ours(line: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct FtmLine {
        id: String,
        #[serde(rename = "schema")]
        _schema: String,
    }

    serde_json::from_slice::<FtmLine>(line).is_ok_and(|line| line.id.starts_with(OURS))
}

/// A country's code as FollowTheMoney has it, from the key of its row: those of ISO 3166-1, and the
/// former states that it knows.
pub(super) fn country(code: &str) -> Option<String> {
    match code {
        "SUHH" | "YUCS" | "CSHH" | "CSXX" => Some(code.to_ascii_lowercase()),
        "DDDE" => Some("dd".to_owned()),
        _ => (code.len() == 2).then(|| code.to_ascii_lowercase()),
    }
}
