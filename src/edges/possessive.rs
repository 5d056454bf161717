//! The English `'s`: a possessive, unless it belongs to the name.

use crate::document::Label;
use crate::lists::Words;

static NAMES_IN_S: Words = Words::of(include_str!("names_in_s.txt"), "");

/// The most words of a name in the list.
const MOST_WORDS: usize = 3;

/// Bytes of a possessive at the end of a mention, 0 if there is none.
pub(super) fn bytes(surface: &str, label: Label) -> usize {
    match surface.ends_with("'s") && !belongs_to_name(surface, label) {
        true => "'s".len(),
        false => 0,
    }
}

/// Whether a surface that ends in `'s` is a name with that ending. Organisations and places have such
/// names; after people and countries it is a possessive.
pub(super) fn belongs_to_name(surface: &str, label: Label) -> bool {
    if !matches!(label, Label::Org | Label::Loc) || !surface.ends_with("'s") {
        return false;
    }
    let starts = surface.rmatch_indices(' ').map(|(at, _)| at + 1);
    let mut endings = starts.chain([0]).take(MOST_WORDS).map(|at| &surface[at..]);
    endings.any(|ending| {
        let saint = ["St. ", "Saint "]
            .iter()
            .find_map(|st| ending.strip_prefix(st));
        match saint {
            Some(name) => NAMES_IN_S.contains(&format!("St {name}")),
            None => NAMES_IN_S.contains(ending),
        }
    })
}

/// Whether `surface`, read as a person, and the `'s` after it are an organisation of the list.
pub(super) fn is_listed(surface: &str) -> bool {
    NAMES_IN_S.contains(surface)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_of_the_list_can_be_found() {
        for name in NAMES_IN_S.list() {
            assert!(belongs_to_name(name, Label::Org), "{name}");
        }
    }
}
