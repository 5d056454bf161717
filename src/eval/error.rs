//! Why an evaluation could not be made: one opaque error, with the place in the file.

use std::fmt;
use std::sync::Arc;

type Source = Box<dyn std::error::Error + Send + Sync>;

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file could not be opened or read.
    Io,
    /// A line is not UTF-8.
    Utf8,
    /// A line is not JSON, or not an object with the fields that are needed.
    Json,
    /// A line of CoNLL or brat is not of its form, or a file of brat lacks the one beside it.
    Format,
    /// A span is empty, reversed or not inside its text.
    Offsets,
    /// A span's surface is not what the text has at its offsets.
    Surface,
    /// An id names two documents.
    DuplicateId,
    /// A prediction is for a document that the gold documents lack.
    UnknownId,
    /// A prediction was made on another text than the gold document's.
    Text,
    /// A label mapping is not of the form `FROM=TO,FROM=`.
    Labels,
}

/// An evaluation that could not be made. Its text says where (`file:line`) and what was expected.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    origin: Option<Origin>,
    message: String,
    source: Option<Source>,
}

impl Error {
    pub(super) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            origin: None,
            message: message.into(),
            source: None,
        }
    }

    pub(super) fn at(mut self, origin: Option<&Origin>) -> Self {
        self.origin = origin.cloned();
        self
    }

    pub(super) fn because(mut self, source: impl Into<Source>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// What kind of thing went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The file as it was named by the caller, where the error lies in one.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        self.origin.as_ref().map(|origin| &*origin.file)
    }

    /// The line in the file, counted from one.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.origin.as_ref().and_then(|origin| origin.line)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(origin) = &self.origin {
            write!(f, "{}:", origin.file)?;
            if let Some(line) = origin.line {
                write!(f, "{line}:")?;
            }
            f.write_str(" ")?;
        }
        f.write_str(&self.message)?;
        if let Some(source) = &self.source {
            write!(f, ": {source}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// Where something was read: a file, and a line of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    file: Arc<str>,
    line: Option<usize>,
}

impl Origin {
    pub(super) fn file(name: &str) -> Self {
        Self {
            file: name.into(),
            line: None,
        }
    }

    pub(super) fn line(&self, line: usize) -> Self {
        Self {
            file: Arc::clone(&self.file),
            line: Some(line),
        }
    }
}
