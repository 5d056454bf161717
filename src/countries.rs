//! Countries: a COUNTRY is the name of a state.
//!
//! The model knows where a name is; the country tables ([`crate::resolve::country`]) know every state.
//! What the model takes for a country and the tables do not know is read as the likeliest of the other
//! labels, or is no mention. A name with an `and` in it (`Antigua and Barbuda`) is one mention.

use std::ops::Range;

use crate::document::{Label, Lang};
use crate::found::Found;
use crate::resolve::country::{self, CountryStanding};
use crate::segment;
use crate::work;

/// The most words of a name beside one of its halves, with `and`, `les` and `the`.
const MOST_WORDS: usize = 8;
/// How far from the half they may stand, in bytes.
const REACH: usize = 64;

/// Settles the countries. `found` is in the order of the text, without overlaps; so is the result.
pub(crate) fn agree(text: &str, lang: Lang, found: &mut Vec<Found>) {
    join_halves(text, found);
    found.retain_mut(|mention| {
        if mention.label != Label::Country {
            return true;
        }
        match country::standing(&text[mention.range.clone()], lang) {
            CountryStanding::State => true,
            CountryStanding::Place => {
                reread(mention, Label::Loc);
                true
            }
            CountryStanding::People => false,
            CountryStanding::Unknown => {
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
    let is_half = |m: &Found| {
        matches!(m.label, Label::Country | Label::Loc) && country::is_half(&text[m.range.clone()])
    };
    if !found.iter().any(is_half) {
        return;
    }
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    let mut rest = std::mem::take(found).into_iter().peekable();
    while let Some(mention) = rest.next() {
        let whole = is_half(&mention).then(|| whole_name(text, &mention.range));
        let Some((range, standing)) = whole.flatten() else {
            joined.push(mention);
            continue;
        };
        let beyond = |m: &Found| m.range.start < range.end && m.range.end > range.end;
        let before = joined.last().is_some_and(|m| m.range.end > range.start);
        if before || rest.peek().is_some_and(beyond) {
            // Something longer stands there.
            joined.push(mention);
            continue;
        }
        let mut surest = mention;
        while let Some(other) = rest.next_if(|m| m.range.start < range.end) {
            if other.score > surest.score {
                surest = other;
            }
        }
        let label = match standing {
            CountryStanding::State => Label::Country,
            _ => Label::Loc,
        };
        joined.push(Found {
            range,
            label,
            ..surest
        });
    }
    *found = joined;
}

/// The name with an `and` that a mention is half of, and how it stands in the tables. The name lies in
/// one clause and has no article or punctuation at its ends.
fn whole_name(text: &str, half: &Range<usize>) -> Option<(Range<usize>, CountryStanding)> {
    let Range { start, end } = *half;
    let from = text.ceil_char_boundary(start.saturating_sub(REACH));
    let to = text.floor_char_boundary(text.len().min(end + REACH));
    work::step(to - from);
    let parts = |c: char| {
        matches!(
            c,
            '.' | '!' | '?' | ';' | ':' | ',' | '\n' | '"' | '(' | ')' | '«' | '»'
        )
    };
    let from = text[from..start].rfind(parts).map_or(from, |at| {
        from + at + text[from + at..].chars().next().map_or(0, char::len_utf8)
    });
    let to = text[end..to].find(parts).map_or(to, |at| end + at);
    let is_word = |range: &Range<usize>| text[range.clone()].contains(char::is_alphanumeric);
    let words = |range: Range<usize>| {
        let at = range.start;
        let words = segment::words(&text[range]).map(move |word| at + word.start..at + word.end);
        words.filter(is_word)
    };
    let before: Vec<Range<usize>> = words(from..start).collect();
    let ends = words(end..to).take(MOST_WORDS).map(|word| start..word.end);
    let starts = before
        .iter()
        .rev()
        .take(MOST_WORDS)
        .map(|word| word.start..end);
    let named = |range: Range<usize>| Some((range.clone(), country::compound(&text[range])?));
    // The shortest, because the name is also found with a leading article.
    ends.chain(starts)
        .filter_map(named)
        .min_by_key(|(range, _)| range.len())
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
        let (state, place) = (Label::Country, Label::Loc);
        for (text, halves, whole, label) in [
            (
                "Antigua and Barbuda voted.",
                &["Antigua", "Barbuda"][..],
                "Antigua and Barbuda",
                state,
            ),
            (
                "in Antigua and Barbuda!",
                &["Antigua"],
                "Antigua and Barbuda",
                state,
            ),
            (
                "« Antigua et Barbuda »",
                &["Barbuda"],
                "Antigua et Barbuda",
                state,
            ),
            (
                "Trinité-et-Tobago, hier",
                &["Trinité", "Tobago"],
                "Trinité-et-Tobago",
                state,
            ),
            (
                "À Saint-Vincent-et-les-Grenadines.",
                &["Saint-Vincent"],
                "Saint-Vincent-et-les-Grenadines",
                state,
            ),
            (
                "(Saint Vincent and the Grenadines)",
                &["Grenadines"],
                "Saint Vincent and the Grenadines",
                state,
            ),
            (
                "the Turks and Caicos.",
                &["Turks"],
                "Turks and Caicos",
                place,
            ),
            (
                "Saint-Pierre et Miquelon, hier",
                &["Miquelon"],
                "Saint-Pierre et Miquelon",
                place,
            ),
        ] {
            let halves: Vec<_> = halves.iter().map(|half| (*half, Label::Country)).collect();
            assert_eq!(agreed(text, &halves), [(whole.to_owned(), label)], "{text}");
        }
        let two = [("Serbie", Label::Country), ("Monténégro", Label::Country)];
        assert_eq!(agreed("La Serbie et Monténégro", &two).len(), 2);
        for text in [
            "Elle quitte Antigua. Et Barbuda vote.",
            "Antigua\nEt Barbuda",
        ] {
            let two = [("Antigua", Label::Country), ("Barbuda", Label::Country)];
            assert_eq!(agreed(text, &two).len(), 2, "{text}");
        }
        let longer = [("Trinité", Label::Loc), ("Tobago FC", Label::Org)];
        assert_eq!(agreed("Trinité et Tobago FC", &longer).len(), 2);
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
