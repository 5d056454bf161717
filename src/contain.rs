//! Contain: a panic in a document's own stages is the failure of that document, not of the run.
//!
//! A panic is a fault of griot. It must not take the other documents of a corpus down with it, and a
//! resumed run must not die of it again.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::{Error, ErrorKind, Result};

/// The result of `work`, or [`ErrorKind::Internal`] with the panic's message if it panicked. The caller
/// does not use again what `work` was changing, or resets it for each document.
pub(crate) fn contained<T>(work: impl FnOnce() -> T) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let told = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        Error::new(
            ErrorKind::Internal,
            format!(
                "a fault in griot, not in the text: {}; please report it together with the text",
                told.unwrap_or("no message")
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_with_its_message() {
        assert_eq!(contained(|| 7).expect("no panic"), 7);
        let panicked: Result<()> = contained(|| panic!("at byte {}", 3));
        let error = panicked.expect_err("a panic");
        assert_eq!(error.kind(), ErrorKind::Internal);
        assert!(error.to_string().contains("at byte 3"), "{error}");
    }
}
