//! Jobs: a whole corpus through the pipeline, with nothing lost on the way.
//!
//! One thread reads records in order and gathers them into groups, the pipeline reads a group at a
//! time on all its threads, and one thread writes in input order. The queues between them are
//! bounded in bytes. A journal records how far output to a file or a directory is ([`Target`]), so
//! that a job that was stopped, in whatever way, can go on ([`Job::resume`]) and ends with the same
//! bytes as a job that was not.

mod begin;
mod duplicates;
mod earlier;
mod files;
mod groups;
mod hex;
mod journal;
mod lines;
mod lock;
mod manifest;
mod memory;
mod own;
mod packed;
mod pairs;
mod rejects;
mod summary;
#[cfg(feature = "parquet")]
mod tables;
mod tally;
mod target;
mod writing;

use std::collections::HashSet;
use std::ops::RangeInclusive;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use crate::document::Document;
use crate::error::{Error, ErrorKind, Result};
use crate::griot::Griot;
use crate::read::{Record, Rejected};
use crate::stop::Stop;
use crate::write::{EncodeOptions, OutputFormat};

// Where callers look for it: beside the job.
pub use crate::write::Compression;
use groups::{Gathering, Group, Item};
use memory::Memory;
use target::OutputForm;
use writing::{OpenedOutput, Writing};

pub use summary::{End, Summary};
pub use target::Target;

/// Default of [`Job::max_memory`].
const QUEUES: u64 = 64 * 1024 * 1024;
/// The bounds of [`Job::max_memory`]: less means a forgotten unit, and more a wrong one.
const MEMORY: RangeInclusive<u64> = 1 << 10..=1 << 40;
/// The name of the setting for the output format.
const FORMAT: &str = "output format";
/// How often a job that waits for its input checks whether to stop.
const GLANCE: Duration = Duration::from_millis(100);

/// A corpus to read, and where its output goes.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let dir = tempfile::tempdir()?;
/// # let path = dir.path().join("out.jsonl");
/// use griot::{Griot, Reader, job::{Job, Target}};
///
/// let griot = Griot::builder().model("small").build()?;
/// let job = Job::new(Target::File(path));
/// let summary = job.run(&griot, Reader::new(["corpus/news.jsonl"]), |_| ())?;
/// assert_eq!(summary.documents, 26);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Job {
    target: Target,
    form: OutputForm,
    settings: Vec<(String, String)>,
    rejects: Option<PathBuf>,
    summary: Option<PathBuf>,
    max_rejects: Option<u64>,
    max_memory: u64,
    dedupe: bool,
    start: Start,
    stop: Stop,
}

/// What to do with what an earlier job left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    /// Refuse if there is an unfinished job.
    Fresh,
    Resume,
    Overwrite,
}

impl Job {
    /// A job that writes JSON lines to `target`.
    pub fn new(target: Target) -> Self {
        Self {
            target,
            form: OutputForm {
                format: OutputFormat::Jsonl,
                options: EncodeOptions::default(),
                include_text: false,
                compression: Compression::None,
            },
            settings: Vec::new(),
            rejects: None,
            summary: None,
            max_rejects: None,
            max_memory: QUEUES,
            dedupe: false,
            start: Start::Fresh,
            stop: Stop::new(),
        }
    }

    /// Whether the output has the texts. Default: no.
    pub fn include_text(mut self, wanted: bool) -> Self {
        self.form.include_text = wanted;
        self
    }

    /// The format of the output. Default: JSON lines.
    pub fn format(mut self, format: OutputFormat) -> Self {
        self.form.format = format;
        self
    }

    /// Keep spreadsheets from taking CSV cells for formulas. Default: no.
    pub fn csv_safe(mut self, wanted: bool) -> Self {
        self.form.options.csv_safe = wanted;
        self
    }

    /// Indented JSON instead of one line per document. Default: no.
    pub fn pretty(mut self, wanted: bool) -> Self {
        self.form.options.pretty = wanted;
        self
    }

    /// How output is compressed. Default: not at all.
    pub fn compression(mut self, compression: Compression) -> Self {
        self.form.compression = compression;
        self
    }

