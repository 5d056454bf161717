//! Whom less than a full name means: a bare surname, a given name, initials.
//!
//! A surname that one person bears here is that person's. Where several bear it, these rule some of them
//! out, in this order:
//!
//! 1. *generation*: `Trump Jr.` is a junior; a bare `Trump` is no junior beside the namesake;
//! 2. *sex*: what a title, a participle or an apposition at the mention tells (`Mme Macron`, `Le Pen,
//!    élue en 2017`) against what a person's name and titles tell;
//! 3. *title*: `le sénateur Kennedy`, where one of them alone is called `sénateur` with the full name.
//!
//! If several are left, the surname belongs to the one it was last used for, however near a relative's
//! full name stands: relatives are named in full because the surname is taken. It lapses where a
//! relative has been named in full three times since. Before its first use, it belongs to the only one
//! whom the text has introduced by a full name so far. Else three signs are asked: who is named in full
//! in the headline; who was introduced first and alone, at least a sentence before any other, and not as
//! somebody's kin; who has four full mentions or more and four times as many as any other. If those that
//! speak name one person, and a title before the surname stands before the full name too, it is that
//! person's; if they name two, or none speaks, the mention says so ([`Tie::Ambiguous`]) and stays in a
//! cluster of its own. A surname before all full names (a headline)
//! is decided by the last two signs, where nobody has more full mentions.
//!
//! The table of known names tells who goes by a surname alone in the news (`Macron`, `Trump`). If that is one
//! of several bearers, it is a fourth sign. If a relative of theirs from the table is the only one whom the
//! document names in full, the surname is ambiguous, unless the sex or a title tells.
//!
//! A bare given name joins only where nobody has it as a surname, and initials only where they are those
//! of one person.

use std::collections::HashMap;

use crate::known::SurnameHolder;
use crate::resolve::cluster::named::NamedText;
use crate::resolve::cluster::person::around::Told;
use crate::resolve::cluster::person::registry::Registry;
use crate::resolve::cluster::tie::Tie;
use crate::resolve::person_name::{Generation, PersonName};
use crate::work;

/// Whom a mention means.
pub(super) enum Meaning {
    One(usize, Tie),
    /// Several people, and nothing decides.
    Several,
    /// Nobody with a full name.
    Nobody,
}

/// So many full names of a relative take a surname from the one it was last used for.
const LAPSES: usize = 3;
/// Full mentions from which on somebody may be far more prominent than all relatives.
const MANY: usize = 4;

/// Of more bearers than this, the rest are not looked up in the table of known names.
const MOST_BEARERS: usize = 8;

/// The surnames that have been used alone so far, each with the person it was last used for.
pub(super) struct SurnameUses {
    last: HashMap<String, usize>,
    /// Whom the surnames that were looked up mean in the news.
    holders: HashMap<String, Option<SurnameHolder>>,
    /// Where the headline ends.
    headline: usize,
}

impl SurnameUses {
    /// None so far. What the document is asked for once is found here.
    pub fn new(document: &NamedText) -> Self {
        Self {
            last: HashMap::new(),
            holders: HashMap::new(),
            headline: document.headline(),
        }
    }

    /// Reads a mention by less than a full name.
    pub fn read(
        &mut self,
        document: &NamedText,
        registry: &Registry,
        name: &PersonName,
        at: usize,
        told: &Told,
    ) -> Meaning {
        let tail = name.tail(0);
        if name.is_initials() {
            let letters = name.heads(0..name.parts.len());
            return initials(registry, &letters, told);
        }
        if let Some(bearers) = registry.tails.get(&tail) {
            let bearers = fitting(registry, bearers, name, told);
            let surface = document.mentions[at].text;
            if name.generation.is_none() && !self.holders.contains_key(&tail) {
                let holder = SurnameHolder::of(surface);
                self.holders.insert(tail.clone(), holder);
            }
            let found = self.decide(document, registry, &bearers, &tail, at, told);
            if let Meaning::One(person, _) = found
                && name.generation.is_none()
                && !told.is_titled()
            {
                self.last.insert(tail, person);
            }
            return found;
        }
        let inside = registry.inside.get(&tail).map(Vec::as_slice);
        match fitting(registry, inside.unwrap_or_default(), name, told).as_slice() {
            [] => {}
            [one] => return Meaning::One(*one, Tie::Surname),
            _ => return Meaning::Several,
        }
        let given: String = name.parts.iter().map(|part| part.given.as_str()).collect();
        let given = registry.given.get(&given).map(Vec::as_slice);
        match fitting(registry, given.unwrap_or_default(), name, told).as_slice() {
            [] => {}
            [one] => return Meaning::One(*one, Tie::Given),
            _ => return Meaning::Several,
        }
        match &name.parts[..] {
            [part] if is_acronym(document.mentions[at].text) => {
                initials(registry, &part.plain, told)
            }
            _ => Meaning::Nobody,
        }
    }

