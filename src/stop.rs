//! Stop: one way to end work from another thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A switch that ends work. Its clones are the same switch, and it cannot be reset.
///
/// [`Griot::until`](crate::Griot::until) returns a pipeline whose calls end with
/// [`ErrorKind::Stopped`](crate::ErrorKind::Stopped) once it is set.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// A switch that is not set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Ends the work. Returns whether it was already set.
    pub fn set(&self) -> bool {
        self.0.swap(true, Ordering::Relaxed)
    }

    /// Whether it has been set.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
