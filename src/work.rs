//! Counts the steps of loops that a hostile text could make grow faster than the text; in tests only.
//!
//! A clock measures the machine; a count of steps measures the algorithm. The loops that read a text
//! again for a mention, or compare mentions with one another, count what they do here, and
//! `resolve/growth.rs` holds twice the text to about twice the steps. Outside tests it does nothing.

/// Counts `_steps` steps of this thread.
#[inline(always)]
pub(crate) fn step(_steps: usize) {
    #[cfg(test)]
    counted::STEPS.set(counted::STEPS.get() + _steps as u64);
}

/// The steps that `run` takes.
#[cfg(test)]
pub(crate) fn of(run: impl FnOnce()) -> u64 {
    let before = counted::STEPS.get();
    run();
    counted::STEPS.get() - before
}

#[cfg(test)]
mod counted {
    use std::cell::Cell;

    thread_local! {
        pub(super) static STEPS: Cell<u64> = const { Cell::new(0) };
    }
}
