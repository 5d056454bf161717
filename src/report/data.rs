//! What `griot report` and `griot view --html` put into the page, as JSON: the one contract between the
//! Rust side and the front end, whose types (`web/src/data.ts`) are made from these. Offsets count UTF-16
//! units, JavaScript's own.
//!
//! The JSON stands in `<script type="application/json" id="griot-data">`; `<` is written `\u003c` in it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use crate::document::{Label, Lang, Value, shown_score};
use crate::index::{is_day, widen};

/// The version of the contract.
pub(super) const SCHEMA: &str = "griot-report/1";

/// The labels as a mention's number tells them.
const LABELS: [Label; 5] = [
    Label::Person,
    Label::Country,
    Label::Org,
    Label::Loc,
    Label::Date,
];

/// What a page holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Kind"))]
#[serde(rename_all = "lowercase")]
pub(super) enum PageKind {
    /// A whole corpus in one file.
    Single,
    /// `index.html` of a corpus split into pages: tables, timeline, map and network of all of it, no
    /// documents.
    Overview,
    /// The documents of one part, with the tables of these alone.
    Page,
    /// One text, nothing but its highlighted view.
    View,
}

/// All of a page but what is known at the end only: see [`Closing`].
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub(super) struct PageBody {
    /// `griot-report/1`.
    pub schema: &'static str,
    pub kind: PageKind,
    pub totals: Totals,
    /// Empty in an overview.
    pub documents: Vec<Doc>,
    /// Most documents first, then most mentions. All that `documents` point to; in an overview the
    /// first 2,000 a label.
    pub entities: Vec<PageEntity>,
    /// Values of mentions, shared between mentions.
    pub values: Vec<PageValue>,
    /// Of an overview: what a single page computes from its documents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overview: Option<Computed>,
}

/// What is known once all documents are in.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Closing<'a> {
    /// The language that the page opens in.
    pub lang: Lang,
    pub title: &'a str,
    /// Of an overview: every page, in order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<Vec<PageLink<'a>>>,
    /// Of a page: its place among them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<PagePart<'a>>,
}

/// Where a page stands among so many, from 1, and the files beside it.
#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Part"))]
pub(super) struct PagePart<'a> {
    pub number: usize,
    pub of: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<&'a str>,
}

#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Totals {
    pub documents: u64,
    /// Mentions outside page furniture.
    #[cfg_attr(test, schemars(extend("tsType" = "Record<Label, number>")))]
    pub mentions: BTreeMap<Label, u64>,
    /// Mentions within page furniture, not in `mentions`.
    pub furniture: u64,
    /// Documents that `--dedupe` pointed to an earlier one.
    pub duplicates: u64,
    pub langs: Langs,
    /// First and last date of a document, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
}

#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Langs {
    pub fr: u64,
    pub en: u64,
}

/// A document of the page.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub(super) struct Doc {
    pub id: String,
    pub lang: Lang,
    /// `YYYY-MM-DD` where griot understood it, else as the record has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Absent where the output has no text and `--texts` gave none: mentions are listed then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duplicate_of: Option<String>,
    /// Starts of the sentences after the first; absent without a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentences: Option<Vec<usize>>,
    /// Page furniture, `[start, end]` in order: greyed. Absent without a text or where there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub furniture: Vec<(usize, usize)>,
    /// In the order of the text, never overlapping.
    #[cfg_attr(test, schemars(with = "Vec<MentionArray>"))]
    pub mentions: Vec<PageMention>,
}

/// A mention as it is written: an array, to keep a page of thousands of them small.
pub(super) struct PageMention {
    pub label: Label,
    pub start: usize,
    pub end: usize,
    pub score: f32,
    pub entity: Option<usize>,
    pub value: Option<usize>,
    pub furniture: bool,
    pub surface: Option<String>,
}

/// `[label, start, end, score, entity, value, furniture, surface]`: index into `LABELS`; UTF-16 offsets
/// (code points where the document has no text); score in thousandths; index into `entities` or -1;
/// index into `values` or -1; 1 within page furniture; the surface only where the document has no
/// text.
#[cfg(test)]
#[derive(schemars::JsonSchema)]
#[schemars(
    rename = "Mention",
    extend("tsType" = "[number, number, number, number, number, number, 0 | 1, string?]")
)]
struct MentionArray(#[expect(dead_code)] Vec<serde_json::Value>);

impl Serialize for PageMention {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let place = |place: Option<usize>| place.map_or(-1, |n| n as i64);
        let label = LABELS.iter().position(|&label| label == self.label);
        let mut array = serializer.serialize_seq(None)?;
        array.serialize_element(&place(label))?;
        array.serialize_element(&self.start)?;
        array.serialize_element(&self.end)?;
        array.serialize_element(&((shown_score(self.score) * 1e3).round() as i64))?;
        array.serialize_element(&place(self.entity))?;
        array.serialize_element(&place(self.value))?;
        array.serialize_element(&u8::from(self.furniture))?;
        if let Some(surface) = &self.surface {
            array.serialize_element(surface)?;
        }
        array.end()
    }
}

