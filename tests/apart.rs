//! What a run writes is never what it reads, and takes the place of nothing else.
//!
//! The model is the tiny one of the engine tests.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use griot::job::{Job, Target};
use griot::{ErrorKind, Griot, Record, Rejected};
use serde_json::Value;

const MODEL: &str = "tests/models/bert";

fn extract(arguments: &[&dyn AsRef<Path>]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_griot"));
    command.args(["extract", "--model", MODEL, "--threads", "2"]);
    command.args(arguments.iter().map(|argument| argument.as_ref()));
    command.output().expect("it runs")
}

fn told(run: &Output) -> String {
    assert_eq!(run.status.code(), Some(2), "{run:?}");
    String::from_utf8_lossy(&run.stderr).into_owned()
}

fn records(path: &Path, count: usize) {
    let line = |n| format!("{{\"id\": \"d{n}\", \"text\": \"Awa a vu le Mali lundi.\"}}\n");
    fs::write(path, (0..count).map(line).collect::<String>()).expect("written");
}

#[test]
fn an_output_in_the_directory_that_is_read_is_not_read() {
    let dir = tempfile::tempdir().expect("a directory");
    records(&dir.path().join("a.jsonl"), 900);
    fs::create_dir(dir.path().join("z")).expect("a directory");
    let out = dir.path().join("z").join("out.jsonl");
    let shards = dir.path().join("shards/");
    // Its lines are in the way of the second run, and none of the first.
    for _ in 0..2 {
        let run = extract(&[&dir.path(), &"--include-text", &"-o", &out]);
        assert_eq!(run.status.code(), Some(0), "{run:?}");
        assert_eq!(fs::read_to_string(&out).expect("read").lines().count(), 900);
    }
    fs::remove_file(&out).expect("removed");
    let flags = ["--include-text", "--shard-documents", "100", "-o"];
    let mut arguments: Vec<&dyn AsRef<Path>> = vec![&dir];
    arguments.extend(flags.iter().map(|flag| flag as &dyn AsRef<Path>));
    arguments.push(&shards);
    let run = extract(&arguments);
    assert_eq!(run.status.code(), Some(0), "{run:?}");
    assert_eq!(fs::read_dir(&shards).expect("listed").count(), 9);
}

#[test]
fn the_rejects_of_a_run_are_not_read_and_rejected_again() {
    let dir = tempfile::tempdir().expect("a directory");
    fs::write(dir.path().join("a.jsonl"), "no JSON\n".repeat(600)).expect("written");
    let out = dir.path().join("out.jsonl");
    let run = extract(&[&dir.path(), &"-o", &out]);
    assert_eq!(run.status.code(), Some(1), "{run:?}");
    let rejects = fs::read_to_string(dir.path().join("out.jsonl.rejects.jsonl")).expect("read");
    assert_eq!(rejects.lines().count(), 600);
}

#[test]
fn nothing_is_written_over_but_earlier_output() {
    let dir = tempfile::tempdir().expect("a directory");
    let (input, other) = (dir.path().join("in.jsonl"), dir.path().join("other.jsonl"));
    records(&input, 3);
    records(&other, 2);
    let before = fs::read(&input).expect("read");
    assert!(told(&extract(&[&input, &"-o", &input])).contains("is read"));
    assert!(told(&extract(&[&input, &"--rejects", &input])).contains("is read"));
    assert!(told(&extract(&[&input, &"--rejects", &other])).contains("no file of rejected"));
    assert!(told(&extract(&[&input, &"-o", &dir, &"--overwrite"])).contains("is read"));
    assert_eq!(fs::read(&input).expect("read"), before);
    assert!(other.exists());
    #[cfg(unix)]
    for flag in ["-o", "--rejects"] {
        assert!(told(&extract(&[&input, &flag, &"/dev/null"])).contains("it is no file"));
    }
    let run = extract(&[&input, &"-o", &"-"]);
    assert_eq!(run.stdout.iter().filter(|&&byte| byte == b'\n').count(), 3);
}

