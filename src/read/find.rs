//! The files that the inputs name: directories and patterns are expanded.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::paths::resolved;
use crate::read::format::Format;
use crate::read::passed_over::PassedOver;

/// Paths that are not read.
#[derive(Default)]
pub(super) struct Excluded(Vec<PathBuf>);

impl Excluded {
    pub fn new(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        Self(paths.into_iter().map(|path| resolved(&path)).collect())
    }

    /// The excluded path that `path` is, or is within, once links are resolved.
    pub fn holder(&self, path: &Path) -> Option<&Path> {
        if self.0.is_empty() {
            return None;
        }
        let path = resolved(path);
        let mut paths = self.0.iter().map(PathBuf::as_path);
        paths.find(|left_out| path.starts_with(left_out))
    }
}

/// The entries of a directory that are read, in the order of their names: files of a known format, and
/// directories. Links to directories are left out, which also prevents loops. Other files are counted.
pub(super) fn directory(
    path: &Path,
    left_out: &Excluded,
    passed_over: &PassedOver,
) -> io::Result<Vec<PathBuf>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let path = entry.path();
        let read = if entry.file_type()?.is_dir() {
            true
        } else if Format::known(&path).is_some() {
            // Not pipes or devices, which may never end. A broken link is reported later.
            fs::metadata(&path).map_or(true, |found| found.is_file())
        } else {
            // Nobody misses the run's own output among the inputs.
            if fs::metadata(&path).is_ok_and(|found| found.is_file())
                && left_out.holder(&path).is_none()
            {
                passed_over.count(&path);
            }
            false
        };
        if read {
            entries.push(path);
        }
    }
    entries.sort();
    Ok(entries)
}

/// The paths that a pattern matches, in the order of their names; `None` if the argument is not a
/// pattern, or is the name of something.
pub(super) fn pattern(argument: &Path) -> Option<Result<Vec<PathBuf>, String>> {
    if fs::symlink_metadata(argument).is_ok() {
        return None;
    }
    let text = argument.to_str()?;
    if !text.contains(['*', '?', '[']) {
        return None;
    }
    let matches = match glob::glob(text) {
        Ok(matches) => matches,
        Err(error) => {
            return Some(Err(format!(
                "is neither a file nor a valid pattern: {error}"
            )));
        }
    };
    // A directory that cannot be listed hides what it holds from the pattern, as in a shell.
    let found: Vec<PathBuf> = matches.filter_map(Result::ok).collect();
    Some(if found.is_empty() {
        Err("matches no file: expected a file, a directory or a pattern of these".to_owned())
    } else {
        Ok(found)
    })
}
