//! Which state or territory a name of the news means, in French and in English.
//!
//! [`resolve`] gives a `COUNTRY` or `LOC` span its state, with the rule that decided;
//! [`country_of`] gives a capital, a territory or a part of a state the state behind it, as a
//! hint; [`count_demonyms`] counts adjectives as evidence; [`summary`] sorts the document's
//! countries. Tables are built by `data/generate.py`; nothing here reads a clock, a file or
//! the network.

mod capitals;
mod contest;
mod contests;
mod context;
mod countries_data;
mod cue;
mod demonym;
mod demonyms_data;
mod evidence;
mod feature;
mod fold;
mod hint;
mod lookalikes;
mod names;
mod names_data;
mod person;
mod phrases;
mod resolve;
mod standing;
mod summary;
mod table;
mod value;

pub(crate) use context::Context;
pub(crate) use demonym::count_demonyms;
pub(crate) use evidence::Evidence;
pub(crate) use hint::country_of;
pub(crate) use phrases::Sentence;
pub(crate) use resolve::resolve;
pub(crate) use standing::{Standing, compound, is_half, standing};
pub(crate) use summary::{CountryCount, summary};
pub(crate) use value::CountryValue;

#[cfg(test)]
mod tests;
