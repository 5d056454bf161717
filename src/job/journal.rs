//! The journal: what of an output is done and durable.
//!
//! JSON lines beside the output. The first says what the job is: version and settings. Each other
//! one is a checkpoint, appended after the output before it was flushed to the disk. A line that was
//! cut short is no checkpoint.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use crate::error::{Error, ErrorKind, Result};
use crate::job::output::{Position, io_error, sync_directory, with_suffix};
use crate::job::summary::Summary;
use crate::read::{Record, Rejected};

/// The version of the journal.
const JOURNAL: &str = "griot-journal/1";
/// Beyond this many checkpoints the oldest are dropped.
const MOST: usize = 4096;
/// So many of the newest stay then: a file system that lost the end of the output sends the job back
/// by a few.
const KEPT: usize = 64;

/// How far the input was read: so many items, with this hash of what they were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    pub items: u64,
    #[serde(with = "hex")]
    hash: u128,
}

impl Mark {
    pub fn pass(&mut self, item: &std::result::Result<Record, Rejected>) {
        let mut hash = Xxh3::new();
        hash.update(&self.hash.to_le_bytes());
        // Every part with its length before it, so that no two items read the same.
        let mut part = |part: Option<&str>| {
            let part = part.unwrap_or("\0");
            hash.update(&part.len().to_le_bytes());
            hash.update(part.as_bytes());
        };
        match item {
            Ok(record) => {
                part(Some(&record.id));
                part(Some(&record.text));
                part(record.date.as_deref());
                part(record.title.as_deref());
                part(record.lang.map(|lang| lang.as_str()));
                part(record.other_lang.as_deref());
                part(record.day_first.map(|first| if first { "1" } else { "0" }));
                for (name, value) in &record.carried {
                    part(Some(name));
                    part(Some(value));
                }
            }
            Err(rejected) => part(Some(&rejected.to_string())),
        }
        self.hash = hash.digest128();
        self.items += 1;
    }
}

mod hex {
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(hash: &u128, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&format_args!("{hash:032x}"))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u128, D::Error> {
        let text = String::deserialize(from)?;
        u128::from_str_radix(&text, 16).map_err(serde::de::Error::custom)
    }
}

/// A state of the job that is safe on the disk.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Checkpoint {
    pub input: Mark,
    pub output: Position,
    /// Bytes of the rejects file.
    pub rejects: u64,
    pub summary: Summary,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Header {
    journal: String,
    griot: String,
    settings: Vec<(String, String)>,
}

impl Header {
    fn new(settings: &[(String, String)]) -> Self {
        Self {
            journal: JOURNAL.to_owned(),
            griot: env!("CARGO_PKG_VERSION").to_owned(),
            settings: settings.to_vec(),
        }
    }

    /// What of the settings differs, in words.
    fn difference(&self, now: &Self) -> Option<String> {
        if self.journal != now.journal || self.griot != now.griot {
            return Some(format!(
                "it was begun by griot {} ({}), this is griot {} ({})",
                self.griot, self.journal, now.griot, now.journal
            ));
        }
        let value = |settings: &[(String, String)], name: &str| {
            let found = settings.iter().find(|setting| setting.0 == name);
            found.map_or("not set".to_owned(), |setting| format!("{:?}", setting.1))
        };
        let names = self.settings.iter().chain(&now.settings).map(|s| &s.0);
        let differing = names
            .map(|name| {
                (
                    name,
                    value(&self.settings, name),
                    value(&now.settings, name),
                )
            })
            .find(|(_, was, is)| was != is);
        differing.map(|(name, was, is)| format!("{name} was {was} and is {is} now"))
    }
}

/// An open journal, written to after each group.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    header: String,
    /// Serialised, oldest first.
    checkpoints: Vec<String>,
}

impl Journal {
    /// Begins a journal, in place of any other.
    pub fn create(path: &Path, settings: &[(String, String)]) -> Result<Self> {
        let header = line(&Header::new(settings))?;
        let file = replace(path, &header)?;
        Ok(Self {
            path: path.to_owned(),
            file,
            header,
            checkpoints: Vec::new(),
        })
    }

