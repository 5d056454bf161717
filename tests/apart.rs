//! What a run writes is never what it reads, and takes the place of nothing else.
//!
//! The model is the tiny one of the engine tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use griot::job::{Compression, Job, Target};
use griot::{ErrorKind, Griot, OutputFormat, Record, Rejected};
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
        let run = extract(&[&dir.path(), &"--include-text", &"--overwrite", &"-o", &out]);
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
    assert_eq!(run.status.code(), Some(2), "{run:?}");
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
    assert!(told(&extract(&[&input, &"-o", &input])).contains("is an input, but"));
    assert!(told(&extract(&[&input, &"--rejects", &input])).contains("is an input, but"));
    assert!(told(&extract(&[&input, &"--rejects", &other])).contains("not a file of rejected"));
    assert!(told(&extract(&[&input, &"-o", &dir, &"--overwrite"])).contains("is an input, but"));
    assert_eq!(fs::read(&input).expect("read"), before);
    assert!(other.exists());
    #[cfg(unix)]
    for flag in ["-o", "--rejects"] {
        assert!(told(&extract(&[&input, &flag, &"/dev/null"])).contains("it is not a file"));
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
    // One pair, and the list of what is griot's.
    assert_eq!(fs::read_dir(&out).expect("listed").count(), 3);
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
    assert_eq!(run.status.code(), Some(2));
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

/// All files of a directory by name, and what links lead to.
fn listed(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(dir)
        .expect("listed")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            let content = fs::read(&path).unwrap_or_default();
            (path, content)
        })
        .collect();
    files.sort();
    files
}