#[test]
fn documents_of_one_id_have_a_pair_of_brat_files_each() {
    let dir = tempfile::tempdir().expect("a directory");
    let (input, out) = (dir.path().join("in.jsonl"), dir.path().join("brat/"));
    let texts = ["Le Mali.", "Le Niger.", "Le Mali.", "Le Togo."];
    let line = |text| format!("{{\"id\": \"a\", \"text\": \"{text}\"}}\n");
    fs::write(&input, texts.map(line).concat()).expect("written");
    let run = extract(&[&input, &"--to", &"brat", &"-o", &out]);
    assert_eq!(run.status.code(), Some(0), "{run:?}");
    let text = |name| fs::read_to_string(out.join(name)).expect("read");
    assert_eq!(
        [text("a.txt"), text("a~2.txt"), text("a~3.txt")],
        ["Le Mali.", "Le Niger.", "Le Togo."]
    );
    // Annotations that stand there are not mixed with those of another run.
    let again = extract(&[&input, &"--to", &"brat", &"-o", &out]);
    assert!(told(&again).contains("earlier run"));
    records(&input, 1);
    let run = extract(&[&input, &"--to", &"brat", &"-o", &out, &"--overwrite"]);
    assert_eq!(run.status.code(), Some(0), "{run:?}");
    assert_eq!(fs::read_dir(&out).expect("listed").count(), 2);
}

#[test]
fn a_job_whose_reader_panics_is_not_complete() {
    let dir = tempfile::tempdir().expect("a directory");
    let out = dir.path().join("out.jsonl");
    let griot = Griot::builder().model(MODEL).build().expect("a pipeline");
    let records = (0..600).map(|n| -> Result<Record, Rejected> {
        assert!(n < 500, "the reader is broken");
        Ok(Record::new(n.to_string(), "Awa a vu le Mali."))
    });
    let job = Job::new(Target::File(out.clone()));
    let error = job
        .run(&griot, records, |_| ())
        .expect_err("it cannot be complete");
    assert_eq!(error.kind(), ErrorKind::Input);
    assert!(!out.exists() && job.is_unfinished());
}

#[test]
fn a_file_name_does_not_steer_the_terminal() {
    let dir = tempfile::tempdir().expect("a directory");
    let name = dir.path().join("a\u{1b}]0;owned\u{7}.jsonl");
    fs::write(&name, "no JSON\n").expect("written");
    let run = extract(&[&name]);
    assert_eq!(run.status.code(), Some(1));
    assert!(!run.stderr.contains(&0x1b) && !run.stderr.contains(&7));
}

#[test]
fn a_resumed_run_whose_rejects_were_moved_is_refused_and_loses_nothing() {
    let dir = tempfile::tempdir().expect("a directory");
    let (input, out) = (dir.path().join("in.jsonl"), dir.path().join("out.jsonl"));
    records(&input, 2_000);
    let bad = "no JSON\n".repeat(300);
    let whole = bad + &fs::read_to_string(&input).expect("read");
    fs::write(&input, whole).expect("written");
    // The second of two limits ends the run with its journal in place.
    let run = extract(&[&input, &"--max-rejects", &"299", &"-o", &out]);
    assert_eq!(run.status.code(), Some(2), "{run:?}");
    let beside = |suffix: &str| dir.path().join(format!("out.jsonl{suffix}"));
    let journal = fs::read(beside(".griot-journal")).expect("a journal");
    fs::rename(beside(".rejects.jsonl"), dir.path().join("moved")).expect("moved");
    let resumed = [&input as &dyn AsRef<Path>, &"-o", &out, &"--resume"];
    assert!(told(&extract(&resumed)).contains("is not there"));
    assert_eq!(fs::read(beside(".griot-journal")).expect("read"), journal);
    fs::rename(dir.path().join("moved"), beside(".rejects.jsonl")).expect("moved");
    assert_eq!(extract(&resumed).status.code(), Some(1));
    let lines = fs::read_to_string(&out).expect("read");
    let ids = lines.lines().map(|line| {
        let line: Value = serde_json::from_str(line).expect("JSON");
        line["id"].as_str().expect("an id").to_owned()
    });
    assert!(ids.eq((0..2_000).map(|n| format!("d{n}"))));
}
