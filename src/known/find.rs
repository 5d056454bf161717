//! Find: exact whole-word occurrences of a list's names, as mentions.
//!
//! A text is read once: at each word, a name that begins with it is looked up, the longest first. The cost
//! is a look into a hash map for each word, however long the list.

use std::collections::HashMap;
use std::ops::Range;

use super::list::KnownName;
use crate::decode::Readings;
use crate::document::Label;
use crate::found::Found;
use crate::normalise::normalise;
use crate::work;

/// Words of a name at most. A longer one is tied, but not found.
const MOST_WORDS: usize = 24;

/// The names of a list that are to be found.
#[derive(Debug, Default)]
pub(super) struct NameFinder {
    /// By first word: words of the longest name that begins with it.
    longest: HashMap<Box<str>, usize>,
    /// By what is between their first and last letter.
    names: HashMap<Box<str>, Vec<SoughtName>>,
}

/// A name that is sought.
#[derive(Debug, PartialEq, Eq)]
struct SoughtName {
    /// What stands before its first letter and after its last (`Yahoo!`).
    before: Box<str>,
    after: Box<str>,
    /// None where two entries have it: then it is found for neither.
    owner: Option<(usize, Label)>,
}

impl NameFinder {
    pub fn of(names: &[KnownName]) -> Self {
        let mut finder = Self::default();
        for (n, name) in names.iter().enumerate() {
            let Some(label) = name.label.filter(|_| name.find) else {
                continue;
            };
            for form in name.forms() {
                finder.add(form, n, label, names);
            }
        }
        finder
    }

    fn add(&mut self, form: &str, n: usize, label: Label, names: &[KnownName]) {
        let plain = normalise(form).text;
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let words: Vec<Range<usize>> = words(&plain).collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return;
        };
        if words.len() > MOST_WORDS {
            return;
        }
        let longest = self.longest.entry(plain[first.clone()].into()).or_default();
        *longest = words.len().max(*longest);
        let name = SoughtName {
            before: plain[..first.start].into(),
            after: plain[last.end..].into(),
            owner: Some((n, label)),
        };
        let alike = self
            .names
            .entry(plain[first.start..last.end].into())
            .or_default();
        match alike
            .iter_mut()
            .find(|known| known.before == name.before && known.after == name.after)
        {
            None => alike.push(name),
            Some(known) => {
                // One thing in two rows, with one id, is no doubt.
                let one = known.owner.is_some_and(|(other, of)| {
                    let id = &names[n].id;
                    of == label && (other == n || (id.is_some() && names[other].id == *id))
                });
                if !one {
                    known.owner = None;
                }
            }
        }
    }

    /// Adds what occurs where no mention is, in the order of the text.
    pub fn find(&self, text: &str, found: &mut Vec<Found>) {
        if self.names.is_empty() {
            return;
        }
        let words: Vec<Range<usize>> = words(text).collect();
        let mut added: Vec<Found> = Vec::new();
        let (mut next, mut free) = (0, 0);
        for (at, first) in words.iter().enumerate() {
            while found
                .get(next)
                .is_some_and(|mention| mention.range.end <= first.start)
            {
                free = free.max(found[next].range.end);
                next += 1;
            }
            if first.start < free {
                continue;
            }
            let end = found
                .get(next)
                .map_or(text.len(), |mention| mention.range.start);
            if let Some((range, label)) = self.longest_at(text, &words[at..], free..end) {
                free = range.end;
                added.push(Found::listed(range, label, Readings::default()));
            }
        }
        if !added.is_empty() {
            found.append(&mut added);
            found.sort_by_key(|mention| mention.range.start);
        }
    }

    /// The longest name that begins with the first of these words, within `room`.
    fn longest_at(
        &self,
        text: &str,
        words: &[Range<usize>],
        room: Range<usize>,
    ) -> Option<(Range<usize>, Label)> {
        let first = words.first()?;
        work::step(1);
        let most = *self.longest.get(&text[first.clone()])?;
        for last in words.iter().take(most).rev() {
            work::step(1);
            let core = first.start..last.end;
            let Some(names) = self.names.get(&text[core.clone()]) else {
                continue;
            };
            for name in names {
                let range =
                    core.start.saturating_sub(name.before.len())..core.end + name.after.len();
                let around = text[..core.start].ends_with(&*name.before)
                    && text[core.end..].starts_with(&*name.after);
                let within = range.start >= room.start && range.end <= room.end;
                if around && within && is_whole(text, &range) {
                    return name.owner.map(|(_, label)| (range, label));
                }
            }
        }
        None
    }
}

/// The words of a text: letters and figures in a row.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let start = loop {
            let (at, c) = chars.next()?;
            if c.is_alphanumeric() {
                break at;
            }
        };
        while chars.next_if(|(_, c)| c.is_alphanumeric()).is_some() {}
        let end = chars.peek().map_or(text.len(), |(at, _)| *at);
        Some(start..end)
    })
}

