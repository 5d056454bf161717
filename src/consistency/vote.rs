//! A name is read alike all through a document.
//!
//! The model reads one window at a time and may take `Tombouctou` for a person once, having read it three
//! times as a place. A mention that is unsure and goes against all others of the same surface, each of
//! which is sure, gets their label; its score is then the mean probability of that label over all of them.
//! Two labels that one name has by right, a person's and a company's, are sure on both sides and stay.

use std::collections::HashMap;

use crate::document::Label;
use crate::found::Found;
use crate::work;

/// Labels among which the model errs. Countries and dates have tables and a grammar of their own.
const VOTING: [Label; 3] = [Label::Person, Label::Org, Label::Loc];
/// From this score on, a mention is sure.
const SURE: f32 = 0.9;

/// What the mentions of one surface say.
#[derive(Default)]
struct SurfaceVotes {
    mentions: Vec<usize>,
    /// How many have each voting label, and the lowest score among them.
    counts: [(usize, f32); VOTING.len()],
}

/// The mentions to relabel, each with the label and the score that it gets.
pub(super) fn outvoted(text: &str, found: &[Found]) -> Vec<(usize, Label, f32)> {
    let mut tallies: HashMap<&str, SurfaceVotes> = HashMap::new();
    for (at, mention) in found.iter().enumerate() {
        work::step(1);
        let Some(label) = VOTING.iter().position(|&label| label == mention.label) else {
            continue;
        };
        let tally = tallies.entry(&text[mention.range.clone()]).or_default();
        let (count, least) = &mut tally.counts[label];
        *least = match *count {
            0 => mention.score,
            _ => least.min(mention.score),
        };
        *count += 1;
        tally.mentions.push(at);
    }
    let mut outvoted: Vec<(usize, Label, f32)> = tallies
        .values()
        .filter_map(|tally| {
            let (own, other) = tally.sides()?;
            let at = tally
                .mentions
                .iter()
                .copied()
                .find(|&at| found[at].label == VOTING[own])?;
            let label = VOTING[other];
            work::step(tally.mentions.len());
            let sum: f32 = tally
                .mentions
                .iter()
                .map(|&at| found[at].readings.of(label))
                .sum();
            Some((at, label, sum / tally.mentions.len() as f32))
        })
        .collect();
    outvoted.sort_unstable_by_key(|&(at, ..)| at);
    outvoted
}

impl SurfaceVotes {
    /// The label of the one that goes against all others and is less sure, and the label of those.
    fn sides(&self) -> Option<(usize, usize)> {
        let mut sides = (0..VOTING.len()).filter(|&label| self.counts[label].0 > 0);
        let (Some(a), Some(b), None) = (sides.next(), sides.next(), sides.next()) else {
            return None;
        };
        let outvotes = |own: usize, other: usize| {
            let ((count, score), (_, least)) = (self.counts[own], self.counts[other]);
            count == 1 && score < SURE && least >= SURE
        };
        if outvotes(a, b) {
            return Some((a, b));
        }
        outvotes(b, a).then_some((b, a))
    }
}
