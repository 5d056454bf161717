//! Whether two full names of a corpus are one person's, and by which rule.
//!
//! Within a document two names that may be one person's nearly always are. Over a corpus they need more:
//! a document that has both in one cluster, or a surname that few bear there.

use super::MergeRule;
use crate::resolve::person_name::{PersonName, same};

/// A name in the corpus.
pub(super) struct Named {
    pub slot: u32,
    pub name: PersonName,
    pub folded: String,
    /// The folded full names that documents have in one cluster with it.
    pub tied: Vec<String>,
    /// The folded full names of people whom a document tells from this one.
    pub apart: Vec<String>,
    /// Whether it is keyed, and what else makes it lead: the smallest leads.
    pub weight: (bool, u64, u64, usize),
    /// Whether it is read with its last word first, as `Orbán Viktor`.
    pub turned: bool,
}

/// The letters that a surname must have at least for two spellings of it to be one.
const SURNAME: usize = 6;
/// And a given name.
const GIVEN: usize = 5;

/// The rule by which two names are one person's; `None` if they may be two people's. `common` says that
/// many in the corpus bear the surname.
pub(super) fn one_person(a: &Named, b: &Named, common: bool) -> Option<MergeRule> {
    let (left, right) = (&a.name, &b.name);
    if left.parts.len() < 2 || right.parts.len() < 2 || contradict(a, b) {
        return None;
    }
    if left.key() == right.key() && plain(left) == plain(right) {
        return Some(MergeRule::Name);
    }
    if a.turned || b.turned {
        return None;
    }
    let tied = are_tied(a, b);
    // What the table of known names has not tied is no shorter name of one that it has: `George Bush`.
    let one_keyed = a.weight.0 != b.weight.0;
    if left.generation != right.generation && !tied {
        return None;
    }
    let ([first, .., last], [other_first, .., other_last]) =
        (left.parts.as_slice(), right.parts.as_slice())
    else {
        return None;
    };
    if first.is_abridged() || other_first.is_abridged() {
        return tied.then_some(MergeRule::Initials);
    }
    if last.surname != other_last.surname {
        return tied.then_some(MergeRule::Surname);
    }
    let spelt = |a: &str, b: &str, least: usize| tied || a == b || alike(a, b, least);
    if !spelt(&last.plain, &other_last.plain, SURNAME)
        || (!tied && only_doubled(&last.plain, &other_last.plain))
    {
        return None;
    }
    let longer = left.parts.len() != right.parts.len();
    if first.given != other_first.given {
        // `Bill` for `William`; or `Jean-Pierre` for `Jean Pierre`.
        let rule = match longer && plain(left) == plain(right) {
            true => MergeRule::Name,
            false => MergeRule::Nickname,
        };
        // `James Webb` and `Jimmy Webb` were two people, each in a document of his own.
        return (tied || rule == MergeRule::Name).then_some(rule);
    }
    if !spelt(&first.plain, &other_first.plain, GIVEN) {
        return None;
    }
    match longer || middle_differs(left, right) {
        true => (tied || !(common || one_keyed)).then_some(MergeRule::MiddleName),
        false => Some(MergeRule::Spelling),
    }
}

/// Whether two names of one given name and surname cannot be one person's.
pub(super) fn contradict(a: &Named, b: &Named) -> bool {
    let sexes = (a.name.gender(), b.name.gender());
    let two = matches!(sexes, (Some(told), Some(other)) if told != other);
    two || !same(&a.name, &b.name) || a.apart.contains(&b.folded) || b.apart.contains(&a.folded)
}

/// Whether a document has both in one cluster.
pub(super) fn are_tied(a: &Named, b: &Named) -> bool {
    a.tied.contains(&b.folded) || b.tied.contains(&a.folded)
}

/// The letters of a name, in whatever parts.
fn plain(name: &PersonName) -> String {
    name.parts.iter().map(|part| part.plain.as_str()).collect()
}

/// Whether two folded words of one spelling key are spellings of one name: long enough, and not a man's
/// and a woman's name, nor a French feminine (`Martin`, `Martine`).
fn alike(a: &str, b: &str, least: usize) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.chars().count() >= least && long.strip_prefix(short) != Some("e")
}

/// Whether two surnames differ only in letters that one of them doubles: `Jansen` and `Janssen` are two
/// families more often than two spellings.
fn only_doubled(a: &str, b: &str) -> bool {
    let single = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.dedup();
        letters
    };
    a != b && single(a) == single(b)
}

