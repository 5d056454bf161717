//! Mentions: the names and dates of a text.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

use super::reading::MentionFields;
use super::{ClusterId, Label, Span, Value};

/// A name or a date in a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(from = "MentionFields")]
#[non_exhaustive]
pub struct Mention {
    /// What it names.
    pub label: Label,
    /// The surface, always equal to `&text[span.bytes()]`.
    pub text: String,
    /// Where it is.
    #[serde(flatten)]
    pub span: Span,
    /// The model's probability for the label, averaged over the words of the mention, in 0..=1; 0 for what
    /// it missed ([`Mention::source`]). It is written with four decimals.
    #[serde(serialize_with = "four_decimals")]
    pub score: f32,
    /// The number of its sentence in the document, from 0; `None` if it is not within one sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<u32>,
    /// What it stands for, if known; mentions of a document that stand for the same thing share it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Arc<Value>>,
    /// The [cluster](super::Document::clusters) that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster: Option<ClusterId>,
    /// The rule that put it there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster_rule: Option<Cow<'static, str>>,
    /// What found it, if not the model: `known`, a name of the user's list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Cow<'static, str>>,
    /// Whether it is in the page's [furniture](super::Document::furniture), not in the article.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub furniture: bool,
}

/// A score with four decimals: further digits depend on the processor and mean nothing to the reader.
pub(crate) fn shown_score(score: f32) -> f64 {
    (f64::from(score) * 1e4).round() / 1e4
}

fn four_decimals<S: Serializer>(score: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(shown_score(*score))
}

impl Mention {
    /// A mention of which no more is known.
    pub fn new(label: Label, text: impl Into<String>, span: Span, score: f32) -> Self {
        Self {
            label,
            text: text.into(),
            span,
            score,
            sentence: None,
            value: None,
            cluster: None,
            cluster_rule: None,
            source: None,
            furniture: false,
        }
    }

    /// What it stands for in one word: a country's code (ISO 3166-1 alpha-2), a date's EDTF, the key of a
    /// known name.
    pub fn code(&self) -> Option<&str> {
        self.value.as_ref()?.code()
    }

    /// The rule that decided its value.
    pub fn rule(&self) -> Option<&str> {
        Some(self.value.as_ref()?.rule())
    }
}
