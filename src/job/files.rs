//! Files that a job writes: never through a link, never over what is not its own.

use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind, Result, io_error};
use crate::job::own;
use crate::paths::parent;
use crate::whole::temporary;

/// Refuses a device, a pipe or a directory: a file would take its place.
pub(super) fn expect_file(path: &Path) -> Result<()> {
    if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(Error::new(
            ErrorKind::Option,
            format!(
                "cannot write {}: it is not a file; redirect standard output to it instead",
                path.display()
            ),
        ));
    }
    Ok(())
}

/// What is at a path where a job keeps a file of its own; `None` if nothing is.
///
/// # Errors
///
/// If it is a link or not a file: whoever put it there meant another file, and it is not followed.
pub(super) fn standing(path: &Path) -> Result<Option<Metadata>> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => Ok(Some(found)),
        Ok(found) => Err(Error::new(
            ErrorKind::Option,
            format!(
                "cannot write {}: it is {}; move it away",
                path.display(),
                if found.is_symlink() {
                    "a link, which is not followed"
                } else {
                    "not a file"
                }
            ),
        )),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(io_error("cannot look at", path, error)),
    }
}

/// Makes a new file where there is nothing, never through a link.
pub(super) fn create(path: &Path) -> Result<File> {
    File::options()
        .read(true)
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(|e| io_error("cannot write", path, e))
}

/// Opens an existing file, never through a link.
pub(super) fn open(path: &Path, options: &OpenOptions) -> Result<File> {
    let failed = |e| io_error("cannot open", path, e);
    // Before it is opened: a named pipe would wait for its other end.
    standing(path)?;
    let file = options.open(path).map_err(failed)?;
    let stands = standing(path)?;
    let opened = file.metadata().map_err(failed)?;
    if stands.is_some_and(|stands| is_same(&stands, &opened)) {
        Ok(file)
    } else {
        Err(failed(io::Error::other("another file took its place")))
    }
}

/// Whether both are of the same file.
pub(super) fn is_same(one: &Metadata, other: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        (one.dev(), one.ino()) == (other.dev(), other.ino())
    }
    #[cfg(not(unix))]
    {
        one.created().ok() == other.created().ok()
    }
}

/// Locks an open file for as long as it is open. Two runs may reach one file under different output
/// names, and so with different locks.
pub(super) fn locked(file: File, path: &Path) -> Result<File> {
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::new(
            ErrorKind::Option,
            format!(
                "another run is writing to {}: wait for it to end, or write elsewhere",
                path.display()
            ),
        )),
        Err(TryLockError::Error(error)) => Err(io_error("cannot lock", path, error)),
    }
}

/// Refuses a file that another run writes to.
pub(super) fn expect_unlocked(path: &Path) -> Result<()> {
    if standing(path)?.is_some() {
        locked(open(path, File::options().read(true).write(true))?, path)?;
    }
    Ok(())
}

/// Makes a new file in place of one of the job's own.
pub(super) fn create_anew(path: &Path) -> Result<File> {
    remove(path)?;
    create(path)
}

/// Removes a file of the job's own, if there is one.
pub(super) fn remove(path: &Path) -> Result<()> {
    if standing(path)?.is_some() {
        fs::remove_file(path).map_err(|e| io_error("cannot remove", path, e))?;
    }
    Ok(())
}

/// The name of a file that is not whole yet.
pub(super) fn partial(path: &Path) -> PathBuf {
    with_suffix(path, ".partial")
}

/// Opens the unfinished file of a shard at `bytes`; 0 makes a new one.
pub(super) fn open_partial(path: &Path, bytes: u64) -> Result<File> {
    let partial = partial(path);
    if bytes == 0 {
        expect_unlocked(&partial)?;
        return locked(create_anew(&partial)?, &partial);
    }
    let failed = |e| io_error("cannot write", &partial, e);
    // It was finished, and the crash came before the journal said so.
    if standing(&partial)?.is_none() {
        fs::rename(path, &partial).map_err(failed)?;
    }
    let file = locked(open(&partial, File::options().append(true))?, &partial)?;
    file.set_len(bytes).map_err(failed)?;
    Ok(file)
}

/// Gives a file that is on the disk its name. Another one may have appeared there since the job
/// began: it is replaced only if griot wrote it.
pub(super) fn name(path: &Path) -> Result<()> {
    own::expect_output(path)?;
    fs::rename(partial(path), path).map_err(|e| io_error("cannot write", path, e))?;
    sync_directory(path)
}

/// Writes a file, whole or not at all.
pub(super) fn put(path: &Path, content: &[u8]) -> Result<()> {
    let failed = |e| io_error("cannot write", path, e);
    let mut file = temporary(parent(path)).map_err(failed)?;
    file.write_all(content).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|e| failed(e.error))?;
    Ok(())
}

/// Whether the last byte of a file ends a line.
pub(super) fn ends_in_line_feed(path: &Path) -> Result<bool> {
    let failed = |e| io_error("cannot read", path, e);
    let mut file = open(path, File::options().read(true))?;
    let mut last = [0];
    file.seek(SeekFrom::End(-1))
        .and_then(|_| file.read_exact(&mut last))
        .map_err(failed)?;
    Ok(last == *b"\n")
}

/// Flushes a rename or removal in the directory of `path` to the disk.
pub(super) fn sync_directory(path: &Path) -> Result<()> {
    // Only Unix can flush a directory.
    if cfg!(unix) {
        let parent = parent(path);
        File::open(parent)
            .and_then(|directory| directory.sync_all())
            .map_err(|e| io_error("cannot write", parent, e))?;
    }
    Ok(())
}

pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