    /// Opens the journal of an unfinished job. Gives the newest checkpoint for which no file is
    /// `short`, of those that were written whole; the start of the job where there is none.
    ///
    /// # Errors
    ///
    /// Where it is no journal, or one of a job with other settings; where all would be done again
    /// because a file is not there any more.
    pub fn open(
        path: &Path,
        settings: &[(String, String)],
        short: impl Fn(&Checkpoint) -> Option<PathBuf>,
    ) -> Result<(Self, Checkpoint)> {
        let failed = |e| io_error("cannot read", path, e);
        let mut text = Vec::new();
        File::open(path)
            .and_then(|mut file| file.read_to_end(&mut text))
            .map_err(failed)?;
        let mut lines = text
            .split_inclusive(|&byte| byte == b'\n')
            .filter(|line| line.ends_with(b"\n"));
        let header: Option<Header> = lines.next().and_then(|l| serde_json::from_slice(l).ok());
        let Some(header) = header else {
            // The crash came before the first line was whole: nothing was done.
            return Ok((Self::create(path, settings)?, Checkpoint::default()));
        };
        if let Some(difference) = header.difference(&Header::new(settings)) {
            return Err(Error::new(
                ErrorKind::Option,
                format!(
                    "cannot resume {}: {difference}; use the same options and inputs, or start \
                     again with --overwrite",
                    path.display()
                ),
            ));
        }
        let mut whole: Vec<(String, Checkpoint)> = lines
            .map_while(|line| {
                let checkpoint = serde_json::from_slice(line).ok()?;
                Some((String::from_utf8(line.to_vec()).ok()?, checkpoint))
            })
            .collect();
        let mut gone = None;
        while let Some(file) = whole.last().and_then(|(_, last)| short(last)) {
            gone = Some(file).filter(|file| !file.exists()).or(gone);
            whole.pop();
        }
        if let (true, Some(file)) = (whole.is_empty(), gone) {
            return Err(Error::new(
                ErrorKind::Option,
                format!(
                    "cannot resume {}: {} is not there; put it back, or start again with \
                     --overwrite",
                    path.display(),
                    file.display()
                ),
            ));
        }
        let last = whole
            .last()
            .map(|(_, last)| last.clone())
            .unwrap_or_default();
        let mut journal = Self {
            path: path.to_owned(),
            file: File::open(path).map_err(failed)?,
            header: line(&header)?,
            checkpoints: whole.into_iter().map(|(line, _)| line).collect(),
        };
        // Rewritten, so that a line cut short does not run into the next.
        journal.compact()?;
        Ok((journal, last))
    }

    /// Adds a checkpoint and flushes it to the disk.
    pub fn add(&mut self, checkpoint: &Checkpoint) -> Result<()> {
        let line = line(checkpoint)?;
        self.file
            .write_all(line.as_bytes())
            .and_then(|()| self.file.sync_data())
            .map_err(|e| io_error("cannot write", &self.path, e))?;
        self.checkpoints.push(line);
        if self.checkpoints.len() > MOST {
            self.compact()?;
        }
        Ok(())
    }

    fn compact(&mut self) -> Result<()> {
        let old = self.checkpoints.len().saturating_sub(KEPT);
        self.checkpoints.drain(..old);
        let text = self.header.clone() + &self.checkpoints.concat();
        self.file = replace(&self.path, &text)?;
        Ok(())
    }

    /// Takes the journal away: the job is done.
    pub fn remove(self) -> Result<()> {
        fs::remove_file(&self.path).map_err(|e| io_error("cannot remove", &self.path, e))?;
        sync_directory(&self.path)
    }
}

fn line(value: &impl Serialize) -> Result<String> {
    let json = serde_json::to_string(value)
        .map_err(|e| Error::because(ErrorKind::Io, "the journal cannot be written", e))?;
    Ok(json + "\n")
}

/// The name of a journal that is about to take the place of another.
pub(super) fn replacement(path: &Path) -> PathBuf {
    with_suffix(path, ".new")
}