/// An entity of the tables.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Entity"))]
pub(super) struct PageEntity {
    pub label: Label,
    /// Country code (ISO 3166-1 alpha-2), EDTF value of a date, identity of a known organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    pub name: String,
    /// Names in the two languages, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fr: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// A bare surname or first name: perhaps several people.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, schemars(extend("tsType" = "true")))]
    pub partial: bool,
    /// Outside furniture.
    pub documents: u64,
    pub mentions: u64,
    /// First and last date of the documents that name it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    /// Surfaces with their counts, most frequent first. At most 12.
    pub variants: Vec<(String, u64)>,
    /// Of a date, for the timeline.
    #[serde(flatten)]
    pub interval: Option<Interval>,
}

/// The days that a date means, and the unit of the expression.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Interval {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grain: Option<Cow<'static, str>>,
}

/// What a mention stands for, and its place in its cluster.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "MentionValue"))]
#[serde(rename_all = "camelCase")]
pub(super) struct PageValue {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Arc<Value>>,
    /// The rule that put the mention into its cluster.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster_rule: Option<Cow<'static, str>>,
}

/// What a single page computes from its documents.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Overview"))]
#[serde(rename_all = "camelCase")]
pub(super) struct Computed {
    /// Documents a day, `[YYYY-MM-DD, documents]`, sorted.
    pub days: Vec<(String, u64)>,
    /// The 200 people, organisations and countries of most documents: indices into `entities`.
    pub nodes: Vec<usize>,
    /// Of each of `nodes`, how many sentences hold it (its documents are its entity's).
    pub node_sentences: Vec<u64>,
    /// All sentences of the corpus that hold an entity: what the mutual information of two nodes counts
    /// from.
    pub sentences: u64,
    /// All documents that hold one.
    pub documents: u64,
    /// `[a, b, sentences, documents]`: indices into `nodes`, `a < b`, how many sentences and documents
    /// hold both.
    pub edges: Vec<(usize, usize, u64, u64)>,
}

/// A page, as the overview links to it.
#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct PageLink<'a> {
    /// File name beside this one.
    pub file: &'a str,
    pub documents: u64,
    /// Id of its first document.
    pub from: &'a str,
    /// Id of its last.
    pub to: &'a str,
}

impl Totals {
    pub fn new() -> Self {
        Self {
            documents: 0,
            mentions: Label::ALL.into_iter().map(|label| (label, 0)).collect(),
            furniture: 0,
            duplicates: 0,
            langs: Langs::default(),
            first: None,
            last: None,
        }
    }

    /// A document more.
    pub fn document(&mut self, lang: Lang, date: Option<&str>, duplicate: bool) {
        self.documents += 1;
        self.duplicates += u64::from(duplicate);
        match lang {
            Lang::Fr => self.langs.fr += 1,
            Lang::En => self.langs.en += 1,
        }
        if let Some(day) = date.filter(|date| is_day(date)) {
            widen(&mut self.first, &mut self.last, day);
        }
    }

    /// A mention more.
    pub fn mention(&mut self, label: Label, furniture: bool) {
        if furniture {
            self.furniture += 1;
        } else {
            *self.mentions.entry(label).or_default() += 1;
        }
    }

    /// The language of most documents.
    pub fn lang(&self) -> Lang {
        if self.langs.fr > self.langs.en {
            Lang::Fr
        } else {
            Lang::En
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::schema::check;

    /// All of a page.
    #[derive(schemars::JsonSchema)]
    #[schemars(rename = "Data")]
    #[expect(dead_code)]
    struct WholePage {
        #[serde(flatten)]
        body: PageBody,
        #[serde(flatten)]
        closing: Closing<'static>,
    }

    #[test]
    fn the_schema_of_a_page_is_that_of_its_types() {
        check::<WholePage>("src/report/web/data.schema.json", SCHEMA);
    }
}
