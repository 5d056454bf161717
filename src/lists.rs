//! Lists of words and names: text files beside the modules that use them.
//!
//! A file is compiled in as it is and read once, at first use. All have one format, so that a line can
//! be added without knowing Rust:
//!
//! ```text
//! # A comment.
//! [section]
//! entry
//! entry | with | fields
//! ```
//!
//! The entries of a section are sorted by code point, without duplicates: figures, capitals, lower case,
//! then accented letters (`Z` < `a` < `z` < `é`); the whole line counts, fields too. If the order matters,
//! because the first match is taken, the head is `[section, in order]`. A file without heads has one unnamed
//! section.
//!
//! Which file a word goes to: `docs/architecture.md`, "Where the words are".

use std::collections::HashSet;
use std::sync::OnceLock;

/// An entry and its section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub section: &'static str,
    pub line: &'static str,
}

impl Entry {
    /// Its fields, without the spaces around them.
    pub fn fields(self) -> impl Iterator<Item = &'static str> {
        self.line.split('|').map(str::trim)
    }
}

/// The entries of a file, in file order.
pub(crate) fn entries(file: &'static str) -> impl Iterator<Item = Entry> {
    let mut section = "";
    file.lines().map(str::trim).filter_map(move |line| {
        if let Some(head) = line.strip_prefix('[') {
            section = head_of(head).0;
            return None;
        }
        let says = !line.is_empty() && !line.starts_with('#');
        says.then_some(Entry { section, line })
    })
}

/// The entries of one section.
///
/// # Panics
///
/// If the file has no such section: a list that nothing reads would go unnoticed.
pub(crate) fn section(file: &'static str, name: &'static str) -> impl Iterator<Item = Entry> {
    let mut of_section = entries(file)
        .filter(move |entry| entry.section == name)
        .peekable();
    assert!(of_section.peek().is_some(), "a list has a section {name:?}");
    of_section
}

/// The first two fields of each entry in a section; an entry of one field stands for itself.
pub(crate) fn pairs(
    file: &'static str,
    name: &'static str,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    section(file, name).map(|entry| {
        let mut fields = entry.fields();
        let first = fields.next().unwrap_or_default();
        (first, fields.next().unwrap_or(first))
    })
}

/// The name in a section's head, and whether its entries have an order of their own.
fn head_of(head: &str) -> (&str, bool) {
    let head = head.trim_end_matches(']');
    match head.strip_suffix(", in order") {
        Some(name) => (name, true),
        None => (head, false),
    }
}

/// One section of a file, as a set of words or phrases.
pub(crate) struct Words {
    file: &'static str,
    section: &'static str,
    read: OnceLock<(Vec<&'static str>, HashSet<&'static str>)>,
}

impl Words {
    pub const fn of(file: &'static str, section: &'static str) -> Self {
        Self {
            file,
            section,
            read: OnceLock::new(),
        }
    }

    fn read(&self) -> &(Vec<&'static str>, HashSet<&'static str>) {
        self.read.get_or_init(|| {
            let entries = section(self.file, self.section);
            let list: Vec<&str> = entries.map(|entry| entry.line).collect();
            let set = list.iter().copied().collect();
            (list, set)
        })
    }

    pub fn contains(&self, word: &str) -> bool {
        self.read().1.contains(word)
    }

    /// The entries, in file order.
    pub fn list(&self) -> &[&'static str] {
        &self.read().0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::path::Path;

    use super::*;

    const FILE: &str = "# Fruit.\n[fruit]\napple\n\npear | poire\n[tools, in order]\nsaw\naxe\n";

    #[test]
    fn entries_have_their_section_and_fields() {
        let found: Vec<(&str, &str)> = entries(FILE).map(|e| (e.section, e.line)).collect();
        assert_eq!(
            found,
            [
                ("fruit", "apple"),
                ("fruit", "pear | poire"),
                ("tools", "saw"),
                ("tools", "axe"),
            ]
        );
        let fields: Vec<&str> = entries(FILE).nth(1).expect("an entry").fields().collect();
        assert_eq!(fields, ["pear", "poire"]);
        static TOOLS: Words = Words::of(FILE, "tools");
        assert!(TOOLS.contains("axe") && !TOOLS.contains("apple"));
        assert_eq!(TOOLS.list(), ["saw", "axe"]);
        let nothing = std::panic::catch_unwind(|| section(FILE, "tool").count());
        assert!(nothing.is_err());
    }

    /// What is wrong with a file of lists.
    fn faults(text: &str) -> Vec<String> {
        let mut faults = Vec::new();
        let (mut ordered, mut last) = (false, "");
        let mut seen = HashSet::new();
        for (n, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(head) = line.strip_prefix('[') {
                (ordered, last) = (head_of(head).1, "");
                seen.clear();
                continue;
            }
            if line != line.trim() {
                faults.push(format!("{}: spaces around {line:?}", n + 1));
            }
            if !seen.insert(line) {
                faults.push(format!("{}: {line:?} twice", n + 1));
            } else if !ordered && line < last {
                faults.push(format!("{}: {line:?} after {last:?}", n + 1));
            }
            last = line;
        }
        faults
    }

    fn each_list(dir: &Path, check: &mut impl FnMut(&Path)) {
        for entry in std::fs::read_dir(dir).expect("a directory") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && !path.ends_with("report") {
                each_list(&path, check);
            } else if path.extension().is_some_and(|ending| ending == "txt") {
                check(&path);
            }
        }
    }

    #[test]
    fn every_list_is_in_order_without_duplicates() {
        assert_eq!(faults("b\na\nb\n[x, in order]\nz\ny\n c").len(), 3);
        let mut lists = 0;
        let mut found = Vec::new();
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        each_list(&src, &mut |path| {
            lists += 1;
            let text = std::fs::read_to_string(path).expect("text");
            let told = faults(&text).into_iter();
            found.extend(told.map(|fault| format!("{}:{fault}", path.display())));
        });
        assert!(lists > 5, "{lists} lists");
        assert_eq!(found, [] as [String; 0]);
    }
}