/// Puts a file with this content in place of another at once, open at its end.
fn replace(path: &Path, text: &str) -> Result<File> {
    let failed = |e| io_error("cannot write", path, e);
    let new = replacement(path);
    let mut file = File::create(&new).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.sync_all().map_err(failed)?;
    fs::rename(&new, path).map_err(failed)?;
    sync_directory(path)?;
    file.seek(SeekFrom::End(0)).map_err(failed)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(score: &str) -> Vec<(String, String)> {
        vec![("min-score".to_owned(), score.to_owned())]
    }

    fn checkpoint(items: u64) -> Checkpoint {
        let mut checkpoint = Checkpoint::default();
        checkpoint.input.items = items;
        checkpoint
    }

    fn journal(count: u64) -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("journal");
        let mut journal = Journal::create(&path, &settings("0")).expect("created");
        for items in 1..=count {
            journal.add(&checkpoint(items)).expect("added");
        }
        (dir, path)
    }

    #[test]
    fn the_newest_whole_checkpoint_counts_wherever_the_file_was_cut() {
        let (_dir, path) = journal(3);
        let whole = fs::read(&path).expect("read");
        let ends: Vec<usize> = (0..whole.len()).filter(|&n| whole[n] == b'\n').collect();
        for cut in 0..=whole.len() {
            fs::write(&path, &whole[..cut]).expect("written");
            let (_, last) = Journal::open(&path, &settings("0"), |_| None).expect("opened");
            let lines = ends.iter().filter(|&&end| end < cut).count() as u64;
            assert_eq!(last.input.items, lines.saturating_sub(1), "cut at {cut}");
        }
    }

    #[test]
    fn a_checkpoint_that_does_not_hold_sends_the_job_back() {
        let (_dir, path) = journal(5);
        let short = |checkpoint: &Checkpoint| (checkpoint.input.items > 3).then(|| path.clone());
        let (mut journal, last) = Journal::open(&path, &settings("0"), short).expect("opened");
        assert_eq!(last.input.items, 3);
        journal.add(&checkpoint(9)).expect("added");
        let (_, last) = Journal::open(&path, &settings("0"), |_| None).expect("opened");
        assert_eq!(last.input.items, 9);
    }

    #[test]
    fn a_file_that_was_moved_is_told_and_nothing_is_begun_again() {
        let (dir, path) = journal(5);
        let before = fs::read(&path).expect("read");
        let gone = dir.path().join("out.partial");
        let error = Journal::open(&path, &settings("0"), |_| Some(gone.clone()))
            .map(|_| ())
            .expect_err("refused");
        assert!(error.to_string().contains("out.partial is not there"));
        assert_eq!(fs::read(&path).expect("read"), before);
    }

    #[test]
    fn other_settings_are_refused_by_name() {
        let (_dir, path) = journal(1);
        let error = Journal::open(&path, &settings("0.5"), |_| None)
            .map(|_| ())
            .expect_err("refused");
        let message = error.to_string();
        assert!(
            message.contains("min-score was \"0\" and is \"0.5\" now"),
            "{message}"
        );
    }

    #[test]
    fn a_long_journal_stays_short() {
        let (_dir, path) = journal(MOST as u64 + 10);
        let text = fs::read_to_string(&path).expect("read");
        assert!(text.lines().count() < KEPT + 20);
        let (_, last) = Journal::open(&path, &settings("0"), |_| None).expect("opened");
        assert_eq!(last.input.items, MOST as u64 + 10);
    }

    #[test]
    fn a_mark_tells_items_apart() {
        let record = |id: &str, text: &str| Record {
            id: id.to_owned(),
            text: text.to_owned(),
            ..Record::default()
        };
        let after = |items: &[Record]| {
            let mut mark = Mark::default();
            items.iter().for_each(|item| mark.pass(&Ok(item.clone())));
            mark
        };
        assert_eq!(after(&[record("a", "b")]), after(&[record("a", "b")]));
        assert_ne!(after(&[record("a", "b")]), after(&[record("ab", "")]));
        assert_ne!(
            after(&[record("a", ""), record("b", "")]),
            after(&[record("b", ""), record("a", "")])
        );
    }
}