    /// Settings of the caller that determine the output: resuming with others is refused.
    pub fn settings(mut self, settings: Vec<(String, String)>) -> Self {
        self.settings = settings;
        self
    }

    /// The file of records that could not be read. Default: beside the output, with
    /// `.rejects.jsonl` after its name; none if the output is a stream.
    pub fn rejects(mut self, path: Option<PathBuf>) -> Self {
        self.rejects = path;
        self
    }

    /// A file for the [`Summary`], as JSON. Default: none.
    pub fn summary(mut self, path: Option<PathBuf>) -> Self {
        self.summary = path;
        self
    }

    /// Stop when more records than this have been rejected. Default: never.
    pub fn max_rejects(mut self, most: Option<u64>) -> Self {
        self.max_rejects = most;
        self
    }

    /// About how many bytes of text may wait between reading and writing; one longer document is
    /// let through alone. The pipeline's own memory is not counted. From 1 KiB to 1 TiB; default: 64
    /// MiB.
    pub fn max_memory(mut self, bytes: u64) -> Self {
        self.max_memory = bytes;
        self
    }

    /// Whether to skip texts already seen, ignoring case, spaces and punctuation: their documents
    /// only name the first. CoNLL and brat have no place for that: there they are left out, and
    /// counted in [`Summary::duplicates`]. Keeps about 100 bytes per distinct text in memory.
    /// Default: no.
    pub fn dedupe(mut self, wanted: bool) -> Self {
        self.dedupe = wanted;
        self
    }

    /// Go on with the unfinished job that wrote to this target, or start if there is none. If it
    /// was already complete, nothing is read or written ([`End::AlreadyComplete`]).
    pub fn resume(mut self, wanted: bool) -> Self {
        if wanted {
            self.start = Start::Resume;
        }
        self
    }

    /// Start anew over an unfinished job or earlier output. Files that griot did not write are
    /// still refused.
    pub fn overwrite(mut self, wanted: bool) -> Self {
        if wanted {
            self.start = Start::Overwrite;
        }
        self
    }

    /// A switch that ends the job: what is being read is finished and written, and the rest is left
    /// for [`Job::resume`]. A pipeline that is [stopped](Griot::until) ends its job too, but at once: what is
    /// being read is left as well.
    pub fn stop_switch(&self) -> Stop {
        self.stop.clone()
    }

    /// Runs the job. `watch` gets the progress after each group of documents, and each rejected
    /// record.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] if the output cannot be written; [`ErrorKind::Option`] if the memory is
    /// out of bounds, if the output cannot have its form, if an unfinished job, earlier output or
    /// another file is in the way, if another job writes there, or if the unfinished job was a
    /// different one; [`ErrorKind::Input`] if the input is no longer what an unfinished job had
    /// read; [`ErrorKind::Engine`] if the model fails. A rejected record is not an error.
    pub fn run<I>(
        &self,
        griot: &Griot,
        records: I,
        mut watch: impl FnMut(Event) + Send,
    ) -> Result<Summary>
    where
        I: Iterator<Item = std::result::Result<Record, Rejected>> + Send + 'static,
    {
        let started = Instant::now();
        if !MEMORY.contains(&self.max_memory) {
            return Err(Error::new(
                ErrorKind::Option,
                format!(
                    "{} bytes of memory: expected {} to {}",
                    self.max_memory,
                    MEMORY.start(),
                    MEMORY.end()
                ),
            ));
        }
        let mut notices = Vec::new();
        let opened = Writing::open(self, &reader_settings(griot), &mut notices)?;
        notices.iter().for_each(|n| watch(Event::Notice(n)));
        let (mut writing, done) = match opened {
            OpenedOutput::Writing(writing, done) => (writing, done),
            OpenedOutput::Finished => {
                return Ok(Summary {
                    end: End::AlreadyComplete,
                    ..Summary::default()
                });
            }
        };
        watch(Event::Progress(writing.summary()));
        let memory = Memory::new(self.max_memory);
        let gathering = Gathering {
            records,
            dedupe: self.dedupe,
            done,
            stop: self.stop.clone(),
            memory: memory.clone(),
        };
        let (to_pipeline, groups) = sync_channel(4);
        // Not scoped: if the input is a terminal or a pipe, reading may never return, and an
        // interrupted job does not wait for it.
        std::thread::spawn(move || {
            // An input that ends because its reader panicked is not complete.
            let reading = AssertUnwindSafe(|| gathering.run(&to_pipeline));
            if catch_unwind(reading).is_err() {
                let _ = to_pipeline.send(Err(Error::new(
                    ErrorKind::Input,
                    "the rest of the input cannot be read: its reader panicked",
                )));
            }
        });
        let (to_writer, read) = sync_channel::<ReadGroup>(1);
        let before = griot.stage_times();
        let (fed, written) = std::thread::scope(|scope| {
            let writer = scope.spawn(|| {
                for group in read {
                    let bytes = group.bytes;
                    self.write(&mut writing, group, &mut watch)?;
                    memory.give_back(bytes);
                }
                Ok(writing)
            });
            let fed = self.feed(griot, &groups, &to_writer, || writer.is_finished());
            drop(to_writer);
            let written = writer.join();
            (fed, written.unwrap_or_else(|panic| resume_unwind(panic)))
        });
        // If writing failed, feeding ended only because of that.
        let (mut summary, _locks) = written?.finish(fed?)?;
        summary.add_time(started.elapsed(), before, griot.stage_times());
        self.write_summary(&summary)?;
        Ok(summary)
    }

