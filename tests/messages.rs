//! What the command says on standard error, to whom, and what it does where nobody listens.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

fn griot(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_griot"));
    command.args(arguments).stdin(Stdio::null());
    command
}

/// The exit code, and the lines of standard error.
fn told(arguments: &[&str]) -> (Option<i32>, Vec<String>) {
    let run = griot(arguments).output().expect("runs");
    let told = String::from_utf8(run.stderr).expect("UTF-8");
    (run.status.code(), told.lines().map(str::to_owned).collect())
}

/// Writes a file, and gives its path.
fn file(directory: &Path, name: &str, content: &str) -> String {
    let path = directory.join(name);
    fs::write(&path, content).expect("written");
    path.into_os_string().into_string().expect("UTF-8")
}

const ROW: &str = r#"{"schema":"griot/1","id":"a","lang":"fr","entities":[],"clusters":[]}"#;

#[cfg(target_os = "linux")]
#[test]
fn a_run_goes_on_where_standard_error_is_full_or_gone() {
    let dir = tempfile::tempdir().expect("a directory");
    let dir = dir.path();
    let some = file(
        dir,
        "some.jsonl",
        "{\"text\": \"Le Mali.\"}\n{}\n{\n{\"text\": \"\"}\n",
    );
    let row = file(dir, "row.jsonl", ROW);
    let summary = dir.join("summary.json");
    let told = summary.to_str().expect("UTF-8");
    let model = ["--model", "tiny"];
    let extract = [
        &["extract", &some, "--progress", "json", "--summary", told],
        &model[..],
    ];
    let cases: [(&[&str], i32); 9] = [
        (&extract.concat(), 1),
        (&[&["view", &some], &model[..]].concat(), 1),
        (&["index", &some], 2),
        (&["report", &row, "--texts", "absent.txt"], 1),
        (&["eval", "absent.jsonl"], 2),
        (&["extract", "--model", "absent"], 2),
        (&["extract", "--absent"], 2),
        (&[], 2),
        (&["extract", "--help"], 0),
    ];
    for (arguments, code) in cases {
        let full = File::options()
            .write(true)
            .open("/dev/full")
            .expect("a full device");
        let (reader, gone) = std::io::pipe().expect("a pipe");
        drop(reader);
        let heard = griot(arguments).output().expect("runs");
        assert_eq!(heard.status.code(), Some(code), "{arguments:?}");
        for stderr in [Stdio::from(full), Stdio::from(gone)] {
            // An earlier summary is replaced only where that is asked.
            let _ = fs::remove_file(&summary);
            let run = griot(arguments).stderr(stderr).output().expect("runs");
            assert_eq!(run.status.code(), Some(code), "{arguments:?}");
            assert!(run.stdout == heard.stdout, "{arguments:?}");
            if arguments[..] == extract.concat() {
                let summary = fs::read(&summary).expect("a summary");
                let summary: Value = serde_json::from_slice(&summary).expect("JSON");
                // The two records, and perhaps a line of progress.
                let untold = summary["untold_messages"].as_u64();
                assert!(untold >= Some(2), "{summary}");
                assert_eq!(summary["documents"], 2);
            }
        }
    }
    // The help is an output like any other.
    let full = File::options()
        .write(true)
        .open("/dev/full")
        .expect("a full device");
    let run = griot(&["view", "--help"])
        .stdout(full)
        .stderr(Stdio::null())
        .status();
    assert_eq!(run.expect("runs").code(), Some(2));
}

#[cfg(unix)]
#[test]
fn no_name_breaks_a_message_or_turns_it_round() {
    let dir = tempfile::tempdir().expect("a directory");
    let hostile =
        "a\ngriot: all is well\r\u{1b}[2J\u{202e}\u{200e}\u{200f}\u{61c}\u{2066}\u{2028}\u{85}b";
    let bad = file(
        dir.path(),
        &format!("{hostile}.jsonl"),
        "{\"text\": \"\"}\n{}\n{}\n{}\n{}\n{}\n",
    );
    let row = file(dir.path(), "row.jsonl", ROW);
    let flag = format!("--{hostile}");
    let model = format!("./{hostile}");
    let output = format!("{hostile}/out.jsonl");
    let ending = format!("out.{hostile}");
    let cases: [(&[&str], usize); 11] = [
        // Three records, how many more, and how many in all.
        (&["extract", "--model", "tiny", &bad], 5),
        (&["view", "--model", "tiny", &bad], 4),
        (&["report", &row, "--texts", &bad], 5),
        (&["index", &bad], 1),
        (&["eval", &bad], 1),
        (&["extract", "--model", &model], 1),
        (&["extract", "-o", &output], 1),
        (&["extract", "-o", &ending], 1),
        // What clap says has a fixed number of lines.
        (&["extract", &flag], told(&["extract", "--absent"]).1.len()),
        (
            &["extract", "--lang", hostile],
            told(&["extract", "--lang", "xx"]).1.len(),
        ),
        (&[hostile], told(&["absent"]).1.len()),
    ];
    for (arguments, lines) in cases {
        let (code, told) = told(arguments);
        assert!(matches!(code, Some(1 | 2)), "{arguments:?}: {told:#?}");
        assert_eq!(told.len(), lines, "{arguments:?}: {told:#?}");
        for c in told.iter().flat_map(|line| line.chars()) {
            let turns = "\u{202e}\u{200e}\u{200f}\u{61c}\u{2066}\u{2028}".contains(c);
            assert!(!c.is_control() && !turns, "{arguments:?}: {told:#?}");
        }
    }
}

