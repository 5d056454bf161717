//! A run of the command, timed, with its peak memory.

use std::ffi::OsStr;
use std::process::{Command, Stdio};
use std::time::Instant;

pub struct Run {
    pub seconds: f64,
    /// `None` without the command `time`.
    pub peak_kilobytes: Option<f64>,
    /// What went wrong, if anything did.
    pub failure: Option<String>,
}

/// Runs a command of griot with these arguments; its output is discarded.
pub fn run<S: AsRef<OsStr>>(command: &str, arguments: impl IntoIterator<Item = S>) -> Run {
    let started = Instant::now();
    let child = Command::new("/usr/bin/env")
        .args(["time", "-f", "%M", env!("CARGO_BIN_EXE_griot"), command])
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .output();
    let seconds = started.elapsed().as_secs_f64();
    match child {
        Ok(child) => {
            let told = String::from_utf8_lossy(&child.stderr).into_owned();
            let last = told.lines().last().unwrap_or_default();
            Run {
                seconds,
                peak_kilobytes: last.trim().parse().ok(),
                failure: (!child.status.success()).then_some(told),
            }
        }
        Err(error) => Run {
            seconds,
            peak_kilobytes: None,
            failure: Some(error.to_string()),
        },
    }
}
