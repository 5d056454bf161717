//! Gathers the mentions of people: full names first, then less than full names.
//!
//! A bare surname goes to the one person who bears it here. Where several do, the gender that a title
//! tells rules some out; of those left, the one with the nearest earlier full name has it; with none
//! earlier it stays alone. A bare given name joins only where one person has it and nobody has it as a
//! surname. A family stays alone.

use std::collections::HashMap;
use std::rc::Rc;

use crate::fold::fold;
use crate::resolve::cluster::named::NamedText;
use crate::resolve::cluster::person::family::family;
use crate::resolve::cluster::person::registry::Registry;
use crate::resolve::cluster::person::title::by_title;
use crate::resolve::cluster::tie::Tie;
use crate::resolve::person_name::{Gender, PersonName};

/// The mentions of one person, in text order, each with its tie.
type PersonGroup = Vec<(usize, Tie)>;

/// One name, however it is spelt.
struct PersonForm {
    name: Rc<PersonName>,
    mentions: Vec<usize>,
}

/// How many distinct names of a document are taken apart. No article has a tenth of them. In a whole
/// archive that is one text, further names are one person only where they are spelt alike, so that
/// little is kept of each.
const MOST_NAMES: usize = 8192;

/// Groups of mentions, a group for each person or family.
#[derive(Default)]
struct PersonGroups {
    groups: Vec<PersonGroup>,
    /// The folded surface and the form that a group began with, to tell another
    /// spelling from the same name.
    first: Vec<(String, Option<usize>)>,
}

impl PersonGroups {
    fn begin(&mut self) -> usize {
        self.groups.push(PersonGroup::new());
        self.first.push((String::new(), None));
        self.groups.len() - 1
    }

    fn put(&mut self, group: usize, at: usize, surface: &str, form: Option<usize>, tie: Tie) {
        let folded = fold(surface.trim_end_matches("'s"));
        let tie = if self.groups[group].is_empty() {
            self.first[group] = (folded, form);
            Tie::First
        } else if self.first[group].0 == folded {
            Tie::Name
        } else if form.is_some() && self.first[group].1 == form {
            Tie::Spelling
        } else {
            tie
        };
        self.groups[group].push((at, tie));
    }
}

/// Gathers the mentions at `places`, in text order.
pub(crate) fn people(document: &NamedText, places: &[usize]) -> Vec<PersonGroup> {
    let mut forms: Vec<PersonForm> = Vec::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    let mut families: HashMap<usize, String> = HashMap::new();
    let unread = Rc::new(PersonName::unread());
    // The form of each place; a family has none.
    let mut form_of: Vec<Option<usize>> = Vec::with_capacity(places.len());
    for &at in places {
        let mention = &document.mentions[at];
        let name = PersonName::read(mention.text);
        if name.parts.len() == 1
            && name.generation.is_none()
            && let Some(surname) = family(document, mention)
        {
            families.insert(at, PersonName::read(surname).tail(0));
            form_of.push(None);
            continue;
        }
        let key = if name.parts.is_empty() {
            format!(" {}", fold(mention.text))
        } else {
            name.key()
        };
        let form = *by_key.entry(key).or_insert_with(|| {
            let name = match forms.len() < MOST_NAMES {
                true => Rc::new(name),
                false => Rc::clone(&unread),
            };
            forms.push(PersonForm {
                name,
                mentions: Vec::new(),
            });
            forms.len() - 1
        });
        forms[form].mentions.push(at);
        form_of.push(Some(form));
    }
    drop(by_key);
    let (mut registry, person_of) = full_names(document, &forms);
    let mut groups = PersonGroups::default();
    let mut group_of_person: Vec<Option<usize>> = vec![None; registry.people.len()];
    let mut alone = Alone::default();
    for (&at, form) in places.iter().zip(form_of) {
        let mention = &document.mentions[at];
        if let Some(surname) = families.get(&at) {
            let group = *alone
                .families
                .entry(surname.clone())
                .or_insert_with(|| groups.begin());
            groups.put(group, at, mention.text, None, Tie::Family);
            continue;
        }
        let Some(form) = form else {
            continue;
        };
        let gender = by_title(document, mention);
        let name = &forms[form].name;
        let found = match person_of[form] {
            Some(person) => Some(person),
            None => bare(&registry, name, at, gender),
        };
        if let Some((person, Tie::Surname)) = found {
            // `Mme Bazoum` can only be Hadiza: now she is known to be a woman.
            let known = &mut registry.people[person].gender;
            *known = known.or(gender);
        }
        let group = match found {
            Some((person, _)) => *group_of_person[person].get_or_insert_with(|| groups.begin()),
            None => alone.group(&mut groups, form, gender),
        };
        groups.put(
            group,
            at,
            mention.text,
            Some(form),
            found.map_or(Tie::Spelling, |(_, tie)| tie),
        );
    }
    groups.groups
}

