//! `griot report` as a user runs it.

use std::fs;
use std::io::Write;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

fn griot(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_griot"));
    command.args(arguments);
    command
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("a file")
}

fn data(html: &str) -> Value {
    let start = html.find("id=\"griot-data\">").expect("data") + "id=\"griot-data\">".len();
    let json = html[start..].split("</script>").next().expect("an end");
    serde_json::from_str(json).expect("JSON")
}

/// The data to compare, but for scores: these are the model's business.
fn pretty(mut data: Value) -> String {
    for document in data["documents"].as_array_mut().expect("documents") {
        for mention in document["mentions"].as_array_mut().expect("mentions") {
            mention[3] = 0.into();
        }
    }
    serde_json::to_string_pretty(&data).expect("JSON")
}

/// Every mention of a document with a text is what stands in it, in JavaScript's own units.
fn assert_mentions(data: &Value) -> usize {
    let mut checked = 0;
    for document in data["documents"].as_array().expect("documents") {
        let Some(text) = document["text"].as_str() else {
            continue;
        };
        let units: Vec<u16> = text.encode_utf16().collect();
        for mention in document["mentions"].as_array().expect("mentions") {
            let at = |n: usize| mention[n].as_u64().expect("an offset") as usize;
            let surface = String::from_utf16(&units[at(1)..at(2)]).expect("whole characters");
            if let Some(entity) = mention[4].as_u64().filter(|_| mention[6] == 0) {
                let variants = data["entities"][entity as usize]["variants"]
                    .as_array()
                    .expect("variants");
                let known = variants
                    .iter()
                    .any(|variant| variant[0] == surface.as_str());
                assert!(known || variants.len() == 12, "{surface:?} of {variants:?}");
            }
            checked += 1;
        }
    }
    checked
}

const NEWS: &str = r#"{"id": "fr", "date": "2025-07-05", "title": "Le sommet", "text": "🎉 Assimi Goïta a quitté le 𝐌𝐚𝐥𝐢 lundi. Goïta y revient mardi.\n\nPartager sur Facebook"}
{"id": "en", "lang": "en", "text": "The DR Congo voted </script><script>alert(1)</script> in July 2025."}
{"id": "again", "date": "2025-07-06", "text": "The DR Congo voted </script><script>alert(1)</script> in July 2025."}
"#;

/// The small corpus and what `griot extract` says of it.
fn extracted(directory: &Path) -> (String, String) {
    let news = directory.join("news.jsonl");
    fs::write(&news, NEWS).expect("a file");
    let out = directory.join("out.jsonl.gz");
    let (news, out) = (news.display().to_string(), out.display().to_string());
    let arguments = ["extract", &news, "--model", "small", "--dedupe", "-o", &out];
    griot(&arguments).assert().success();
    (news, out)
}

#[test]
fn one_page_holds_the_corpus() {
    let directory = tempfile::tempdir().expect("a directory");
    let (news, out) = extracted(directory.path());
    let page = directory.path().join("report.html");
    let shown = page.display().to_string();
    let run = griot(&["report", &out, "--texts", &news, "-o", &shown])
        .assert()
        .success();
    assert!(run.get_output().stderr.is_empty());
    let html = text(&page);
    assert!(
        !html.contains("<script>alert"),
        "data must not end its script"
    );
    let found = data(&html);
    assert!(assert_mentions(&found) >= 7);
    insta::assert_snapshot!("page", pretty(found));

    // The same to standard output, without the texts.
    let run = griot(&["report", &out, "--lang", "en", "--title", "<T>"])
        .assert()
        .success();
    let bare = data(&String::from_utf8_lossy(&run.get_output().stdout));
    assert_eq!(
        (&bare["title"], &bare["lang"]),
        (&"<T>".into(), &"en".into())
    );
    assert_eq!(bare["documents"][0].get("text"), None);
    assert_eq!(bare["documents"][0]["mentions"][0][7], "Assimi Goïta");
    // Code points, where there is no text.
    assert_eq!(bare["documents"][0]["mentions"][0][1], 2);

    let run = griot(&["report", &out, "-o", &out]).assert().code(2);
    let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(told.contains("is no report"), "{told}");
    let run = griot(&["report", &out, "--documents-per-page", "2", "-o", &shown])
        .assert()
        .code(2);
    let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(told.contains("give a directory"), "{told}");
    assert_eq!(
        text(&page),
        html,
        "an earlier report stays until a new one is whole"
    );
}

