//! The date grammar and the values of dates, in both languages.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| griot::fuzzing::dates(text));
