//! Tests of the module as a whole.

mod coming;
mod gold;
mod lists;
mod properties;