/// Whether nothing joins a stretch to what is around it: no letter, no hyphen or apostrophe with a letter
/// behind it, but for an elision before (`l'`, `d'`) and the possessive after.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let mut before = text[..range.start].chars().rev();
    let mut after = text[range.end..].chars();
    let starts = match before.next() {
        Some(c) if c.is_alphanumeric() => false,
        Some('-') => !before.next().is_some_and(char::is_alphanumeric),
        Some('\'') => match before.next() {
            Some(letter) if letter.is_alphanumeric() => {
                let alone = !before.next().is_some_and(char::is_alphanumeric);
                let elided = "ldjmnstcu".contains(letter.to_ascii_lowercase());
                elided && (alone || letter == 'u')
            }
            _ => true,
        },
        _ => true,
    };
    let ends = match after.next() {
        Some(c) if c.is_alphanumeric() => false,
        Some('-') => !after.next().is_some_and(char::is_alphanumeric),
        Some('\'') => match after.next() {
            Some('s') => !after.next().is_some_and(char::is_alphanumeric),
            Some(letter) => !letter.is_alphanumeric(),
            None => true,
        },
        _ => true,
    };
    starts && ends
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::found::placed;

    fn finder(names: &[&str]) -> NameFinder {
        let sought = |name: &&str| KnownName {
            label: Some(Label::Org),
            find: true,
            ..KnownName::new(*name)
        };
        NameFinder::of(&names.iter().map(sought).collect::<Vec<_>>())
    }

    fn surfaces<'a>(finder: &NameFinder, text: &'a str, mentions: &[&str]) -> Vec<&'a str> {
        let mentions: Vec<_> = mentions.iter().map(|part| (*part, Label::Loc)).collect();
        let mut found = placed(text, &mentions, 1.0);
        finder.find(text, &mut found);
        assert!(
            found
                .windows(2)
                .all(|two| two[0].range.end <= two[1].range.start)
        );
        let listed = found.into_iter().filter(|mention| mention.listed);
        listed.map(|mention| &text[mention.range]).collect()
    }

    #[test]
    fn whole_words_and_the_longest_name() {
        let finder = finder(&["Lac", "Lac Bleu", "Yahoo!", "Sow"]);
        let text =
            "Lac Bleu, Lac, Lacs, lac, Yahoo! et Yahoo, d'Lac, Lac-Mer, Sow's, O'Sow, Jean-Sow";
        assert_eq!(
            surfaces(&finder, text, &[]),
            ["Lac Bleu", "Lac", "Yahoo!", "Lac", "Sow"]
        );
    }

    #[test]
    fn nothing_is_found_inside_a_mention() {
        let finder = finder(&["Lac Bleu", "Bleu"]);
        assert_eq!(
            surfaces(&finder, "Lac Bleu et Bleu", &["Lac"]),
            ["Bleu", "Bleu"]
        );
        assert_eq!(
            surfaces(&finder, "Lac Bleu et Bleu", &["Lac Bleu"]),
            ["Bleu"]
        );
        assert_eq!(surfaces(&finder, "Lac Bleu", &["u"]), [] as [&str; 0]);
    }

    #[test]
    fn a_name_of_two_is_not_found() {
        let sought = |id: &str, label| KnownName {
            label: Some(label),
            find: true,
            id: Some(id.to_owned()),
            ..KnownName::new("Lac Bleu")
        };
        let count = |names: [KnownName; 2]| {
            let mut found = Vec::new();
            NameFinder::of(&names).find("Lac Bleu", &mut found);
            found.len()
        };
        assert_eq!(count([sought("1", Label::Org), sought("2", Label::Org)]), 0);
        assert_eq!(count([sought("1", Label::Org), sought("1", Label::Loc)]), 0);
        assert_eq!(count([sought("1", Label::Org), sought("1", Label::Org)]), 1);
    }

    /// A list of names that all begin alike, and a text of that word, is the worst.
    #[test]
    fn twice_the_text_takes_twice_the_steps() {
        let names: Vec<String> = (1..40).map(|n| "a ".repeat(n) + "b").collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let finder = finder(&names);
        let steps = |n: usize| {
            let text = "a ".repeat(n);
            work::of(|| finder.find(&text, &mut Vec::new()))
        };
        // The words at the end of a text have fewer after them.
        let end = MOST_WORDS * MOST_WORDS;
        assert!(steps(4000) <= 2 * steps(2000) + end as u64);
        assert!(steps(2000) > 2000);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[ab'\\- !é]{0,40}", name in "[ab'\\- !é]{1,5}") {
            let finder = finder(&[&name]);
            for surface in surfaces(&finder, &text, &[]) {
                prop_assert_eq!(surface, name.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
    }
}
