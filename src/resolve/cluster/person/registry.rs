//! The people whose full names a document gives, found by any part of them.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use crate::resolve::person_name::{Gender, Generation, NamePart, PersonName, same};
use crate::work;

/// One person.
pub(super) struct Person {
    /// The names merged so far, the first few of them.
    pub names: Vec<Rc<PersonName>>,
    /// Mentions by a full name. A set: forms do not come in text order, and one person may have
    /// thousands.
    pub full: BTreeSet<usize>,
    pub gender: Option<Gender>,
    /// Titles before the full name, folded, the first few of them: `senateur`.
    pub titles: Vec<String>,
    /// Whether the text introduces the person as somebody's kin: `his wife, Melania Trump`.
    pub is_kin: bool,
    /// The last mention read so far, by whatever name.
    pub last: Option<usize>,
}

impl Person {
    pub fn generation(&self) -> Option<&Generation> {
        self.names.first()?.generation.as_ref()
    }

    /// The first mention by a full name.
    pub fn introduced(&self) -> Option<usize> {
        self.full.first().copied()
    }

    /// Whether one of the names has a given name of this key, or one that it is short for.
    fn has_given(&self, given: &NamePart) -> bool {
        let keys = self.names.iter().flat_map(|name| name.given_keys());
        let mut known = keys.inspect(|_| work::step(1));
        known.any(|key| given.given_keys().any(|other| key == other))
    }

    /// Whether this is the son that bears the other's name.
    pub fn is_junior_of(&self, other: &Person) -> bool {
        let given = |person: &Person| person.names.first().is_some_and(|n| n.parts.len() > 1);
        self.generation() == Some(&Generation::Junior)
            && other.generation().is_none()
            && (!given(self)
                || self.names[0]
                    .given()
                    .is_some_and(|given| other.has_given(given)))
    }
}

/// People and the keys that find them.
#[derive(Default)]
pub(super) struct Registry {
    pub people: Vec<Person>,
    /// By given name and each surname.
    full: HashMap<(String, String), Vec<usize>>,
    /// By first letter and each surname.
    letters: HashMap<(char, String), Vec<usize>>,
    /// By what follows the given names: `garciamarquez`, `marquez`.
    pub tails: HashMap<String, Vec<usize>>,
    /// By a part of the surname: `garcia`, one of a double name, one without its particle.
    pub inside: HashMap<String, Vec<usize>>,
    /// By given names from the first on, and by the full form of a short one.
    pub given: HashMap<String, Vec<usize>>,
    /// By the initials of the whole name.
    pub initials: HashMap<String, Vec<usize>>,
}

/// The most people of one surname and one given name or initial that are compared.
const MOST: usize = 64;
/// The most names of one person that are compared.
const NAMES: usize = 8;

impl Registry {
    /// The people whose names agree with this one.
    pub fn same(&self, name: &PersonName) -> Vec<usize> {
        let (Some(first), Some(last)) = (name.parts.first(), name.parts.last()) else {
            return Vec::new();
        };
        let head = first.plain.chars().next().unwrap_or_default();
        let mut found: Vec<usize> = Vec::new();
        for surname in std::iter::once(&last.surname).chain(&last.inside) {
            if first.is_abridged() {
                let listed = self.letters.get(&(head, surname.clone()));
                found.extend(listed.into_iter().flatten().take(MOST));
                continue;
            }
            for given in name.given_keys() {
                let listed = self.full.get(&(given, surname.clone()));
                found.extend(listed.into_iter().flatten().take(MOST));
            }
        }
        found.sort_unstable();
        found.dedup();
        found.truncate(MOST);
        found.retain(|&person| {
            self.people[person].names.iter().any(|known| {
                work::step(1);
                same(known, name)
            })
        });
        found
    }

    /// A person by a name, new or known.
    pub fn add(&mut self, person: Option<usize>, name: Rc<PersonName>) -> usize {
        let person = person.unwrap_or_else(|| {
            self.people.push(Person {
                names: Vec::new(),
                full: BTreeSet::new(),
                gender: None,
                titles: Vec::new(),
                is_kin: false,
                last: None,
            });
            self.people.len() - 1
        });
        let count = name.parts.len();
        if let Some(first) = name.parts.first() {
            let head = first.plain.chars().next().unwrap_or_default();
            let given: Vec<String> = name.given_keys().collect();
            for part in name.parts.iter().skip(1).filter(|part| !part.is_initials()) {
                for surname in std::iter::once(&part.surname).chain(&part.inside) {
                    list(&mut self.letters, (head, surname.clone()), person);
                    for given in &given {
                        list(&mut self.full, (given.clone(), surname.clone()), person);
                    }
                }
            }
        }
        // Nobody shortens a name by its later parts.
        const PARTS: usize = 8;
        for from in 1..count.min(PARTS) {
            list(&mut self.tails, name.tail(from), person);
            let part = &name.parts[from];
            for key in part
                .inside
                .iter()
                .chain((from + 1 < count && !part.is_initials()).then_some(&part.surname))
            {
                list(&mut self.inside, key.clone(), person);
            }
        }
        let mut given = String::new();
        for part in name
            .parts
            .iter()
            .take(PARTS)
            .take(if count == 1 { 1 } else { count - 1 })
        {
            if part.is_abridged() {
                break;
            }
            given.push_str(&part.given);
            list(&mut self.given, given.clone(), person);
        }
        for key in name.given().into_iter().flat_map(NamePart::given_keys) {
            list(&mut self.given, key, person);
        }
        let first_letters = name
            .parts
            .iter()
            .filter_map(|part| part.heads.chars().next());
        list(&mut self.initials, first_letters.collect(), person);
        list(&mut self.initials, name.heads(0..count), person);
        let led: String = name
            .parts
            .iter()
            .flat_map(|part| [part.led_by.as_str(), part.heads.as_str()])
            .collect();
        list(&mut self.initials, led, person);
        let names = &mut self.people[person].names;
        if names.len() < NAMES {
            names.push(name);
        }
        person
    }
}

fn list<K: std::hash::Hash + Eq>(map: &mut HashMap<K, Vec<usize>>, key: K, person: usize) {
    let people = map.entry(key).or_default();
    if people.last() != Some(&person) && people.len() < MOST && !people.contains(&person) {
        people.push(person);
    }
}
