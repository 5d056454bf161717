//! `griot index`.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use griot::index::{
    AddedFile, Decisions, ExportFile, ExportFormat, Index, IndexState, Indexed, LinksFile,
    PairBounds, PairFile, StaleDecision, TableFile, TableFormat,
};
use griot::{KnownList, Reader};

use crate::cli::flags::{IndexFlags, IndexFormat};
use crate::cli::tell::tell;
use crate::cli::{Failure, Outcome};

pub fn run(flags: &IndexFlags) -> Result<Outcome, Failure> {
    apart(flags)?;
    let output = IndexOutput::of(flags)?;
    let links = flags.links.as_deref().map(LinksFile::new).transpose()?;
    let pairs = flags.pairs.as_deref().map(PairFile::new).transpose()?;
    let state = flags.into.as_deref().map(IndexState::new).transpose()?;
    let decisions = flags
        .decisions
        .as_deref()
        .map(Decisions::read)
        .transpose()?;
    let mut index =
        Index::with_max_memory(flags.max_memory).decisions(decisions.unwrap_or_default());
    index = index.known(KnownList::read(&flags.known)?);
    if output.needs_mentions() {
        index = index.keeping_mentions();
    }
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
    if let Some(pairs) = pairs {
        pairs.write(&mut indexed.pairs(flags.pair_bounds())?)?;
    }
    match output.write(&mut indexed, flags.pair_bounds()) {
        // The reader of the output has closed it.
        Err(error) if output.is_stdout() && error.is_closed_pipe() => Ok(outcome),
        written => Ok(written.map(|()| outcome)?),
    }
}

/// Where the index goes.
enum IndexOutput {
    Table(TableFormat, Option<TableFile>),
    Export(ExportFormat, Option<ExportFile>),
}

impl IndexOutput {
    fn of(flags: &IndexFlags) -> Result<Self, Failure> {
        let path = to_file(flags.output.as_deref());
        let format = match (flags.to, path) {
            (Some(format), _) => format,
            (None, Some(path)) => IndexFormat::for_file(path)?,
            (None, None) => IndexFormat::Table(TableFormat::default()),
        };
        match format {
            IndexFormat::Table(format) => {
                Ok(Self::Table(format, path.map(TableFile::new).transpose()?))
            }
            IndexFormat::Export(format) => {
                format.check()?;
                if flags.into.is_some() {
                    let why = "--into keeps no mentions: expected a run over everything";
                    return Err(format!("{format}: {why}, without --into").into());
                }
                if path.is_none() && !format.is_stream() {
                    return Err(format!("{format} is a file: expected -o FILE").into());
                }
                let file = path.map(|path| ExportFile::new(path, format));
                Ok(Self::Export(format, file.transpose()?))
            }
        }
    }

    fn needs_mentions(&self) -> bool {
        matches!(self, Self::Export(..))
    }

    fn is_stdout(&self) -> bool {
        matches!(self, Self::Table(_, None) | Self::Export(_, None))
    }

    fn write(&self, indexed: &mut Indexed, bounds: PairBounds) -> griot::Result<()> {
        match self {
            Self::Table(format, Some(file)) => file.write(indexed.rows()?, *format),
            Self::Table(format, None) => format.write(indexed.rows()?, io::stdout().lock()),
            Self::Export(_, Some(file)) => file.write(indexed, bounds),
            Self::Export(format, None) => indexed.export(*format, io::stdout().lock()),
        }
    }
}

/// The file to write to, if it is not standard output.
fn to_file(output: Option<&Path>) -> Option<&Path> {
    output.filter(|path| *path != Path::new("-"))
}

/// Refuses an output that is also an input, as `griot extract` does, or that is given twice.
fn apart(flags: &IndexFlags) -> Result<(), Failure> {
    let outputs = [
        to_file(flags.output.as_deref()),
        flags.links.as_deref(),
        flags.pairs.as_deref(),
        flags.into.as_deref(),
    ];
    let written: Vec<PathBuf> = outputs
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
    Ok(())
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
