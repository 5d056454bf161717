//! Whether two full names may be one person's.

use crate::resolve::person_name::generation::may_lack_it;
use crate::resolve::person_name::name::PersonName;
use crate::resolve::person_name::part::NamePart;

/// Whether two names of two parts or more may be one person's: the given names agree as far as they
/// are written, one perhaps short for the other (`Bill`, `William`), the parts of the shorter stand in
/// the longer in order, and neither middle initials nor generations keep them apart.
pub(crate) fn same(a: &PersonName, b: &PersonName) -> bool {
    if !generations_agree(a, b) {
        return false;
    }
    let ([a_first, a_rest @ ..], [b_first, b_rest @ ..]) = (a.parts.as_slice(), b.parts.as_slice())
    else {
        return false;
    };
    if a_first.is_abridged() || b_first.is_abridged() {
        return abridged(a, b, a_first, b_first);
    }
    if given_agree(a_first, b_first) {
        return rests_agree(a_rest, b_rest);
    }
    // `Jean Pierre Dupont`, `Jean-Pierre Dupont`.
    let joined = |first: &NamePart, rest: &[NamePart], other: &NamePart| match rest {
        [second, _, ..] => {
            !second.is_abridged()
                && other.given.strip_prefix(&first.given) == Some(second.given.as_str())
        }
        _ => false,
    };
    if joined(a_first, a_rest, b_first) {
        return rests_agree(&a_rest[1..], b_rest);
    }
    joined(b_first, b_rest, a_first) && rests_agree(a_rest, &b_rest[1..])
}

/// `Jr.` tells a son from his father, who bears the name without it; a numeral may be left out.
fn generations_agree(a: &PersonName, b: &PersonName) -> bool {
    match (&a.generation, &b.generation) {
        (Some(told), Some(other)) => told == other,
        (Some(told), None) | (None, Some(told)) => !told.is_family() || is_either(a),
        (None, None) => true,
    }
}

/// Whether news names the person with the generation or without it.
fn is_either(name: &PersonName) -> bool {
    match name.parts.as_slice() {
        [first, .., last] => may_lack_it(&first.plain, &last.plain),
        _ => false,
    }
}

/// Whether two given names are one, or one is short for the other, or both for a third.
fn given_agree(a: &NamePart, b: &NamePart) -> bool {
    a.given == b.given
        || a.given_keys()
            .any(|key| b.given_keys().any(|other| key == other))
}

fn rests_agree(a: &[NamePart], b: &[NamePart]) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let mut left = long.iter();
    short
        .iter()
        .all(|part| left.by_ref().any(|other| agree(part, other)))
        && middles_agree(a, b)
}

/// `J.-P. Vauzelle` and `Jean-Pierre Vauzelle`, `Ch. Martin` and `Charles Martin`.
fn abridged(a: &PersonName, b: &PersonName, a_first: &NamePart, b_first: &NamePart) -> bool {
    let (Some(a_last), Some(b_last)) = (a.parts.last(), b.parts.last()) else {
        return false;
    };
    let given = if a_first.cut || b_first.cut {
        starts(&a_first.plain, &b_first.plain)
    } else {
        starts(
            &a.heads(0..a.parts.len() - 1),
            &b.heads(0..b.parts.len() - 1),
        )
    };
    given && agree(a_last, b_last)
}

fn starts(a: &str, b: &str) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

/// Whether two parts may be one: equal, one the initials of the other, or one of a double surname.
fn agree(a: &NamePart, b: &NamePart) -> bool {
    if a.is_initials() || b.is_initials() {
        return starts(&a.heads, &b.heads);
    }
    a.surname == b.surname || a.inside.contains(&b.surname) || b.inside.contains(&a.surname)
}

/// `George W. Bush` is not `George H. W. Bush`.
fn middles_agree(a: &[NamePart], b: &[NamePart]) -> bool {
    let middle = |rest: &[NamePart]| -> String {
        let before_last = rest.len().saturating_sub(1);
        rest[..before_last]
            .iter()
            .filter(|part| part.is_initials())
            .map(|part| part.heads.as_str())
            .collect()
    };
    let (a, b) = (middle(a), middle(b));
    a.is_empty() || b.is_empty() || starts(&a, &b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_in_two_forms() {
        for (a, b) in [
            ("Jean Tremblay", "J. Tremblay"),
            ("Jean-Pierre Vauzelle", "J.-P. Vauzelle"),
            ("James David St. Clair", "J.D. St. Clair"),
            ("Christophe Van den Broucke", "Ch. Van den Broucke"),
            ("Mamadou Lamine Sarr", "Mamadou Sarr"),
            ("Gabriel García Márquez", "Gabriel Garcia"),
            ("Marie Durand-Leroy", "Marie Durand"),
            ("Ruth E. Abernathy", "Ruth Abernathy"),
            ("John F. Kennedy", "John Fitzgerald Kennedy"),
            ("Thomas O'Connell III", "Thomas P. O'Connell"),
            ("Mohamed Ould Ghazouani", "Mohamed Ould Cheikh El Ghazouani"),
            ("Bill Clinton", "William Jefferson Clinton"),
            ("Bill Clinton", "William Clinton"),
            ("Manu Macron", "Emmanuel Macron"),
            ("Jimmy Carter", "James Earl Carter"),
            ("JD Vance", "James David Vance"),
            ("JD Vance", "J.D. Vance"),
            ("Jean Pierre Dupont", "Jean-Pierre Dupont"),
            ("Bola Ahmed Tinubu", "Bola Tinubu"),
            ("Martin Luther King Jr.", "Martin Luther King"),
        ] {
            let (a_name, b_name) = (PersonName::read(a), PersonName::read(b));
            assert!(same(&a_name, &b_name) && same(&b_name, &a_name), "{a} {b}");
        }
    }

    #[test]
    fn two_people() {
        for (a, b) in [
            ("Jean Dupont", "Jean-Pierre Dupont"),
            ("Bill Clinton", "Hillary Clinton"),
            ("George W. Bush", "George H. W. Bush"),
            ("Ruth E. Abernathy", "Ruth M. Abernathy"),
            ("Martin King Jr.", "Martin King Sr."),
            ("J. Tremblay", "Paul Tremblay"),
            ("Donald Trump", "Donald Trump Jr."),
            ("Donald Trump Jr.", "Donald J. Trump"),
            ("Alexandre Dumas fils", "Alexandre Dumas père"),
            ("Jean Paul Dupont", "Jean-Pierre Dupont"),
            ("Jean Dupont", "Jeannot Dupont"),
        ] {
            assert!(!same(&PersonName::read(a), &PersonName::read(b)), "{a} {b}");
        }
    }
}
