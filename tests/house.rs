//! What holds for the source itself.

use std::collections::{BTreeMap, BTreeSet};
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

/// The library's sources without tests: file below `src`, and code.
fn code() -> Vec<(PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let read = |file: PathBuf| {
        let text = fs::read_to_string(&file).expect("source");
        let code = text.split("#[cfg(test)]\nmod tests {").next();
        let within = file.strip_prefix(&src).expect("below src").to_owned();
        (within, code.unwrap_or_default().to_owned())
    };
    let mut code: Vec<(PathBuf, String)> = files.into_iter().map(read).collect();
    // What tests alone define meets nobody.
    let of_tests = |file: &Path| {
        file.to_string_lossy().contains("tests")
            || ["growth.rs", "fuzzing.rs", "document/schema.rs"]
                .iter()
                .any(|own| file.ends_with(own))
    };
    code.retain(|(file, _)| !of_tests(file));
    assert!(code.len() > 200, "{} files", code.len());
    code
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
    let mut homes: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for (file, code) in code() {
        for name in code.lines().filter_map(defined) {
            homes.entry(name.to_owned()).or_default().push(file.clone());
        }
    }
    homes.retain(|_, homes| {
        // One type behind two features stands in one file twice.
        homes.dedup();
        homes.len() > 1
    });
    assert_eq!(homes, BTreeMap::new());
}

/// The room of a file: the file itself or the directory, right below `src`.
fn room(file: &Path) -> String {
    let first = file.iter().next().expect("a name").to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The first names of what a piece of code takes from `crate::`, in braces or not.
fn taken(code: &str) -> BTreeSet<String> {
    let name = |text: &str| -> String {
        let word = text.trim_start().chars();
        word.take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let mut found = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        let Some(group) = rest.strip_prefix('{') else {
            found.insert(name(rest));
            continue;
        };
        let (mut depth, mut start) = (0, 0);
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    found.insert(name(&group[start..at]));
                    break;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    found.insert(name(&group[start..at]));
                    start = at + 1;
                }
                _ => {}
            }
        }
    }
    found
}

#[test]
fn rooms_import_what_the_architecture_says() {
    let expected: BTreeSet<String> = ["fold", "read", "work"].map(str::to_owned).into();
    assert_eq!(
        taken("use crate::{fold, work::{a, b}};\ncrate::read::x()"),
        expected
    );
    let code = code();
    let rooms: BTreeSet<String> = code.iter().map(|(file, _)| room(file)).collect();
    let mut imports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, code) in &code {
        let home = room(file);
        if ["cli", "lib", "main"].contains(&home.as_str()) {
            continue;
        }
        let spoken = code
            .lines()
            .map(|line| line.split("//").next().unwrap_or_default());
        let mut taken = taken(&spoken.collect::<Vec<_>>().join("\n"));
        taken.retain(|room| {
            rooms.contains(room) && *room != home && !["document", "error"].contains(&room.as_str())
        });
        if home == "document" || home == "error" {
            assert_eq!(
                taken,
                BTreeSet::new(),
                "{} is at the bottom",
                file.display()
            );
        }
        imports.entry(home).or_default().extend(taken);
    }
    imports.retain(|_, taken| !taken.is_empty());

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/architecture.md");
    let text = fs::read_to_string(path).expect("the architecture");
    let table = text.split("| room | imports |").nth(1).expect("a table");
    let told: BTreeMap<String, BTreeSet<String>> = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let mut names = line.split('`').skip(1).step_by(2).map(str::to_owned);
            (names.next().expect("a room"), names.collect())
        })
        .collect();
    assert_eq!(imports, told);

    // Rooms that import none of the rest are taken away until none is left: no circle.
    let (mut rest, mut left) = (told, usize::MAX);
    while left > rest.len() {
        left = rest.len();
        let open: BTreeSet<String> = rest.keys().cloned().collect();
        rest.retain(|_, taken| taken.iter().any(|room| open.contains(room)));
    }
    assert_eq!(rest, BTreeMap::new(), "a circle");
}
