//! Capitals and seats of government, under their keys.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::key;
use super::table::{Capital, Country, all};

#[derive(Clone, Copy, Debug)]
pub(super) struct CapitalOf {
    pub(super) country: &'static Country,
    pub(super) capital: &'static Capital,
}

static INDEX: LazyLock<HashMap<Box<str>, CapitalOf>> = LazyLock::new(|| {
    let mut index = HashMap::new();
    let mut folded = String::new();
    for country in all() {
        for capital in &country.capitals {
            for name in [capital.fr, capital.en] {
                key(name, &mut folded);
                index
                    .entry(folded.as_str().into())
                    .or_insert(CapitalOf { country, capital });
            }
        }
    }
    index
});

/// What a key, its article kept (`la paz`), is the capital of.
pub(super) fn find(key: &str) -> Option<&'static CapitalOf> {
    INDEX.get(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_capital_has_two_states() {
        let mut folded = String::new();
        for country in all() {
            for name in country
                .capitals
                .iter()
                .flat_map(|capital| [capital.fr, capital.en])
            {
                key(name, &mut folded);
                let owner = find(&folded).map(|found| found.country.code());
                assert_eq!(owner, Some(country.code()), "{name}");
            }
        }
    }
}
