//! Whether two full names may be one person's.

use crate::resolve::cluster::person::name::{NamePart, PersonName};

/// Whether two names of two parts or more are one person's: the given names agree as far as they
/// are written, the parts of the shorter stand in the longer in order, and neither middle initials
/// nor `Jr.`, `III` keep them apart.
pub(super) fn same(a: &PersonName, b: &PersonName) -> bool {
    if let (Some(a), Some(b)) = (&a.suffix, &b.suffix)
        && a != b
    {
        return false;
    }
    let ([a_first, a_rest @ ..], [b_first, b_rest @ ..]) = (a.parts.as_slice(), b.parts.as_slice())
    else {
        return false;
    };
    if a_first.is_abridged() || b_first.is_abridged() {
        return abridged(a, b, a_first, b_first);
    }
    let (long, short) = if a_rest.len() >= b_rest.len() {
        (a_rest, b_rest)
    } else {
        (b_rest, a_rest)
    };
    let mut left = long.iter();
    a_first.given == b_first.given
        && short
            .iter()
            .all(|part| left.by_ref().any(|other| agree(part, other)))
        && middles_agree(a_rest, b_rest)
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
        ] {
            assert!(!same(&PersonName::read(a), &PersonName::read(b)), "{a} {b}");
        }
    }
}
