//! Decisions of people on rows, as they write them (`docs/index.md`).

use std::collections::BTreeSet;
use std::fmt;
use std::io::{BufRead, Read};
use std::path::Path;

use serde::Deserialize;

use super::folded::folded;
use crate::document::Label;
use crate::error::{Error, ErrorKind, Result};
use crate::read;

/// A file of more bytes is no list that people wrote.
const LONGEST: u64 = 64 * 1024 * 1024;

/// What people decided on the rows of an index, in order: JSON lines such as
/// `{"do": "merge", "label": "PERSON", "name": "D. Trump", "into": "Donald Trump"}`.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    pub(super) list: Vec<OneDecision>,
}

/// A decision that was not used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StaleDecision {
    /// The file and the line.
    pub place: String,
    /// Why it was not used.
    pub reason: String,
}

impl fmt::Display for StaleDecision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: not used: {}", self.place, self.reason)
    }
}

/// One line.
#[derive(Clone, Debug)]
pub(super) struct OneDecision {
    pub place: String,
    pub row: RowName,
    pub act: Act,
}

/// How a decision names a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum RowName {
    /// The id of the row or of a form that was merged into it.
    Id(String),
    /// Its label, and the folded name of it or of such a form.
    Name(Label, String),
}

#[derive(Clone, Debug)]
pub(super) enum Act {
    Merge(RowName),
    Split,
    Rename(String),
    Relabel(Label),
    Hide,
}

/// The fields of a line. `note` is for people.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DecisionLine {
    r#do: String,
    id: Option<String>,
    label: Option<Label>,
    name: Option<String>,
    into: Option<String>,
    to: Option<String>,
    #[serde(rename = "note")]
    _note: Option<String>,
}

impl Decisions {
    /// Reads decisions from a file.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] if it cannot be read; [`ErrorKind::Input`] with the line if a decision is not in
    /// the form it should have.
    pub fn read(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        let mut text = String::new();
        let input = read::open(path)?.take(LONGEST);
        let mut input = std::io::BufReader::new(input);
        let mut list = Vec::new();
        let mut number = 0;
        loop {
            text.clear();
            number += 1;
            let place = format!("{name}:{number}");
            let read = input.read_line(&mut text);
            if read.map_err(|e| Error::because(ErrorKind::Io, place.clone(), e))? == 0 {
                return Ok(Self { list });
            }
            if !text.trim().is_empty() {
                let decision = OneDecision::parse(text.trim(), &place);
                list.push(decision.map_err(|error| error.within(place))?);
            }
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Every row that a decision names.
    pub(super) fn rows(&self) -> BTreeSet<String> {
        let rows = self.list.iter().flat_map(|decision| {
            let other = match &decision.act {
                Act::Merge(into) => Some(into.clone()),
                Act::Relabel(label) => decision.row.under(*label),
                Act::Split | Act::Rename(_) | Act::Hide => None,
            };
            [Some(decision.row.clone()), other]
        });
        rows.flatten().map(|row| row.lookup()).collect()
    }
}

impl RowName {
    /// What finds it among the names of entries.
    pub fn lookup(&self) -> String {
        match self {
            Self::Id(id) => id.clone(),
            Self::Name(label, folded) => name_lookup(*label, folded),
        }
    }

    /// The same name with another label; a key has none.
    pub fn under(&self, label: Label) -> Option<Self> {
        match self {
            Self::Name(_, folded) => Some(Self::Name(label, folded.clone())),
            Self::Id(id) => {
                let (_, folded) = id.split_once('/').filter(|(old, _)| !old.contains(':'))?;
                Some(Self::Name(label, folded.to_owned()))
            }
        }
    }
}

/// What finds the entries of a label and a folded name; no id has a space before its sign.
pub(super) fn name_lookup(label: Label, folded: &str) -> String {
    format!("{label} {folded}")
}

impl OneDecision {
    fn parse(text: &str, place: &str) -> Result<Self> {
        let input = |message: String| Error::new(ErrorKind::Input, message);
        let line: DecisionLine = serde_json::from_str(text).map_err(|e| {
            let what = "expected a decision such as {\"do\": \"merge\", \"label\": \"PERSON\", \"name\": \
                        \"D. Trump\", \"into\": \"Donald Trump\"}";
            Error::because(ErrorKind::Input, what, e)
        })?;
        let row = match (line.id, line.label, line.name) {
            (Some(id), None, None) => RowName::Id(id),
            (None, Some(label), Some(name)) => RowName::Name(label, folded(&name)),
            _ => return Err(input("expected either an id, or a label and a name".into())),
        };
        let fields = (line.into, line.to);
        let act = match (line.r#do.as_str(), fields) {
            ("merge", (Some(into), None)) => Act::Merge(match &row {
                RowName::Id(_) => RowName::Id(into),
                RowName::Name(label, _) => RowName::Name(*label, folded(&into)),
            }),
            ("split", (None, None)) => Act::Split,
            ("hide", (None, None)) => Act::Hide,
            ("rename", (None, Some(to))) if !to.trim().is_empty() => Act::Rename(to),
            ("relabel", (None, Some(to))) => Act::Relabel(to.parse()?),
            ("merge", _) => return Err(input("merge: expected the field into, and not to".into())),
            ("rename" | "relabel", _) => {
                let message = format!("{}: expected the field to, and not into", line.r#do);
                return Err(input(message));
            }
            ("split" | "hide", _) => {
                return Err(input(format!(
                    "{}: expected neither into nor to",
                    line.r#do
                )));
            }
            (other, _) => {
                let message = format!(
                    "unknown decision {other:?}: expected merge, split, rename, relabel or hide"
                );
                return Err(input(message));
            }
        };
        Ok(Self {
            place: place.to_owned(),
            row,
            act,
        })
    }
}
