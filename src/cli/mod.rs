//! The command line: flags in one place, one file per subcommand.

mod account;
mod evaluate;
mod extract;
mod flags;
mod index;
mod interrupts;
mod progress;
mod rejections;
mod report;
mod tell;
mod view;

use std::env;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{MAIN_SEPARATOR, Path};
use std::process::ExitCode;

use clap::Parser;
use griot::terminal::one_line;

use flags::{Command, Flags};
use tell::{tell, untold};

/// How a run ended, as its exit code shows.
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

/// Parses the flags and runs the command. Messages that cannot be written change no exit code.
pub fn run() -> ExitCode {
    tell::panics();
    let flags = match Flags::try_parse() {
        Ok(flags) => flags,
        Err(asked) if !asked.use_stderr() => return code(help(&asked)),
        Err(wrong) => {
            // Parsed again in the form that may be shown, so that the message holds nothing else.
            let shown = env::args_os().map(|arg| one_line(&arg.to_string_lossy()).into_owned());
            tell::usage(&Flags::try_parse_from(shown).err().unwrap_or(wrong));
            return ExitCode::from(2);
        }
    };
    let outcome = catch_unwind(AssertUnwindSafe(|| dispatch(flags.command)));
    let fault = "this is a fault in griot: please report it with the message above";
    let code = code(outcome.unwrap_or_else(|_| Err(fault.into())));
    if untold() > 0 {
        tell(format_args!("{} messages could not be written", untold()));
    }
    code
}

fn dispatch(command: Command) -> Result<Outcome, Failure> {
    match command {
        Command::Extract(flags) => extract::run(&flags),
        Command::Index(flags) => index::run(&flags),
        Command::Report(flags) => report::run(&flags),
        Command::View(flags) => view::run(&flags),
        Command::Eval(flags) => evaluate::run(&flags),
    }
}

fn code(outcome: Result<Outcome, Failure>) -> ExitCode {
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeRejected) => ExitCode::from(1),
        Ok(Outcome::Interrupted) => ExitCode::from(130),
        Err(failure) => {
            tell(failure);
            ExitCode::from(2)
        }
    }
}

/// Writes the help or the version.
fn help(asked: &clap::Error) -> Result<Outcome, Failure> {
    match asked.print().and_then(|()| io::stdout().flush()) {
        Ok(()) => Ok(Outcome::Done),
        Err(error) => closed(error),
    }
}

/// Whether a path is a directory to write into: one that exists, or a name that ends in `/`.
pub fn names_directory(path: &Path) -> bool {
    let name = path.as_os_str().to_string_lossy();
    path.is_dir() || name.ends_with(['/', MAIN_SEPARATOR])
}

/// What an error on standard output means: if its reader has closed it, the run ends without
/// failure.
pub fn closed(error: io::Error) -> Result<Outcome, Failure> {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Ok(Outcome::Done),
        _ => Err(format!("cannot write standard output: {error}").into()),
    }
}
