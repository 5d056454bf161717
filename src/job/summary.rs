//! What a job did, in numbers.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::stage_times::StageTimes;

/// Counts over a job, those of its interrupted runs included; times of the last run only.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Summary {
    /// Documents written, duplicates included.
    pub documents: u64,
    /// Documents that only name an earlier one.
    pub duplicates: u64,
    /// Words of the texts (UAX #29 units with a letter or a digit).
    pub words: u64,
    /// Bytes of the texts.
    pub bytes: u64,
    /// Mentions of each label.
    pub mentions: BTreeMap<String, u64>,
    /// Rejected records by reason code.
    pub rejects: BTreeMap<String, u64>,
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
}

impl Summary {
    pub(super) fn document(&mut self, bytes: usize, document: &Document) {
        self.documents += 1;
        self.bytes += bytes as u64;
        self.words += document.words as u64;
        self.duplicates += u64::from(document.duplicate_of.is_some());
        for mention in document.mentions() {
            let label = mention.label.as_str();
            // No allocation but for the first mention of a label.
            match self.mentions.get_mut(label) {
                Some(count) => *count += 1,
                None => drop(self.mentions.insert(label.to_owned(), 1)),
            }
        }
    }

    pub(super) fn reject(&mut self, code: &str) {
        *self.rejects.entry(code.to_owned()).or_default() += 1;
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

    /// Mentions of all labels.
    pub fn entities(&self) -> u64 {
        self.mentions.values().sum()
    }
}

fn is_zero(seconds: &f64) -> bool {
    *seconds == 0.0
}

fn rounded(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e3).round() / 1e3
}
