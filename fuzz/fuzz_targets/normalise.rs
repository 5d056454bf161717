//! Any text is normalised, and any range of the result maps back to a slice of it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| griot::fuzzing::normalise(text));
