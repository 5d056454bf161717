//! What other crates make of an input.

use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The result of a crate that may panic where it should fail, `panicked` in words then. What panicked
/// is not used again.
pub(super) fn caught<T, E: Display>(
    panicked: &str,
    read: impl FnOnce() -> Result<T, E>,
) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(result) => result.map_err(|error| error.to_string()),
        Err(_) => Err(panicked.to_owned()),
    }
}
