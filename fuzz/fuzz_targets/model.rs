//! A model directory whose files are any bytes; the first byte tells which file the rest is.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((which, bytes)) = bytes.split_first() else {
        return;
    };
    let directory = tempfile::tempdir().expect("a temporary directory");
    let name = ["config.json", "tokenizer.json"][usize::from(*which) % 2];
    std::fs::write(directory.path().join(name), bytes).expect("the file is written");
    griot::fuzzing::model_directory(directory.path());
});
