//! What is compared: gold documents, predictions, and their spans.

use std::collections::HashSet;

use serde::Deserialize;

use super::code_points::CodePoints;
use super::labels::Relabelling;
use super::span_value::{SpanValue, said};
use crate::error::{Error, ErrorKind, Result};

/// A labelled span of a text.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(expecting = "an object with `start`, `end` and `label`")]
pub struct LabelledSpan {
    /// The first code point of the span.
    pub start: usize,
    /// The code point after the last one of the span.
    pub end: usize,
    /// The label, of any scheme.
    pub label: String,
    /// The text of the span, where the file gives it; it is checked.
    pub text: Option<String>,
    /// How sure the system is of it, from 0 to 1.
    pub score: Option<f64>,
    /// What it stands for. `None` where the file does not say: such a gold span is not scored for its
    /// value. A value without any field says that it stands for nothing known.
    #[serde(default, deserialize_with = "said")]
    pub value: Option<SpanValue>,
    /// The id of its cluster in the document, where the file says.
    pub cluster: Option<String>,
}

impl LabelledSpan {
    /// The span of these code points, `end` exclusive.
    #[must_use]
    pub fn new(start: usize, end: usize, label: impl Into<String>) -> Self {
        Self {
            start,
            end,
            label: label.into(),
            text: None,
            score: None,
            value: None,
            cluster: None,
        }
    }

    /// The same span with what it stands for.
    #[must_use]
    pub fn with_value(mut self, value: SpanValue) -> Self {
        self.value = Some(value);
        self
    }

    /// The same span in this cluster of its document.
    #[must_use]
    pub fn with_cluster(mut self, id: impl Into<String>) -> Self {
        self.cluster = Some(id.into());
        self
    }

    /// The same span with how sure the system is of it, from 0 to 1.
    #[must_use]
    pub fn with_score(mut self, score: f64) -> Self {
        self.score = Some(score);
        self
    }

    /// What both sides must have for a span to be found: bounds and label.
    pub(super) fn place(&self) -> (usize, usize, &str) {
        (self.start, self.end, &self.label)
    }

    pub(super) fn has_bounds_of(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }

    pub(super) fn check(&self, text: &CodePoints<'_>) -> Result<()> {
        let Self {
            start, end, label, ..
        } = self;
        let wrong = |expected: String| {
            let message = format!("entity {label} {start}..{end}: expected {expected}");
            Err(Error::new(ErrorKind::Input, message))
        };
        if start >= end {
            return wrong("start before end".to_owned());
        }
        let Some(found) = text.slice(*start, *end) else {
            let length = text.len();
            return wrong(format!(
                "offsets inside the text, which has {length} code points"
            ));
        };
        match &self.text {
            Some(surface) if surface != found => {
                wrong(format!("{surface:?} there, and the text has {found:?}"))
            }
            _ => Ok(()),
        }
    }
}

/// A short name for tests.
#[cfg(test)]
pub(super) fn span(start: usize, end: usize, label: &str) -> LabelledSpan {
    LabelledSpan::new(start, end, label)
}

/// A cluster of a document: the spans with its id name one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(expecting = "an object with `id`")]
#[non_exhaustive]
pub struct LabelledCluster {
    /// The id that its spans give.
    pub id: String,
    /// What the thing is called.
    pub name: Option<String>,
    /// In the gold, one name of the thing over all documents; two things of one label have two.
    pub key: Option<String>,
}

/// A document with its gold spans, all of them inside its text.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldDocument {
    id: String,
    lang: Option<String>,
    date: Option<String>,
    text: String,
    entities: Vec<LabelledSpan>,
    clusters: Option<Vec<LabelledCluster>>,
}

impl GoldDocument {
    /// A gold document.
    ///
    /// # Errors
    /// When a span is empty, is not inside the text, or gives another text than is there.
    pub fn new(
        id: String,
        lang: Option<String>,
        text: String,
        entities: Vec<LabelledSpan>,
    ) -> Result<Self> {
        let points = CodePoints::of(&text);
        entities
            .iter()
            .try_for_each(|entity| entity.check(&points))?;
        Ok(Self {
            id,
            lang,
            date: None,
            text,
            entities,
            clusters: None,
        })
    }

