//! Duplicates: texts already seen, ignoring case, spaces and punctuation.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use xxhash_rust::xxh3::Xxh3;

use crate::normalise::normalise;
use crate::read::Record;

/// The texts seen so far, as 128-bit hashes, with the id of the first record of each.
#[derive(Default)]
pub(super) struct Seen(HashMap<u128, Box<str>>);

impl Seen {
    /// The id of the first record with this text; `None` if this is the first. A text without
    /// letters or digits is never a duplicate.
    pub fn first(&mut self, record: &Record) -> Option<String> {
        match self.0.entry(key(&record.text)?) {
            Entry::Occupied(entry) => Some(entry.get().to_string()),
            Entry::Vacant(entry) => {
                entry.insert(record.id.as_str().into());
                None
            }
        }
    }
}

/// The hash of a text's letters and digits, normalised and in lower case.
fn key(text: &str) -> Option<u128> {
    let mut hash = Xxh3::new();
    let mut any = false;
    let mut buffer = [0; 4];
    for letter in normalise(text).text.chars().filter(|c| c.is_alphanumeric()) {
        any = true;
        for small in letter.to_lowercase() {
            hash.update(small.encode_utf8(&mut buffer).as_bytes());
        }
    }
    any.then(|| hash.digest128())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_letters_and_digits_count() {
        assert_eq!(key("L’ONU a voté."), key("l'onu  a\nvoté"));
        assert_eq!(key("vote\u{301}"), key("voté"));
        assert_ne!(key("L’ONU a voté 2 fois."), key("L’ONU a voté 3 fois."));
        assert_eq!(key(" … "), None);
    }
}
