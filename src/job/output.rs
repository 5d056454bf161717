//! Where a job's output goes, and what of it is safe.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::error::{Error, ErrorKind, Result};
use crate::job::journal::{self, Checkpoint, Journal, Mark};
use crate::job::lines::Lines;
use crate::job::pairs::{self, Pairs};
use crate::job::rejects::Rejects;
use crate::job::summary::{End, Summary};
#[cfg(feature = "parquet")]
use crate::job::tables::Tables;
use crate::job::{Job, Start};
use crate::read::{Record, Rejected};
use crate::write::{EncodeOptions, OutputFormat};

/// Where output goes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// Standard output; nothing is kept for resuming.
    Stdout,
    /// A file. It is written as `FILE.partial`, with the journal `FILE.griot-journal`, and gets its
    /// name when it is whole and on the disk.
    File(PathBuf),
    /// A directory of files (`part-00000.jsonl`, ...) of so many documents each; for brat, of a pair
    /// of files a document. The journal is `griot-journal` in it.
    Directory(PathBuf, u64),
}

/// Compression of output: each group of documents is a member of its own, and readers take the
/// members for one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Compression {
    /// None.
    #[default]
    None,
    /// gzip.
    Gzip,
    /// Zstandard.
    Zstd,
}

impl Compression {
    /// What a file name says: `.gz` or `.zst` at its end.
    pub fn of(path: &Path) -> Self {
        match path.extension().and_then(|e| e.to_str()) {
            Some("gz") => Self::Gzip,
            Some("zst") => Self::Zstd,
            _ => Self::None,
        }
    }

    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Gzip => ".gz",
            Self::Zstd => ".zst",
        }
    }
}

/// The form of the output.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub format: OutputFormat,
    pub options: EncodeOptions,
    pub compression: Compression,
}

/// How far the output is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Position {
    /// The file that is being written, from 0.
    pub shard: u64,
    /// Documents in it.
    pub documents: u64,
    /// Bytes in it.
    pub bytes: u64,
}

/// A way of writing documents.
pub(super) trait Body: Send {
    fn document(&mut self, record: &Record, document: &Document) -> Result<()>;

    /// Brings all that was given so far to the disk, and says where the output stands then; `None`
    /// where it cannot be continued from here.
    fn checkpoint(&mut self) -> Result<Option<Position>>;

    /// Gives the files their names: the output is whole.
    fn finish(&mut self) -> Result<()>;
}

/// The output, its journal and its rejects file.
pub(super) struct Writing {
    body: Box<dyn Body>,
    journal: Option<Journal>,
    rejects: Option<Rejects>,
    summary: Summary,
}

impl Writing {
    /// Opens the output of a job, at its start or where an unfinished one stood. Gives how far the
    /// input had been read.
    pub fn open(job: &Job) -> Result<(Self, Mark)> {
        if let Target::File(path) = &job.target {
            expect_file(path)?;
        }
        let Some(journal_path) = job.target.journal() else {
            let rejects = job.rejects.clone().map(|path| Rejects::open(path, 0));
            let writing = Self {
                body: job.body(Position::default())?,
                journal: None,
                rejects: rejects.transpose()?,
                summary: Summary::default(),
            };
            return Ok((writing, Mark::default()));
        };
        if let Target::Directory(path, _) = &job.target {
            fs::create_dir_all(path).map_err(|e| io_error("cannot create", path, e))?;
        }
        let rejects = job.rejects_path();
        let unfinished = journal_path.exists();
        let (journal, last) = match job.start {
            Start::Resume if unfinished => {
                let short = |checkpoint: &Checkpoint| {
                    let rejects = rejects.as_deref();
                    job.short(checkpoint.output).or_else(|| {
                        rejects
                            .filter(|path| !Rejects::holds(path, checkpoint.rejects))
                            .map(Path::to_owned)
                    })
                };
                Journal::open(&journal_path, &job.all_settings(), short)?
            }
            Start::Fresh if unfinished => {
                return Err(Error::new(
                    ErrorKind::Option,
                    format!(
                        "{} is of an unfinished run: go on with --resume, or start again with \
                         --overwrite",
                        journal_path.display()
                    ),
                ));
            }
            start => {
                job.clear(start == Start::Overwrite)?;
                let journal = Journal::create(&journal_path, &job.all_settings())?;
                (journal, Checkpoint::default())
            }
        };
        let rejects = rejects.map(|path| Rejects::open(path, last.rejects));
        let writing = Self {
            body: job.body(last.output)?,
            journal: Some(journal),
            rejects: rejects.transpose()?,
            summary: last.summary,
        };
        Ok((writing, last.input))
    }

    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    pub fn document(&mut self, record: &Record, document: &Document) -> Result<()> {
        self.summary.document(record, document);
        self.body.document(record, document)
    }