#[test]
fn a_directory_gets_an_overview_and_pages() {
    let directory = tempfile::tempdir().expect("a directory");
    let (news, out) = extracted(directory.path());
    let report = directory.path().join("report/");
    let shown = format!("{}/", report.display());
    griot(&[
        "report",
        &out,
        "--texts",
        &news,
        "--documents-per-page",
        "2",
        "-o",
        &shown,
    ])
    .assert()
    .success();
    insta::assert_snapshot!("overview", pretty(data(&text(&report.join("index.html")))));
    let pages = ["page-0001.html", "page-0002.html"].map(|name| data(&text(&report.join(name))));
    assert_eq!(assert_mentions(&pages[0]) + assert_mentions(&pages[1]), 7);
    assert_eq!(pages[1]["part"]["number"], 2);
    assert_eq!(pages[1]["documents"][0]["duplicateOf"], "en");
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let directory = tempfile::tempdir().expect("a directory");
    let news = directory.path().join("news.jsonl").display().to_string();
    fs::write(&news, NEWS).expect("a file");
    let run = griot(&["report", &news]).assert().code(2);
    let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(
        told.contains("news.jsonl:1: expected a line of `griot extract`"),
        "{told}"
    );
    griot(&["report", "absent.jsonl"]).assert().code(2);
    let run = griot(&["extract", "--no-values", &news]).assert().success();
    let run = griot(&["report", "-"])
        .write_stdin(run.get_output().stdout.clone())
        .assert()
        .code(2);
    let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(told.contains("without --no-values"), "{told}");

    // A text that has changed since, one that is not there, and an input that cannot be read.
    let row = r#"{"id": "fr", "lang": "fr", "entities": [{"label": "COUNTRY", "text": "Mali",
        "start": 3, "end": 7, "start_byte": 3, "end_byte": 7, "score": 0.9}],
        "clusters": [{"id": "country-1", "label": "COUNTRY", "name": "Mali", "key": "ML",
        "count": 1, "mentions": [0]}]}"#
        .replace('\n', "");
    let rows = format!(
        "{row}\n{}\n",
        row.replace("\"fr\", \"lang\"", "\"x\", \"lang\"")
    );
    let run = griot(&["report", "--texts", &news, "absent.txt"])
        .write_stdin(rows)
        .assert()
        .code(1);
    let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    for expected in [
        "absent.txt",
        "1 document whose text differs from the one that was read: shown without it (first: \"fr\")",
        "1 document without a text in --texts (first: \"x\")",
    ] {
        assert!(told.contains(expected), "{told}");
    }
    let found = data(&String::from_utf8_lossy(&run.get_output().stdout));
    assert_eq!(found["documents"][0].get("text"), None);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_griot"))
        .arg("report")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin
        .write_all(br#"{"id": "a", "lang": "fr", "entities": []}"#)
        .expect("written");
    drop(stdin);
    let ended = child.wait_with_output().expect("ends");
    assert!(ended.status.success(), "{ended:?}");
}

#[test]
fn a_report_is_not_written_over_its_texts() {
    let directory = tempfile::tempdir().expect("a directory");
    let (news, out) = extracted(directory.path());
    let page = directory.path().join("report.html").display().to_string();
    griot(&["report", &out, "--texts", &news, "-o", &page])
        .assert()
        .success();
    let before = text(Path::new(&page));
    for target in [page.clone(), format!("{}/", directory.path().display())] {
        // In a directory it is a page of an earlier report that would go.
        let index = directory.path().join("index.html");
        let texts = if target == page {
            Path::new(&page)
        } else {
            &index
        };
        fs::copy(&page, &index).expect("copied");
        let texts = texts.display().to_string();
        let run = griot(&["report", &out, "-o", &target, "--texts", &texts])
            .assert()
            .code(2);
        let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(told.contains("is an input, but"), "{told}");
        assert!(text(Path::new(&page)) == before && text(&index) == before);
    }
}
