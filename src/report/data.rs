//! What the page gets, as JSON: the Rust side of `web/src/data.ts`, which says what each field means.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use crate::document::{Label, Lang};
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
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Single,
    Overview,
    Page,
    View,
}

/// All of a page but what is known at the end only: see [`Closing`].
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Body {
    pub schema: &'static str,
    pub kind: Kind,
    pub totals: Totals,
    pub documents: Vec<Doc>,
    pub entities: Vec<Entity>,
    pub values: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overview: Option<Overview>,
}

/// What is known once all documents are in.
#[derive(Serialize)]
pub(super) struct Closing<'a> {
    pub lang: Lang,
    pub title: &'a str,
    /// Of an overview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<Vec<PageLink<'a>>>,
    /// Of a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<Part<'a>>,
}

/// Where a page stands among so many, from 1, and the files beside it.
#[derive(Clone, Copy, Serialize)]
pub(super) struct Part<'a> {
    pub number: usize,
    pub of: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<&'a str>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Totals {
    pub documents: u64,
    pub mentions: BTreeMap<Label, u64>,
    pub furniture: u64,
    pub duplicates: u64,
    pub langs: Langs,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Langs {
    pub fr: u64,
    pub en: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Doc {
    pub id: String,
    pub lang: Lang,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duplicate_of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentences: Option<Vec<usize>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub furniture: Vec<(usize, usize)>,
    pub mentions: Vec<Mention>,
}

/// An array, to keep a page of thousands of them small.
pub(super) struct Mention {
    pub label: Label,
    pub start: usize,
    pub end: usize,
    pub score: f64,
    pub entity: Option<usize>,
    pub value: Option<usize>,
    pub furniture: bool,
    pub surface: Option<String>,
}

impl Serialize for Mention {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let place = |place: Option<usize>| place.map_or(-1, |n| n as i64);
        let label = LABELS.iter().position(|&label| label == self.label);
        let mut array = serializer.serialize_seq(None)?;
        array.serialize_element(&place(label))?;
        array.serialize_element(&self.start)?;
        array.serialize_element(&self.end)?;
        array.serialize_element(&((self.score * 1e3).round() as i64))?;
        array.serialize_element(&place(self.entity))?;
        array.serialize_element(&place(self.value))?;
        array.serialize_element(&u8::from(self.furniture))?;
        if let Some(surface) = &self.surface {
            array.serialize_element(surface)?;
        }
        array.end()
    }
}

#[derive(Serialize)]
pub(super) struct Entity {
    pub label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fr: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    pub documents: u64,
    pub mentions: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    pub variants: Vec<(String, u64)>,
    #[serde(flatten)]
    pub interval: Option<Interval>,
}

/// The days that a date means.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Interval {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grain: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Value {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iso2: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iso3: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fr: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub former: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_of: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edtf: Option<String>,
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grain: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster_rule: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Overview {
    pub days: Vec<(String, u64)>,
    pub nodes: Vec<usize>,
    pub node_sentences: Vec<u64>,
    pub sentences: u64,
    pub documents: u64,
    pub edges: Vec<(usize, usize, u64, u64)>,
}

/// A page, as the overview links to it.
#[derive(Clone, Copy, Serialize)]
pub(super) struct PageLink<'a> {
    pub file: &'a str,
    pub documents: u64,
    pub from: &'a str,
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
