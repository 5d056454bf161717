//! Where the time goes, a stage at a time.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Wall-clock time spent in the groups of stages, over all calls. Concurrent calls add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct StageTimes {
    /// Normalise, segment, tokenise, window.
    pub prepare: Duration,
    /// Batch, infer, merge.
    pub infer: Duration,
    /// Decode, edges, dates, and offsets back to the source.
    pub finish: Duration,
}

#[derive(Default)]
pub(crate) struct Clock {
    pub prepare: Counter,
    pub infer: Counter,
    pub finish: Counter,
}

/// Nanoseconds, added to by any thread.
#[derive(Default)]
pub(crate) struct Counter(AtomicU64);

impl Counter {
    /// Adds the time since `started` and returns the current time.
    pub fn lap(&self, started: Instant) -> Instant {
        let now = Instant::now();
        let nanos = now.duration_since(started).as_nanos();
        self.0
            .fetch_add(u64::try_from(nanos).unwrap_or(u64::MAX), Ordering::Relaxed);
        now
    }

    pub fn total(&self) -> Duration {
        Duration::from_nanos(self.0.load(Ordering::Relaxed))
    }
}
