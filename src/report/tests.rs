//! Reports over lines as `griot extract` writes them.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;

/// A line of `griot extract`, whose mentions are the surfaces found in the text, in order.
fn line(id: &str, date: &str, text: &str, mentions: &[(&str, &str, Option<&str>)]) -> Value {
    let mut end = 0;
    let mut entities = Vec::new();
    let mut clusters = Vec::new();
    for (n, (label, surface, key)) in mentions.iter().enumerate() {
        let start = end + text[end..].find(surface).expect("a mention of the text");
        end = start + surface.len();
        let points = |at: usize| text[..at].chars().count();
        entities.push(json!({
            "label": label, "text": surface, "score": 0.98765, "cluster_rule": "first",
            "start": points(start), "end": points(end), "start_byte": start, "end_byte": end,
        }));
        clusters.push(json!({
            "id": format!("{}-{n}", label.to_lowercase()), "label": label, "name": surface,
            "key": key, "count": 1, "mentions": [n],
        }));
    }
    json!({
        "schema": "griot/1", "id": id, "lang": "fr", "date": date, "text": text,
        "entities": entities, "clusters": clusters,
    })
}

fn page(path: &Path) -> Value {
    let html = fs::read_to_string(path).expect("a page");
    let start = html.find("id=\"griot-data\">").expect("data") + "id=\"griot-data\">".len();
    let json = html[start..].split("</script>").next().expect("an end");
    serde_json::from_str(json).expect("JSON")
}

fn report(lines: &[Value], per_page: usize) -> (TempDir, ReportSummary) {
    let directory = tempfile::tempdir().expect("a directory");
    let target = ReportTarget::Directory(directory.path().to_owned());
    let mut report = Report::new(target)
        .expect("an empty directory")
        .documents_per_page(NonZeroUsize::new(per_page).expect("not zero"));
    for line in lines {
        report
            .add(line.to_string().as_bytes(), "out.jsonl")
            .expect("a line");
    }
    let summary = report.finish().expect("written");
    (directory, summary)
}

fn single(lines: &[Value]) -> Value {
    let (directory, _) = report(lines, 1000);
    page(&directory.path().join("index.html"))
}

const HOSTILE: &str = "</script><script>alert(1)</script> <!-- 🎉 Le\u{202e} \"𝐌𝐚𝐥𝐢\"\u{200b} a\u{0} \
     v\u{1b}[2Joté.\u{2028}&lt; Il vit à l'est du Niger\u{301}. Le Niger dort.";

#[test]
fn mentions_are_what_the_text_has_in_units_of_javascript() {
    let found = [
        ("COUNTRY", "𝐌𝐚𝐥𝐢", Some("ML")),
        ("COUNTRY", "Niger", Some("NE")),
        ("COUNTRY", "Niger", Some("NE")),
    ];
    let data = single(&[line("</script>", "2025-07-05", HOSTILE, &found)]);
    let document = &data["documents"][0];
    assert_eq!(document["text"], HOSTILE);
    assert_eq!(document["id"], "</script>");
    let units: Vec<u16> = HOSTILE.encode_utf16().collect();
    let mentions = document["mentions"].as_array().expect("mentions");
    for (mention, (_, surface, _)) in mentions.iter().zip(found) {
        let at = |n: usize| mention[n].as_u64().expect("an offset") as usize;
        assert_eq!(String::from_utf16_lossy(&units[at(1)..at(2)]), surface);
        assert_eq!(mention[3], 988);
    }
    for start in document["sentences"].as_array().expect("sentences") {
        let start = start.as_u64().expect("an offset") as usize;
        let rest = String::from_utf16(&units[start..]).expect("not within a pair");
        assert!(!rest.starts_with(char::is_whitespace), "{rest:?}");
    }
    assert_eq!(data["entities"][0]["mentions"], 2);
    assert_eq!(mentions[1][4], 0);
}

#[test]
fn a_text_of_another_document_is_left_out() {
    let mut other = line("a", "", "Le Mali vote.", &[("COUNTRY", "Mali", Some("ML"))]);
    other["text"] = "La Côte d’Ivoire vote.".into();
    let (directory, summary) = report(&[other], 10);
    let data = page(&directory.path().join("index.html"));
    assert_eq!(summary.other_text.first.as_deref(), Some("a"));
    let document = &data["documents"][0];
    assert_eq!(document.get("text"), None);
    assert_eq!(
        document["mentions"][0],
        json!([1, 3, 7, 988, 0, 0, 0, "Mali"])
    );
}

#[test]
fn furniture_counts_apart() {
    let text = "Le Monde\n\nLe Mali vote.\n\nAbonnez-vous au Monde";
    let found = [
        ("ORG", "Le Monde", None),
        ("COUNTRY", "Mali", Some("ML")),
        ("ORG", "Monde", None),
    ];
    let mut row = line("a", "2025-01-02", text, &found);
    row["entities"][0]["furniture"] = true.into();
    row["entities"][2]["furniture"] = true.into();
    let data = single(&[row]);
    assert_eq!(data["totals"]["furniture"], 2);
    assert_eq!(data["totals"]["mentions"]["ORG"], 0);
    assert_eq!(data["entities"][0]["name"], "Mali");
    // Still there to be pointed to, after all that the article names.
    assert_eq!(data["entities"][1]["documents"], 0);
    assert_eq!(data["documents"][0]["mentions"][0][6], 1);
}

