//! CSV: one row a mention.

use std::borrow::Cow;
use std::io::Write;

use super::cannot_write;
use super::json::{shown_date, shown_score};
use crate::document::Document;
use crate::error::Result;
use crate::read::Record;

const COLUMNS: [&str; 17] = [
    "id",
    "lang",
    "date",
    "label",
    "text",
    "start",
    "end",
    "start_byte",
    "end_byte",
    "score",
    "value",
    "value_name_fr",
    "value_name_en",
    "cluster",
    "cluster_key",
    "cluster_name",
    "rule",
];

/// The line with the names of the columns, none of which needs quotes.
pub(super) fn header() -> Vec<u8> {
    let mut line = COLUMNS.join(",").into_bytes();
    line.push(b'\n');
    line
}

/// Appends a row for each mention of a document.
pub(super) fn encode(
    record: &Record,
    document: &Document,
    safe: bool,
    out: &mut impl Write,
) -> Result<()> {
    // What comes from the input could be a formula; what griot's tables and grammar make is none.
    let foreign = |cell| {
        if safe {
            harmless(cell)
        } else {
            Cow::Borrowed(cell)
        }
    };
    let date = shown_date(record, document).unwrap_or_default();
    let mut table = csv::Writer::from_writer(&mut *out);
    for mention in document.mentions() {
        let value = mention.value.as_deref();
        let (name_fr, name_en) = value.map_or((None, None), |value| value.names());
        let cluster = mention.cluster.and_then(|n| document.clusters.get(n));
        let key = cluster.and_then(|cluster| cluster.key.as_deref());
        let row: [&str; COLUMNS.len()] = [
            &foreign(&record.id),
            document.lang.as_str(),
            &foreign(date),
            mention.label.as_str(),
            &foreign(&mention.text),
            &mention.span.start.to_string(),
            &mention.span.end.to_string(),
            &mention.span.start_byte.to_string(),
            &mention.span.end_byte.to_string(),
            &format!("{:.4}", shown_score(mention.score)),
            value.and_then(|value| value.code()).unwrap_or_default(),
            name_fr.unwrap_or_default(),
            name_en.unwrap_or_default(),
            cluster.map_or("", |cluster| &cluster.id),
            key.unwrap_or_default(),
            &foreign(cluster.map_or("", |cluster| &cluster.name)),
            value.map_or("", |value| value.rule()),
        ];
        table
            .write_record(row)
            .map_err(|error| cannot_write("CSV", error))?;
    }
    table.flush().map_err(|error| cannot_write("CSV", error))
}

/// The cell with an apostrophe before what a spreadsheet program would take for a formula.
fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Label;
    use crate::write::tests::example;

    fn rows(bytes: &[u8]) -> Vec<csv::StringRecord> {
        let mut table = csv::Reader::from_reader(bytes);
        assert!(table.headers().expect("a header").iter().eq(COLUMNS));
        table.records().map(|row| row.expect("a row")).collect()
    }

    #[test]
    fn a_mention_is_a_row_whatever_it_holds() {
        let (record, document) = example(
            "Le \"Mali\",\nÉlie\nGoïta",
            &[
                ("\"Mali\",", Label::Country),
                ("Élie\nGoïta", Label::Person),
            ],
        );
        let mut bytes = header();
        encode(&record, &document, false, &mut bytes).expect("rows");
        let rows = rows(&bytes);
        let cells: Vec<Vec<&str>> = rows
            .iter()
            .map(|row| row.iter().take(10).collect())
            .collect();
        assert_eq!(
            cells,
            [
                [
                    "doc",
                    "fr",
                    "2025-07-05",
                    "COUNTRY",
                    "\"Mali\",",
                    "3",
                    "10",
                    "3",
                    "10",
                    "0.9000"
                ],
                [
                    "doc",
                    "fr",
                    "2025-07-05",
                    "PERSON",
                    "Élie\nGoïta",
                    "11",
                    "21",
                    "11",
                    "23",
                    "0.9000"
                ],
            ]
        );
    }

    #[test]
    fn a_formula_is_told_only_where_that_is_asked() {
        let (mut record, document) =
            example("+33 à -2", &[("+33", Label::Org), ("-2", Label::Org)]);
        record.id = "=HYPERLINK(1)".to_owned();
        for (safe, id, text) in [
            (false, "=HYPERLINK(1)", "-2"),
            (true, "'=HYPERLINK(1)", "'-2"),
        ] {
            let mut bytes = header();
            encode(&record, &document, safe, &mut bytes).expect("rows");
            let rows = rows(&bytes);
            assert_eq!((&rows[1][0], &rows[1][4]), (id, text));
        }
        for cell in ["=1", "+1", "-1", "@x", "\tx", "\rx"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        assert_eq!(harmless("a=1"), "a=1");
        assert_eq!(harmless(""), "");
    }
}
