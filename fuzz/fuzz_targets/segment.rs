//! Sentences, words, edges and furniture of any text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| griot::fuzzing::segment(text));
