//! The fullest of the forms that name one thing.

use std::cmp::Reverse;

/// How full a form is; the greatest is the fullest.
///
/// More units (words of a person's name, digits of a date) first, then more letters, then a
/// capital, then more small letters, then more accents, then the earlier one.
type Fullness = (usize, usize, bool, usize, usize, Reverse<usize>);

fn fullness(form: &str, units: usize, order: usize) -> Fullness {
    let letters = form.chars().filter(|c| c.is_alphanumeric());
    (
        units,
        letters.clone().count(),
        letters.clone().any(char::is_uppercase),
        letters.clone().filter(|c| c.is_lowercase()).count(),
        letters.filter(|c| !c.is_ascii()).count(),
        Reverse(order),
    )
}

/// The fullest form, tidied; each comes with its units.
pub(crate) fn fullest<'a>(forms: impl Iterator<Item = (&'a str, usize)>) -> String {
    forms
        .enumerate()
        .map(|(order, (form, units))| (tidy(form), units, order))
        .max_by_key(|(form, units, order)| fullness(form, *units, *order))
        .map(|(form, ..)| form)
        .unwrap_or_default()
}

/// A surface without line breaks, double spaces, outer quotes and the English possessive.
pub(crate) fn tidy(surface: &str) -> String {
    let mut words = surface.split_whitespace();
    let mut out = words.next().unwrap_or_default().to_owned();
    for word in words {
        out.push(' ');
        out.push_str(word);
    }
    let bare = out.trim_matches(['"', '«', '»', ' ', ',']);
    let bare = bare.strip_suffix("'s").unwrap_or(bare);
    if bare.is_empty() {
        out
    } else {
        bare.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(forms: &[&str]) -> String {
        fullest(forms.iter().map(|&form| (form, 0)))
    }

    #[test]
    fn longer_then_mixed_case_then_accents_then_first() {
        assert_eq!(of(&["Goïta", "Assimi Goïta", "GOÏTA"]), "Assimi Goïta");
        assert_eq!(of(&["CÉDÉAO", "Cedeao", "Cédéao"]), "Cédéao");
        assert_eq!(of(&["onea", "ONEA"]), "ONEA");
        assert_eq!(of(&[]), "");
    }

    #[test]
    fn a_name_is_tidied() {
        assert_eq!(of(&["«  Les\nBérets noirs »"]), "Les Bérets noirs");
        assert_eq!(of(&["Lastwerk's"]), "Lastwerk");
    }
}
