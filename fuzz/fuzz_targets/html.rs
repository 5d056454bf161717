//! Any bytes as a web page: a record or a rejection, and no stack that overflows.
#![no_main]

use std::sync::Once;

use libfuzzer_sys::fuzz_target;

/// The crate that finds the main text panics on some pages, which griot turns into a rejection. libFuzzer's
/// own hook would end the run before that; without it a panic that griot lets through still does.
static HOOK: Once = Once::new();

fuzz_target!(|bytes: &[u8]| {
    HOOK.call_once(|| std::panic::set_hook(Box::new(|_| ())));
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("input");
    // Depth comes by repetition, which mutations of few bytes do not find by themselves.
    for page in [bytes.to_vec(), bytes.repeat(1000)] {
        std::fs::write(&path, page).expect("the input is written");
        griot::fuzzing::reader(&path, griot::Format::Html);
    }
});
