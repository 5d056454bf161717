//! What a job did, in numbers.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::document::{Document, Mention, Value};
use crate::error::{Error, ErrorKind, Result};
use crate::job::{files, own};
use crate::read::{LangCode, Record, Rejected};
use crate::stage_times::StageTimes;

/// Counts over a job, including its interrupted runs; times of the last run only.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Summary {
    /// Documents written, including the duplicates that only name an earlier one.
    pub documents: u64,
    /// Documents that only name an earlier one; in CoNLL and brat, those that were left out.
    pub duplicates: u64,
    /// Words of the texts (UAX #29 units with a letter or a digit).
    pub words: u64,
    /// Bytes of the texts.
    pub bytes: u64,
    /// Mentions of each label.
    pub mentions: BTreeMap<String, u64>,
    /// Rejected records by reason code.
    pub rejects: BTreeMap<String, u64>,
    /// Documents without a date.
    #[serde(default)]
    pub undated: u64,
    /// Dates in them that have no year or no value for want of it.
    #[serde(default)]
    pub dates_unplaced: u64,
    /// Documents whose record gives a date that is not understood.
    #[serde(default)]
    pub dates_unread: u64,
    /// The first of them: its place, and its date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_date_unread: Option<String>,
    /// Documents that were read as French or English although their record names another language,
    /// by that language. The first hundred languages have their names, the rest are `other`.
    #[serde(default)]
    pub other_langs: BTreeMap<String, u64>,
    /// Records that were left out because of their language
    /// ([`Reader::only_langs`](crate::Reader::only_langs)), by that language, the first hundred;
    /// they do not count as rejects.
    #[serde(default)]
    pub skipped: BTreeMap<String, u64>,
    /// Messages about the job that could not be written, as when standard error is full; set by the
    /// caller ([`Job::write_summary`](crate::job::Job::write_summary)).
    #[serde(default, skip_serializing_if = "is_none")]
    pub untold_messages: u64,
    /// How the job ended.
    #[serde(default)]
    pub end: End,
    /// Wall-clock seconds of the last run; 0 while it runs.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub seconds: f64,
    /// Seconds of its stages: `prepare`, `infer`, `finish`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub stages: BTreeMap<String, f64>,
}

/// How a job ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum End {
    /// Not yet.
    #[default]
    Running,
    /// All input was read.
    Complete,
    /// It was stopped and can be resumed.
    Stopped,
    /// All input was read, but no record of it could be: some were rejected, and there is no
    /// document. The output did not get its name, and an earlier one stays.
    #[serde(rename = "nothing_read")]
    NothingRead,
    /// The job to resume was already complete: nothing was read or written.
    #[serde(rename = "already_complete")]
    AlreadyComplete,
}

impl Summary {
    pub(super) fn document(&mut self, record: &Record, document: &Document) {
        self.documents += 1;
        self.bytes += record.text.len() as u64;
        if document.date.is_none() {
            self.undated += 1;
            let unplaced = document
                .mentions
                .iter()
                .filter(|mention| is_unplaced(mention));
            self.dates_unplaced += unplaced.count() as u64;
        }
        if document.date_unread.is_some() {
            self.dates_unread += 1;
            self.first_date_unread
                .get_or_insert_with(|| place_of_date(record));
        }
        if let Some(tag) = &record.other_lang {
            let code = LangCode::of(tag).as_str().to_owned();
            count_lang(&mut self.other_langs, code);
        }
        self.words += document.words as u64;
        self.duplicates += u64::from(document.duplicate_of.is_some());
        for mention in &document.mentions {
            let label = mention.label.as_str();
            // Only the first mention of a label allocates.
            match self.mentions.get_mut(label) {
                Some(count) => *count += 1,
                None => drop(self.mentions.insert(label.to_owned(), 1)),
            }
        }
    }

