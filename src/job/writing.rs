//! A job's output as a whole: its body, its journal, its rejects file, its summary.

use std::fs;

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::error::{Error, ErrorKind, Result, io_error};
use crate::job::begin::{Begun, Done};
use crate::job::earlier::Earlier;
use crate::job::journal::{Checkpoint, Journal, Mark};
use crate::job::lines::Lines;
use crate::job::lock::Lock;
use crate::job::pairs::Pairs;
use crate::job::rejects::Rejects;
use crate::job::summary::{End, Summary};
#[cfg(feature = "parquet")]
use crate::job::tables::TableShards;
use crate::job::tally::{Stamp, Tally};
use crate::job::{Job, Target};
use crate::read::{Record, Rejected};
use crate::write::OutputFormat;

/// How far the output is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct OutputPosition {
    /// The file that is being written, from 0.
    pub shard: u64,
    /// Documents in it.
    pub documents: u64,
    /// What is in it; for brat, in the list of pairs.
    pub written: Stamp,
}

/// A way of writing documents.
pub(super) trait OutputBody: Send {
    fn document(&mut self, document: Document) -> Result<()>;

    /// Whether the output can be continued from here, and perhaps not after the next document.
    fn wants_checkpoint(&self) -> bool {
        false
    }

    /// Flushes all that was given so far to the disk, and says how far the output is then; `None`
    /// if it cannot be continued from here.
    fn checkpoint(&mut self) -> Result<Option<OutputPosition>>;

    /// Gives the files their names: the output is whole.
    fn finish(&mut self) -> Result<()>;
}

/// The output, its journal and its rejects file.
pub(super) struct Writing {
    body: Box<dyn OutputBody>,
    journal: Option<Journal>,
    rejects: Option<Rejects>,
    summary: Summary,
    with_texts: bool,
    /// Until the first document.
    earlier: Option<Earlier>,
    /// Given back when all else is done.
    locks: Vec<Lock>,
}

/// The result of opening a job's output.
pub(super) enum OpenedOutput {
    /// It can be written, and the input had been read up to this mark.
    Writing(Box<Writing>, Mark),
    /// An earlier job completed it.
    Finished,
}

impl Writing {
    /// Opens the output of a job, at its start or where an unfinished one stopped. What its owner
    /// should know goes to `notices`.
    pub fn open(
        job: &Job,
        reader: &[(String, String)],
        notices: &mut Vec<String>,
    ) -> Result<OpenedOutput> {
        job.expect_files()?;
        job.expect_apart()?;
        job.expect_format()?;
        if let Target::Directory(path, _) = &job.target {
            fs::create_dir_all(path).map_err(|e| io_error("cannot create", path, e))?;
        }
        let mut locks = Vec::new();
        for path in job.locks() {
            locks.push(Lock::take(path)?);
        }
        job.expect_unlocked()?;
        let (journal, done) = match job.begin(reader, notices)? {
            Begun::Finished => return Ok(OpenedOutput::Finished),
            Begun::At(journal, done) => (journal, done),
        };
        let Done {
            checkpoint,
            output,
            rejects,
        } = *done;
        let rejected = job.rejects_path();
        let rejects = rejected
            .map(|path| Rejects::open(path, rejects))
            .transpose()?;
        let writing = Self {
            body: job.body(checkpoint.output, output)?,
            journal,
            rejects,
            with_texts: job.form.needs_text(),
            earlier: (checkpoint.summary.documents == 0)
                .then(|| Earlier::of(&job.target, &job.form)),
            summary: checkpoint.summary,
            locks,
        };
        Ok(OpenedOutput::Writing(Box::new(writing), checkpoint.input))
    }

    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    pub fn document(&mut self, record: Record, mut document: Document) -> Result<()> {
        self.replace_earlier()?;
        self.summary.document(&record, &document);
        if self.with_texts || record.derived_text {
            document.text = Some(record.text);
        }
        self.body.document(document)
    }

    fn replace_earlier(&mut self) -> Result<()> {
        self.earlier.take().map_or(Ok(()), Earlier::remove)
    }

    /// A duplicate that has no place in the output.
    pub fn leave_out(&mut self) {
        self.summary.duplicates += 1;
    }

    pub fn reject(&mut self, rejected: &Rejected) -> Result<()> {
        self.summary.reject(rejected);
        match &mut self.rejects {
            Some(rejects) => rejects.add(rejected, |first| match &mut self.journal {
                Some(journal) => journal.reject_first(first),
                None => Ok(()),
            }),
            None => Ok(()),
        }
    }

    pub fn wants_checkpoint(&self) -> bool {
        self.body.wants_checkpoint()
    }

    /// All input up to this mark is done.
    pub fn checkpoint(&mut self, input: Mark) -> Result<()> {
        let rejects = self.rejects.as_ref().map(Rejects::sync).transpose()?;
        let output = self.body.checkpoint()?;
        let Some(output) = output else {
            return Ok(());
        };
        let rejected = self.rejects.as_mut().map(Rejects::since_checkpoint);
        match &mut self.journal {
            Some(journal) => journal.add(&Checkpoint {
                input,
                output,
                rejects: rejects.unwrap_or_default(),
                rejected: rejected.unwrap_or_default(),
                summary: self.summary.clone(),
            }),
            None => Ok(()),
        }
    }

    /// Ends a run: a complete one gets its files named and its journal removed; one that could read
    /// nothing is left as if it had been stopped. Gives the summary, and the locks to hold until
    /// that is written as well.
    pub fn finish(mut self, end: End) -> Result<(Summary, Vec<Lock>)> {
        self.summary.end = match end {
            End::Complete if self.summary.is_of_rejects_alone() => End::NothingRead,
            end => end,
        };
        if self.summary.end == End::Complete {
            self.replace_earlier()?;
            self.body.finish()?;
            if let Some(journal) = self.journal {
                journal.remove()?;
            }
        }
        Ok((self.summary, self.locks))
    }
}

impl Job {
    fn expect_format(&self) -> Result<()> {
        let problem = match (self.form.format, &self.target) {
            (OutputFormat::Brat, Target::Stdout | Target::File(_)) => {
                "brat output is a pair of files per document: give a directory with -o DIR/"
            }
            (OutputFormat::Parquet, Target::Stdout) => {
                "Parquet cannot be streamed: give a file or a directory with -o"
            }
            #[cfg(not(feature = "parquet"))]
            (OutputFormat::Parquet, _) => {
                "this build cannot write Parquet: it was built without the feature parquet"
            }
            #[cfg(feature = "parquet")]
            (OutputFormat::Parquet, _) if self.form.compression != super::Compression::None => {
                "Parquet compresses by itself: leave out --compress, and .gz or .zst at the end of \
                 the name"
            }
            (_, Target::Directory(_, 0)) => "files of 0 documents each: expected 1 or more",
            _ => return Ok(()),
        };
        Err(Error::new(ErrorKind::Option, problem))
    }

    fn body(&self, from: OutputPosition, done: Tally) -> Result<Box<dyn OutputBody>> {
        if let (Target::Directory(path, _), Some(list)) =
            (&self.target, self.target.pairs(&self.form))
        {
            return Ok(Box::new(Pairs::open(path.clone(), list, from, done)?));
        }
        #[cfg(feature = "parquet")]
        if self.form.format == OutputFormat::Parquet {
            return Ok(Box::new(TableShards::open(&self.target, &self.form, from)?));
        }
        Ok(Box::new(Lines::open(&self.target, &self.form, from, done)?))
    }
}