    /// The same document with its date, from which relative dates count.
    #[must_use]
    pub fn with_date(mut self, date: impl Into<String>) -> Self {
        self.date = Some(date.into());
        self
    }

    /// The same document with what its clusters are called. The spans say which is whose.
    ///
    /// # Errors
    /// When an id comes twice.
    pub fn with_clusters(mut self, clusters: Vec<LabelledCluster>) -> Result<Self> {
        let mut ids = HashSet::new();
        if let Some(twice) = clusters.iter().find(|cluster| !ids.insert(&cluster.id)) {
            let message = format!("expected each cluster once, and {:?} comes again", twice.id);
            return Err(Error::new(ErrorKind::Input, message));
        }
        self.clusters = Some(clusters);
        Ok(self)
    }

    /// The id that its prediction has too.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The language, where the file gives it.
    #[must_use]
    pub fn lang(&self) -> Option<&str> {
        self.lang.as_deref()
    }

    /// The date, where the file gives it.
    #[must_use]
    pub fn date(&self) -> Option<&str> {
        self.date.as_deref()
    }

    /// What the file says of its clusters.
    #[must_use]
    pub fn clusters(&self) -> &[LabelledCluster] {
        self.clusters.as_deref().unwrap_or_default()
    }

    /// Whether somebody said which of its spans name the same thing.
    #[must_use]
    pub fn has_clusters(&self) -> bool {
        self.clusters.is_some() || self.entities.iter().any(|span| span.cluster.is_some())
    }

    /// The text that the offsets count in.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The gold spans, in the file's order.
    #[must_use]
    pub fn entities(&self) -> &[LabelledSpan] {
        &self.entities
    }
}

/// What a system found in a document. It is checked against the gold text when it is scored.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(expecting = "an object with `id`, `text` and `entities`")]
pub struct Prediction {
    #[serde(deserialize_with = "super::gold::string_or_integer")]
    pub(super) id: String,
    pub(super) lang: Option<String>,
    pub(super) date: Option<String>,
    pub(super) text: Option<String>,
    pub(super) entities: Vec<LabelledSpan>,
    pub(super) clusters: Option<Vec<LabelledCluster>>,
    /// Whether it has no id of its own and its text is tokens: it answers the gold document at its
    /// place.
    #[serde(skip)]
    pub(super) by_order: bool,
    /// The file and line that it was read from.
    #[serde(skip)]
    pub(super) place: Option<String>,
}

impl Prediction {
    /// The spans found in the document of this id, and the language it was taken for.
    #[must_use]
    pub fn new(id: String, lang: Option<String>, entities: Vec<LabelledSpan>) -> Self {
        Self {
            id,
            lang,
            date: None,
            text: None,
            entities,
            clusters: None,
            by_order: false,
            place: None,
        }
    }

    pub(super) fn check(&self, text: &CodePoints<'_>) -> Result<()> {
        self.entities
            .iter()
            .try_for_each(|entity| entity.check(text))
    }

    /// The error with the place of this prediction.
    pub(super) fn placed(&self, error: Error) -> Error {
        match &self.place {
            Some(place) => error.within(place.clone()),
            None => error,
        }
    }

    pub(super) fn relabelled(mut self, labels: &Relabelling) -> Self {
        self.entities = relabelled(self.entities, labels);
        self
    }

    /// The same as a gold document. All spans are checked: one that is dropped hides no wrong offset.
    pub(super) fn gold(self, labels: &Relabelling) -> Result<GoldDocument> {
        let text = self.text.ok_or_else(|| {
            let message = "expected a field `text` in a gold document";
            Error::new(ErrorKind::Input, message)
        })?;
        let mut gold = GoldDocument::new(self.id, self.lang, text, self.entities)?;
        if let Some(clusters) = self.clusters {
            gold = gold.with_clusters(clusters)?;
        }
        gold.date = self.date;
        gold.entities = relabelled(gold.entities, labels);
        Ok(gold)
    }
}

fn relabelled(entities: Vec<LabelledSpan>, labels: &Relabelling) -> Vec<LabelledSpan> {
    let relabel = |entity: LabelledSpan| {
        let label = labels.apply(&entity.label)?.to_owned();
        Some(LabelledSpan { label, ..entity })
    };
    entities.into_iter().filter_map(relabel).collect()
}
