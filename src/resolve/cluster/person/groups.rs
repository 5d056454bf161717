//! The mentions of each person, with the rule that put each there.

use crate::fold::fold;
use crate::resolve::cluster::tie::Tie;

/// The mentions of one person, in text order, each with its tie.
pub(crate) type PersonGroup = Vec<(usize, Tie)>;

/// Groups of mentions, a group for each person or family.
#[derive(Default)]
pub(super) struct PersonGroups {
    pub groups: Vec<PersonGroup>,
    /// The folded surface and the form that a group began with, to tell another
    /// spelling from the same name.
    first: Vec<(String, Option<usize>)>,
}

impl PersonGroups {
    pub fn begin(&mut self) -> usize {
        self.groups.push(PersonGroup::new());
        self.first.push((String::new(), None));
        self.groups.len() - 1
    }

    /// Adds a mention. That nothing decides is said of every mention; else the first one of a group has
    /// nothing to be tied to, and the same name or spelling explains more than the rule.
    pub fn put(&mut self, group: usize, at: usize, surface: &str, form: Option<usize>, tie: Tie) {
        let folded = fold(surface.trim_end_matches("'s"));
        let starts = self.groups[group].is_empty();
        if starts {
            self.first[group] = (folded.clone(), form);
        }
        let tie = if tie == Tie::Ambiguous {
            tie
        } else if starts {
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
