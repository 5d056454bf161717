//! What the pipeline reads: anything with a text, and what is known of it.

use crate::document::Lang;

/// Something with a text to read.
pub trait Source: Send + Sync {
    /// The text.
    fn text(&self) -> &str;

    /// Its language, if it is known; it is detected otherwise.
    fn lang(&self) -> Option<Lang> {
        None
    }

    /// Whether numeric dates have the day first (`06/07/2024` is 6 July), where its region tells;
    /// French dates always have.
    fn day_first(&self) -> Option<bool> {
        None
    }

    /// Its date, if it is known: ISO 8601, RFC 2822, seconds or milliseconds since 1970, or a full date
    /// in figures or words (`docs/inputs.md`). Relative dates count from it.
    fn date(&self) -> Option<&str> {
        None
    }
}

impl Source for str {
    fn text(&self) -> &str {
        self
    }
}

impl Source for String {
    fn text(&self) -> &str {
        self
    }
}

impl<T: Source + ?Sized> Source for &T {
    fn text(&self) -> &str {
        (**self).text()
    }

    fn lang(&self) -> Option<Lang> {
        (**self).lang()
    }

    fn day_first(&self) -> Option<bool> {
        (**self).day_first()
    }

    fn date(&self) -> Option<&str> {
        (**self).date()
    }
}
