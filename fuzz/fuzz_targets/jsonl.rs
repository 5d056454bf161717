//! Any bytes as JSON lines: records or rejections that say where they stand.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("input");
    std::fs::write(&path, bytes).expect("the input is written");
    griot::fuzzing::reader(&path, griot::Format::Jsonl);
});
