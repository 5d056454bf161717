//! Any text goes through the whole pipeline: mentions slice it, in order and apart.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| griot::fuzzing::document(text));
