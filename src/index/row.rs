//! A line of `griot extract`, as far as the index needs it.

use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Row {
    pub date: Option<String>,
    pub entities: Vec<Mention>,
    pub clusters: Vec<Cluster>,
}

#[derive(Deserialize)]
pub(super) struct Mention {
    pub text: String,
}

#[derive(Deserialize)]
pub(super) struct Cluster {
    pub label: String,
    pub name: String,
    pub name_fr: Option<String>,
    pub name_en: Option<String>,
    /// Country code, date value or identity of an organisation.
    pub key: Option<String>,
    pub mentions: Vec<usize>,
}
