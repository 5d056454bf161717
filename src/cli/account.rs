//! What a run reports at its end about records that were not read as they ask, or not at all.

use std::collections::BTreeMap;

use griot::job::Summary;

/// A line for each kind.
pub fn of(summary: &Summary) -> Vec<String> {
    let mut lines = Vec::new();
    if summary.dates_unread > 0 {
        lines.push(format!(
            "the date of {} was not understood{}: expected 2025-07-05, 20250705, RFC 2822, seconds or \
             milliseconds since 1970, or a date in words; --day-first says how to read 06/07/2024",
            records(summary.dates_unread),
            match &summary.first_date_unread {
                Some(first) => format!(" (first {first})"),
                None => String::new(),
            }
        ));
    }
    if summary.dates_unplaced > 0 {
        let (documents, verb, there) = match summary.undated {
            1 => ("1 document".to_owned(), "has", "it"),
            count => (format!("{count} documents"), "have", "them"),
        };
        let (dates, without) = match summary.dates_unplaced {
            1 => ("1 date".to_owned(), "has"),
            count => (format!("{count} dates"), "have"),
        };
        lines.push(format!(
            "{documents} {verb} no date, so {dates} in {there} {without} no year or no value: --date-field, \
             --date-from-name or --date gives one"
        ));
    }
    if !summary.other_langs.is_empty() {
        lines.push(format!(
            "{} in other languages ({}) were read as French or English: --other-langs skip leaves \
             them out",
            records(summary.other_langs.values().sum()),
            counts(&summary.other_langs)
        ));
    }
    if !summary.skipped.is_empty() {
        lines.push(format!(
            "{} left out by language ({})",
            records(summary.skipped()),
            counts(&summary.skipped)
        ));
    }
    lines
}

fn records(count: u64) -> String {
    match count {
        1 => "1 record".to_owned(),
        _ => format!("{count} records"),
    }
}

/// `de 10, es 2`.
fn counts(langs: &BTreeMap<String, u64>) -> String {
    let counts: Vec<String> = langs
        .iter()
        .map(|(lang, count)| format!("{lang} {count}"))
        .collect();
    counts.join(", ")
}
