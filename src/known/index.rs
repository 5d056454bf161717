//! From the keys of names to the entries that have them, in little memory.

use xxhash_rust::xxh3::xxh3_64;

/// Entries by the hashes of their keys, sorted. Whoever looks something up compares the key with those of
/// the entries that come back: two keys may have one hash.
#[derive(Debug, Default)]
pub(super) struct KeyIndex(Vec<(u64, u32)>);

impl KeyIndex {
    pub fn of(keys: impl Iterator<Item = (String, u32)>) -> Self {
        let keys = keys.filter(|(key, _)| !key.is_empty());
        let mut sorted: Vec<(u64, u32)> = keys
            .map(|(key, entry)| (xxh3_64(key.as_bytes()), entry))
            .collect();
        sorted.sort_unstable();
        sorted.dedup();
        sorted.shrink_to_fit();
        Self(sorted)
    }

    /// The entries that may have this key.
    pub fn entries(&self, key: &str) -> impl Iterator<Item = u32> {
        let hash = xxh3_64(key.as_bytes());
        let first = self.0.partition_point(|(known, _)| *known < hash);
        let rest = self.0[first..].iter();
        rest.take_while(move |(known, _)| *known == hash)
            .map(|(_, entry)| *entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_found_by_their_keys() {
        let keys = [("a", 0), ("b", 1), ("a", 2), ("", 3), ("a", 0)];
        let index = KeyIndex::of(keys.map(|(key, entry)| (key.to_owned(), entry)).into_iter());
        assert_eq!(index.entries("a").collect::<Vec<_>>(), [0, 2]);
        assert_eq!(index.entries("").count() + index.entries("c").count(), 0);
    }
}
