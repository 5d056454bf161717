//! The journal: how much of an output is done and durable.
//!
//! JSON lines beside the output, each followed by a checksum. The first says what the job is:
//! version and settings. Every other line is a checkpoint, appended once the output up to it has
//! been flushed to the disk, or says how the rejects file will begin, before it does. A line that
//! was cut short, or whose checksum is wrong, does not count.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::error::{Error, ErrorKind, Result, io_error};
use crate::job::files::{self, sync_directory, with_suffix};
use crate::job::rejects::RejectedLines;
use crate::job::summary::Summary;
use crate::job::tally::Stamp;
use crate::job::writing::OutputPosition;
use crate::read::{self, Record};

/// The version of the journal.
const JOURNAL: &str = "griot-journal/5";
/// How every journal begins, whatever its version.
const BEGINNING: &[u8] = b"{\"journal\":\"griot-journal/";
/// Beyond this many checkpoints the oldest are dropped.
const MOST: usize = 4096;
/// This many of the newest are kept then: a file system that lost the end of the output sends the
/// job back by a few.
const KEPT: usize = 64;

/// How far the input was read: how many items, and a hash of what they were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    pub items: u64,
    #[serde(with = "super::hex")]
    hash: u128,
}

impl Mark {
    pub fn pass(&mut self, item: &std::result::Result<Record, read::Rejected>) {
        let mut hash = Xxh3::new();
        hash.update(&self.hash.to_le_bytes());
        // Every part has its length before it, so that no two items read the same.
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
                part(record.usual_date.as_ref().map(|(date, _)| date.as_str()));
                part(record.title.as_deref());
                part(record.lang.map(|lang| lang.as_str()));
                part(record.other_lang.as_deref());
                part(record.day_first.map(|first| if first { "1" } else { "0" }));
                for (name, value) in &record.carried.0 {
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

/// A state of the job that is safe on the disk.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Checkpoint {
    pub input: Mark,
    pub output: OutputPosition,
    /// The rejects file.
    pub rejects: Stamp,
    /// What was added to it since the checkpoint before.
    pub rejected: RejectedLines,
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

    /// Which setting differs, in words.
    fn difference(&self, now: &Self) -> Option<String> {
        if self.journal != now.journal || self.griot != now.griot {
            return Some(format!(
                "it was begun by griot {} ({}), but this is griot {} ({})",
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
    /// The line about the first rejected record, serialised and as a value.
    first_reject: Option<(String, Stamp)>,
    /// Serialised, oldest first.
    checkpoints: Vec<String>,
}

/// The line that says how the rejects file begins.
#[derive(Serialize, Deserialize)]
struct FirstReject {
    first_reject: Stamp,
}

impl Journal {
    /// Begins a journal, in place of any other.
    pub fn create(path: &Path, settings: &[(String, String)]) -> Result<Self> {
        let header = sealed(&Header::new(settings))?;
        let file = replace(path, &header)?;
        Ok(Self {
            path: path.to_owned(),
            file,
            header,
            first_reject: None,
            checkpoints: Vec::new(),
        })
    }

    /// Opens the journal of an unfinished job; gives its checkpoints, oldest first. Messages about
    /// damaged lines go to `notices`.
    ///
    /// # Errors
    ///
    /// If it is not a journal, or is that of a job with other settings.
    pub fn open(
        path: &Path,
        settings: &[(String, String)],
        notices: &mut Vec<String>,
    ) -> Result<(Self, Vec<Checkpoint>)> {
        let (file, text) = open_whole(path)?;
        // What was cut short at the end does not count as a line.
        let whole = text.iter().rposition(|&byte| byte == b'\n');
        let mut lines = text[..whole.unwrap_or(0)].split(|&byte| byte == b'\n');
        let header = match whole {
            // The crash came before the first line was whole: nothing was done.
            None => return Ok((Self::create(path, settings)?, Vec::new())),
            Some(_) => lines.next().and_then(unsealed::<Header>),
        };
        let Some(header) = header else {
            return Err(Error::new(
                ErrorKind::Option,
                format!(
                    "cannot resume {}: its first line is damaged, or from another version of griot; \
                     start again with --overwrite",
                    path.display()
                ),
            ));
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
        let mut checkpoints = Vec::new();
        let mut whole = Vec::new();
        let mut first_reject = None;
        for (number, line) in (2..).zip(lines) {
            if let Some(first) = unsealed::<FirstReject>(line) {
                first_reject = Some((sealed(&first)?, first.first_reject));
                continue;
            }
            match unsealed::<Checkpoint>(line) {
                Some(checkpoint) => {
                    whole.push(sealed(&checkpoint)?);
                    checkpoints.push(checkpoint);
                }
                None => notices.push(format!(
                    "{} line {number} is damaged: it is ignored",
                    path.display()
                )),
            }
        }
        let journal = Self {
            path: path.to_owned(),
            file,
            header: sealed(&header)?,
            first_reject,
            checkpoints: whole,
        };
        Ok((journal, checkpoints))
    }

    /// What a journal says of a setting, and its newest checkpoint, whatever its job; `None` for
    /// either if it is damaged or missing.
    pub fn look(path: &Path, name: &str) -> Result<(Option<String>, Option<Checkpoint>)> {
        let (_, text) = open_whole(path)?;
        let mut lines = text.split(|&byte| byte == b'\n');
        let header = lines.next().and_then(unsealed::<Header>);
        let settings = header.map_or(Vec::new(), |header| header.settings);
        let found = settings.into_iter().find(|setting| setting.0 == name);
        let newest = lines.rev().find_map(unsealed::<Checkpoint>);
        Ok((found.map(|(_, value)| value), newest))
    }

    /// Whether there is a journal at a path.
    ///
    /// # Errors
    ///
    /// If there is something else.
    pub fn stands_at(path: &Path) -> Result<bool> {
        if files::standing(path)?.is_none() {
            return Ok(false);
        }
        if begins_as_ours(path)? {
            return Ok(true);
        }
        Err(Error::new(
            ErrorKind::Option,
            format!(
                "{} is not a journal of griot's and is not replaced: move it away",
                path.display()
            ),
        ))
    }

    /// Goes on after the first `count` checkpoints. The file is rewritten, so that a line cut short
    /// does not run into the next.
    pub fn go_on_after(&mut self, count: usize) -> Result<()> {
        self.checkpoints.truncate(count);
        self.compact()
    }

    /// How the rejects file of the job begins, if there was a record to reject.
    pub fn first_reject(&self) -> Option<Stamp> {
        self.first_reject.as_ref().map(|(_, first)| *first)
    }

    /// Notes on the disk how the rejects file is about to begin: the job may remove no other.
    pub fn reject_first(&mut self, first_reject: Stamp) -> Result<()> {
        let line = sealed(&FirstReject { first_reject })?;
        self.append(&line)?;
        self.first_reject = Some((line, first_reject));
        Ok(())
    }

    fn append(&mut self, line: &str) -> Result<()> {
        self.file
            .write_all(line.as_bytes())
            .and_then(|()| self.file.sync_data())
            .map_err(|e| io_error("cannot write", &self.path, e))
    }

    /// Adds a checkpoint and flushes it to the disk.
    pub fn add(&mut self, checkpoint: &Checkpoint) -> Result<()> {
        let line = sealed(checkpoint)?;
        self.append(&line)?;
        self.checkpoints.push(line);
        if self.checkpoints.len() > MOST {
            self.compact()?;
        }
        Ok(())
    }

    fn compact(&mut self) -> Result<()> {
        let old = self.checkpoints.len().saturating_sub(KEPT);
        self.checkpoints.drain(..old);
        let first = self.first_reject.as_ref().map_or("", |(line, _)| line);
        let text = self.header.clone() + first + &self.checkpoints.concat();
        self.file = replace(&self.path, &text)?;
        Ok(())
    }

    /// Removes the journal: the job is done.
    pub fn remove(self) -> Result<()> {
        fs::remove_file(&self.path).map_err(|e| io_error("cannot remove", &self.path, e))?;
        sync_directory(&self.path)
    }
}

/// The journal at a path, and all that is in it.
fn open_whole(path: &Path) -> Result<(File, Vec<u8>)> {
    let mut text = Vec::new();
    let mut file = files::open(path, File::options().read(true))?;
    file.read_to_end(&mut text)
        .map_err(|e| io_error("cannot read", path, e))?;
    Ok((file, text))
}

/// A line of the journal: JSON, a space, its checksum.
fn sealed(value: &impl Serialize) -> Result<String> {
    let json = serde_json::to_string(value)
        .map_err(|e| Error::because(ErrorKind::Io, "the journal cannot be written", e))?;
    let sum = xxh3_64(json.as_bytes());
    Ok(format!("{json} {sum:016x}\n"))
}

/// What a line, given without its line end, says; `None` if that is not what was written.
fn unsealed<T: for<'de> Deserialize<'de>>(line: &[u8]) -> Option<T> {
    let (json, sum) = line.split_at_checked(line.len().checked_sub(17)?)?;
    let sum = std::str::from_utf8(sum.strip_prefix(b" ")?).ok()?;
    let holds = u64::from_str_radix(sum, 16).is_ok_and(|sum| sum == xxh3_64(json));
    holds.then(|| serde_json::from_slice(json).ok())?
}

/// Whether a file is a journal, or what a crash left of one.
fn begins_as_ours(path: &Path) -> Result<bool> {
    let mut start = Vec::new();
    files::open(path, File::options().read(true))?
        .take(BEGINNING.len() as u64)
        .read_to_end(&mut start)
        .map_err(|e| io_error("cannot read", path, e))?;
    Ok(BEGINNING.starts_with(&start))
}

/// The name of a journal that is about to replace another.
pub(super) fn replacement(path: &Path) -> PathBuf {
    with_suffix(path, ".new")
}

/// Replaces a file at once by one with this content, open at its end.
fn replace(path: &Path, text: &str) -> Result<File> {
    let failed = |e| io_error("cannot write", path, e);
    let new = replacement(path);
    // A crash may have left one.
    if files::standing(&new)?.is_some() && !begins_as_ours(&new)? {
        return Err(Error::new(
            ErrorKind::Option,
            format!(
                "{} was not written by griot and is not replaced: move it away",
                new.display()
            ),
        ));
    }
    let mut file = files::create_anew(&new)?;
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

    /// The items of the checkpoints, and the notices.
    fn opened(path: &Path) -> (Vec<u64>, Vec<String>) {
        let mut notices = Vec::new();
        let (_, found) = Journal::open(path, &settings("0"), &mut notices).expect("opened");
        (found.iter().map(|c| c.input.items).collect(), notices)
    }

    #[test]
    fn the_whole_checkpoints_count_wherever_the_file_was_cut() {
        let (_dir, path) = journal(3);
        let whole = fs::read(&path).expect("read");
        let ends: Vec<usize> = (0..whole.len()).filter(|&n| whole[n] == b'\n').collect();
        for cut in 0..=whole.len() {
            fs::write(&path, &whole[..cut]).expect("written");
            let lines = ends.iter().filter(|&&end| end < cut).count() as u64;
            let expected: Vec<u64> = (1..lines.max(1)).collect();
            assert_eq!(opened(&path), (expected, Vec::new()), "cut at {cut}");
        }
    }

    #[test]
    fn a_damaged_line_is_not_believed_and_told() {
        let (_dir, path) = journal(3);
        let whole = fs::read(&path).expect("read");
        let ends: Vec<usize> = (0..whole.len()).filter(|&n| whole[n] == b'\n').collect();
        for at in 0..whole.len() {
            let line = ends.iter().filter(|&&end| end < at).count() as u64;
            let mut damaged = whole.clone();
            // A digit becomes another digit; a letter or a mark becomes something else.
            damaged[at] ^= 1;
            fs::write(&path, &damaged).expect("written");
            let found = Journal::open(&path, &settings("0"), &mut Vec::new());
            match (line, whole[at]) {
                (0, _) => assert!(found.is_err(), "byte {at}"),
                (_, b'\n') => {}
                _ => {
                    let (items, notices) = opened(&path);
                    let expected: Vec<u64> = (1..=3).filter(|&n| n != line).collect();
                    assert_eq!(items, expected, "byte {at}");
                    assert_eq!(notices.len(), 1, "{notices:?}");
                    assert!(notices[0].contains(&format!("line {}", line + 1)));
                }
            }
        }
    }

    #[test]
    fn a_job_goes_on_after_the_checkpoint_that_holds() {
        let (_dir, path) = journal(5);
        let (mut journal, _) =
            Journal::open(&path, &settings("0"), &mut Vec::new()).expect("opened");
        journal.go_on_after(3).expect("rewritten");
        journal.add(&checkpoint(9)).expect("added");
        assert_eq!(opened(&path).0, [1, 2, 3, 9]);
    }

    #[test]
    fn what_is_no_journal_is_not_replaced() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("out.griot-journal");
        assert!(!Journal::stands_at(&path).expect("nothing"));
        fs::write(&path, "my notes").expect("written");
        assert!(Journal::stands_at(&path).is_err());
        fs::remove_file(&path).expect("removed");
        fs::write(replacement(&path), "my notes").expect("written");
        assert!(Journal::create(&path, &settings("0")).is_err());
        assert_eq!(fs::read(replacement(&path)).expect("read"), b"my notes");
    }

    #[test]
    fn other_settings_are_refused_by_name() {
        let (_dir, path) = journal(1);
        let error = Journal::open(&path, &settings("0.5"), &mut Vec::new())
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
        assert_eq!(opened(&path).0.last(), Some(&(MOST as u64 + 10)));
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
