//! The command line: flags in one place, a file a subcommand.

mod evaluate;
mod extract;
mod flags;
mod index;
mod interrupts;
mod progress;
mod report;
mod told;
mod view;

use std::fmt::Display;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{MAIN_SEPARATOR, Path};
use std::process::ExitCode;

use clap::Parser;

use flags::{Command, Flags};

/// How a run ended, as its exit code tells.
pub enum Outcome {
    /// All done: 0.
    Done,
    /// Done, but some records were rejected: 1.
    SomeRejected,
    /// Interrupted by Ctrl-C or another signal, in order: 130.
    Interrupted,
}

/// A run that could not go on, as text for standard error: exit code 2.
pub type Failure = Box<dyn std::error::Error>;

/// Parses the flags and runs the command.
pub fn run() -> ExitCode {
    let outcome = match Flags::parse().command {
        Command::Extract(flags) => extract::run(&flags),
        Command::Index(flags) => index::run(&flags),
        Command::Report(flags) => report::run(&flags),
        Command::View(flags) => view::run(&flags),
        Command::Eval(flags) => evaluate::run(&flags),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeRejected) => ExitCode::from(1),
        Ok(Outcome::Interrupted) => ExitCode::from(130),
        Err(failure) => {
            eprintln!("{}", message(failure));
            ExitCode::from(2)
        }
    }
}

/// Whether an output error only means that the reader of a pipe has gone.
pub fn is_closed_pipe(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

/// What standard error is told: a file's name may hold what would steer a terminal.
pub fn message(told: impl Display) -> String {
    let steers = |c: char| c.is_control() && c != '\n' && c != '\t';
    format!("griot: {told}").replace(steers, "\u{fffd}")
}

/// Whether a path is a directory to write into: one that is there, or a name that ends in `/`.
pub fn names_directory(path: &Path) -> bool {
    let name = path.as_os_str().to_string_lossy();
    path.is_dir() || name.ends_with(['/', MAIN_SEPARATOR])
}

/// A file, or standard output.
pub fn sink(path: Option<&Path>) -> Result<Box<dyn Write>, Failure> {
    Ok(match path {
        Some(path) => Box::new(BufWriter::new(create(path)?)),
        None => Box::new(BufWriter::new(io::stdout())),
    })
}

/// A new file, or the reason why not.
pub fn create(path: &Path) -> Result<File, Failure> {
    File::create(path).map_err(|e| format!("cannot write {}: {e}", path.display()).into())
}

/// A reader that has seen enough ends the run in peace; any other write error ends it as a failure.
pub fn closed(error: io::Error, path: Option<&Path>) -> Result<Outcome, Failure> {
    if path.is_none() && is_closed_pipe(&error) {
        return Ok(Outcome::Done);
    }
    let name = path.map_or("standard output".into(), |p| p.display().to_string());
    Err(format!("cannot write {name}: {error}").into())
}
