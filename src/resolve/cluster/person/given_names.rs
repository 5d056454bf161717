//! Given names that one gender bears, from `data/given_names.txt`, parsed once, at first use.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::resolve::cluster::person::gender::Gender;

const SOURCE: &str = include_str!("../data/given_names.txt");

/// The gender that a given name (folded) tells, if it is a common one of one gender.
pub(super) fn gender(given: &str) -> Option<Gender> {
    static NAMES: OnceLock<HashMap<&str, Gender>> = OnceLock::new();
    NAMES.get_or_init(read).get(given).copied()
}

fn read() -> HashMap<&'static str, Gender> {
    let mut names = HashMap::new();
    let mut gender = Gender::Man;
    for line in SOURCE.lines().filter(|line| !line.starts_with('#')) {
        match line {
            "men" => gender = Gender::Man,
            "women" => gender = Gender::Woman,
            _ => names.extend(line.split_whitespace().map(|name| (name, gender))),
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    #[test]
    fn each_name_is_folded_and_told_once() {
        let names: Vec<&str> = SOURCE
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(str::split_whitespace)
            .collect();
        assert!(names.iter().all(|name| fold(name) == *name));
        // The two headings are no names.
        assert_eq!(read().len(), names.len() - 2);
        assert_eq!(gender("michele"), Some(Gender::Woman));
        assert_eq!(gender("dominique"), None);
    }
}
