//! The command line: flags in one place, a file a subcommand.

mod evaluate;
mod extract;
mod flags;
mod progress;

use std::process::ExitCode;

use clap::Parser;

use flags::{Command, Flags};

/// How a run ended, as its exit code tells.
pub enum Outcome {
    /// All done: 0.
    Done,
    /// Done, but some records were rejected: 1.
    SomeRejected,
}

/// A run that could not go on, as text for standard error: exit code 2.
pub type Failure = Box<dyn std::error::Error>;

/// Parses the flags and runs the command.
pub fn run() -> ExitCode {
    let outcome = match Flags::parse().command {
        Command::Extract(flags) => extract::run(&flags),
        Command::Eval(flags) => evaluate::run(&flags),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeRejected) => ExitCode::from(1),
        Err(failure) => {
            eprintln!("griot: {failure}");
            ExitCode::from(2)
        }
    }
}

/// Whether an output error only means that the reader of a pipe has gone.
pub fn is_closed_pipe(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::BrokenPipe
}