    pub fn reject(&mut self, rejected: &Rejected) -> Result<()> {
        self.summary.reject(rejected);
        match &mut self.rejects {
            Some(rejects) => rejects.add(rejected),
            None => Ok(()),
        }
    }

    /// All up to this mark of the input is done.
    pub fn checkpoint(&mut self, input: Mark) -> Result<()> {
        let rejects = self.rejects.as_ref().map_or(Ok(0), Rejects::sync)?;
        let output = self.body.checkpoint()?;
        match (&mut self.journal, output) {
            (Some(journal), Some(output)) => journal.add(&Checkpoint {
                input,
                output,
                rejects,
                summary: self.summary.clone(),
            }),
            _ => Ok(()),
        }
    }

    /// Ends a run: a complete one gets its files named and its journal removed.
    pub fn finish(mut self, end: End) -> Result<Summary> {
        self.summary.end = end;
        if end == End::Complete {
            self.body.finish()?;
            if let Some(journal) = self.journal {
                journal.remove()?;
            }
        }
        Ok(self.summary)
    }
}

impl Job {
    fn body(&self, from: Position) -> Result<Box<dyn Body>> {
        Ok(match (self.form.format, &self.target) {
            (OutputFormat::Brat, Target::Directory(path, _)) => {
                Box::new(Pairs::new(path.clone(), from))
            }
            (OutputFormat::Brat, _) => {
                return Err(Error::new(
                    ErrorKind::Option,
                    "brat output is a pair of files a document: give a directory with -o DIR/",
                ));
            }
            #[cfg(feature = "parquet")]
            (OutputFormat::Parquet, Target::Stdout) => {
                return Err(Error::new(
                    ErrorKind::Option,
                    "Parquet is no stream: give a file or a directory with -o",
                ));
            }
            #[cfg(feature = "parquet")]
            (OutputFormat::Parquet, _) => Box::new(Tables::open(&self.target, &self.form, from)?),
            _ => Box::new(Lines::open(&self.target, &self.form, from)?),
        })
    }

    /// The file of the output that has not what it should have at a checkpoint.
    fn short(&self, output: Position) -> Option<PathBuf> {
        if self.form.format == OutputFormat::Brat || output.bytes == 0 {
            return None;
        }
        let path = self.target.file(output.shard, &self.form)?;
        let partial = partial(&path);
        let path = if path.exists() && !partial.exists() {
            path
        } else {
            partial
        };
        let long = fs::metadata(&path).is_ok_and(|metadata| metadata.len() >= output.bytes);
        (!long).then_some(path)
    }

    /// Makes room for a new output, or refuses to mix it with an old one.
    fn clear(&self, overwrite: bool) -> Result<()> {
        let Target::Directory(path, _) = &self.target else {
            return Ok(());
        };
        let failed = |e| io_error("cannot list", path, e);
        let mut earlier = Vec::new();
        for entry in fs::read_dir(path).map_err(failed)? {
            let entry = entry.map_err(failed)?.path();
            let name = entry.file_name().unwrap_or_default().to_string_lossy();
            let is_output = match self.form.format {
                OutputFormat::Brat => pairs::is_annotated(&entry),
                _ => name.starts_with("part-"),
            };
            if is_output {
                earlier.push(entry);
            }
        }
        if !earlier.is_empty() && !overwrite {
            return Err(Error::new(
                ErrorKind::Option,
                format!(
                    "{} has the output of an earlier run: choose another directory, or --overwrite",
                    path.display()
                ),
            ));
        }
        for entry in earlier {
            fs::remove_file(&entry).map_err(|e| io_error("cannot remove", &entry, e))?;
        }
        Ok(())
    }

