//! Organisations: names, acronyms and identities of one document.

mod acronym;
mod affix;
mod context;
mod definition;
mod form;
mod gather;
mod sets;
mod short;
pub mod table;

pub(crate) use gather::organisations;
