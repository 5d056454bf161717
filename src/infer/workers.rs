//! The threads that run the engine.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use rten::ThreadPool;

use crate::error::Result;

/// A pool of threads. Parallel loops of rayon that start inside [`Threads::run`] stay in it; so do
/// those of the default engine, which is given the pool.
pub(crate) struct Threads(Arc<ThreadPool>);

impl Threads {
    /// A pool of `n` threads.
    pub fn with(n: usize) -> Self {
        Self(Arc::new(ThreadPool::with_num_threads(n)))
    }

    /// Runs `work` in the pool and waits for it.
    pub fn run<R: Send>(&self, work: impl FnOnce() -> R + Send) -> R {
        self.0.run(work)
    }

    /// The pool as rten takes it.
    pub(super) fn pool(&self) -> Arc<ThreadPool> {
        Arc::clone(&self.0)
    }
}

/// As many workers as the pipeline has threads, lent to whoever infers.
///
/// A worker runs one call of the engine at a time. It is a pool of one thread, and the engine's own
/// parallel loops stay in it: calls side by side on one thread each are faster than calls that share
/// all threads (by a seventh on two), and no thread is needed in two places.
pub(crate) struct Workers {
    idle: Mutex<Vec<Threads>>,
    returned: Condvar,
}

impl Workers {
    pub fn new(threads: usize) -> Self {
        let workers = (0..threads.max(1)).map(|_| Threads::with(1));
        Self {
            idle: Mutex::new(workers.collect()),
            returned: Condvar::new(),
        }
    }

    /// Calls `run` on every item, in parallel on the workers that are idle; waits until there is one.
    /// Results come in the order of the items, or the first error by that order.
    pub fn map<T: Sync, R: Send>(
        &self,
        items: &[T],
        run: impl Fn(&Threads, &T) -> Result<R> + Sync,
    ) -> Result<Vec<R>> {
        if items.is_empty() {
            return Ok(Vec::new());
        }
        let lent = Lent::new(self, items.len());
        let next = AtomicUsize::new(0);
        let work = |worker: &Threads| {
            worker.run(|| {
                let mut done = Vec::new();
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(n) else {
                        return done;
                    };
                    done.push((n, run(worker, item)));
                }
            })
        };
        let mut results = std::thread::scope(|scope| {
            let (first, others) = lent.workers.split_first().expect("at least one is lent");
            let others: Vec<_> = others
                .iter()
                .map(|worker| scope.spawn(|| work(worker)))
                .collect();
            let mut results = work(first);
            for other in others {
                match other.join() {
                    Ok(more) => results.extend(more),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            results
        });
        results.sort_unstable_by_key(|result| result.0);
        results.into_iter().map(|result| result.1).collect()
    }
}

/// Workers on loan; they go back when this is dropped, after a panic too.
struct Lent<'a> {
    workers: Vec<Threads>,
    owner: &'a Workers,
}

impl<'a> Lent<'a> {
    fn new(owner: &'a Workers, wanted: usize) -> Self {
        let idle = owner.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let mut idle = owner
            .returned
            .wait_while(idle, |idle| idle.is_empty())
            .unwrap_or_else(PoisonError::into_inner);
        let kept = idle.len().saturating_sub(wanted);
        Self {
            workers: idle.split_off(kept),
            owner,
        }
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let mut idle = self
            .owner
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        idle.append(&mut self.workers);
        self.owner.returned.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Error, ErrorKind};

    #[test]
    fn results_come_in_order_and_all_workers_come_back() {
        let workers = Workers::new(3);
        let items: Vec<usize> = (0..100).collect();
        for _ in 0..10 {
            let doubled = workers.map(&items, |_, n| Ok(n * 2)).expect("no error");
            assert_eq!(doubled, (0..100).map(|n| n * 2).collect::<Vec<_>>());
        }
        assert_eq!(workers.idle.lock().expect("not poisoned").len(), 3);
    }

    #[test]
    fn the_first_error_by_order_is_told() {
        let fail = |n: usize| Error::new(ErrorKind::Engine, n.to_string());
        let items: Vec<usize> = (0..50).collect();
        let run = |_: &Threads, &n: &usize| if n % 7 == 6 { Err(fail(n)) } else { Ok(n) };
        let error = Workers::new(2).map(&items, run).expect_err("an error");
        assert_eq!(error.to_string(), "6");
    }

    #[test]
    fn more_callers_than_workers_all_get_their_turn() {
        let workers = Workers::new(2);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        let found = workers.map(&[1, 2, 3], |_, n| Ok(n + 1));
                        assert_eq!(found.expect("no error"), [2, 3, 4]);
                    }
                });
            }
        });
    }

    #[test]
    fn a_panic_does_not_keep_the_workers() {
        let workers = Workers::new(2);
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            workers.map(&[1, 2, 3], |_, _| -> Result<()> { panic!("on purpose") })
        }));
        assert!(panicked.is_err());
        assert_eq!(workers.map(&[1], |_, n| Ok(*n)).expect("no error"), [1]);
    }
}