/// Merges full names into people. Gives the person and the tie of each form that is one.
fn full_names(document: &NamedText, forms: &[PersonForm]) -> (Registry, Vec<Option<(usize, Tie)>>) {
    let mut order: Vec<usize> = (0..forms.len())
        .filter(|&n| {
            let name = &forms[n].name;
            !name.is_initials()
                && (name.parts.len() > 1 || (name.generation.is_some() && !name.parts.is_empty()))
        })
        .collect();
    let abridged = |n: usize| {
        forms[n]
            .name
            .parts
            .first()
            .is_some_and(|part| part.is_abridged())
    };
    order.sort_by_key(|&n| (abridged(n), usize::MAX - forms[n].name.parts.len(), n));
    let mut registry = Registry::default();
    let mut person_of: Vec<Option<(usize, Tie)>> = vec![None; forms.len()];
    // Longer names come first. The nearest person is found by the full mentions known so far.
    for n in order {
        let PersonForm { name, mentions } = &forms[n];
        if name.parts.len() > 1 && !abridged(n) && registry.tails.contains_key(&name.tail(0)) {
            continue;
        }
        let same = registry.same(name);
        let known = match same.as_slice() {
            [] => None,
            [one] => Some(*one),
            several => mentions
                .first()
                .and_then(|&at| registry.nearest(several, at)),
        };
        let person = registry.add(known, Rc::clone(name));
        person_of[n] = Some((
            person,
            if abridged(n) {
                Tie::Initials
            } else {
                Tie::Full
            },
        ));
        let person = &mut registry.people[person];
        person.full.extend(mentions);
        if person.gender.is_none() {
            person.gender = gender(document, name, mentions);
        }
    }
    (registry, person_of)
}

/// What the given name tells, else the first title before a full name.
fn gender(document: &NamedText, name: &PersonName, mentions: &[usize]) -> Option<Gender> {
    name.gender().or_else(|| {
        mentions
            .iter()
            .find_map(|&at| by_title(document, &document.mentions[at]))
    })
}

/// The person whom less than a full name means.
fn bare(
    registry: &Registry,
    name: &PersonName,
    at: usize,
    gender: Option<Gender>,
) -> Option<(usize, Tie)> {
    let fits = |person: &usize| match (gender, registry.people[*person].gender) {
        (Some(told), Some(known)) => told == known,
        _ => true,
    };
    let fitting = |people: Option<&Vec<usize>>| -> Vec<usize> {
        people.into_iter().flatten().copied().filter(fits).collect()
    };
    if name.is_initials() {
        let initials = name.heads(0..name.parts.len());
        return match fitting(registry.initials.get(&initials)).as_slice() {
            [one] if initials.len() > 1 => Some((*one, Tie::Initials)),
            _ => None,
        };
    }
    let tail = name.tail(0);
    if let Some(bearers) = registry.tails.get(&tail) {
        let bearers: Vec<usize> = bearers.iter().copied().filter(fits).collect();
        return match bearers.as_slice() {
            [one] => Some((*one, Tie::Surname)),
            several => registry
                .nearest(several, at)
                .map(|person| (person, Tie::Nearest)),
        };
    }
    if let [one] = fitting(registry.inside.get(&tail)).as_slice() {
        return Some((*one, Tie::Surname));
    }
    let given: String = name.parts.iter().map(|part| part.given.as_str()).collect();
    match fitting(registry.given.get(&given)).as_slice() {
        [one] => Some((*one, Tie::Given)),
        _ => None,
    }
}

/// Mentions that no full name explains.
#[derive(Default)]
struct Alone {
    families: HashMap<String, usize>,
    /// By form: groups with what is known of their gender, in text order.
    bare: HashMap<usize, Vec<(usize, Option<Gender>)>>,
}

impl Alone {
    /// The last group of this form whose gender agrees, or a new one.
    fn group(&mut self, groups: &mut PersonGroups, form: usize, gender: Option<Gender>) -> usize {
        let known = self.bare.entry(form).or_default();
        let agrees = |told: Option<Gender>| told.is_none() || gender.is_none() || told == gender;
        if let Some((group, told)) = known.iter_mut().rev().find(|(_, told)| agrees(*told)) {
            *told = told.or(gender);
            return *group;
        }
        let group = groups.begin();
        known.push((group, gender));
        group
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Label, Lang};
    use crate::resolve::cluster::named::NamedMention;

    /// The sizes of the clusters of these names, in the order of their first mentions.
    fn sizes(names: &[String]) -> Vec<usize> {
        let text = names.join(", ");
        let mut at = 0;
        let mentions: Vec<NamedMention> = names
            .iter()
            .map(|name| {
                let range = at..at + name.len();
                at = range.end + ", ".len();
                NamedMention {
                    label: Label::Person,
                    text: name,
                    range,
                    key: None,
                }
            })
            .collect();
        let document = NamedText {
            text: &text,
            lang: Lang::Fr,
            mentions: &mentions,
        };
        let places: Vec<usize> = (0..mentions.len()).collect();
        let mut groups = people(&document, &places);
        groups.sort_by_key(|group| group[0].0);
        groups.iter().map(Vec::len).collect()
    }

    /// A text of 87,000 names took 157 MB: of each a kilobyte was kept, and twice.
    #[test]
    fn beyond_the_most_names_only_like_spellings_are_one_person() {
        let own = |n: usize| {
            let letters = [n / 676, n / 26 % 26, n % 26].map(|n| char::from(b'a' + n as u8));
            format!("Awa X{}", letters.iter().collect::<String>())
        };
        let tail = ["Assimi Goïta", "Goïta", "Assimi Goïta"].map(str::to_owned);
        let few: Vec<String> = (0..10).map(own).chain(tail.clone()).collect();
        assert_eq!(sizes(&few).last(), Some(&3));
        // Twice as many: some are spellings of one name.
        let many: Vec<String> = (0..2 * MOST_NAMES).map(own).chain(tail).collect();
        assert_eq!(sizes(&many).split_off(sizes(&many).len() - 2), [2, 1]);
    }
}