    fn decide(
        &self,
        document: &NamedText,
        registry: &Registry,
        bearers: &[usize],
        tail: &str,
        at: usize,
        told: &Told,
    ) -> Meaning {
        let holder = self.holders.get(tail).and_then(Option::as_ref);
        match bearers {
            [] => return Meaning::Nobody,
            [one] => {
                let tells = told.gender.is_some() || told.is_titled();
                let in_the_shadow = !tells
                    && holder.is_some_and(|holder| {
                        full(document, registry, *one).is_some_and(|n| holder.is_overshadowing(n))
                    });
                return match in_the_shadow {
                    true => Meaning::Several,
                    false => Meaning::One(*one, Tie::Surname),
                };
            }
            _ => {}
        }
        let of_the_news = holder.and_then(|holder| {
            let mut some = bearers.iter().copied().take(MOST_BEARERS);
            some.find(|&one| full(document, registry, one).is_some_and(|n| holder.is(n)))
        });
        if let Some(&holder) = self.last.get(tail)
            && bearers.contains(&holder)
        {
            let since = registry.people[holder].last.unwrap_or_default();
            let lapsed = bearers.iter().any(|&other| {
                work::step(LAPSES);
                let full = registry.people[other].full.range(since..at);
                other != holder && full.take(LAPSES).count() == LAPSES
            });
            return match lapsed {
                true => Meaning::Several,
                false => Meaning::One(holder, Tie::LastUsed),
            };
        }
        let mut introduced = bearers.iter().filter(|&&person| {
            work::step(1);
            registry.people[person].introduced() < Some(at)
        });
        if let (Some(&one), None) = (introduced.next(), introduced.next())
            && !registry.people[one].is_kin
            && of_the_news.is_none_or(|known| known == one)
        {
            return Meaning::One(one, Tie::Surname);
        }
        match prominent(document, registry, bearers, at, self.headline, of_the_news) {
            // `Secretary Kennedy` after `Sen. Ted Kennedy` may be another.
            Some(person)
                if told
                    .title
                    .as_ref()
                    .is_none_or(|t| has_title(registry, person, t)) =>
            {
                Meaning::One(person, Tie::Prominent)
            }
            _ => Meaning::Several,
        }
    }
}

/// A full name of somebody, as the text has it.
fn full<'a>(document: &NamedText<'a>, registry: &Registry, person: usize) -> Option<&'a str> {
    let mention = registry.people[person].full.iter().next()?;
    Some(document.mentions[*mention].text)
}

/// Those of some people whom generation, sex and title allow.
fn fitting(registry: &Registry, bearers: &[usize], name: &PersonName, told: &Told) -> Vec<usize> {
    work::step(bearers.len());
    let people = &registry.people;
    let mut left: Vec<usize> = bearers
        .iter()
        .copied()
        .filter(|&person| match (told.gender, people[person].gender) {
            (Some(told), Some(known)) => told == known,
            _ => true,
        })
        .collect();
    match &name.generation {
        Some(told) => left.retain(|&person| people[person].generation() == Some(told)),
        None => narrow(&mut left, |&person, all| {
            !all.iter()
                .any(|&other| people[person].is_junior_of(&people[other]))
        }),
    }
    if let Some(title) = &told.title
        && left.len() > 1
    {
        let titled: Vec<usize> = left
            .iter()
            .copied()
            .filter(|&person| has_title(registry, person, title))
            .collect();
        if let [one] = titled.as_slice() {
            return vec![*one];
        }
    }
    left
}

