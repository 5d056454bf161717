//! Any bytes, compressed in several members or frames, are read again; damaged, they end in an error.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| griot::fuzzing::compressed(bytes));