    pub(super) fn reject(&mut self, rejected: &Rejected) {
        if let Some(lang) = rejected.left_out() {
            count_lang(&mut self.skipped, lang.to_owned());
            return;
        }
        let code = rejected.code.as_str().to_owned();
        *self.rejects.entry(code).or_default() += 1;
    }

    /// Writes it as JSON to a file, whole or not at all.
    pub(super) fn put(&self, path: &Path) -> Result<()> {
        // Another file may have appeared there since the job began.
        own::expect_room(path, own::summary(path)?, true)?;
        let json = serde_json::to_string_pretty(self)
            .map_err(|e| Error::because(ErrorKind::Io, "the summary cannot be written", e))?;
        files::put(path, (json + "\n").as_bytes())
    }

    pub(super) fn add_time(&mut self, total: Duration, before: StageTimes, now: StageTimes) {
        self.seconds = rounded(total);
        self.stages = [
            ("prepare", now.prepare - before.prepare),
            ("infer", now.infer - before.infer),
            ("finish", now.finish - before.finish),
        ]
        .map(|(name, time)| (name.to_owned(), rounded(time)))
        .into();
    }

    /// Rejected records.
    pub fn rejected(&self) -> u64 {
        self.rejects.values().sum()
    }

    /// Whether there were records, and none of them could be read. What was left out because of its
    /// language could be.
    pub(super) fn is_of_rejects_alone(&self) -> bool {
        self.rejected() > 0 && self.documents + self.duplicates + self.skipped() == 0
    }

    /// Records left out because of their language.
    pub fn skipped(&self) -> u64 {
        self.skipped.values().sum()
    }

    /// Mentions of all labels.
    pub fn entities(&self) -> u64 {
        self.mentions.values().sum()
    }
}

/// How many languages are counted by name: the input may name any number.
const LANGS: usize = 100;

/// Counts a language by its name, or as `other` if there are many.
fn count_lang(counts: &mut BTreeMap<String, u64>, lang: String) {
    let known = counts.len() < LANGS || counts.contains_key(&lang);
    let lang = if known { lang } else { "other".to_owned() };
    *counts.entry(lang).or_default() += 1;
}

/// Whether a mention is a date that no calendar has a place for: without a year, or relative.
fn is_unplaced(mention: &Mention) -> bool {
    let value = match mention.value.as_deref() {
        Some(Value::Date(value)) => value,
        _ => return false,
    };
    value.earliest.is_none() && value.latest.is_none()
}

/// The place of a record, and the date that it gives, shortened.
fn place_of_date(record: &Record) -> String {
    const SHOWN: usize = 40;
    let place = match &record.place {
        Some(place) => place.to_string(),
        None => record.id.clone(),
    };
    let given = record.date.as_deref().unwrap_or_default();
    let shown = &given[..given.floor_char_boundary(SHOWN)];
    let more = if shown.len() < given.len() { "..." } else { "" };
    format!("{place}: {shown:?}{more}")
}

fn is_none(count: &u64) -> bool {
    *count == 0
}

fn is_zero(seconds: &f64) -> bool {
    *seconds == 0.0
}

fn rounded(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e3).round() / 1e3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_languages_that_an_input_names_do_not_make_the_summary_long() {
        let mut summary = Summary::default();
        for n in 0..1_000 {
            count_lang(&mut summary.other_langs, format!("x{n}"));
            count_lang(&mut summary.other_langs, "x7".to_owned());
        }
        assert_eq!(summary.other_langs.len(), LANGS + 1);
        assert_eq!(summary.other_langs["x7"], 1_001);
        assert_eq!(summary.other_langs["other"], 900);
        assert_eq!(summary.other_langs.values().sum::<u64>(), 2_000);
    }

    #[test]
    fn a_long_date_is_shown_by_its_start() {
        let mut record = Record::new("a", "");
        record.date = Some("é".repeat(100));
        assert_eq!(
            place_of_date(&record),
            format!("a: {:?}...", "é".repeat(20))
        );
    }
}