    /// Writes a summary of this job to its file ([`Job::summary`]) once more, if its caller has
    /// something to add. A job that was already complete writes none.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] if it cannot be written, [`ErrorKind::Option`] if there is something else
    /// than a summary of griot's in its place.
    pub fn write_summary(&self, summary: &Summary) -> Result<()> {
        match &self.summary {
            Some(path) if summary.end != End::AlreadyComplete => summary.put(path),
            _ => Ok(()),
        }
    }

    /// Takes groups through the pipeline until the input ends, the job is stopped, or the writer
    /// has given up: then the reader may wait for memory, and no more groups come.
    fn feed(
        &self,
        griot: &Griot,
        groups: &Receiver<Result<Group>>,
        to_writer: &SyncSender<ReadGroup>,
        given_up: impl Fn() -> bool,
    ) -> Result<End> {
        let mut failed = HashSet::new();
        loop {
            let group = match groups.recv_timeout(GLANCE) {
                Ok(group) => group?,
                Err(_) if self.stop.is_set() => return Ok(End::Stopped),
                Err(RecvTimeoutError::Disconnected) => return Ok(End::Complete),
                Err(RecvTimeoutError::Timeout) if given_up() => return Ok(End::Stopped),
                Err(RecvTimeoutError::Timeout) => continue,
            };
            let group = match read_group(griot, group, &mut failed) {
                Err(error) if error.kind() == ErrorKind::Stopped => return Ok(End::Stopped),
                group => group?,
            };
            if to_writer.send(group).is_err() {
                return Ok(End::Stopped);
            }
        }
    }

    /// Everything that this job writes to: files, and a directory for all that is in it. None
    /// of them is read as input ([`Reader::leave_out`](crate::Reader::leave_out)).
    pub fn outputs(&self) -> Vec<PathBuf> {
        let mut paths = self.target.outputs();
        paths.extend(self.rejects_path());
        paths.extend(self.rejects_lock());
        paths.extend(self.summary.clone());
        paths
    }

    /// Whether a duplicate has no place in the output: it is counted and left out.
    pub fn leaves_duplicates_out(&self) -> bool {
        self.dedupe && !self.form.has_duplicates()
    }

    /// Whether there is an unfinished job at this target: [`Job::resume`] goes on with it.
    pub fn is_unfinished(&self) -> bool {
        self.target.journal().is_some_and(|path| path.exists())
    }

    fn rejects_path(&self) -> Option<PathBuf> {
        self.rejects.clone().or_else(|| match &self.target {
            Target::Stdout => None,
            Target::File(path) => Some(files::with_suffix(path, ".rejects.jsonl")),
            Target::Directory(path, _) => Some(path.join("rejects.jsonl")),
        })
    }

