//! Tests of the module as a whole.

mod gold;
mod lists;
mod properties;
