//! Panics of other crates, turned into errors.

use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The result of a crate that may panic instead of failing; the error is then `panicked`. What panicked
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
