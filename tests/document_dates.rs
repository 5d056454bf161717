//! Where a document's date comes from when its record gives none: an option, a name, a page.

use std::fs;

use assert_cmd::Command;
use serde_json::Value;

/// Runs `griot extract` in a directory: its lines, its messages and its exit code.
fn extract(dir: &std::path::Path, arguments: &[&str]) -> (Vec<Value>, String, Option<i32>) {
    let run = Command::new(env!("CARGO_BIN_EXE_griot"))
        .args(["extract", "--model", "small"])
        .args(arguments)
        .current_dir(dir)
        .output()
        .expect("it runs");
    let text = String::from_utf8(run.stdout).expect("UTF-8");
    let parsed = text.lines().map(serde_json::from_str);
    (
        parsed.collect::<Result<_, _>>().expect("JSON lines"),
        String::from_utf8(run.stderr).expect("UTF-8"),
        run.status.code(),
    )
}

/// Each document's date, where it is from, and the value of its first date.
fn dates(documents: &[Value]) -> Vec<(&str, &str, &str)> {
    fn text(value: &Value) -> &str {
        value.as_str().unwrap_or("-")
    }
    let of = |document| -> (&str, &str, &str) {
        let document: &Value = document;
        let first = document["entities"].as_array().expect("entities");
        let first = first.iter().find(|entity| entity["label"] == "DATE");
        let value = first.map_or("-", |entity| text(&entity["value"]["value"]));
        (
            text(&document["date"]),
            text(&document["date_source"]),
            value,
        )
    };
    documents.iter().map(of).collect()
}

const TEXT: &str = "Le président malien est arrivé à Niamey lundi dernier.";

#[test]
fn an_option_and_a_name_give_the_date_of_records_that_give_none() {
    let dir = tempfile::tempdir().expect("a directory");
    let at = dir.path();
    fs::create_dir_all(at.join("in/2024/07/09")).expect("made");
    fs::write(at.join("in/2024-07-08_x.txt"), TEXT).expect("written");
    fs::write(at.join("in/2024/07/09/y.txt"), TEXT).expect("written");
    fs::write(at.join("in/z.txt"), TEXT).expect("written");
    let line = |date: &str| format!("{{\"text\": \"{TEXT}\"{date}}}\n");
    let records = line("") + &line(", \"date\": \"2020-01-02\"") + &line(", \"date\": \"hier\"");
    fs::write(at.join("in/20240710.jsonl"), records).expect("written");

    let (documents, told, code) = extract(at, &["in", "--date", "2024-07-15", "--date-from-name"]);
    assert_eq!(
        dates(&documents),
        [
            ("2024-07-09", "file_name", "2024-07-08"),
            ("2024-07-08", "file_name", "2024-07-01"),
            ("2024-07-10", "file_name", "2024-07-08"),
            ("2020-01-02", "given", "2019-12-30"),
            ("2024-07-10", "file_name", "2024-07-08"),
            ("2024-07-15", "option", "2024-07-08"),
        ]
    );
    // What the record gives and is not understood is told, whatever stands in for it.
    assert_eq!(documents[4]["date_unread"], "hier");
    assert!(
        told.contains("the date of 1 record was not understood"),
        "{told}"
    );
    assert!(!told.contains("no date"), "{told}");
    assert_eq!(code, Some(0));

    let (documents, ..) = extract(at, &["in/2024-07-08_x.txt", "--date", "2024-07-15"]);
    assert_eq!(dates(&documents), [("2024-07-15", "option", "2024-07-08")]);
}

#[test]
fn the_text_gives_its_date_where_nothing_else_does() {
    let dir = tempfile::tempdir().expect("a directory");
    let text = format!("Publié le 2 juillet 2024 à 10h00\n{TEXT}");
    fs::write(dir.path().join("x.txt"), text).expect("written");
    let (documents, ..) = extract(dir.path(), &["x.txt", "--date-from-name"]);
    assert_eq!(dates(&documents)[0].1, "published");
    let (documents, ..) = extract(dir.path(), &["x.txt", "--date", "2024-07-15"]);
    assert_eq!(dates(&documents)[0].1, "option");
}

#[test]
fn documents_without_a_date_are_counted() {
    let dir = tempfile::tempdir().expect("a directory");
    let at = dir.path();
    fs::write(at.join("a.txt"), TEXT).expect("written");
    fs::write(at.join("b.txt"), "Le Mali a voté.").expect("written");
    let (documents, told, code) = extract(at, &["a.txt", "b.txt", "--summary", "summary.json"]);
    assert_eq!(dates(&documents)[0], ("-", "-", "-"));
    assert!(
        told.contains("2 documents have no date, so 1 date in them has no year or no value"),
        "{told}"
    );
    assert_eq!(code, Some(0));
    let summary = fs::read(at.join("summary.json")).expect("a summary");
    let summary: Value = serde_json::from_slice(&summary).expect("JSON");
    assert_eq!(
        (&summary["undated"], &summary["dates_unplaced"]),
        (&2.into(), &1.into())
    );

    // An option dates what is not resolved too: duplicates, and all texts where values are left out.
    fs::write(at.join("c.txt"), TEXT).expect("written");
    for options in ["--dedupe", "--no-values"] {
        let summary = format!("dated{options}.json");
        let given = [
            "a.txt",
            "c.txt",
            "--date",
            "2024-07-15",
            options,
            "--summary",
            &summary,
        ];
        let (documents, told, _) = extract(at, &given);
        assert!(
            documents.iter().all(|one| one["date"] == "2024-07-15"),
            "{options}"
        );
        let summary = fs::read(at.join(summary)).expect("a summary");
        let summary: Value = serde_json::from_slice(&summary).expect("JSON");
        assert_eq!(
            (told.as_str(), &summary["undated"]),
            ("", &0.into()),
            "{options}"
        );
    }

    // Where nothing hangs on it, nothing is told.
    let (_, told, _) = extract(at, &["b.txt"]);
    assert_eq!(told, "");
}

#[test]
fn a_date_that_is_no_day_is_refused_before_anything_is_read() {
    let dir = tempfile::tempdir().expect("a directory");
    fs::write(dir.path().join("a.txt"), TEXT).expect("written");
    for date in ["hier", "2024-02-30", "20240708", ""] {
        let (documents, told, code) = extract(dir.path(), &["a.txt", "--date", date]);
        assert_eq!((documents.len(), code), (0, Some(2)), "{date}");
        assert!(told.contains("expected a day such as 2025-07-05"), "{told}");
    }
}

#[cfg(feature = "html")]
#[test]
fn a_page_gives_its_date_by_json_ld_in_a_graph() {
    let dir = tempfile::tempdir().expect("a directory");
    let paragraph = format!("<p>{TEXT} Il y a rencontré son homologue, selon la présidence.</p>");
    let page = format!(
        "<!doctype html><html lang=fr><head><title>Niamey</title><script type=application/ld+json>\
         {{\"@graph\": [{{\"@type\": \"WebSite\"}}, {{\"@type\": \"NewsArticle\", \
         \"datePublished\": \"2024-07-10T08:00:00Z\"}}]}}</script></head>\
         <body><article>{}</article></body></html>",
        paragraph.repeat(8)
    );
    fs::write(dir.path().join("page.html"), page).expect("written");
    let (documents, ..) = extract(dir.path(), &["page.html"]);
    assert_eq!(dates(&documents), [("2024-07-10", "given", "2024-07-08")]);
}
