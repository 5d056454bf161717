//! Which state or territory a name of the news means, in French and in English.
//!
//! [`resolve`] gives a `COUNTRY` or `LOC` span its state, with the rule that decided;
//! [`country_of`] gives a capital, a territory or a part of a state the state behind it, as a
//! hint; [`count_demonyms`] counts adjectives as evidence; [`summary`] sorts the document's
//! countries. What the rules know of the languages stands in text files: names and demonyms in
//! `data/`, words beside the modules that use them. They are compiled in; nothing here reads a
//! clock, a file or the network.

mod capitals;
mod contest;
mod contests;
mod context;
mod cue;
mod demonym;
mod evidence;
mod feature;
mod fold;
mod hint;
mod names;
mod person;
mod phrases;
mod resolve;
mod standing;
mod summary;
mod table;
mod value;

pub(crate) use context::CountryContext;
pub(crate) use demonym::count_demonyms;
pub(crate) use evidence::Evidence;
pub(crate) use hint::country_of;
pub(crate) use phrases::ScannedSentence;
pub(crate) use resolve::resolve;
pub(crate) use standing::{CountryStanding, compound, is_half, standing};
pub(crate) use summary::{CountryTally, summary};
pub(crate) use value::CountryValue;

#[cfg(test)]
mod tests;
