//! Read: files, directories and standard input as a stream of records.
//!
//! A record that cannot be read is an item of its own ([`Rejected`]); the others go on.

mod inputs;
mod jsonl;
mod record;
mod text;

pub use inputs::{Format, Reader};
pub use record::{Fields, Record, Rejected};
