//! Inputs of the command: flags, standard input, the rejects file.

use std::fs;
use std::io::Write;

use assert_cmd::Command;
use serde_json::Value;

fn extract(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_griot"));
    command
        .args(["extract", "--model", "small"])
        .args(arguments);
    command
}

fn lines(bytes: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let parsed = text.lines().map(serde_json::from_str);
    parsed.collect::<Result<_, _>>().expect("JSON lines")
}

#[test]
fn standard_input_may_be_compressed() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let line = b"{\"id\": \"a\", \"text\": \"Le Mali.\"}\n";
    encoder.write_all(line).expect("writes");
    let run = extract(&[])
        .write_stdin(encoder.finish().expect("ends"))
        .assert()
        .success();
    assert_eq!(lines(&run.get_output().stdout)[0]["id"], "a");
}

#[test]
fn limits_and_lossy_reading_are_flags() {
    let dir = tempfile::tempdir().expect("directory");
    let rejects = dir.path().join("rejects.jsonl");
    let table = b"id,text\n1,Le Mali et le Togo\n2,a\xffb\n3,Le Togo\n";
    let flags = [
        "--format",
        "csv",
        "--max-document-bytes",
        "12",
        "--lossy",
        "--include-text",
    ];
    let run = extract(&flags)
        .arg("--rejects")
        .arg(&rejects)
        .write_stdin(table)
        .assert()
        .code(1);
    let output = lines(&run.get_output().stdout);
    assert_eq!(
        (output.len(), &output[0]["text"]),
        (2, &"a\u{fffd}b".into())
    );
    let kept = lines(&fs::read(&rejects).expect("rejects"));
    assert_eq!(kept.len(), 1);
    assert_eq!(
        (&kept[0]["code"], &kept[0]["line"]),
        (&"too_large".into(), &2.into())
    );
    assert_eq!(kept[0]["raw"], "1,Le Mali et le Togo");
}

#[cfg(feature = "html")]
#[test]
fn the_text_of_a_page_is_in_the_output() {
    let paragraph = "<p>Le général Assimi Goïta a quitté Bamako lundi pour le sommet de l’AES.</p>";
    let page = format!("<!doctype html><body>{}</body>", paragraph.repeat(10));
    let run = extract(&[]).write_stdin(page).assert().success();
    let output = lines(&run.get_output().stdout);
    let text = output[0]["text"].as_str().expect("the text");
    let entities = output[0]["entities"].as_array().expect("entities");
    assert!(!entities.is_empty());
    for entity in entities {
        let at = |key: &str| entity[key].as_u64().expect("a number") as usize;
        assert_eq!(entity["text"], text[at("start_byte")..at("end_byte")]);
    }
}

#[test]
fn files_that_were_not_read_are_told_by_ending() {
    let dir = tempfile::tempdir().expect("directory");
    for name in ["a.txt", "b.pdf", "c.pdf", "d.docx", "Makefile"] {
        fs::write(dir.path().join(name), "Le Mali.").expect("file");
    }
    let run = extract(&[]).arg(dir.path()).assert().success();
    let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(
        told.contains("4 files found in directories were not read"),
        "{told}"
    );
    assert!(
        told.contains(": 2 .pdf, 1 without an ending, 1 .docx"),
        "{told}"
    );
    let named = extract(&[])
        .arg(dir.path().join("a.txt"))
        .assert()
        .success();
    assert!(named.get_output().stderr.is_empty());
}

#[test]
fn a_pdf_named_by_hand_is_refused_with_what_to_do() {
    let dir = tempfile::tempdir().expect("directory");
    let path = dir.path().join("report.pdf");
    fs::write(&path, b"%PDF-1.4\n\xe2\xe3").expect("file");
    let run = extract(&[]).arg(&path).assert().failure();
    let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(
        told.contains("report.pdf") && told.contains("`pdftotext`"),
        "{told}"
    );
}

#[test]
fn parquet_cannot_come_from_a_stream() {
    let run = extract(&[]).write_stdin("PAR1....").assert().code(2);
    let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(told.contains("expected a file"), "{told}");
}
