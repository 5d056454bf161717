//! The document's own date, where its text gives it.

use std::ops::Range;

use jiff::civil::Date;

use super::expr::{Core, Pick};
use super::find::{DateMatch, find};
use super::head_line::HeadLine;
use super::resolve::resolve;
use super::value::DateContext;
use crate::document::Lang;

/// Lines that may carry a date line or a byline.
const HEAD_LINES: usize = 12;

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
pub struct HeadDate {
    pub date: Date,
    /// Bytes of the text.
    pub range: Range<usize>,
    pub source: DateSource,
}

/// The date of the document by its own head: what it says it was published on, else its dateline,
/// else a full date in a byline. Only a date with its year counts, and only in a line that is made
/// for it: what a sentence or a headline tells of is another day.
pub fn find_document_date(text: &str, lang: Lang) -> Option<HeadDate> {
    let mut best: Option<HeadDate> = None;
    let mut offset = 0;
    let mut seen = 0;
    for line in text.split_inclusive('\n') {
        if seen == HEAD_LINES {
            break;
        }
        seen += usize::from(!line.trim().is_empty());
        // The body is not read: only what a head can hold.
        let head = &line[..line.floor_char_boundary(400)];
        let dates = find(head, lang);
        if dates.is_empty() {
            offset += line.len();
            continue;
        }
        let head_line = HeadLine::new(head, line.trim_end(), &dates);
        for (nth, found) in dates.iter().enumerate() {
            let Some(source) = head_line.source(nth) else {
                continue;
            };
            let Some(date) = full_day(found, head, lang) else {
                continue;
            };
            let better = best
                .as_ref()
                .is_none_or(|best| rank(source) < rank(best.source));
            if better {
                let range = found.range.start + offset..found.range.end + offset;
                best = Some(HeadDate {
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
    let context = DateContext {
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

    #[derive(serde::Deserialize)]
    struct DocumentCase {
        id: String,
        lang: Lang,
        text: String,
        date: Option<String>,
        source: Option<String>,
    }

    /// `publié le 12 mars 2019` in a sentence, `Update:` and headlines with a date in front dated
    /// their documents.
    #[test]
    fn only_lines_made_for_it_date_a_document() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/dates/documents.jsonl");
        let file = std::fs::read_to_string(path).expect("the cases are there");
        let mut wrong = Vec::new();
        for line in file.lines() {
            let case: DocumentCase = serde_json::from_str(line).expect("a case");
            let found = find_document_date(&case.text, case.lang);
            let found = (
                found.as_ref().map(|found| found.date.to_string()),
                found.as_ref().map(|found| found.source.as_str()),
            );
            if found != (case.date, case.source.as_deref()) {
                wrong.push((case.id, case.text, found));
            }
        }
        assert!(file.lines().count() >= 60);
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn the_place_of_the_date_is_told() {
        let text = "Le sommet de Niamey\nMis à jour le 18/05/2026 à 08h15\nPublié le 17/05/2026 à 19h02\nTexte.";
        let found = find_document_date(text, Lang::Fr).expect("a date");
        assert_eq!(found.date, date(2026, 5, 17));
        assert_eq!(&text[found.range], "17/05/2026");
    }
}
