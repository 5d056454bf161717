//! CSV: one row per mention.

use std::borrow::Cow;
use std::io::Write;

use super::cannot_write;
use crate::document::{Document, Lang, Value, shown_score};
use crate::error::Result;

const COLUMNS: [&str; 19] = [
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
    "certainty",
    "source",
];

/// The line with the names of the columns, none of which needs quotes.
pub(super) fn header() -> Vec<u8> {
    let mut line = COLUMNS.join(",").into_bytes();
    line.push(b'\n');
    line
}

/// Appends a row for each mention of a document.
pub(super) fn encode(document: &Document, safe: bool, out: &mut impl Write) -> Result<()> {
    // What comes from the input or the user's list could be a formula; what griot's tables and grammar
    // produce never is.
    let foreign = |cell| {
        if safe {
            harmless(cell)
        } else {
            Cow::Borrowed(cell)
        }
    };
    let (id, date) = (
        foreign(or_empty(&document.id)),
        foreign(or_empty(&document.date)),
    );
    let mut table = csv::Writer::from_writer(&mut *out);
    for (mention, cluster) in document.mentions.iter().zip(document.clusters_by_mention()) {
        let value = mention.value.as_deref();
        let name = |lang| value.and_then(|value| value.name(lang)).unwrap_or_default();
        // Of dates and countries, ids and names are griot's own: `-0044` stays a year.
        let own = |cell| match value {
            Some(Value::Known { .. }) => foreign(cell),
            _ => Cow::Borrowed(cell),
        };
        let key = cluster.and_then(|cluster| cluster.key.as_deref());
        let row: [&str; COLUMNS.len()] = [
            &id,
            document.lang.as_str(),
            &date,
            mention.label.as_str(),
            &foreign(&mention.text),
            &mention.span.start.to_string(),
            &mention.span.end.to_string(),
            &mention.span.start_byte.to_string(),
            &mention.span.end_byte.to_string(),
            &format!("{:.4}", shown_score(mention.score)),
            &own(mention.code().unwrap_or_default()),
            &own(name(Lang::Fr)),
            &own(name(Lang::En)),
            &cluster.map_or(String::new(), |cluster| cluster.id.to_string()),
            &own(key.unwrap_or_default()),
            &foreign(cluster.map_or("", |cluster| &cluster.name)),
            mention.rule().unwrap_or_default(),
            value.and_then(Value::certainty).unwrap_or_default(),
            mention.source.as_deref().unwrap_or_default(),
        ];
        table
            .write_record(row)
            .map_err(|error| cannot_write("CSV", error))?;
    }
    table.flush().map_err(|error| cannot_write("CSV", error))
}

fn or_empty(field: &Option<String>) -> &str {
    field.as_deref().unwrap_or_default()
}

/// The cell, after an apostrophe if a spreadsheet program would take it for a formula.
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
        let document = example(
            "Le \"Mali\",\nÉlie\nGoïta",
            &[
                ("\"Mali\",", Label::Country),
                ("Élie\nGoïta", Label::Person),
            ],
        );
        let mut bytes = header();
        encode(&document, false, &mut bytes).expect("rows");
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
    fn a_date_says_how_sure_it_is() {
        let mut document = example(
            "lundi au Mali",
            &[("lundi", Label::Date), ("Mali", Label::Country)],
        );
        let day = r#"{"value": "2025-06-30", "grain": "day", "kind": "relative_to_document",
                      "certainty": "likely", "rule": "past_words"}"#;
        document.mentions[0].value = serde_json::from_str(day).expect("a value");
        let mut bytes = header();
        encode(&document, false, &mut bytes).expect("rows");
        let rows = rows(&bytes);
        assert_eq!((&rows[0][16], &rows[0][17]), ("past_words", "likely"));
        assert_eq!(&rows[1][17], "");
    }

    #[test]
    fn a_formula_is_told_only_where_that_is_asked() {
        let mut document = example("+33 à -2", &[("+33", Label::Org), ("-2", Label::Org)]);
        document.id = Some("=HYPERLINK(1)".to_owned());
        for (safe, id, text) in [
            (false, "=HYPERLINK(1)", "-2"),
            (true, "'=HYPERLINK(1)", "'-2"),
        ] {
            let mut bytes = header();
            encode(&document, safe, &mut bytes).expect("rows");
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
