//! The lock: one run at a time writes to an output.
//!
//! It is the operating system's, so it ends with the process that holds it, however that ends. It
//! is held on a file of its own: the journal is replaced now and then, and the output has no name
//! yet. The file says who holds it, and is removed at the end of the run; a run that was killed
//! leaves it behind, which keeps nobody out.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind, Result, io_error};
use crate::job::files;
use crate::paths;

/// How the file begins.
const MARK: &str = "griot-lock/1";

/// Held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    /// `None` once it is given back.
    file: Option<File>,
}

impl Lock {
    /// Takes the lock, without waiting and without touching what another run holds.
    pub fn take(path: PathBuf) -> Result<Self> {
        let failed = |e| io_error("cannot lock", &path, e);
        loop {
            let mut options = File::options();
            options.read(true).write(true);
            // A link is not followed, either here or where the two are compared below.
            options.create_new(files::standing(&path)?.is_none());
            let mut file = match options.open(&path) {
                Ok(file) => file,
                // Another run came, or ended, in between.
                Err(error)
                    if matches!(
                        error.kind(),
                        io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound
                    ) && paths::parent(&path).is_dir() =>
                {
                    continue;
                }
                Err(error) => return Err(io_error("cannot write", &path, error)),
            };
            let mut holder = String::new();
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    // Some systems do not let others read it.
                    let read = file.take(1024).read_to_string(&mut holder);
                    return Err(held(&path, read.map_or("", |_| &holder)));
                }
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
            // Its last holder may have removed it after it was opened here: then a third run may
            // hold another file of this name.
            let stands = fs::symlink_metadata(&path).ok();
            let locked = file.metadata().map_err(failed)?;
            if !stands.is_some_and(|stands| files::is_same(&stands, &locked)) {
                continue;
            }
            let read = Read::by_ref(&mut file)
                .take(1024)
                .read_to_string(&mut holder);
            if read.is_err() || !(holder.is_empty() || holder.starts_with(MARK)) {
                return Err(Error::new(
                    ErrorKind::Option,
                    format!(
                        "{} is not a lock of griot's and is not replaced: move it away",
                        path.display()
                    ),
                ));
            }
            let (process, host) = (std::process::id(), gethostname::gethostname());
            let content = format!("{MARK} process {process} on {}\n", host.to_string_lossy());
            file.set_len(0)
                .and_then(|()| file.rewind())
                .and_then(|()| file.write_all(content.as_bytes()))
                .map_err(failed)?;
            let file = Some(file);
            return Ok(Self { path, file });
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is held: whoever opened it in between sees that it is gone.
        let _ = fs::remove_file(&self.path);
        drop(self.file.take());
    }
}

fn held(path: &Path, holder: &str) -> Error {
    let holder = holder.strip_prefix(MARK).map(str::trim).unwrap_or_default();
    let holder = match holder {
        "" => String::new(),
        holder => format!(" ({holder})"),
    };
    Error::new(
        ErrorKind::Option,
        format!(
            "another run{holder} is writing there and holds {}: wait for it to end, or write \
             elsewhere",
            path.display()
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_is_told_who_holds_it_and_a_third_gets_it_after() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("out.griot-lock");
        let first = Lock::take(path.clone()).expect("free");
        let before = fs::read(&path).expect("read");
        let error = Lock::take(path.clone()).expect_err("held").to_string();
        let process = format!("process {}", std::process::id());
        assert!(error.contains(&process), "{error}");
        assert_eq!(fs::read(&path).expect("read"), before);
        drop(first);
        assert!(!path.exists());
        drop(Lock::take(path).expect("free again"));
    }

    #[test]
    fn what_a_killed_run_left_keeps_nobody_out() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("out.griot-lock");
        fs::write(
            &path,
            format!("{MARK} process 1 on another-machine-by-far\n"),
        )
        .expect("written");
        let _lock = Lock::take(path.clone()).expect("free");
        let content = fs::read_to_string(&path).expect("read");
        assert!(content.contains(&std::process::id().to_string()) && !content.contains("by-far"));
    }

    #[test]
    fn a_file_of_that_name_that_is_no_lock_stays() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("out.griot-lock");
        fs::write(&path, "my notes").expect("written");
        assert!(Lock::take(path.clone()).is_err());
        assert_eq!(fs::read(&path).expect("read"), b"my notes");
    }

    #[test]
    fn of_many_that_come_and_go_one_holds_it_at_a_time() {
        use std::sync::atomic::{AtomicU64, Ordering};

        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("out.griot-lock");
        let (inside, taken) = (AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..500 {
                        if let Ok(lock) = Lock::take(path.clone()) {
                            assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                            taken.fetch_add(1, Ordering::SeqCst);
                            inside.fetch_sub(1, Ordering::SeqCst);
                            drop(lock);
                        }
                    }
                });
            }
        });
        assert!(taken.into_inner() > 0);
    }
}