#[test]
fn repeats_of_one_reject_are_counted_and_the_rejects_file_has_them_all() {
    let dir = tempfile::tempdir().expect("a directory");
    let line = "{\"body\": \"Le Mali.\", \"url\": \"u\"}\n";
    let wrong = file(
        dir.path(),
        "wrong.jsonl",
        &(line.repeat(2000) + "{\"text\": \"\"}\n"),
    );
    let rejects = dir.path().join("rejects.jsonl");
    let kept = [
        "extract",
        "--model",
        "tiny",
        &wrong,
        "--rejects",
        rejects.to_str().expect("UTF-8"),
    ];
    let (_, lines) = told(&kept);
    let reason = "no field \"text\": expected the text there, found the fields \"body\", \"url\"";
    for (n, byte) in [(0, 0), (1, line.len()), (2, 2 * line.len())] {
        assert_eq!(
            lines[n],
            format!("griot: {wrong}:{}: byte {byte}: {reason}", n + 1)
        );
    }
    assert_eq!(
        lines[3],
        format!(
            "griot: {wrong}: 1997 more: no field \"text\"; all of them are in the rejects file"
        )
    );
    assert_eq!(lines.len(), 5, "{lines:#?}");
    let rejects = fs::read_to_string(&rejects).expect("rejects");
    assert_eq!(rejects.lines().count(), 2000);
    let (_, lines) = told(&kept[..4]);
    assert!(
        lines[3].ends_with("; --rejects FILE keeps all of them"),
        "{lines:#?}"
    );
}

#[test]
fn numbers_out_of_bounds_are_refused_with_the_bound() {
    let cases: [(&[&str], &str); 10] = [
        (&["extract", "--threads", "-1"], "to 1024"),
        (
            &["extract", "--threads", "10000"],
            "10000 threads: expected 1024 at most",
        ),
        (
            &["view", "--threads", "1025"],
            "1025 threads: expected 1024 at most",
        ),
        (&["extract", "--max-memory", "64"], "from 1K to 1T"),
        (&["extract", "--max-memory", "2T"], "from 1K to 1T"),
        (
            &["extract", "--max-memory", "99999999999G"],
            "from 1K to 1T",
        ),
        (&["extract", "--max-document-bytes", "0"], "from 1 to 1T"),
        (&["extract", "--shard-documents", "0"], "1..=1000000000"),
        (
            &["report", "--documents-per-page", "0"],
            "expected 1 to 1000000",
        ),
        (
            &["report", "--documents-per-page", "1000001"],
            "expected 1 to 1000000",
        ),
    ];
    for (arguments, expected) in cases {
        let (code, lines) = told(arguments);
        assert_eq!(code, Some(2), "{arguments:?}");
        assert!(
            lines.concat().contains(expected),
            "{arguments:?}: {lines:#?}"
        );
    }
}

#[test]
fn where_nothing_can_be_written_or_read_is_said_plainly() {
    let dir = tempfile::tempdir().expect("a directory");
    let row = file(dir.path(), "row.jsonl", ROW);
    let absent = dir.path().join("absent");
    for name in ["out.jsonl", "index.csv", "report.html"] {
        let output = absent.join(name).display().to_string();
        let command = match name {
            "out.jsonl" => "extract",
            "index.csv" => "index",
            _ => "report",
        };
        let (code, lines) = told(&[command, &row, "-o", &output]);
        let expected = format!(
            "griot: cannot write {output}: there is no directory {}",
            absent.display()
        );
        assert_eq!((code, lines), (Some(2), vec![expected]), "{command}");
    }
    let empty = dir.path().join("empty");
    fs::create_dir(&empty).expect("created");
    for command in ["extract", "view"] {
        let (code, lines) = told(&[command, "--model", "tiny", &empty.display().to_string()]);
        assert_eq!(code, Some(0), "{command}");
        assert_eq!(lines, ["griot: nothing to read was found in the input"]);
    }
}
