//! One opaque error for the whole library.

use std::fmt;

/// What went wrong, for callers that act on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A model could not be found, read or used.
    Model,
    /// The inference engine failed, or is not in this build.
    Engine,
    /// A file or stream could not be read or written.
    Io,
    /// Input that is not in the form it should have.
    Input,
    /// An option has a value that cannot be used.
    Option,
    /// The caller ended the work.
    Stopped,
    /// A fault of griot itself on one text; other texts are not affected.
    Internal,
}

/// The error of every fallible call. [`Error::kind`] says what kind it is; its `Display` text says
/// where it happened and what was expected.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The result of every fallible call of this crate.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            source: None,
        }
    }

    pub(crate) fn because(
        kind: ErrorKind,
        message: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self {
            kind,
            message: message.into(),
            source: Some(source.into()),
        }
    }

    /// The same error, prefixed with its place.
    pub(crate) fn within(mut self, place: String) -> Self {
        self.message = format!("{place}: {}", self.message);
        self
    }

    /// The same error for another text that it affects; its message includes its source.
    pub(crate) fn again(&self) -> Self {
        Self::new(self.kind, self.to_string())
    }

    /// What kind of failure this is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Whether it only means that the reader of a pipe has gone.
    pub fn is_closed_pipe(&self) -> bool {
        let source = self.source.as_deref();
        source
            .and_then(|source| source.downcast_ref::<std::io::Error>())
            .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
    }
}

/// An error of kind [`ErrorKind::Io`] at a path; `what` says what failed (`cannot read`).
#[cfg(feature = "corpus")]
pub(crate) fn io_error(what: &str, path: &std::path::Path, error: std::io::Error) -> Error {
    Error::because(ErrorKind::Io, format!("{what} {}", path.display()), error)
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(source) = &self.source {
            write!(f, ": {source}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|s| s as _)
    }
}