#[test]
fn a_corpus_splits_into_pages_and_an_overview() {
    let text = "Le Mali et le Niger parlent à l’ONU. Le Mali attend.";
    let found = [
        ("COUNTRY", "Mali", Some("ML")),
        ("COUNTRY", "Niger", Some("NE")),
        ("ORG", "ONU", Some("org:united-nations")),
        ("COUNTRY", "Mali", Some("ML")),
    ];
    let lines = [
        line("a", "2025-07-05", text, &found),
        line("b", "2025-07-05", text, &found),
        line(
            "c",
            "",
            "La Chine vote.",
            &[("COUNTRY", "Chine", Some("CN"))],
        ),
    ];
    let (directory, summary) = report(&lines, 2);
    assert_eq!((summary.documents, summary.pages), (3, 2));
    let overview = page(&directory.path().join("index.html"));
    assert_eq!(overview["kind"], "overview");
    assert_eq!(overview["totals"]["documents"], 3);
    assert_eq!(overview["overview"]["days"], json!([["2025-07-05", 2]]));
    let name =
        |n: &Value| overview["entities"][n.as_u64().expect("a place") as usize]["name"].clone();
    let nodes = overview["overview"]["nodes"].as_array().expect("nodes");
    let names: Vec<Value> = nodes.iter().map(name).collect();
    assert_eq!(names, ["Mali", "Niger", "ONU", "Chine"]);
    assert_eq!(overview["overview"]["nodeSentences"], json!([4, 2, 2, 1]));
    assert_eq!(overview["overview"]["sentences"], 5);
    assert_eq!(
        overview["overview"]["edges"],
        json!([[0, 1, 2, 2], [0, 2, 2, 2], [1, 2, 2, 2]])
    );
    let second = page(&directory.path().join("page-0002.html"));
    assert_eq!(second["kind"], "page");
    assert_eq!(second["entities"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        overview["pages"],
        json!([
            {"file": "page-0001.html", "documents": 2, "from": "a", "to": "b"},
            {"file": "page-0002.html", "documents": 1, "from": "c", "to": "c"},
        ])
    );
    assert_eq!(
        second["part"],
        json!({"number": 2, "of": 2, "previous": "page-0001.html"})
    );
    let names = fs::read_dir(directory.path()).expect("listed").count();
    assert_eq!(names, 3, "nothing is left but the pages");
}

#[test]
fn the_overview_counts_the_documents_that_name_something() {
    let vote = [("COUNTRY", "Mali", Some("ML"))];
    let mut menu = line("c", "", "Le Mali vote.", &vote);
    menu["entities"][0]["furniture"] = true.into();
    let lines = [
        line("a", "", "Le Mali vote.", &vote),
        line("b", "", "Lundi.", &[("DATE", "Lundi", Some("2025-06-30"))]),
        menu,
        line("d", "", "Rien.", &[]),
    ];
    let (directory, _) = report(&lines, 1);
    let overview = page(&directory.path().join("index.html"));
    assert_eq!(overview["totals"]["documents"], 4);
    assert_eq!(overview["overview"]["documents"], 2);
}

/// Two forms of one row in one sentence, and in documents of their own: the row was a node of its own
/// neighbour.
#[test]
fn what_is_one_row_of_the_index_is_one_row_and_one_node() {
    let (short, long) = (
        ("PERSON", "Ruth Novak", Some("Q1")),
        ("PERSON", "Ruth E. Novak", Some("Q1")),
    );
    let mali = ("COUNTRY", "Mali", Some("ML"));
    let lines = [
        line(
            "a",
            "",
            "Ruth Novak, ou Ruth E. Novak, est au Mali.",
            &[short, long, mali],
        ),
        line("b", "", "Ruth E. Novak part.", &[long]),
    ];
    let whole = single(&lines);
    let rows = whole["entities"].as_array().expect("rows");
    assert_eq!((rows.len(), &rows[0]["mentions"]), (2, &json!(3)));
    let mentions = whole["documents"][0]["mentions"]
        .as_array()
        .expect("mentions");
    let row_of: Vec<&Value> = mentions.iter().map(|mention| &mention[4]).collect();
    assert_eq!(row_of, [0, 0, 1]);
    let (directory, _) = report(&lines, 1);
    let overview = page(&directory.path().join("index.html"));
    assert_eq!(overview["overview"]["nodeSentences"], json!([2, 1]));
    assert_eq!(overview["overview"]["edges"], json!([[0, 1, 1, 1]]));
}

#[test]
fn an_earlier_report_is_replaced_whole_and_nothing_else_is() {
    let row = line("a", "", "Le Mali vote.", &[]);
    let (directory, _) = report(&[row.clone(), row.clone(), row.clone()], 1);
    let third = directory.path().join("page-0003.html");
    assert!(third.exists());
    let target = ReportTarget::Directory(directory.path().to_owned());
    let mut again = Report::new(target.clone()).expect("an earlier report");
    again
        .add(row.to_string().as_bytes(), "out.jsonl")
        .expect("a line");
    again.finish().expect("written");
    assert!(!third.exists());

    let mine = directory.path().join("page-0007.html");
    fs::write(&mine, "<p>mine</p>").expect("a file");
    let error = Report::new(target).err().expect("a page of another hand");
    assert_eq!(error.kind(), ErrorKind::Option);
    let error = Report::new(ReportTarget::File(mine.clone()))
        .err()
        .expect("the same");
    assert!(error.to_string().contains("is no report"), "{error}");
}
