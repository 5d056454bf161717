//! One key for the spellings of a name: French and English transliterations of Cyrillic and Arabic
//! (`Poutine`/`Putin`, `Chevtchenko`/`Shevchenko`), final `y`, `yy`, `ï`, doubled letters.
//!
//! Two people whose names differ only so are rarer than two spellings of one name.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lists::{pairs, section};

const FILE: &str = include_str!("data/spellings.txt");

/// The keys of frequent names whose spellings no rule brings together.
static NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    section(FILE, "names")
        .flat_map(|name| {
            let key = name.fields().next().unwrap_or_default();
            name.fields().skip(1).map(move |spelling| (spelling, key))
        })
        .collect()
});

/// Letters that stand for one sound; longer ones first where one starts another. `C` is the sound
/// of French `ch`, `tch` and English `sh`, `ch`.
static SOUNDS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| pairs(FILE, "sounds").collect());

/// The key of a folded word. Given names keep a final `e`, which tells `Michèle` from `Michel`.
pub(super) fn given(word: &str) -> String {
    if let Some(&key) = NAMES.get(word) {
        return key.to_owned();
    }
    if word.len() < 4 {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    'next: while let Some(c) = rest.chars().next() {
        for (from, to) in SOUNDS.iter() {
            if let Some(after) = rest.strip_prefix(*from) {
                out.push_str(to);
                rest = after;
                continue 'next;
            }
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    let mut once = String::with_capacity(out.len());
    for c in out.chars() {
        if !once.ends_with(c) {
            once.push(c);
        }
    }
    // `Ieltsine`, `Yeltsin`.
    match once.strip_prefix("ie") {
        Some(after) if after.len() > 2 => format!("e{after}"),
        _ => once,
    }
}

/// The key of a folded word of a surname: `Poutine` as `Putin`, `Salmane` as `Salman`.
pub(super) fn surname(word: &str) -> String {
    let mut key = given(word);
    if key.len() > 4 && (key.ends_with("ine") || key.ends_with("ane")) {
        key.pop();
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    #[test]
    fn spellings_of_one_surname() {
        for (a, b) in [
            ("Poutine", "Putin"),
            ("Zelensky", "Zelenskyy"),
            ("Zelenski", "Zelenskiy"),
            ("Chevtchenko", "Shevchenko"),
            ("Loukachenko", "Lukashenko"),
            ("Gorbatchev", "Gorbachev"),
            ("Khrouchtchev", "Khrushchev"),
            ("Prigojine", "Prigozhin"),
            ("Choïgou", "Shoigu"),
            ("Eltsine", "Yeltsin"),
            ("Netanyahou", "Netanyahu"),
            ("Moubarak", "Mubarak"),
            ("Salmane", "Salman"),
            ("Kadhafi", "Gaddafi"),
            ("Khashoggi", "Khachoggi"),
            ("Tchaïkovski", "Tchaikovsky"),
            ("Aliev", "Aliyev"),
            ("Goïta", "GOITA"),
            ("Mohamed", "Mohammed"),
            ("Raïssi", "Raisi"),
        ] {
            assert_eq!(surname(&fold(a)), surname(&fold(b)), "{a} {b}");
        }
    }

    /// `Yusef` had another key than `Youssef`.
    #[test]
    fn a_key_that_is_a_name_is_its_own_key() {
        for &key in NAMES.values() {
            assert_eq!(given(key), key);
        }
        assert_eq!(given("yusef"), given("youssef"));
    }

    #[test]
    fn other_names_stay_other() {
        for (a, b) in [
            ("Michel", "Michèle"),
            ("Martin", "Martine"),
            ("Jean", "Jeanne"),
            ("Vladimir", "Volodymyr"),
        ] {
            assert_ne!(given(&fold(a)), given(&fold(b)), "{a} {b}");
        }
        for (a, b) in [
            ("Dupont", "Dupond"),
            ("Traoré", "Touré"),
            ("Keïta", "Goïta"),
            ("Roche", "Rocher"),
            ("Bush", "Busch-Bu"),
        ] {
            assert_ne!(surname(&fold(a)), surname(&fold(b)), "{a} {b}");
        }
    }
}
