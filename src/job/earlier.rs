//! What an earlier run left in a directory of shards.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Result, io_error};
use crate::job::files::{self, partial};
use crate::job::journal::Journal;
use crate::job::manifest;
use crate::job::own::{self, Occupant};
use crate::job::target::{OutputForm, is_shard, pairs_in};
use crate::job::{FORMAT, Target};
use crate::write::OutputFormat;

/// The whole output of an earlier run, which stays until there is a document to take its place.
pub(super) struct Earlier {
    /// `None` if nothing has to be removed: an output file is replaced by a rename, and the list of
    /// brat pairs removes those that it knows.
    directory: Option<PathBuf>,
}

impl Earlier {
    pub fn of(target: &Target, form: &OutputForm) -> Self {
        let directory = match target {
            Target::Directory(path, _) if form.format != OutputFormat::Brat => Some(path.clone()),
            _ => None,
        };
        Self { directory }
    }

    /// Removes it.
    pub fn remove(self) -> Result<()> {
        let Some(directory) = self.directory else {
            return Ok(());
        };
        for shard in shards(&directory)? {
            if !is_partial(&shard) && own::output(&shard)? != Occupant::Foreign {
                files::remove(&shard)?;
            }
        }
        Ok(())
    }
}

/// What an unfinished run left in a directory, in any format: only its journal shows that it is
/// griot's.
pub(super) struct Unfinished<'a> {
    directory: &'a Path,
    /// `None` if the journal is damaged.
    format: Option<OutputFormat>,
    /// Whether it wrote a document: until then, what is there belongs to another run.
    has_documents: bool,
}

impl<'a> Unfinished<'a> {
    pub fn of(directory: &'a Path, journal: &Path) -> Result<Self> {
        let (format, newest) = Journal::look(journal, FORMAT)?;
        let has_documents = newest.is_some_and(|newest| newest.summary.documents > 0);
        Ok(Self {
            directory,
            format: OutputFormat::ALL
                .into_iter()
                .find(|known| format.as_deref() == Some(known.as_str())),
            has_documents,
        })
    }

    /// Whether it wrote this shard and did not finish it.
    pub fn wrote(&self, shard: &Path) -> bool {
        is_partial(shard) && self.format.is_none_or(|format| is_shard_of(shard, format))
    }

    /// The list of the pairs that it wrote.
    pub fn pairs(&self) -> Option<PathBuf> {
        let wrote = self.format == Some(OutputFormat::Brat) && self.has_documents;
        wrote.then(|| pairs_in(self.directory))
    }

    /// Removes what it left, unless a run of this format would continue or replace it.
    pub fn remove_for(&self, format: OutputFormat) -> Result<()> {
        if self.format == Some(format) {
            return Ok(());
        }
        for shard in shards(self.directory)? {
            if self.wrote(&shard) {
                files::remove(&shard)?;
            }
        }
        match self.pairs() {
            Some(list) => {
                files::remove(&partial(&list))?;
                manifest::remove(&list, self.directory)
            }
            None => Ok(()),
        }
    }
}

pub(super) fn is_shard_of(shard: &Path, format: OutputFormat) -> bool {
    let name = shard.file_name().unwrap_or_default().to_string_lossy();
    let ending = name.split_once('.').map_or("", |(_, ending)| ending);
    ending.starts_with(format.as_str())
}

pub(super) fn is_partial(shard: &Path) -> bool {
    shard.extension().is_some_and(|e| e == "partial")
}

/// The files of a directory that have exactly the name of a shard.
pub(super) fn shards(directory: &Path) -> Result<Vec<PathBuf>> {
    let failed = |e| io_error("cannot list", directory, e);
    let mut shards = Vec::new();
    for entry in fs::read_dir(directory).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path
            .file_name()
            .and_then(|name| name.to_str())
            .is_some_and(is_shard)
        {
            shards.push(path);
        }
    }
    shards.sort();
    Ok(shards)
}
