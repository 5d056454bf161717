//! What is compared: gold documents, predictions, and their spans.

use super::code_points::CodePoints;
use super::error::{Error, ErrorKind, Origin};
use super::labels::LabelMap;

/// A labelled span of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The first code point of the span.
    pub start: usize,
    /// The code point after the last one of the span.
    pub end: usize,
    /// The label, of any scheme.
    pub label: String,
    /// What the text has there, when the file says so; it is checked.
    pub text: Option<String>,
}

/// A span without its text, for tests.
#[cfg(test)]
pub(super) fn span(start: usize, end: usize, label: &str) -> Entity {
    Entity {
        start,
        end,
        label: label.to_owned(),
        text: None,
    }
}

impl Entity {
    pub(super) fn has_bounds_of(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }

    pub(super) fn check(&self, text: &CodePoints<'_>) -> Result<(), Error> {
        let Self {
            start,
            end,
            label,
            text: surface,
        } = self;
        let wrong = |kind, expected: String| {
            Error::new(
                kind,
                format!("entity {label} {start}..{end}: expected {expected}"),
            )
        };
        if start >= end {
            return Err(wrong(ErrorKind::Offsets, "start before end".to_owned()));
        }
        let Some(found) = text.slice(*start, *end) else {
            let inside = format!(
                "offsets inside the text, which has {} code points",
                text.len()
            );
            return Err(wrong(ErrorKind::Offsets, inside));
        };
        match surface {
            Some(surface) if surface != found => {
                let expected = format!("{surface:?} there, and the text has {found:?}");
                Err(wrong(ErrorKind::Surface, expected))
            }
            _ => Ok(()),
        }
    }
}

/// A document with its gold spans, all of them inside its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    id: String,
    lang: Option<String>,
    text: String,
    entities: Vec<Entity>,
}

impl Document {
    /// A gold document.
    ///
    /// # Errors
    /// When a span is empty, not inside the text, or says another surface than the text has.
    pub fn new(
        id: String,
        lang: Option<String>,
        text: String,
        entities: Vec<Entity>,
    ) -> Result<Self, Error> {
        let points = CodePoints::of(&text);
        entities
            .iter()
            .try_for_each(|entity| entity.check(&points))?;
        Ok(Self {
            id,
            lang,
            text,
            entities,
        })
    }

    pub(super) fn relabelled(mut self, labels: &LabelMap) -> Self {
        self.entities = relabelled(self.entities, labels);
        self
    }

    /// The id that a prediction is found by.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The language, when the file says it.
    #[must_use]
    pub fn lang(&self) -> Option<&str> {
        self.lang.as_deref()
    }

    /// The text that the offsets count in.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The gold spans, in the file's order.
    #[must_use]
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }
}

/// What a system found in a document. It is checked against the gold text when it is scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prediction {
    pub(super) id: String,
    pub(super) lang: Option<String>,
    pub(super) text: Option<String>,
    pub(super) entities: Vec<Entity>,
    pub(super) origin: Option<Origin>,
}

impl Prediction {
    /// The spans found in the document of this id, in the language it was taken for.
    #[must_use]
    pub fn new(id: String, lang: Option<String>, entities: Vec<Entity>) -> Self {
        Self {
            id,
            lang,
            text: None,
            entities,
            origin: None,
        }
    }

    pub(super) fn check(&self, text: &CodePoints<'_>) -> Result<(), Error> {
        let checked = self
            .entities
            .iter()
            .try_for_each(|entity| entity.check(text));
        checked.map_err(|error| error.at(self.origin.as_ref()))
    }

    pub(super) fn relabelled(mut self, labels: &LabelMap) -> Self {
        self.entities = relabelled(self.entities, labels);
        self
    }
}

fn relabelled(entities: Vec<Entity>, labels: &LabelMap) -> Vec<Entity> {
    let relabel = |entity: Entity| {
        let label = labels.apply(&entity.label)?.to_owned();
        Some(Entity { label, ..entity })
    };
    entities.into_iter().filter_map(relabel).collect()
}
