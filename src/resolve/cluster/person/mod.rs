//! People: which mentions of one document name one person.

mod family;
mod gather;
mod registry;
mod title;

pub(crate) use gather::people;
