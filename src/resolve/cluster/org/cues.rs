//! What the text says about a name that can be read in several ways.

use std::cell::OnceCell;
use std::collections::HashSet;

use crate::lists::Words;
use crate::resolve::cluster::named::{NamedMention, NamedText};
use crate::resolve::cluster::org::table::{NameReading, Organisation};
use crate::resolve::cluster::words::{FoldedWord, words};

const FILE: &str = include_str!("../data/around_organisations.txt");
/// Small words after a name that do not lead to its owner.
static NO_OWNER_FOLLOWS: Words = Words::of(FILE, "no owner follows");
static PLAIN: Words = Words::of(FILE, "adjectives of peoples");
static ENDS: Words = Words::of(FILE, "endings of peoples");
static NOT: Words = Words::of(FILE, "not of peoples");

/// What the text makes of a name.
pub(crate) enum Decision {
    One(&'static Organisation),
    /// Nothing decides between these; empty where the text says that the name is none of the table's.
    Open(Vec<&'static Organisation>),
}

/// The text as folded words, made when first asked for.
pub(crate) struct TextCues<'a> {
    document: &'a NamedText<'a>,
    folded: OnceCell<String>,
    in_capitals: OnceCell<HashSet<String>>,
}

impl<'a> TextCues<'a> {
    pub fn new(document: &'a NamedText<'a>) -> Self {
        Self {
            document,
            folded: OnceCell::new(),
            in_capitals: OnceCell::new(),
        }
    }

    fn folded(&self) -> &str {
        self.folded.get_or_init(|| {
            let mut folded = String::with_capacity(self.document.text.len() + 2);
            for word in words(self.document.text) {
                folded.push(' ');
                folded.push_str(&word.key);
            }
            folded.push(' ');
            folded
        })
    }

    /// The words that the text has in capitals, without full stops: `U.S.` is `US`.
    fn in_capitals(&self) -> &HashSet<String> {
        self.in_capitals.get_or_init(|| {
            let text = self.document.text;
            let capitals = |word: FoldedWord| {
                let surface = &text[word.range];
                let upper = |c: char| c.is_ascii_uppercase() || c == '.';
                surface.chars().all(upper).then(|| surface.replace('.', ""))
            };
            words(text).into_iter().filter_map(capitals).collect()
        })
    }

    fn says(&self, cue: &str) -> bool {
        match cue.starts_with(|c: char| c.is_ascii_uppercase()) {
            true => self.in_capitals().contains(cue),
            false => self.folded().contains(&format!(" {cue} ")),
        }
    }

    /// The reading that the text decides for: one whose organisation the text names by a sure
    /// name, else the one of exactly this spelling, else the one with the most cues.
    pub fn decide(
        &self,
        readings: &[NameReading],
        known: &HashSet<&'static str>,
        mention: &NamedMention,
    ) -> Decision {
        let qualifier = self.qualifier(mention);
        let allowed = |reading: &&NameReading| {
            qualifier
                .as_deref()
                .is_none_or(|word| reading.organisation.has_cue(word))
        };
        let mut left: Vec<NameReading> = readings.iter().filter(allowed).copied().collect();
        let named: Vec<NameReading> = left
            .iter()
            .filter(|reading| known.contains(reading.organisation.id))
            .copied()
            .collect();
        match named.as_slice() {
            [one] => return Decision::One(one.organisation),
            [] => {}
            _ => left = named,
        }
        // `AFD` the agency, `AfD` the party.
        let spelt: Vec<&NameReading> = left
            .iter()
            .filter(|reading| reading.sure && reading.spelling == mention.text)
            .collect();
        if let [one] = spelt.as_slice()
            && left.len() > 1
        {
            return Decision::One(one.organisation);
        }
        let count = |reading: &NameReading| {
            let near = qualifier.is_some() as usize;
            near + reading
                .organisation
                .cues
                .iter()
                .filter(|cue| self.says(cue))
                .count()
        };
        let counts: Vec<usize> = left.iter().map(count).collect();
        let most = counts.iter().copied().max().filter(|&most| most > 0);
        let best: Vec<NameReading> = left
            .iter()
            .zip(&counts)
            .filter(|(_, count)| Some(**count) == most)
            .map(|(reading, _)| *reading)
            .collect();
        match best.as_slice() {
            [one] => Decision::One(one.organisation),
            _ => Decision::Open(left.iter().map(|reading| reading.organisation).collect()),
        }
    }

    /// The word that says whose institution it is: the adjective after the name (`Sénat
    /// américain`) or before it (`Malian Senate`), or the name after `du`, `of` ...
    fn qualifier(&self, mention: &NamedMention) -> Option<String> {
        const NEAR: usize = 40;
        let after = self.document.after(mention.range.end, NEAR);
        let next = words(after);
        if let Some(first) = next.first()
            && first.range.start <= 1
        {
            let surface = &after[first.range.clone()];
            if surface.starts_with(char::is_lowercase) && is_demonym(&first.key) {
                return Some(first.key.clone());
            }
            if first.is_stop() && !NO_OWNER_FOLLOWS.contains(&first.key) {
                let named = next.iter().skip(1).find(|word| !word.is_stop())?;
                // A word cut at the end of what was looked at says nothing.
                let whole = named.range.end < after.len() || after.len() < NEAR;
                let name = whole && after[named.range.clone()].starts_with(char::is_uppercase);
                return name.then(|| named.key.clone());
            }
        }
        let before = self.document.before(mention.range.start, NEAR);
        let last = words(before).pop()?;
        let close = before.len() - last.range.end <= 1;
        let name = before[last.range.clone()].starts_with(char::is_uppercase);
        (close && name && is_demonym(&last.key)).then_some(last.key)
    }
}

/// Whether a folded word looks like the adjective of a people, in French or English.
fn is_demonym(word: &str) -> bool {
    let ends = || ENDS.list().iter().any(|end| word.ends_with(end));
    PLAIN.contains(word) || (word.len() > 4 && !NOT.contains(word) && ends())
}
