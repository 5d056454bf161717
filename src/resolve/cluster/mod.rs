//! The distinct people, countries, organisations, places and dates of one document.
//!
//! [`cluster`] groups the mentions, names each group and says by which rule each mention joined.
//! Nothing here reads a clock, a file or the network; the same document gives the same answer.

mod arrange;
mod draft;
mod fullest;
mod named;
mod org;
mod person;
mod tie;
mod union;
mod words;

pub(crate) use arrange::cluster;
pub(crate) use named::{NamedMention, NamedText};
pub(crate) use person::by_title;

#[cfg(test)]
mod tests;
