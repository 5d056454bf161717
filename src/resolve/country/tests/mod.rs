//! Tests of the module as a whole.

mod complete;
mod demonyms;
mod gold;
mod lists;
