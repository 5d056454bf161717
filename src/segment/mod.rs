//! Sentences and words of a French or English news text, as byte ranges into it.
//!
//! Both start from Unicode's text segmentation ([UAX #29]) and correct it for news: [`sentences()`]
//! for abbreviations, initials, quotations, datelines and line breaks, [`words()`] for elision and
//! glued words. Neither needs a model, a language or a locale, and neither panics on any text.
//!
//! [UAX #29]: https://www.unicode.org/reports/tr29/

mod abbreviations;
mod lines;
mod sentences;
mod stops;
mod words;

pub use sentences::sentences;
pub use words::words;

#[cfg(test)]
pub(crate) mod tests;
