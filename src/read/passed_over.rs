//! Files in directories that match no format.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::read::format::inner_name;

/// The longest ending that is counted as such.
const LONGEST: usize = 16;
/// The most endings that are counted separately.
const MOST: usize = 1000;

/// How many files were found in directories and not read, because their names indicate no format.
///
/// It is a handle on the counts of the reader that gave it, and stays current during reading and
/// afterwards, wherever the reader has been moved.
#[derive(Clone, Debug, Default)]
pub struct PassedOver(Arc<Mutex<BTreeMap<String, u64>>>);

impl PassedOver {
    /// How many so far, by the ending of their names in lower case, compression included (`pdf`,
    /// `tar.gz`); an empty string if a name has none.
    pub fn by_ending(&self) -> BTreeMap<String, u64> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(super) fn count(&self, path: &Path) {
        let ending = ending(path).unwrap_or_default();
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Names may be anything; what is kept of them is bounded.
        let known = counts.len() < MOST || counts.contains_key(&ending);
        let ending = if known { ending } else { String::new() };
        *counts.entry(ending).or_default() += 1;
    }
}

fn ending(path: &Path) -> Option<String> {
    let inner = inner_name(path)?;
    let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
    let compression = name.strip_prefix(&inner).unwrap_or_default();
    // A name whose only dot comes first is that of a hidden file.
    let ending = match inner.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => format!("{ending}{compression}"),
        _ => compression.trim_start_matches('.').to_owned(),
    };
    (ending.len() <= LONGEST).then_some(ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_counted_as_they_are_spoken_of() {
        let passed_over = PassedOver::default();
        for name in [
            "a.PDF",
            "b.pdf",
            "c.tar.gz",
            "d.gz",
            "README",
            ".DS_Store",
            "e.f g h i j k l m n o p",
            "x.",
        ] {
            passed_over.count(Path::new(name));
        }
        let counts = passed_over.by_ending();
        let counts: Vec<(&str, u64)> = counts.iter().map(|(e, n)| (e.as_str(), *n)).collect();
        assert_eq!(counts, [("", 4), ("gz", 1), ("pdf", 2), ("tar.gz", 1)]);
    }

    #[test]
    fn endings_without_end_take_no_memory() {
        let passed_over = PassedOver::default();
        for n in 0..5000 {
            passed_over.count(Path::new(&format!("a.x{n}")));
        }
        let counts = passed_over.by_ending();
        assert!(counts.len() <= MOST + 1);
        assert_eq!(counts.values().sum::<u64>(), 5000);
    }
}
