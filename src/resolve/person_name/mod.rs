//! How the name of a person is read: its parts, particles, initials, generation, the sex that it tells,
//! and the key under which its spellings are equal.
//!
//! ```text
//! M. Jean-Luc de La Tour III   parts: Jean-Luc, de La Tour; generation: III; sex: a man
//! TRUMP Donald J. Jr.          parts: Donald, J., TRUMP; generation: junior
//! ```
//!
//! [`PersonName::read`] reads a surface, [`same`] says whether two full names may be one person's. To find
//! the names to compare a name with, list each under every [`PersonName::given_keys`] with the `surname`
//! and the `inside` of its last part, and look it up under the same. Nothing here knows a document or a
//! corpus: it is for those who merge within one and across them.

mod gender;
mod generation;
mod initials;
mod name;
mod nickname;
mod part;
mod same;
mod spelling;

pub(crate) use gender::{Gender, is_title};
pub(crate) use generation::Generation;
pub(crate) use name::PersonName;
pub(crate) use part::NamePart;
pub(crate) use same::same;
