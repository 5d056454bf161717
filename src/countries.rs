//! Countries: a COUNTRY is the name of a state.
//!
//! The model knows where a name is, the country tables ([`crate::resolve::country`]) know every state.
//! What it takes for a country and they do not know is read as the best of what else it may be, or is
//! no mention. A name with an `and` in it (`Antigua and Barbuda`) is one.

use std::ops::Range;

use crate::document::{Label, Lang};
use crate::found::Found;
use crate::resolve::country::{self, Standing};
use crate::segment;

/// The most words of a name on one side of its `and`, `les` and `the` counted.
const MOST_WORDS: usize = 8;
/// How far away they are looked for, in bytes.
const REACH: usize = 64;

/// Settles the countries. `found` is in the order of the text, without overlaps; so is the result.
pub(crate) fn agree(text: &str, lang: Lang, found: &mut Vec<Found>) {
    join_halves(text, found);
    found.retain_mut(|mention| {
        if mention.label != Label::Country {
            return true;
        }
        match country::standing(&text[mention.range.clone()], lang) {
            Standing::State => true,
            Standing::Place => {
                reread(mention, Label::Loc);
                true
            }
            Standing::People => false,
            Standing::Unknown => {
                let others = [Label::Person, Label::Org, Label::Loc];
                let best = mention.readings.best(&others);
                let best =
                    best.filter(|best| mention.readings.of(*best) > mention.readings.outside());
                if let Some(best) = best {
                    reread(mention, best);
                }
                best.is_some()
            }
        }
    });
}

/// Reads what is no country as something else. The score is the model's probability of that, given
/// that it is no country.
fn reread(mention: &mut Found, label: Label) {
    let others = 1.0 - mention.readings.of(Label::Country);
    mention.label = label;
    mention.score = if others > 0.0 {
        (mention.readings.of(label) / others).clamp(0.0, 1.0)
    } else {
        0.0
    };
}

/// Makes one mention of the halves of a name with an `and` in it.
fn join_halves(text: &str, found: &mut Vec<Found>) {
    let mut n = 0;
    while n < found.len() {
        if let Some((range, standing)) = whole_name(text, &found[n]) {
            let inside = |m: &&Found| m.range.start < range.end;
            let first = found[..n].partition_point(|m| m.range.end <= range.start);
            let count = found[first..].iter().take_while(inside).count();
            let halves = &found[first..first + count];
            let surest = |a: &&Found, b: &&Found| a.score.total_cmp(&b.score);
            if let Some(surest) = halves.iter().max_by(surest) {
                let label = match standing {
                    Standing::State => Label::Country,
                    _ => Label::Loc,
                };
                let joined = Found {
                    range,
                    label,
                    ..surest.clone()
                };
                found.splice(first..first + count, [joined]);
                n = first;
            }
        }
        n += 1;
    }
}

/// The name with an `and` that a mention is a half of, and how it stands.
fn whole_name(text: &str, half: &Found) -> Option<(Range<usize>, Standing)> {
    let placed = matches!(half.label, Label::Country | Label::Loc);
    if !placed || !country::is_half(&text[half.range.clone()]) {
        return None;
    }
    let Range { start, end } = half.range;
    let from = text.ceil_char_boundary(start.saturating_sub(REACH));
    let to = text.floor_char_boundary(text.len().min(end + REACH));
    let before: Vec<usize> = segment::words(&text[from..start])
        .map(|word| from + word.start)
        .collect();
    let after = segment::words(&text[end..to]).map(|word| end + word.end);
    let ends = after.take(MOST_WORDS).map(|end| start..end);
    let starts = before
        .into_iter()
        .rev()
        .take(MOST_WORDS)
        .map(|start| start..end);
    let named = |range: Range<usize>| Some((range.clone(), country::compound(&text[range])?));
    ends.chain(starts)
        .filter_map(named)
        .max_by_key(|(range, _)| range.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::Readings;
    use crate::found::placed;

    fn agreed(text: &str, found: &[(&str, Label)]) -> Vec<(String, Label)> {
        let mut found = placed(text, found, 0.9);
        agree(text, Lang::Fr, &mut found);
        found
            .into_iter()
            .map(|m| (text[m.range].to_owned(), m.label))
            .collect()
    }

    #[test]
    fn the_halves_of_a_name_with_an_and_are_one_mention() {
        for (text, halves) in [
            ("Antigua and Barbuda voted.", &["Antigua", "Barbuda"][..]),
            ("Antigua and Barbuda voted.", &["Antigua"]),
            ("Antigua and Barbuda voted.", &["Barbuda"]),
            ("Trinité-et-Tobago vote.", &["Trinité", "Tobago"]),
            ("Saint-Vincent-et-les-Grenadines", &["Saint-Vincent"]),
            ("Saint Vincent and the Grenadines", &["Grenadines"]),
        ] {
            let halves: Vec<_> = halves.iter().map(|half| (*half, Label::Country)).collect();
            let found = agreed(text, &halves);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(found[0].1, Label::Country);
            assert!(
                found[0].0.contains("and") || found[0].0.contains("et"),
                "{found:?}"
            );
        }
        let two = [("Serbie", Label::Country), ("Monténégro", Label::Country)];
        assert_eq!(agreed("La Serbie et Monténégro", &two).len(), 2);
        let apart = [("Trinité", Label::Loc), ("Mali", Label::Country)];
        assert_eq!(agreed("La Trinité et le Mali", &apart).len(), 2);
    }

    #[test]
    fn what_no_table_knows_as_a_state_is_read_as_something_else() {
        let place = agreed("À Mayotte hier.", &[("Mayotte", Label::Country)]);
        assert_eq!(place, [("Mayotte".to_owned(), Label::Loc)]);
        assert!(agreed("le Slovène a gagné", &[("Slovène", Label::Country)]).is_empty());
        // The model sees nothing else in it.
        assert!(agreed("Le CAC 40 monte.", &[("CAC 40", Label::Country)]).is_empty());

        let mut found = placed("Selon Ahmat Acyl.", &[("Ahmat Acyl", Label::Country)], 0.6);
        found[0].readings = Readings::only(Label::Person, 0.3);
        agree("Selon Ahmat Acyl.", Lang::Fr, &mut found);
        // 0.3 for a person against 0.7 for nothing.
        assert!(found.is_empty());
    }

    #[test]
    fn the_score_of_another_reading_is_its_own() {
        let mut found = placed("Écosse", &[("Écosse", Label::Country)], 0.75);
        agree("Écosse", Lang::Fr, &mut found);
        assert_eq!((found[0].label, found[0].score), (Label::Loc, 0.0));
    }
}
