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

/// The name of a type that a line defines, whatever its visibility. An indented `type` belongs to a
/// trait.
fn defined(line: &str) -> Option<&str> {
    let indented = line.starts_with(' ');
    let mut words = line.trim().split([' ', '<', '(', ';', ':']).peekable();
    let visibility = |word: &&str| {
        word.starts_with("pub") || word.ends_with(')') || ["in", "crate", ""].contains(word)
    };
    while words.next_if(visibility).is_some() {}
    let defines = match words.next()? {
        "struct" | "enum" | "trait" | "union" => true,
        kind => kind == "type" && !indented,
    };
    defines.then(|| words.next()).flatten()
}

/// A name that means two things in two rooms makes the reader ask each time which one is meant.
#[test]
fn no_two_types_share_a_name() {
    for (line, name) in [
        ("pub(super) struct Row<'a> {", Some("Row")),
        ("    pub(in crate::read) enum Kind {", Some("Kind")),
        ("type Step<T> = Option<T>;", Some("Step")),
        ("    type Item = Step;", None),
        ("let structure = 1;", None),
    ] {
        assert_eq!(defined(line), name, "{line}");
    }
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    // What tests alone define meets nobody.
    files.retain(|file| {
        let within = file.strip_prefix(&src).expect("below src");
        !within.to_string_lossy().contains("tests") && !within.ends_with("growth.rs")
    });
    assert!(files.len() > 200, "{} files", files.len());
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("source");
        let text = text.split("#[cfg(test)]\nmod tests {").next();
        for name in text.unwrap_or_default().lines().filter_map(defined) {
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