fn middle_differs(a: &PersonName, b: &PersonName) -> bool {
    let middle = |name: &PersonName| -> Vec<String> {
        let parts = &name.parts[1..name.parts.len() - 1];
        parts.iter().map(|part| part.surname.clone()).collect()
    };
    middle(a) != middle(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(surface: &str, tied: &[&str]) -> Named {
        Named {
            slot: 0,
            name: PersonName::read(surface),
            folded: crate::index::folded::folded(surface),
            tied: tied.iter().map(|&name| name.to_owned()).collect(),
            apart: Vec::new(),
            weight: (false, 0, 0, 0),
            turned: false,
        }
    }

    fn rule(a: &str, b: &str) -> Option<&'static str> {
        let (a, b) = (named(a, &[]), named(b, &[]));
        let found = one_person(&a, &b, false).map(MergeRule::name);
        assert_eq!(one_person(&b, &a, false).map(MergeRule::name), found);
        found
    }

    #[test]
    fn one_person_in_two_forms() {
        for (a, b, expected) in [
            ("Donald J. Trump", "Donald Trump", "middle_name"),
            ("Bola Ahmed Tinubu", "Bola Tinubu", "middle_name"),
            ("Donald John Trump", "Donald J. Trump", "middle_name"),
            ("Volodymyr Zelensky", "Volodymyr Zelenskiy", "spelling"),
            ("Mohamed Bazoum", "Mohammed Bazoum", "spelling"),
            ("TINUBU Bola", "Bola Tinubu", "name"),
        ] {
            assert_eq!(rule(a, b), Some(expected), "{a} {b}");
        }
    }

    #[test]
    fn two_people_and_what_may_be_two() {
        for (a, b) in [
            ("Donald Trump", "Donald Trump Jr."),
            ("Donald Trump", "Ivanka Trump"),
            ("Jean Martin", "Jean Marin"),
            ("Jean Martin", "Jean Martine"),
            ("George W. Bush", "George H. W. Bush"),
            ("Philippe Dupont", "Philippe Dupont II"),
            ("J. Tremblay", "Jean Tremblay"),
            ("Marie Durand-Leroy", "Marie Durand"),
            ("Jean Dupont", "Jean-Pierre Dupont"),
            ("Paul Petit", "Paul Pettit"),
            ("Goïta", "Assimi Goïta"),
            ("Jan Janssen", "Jan Jansen"),
            ("James Webb", "Jimmy Webb"),
        ] {
            assert_eq!(rule(a, b), None, "{a} {b}");
        }
    }

    #[test]
    fn a_nickname_needs_a_document_that_has_both() {
        let (bill, william) = (
            named("Bill Clinton", &[]),
            named("William Clinton", &["bill clinton"]),
        );
        assert_eq!(
            one_person(&bill, &william, false),
            Some(MergeRule::Nickname)
        );
    }

    #[test]
    fn a_name_that_was_left_without_a_key_is_no_shorter_one_of_somebody_known() {
        let known = named("George W. Bush", &[]);
        let mut left = named("George Bush", &[]);
        left.weight.0 = true;
        assert_eq!(one_person(&known, &left, false), None);
        left.tied.push("george w bush".to_owned());
        assert_eq!(
            one_person(&known, &left, false),
            Some(MergeRule::MiddleName)
        );
    }

    #[test]
    fn two_people_of_one_document_are_two_in_the_corpus() {
        let (long, mut short) = (
            named("Mamadou Alpha Diallo", &[]),
            named("Mamadou Diallo", &[]),
        );
        assert!(one_person(&long, &short, false).is_some());
        short.apart.push("mamadou alpha diallo".to_owned());
        assert_eq!(one_person(&long, &short, false), None);
    }

    #[test]
    fn a_document_that_has_both_decides_and_a_common_surname_asks_for_one() {
        let short = named("Mamadou Diallo", &[]);
        let long = named("Mamadou Alpha Diallo", &[]);
        assert_eq!(one_person(&short, &long, true), None);
        let long = named("Mamadou Alpha Diallo", &["mamadou diallo"]);
        assert_eq!(one_person(&short, &long, true), Some(MergeRule::MiddleName));
        let initials = named("JD Vance", &[]);
        let full = named("James David Vance", &["jd vance"]);
        assert_eq!(
            one_person(&initials, &full, false),
            Some(MergeRule::Initials)
        );
    }
}
