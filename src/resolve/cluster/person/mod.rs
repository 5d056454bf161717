//! People: which mentions of one document name one person.

mod alone;
mod around;
mod bare;
mod family;
mod gather;
mod groups;
mod registry;
mod title;

pub(crate) use gather::people;
pub(crate) use title::by_title;
