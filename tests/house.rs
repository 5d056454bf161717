//! What holds for the source itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The name of a type that a line defines, whatever its visibility.
fn defined(line: &str) -> Option<&str> {
    let mut words = line.split([' ', '<', '(', ';', ':']).peekable();
    while words
        .next_if(|word| word.starts_with("pub") || word.ends_with(')'))
        .is_some()
    {}
    let kind = words.next()?;
    matches!(kind, "struct" | "enum" | "trait" | "type" | "union")
        .then(|| words.next())
        .flatten()
}

/// A name that means two things in two rooms makes the reader ask each time which one is meant.
#[test]
fn no_two_types_share_a_name() {
    assert_eq!(defined("pub(super) struct Row<'a> {"), Some("Row"));
    assert_eq!(defined("type Step<T> = Option<T>;"), Some("Step"));
    assert_eq!(defined("let structure = 1;"), None);
    let mut files = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    assert!(files.len() > 200, "{} files", files.len());
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("source");
        // What a test alone defines meets nobody.
        let text = text
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or_default();
        if file.to_string_lossy().contains("tests") {
            continue;
        }
        for name in text.lines().filter_map(defined) {
            let homes = homes.entry(name.to_owned()).or_default();
            homes.push(file.display().to_string());
        }
    }
    homes.retain(|_, homes| {
        // One type behind two features stands in one file twice.
        homes.dedup();
        homes.len() > 1
    });
    assert_eq!(homes, BTreeMap::new());
}
