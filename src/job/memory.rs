//! A bound on the bytes between reading and writing.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// The bytes that may be on their way: the reader takes some, and the writer gives them back.
#[derive(Clone)]
pub(super) struct Memory {
    state: Arc<(Mutex<u64>, Condvar)>,
    limit: u64,
}

impl Memory {
    pub fn new(limit: u64) -> Self {
        Self {
            state: Arc::default(),
            limit,
        }
    }

    /// Waits until `bytes` more fit, or until nothing is on its way: then they may exceed the
    /// limit.
    pub fn take(&self, bytes: u64) {
        let (used, returned) = &*self.state;
        let used = used.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |used: &mut u64| *used > 0 && used.saturating_add(bytes) > self.limit;
        let mut used = returned
            .wait_while(used, full)
            .unwrap_or_else(PoisonError::into_inner);
        *used += bytes;
    }

    pub fn give_back(&self, bytes: u64) {
        let (used, returned) = &*self.state;
        *used.lock().unwrap_or_else(PoisonError::into_inner) -= bytes;
        returned.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[test]
    fn no_more_is_out_than_the_limit_but_for_one_that_is_larger() {
        let (memory, out, most) = (Memory::new(10), AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for bytes in [3, 4, 7, 10] {
                        memory.take(bytes);
                        let now = out.fetch_add(bytes, Ordering::SeqCst) + bytes;
                        most.fetch_max(now, Ordering::SeqCst);
                        out.fetch_sub(bytes, Ordering::SeqCst);
                        memory.give_back(bytes);
                    }
                });
            }
        });
        assert!(most.into_inner() <= 10);
        memory.take(1_000);
        memory.give_back(1_000);
    }
}