    pub(super) fn rejects_path(&self) -> Option<PathBuf> {
        self.rejects.clone().or_else(|| match &self.target {
            Target::Stdout => None,
            Target::File(path) => Some(with_suffix(path, ".rejects.jsonl")),
            Target::Directory(path, _) => Some(path.join("rejects.jsonl")),
        })
    }

    /// All that decides about the output.
    fn all_settings(&self) -> Vec<(String, String)> {
        let form = &self.form;
        let mut settings = self.settings.clone();
        let shard = match self.target {
            Target::Directory(_, documents) => documents,
            _ => 0,
        };
        settings.extend(
            [
                ("output format", form.format.to_string()),
                ("include-text", form.options.include_text.to_string()),
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
}

impl Target {
    pub(super) fn journal(&self) -> Option<PathBuf> {
        match self {
            Self::Stdout => None,
            Self::File(path) => Some(with_suffix(path, ".griot-journal")),
            Self::Directory(path, _) => Some(path.join("griot-journal")),
        }
    }

    /// The output and what stands beside it while a job runs.
    pub(super) fn outputs(&self) -> Vec<PathBuf> {
        match self {
            Self::Stdout => Vec::new(),
            Self::File(path) => {
                let mut paths = vec![path.clone(), partial(path)];
                let journal = self.journal();
                paths.extend(journal.iter().map(|path| journal::replacement(path)));
                paths.extend(journal);
                paths
            }
            Self::Directory(path, _) => vec![path.clone()],
        }
    }

    /// The name of a shard when it is whole.
    pub(super) fn file(&self, shard: u64, form: &Form) -> Option<PathBuf> {
        match self {
            Self::Stdout => None,
            Self::File(path) => Some(path.clone()),
            Self::Directory(path, _) => Some(path.join(format!(
                "part-{shard:05}.{}{}",
                form.format.as_str(),
                form.compression.extension()
            ))),
        }
    }

    /// Documents of a shard.
    pub(super) fn shard_documents(&self) -> u64 {
        match self {
            Self::Directory(_, documents) => *documents,
            _ => u64::MAX,
        }
    }
}

/// Refuses a device, a pipe or a directory: a file would take its place.
pub(super) fn expect_file(path: &Path) -> Result<()> {
    if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(Error::new(
            ErrorKind::Option,
            format!(
                "cannot write {}: it is no file; standard output may be sent there",
                path.display()
            ),
        ));
    }
    Ok(())
}

/// The name of a file that is not whole yet.
pub(super) fn partial(path: &Path) -> PathBuf {
    with_suffix(path, ".partial")
}

/// Opens the unfinished file of a shard at `bytes`; 0 is a new one.
pub(super) fn open_partial(path: &Path, bytes: u64) -> Result<File> {
    let partial = partial(path);
    let failed = |e| io_error("cannot write", &partial, e);
    if bytes == 0 {
        return File::create(&partial).map_err(failed);
    }
    // It had been finished, and the crash came before the journal said so.
    if !partial.exists() {
        fs::rename(path, &partial).map_err(failed)?;
    }
    let file = File::options()
        .append(true)
        .open(&partial)
        .map_err(failed)?;
    file.set_len(bytes).map_err(failed)?;
    Ok(file)
}

/// Gives a file that is on the disk its name.
pub(super) fn name(path: &Path) -> Result<()> {
    fs::rename(partial(path), path).map_err(|e| io_error("cannot write", path, e))?;
    sync_directory(path)
}

/// Brings a rename or removal in the directory of `path` to the disk.
pub(super) fn sync_directory(path: &Path) -> Result<()> {
    // Only Unix can flush a directory.
    if cfg!(unix) {
        let parent = match path.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        File::open(parent)
            .and_then(|directory| directory.sync_all())
            .map_err(|e| io_error("cannot write", parent, e))?;
    }
    Ok(())
}

pub(super) fn io_error(what: &str, path: &Path, error: io::Error) -> Error {
    Error::because(ErrorKind::Io, format!("{what} {}", path.display()), error)
}

pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
