//! Dates of French and English news: where they are, what they say, what they are worth.
//!
//! [`find`] reads a normalised text (plain `'`, plain spaces, NFKC) and gives its date
//! expressions; [`parse`] reads one span that is already known to be a date. Both give a
//! [`DateExpr`], the words' meaning before any anchor. [`resolve`] turns it into a [`ResolvedDate`] by
//! the document's date (which [`find_document_date`] looks for in its head), the last date of the
//! text and the words around.
//!
//! Reading: `token`, `grammar`, `lexicon` and `company` carry it, `numeral`, `year`, `calendar`, `numeric`,
//! `period`, `french` and `english` hold the forms, `compose` joins them. Resolving: `point` and `time`
//! are the calendar, `named`, `days` and `relative` place a form on it, `cues`, `tense`, `verb_french`, `verb_english`
//! and `frame` read around it, `direction` weighs what they read, `certainty` says how sure it is.
//! The document's own date: `anchor` and `head_line`.
//!
//! The words of both languages are lists beside the code, which can be extended without it: `lexicon.txt`,
//! `company.txt`, `verbs.txt` and `head_line.txt`.

mod anchor;
mod calendar;
mod certainty;
mod company;
mod compose;
mod cues;
mod days;
mod direction;
mod english;
mod expr;
mod feast;
mod find;
mod frame;
mod french;
mod grammar;
mod head_line;
mod lexicon;
mod named;
mod numeral;
mod numeric;
mod parse;
mod period;
mod point;
mod relative;
mod resolve;
mod tense;
mod time;
mod token;
mod value;
mod verb_english;
mod verb_french;
mod year;

pub(crate) use anchor::find_document_date;
pub(crate) use find::find;
pub(crate) use parse::parse;
pub(crate) use resolve::resolve;
pub(crate) use value::{DateContext, DateKind, DateReference, DayOrder, ResolvedDate};

#[cfg(test)]
mod tests;