/// Whether a title stands before a full name of somebody. `Sen.` is `Senator`.
fn has_title(registry: &Registry, person: usize, title: &str) -> bool {
    let mut titles = registry.people[person].titles.iter();
    titles.any(|known| known.starts_with(title) || title.starts_with(known.as_str()))
}

/// Keeps those that fit, if any does.
fn narrow(people: &mut Vec<usize>, fits: impl Fn(&usize, &[usize]) -> bool) {
    let left: Vec<usize> = people
        .iter()
        .copied()
        .filter(|person| fits(person, people))
        .collect();
    if !left.is_empty() {
        *people = left;
    }
}

/// The one whom the signs of prominence name, if they name one only.
fn prominent(
    document: &NamedText,
    registry: &Registry,
    bearers: &[usize],
    at: usize,
    headline: usize,
    of_the_news: Option<usize>,
) -> Option<usize> {
    let people = &registry.people;
    let mentions = |person: usize| people[person].full.len();
    let mut order: Vec<(usize, usize)> = bearers
        .iter()
        .filter_map(|&person| Some((people[person].introduced()?, person)))
        .collect();
    work::step(order.len());
    order.sort_unstable();
    let [(first_at, first), (second_at, _), ..] = *order.as_slice() else {
        return None;
    };
    let begin = |mention: usize| document.mentions[mention].range.start;
    let end = |mention: usize| document.mentions[mention].range.end;
    let titled: Vec<usize> = order
        .iter()
        .filter(|&&(introduced, _)| begin(introduced) < headline)
        .map(|&(_, person)| person)
        .collect();
    let in_headline = match titled.as_slice() {
        [one] if first_at < at => Some(*one),
        _ => None,
    };
    let none_has_more = bearers
        .iter()
        .all(|&other| mentions(other) <= mentions(first));
    let alone = !people[first].is_kin
        && (first_at < at || none_has_more)
        && document.sentence_ends(end(first_at), begin(second_at));
    let most = bearers
        .iter()
        .copied()
        .max_by_key(|&person| mentions(person))?;
    let far_more = mentions(most) >= MANY
        && bearers
            .iter()
            .all(|&other| other == most || mentions(most) >= MANY * mentions(other));
    let mut signs = [
        in_headline,
        alone.then_some(first),
        far_more.then_some(most),
        of_the_news,
    ]
    .into_iter()
    .flatten();
    let one = signs.next()?;
    signs.all(|other| other == one).then_some(one)
}

fn initials(registry: &Registry, letters: &str, told: &Told) -> Meaning {
    let people = registry.initials.get(letters).map(Vec::as_slice);
    let nameless = PersonName::unread();
    match fitting(registry, people.unwrap_or_default(), &nameless, told).as_slice() {
        [one] if letters.len() > 1 => Meaning::One(*one, Tie::Initials),
        [_, _, ..] if letters.len() > 1 => Meaning::Several,
        _ => Meaning::Nobody,
    }
}

/// `AOC`, `MBS`: capitals that may be somebody's initials, though they read as a word.
fn is_acronym(surface: &str) -> bool {
    (3..=4).contains(&surface.len()) && surface.bytes().all(|b| b.is_ascii_uppercase())
}

/// The person whom a surname or a given name with `Jr.` or `père` means: the one with both.
pub(super) fn of_generation(registry: &Registry, name: &PersonName) -> Meaning {
    if !name.generation.as_ref().is_some_and(Generation::is_family) {
        return Meaning::Nobody;
    }
    let told = Told::default();
    let given: String = name.parts.iter().map(|part| part.given.as_str()).collect();
    let by = [
        (registry.tails.get(&name.tail(0)), Tie::Surname),
        (registry.given.get(&given), Tie::Given),
    ];
    for (bearers, tie) in by {
        match fitting(registry, bearers.map_or(&[], Vec::as_slice), name, &told).as_slice() {
            [] => {}
            [one] => return Meaning::One(*one, tie),
            _ => return Meaning::Several,
        }
    }
    Meaning::Nobody
}
