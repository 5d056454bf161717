//! A part of a longer name that stands for the whole: `la Commission` after `Commission
//! européenne`, `Rovers` for `Saltby Rovers`.
//!
//! A prefix alone proves nothing (`Total` and `Total Énergies` may be two companies): the text
//! must give the long name first, or the short one in its headline; one organisation only may have
//! the part; and the two must never be joined as two things (`Orange et Orange Bank`).

use std::collections::{HashMap, HashSet};

use crate::resolve::cluster::named::NamedText;
use crate::resolve::cluster::org::definition::coordinated;
use crate::resolve::cluster::org::form::OrgForm;
use crate::resolve::cluster::words::is_stop;

/// Pairs of forms that the text joins as two things, each pair in both orders.
pub(crate) fn apart(
    document: &NamedText,
    places: &[usize],
    form_of: &[usize],
) -> HashSet<(usize, usize)> {
    places
        .windows(2)
        .zip(form_of.windows(2))
        .filter(|(pair, _)| coordinated(document, pair[0], pair[1]))
        .flat_map(|(_, forms)| [(forms[0], forms[1]), (forms[1], forms[0])])
        .collect()
}

/// The names that are a part of a longer one, each with the longer ones that it could mean.
pub(crate) fn parts(
    document: &NamedText,
    forms: &[OrgForm],
    apart: &HashSet<(usize, usize)>,
) -> Vec<(usize, Vec<usize>)> {
    /// No longer name is cut to pieces.
    const WORDS: usize = 12;
    let mut shorts: HashMap<String, usize> = HashMap::new();
    for (n, form) in forms.iter().enumerate() {
        if !form.key.is_empty()
            && !form.is_written_as_acronym()
            && begins_with_capital(document, form)
        {
            shorts.entry(form.key.join(" ")).or_insert(n);
        }
    }
    let headline = document.headline();
    // The first mention of each form behind the headline.
    let bodies: Vec<Option<usize>> = forms
        .iter()
        .map(|form| {
            let before = |&at: &usize| document.mentions[at].range.start < headline;
            let first = form.mentions.partition_point(before);
            form.mentions.get(first).copied()
        })
        .collect();
    let mut found: HashMap<usize, Vec<usize>> = HashMap::new();
    for (long, form) in forms.iter().enumerate() {
        let key = &form.key;
        if key.len() < 2 || key.len() > WORDS {
            continue;
        }
        let starts = (1..key.len()).map(|end| &key[..end]);
        // What follows a preposition is a complement, not a short name: no `État` for `Conseil d'État`.
        let ends = (1..key.len())
            .filter(|&start| !is_stop(&key[start - 1]))
            .map(|start| &key[start..]);
        for part in starts.chain(ends) {
            if let Some(&short) = shorts.get(&part.join(" "))
                && !apart.contains(&(short, long))
                && in_order(bodies[short], form)
            {
                found.entry(short).or_default().push(long);
            }
        }
    }
    let mut found: Vec<(usize, Vec<usize>)> = found.into_iter().collect();
    found.sort_unstable_by_key(|(short, _)| (usize::MAX - forms[*short].key.len(), *short));
    found
}

fn begins_with_capital(document: &NamedText, form: &OrgForm) -> bool {
    form.mentions.first().is_some_and(|&at| {
        document.mentions[at]
            .text
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    })
}

/// Whether the long name comes first; `short` is the short one's first mention behind the headline.
fn in_order(short: Option<usize>, long: &OrgForm) -> bool {
    match (short, long.mentions.first()) {
        (Some(short), Some(&long)) => long < short,
        (None, Some(_)) => true,
        (_, None) => false,
    }
}
