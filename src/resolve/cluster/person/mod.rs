//! People: which mentions of one document name one person.

mod family;
mod gather;
mod gender;
pub(crate) mod name;
mod registry;
mod same;
mod spelling;

pub(crate) use gather::people;
pub(crate) use gender::{Gender, by_title};
