//! Messages on standard error.
//!
//! Standard error may be a full disk, or a pipe whose reader has gone. That is no reason to end a
//! run: messages that cannot be written are counted, and the run goes on. Every message of the
//! command comes through here, one line each, whatever the names in it hold.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::env;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::panic;
use std::sync::atomic::{AtomicU64, Ordering};

use griot::terminal::one_line;

/// Messages that could not be written so far.
static UNTOLD: AtomicU64 = AtomicU64::new(0);

/// Writes a message on a line of its own.
pub fn tell(message: impl Display) {
    line(&format!("griot: {}", one_line(&message.to_string())));
}

/// Writes a line, or several, as they are.
pub fn line(text: &str) {
    let written = io::stderr()
        .lock()
        .write_all(format!("{text}\n").as_bytes());
    if written.is_err() {
        UNTOLD.fetch_add(1, Ordering::Relaxed);
    }
}

/// How many messages could not be written.
pub fn untold() -> u64 {
    UNTOLD.load(Ordering::Relaxed)
}

/// From here on, a panic is reported like any other message. Its text may come from a stranger:
/// libraries put pieces of what they read into it.
pub fn panics() {
    panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map_or_else(String::new, |l| format!(" at {l}"));
        let what = panic.payload_as_str().unwrap_or("without a message");
        tell(format_args!("panic{place}: {what}"));
        // Taken only if RUST_BACKTRACE asks for it.
        let trace = Backtrace::capture();
        if trace.status() == BacktraceStatus::Captured {
            line(&trace.to_string());
        }
    }));
}

/// Says what is wrong with the arguments, in as many lines as it takes.
pub fn usage(wrong: &clap::Error) {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let told = wrong.render();
    let told = match io::stderr().is_terminal() && !set("NO_COLOR") {
        true => told.ansi().to_string(),
        false => told.to_string(),
    };
    line(told.trim_end());
}
