//! Long calls: without the interpreter's lock, and ended by Ctrl-C.

use std::panic::resume_unwind;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use griot::Stop;
use pyo3::prelude::*;

use crate::errors::raised;

/// How often signals are looked for.
const GLANCE: Duration = Duration::from_millis(50);

/// Runs `work` on a thread of its own, which leaves this one to Python's signals. A handler that
/// raises (Ctrl-C does) ends the work: `stop` is set, and the exception raised once it is over.
pub fn interruptible<T: Send>(
    py: Python<'_>,
    work: impl FnOnce(&Stop) -> griot::Result<T> + Send,
) -> PyResult<T> {
    let stop = Stop::new();
    py.detach(|| {
        thread::scope(|scope| {
            let (done, ended) = channel::<()>();
            let stop = &stop;
            let worker = scope.spawn(move || {
                // Dropped at the end, even of a panic: that wakes the watch.
                let _done = done;
                work(stop)
            });
            let mut signal = None;
            while signal.is_none() && ended.recv_timeout(GLANCE) == Err(RecvTimeoutError::Timeout) {
                signal = Python::attach(|py| py.check_signals()).err();
            }
            if signal.is_some() {
                stop.set();
            }
            let result = worker.join().unwrap_or_else(|panic| resume_unwind(panic));
            match signal {
                Some(raising) => Err(raising),
                None => result.map_err(raised),
            }
        })
    })
}
