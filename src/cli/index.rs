//! `griot index`.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use griot::index::{
    AddedFile, Decisions, Index, IndexState, LinksFile, StaleDecision, TableFile, TableFormat,
};
use griot::{KnownList, Reader};

use crate::cli::flags::IndexFlags;
use crate::cli::tell::tell;
use crate::cli::{Failure, Outcome};

pub fn run(flags: &IndexFlags) -> Result<Outcome, Failure> {
    let output = flags
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"));
    let format = match (flags.format, output) {
        (Some(format), _) => format,
        (None, Some(path)) => TableFormat::for_file(path)?,
        (None, None) => TableFormat::default(),
    };
    // An output that is also an input is refused, as by `griot extract`.
    let written: Vec<PathBuf> = [output, flags.links.as_deref(), flags.into.as_deref()]
        .into_iter()
        .flatten()
        .filter(|path| !path.is_dir())
        .map(Path::to_owned)
        .collect();
    let mut different = HashSet::new();
    if let Some(twice) = written.iter().find(|path| !different.insert(*path)) {
        return Err(format!(
            "{}: expected a file of its own for each output",
            twice.display()
        )
        .into());
    }
    let read = flags
        .inputs
        .iter()
        .chain(&flags.decisions)
        .chain(&flags.known);
    Reader::new(read).leave_out(written)?;
    let file = output.map(TableFile::new).transpose()?;
    let links = flags.links.as_deref().map(LinksFile::new).transpose()?;
    let state = flags.into.as_deref().map(IndexState::new).transpose()?;
    let decisions = flags
        .decisions
        .as_deref()
        .map(Decisions::read)
        .transpose()?;
    let mut index =
        Index::with_max_memory(flags.max_memory).decisions(decisions.unwrap_or_default());
    index = index.known(KnownList::read(&flags.known)?);
    if let Some(state) = state {
        index = index.into_state(state)?;
    }
    for path in &flags.inputs {
        if index.add_file(path)? == AddedFile::Nothing {
            tell(format_args!("{}: was read before", path.display()));
        }
    }
    let mut indexed = index.finish()?;
    let outcome = stale(indexed.stale());
    if let Some(links) = links {
        links.write(&mut indexed)?;
    }
    let rows = indexed.rows()?;
    let written = match &file {
        Some(file) => file.write(rows, format),
        None => format.write(rows, io::stdout().lock()),
    };
    match written {
        // The reader of the output has closed it.
        Err(error) if file.is_none() && error.is_closed_pipe() => Ok(outcome),
        written => Ok(written.map(|()| outcome)?),
    }
}

/// Tells the decisions that were not used.
pub fn stale(decisions: &[StaleDecision]) -> Outcome {
    for decision in decisions {
        tell(decision);
    }
    match decisions.is_empty() {
        true => Outcome::Done,
        false => Outcome::SomeRejected,
    }
}
