//! What the pipeline reads: anything with a text, and what is known about it.

use std::borrow::Cow;

use crate::document::{Document, Lang};

/// Something with a text to read.
pub trait Source: Send + Sync {
    /// The text.
    fn text(&self) -> &str;

    /// Its language, if known; otherwise it is detected.
    fn lang(&self) -> Option<Lang> {
        None
    }

    /// Whether numeric dates have the day first (`06/07/2024` is 6 July), if its region says so; French
    /// dates always do.
    fn day_first(&self) -> Option<bool> {
        None
    }

    /// Its date, if known: ISO 8601, RFC 2822, seconds or milliseconds since 1970, or a full date in
    /// figures or words (`docs/inputs.md`). Relative dates count from it.
    fn date(&self) -> Option<&str> {
        None
    }

    /// A date to take where [`Source::date`] gives none that is understood, `YYYY-MM-DD`, and what it is
    /// from: the document's `date_source`. It comes before a date in the text.
    fn usual_date(&self) -> Option<(&str, &'static str)> {
        None
    }

    /// Whether the text was made from the input, as the main text of a web page is. It exists nowhere
    /// else, so its document carries it.
    fn is_derived(&self) -> bool {
        false
    }

    /// Adds to the document what else is known about its text: an id, a title, fields to pass on.
    fn describe(&self, _document: &mut Document) {}
}

/// A text and what is known about it.
///
/// ```
/// # fn main() -> griot::Result<()> {
/// # let griot = griot::Griot::builder().model("small").build()?;
/// let text = griot::Text::new("Le président est arrivé lundi.").date("2025-07-05");
/// let document = griot.extract(text)?;
/// assert_eq!(document.mentions[0].code(), Some("2025-06-30"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<'a> {
    text: Cow<'a, str>,
    lang: Option<Lang>,
    day_first: Option<bool>,
    date: Option<Cow<'a, str>>,
}

impl<'a> Text<'a> {
    /// A text about which nothing is known.
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            text: text.into(),
            lang: None,
            day_first: None,
            date: None,
        }
    }

    /// Its language.
    pub fn lang(mut self, lang: Lang) -> Self {
        self.lang = Some(lang);
        self
    }

    /// Whether its numeric dates have the day first; French dates always do.
    pub fn day_first(mut self, first: bool) -> Self {
        self.day_first = Some(first);
        self
    }

    /// Its date, in any form that [`Source::date`] allows.
    pub fn date(mut self, date: impl Into<Cow<'a, str>>) -> Self {
        self.date = Some(date.into());
        self
    }
}

impl Source for Text<'_> {
    fn text(&self) -> &str {
        &self.text
    }

    fn lang(&self) -> Option<Lang> {
        self.lang
    }

    fn day_first(&self) -> Option<bool> {
        self.day_first
    }

    fn date(&self) -> Option<&str> {
        self.date.as_deref()
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

    fn usual_date(&self) -> Option<(&str, &'static str)> {
        (**self).usual_date()
    }

    fn is_derived(&self) -> bool {
        (**self).is_derived()
    }

    fn describe(&self, document: &mut Document) {
        (**self).describe(document);
    }
}

/// The date of a source, if it says anything.
pub(crate) fn given_date<T: Source>(source: &T) -> Option<&str> {
    source.date().filter(|date| !date.trim().is_empty())
}

/// The date that a document has where nobody tries to read it: as the source gives it, else the usual one.
pub(crate) fn unread_date<T: Source>(source: &T) -> Option<String> {
    let usual = || source.usual_date().map(|(date, _)| date);
    given_date(source).or_else(usual).map(str::to_owned)
}
