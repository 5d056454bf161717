//! The document's own date, where its text gives it.

use std::ops::Range;

use jiff::civil::Date;

use super::expr::{Core, Pick};
use super::find::{DateMatch, find};
use super::resolve::resolve;
use super::value::Context;
use crate::document::Lang;

/// Lines that may carry a date line or a byline, and the longest such line in bytes.
const HEAD_LINES: usize = 12;
const SHORT_LINE: usize = 120;
/// A dateline's date stands this close to the start of its paragraph, in bytes.
const DATELINE: usize = 60;

/// Where the document's date was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateSource {
    /// `publié le`, `Published`, `Posted`.
    Published,
    /// `Paris, 22 novembre 2025 (AFP) -`.
    Dateline,
    /// A full date in a short line of the head.
    Byline,
    /// `mis à jour le`, `Updated`.
    Updated,
}

impl DateSource {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Dateline => "dateline",
            Self::Byline => "byline",
            Self::Updated => "updated",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentDate {
    pub date: Date,
    /// Bytes of the text.
    pub range: Range<usize>,
    pub source: DateSource,
}

/// The date of the document by its own head: what it says it was published on, else its dateline,
/// else a full date in a byline. Only a date with its year counts.
pub fn find_document_date(text: &str, lang: Lang) -> Option<DocumentDate> {
    let mut best: Option<DocumentDate> = None;
    let mut offset = 0;
    let mut seen = 0;
    for line in text.split_inclusive('\n') {
        if seen == HEAD_LINES {
            break;
        }
        seen += usize::from(!line.trim().is_empty());
        // The body is not read: only what a head can hold.
        let head = &line[..line.floor_char_boundary(400)];
        for found in find(head, lang) {
            let Some(source) = source(head, &found, lang) else {
                continue;
            };
            let Some(date) = full_day(&found, head, lang) else {
                continue;
            };
            let better = best.as_ref().is_none_or(|b| rank(source) < rank(b.source));
            if better {
                let range = found.range.start + offset..found.range.end + offset;
                best = Some(DocumentDate {
                    date,
                    range,
                    source,
                });
            }
        }
        offset += line.len();
    }
    best
}

fn rank(source: DateSource) -> u8 {
    match source {
        DateSource::Published => 0,
        DateSource::Dateline => 1,
        DateSource::Byline => 2,
        DateSource::Updated => 3,
    }
}

fn source(line: &str, found: &DateMatch, lang: Lang) -> Option<DateSource> {
    let before = line[..found.range.start].to_lowercase();
    let after = &line[found.range.end..];
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(40))..];
    let ends = |words: &[&str]| {
        let trimmed = near.trim_end_matches([' ', ':', ',', '.']);
        words.iter().any(|w| trimmed.ends_with(w))
    };
    let updated = [
        "mis à jour le",
        "mise à jour le",
        "mis à jour",
        "modifié le",
        "actualisé le",
        "updated",
        "updated on",
        "last updated",
        "modified",
    ];
    let published = [
        "publié le",
        "publiée le",
        "publié",
        "posté le",
        "mis en ligne le",
        "paru le",
        "published",
        "published on",
        "posted",
        "posted on",
        "date",
        "publication",
    ];
    if ends(&updated) {
        return Some(DateSource::Updated);
    }
    if ends(&published) {
        return Some(DateSource::Published);
    }
    let trimmed = line.trim();
    let by = ["par ", "by "]
        .iter()
        .any(|w| trimmed.to_lowercase().starts_with(w));
    // `Paris, le 3 mai 2024 (AFP) -`, `ACCRA, March 13, 2024 -`: place, date, then agency or dash.
    let opening = before.trim();
    let place = !by
        && found.range.start <= DATELINE
        && line[..found.range.start]
            .chars()
            .next()
            .is_some_and(char::is_uppercase)
        && matches!(
            opening.trim_end_matches(" le").trim_end().chars().last(),
            Some(',' | '-' | '–' | '—' | '(')
        );
    let mut rest = after.trim_start().chars();
    if place
        && matches!(
            rest.next(),
            Some('(' | '-' | '–' | '—' | '/' | '.' | ':') | None
        )
    {
        return Some(DateSource::Dateline);
    }
    let sentence = trimmed.ends_with(['.', '!', '?']) && trimmed.len() > 40;
    let french_le =
        lang == Lang::Fr && trimmed.to_lowercase().starts_with("le ") && trimmed.len() < 60;
    let short = trimmed.len() <= SHORT_LINE && !sentence;
    let alone = opening.is_empty()
        || by
        || french_le
        || opening.ends_with(['|', '·', '-', '–', '•', ',', '/']);
    (short && alone).then_some(DateSource::Byline)
}

/// The day of a match that states day, month and year.
fn full_day(found: &DateMatch, line: &str, lang: Lang) -> Option<Date> {
    let stated = match &found.expr.core {
        Core::Day {
            month: Some(_),
            pick: Pick::Within(year),
            ..
        } => matches!(**year, Core::Year(_)),
        Core::Numeric { year, .. } => year.is_some(),
        _ => false,
    };
    if !stated {
        return None;
    }
    let context = Context {
        lang,
        sentence: line,
        span: found.range.clone(),
        reference: None,
        day_order: None,
    };
    let value = resolve(&found.expr, None, &context);
    let point = value.last_point?;
    (point.grain == super::point::Grain::Day).then_some(point.first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn of(text: &str, lang: Lang) -> Option<(Date, DateSource)> {
        find_document_date(text, lang).map(|d| (d.date, d.source))
    }

    #[test]
    fn a_dateline_dates_its_document() {
        let text = "Budget : le texte file au Sénat\n\nParis, 22 novembre 2025 (AFP) - Le 3 mars 2019 est loin.";
        assert_eq!(
            of(text, Lang::Fr),
            Some((date(2025, 11, 22), DateSource::Dateline))
        );
        let text = "SAN DIEGO, May 02, 2023 (GLOBE NEWSWIRE) -- Cirrantis said on Monday.";
        assert_eq!(
            of(text, Lang::En),
            Some((date(2023, 5, 2), DateSource::Dateline))
        );
    }

    #[test]
    fn what_the_page_says_it_was_published_on_comes_first() {
        let text = "Le sommet de Niamey\nMis à jour le 18/05/2026 à 08h15\nPublié le 17/05/2026 à 19h02\nTexte.";
        assert_eq!(
            of(text, Lang::Fr),
            Some((date(2026, 5, 17), DateSource::Published))
        );
        let found = find_document_date(text, Lang::Fr).map(|d| &text[d.range]);
        assert_eq!(found, Some("17/05/2026"));
        let text = "By Ann Lee\nPosted: Feb 27, 2023 5:00 AM\nBody.";
        assert_eq!(
            of(text, Lang::En),
            Some((date(2023, 2, 27), DateSource::Published))
        );
    }

    #[test]
    fn a_full_date_in_a_short_head_line_is_a_byline() {
        let text = "Sommet de l'AES\nPar Awa Diop - 5 juillet 2025\nLe général est arrivé le 6 juillet 2024.";
        assert_eq!(
            of(text, Lang::Fr),
            Some((date(2025, 7, 5), DateSource::Byline))
        );
    }

    #[test]
    fn a_date_told_in_the_body_is_not_the_documents() {
        assert_eq!(
            of(
                "La confédération est née le 6 juillet 2024 à Niamey, a dit lundi le ministre.",
                Lang::Fr
            ),
            None
        );
        assert_eq!(
            of("Dakar, 14 octobre (ATP) - Sous la pression.", Lang::Fr),
            None
        );
        assert_eq!(of("", Lang::Fr), None);
    }
}
