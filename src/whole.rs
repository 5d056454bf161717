//! Files that get their names once they are whole, and replace only files of their own kind.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use crate::error::{Error, ErrorKind, Result, io_error};
use crate::paths::parent;

/// A name for a file, and the kind of file that it may replace.
#[derive(Clone, Debug)]
pub(crate) struct Destination {
    path: PathBuf,
    kind: FileKind,
}

/// A kind of file that griot writes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FileKind {
    /// What it is called, with no article.
    pub name: &'static str,
    /// Whether the file at this path is one.
    pub is_one: fn(&Path) -> io::Result<bool>,
}

impl Destination {
    /// # Errors
    ///
    /// If something else is there: it may be an input, or the only copy of something.
    pub fn new(path: impl Into<PathBuf>, kind: FileKind) -> Result<Self> {
        let place = Self {
            path: path.into(),
            kind,
        };
        place.expect_ours()?;
        Ok(place)
    }

    fn expect_ours(&self) -> Result<()> {
        let path = self.path.display();
        let name = self.kind.name;
        let failed = |e| io_error("cannot look at", &self.path, e);
        let refused = match fs::metadata(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let directory = parent(&self.path);
                if directory.is_dir() {
                    return Ok(());
                }
                let directory = directory.display();
                format!("cannot write {path}: there is no directory {directory}")
            }
            Err(error) => return Err(failed(error)),
            Ok(found) if found.is_dir() => format!("{path} is a directory: expected a file"),
            Ok(found) if !found.is_file() => {
                format!(
                    "cannot write {path}: it is not a file; redirect standard output to it instead"
                )
            }
            // Nothing is lost with an empty file.
            Ok(found) if found.len() == 0 => return Ok(()),
            Ok(_) if (self.kind.is_one)(&self.path).map_err(failed)? => return Ok(()),
            Ok(_) => {
                format!("{path} exists and is no {name}: expected a new name, or an earlier {name}")
            }
        };
        Err(Error::new(ErrorKind::Option, refused))
    }

    /// Writes a file beside its destination; it is removed if it is dropped before it is named.
    pub fn write(&self, write: impl FnOnce(&mut File) -> io::Result<()>) -> Result<TempPath> {
        temporary(parent(&self.path))
            .and_then(|mut temporary| {
                write(temporary.as_file_mut())?;
                temporary.as_file().sync_all()?;
                Ok(temporary.into_temp_path())
            })
            .map_err(|e| io_error("cannot write", &self.path, e))
    }

    /// The same for what opens the file by its path.
    #[cfg(feature = "sqlite")]
    pub fn make(&self, make: impl FnOnce(&Path) -> io::Result<()>) -> Result<TempPath> {
        temporary(parent(&self.path))
            .and_then(|temporary| {
                make(temporary.path())?;
                temporary.as_file().sync_all()?;
                Ok(temporary.into_temp_path())
            })
            .map_err(|e| io_error("cannot write", &self.path, e))
    }

    /// Gives a file its name, if there is still nothing else there.
    pub fn name(&self, temporary: TempPath) -> Result<()> {
        self.expect_ours()?;
        let named = temporary.persist(&self.path);
        named.map_err(|e| io_error("cannot write", &self.path, e.error))
    }
}

/// A new file in a directory; it is removed if it is dropped before it is named.
pub(crate) fn temporary(directory: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".griot-").suffix(".partial");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As for any new file, the umask applies.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(directory)
}
