//! Organisations: names, acronyms and identities of one document.

mod acronym;
mod affix;
mod cues;
pub(super) mod definition;
mod form;
mod gather;
mod sets;
mod short;
pub(super) mod table;

pub(crate) use gather::organisations;
