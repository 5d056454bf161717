//! Short forms of given names: `Bill` for `William`, `Manu` for `Emmanuel`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lists::section;
use crate::resolve::person_name::spelling;

const FILE: &str = include_str!("data/nicknames.txt");

/// By the short form and by its spelling key: the full names, as they are written.
static FULL: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let mut full = HashMap::new();
    for entry in section(FILE, "nicknames") {
        let mut fields = entry.fields();
        let short = fields.next().unwrap_or_default();
        let names: Vec<&str> = fields.collect();
        full.insert(short.to_owned(), names.clone());
        full.insert(spelling::given(short), names);
    }
    full
});

/// The full names that a given name (folded, or its spelling key) is short for; none if it is none.
pub(super) fn full_names(given: &str) -> &'static [&'static str] {
    FULL.get(given).map(Vec::as_slice).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;
    use crate::lists::entries;

    #[test]
    fn the_list_is_folded_and_each_line_has_a_full_name() {
        for entry in entries(FILE) {
            assert_eq!(fold(entry.line), entry.line);
            assert!(entry.fields().count() > 1, "{}", entry.line);
            let short = entry.fields().next().unwrap_or_default();
            assert!(entry.fields().skip(1).all(|full| full != short));
        }
        assert_eq!(full_names("bill"), ["william", "wilhelm"]);
        assert!(full_names("jean").is_empty());
    }
}
