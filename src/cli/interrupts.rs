//! Ctrl-C and whatever else ends a run from outside.

use griot::Stop;

use crate::cli::Failure;
use crate::cli::tell::tell;

/// The first Ctrl-C ends the job in order, the second at once; so do `SIGTERM` (a request to end)
/// and `SIGHUP` (the terminal was closed).
#[cfg(unix)]
pub fn end(stop: Stop) -> Result<(), Failure> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let mut signals = Signals::new([SIGINT, SIGTERM])?;
    if !hangup_is_ignored() {
        signals.add_signal(SIGHUP)?;
    }
    std::thread::spawn(move || signals.forever().for_each(|_| interrupt(&stop)));
    Ok(())
}

#[cfg(not(unix))]
pub fn end(stop: Stop) -> Result<(), Failure> {
    ctrlc::set_handler(move || interrupt(&stop))?;
    Ok(())
}

fn interrupt(stop: &Stop) {
    if stop.set() {
        std::process::exit(130);
    }
    tell("finishing what is being read; press again to quit at once");
}

/// Whether griot was started to outlive its terminal, as with nohup: only Linux can say.
#[cfg(unix)]
fn hangup_is_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|set| u64::from_str_radix(set.trim(), 16).ok());
    let hangup = 1 << (signal_hook::consts::SIGHUP - 1);
    ignored.is_some_and(|set| set & hangup != 0)
}
