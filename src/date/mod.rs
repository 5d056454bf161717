//! Dates of French and English news: where they are, what they say, what they are worth.
//!
//! [`find`] reads a normalised text (plain `'`, plain spaces, NFKC) and gives its date
//! expressions; [`parse`] reads one span that is already known to be a date. Both give a
//! [`DateExpr`], the words' meaning before any anchor.

mod anchor;
mod calendar;
mod compose;
mod cues;
mod days;
mod english;
mod expr;
mod feast;
mod find;
mod french;
mod grammar;
mod lexicon;
mod named;
mod numeral;
mod numeric;
mod parse;
mod period;
mod point;
mod relative;
mod resolve;
mod token;
mod value;
mod year;

pub use anchor::{DateSource, DocumentDate, find_document_date};
pub use expr::{
    Amount, Core, DateExpr, DayPart, Direction, Holiday, Lang, Modifier, Name, NumericYear, Origin,
    Pick, Season, Slice, Unit,
};
pub use find::{DateMatch, find};
pub use parse::parse;
pub use point::Grain;
pub use resolve::resolve;
pub use value::{Context, DateValue, DayOrder, Kind, Reference};
