//! A mention on its way: found in the normalised text, not yet resolved.

use std::ops::Range;

use crate::decode::Readings;
use crate::document::{Label, Lang};
use crate::edges;
use crate::normalise::Normalised;

/// A mention in the normalised text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    /// Bytes of the normalised text.
    pub range: Range<usize>,
    pub label: Label,
    pub score: f32,
    /// What the model makes of its words, the other labels included.
    pub readings: Readings,
    /// Whether the user's list found it, and the model did not.
    pub listed: bool,
}

impl Found {
    /// A mention as the model reads it.
    pub fn new(range: Range<usize>, label: Label, readings: Readings) -> Self {
        Self {
            range,
            label,
            score: readings.of(label),
            readings,
            listed: false,
        }
    }

    /// A name of the user's list that the model missed: no probability was found for it.
    pub fn listed(range: Range<usize>, label: Label, readings: Readings) -> Self {
        Self {
            range,
            label,
            score: 0.0,
            readings,
            listed: true,
        }
    }
}

/// Widens the mentions to whole characters of the source, so that no two of them share one.
///
/// `found` is in the order of the text, without overlaps. Where two meet inside what one source
/// character became (`201½ juin` is `2011⁄2 juin` here), the character belongs to the first, and the
/// second begins after it.
pub(crate) fn apart(normalised: &Normalised, lang: Lang, found: &mut Vec<Found>) {
    let mut free = 0;
    found.retain_mut(|mention| {
        let whole = normalised.whole(mention.range.clone());
        if whole == mention.range && whole.start >= free {
            free = whole.end;
            return true;
        }
        let left = whole.start.max(free)..whole.end.max(free);
        let trimmed = edges::trim(&normalised.text, left, mention.label, lang);
        // Trimming may have cut into a character again.
        let whole = normalised.whole(trimmed.clone());
        mention.range = whole.start.max(free)..whole.end.max(free);
        let left = !trimmed.is_empty() && !mention.range.is_empty();
        if left {
            free = mention.range.end;
        }
        left
    });
}

/// Mentions at the places of the given parts, which stand in the text in this order.
#[cfg(test)]
pub(crate) fn placed(text: &str, parts: &[(&str, Label)], score: f32) -> Vec<Found> {
    let mut at = 0;
    let place = |&(part, label): &(&str, Label)| {
        let start = at + text[at..].find(part).expect("the part is there");
        at = start + part.len();
        Found::new(start..at, label, Readings::only(label, score))
    };
    parts.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::normalise;

    /// The surfaces in the source of mentions in the normalised text.
    fn surfaces<'a>(source: &'a str, parts: &[(&str, Label)]) -> Vec<&'a str> {
        let normalised = normalise(source);
        let mut found = placed(&normalised.text, parts, 1.0);
        apart(&normalised, Lang::Fr, &mut found);
        let ranges = found.into_iter().map(|mention| mention.range);
        ranges
            .map(|range| &source[normalised.source_range(range)])
            .collect()
    }

    #[test]
    fn mentions_that_meet_inside_a_character_do_not_share_it() {
        let dates = [("12 mai 2011", Label::Date), ("2 juin 2024", Label::Date)];
        assert_eq!(
            surfaces("Venu le 12 mai 201½ juin 2024.", &dates),
            ["12 mai 201½", "juin 2024"]
        );
        let places = [("Paris", Label::Loc), ("oLondres", Label::Loc)];
        assert_eq!(surfaces("à Paris℅Londres", &places), ["Paris", "℅Londres"]);
        let places = [("Parisc", Label::Loc), ("oLondres", Label::Loc)];
        assert_eq!(surfaces("à Paris℅Londres", &places), ["Paris℅", "Londres"]);
        let both = [("株式", Label::Org), ("会社", Label::Org)];
        assert_eq!(surfaces("㍿ ", &both), ["㍿"]);
    }
}
