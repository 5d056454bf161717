//! What an earlier run left in a directory of shards.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::job::Target;
use crate::job::files::{self, io_error};
use crate::job::own::{self, Found};
use crate::job::target::{Form, is_shard};
use crate::write::OutputFormat;

/// The whole output of an earlier run, which stays until there is a document to take its place.
pub(super) struct Earlier {
    /// `None` where nothing has to go: an output file is replaced by a rename, and the list of brat
    /// pairs removes those that it knows.
    directory: Option<PathBuf>,
}

impl Earlier {
    pub fn of(target: &Target, form: &Form) -> Self {
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
            if !is_partial(&shard) && own::output(&shard)? != Found::Foreign {
                files::remove(&shard)?;
            }
        }
        Ok(())
    }
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
