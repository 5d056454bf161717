//! Gathers the mentions of people: full names first, then less than full names ([`bare`]).
//!
//! Two full names are one person's if [`same`](crate::resolve::person_name::same) says so and the sexes
//! that they tell do not differ; one that fits several people is nobody's, and says so. What no full name
//! explains stands alone, by its spelling and sex. A family stands alone.
//!
//! [`bare`]: crate::resolve::cluster::person::bare

use std::collections::HashMap;
use std::rc::Rc;

use crate::fold::fold;
use crate::resolve::cluster::named::NamedText;
use crate::resolve::cluster::person::alone::Alone;
use crate::resolve::cluster::person::around::{self, Told};
use crate::resolve::cluster::person::bare::{Meaning, SurnameUses, of_generation};
use crate::resolve::cluster::person::family::family;
use crate::resolve::cluster::person::groups::{PersonGroup, PersonGroups};
use crate::resolve::cluster::person::registry::Registry;
use crate::resolve::cluster::tie::Tie;
use crate::resolve::person_name::PersonName;

/// One name, however it is spelt.
struct PersonForm {
    name: Rc<PersonName>,
    mentions: Vec<usize>,
}

/// How many distinct names of a document are taken apart. No article has a tenth of them. In a whole
/// archive that is one text, further names are one person only where they are spelt alike, so that
/// little is kept of each.
const MOST_NAMES: usize = 8192;

/// Whom a form means, if it is a full name.
#[derive(Clone, Copy)]
enum FullMeaning {
    /// It is none.
    Bare,
    One(usize, Tie),
    /// It fits several people.
    Several,
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
        let mut name = PersonName::read(mention.text);
        if name.generation.is_none() && !name.parts.is_empty() {
            name.generation = around::generation(document, mention);
        }
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
    let (mut registry, meanings) = full_names(document, &forms);
    let mut groups = PersonGroups::default();
    let mut group_of_person: Vec<Option<usize>> = vec![None; registry.people.len()];
    let mut alone = Alone::default();
    let mut surnames = SurnameUses::new(document);
    for (&at, form) in places.iter().zip(form_of) {
        let mention = &document.mentions[at];
        if let Some(surname) = families.get(&at) {
            let group = alone.family(&mut groups, surname);
            groups.put(group, at, mention.text, None, Tie::Family);
            continue;
        }
        let Some(form) = form else {
            continue;
        };
        let name = &forms[form].name;
        let mut told = Told::default();
        let meaning = match meanings[form] {
            FullMeaning::One(person, tie) => Meaning::One(person, tie),
            FullMeaning::Several => Meaning::Several,
            FullMeaning::Bare => {
                told = Told::of(document, mention, &PersonName::read(mention.text));
                surnames.read(document, &registry, name, at, &told)
            }
        };
        let (group, tie) = match meaning {
            Meaning::One(person, tie) => {
                let known = &mut registry.people[person];
                known.last = Some(at);
                if tie == Tie::Surname {
                    // `Mme Bazoum` can only be Hadiza: now she is known to be a woman.
                    known.gender = known.gender.or(told.gender);
                }
                let group = *group_of_person[person].get_or_insert_with(|| groups.begin());
                (group, tie)
            }
            Meaning::Several => (
                alone.undecided(&mut groups, form, told.gender),
                Tie::Ambiguous,
            ),
            Meaning::Nobody => alone.group(&mut groups, form, &told),
        };
        groups.put(group, at, mention.text, Some(form), tie);
    }
    groups.groups
}

/// Merges full names into people. Gives the meaning of each form.
fn full_names(document: &NamedText, forms: &[PersonForm]) -> (Registry, Vec<FullMeaning>) {
    let mut order: Vec<usize> = (0..forms.len())
        .filter(|&n| {
            let name = &forms[n].name;
            !name.is_initials()
                && (name.parts.len() > 1 || (name.generation.is_some() && !name.parts.is_empty()))
        })
        .collect();
    let abridged = |n: usize| {
        let first = forms[n].name.parts.first();
        first.is_some_and(|part| part.is_abridged())
    };
    order.sort_by_key(|&n| (abridged(n), usize::MAX - forms[n].name.parts.len(), n));
    let mut registry = Registry::default();
    let mut meanings = vec![FullMeaning::Bare; forms.len()];
    // Longer names come first.
    for n in order {
        let PersonForm { name, mentions } = &forms[n];
        if name.parts.len() > 1
            && name.generation.is_none()
            && !abridged(n)
            && registry.tails.contains_key(&name.tail(0))
        {
            continue;
        }
        if name.parts.len() == 1 {
            match of_generation(&registry, name) {
                Meaning::One(person, tie) => {
                    meanings[n] = FullMeaning::One(person, tie);
                    registry.people[person].full.extend(mentions);
                    continue;
                }
                Meaning::Several => {
                    meanings[n] = FullMeaning::Several;
                    continue;
                }
                Meaning::Nobody => {}
            }
        }
        let introduction = Introduction::of(document, name, mentions);
        let mut same = registry.same(name);
        same.retain(
            |&person| match (introduction.told.gender, registry.people[person].gender) {
                (Some(told), Some(known)) => told == known,
                _ => true,
            },
        );
        let known = match same.as_slice() {
            [] => None,
            [one] => Some(*one),
            _ => {
                meanings[n] = FullMeaning::Several;
                continue;
            }
        };
        let person = registry.add(known, Rc::clone(name));
        let tie = match abridged(n) {
            true => Tie::Initials,
            false => Tie::Full,
        };
        meanings[n] = FullMeaning::One(person, tie);
        let person = &mut registry.people[person];
        let first = mentions.first().copied();
        if person.introduced().is_none_or(|known| first < Some(known)) {
            person.is_kin = introduction.is_kin;
        }
        person.full.extend(mentions);
        person.gender = person.gender.or(introduction.told.gender);
        for title in introduction.titles {
            if !person.titles.contains(&title) {
                person.titles.push(title);
            }
        }
    }
    (registry, meanings)
}

/// What the text tells of a person where it gives a full name.
struct Introduction {
    told: Told,
    titles: Vec<String>,
    is_kin: bool,
}

impl Introduction {
    /// Reads the first few mentions of a form. A title says more of the sex than a given name.
    fn of(document: &NamedText, name: &PersonName, mentions: &[usize]) -> Self {
        const FIRST: usize = 4;
        let mut told = Told::default();
        let mut titles = Vec::new();
        for &at in mentions.iter().take(FIRST) {
            let mention = &document.mentions[at];
            let here = Told::of(document, mention, &PersonName::read(mention.text));
            told.gender = told.gender.or(here.gender);
            titles.extend(here.title);
        }
        told.gender = told.gender.or_else(|| name.gender());
        let first = mentions.first();
        Self {
            told,
            titles,
            is_kin: first.is_some_and(|&at| around::is_kin(document, &document.mentions[at])),
        }
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