#[test]
fn two_runs_do_not_write_to_one_output() {
    let dir = tempfile::tempdir().expect("a directory");
    let input = dir.path().join("in.jsonl");
    records(&input, 3);
    // Each row: where, what is given to both, where the lock is, and the last file that a run makes
    // before it waits for its input, with its bytes.
    let rows: [(&str, &[&str], &str, &str, u64); 4] = [
        (
            "out.jsonl",
            &[],
            "out.jsonl.griot-lock",
            "out.jsonl.partial",
            0,
        ),
        (
            "shards/",
            &[],
            "shards/griot-lock",
            "shards/part-00000.jsonl.partial",
            0,
        ),
        (
            "brat/",
            &["--to", "brat"],
            "brat/griot-lock",
            "brat/griot-journal",
            1,
        ),
        (
            "-",
            &["--rejects", "REJECTS"],
            "rejects.griot-lock",
            "rejects.griot-lock",
            1,
        ),
    ];
    for (out, flags, lock, last, bytes) in rows {
        let last = dir.path().join(last);
        let (place, lock) = (dir.path().join(out), dir.path().join(lock));
        let place = if out == "-" {
            PathBuf::from(out)
        } else {
            place
        };
        let command = |input: &Path| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_griot"));
            command.args(["extract", "--model", MODEL, "--format", "jsonl"]);
            command.arg(input).arg("-o").arg(&place);
            for flag in flags {
                match *flag {
                    "REJECTS" => command.arg(dir.path().join("rejects")),
                    flag => command.arg(flag),
                };
            }
            command
        };
        // It waits for its input as long as it is let.
        let mut first = command(Path::new("-"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it runs");
        let holder = format!("process {}", first.id());
        let begun = || {
            fs::read_to_string(&lock).is_ok_and(|told| told.contains(&holder))
                && fs::metadata(&last).is_ok_and(|found| found.len() >= bytes)
        };
        while !begun() {
            assert_eq!(first.try_wait().expect("a child"), None, "{out}");
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let parent = lock.parent().expect("a directory");
        let before = listed(parent);
        for how in [None, Some("--resume"), Some("--overwrite")] {
            let run = command(&input).args(how).output().expect("it runs");
            let told = told(&run);
            assert!(
                told.contains("another run") && told.contains(&holder),
                "{told}"
            );
            assert!(!told.contains("go on with --resume"), "{told}");
        }
        assert!(listed(parent) == before, "{out}");
        drop(first.stdin.take());
        let run = first.wait_with_output().expect("a child");
        assert_eq!(run.status.code(), Some(0), "{run:?}");
        assert!(!lock.exists());
    }
}

#[test]
fn files_of_the_user_are_not_replaced_whatever_is_asked() {
    let dir = tempfile::tempdir().expect("a directory");
    let input = dir.path().join("in.jsonl");
    records(&input, 3);
    let notes = b"{\"id\": 1, \"text\": \"my notes\"}\n";
    fs::create_dir(dir.path().join("d")).expect("a directory");
    // Each row: the file that is there, and the output that would take its place.
    let rows = [
        ("out.jsonl", "out.jsonl"),
        ("out.csv", "out.csv"),
        ("out.parquet", "out.parquet"),
        ("out.jsonl.partial", "out.jsonl"),
        ("out.jsonl.griot-journal", "out.jsonl"),
        ("out.jsonl.griot-journal.new", "out.jsonl"),
        ("out.jsonl.griot-lock", "out.jsonl"),
        ("out.jsonl.rejects.jsonl", "out.jsonl"),
        ("out.jsonl.rejects.jsonl.griot-lock", "out.jsonl"),
        ("d/part-00000.jsonl", "d/"),
        ("d/part-00007.csv.partial", "d/"),
        ("d/griot-journal", "d/"),
        ("d/rejects.jsonl", "d/"),
    ];
    for (theirs, out) in rows {
        let (theirs, out) = (dir.path().join(theirs), dir.path().join(out));
        fs::write(&theirs, notes).expect("written");
        let before = listed(theirs.parent().expect("a directory"));
        for how in ["--overwrite", "--resume", "--pretty"] {
            let told = told(&extract(&[&input, &"-o", &out, &how]));
            assert!(told.contains(&*theirs.to_string_lossy()), "{told}");
            assert!(
                listed(theirs.parent().expect("a directory")) == before,
                "{theirs:?} {how}"
            );
        }
        fs::remove_file(&theirs).expect("removed");
    }
    let summary = dir.path().join("notes.json");
    fs::write(&summary, notes).expect("written");
    let out = dir.path().join("out.jsonl");
    let run = extract(&[&input, &"-o", &out, &"--overwrite", &"--summary", &summary]);
    assert!(told(&run).contains("notes.json was not written by griot"));
    assert_eq!(fs::read(&summary).expect("read"), notes);
    assert!(!out.exists());
}

#[test]
fn earlier_output_is_replaced_only_where_that_is_asked() {
    let dir = tempfile::tempdir().expect("a directory");
    let input = dir.path().join("in.jsonl");
    records(&input, 3);
    let whole = fs::read_to_string(&input).expect("read") + "no JSON\n";
    fs::write(&input, whole).expect("written");
    let summary = dir.path().join("summary.json");
    for out in [
        "out.jsonl",
        "out.csv.gz",
        "out.conll.zst",
        "out.parquet",
        "d/",
    ] {
        let out = dir.path().join(out);
        let again = |how: &[&str]| {
            let mut arguments: Vec<&dyn AsRef<Path>> = vec![&input, &"-o", &out];
            arguments.extend([&"--summary" as &dyn AsRef<Path>, &summary]);
            arguments.extend(how.iter().map(|how| how as &dyn AsRef<Path>));
            extract(&arguments)
        };
        assert_eq!(again(&[]).status.code(), Some(1), "{out:?}");
        assert!(told(&again(&[])).contains("--overwrite"), "{out:?}");
        assert_eq!(again(&["--overwrite"]).status.code(), Some(1), "{out:?}");
        fs::remove_file(&summary).expect("removed");
    }
    // A file with nothing in it is nobody's loss: mktemp makes such.
    let empty = dir.path().join("empty.jsonl");
    fs::write(&empty, "").expect("written");
    assert_eq!(extract(&[&input, &"-o", &empty]).status.code(), Some(1));
    assert_eq!(fs::read_to_string(&empty).expect("read").lines().count(), 3);
}

#[test]
fn a_directory_keeps_all_that_has_no_name_of_a_shard() {
    let dir = tempfile::tempdir().expect("a directory");
    let (input, out) = (dir.path().join("in.jsonl"), dir.path().join("d/"));
    records(&input, 300);
    let shards = |count: &str, how: &str| {
        extract(&[&input, &"-o", &out, &"--shard-documents", &count, &how])
    };
    assert_eq!(shards("100", "--overwrite").status.code(), Some(0));
    let theirs = ["part-time-thesis.txt", "part-00000.txt", "part-1.jsonl"];
    for name in theirs {
        fs::write(out.join(name), "mine").expect("written");
    }
    assert_eq!(shards("200", "--overwrite").status.code(), Some(0));
    let mut names: Vec<String> = listed(&out)
        .into_iter()
        .map(|(path, _)| {
            path.file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.retain(|name| !theirs.contains(&name.as_str()));
    assert_eq!(names, ["part-00000.jsonl", "part-00001.jsonl"]);
    for name in theirs {
        assert_eq!(fs::read(out.join(name)).expect("it is there"), b"mine");
    }
}

#[test]
fn no_two_files_of_a_run_are_one() {
    let dir = tempfile::tempdir().expect("a directory");
    let input = dir.path().join("in.jsonl");
    records(&input, 3);
    fs::create_dir(dir.path().join("sub")).expect("a directory");
    let rows = [
        ("out.jsonl", "--summary", "out.jsonl"),
        ("out.jsonl", "--rejects", "sub/../out.jsonl"),
        ("out.jsonl", "--summary", "out.jsonl.partial"),
        ("out.jsonl", "--rejects", "out.jsonl.partial"),
        ("out.jsonl", "--summary", "out.jsonl.griot-journal"),
        ("out.jsonl", "--rejects", "out.jsonl.griot-lock"),
        ("out.jsonl", "--summary", "out.jsonl.rejects.jsonl"),
        ("out.jsonl", "--summary", "in.jsonl"),
        ("sub/", "--summary", "sub/part-00003.jsonl"),
        ("sub/", "--rejects", "sub/griot-journal"),
        ("sub/", "--summary", "sub/rejects.jsonl"),
        // Directories that are not there yet.
        ("c1/", "--summary", "c1/part-00000.jsonl"),
        ("c2/", "--summary", "c2/griot-journal"),
        ("c3/", "--rejects", "c3/part-00000.jsonl"),
        ("c4/d/", "--rejects", "c4/../c4/d/griot-lock"),
    ];
    let before = listed(dir.path());
    for (out, flag, other) in rows {
        let (out, other) = (dir.path().join(out), dir.path().join(other));
        let told = told(&extract(&[
            &input,
            &"-o",
            &out,
            &flag,
            &other,
            &"--overwrite",
        ]));
        assert!(
            told.contains("would be both") || told.contains("is an input, but"),
            "{told}"
        );
        assert!(listed(dir.path()) == before, "{other:?}");
    }
    let same = dir.path().join("same.json");
    let run = extract(&[&input, &"--rejects", &same, &"--summary", &same]);
    assert!(told(&run).contains("would be both"));
}

#[cfg(unix)]
#[test]
fn links_where_a_run_keeps_its_files_are_not_followed() {
    let dir = tempfile::tempdir().expect("a directory");
    let (input, out) = (dir.path().join("in.jsonl"), dir.path().join("out.jsonl"));
    records(&input, 3);
    let theirs = dir.path().join("theirs");
    for suffix in [
        ".partial",
        ".griot-journal",
        ".griot-journal.new",
        ".griot-lock",
    ] {
        let link = dir.path().join(format!("out.jsonl{suffix}"));
        for there in [true, false] {
            if there {
                fs::write(&theirs, "mine").expect("written");
            }
            std::os::unix::fs::symlink(&theirs, &link).expect("linked");
            for how in ["--overwrite", "--resume"] {
                let told = told(&extract(&[&input, &"-o", &out, &how]));
                assert!(told.contains("a link"), "{told}");
            }
            assert_eq!(theirs.exists(), there, "{suffix}");
            if there {
                assert_eq!(fs::read(&theirs).expect("read"), b"mine");
                fs::remove_file(&theirs).expect("removed");
            }
            fs::remove_file(&link).expect("still there");
            let _ = fs::remove_file(dir.path().join("out.jsonl.griot-journal"));
        }
    }
}

#[test]
fn a_duplicate_is_no_document_without_entities_in_formats_to_train_on() {
    let dir = tempfile::tempdir().expect("a directory");
    let input = dir.path().join("in.jsonl");
    let texts = ["Le Mali a voté.", "le  mali a voté", "Le Niger."];
    let line = |(n, text)| format!("{{\"id\": \"d{n}\", \"text\": \"{text}\"}}\n");
    fs::write(
        &input,
        texts.iter().enumerate().map(line).collect::<String>(),
    )
    .expect("written");
    let (conll, brat) = (dir.path().join("out.conll"), dir.path().join("brat/"));
    let summary = dir.path().join("summary.json");
    for (out, format) in [(&conll, "conll"), (&brat, "brat")] {
        let flags = [
            &"--dedupe" as &dyn AsRef<Path>,
            &"--to",
            &format,
            &"--summary",
            &summary,
        ];
        let run = extract(&[&[&input as &dyn AsRef<Path>, &"-o", out], &flags[..]].concat());
        assert_eq!(run.status.code(), Some(0), "{run:?}");
        let told = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(told.contains("1 duplicate was left out"), "{told}");
        let text = fs::read_to_string(&summary).expect("a summary");
        let counts: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(
            (&counts["documents"], &counts["duplicates"]),
            (&2.into(), &1.into())
        );
        fs::remove_file(&summary).expect("removed");
    }
    let text = fs::read_to_string(&conll).expect("read");
    assert_eq!(text.matches("-DOCSTART-").count(), 2);
    assert!(brat.join("d0.ann").exists() && brat.join("d2.ann").exists());
    assert!(!brat.join("d1.txt").exists() && !brat.join("d1.ann").exists());
}

#[test]
fn a_run_that_could_read_none_of_its_records_has_failed() {
    let dir = tempfile::tempdir().expect("a directory");
    let input = dir.path().join("in.jsonl");
    fs::write(&input, "no JSON\n".repeat(3)).expect("written");
    let told = told(&extract(&[&input]));
    assert!(
        told.contains("none of the 3 records could be read"),
        "{told}"
    );
    fs::write(&input, "no JSON\n{\"text\": \"Le Mali.\"}\n").expect("written");
    assert_eq!(extract(&[&input]).status.code(), Some(1));
    fs::write(&input, "").expect("written");
    assert_eq!(extract(&[&input]).status.code(), Some(0));
}

#[test]
fn a_run_that_could_read_nothing_names_no_output_and_replaces_none() {
    let dir = tempfile::tempdir().expect("a directory");
    let (good, bad) = (dir.path().join("good.jsonl"), dir.path().join("bad.jsonl"));
    records(&good, 3);
    fs::write(&bad, "no JSON\n".repeat(3)).expect("written");
    let rows = [
        ("out.jsonl", "jsonl"),
        ("out.csv", "csv"),
        ("out.parquet", "parquet"),
        ("d/", "jsonl"),
        ("p/", "parquet"),
        ("b/", "brat"),
    ];
    for (out, format) in rows {
        let place = dir.path().join(out);
        let run = |input: &Path, how: &[&str]| {
            let mut arguments: Vec<&dyn AsRef<Path>> =
                vec![&input, &"--to", &format, &"-o", &place];
            arguments.extend(how.iter().map(|how| how as &dyn AsRef<Path>));
            extract(&arguments)
        };
        // What of the place is output, or was.
        let outputs = || {
            let mut files = match place.is_dir() {
                true => listed(&place),
                false => vec![(place.clone(), fs::read(&place).unwrap_or_default())],
            };
            files.retain(|(path, _)| {
                let name = path.to_string_lossy();
                path.exists()
                    && !["griot-journal", "partial", "rejects.jsonl"]
                        .iter()
                        .any(|end| name.ends_with(end))
            });
            files
        };
        let failed = |run: &Output| told(run).contains("none of the 3 records could be read");
        assert!(failed(&run(&bad, &[])), "{out}");
        assert_eq!(outputs(), [], "{out}");
        assert!(told(&run(&bad, &[])).contains("unfinished run"), "{out}");
        assert!(failed(&run(&bad, &["--resume"])), "{out}");
        assert!(failed(&run(&bad, &["--overwrite"])), "{out}");
        assert_eq!(outputs(), [], "{out}");
        let code = run(&good, &["--overwrite"]).status.code();
        assert_eq!(code, Some(0), "{out}");
        let before = outputs();
        assert!(!before.is_empty());
        for how in ["--overwrite", "--resume"] {
            assert!(failed(&run(&bad, &[how])), "{out}");
            assert!(outputs() == before, "{out}");
        }
        let code = run(&good, &["--overwrite"]).status.code();
        assert_eq!(code, Some(0), "{out}");
        assert!(outputs() == before, "{out}");
    }
}

#[test]
fn a_finished_output_that_was_cut_is_not_called_whole() {
    let dir = tempfile::tempdir().expect("a directory");
    let input = dir.path().join("in.jsonl");
    records(&input, 3);
    for out in ["out.jsonl", "out.csv", "out.conll", "d/"] {
        let out = dir.path().join(out);
        let resumed = || extract(&[&input, &"-o", &out, &"--shard-documents", &"2", &"--resume"]);
        assert_eq!(resumed().status.code(), Some(0));
        assert_eq!(resumed().status.code(), Some(0));
        let file = match out.is_dir() {
            true => out.join("part-00001.jsonl"),
            false => out.clone(),
        };
        let mut content = fs::read(&file).expect("read");
        content.truncate(content.len() - 5);
        fs::write(&file, &content).expect("written");
        let told = told(&resumed());
        assert!(
            told.contains("it was cut") && told.contains("--overwrite"),
            "{told}"
        );
        assert!(fs::read(&file).expect("read") == content);
    }
}

#[test]
fn two_runs_do_not_write_to_one_file_by_two_names_of_their_outputs() {
    let dir = tempfile::tempdir().expect("a directory");
    let input = dir.path().join("in.jsonl");
    records(&input, 3);
    fs::create_dir(dir.path().join("g")).expect("a directory");
    // Each row: what the first run writes, the file that tells that it has begun, and what the second
    // would write.
    let rows: [(&[&str], &str, &[&str]); 4] = [
        (
            &["-o", "g/"],
            "g/part-00000.jsonl.partial",
            &["-o", "g/part-00000.jsonl"],
        ),
        (
            &["-o", "g/part-00000.jsonl"],
            "g/part-00000.jsonl.partial",
            &["-o", "g/"],
        ),
        (
            &["-o", "a.jsonl"],
            "a.jsonl.partial",
            &["-o", "b.jsonl", "--rejects", "a.jsonl.rejects.jsonl"],
        ),
        (
            &["-o", "b.jsonl", "--rejects", "a.jsonl.rejects.jsonl"],
            "b.jsonl.partial",
            &["-o", "a.jsonl"],
        ),
    ];
    for (first, begun, second) in rows {
        let command = |input: &Path, flags: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_griot"));
            let model = fs::canonicalize(MODEL).expect("a model");
            command.args(["extract", "--format", "jsonl", "--model"]);
            command.arg(model).arg(input).args(flags);
            command.current_dir(dir.path());
            command
        };
        let mut running = command(Path::new("-"), first)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("it runs");
        let begun = dir.path().join(begun);
        while !begun.exists() {
            assert_eq!(running.try_wait().expect("a child"), None, "{first:?}");
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let stands = || {
            let mut files = listed(dir.path());
            files.extend(listed(&dir.path().join("g")));
            files
        };
        let before = stands();
        for how in [None, Some("--resume"), Some("--overwrite")] {
            let run = command(&input, second).args(how).output().expect("it runs");
            let told = told(&run);
            assert!(told.contains("another run"), "{second:?}: {told}");
            assert!(stands() == before, "{second:?} {how:?}");
        }
        drop(running.stdin.take());
        assert_eq!(
            running.wait().expect("a child").code(),
            Some(0),
            "{first:?}"
        );
        for name in ["g/part-00000.jsonl", "a.jsonl", "b.jsonl"] {
            let _ = fs::remove_file(dir.path().join(name));
        }
    }
}

#[test]
fn an_output_of_no_possible_form_is_refused_before_anything_is_made() {
    let dir = tempfile::tempdir().expect("a directory");
    let input = dir.path().join("in.jsonl");
    records(&input, 3);
    let before = listed(dir.path());
    let griot = Griot::builder().model(MODEL).build().expect("a pipeline");
    let job = Job::new(Target::Directory(dir.path().join("d"), 0));
    let one = || std::iter::once(Ok(Record::new("a", "Le Mali.")));
    let error = job.run(&griot, one(), |_| ()).expect_err("no documents");
    assert_eq!(error.kind(), ErrorKind::Option);
    assert!(error.to_string().contains("expected 1 or more"), "{error}");
    let target = Target::File(dir.path().join("out.parquet"));
    let job = Job::new(target).format(OutputFormat::Parquet);
    let job = job.compression(Compression::Gzip);
    let error = job.run(&griot, one(), |_| ()).expect_err("twice");
    assert_eq!(error.kind(), ErrorKind::Option);
    let out = |name: &str| dir.path().join(name);
    for (out, flags) in [
        (out("x.parquet.gz"), &[][..]),
        (out("x.parquet"), &["--compress", "gz"]),
        (out("p/"), &["--to", "parquet", "--compress", "zst"]),
    ] {
        let mut arguments: Vec<&dyn AsRef<Path>> = vec![&input, &"-o", &out];
        arguments.extend(flags.iter().map(|flag| flag as &dyn AsRef<Path>));
        let told = told(&extract(&arguments));
        if cfg!(feature = "parquet") {
            assert!(told.contains("compresses by itself"), "{told}");
        }
    }
    assert!(listed(dir.path()) == before);
}
