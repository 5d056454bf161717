//! A model directory whose files are any bytes; the first byte tells which file the rest is.
#![no_main]

use std::sync::Once;

use libfuzzer_sys::fuzz_target;

/// The crate tokenizers panics on some files, which griot turns into an error. libFuzzer's own hook
/// would end the run before that; without it a panic that griot lets through still does.
static HOOK: Once = Once::new();

fuzz_target!(|bytes: &[u8]| {
    HOOK.call_once(|| std::panic::set_hook(Box::new(|_| ())));
    let Some((which, bytes)) = bytes.split_first() else {
        return;
    };
    let directory = tempfile::tempdir().expect("a temporary directory");
    let name = ["config.json", "tokenizer.json"][usize::from(*which) % 2];
    std::fs::write(directory.path().join(name), bytes).expect("the file is written");
    griot::fuzzing::model_directory(directory.path());
});