    /// All that determines the output.
    fn all_settings(&self, reader: &[(String, String)]) -> Vec<(String, String)> {
        let form = &self.form;
        let mut settings = self.settings.clone();
        settings.extend_from_slice(reader);
        let shard = match self.target {
            Target::Directory(_, documents) => documents,
            _ => 0,
        };
        settings.extend(
            [
                (FORMAT, form.format.to_string()),
                ("include-text", form.include_text.to_string()),
                ("pretty", form.options.pretty.to_string()),
                ("csv-safe", form.options.csv_safe.to_string()),
                ("compression", format!("{:?}", form.compression)),
                ("shard-documents", shard.to_string()),
                ("dedupe", self.dedupe.to_string()),
                ("rejects", format!("{:?}", self.rejects)),
            ]
            .map(|(name, value)| (name.to_owned(), value)),
        );
        settings
    }

    fn write(
        &self,
        writing: &mut Writing,
        group: ReadGroup,
        watch: &mut (impl FnMut(Event) + Send),
    ) -> Result<()> {
        for ((item, document), mark) in group.items.into_iter().zip(&group.marks) {
            match (item, document) {
                (Item::Rejected(rejected), _) => {
                    watch(Event::Rejected(&rejected));
                    writing.reject(&rejected)?;
                }
                (Item::Duplicate(..), _) if self.leaves_duplicates_out() => writing.leave_out(),
                (Item::Text(record) | Item::Duplicate(record, _), Some(document)) => {
                    writing.document(record, document)?;
                    if writing.wants_checkpoint() {
                        writing.checkpoint(*mark)?;
                    }
                }
                (_, None) => {}
            }
        }
        if let Some(mark) = group.marks.last() {
            writing.checkpoint(*mark)?;
        }
        watch(Event::Progress(writing.summary()));
        match self.max_rejects {
            Some(most) if writing.summary().rejected() > most => Err(Error::new(
                ErrorKind::Input,
                format!(
                    "{} records were rejected, more than the {most} allowed",
                    writing.summary().rejected()
                ),
            )),
            _ => Ok(()),
        }
    }
}

/// What a job reports while it runs.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// A record that could not be read.
    Rejected(&'a Rejected),
    /// How far the job is.
    Progress(&'a Summary),
    /// A problem that does not stop the job, and what is done about it.
    Notice(&'a str),
}

/// A group that the pipeline has read.
struct ReadGroup {
    items: Vec<(Item, Option<Document>)>,
    marks: Vec<journal::Mark>,
    bytes: u64,
}

/// Reads a group. `failed` has the ids of the texts that griot failed on in this run.
fn read_group(griot: &Griot, group: Group, failed: &mut HashSet<String>) -> Result<ReadGroup> {
    let texts: Vec<&Record> = group
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Text(record) => Some(record),
            _ => None,
        })
        .collect();
    let mut documents = griot.read_all(&texts)?.into_iter();
    let rejected = |record: &Record, fault: &Error| {
        let rejected = Rejected::internal(record, fault);
        (Item::Rejected(rejected), None)
    };
    let items = group
        .items
        .into_iter()
        .map(|item| match item {
            Item::Text(record) => match documents.next() {
                Some(Err(fault)) => {
                    failed.insert(record.id.clone());
                    rejected(&record, &fault)
                }
                document => (Item::Text(record), document.and_then(Result::ok)),
            },
            // It would name a document that does not exist.
            Item::Duplicate(record, first) if failed.contains(&first) => {
                let fault = Error::new(
                    ErrorKind::Internal,
                    format!("a fault in griot on the same text, in record {first:?}"),
                );
                rejected(&record, &fault)
            }
            Item::Duplicate(record, first) => match griot.duplicate(&record, first.clone()) {
                Ok(document) => (Item::Duplicate(record, first), Some(document)),
                Err(fault) => rejected(&record, &fault),
            },
            Item::Rejected(rejected) => (Item::Rejected(rejected), None),
        })
        .collect();
    Ok(ReadGroup {
        items,
        marks: group.marks,
        bytes: group.bytes,
    })
}
/// What reads the texts, by its content: the model, and the user's list of names if there is one.
fn reader_settings(griot: &Griot) -> Vec<(String, String)> {
    let model = ("model", griot.model_fingerprint());
    let known = griot.known_fingerprint().map(|list| ("known", list));
    let both = [model].into_iter().chain(known);
    both.map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}
