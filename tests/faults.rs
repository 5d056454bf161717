//! What a run survives: each test is a row of `docs/reliability.md`.
//!
//! The model is the tiny one of the engine tests: its answers mean nothing, but they are the same
//! every time, and a run of thousands of documents takes a second.
#![cfg(unix)]

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

const MODEL: &str = "tests/models/bert";

fn griot() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_griot"));
    command.args(["extract", "--model", MODEL, "--threads", "2"]);
    command
}

/// A random number generator whose seed is in the failure message of every test that uses it.
struct Random(u64);

impl Random {
    /// A number below `limit`.
    fn below(&mut self, limit: u64) -> u64 {
        // Knuth's MMIX constants.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit.max(1)
    }
}

/// A corpus of `count` short documents, some of them bad.
fn corpus(path: &Path, count: u64) {
    let mut random = Random(7);
    let mut file = std::io::BufWriter::new(File::create(path).expect("a file"));
    let names = ["Moussa", "Awa", "Claire", "Lundi", "Mali", "Niger", "ONU"];
    for n in 0..count {
        if n % 211 == 210 {
            writeln!(file, "{{\"id\": {n}, \"text\": ").expect("written");
            continue;
        }
        let words: Vec<&str> = (0..random.below(40) + 5)
            .map(|_| names[random.below(names.len() as u64) as usize])
            .collect();
        let text = words.join(" le ") + ". Il est là.";
        writeln!(file, "{{\"id\": \"doc-{n}\", \"text\": {text:?}}}").expect("written");
    }
}

struct Place {
    dir: tempfile::TempDir,
}

impl Place {
    fn new(documents: u64) -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        corpus(&dir.path().join("in.jsonl"), documents);
        Self { dir }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The command over the corpus.
    fn extract(&self, output: &str) -> Command {
        let mut command = griot();
        command
            .arg(self.path("in.jsonl"))
            .arg("-o")
            .arg(self.path(output));
        command
    }

    /// The bytes of an output and of its rejects, from a run that nothing disturbs.
    fn undisturbed(&self, output: &str) -> (Vec<u8>, Vec<u8>) {
        let name = format!("undisturbed-{output}");
        let run = self.extract(&name).output().expect("runs");
        assert_eq!(run.status.code(), Some(1), "{}", told(&run));
        self.written(&name)
    }

    /// A run that may write files of so many bytes only.
    fn on_a_full_disk(&self, arguments: &[&str]) -> Output {
        let script = "trap '' XFSZ; ulimit -f 500; exec \"$@\"";
        let command = self.extract("out.jsonl");
        Command::new("sh")
            .args(["-c", script, "sh"])
            .arg(command.get_program())
            .args(command.get_args())
            .args(arguments)
            .output()
            .expect("runs")
    }

    /// Resumes the run that wrote `out.jsonl`: it must end with these bytes.
    fn resumes_to(&self, expected: &(Vec<u8>, Vec<u8>)) {
        let mut resumed = self.extract("out.jsonl");
        let run = resumed.arg("--resume").output().expect("runs");
        assert_eq!(run.status.code(), Some(1), "{}", told(&run));
        assert!(&self.written("out.jsonl") == expected);
    }

    /// Waits until the journal of `out.jsonl` has so many lines.
    fn await_journal(&self, run: &mut Child, lines: usize) {
        let journal = self.path("out.jsonl.griot-journal");
        while fs::read_to_string(&journal).map_or(0, |text| text.lines().count()) < lines {
            let ended = run.try_wait().expect("a child");
            assert_eq!(ended, None, "it ended before it was seen at work");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn written(&self, output: &str) -> (Vec<u8>, Vec<u8>) {
        let read = |name: String| fs::read(self.path(&name)).expect("written");
        (
            read(output.to_owned()),
            read(format!("{output}.rejects.jsonl")),
        )
    }
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn quiet(mut command: Command) -> Command {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn code_of(mut command: Command) -> Option<i32> {
    command.status().expect("runs").code()
}

/// Kills a run after a moment; whether it had ended by then.
fn killed_after(mut child: Child, moment: Duration) -> bool {
    std::thread::sleep(moment);
    let ended = child.try_wait().expect("a child").is_some();
    let _ = child.kill();
    child.wait().expect("a child");
    ended
}

/// Kills runs at random moments and resumes them, until `kills` were killed. `damage` is done to
/// what is on the disk after each.
fn survive(output: &str, kills: usize, mut damage: impl FnMut(&Place, &mut Random)) {
    let place = Place::new(1_100);
    let started = Instant::now();
    let expected = place.undisturbed(output);
    let whole = started.elapsed().as_millis() as u64;
    let mut random = Random(0x6772_696f_7421);
    let mut killed = 0;
    let mut rounds = 0;
    while killed < kills {
        rounds += 1;
        // Longer each time, so that a machine that slowed down gets to an end as well.
        let mut longest = whole * 2 / 3;
        loop {
            assert!(!place.path(output).exists(), "looks complete");
            let mut command = quiet(place.extract(output));
            let child = command.arg("--resume").spawn().expect("runs");
            if killed_after(child, Duration::from_millis(random.below(longest))) {
                break;
            }
            killed += 1;
            longest += whole / 8;
            // Killed in the moment between naming the output and taking the journal away.
            if place.path(output).exists() {
                break;
            }
            damage(&place, &mut random);
        }
        if place.path(&format!("{output}.griot-journal")).exists() {
            let mut last = quiet(place.extract(output));
            last.arg("--resume");
            assert_eq!(code_of(last), Some(1));
        }
        assert!(place.written(output) == expected, "round {rounds}");
        assert!(!place.path(&format!("{output}.griot-journal")).exists());
        fs::remove_file(place.path(output)).expect("removed");
        fs::remove_file(place.path(&format!("{output}.rejects.jsonl"))).expect("removed");
    }
    println!("{killed} kills in {rounds} rounds of {whole} ms");
}

#[test]
fn killed_at_any_moment_a_resumed_run_writes_the_same_bytes() {
    survive("out.jsonl", 50, |_, _| ());
}

#[test]
fn killed_and_resumed_compressed_output_is_the_same_too() {
    survive("out.jsonl.gz", 10, |_, _| ());
    survive("out.csv.zst", 10, |_, _| ());
}

#[test]
fn a_power_cut_that_takes_the_end_of_the_files_is_survived() {
    survive("out.jsonl", 20, |place, random| {
        for name in [
            "out.jsonl.partial",
            "out.jsonl.griot-journal",
            "out.jsonl.rejects.jsonl",
        ] {
            let path = place.path(name);
            let Ok(metadata) = fs::metadata(&path) else {
                continue;
            };
            if random.below(2) == 0 {
                let lost = random.below(metadata.len().min(20_000) + 1);
                let file = OpenOptions::new().write(true).open(&path).expect("opened");
                file.set_len(metadata.len() - lost).expect("cut");
            }
        }
    });
}

/// The same for directories. Gives the names of the files.
fn survive_in_a_directory(documents: u64, flags: &[&str]) -> Vec<String> {
    let place = Place::new(documents);
    let run = |output: &str, resume: bool| {
        let mut command = quiet(place.extract(output));
        command.args(flags);
        if resume {
            command.arg("--resume");
        }
        command
    };
    assert_eq!(code_of(run("expected/", false)), Some(1));
    let files = |name: &str| -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<_> = fs::read_dir(place.path(name))
            .expect("listed")
            .map(|entry| entry.expect("an entry").path())
            .map(|path| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                (name.into_owned(), fs::read(&path).expect("read"))
            })
            .collect();
        files.sort();
        files
    };
    let expected = files("expected");
    let mut random = Random(11);
    for _ in 0..8 {
        let child = run("out/", true).spawn().expect("runs");
        if killed_after(child, Duration::from_millis(random.below(900))) {
            break;
        }
    }
    // Where it had come to its end, this does nothing.
    let ended = code_of(run("out/", true));
    assert!(matches!(ended, Some(0 | 1)), "{ended:?}");
    assert!(files("out") == expected);
    // The files of a finished run are not mixed with others.
    assert_eq!(code_of(run("out/", false)), Some(2));
    expected.into_iter().map(|file| file.0).collect()
}

#[test]
fn killed_and_resumed_shards_are_the_same() {
    let names = survive_in_a_directory(3_000, &["--shard-documents", "450"]);
    assert_eq!(names[..2], ["part-00000.jsonl", "part-00001.jsonl"]);
    assert_eq!(names.len(), 8, "{names:?}");
}

#[cfg(feature = "parquet")]
#[test]
fn killed_and_resumed_parquet_shards_are_the_same() {
    let flags = ["--shard-documents", "100", "--to", "parquet"];
    let names = survive_in_a_directory(1_500, &flags);
    assert_eq!(names.len(), 15 + 1, "{names:?}");
}

#[test]
fn killed_and_resumed_brat_files_are_the_same() {
    let names = survive_in_a_directory(600, &["--to", "brat"]);
    assert!(names.contains(&"doc-599.ann".to_owned()), "{names:?}");
}

fn signal(child: &Child, name: &str) {
    let pid = child.id().to_string();
    let sent = Command::new("kill").args([name, &pid]).status();
    assert!(sent.expect("kill runs").success());
}

#[test]
fn ctrl_c_and_requests_to_end_end_a_run_in_order() {
    let place = Place::new(4_000);
    let expected = place.undisturbed("out.jsonl");
    for name in ["-INT", "-TERM", "-HUP"] {
        if name == "-HUP" && hangup_is_ignored() {
            continue;
        }
        let mut command = place.extract("out.jsonl");
        let mut child = command.stderr(Stdio::piped()).spawn().expect("runs");
        place.await_journal(&mut child, 3);
        signal(&child, name);
        let run = child.wait_with_output().expect("a child");
        assert_eq!(run.status.code(), Some(130), "{name} {}", told(&run));
        assert!(told(&run).contains("--resume"), "{}", told(&run));
        assert!(!place.path("out.jsonl").exists());
        place.resumes_to(&expected);
        for written in ["out.jsonl", "out.jsonl.rejects.jsonl"] {
            fs::remove_file(place.path(written)).expect("removed");
        }
    }
}

/// Whether the tests themselves run under nohup or the like: what they start outlives its terminal then.
fn hangup_is_ignored() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|set| u64::from_str_radix(set.trim(), 16).ok());
    ignored.is_some_and(|set| set & 1 != 0)
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_that_is_to_outlive_its_terminal_does() {
    let place = Place::new(2_000);
    let script = "trap '' HUP; exec \"$@\"";
    let command = place.extract("out.jsonl");
    let mut child = Command::new("sh")
        .args(["-c", script, "sh"])
        .arg(command.get_program())
        .args(command.get_args())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    place.await_journal(&mut child, 3);
    signal(&child, "-HUP");
    let run = child.wait_with_output().expect("a child");
    assert_eq!(run.status.code(), Some(1), "{}", told(&run));
    assert!(place.path("out.jsonl").exists());
}

#[test]
fn a_full_disk_is_told_and_the_run_goes_on_when_there_is_room() {
    let place = Place::new(4_000);
    let expected = place.undisturbed("out.jsonl");
    let run = place.on_a_full_disk(&[]);
    assert_eq!(run.status.code(), Some(2), "{}", told(&run));
    assert!(told(&run).contains("cannot write"), "{}", told(&run));
    assert!(told(&run).contains("--resume"), "{}", told(&run));
    assert!(!place.path("out.jsonl").exists());
    place.resumes_to(&expected);
}

#[test]
fn a_full_disk_ends_a_run_whose_reader_waits_for_memory() {
    let place = Place::new(4_000);
    let run = place.on_a_full_disk(&["--max-memory", "1K"]);
    assert_eq!(run.status.code(), Some(2), "{}", told(&run));
    assert!(told(&run).contains("cannot write"), "{}", told(&run));
}

#[test]
fn an_output_that_cannot_be_begun_is_not_to_be_resumed() {
    let place = Place::new(1);
    let run = place.extract("no/such/out.jsonl").output().expect("runs");
    assert_eq!(run.status.code(), Some(2), "{}", told(&run));
    assert!(!told(&run).contains("--resume"), "{}", told(&run));
}

#[test]
fn a_full_standard_output_is_told() {
    let Ok(full) = OpenOptions::new().write(true).open("/dev/full") else {
        return;
    };
    let place = Place::new(10);
    let mut command = griot();
    let run = command
        .arg(place.path("in.jsonl"))
        .stdout(full)
        .output()
        .expect("runs");
    assert_eq!(run.status.code(), Some(2), "{}", told(&run));
    assert!(told(&run).contains("standard output"), "{}", told(&run));
}

/// A run that was killed half-way.
fn half_way() -> Place {
    let place = Place::new(6_000);
    let mut child = quiet(place.extract("out.jsonl")).spawn().expect("runs");
    place.await_journal(&mut child, 4);
    assert!(!killed_after(child, Duration::ZERO), "killed too late");
    place
}

#[test]
fn input_that_has_changed_is_not_resumed() {
    let place = half_way();
    let text = fs::read_to_string(place.path("in.jsonl")).expect("read");
    let changed = text.replacen("doc-3\"", "doc-X\"", 1);
    fs::write(place.path("in.jsonl"), changed).expect("written");
    let mut command = place.extract("out.jsonl");
    let run = command.arg("--resume").output().expect("runs");
    assert_eq!(run.status.code(), Some(2));
    assert!(
        told(&run).contains("the input has changed"),
        "{}",
        told(&run)
    );
    fs::write(place.path("in.jsonl"), "").expect("written");
    let mut command = place.extract("out.jsonl");
    let run = command.arg("--resume").output().expect("runs");
    assert_eq!(run.status.code(), Some(2));
    assert!(
        told(&run).contains("the input has changed"),
        "{}",
        told(&run)
    );
    assert!(!place.path("out.jsonl").exists());
}

#[test]
fn other_options_are_not_resumed_and_nothing_is_overwritten_unasked() {
    let place = half_way();
    let code_and_words = |arguments: &[&str]| {
        let mut command = place.extract("out.jsonl");
        let run = command.args(arguments).output().expect("runs");
        (run.status.code(), told(&run))
    };
    let (code, words) = code_and_words(&["--resume", "--min-score", "0.5"]);
    assert_eq!(code, Some(2));
    assert!(
        words.contains("min-score was \"0\" and is \"0.5\" now"),
        "{words}"
    );
    let (code, words) = code_and_words(&["--resume", "--carry", "url"]);
    assert_eq!(code, Some(2));
    assert!(words.contains("cannot resume"), "{words}");
    let (code, words) = code_and_words(&[]);
    assert_eq!(code, Some(2));
    assert!(
        words.contains("--resume") && words.contains("--overwrite"),
        "{words}"
    );
    assert_eq!(code_and_words(&["--overwrite"]).0, Some(1));
}

#[test]
fn inputs_that_go_come_and_grow_while_a_run_waits() {
    let place = Place::new(1);
    let line = |id: &str| format!("{{\"id\": \"{id}\", \"text\": \"Le Mali.\"}}\n");
    let paths = ["deleted", "replaced", "grown"].map(|name| place.path(&format!("{name}.jsonl")));
    for path in &paths {
        fs::write(path, line("old")).expect("written");
    }
    let mut command = griot();
    let mut child = command
        .args(["-", "--format", "jsonl"])
        .args(&paths)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(line("first").as_bytes()).expect("written");
    std::thread::sleep(Duration::from_millis(300));
    fs::remove_file(&paths[0]).expect("removed");
    let new = place.path("new");
    fs::write(&new, line("new")).expect("written");
    fs::rename(&new, &paths[1]).expect("renamed");
    let mut grown = OpenOptions::new()
        .append(true)
        .open(&paths[2])
        .expect("opened");
    grown.write_all(line("more").as_bytes()).expect("written");
    drop(input);
    let run = child.wait_with_output().expect("a child");
    assert_eq!(run.status.code(), Some(1), "{}", told(&run));
    let output = String::from_utf8(run.stdout.clone()).expect("UTF-8");
    let ids: Vec<String> = output
        .lines()
        .map(|line| {
            let value: Value = serde_json::from_str(line).expect("JSON");
            value["id"].as_str().unwrap_or_default().to_owned()
        })
        .collect();
    assert_eq!(ids, ["first", "new", "old", "more"]);
    assert!(told(&run).contains("deleted.jsonl"), "{}", told(&run));
}

#[test]
fn a_reader_that_closes_the_pipe_ends_the_run_in_peace() {
    let place = Place::new(4_000);
    let mut command = griot();
    let mut child = command
        .arg(place.path("in.jsonl"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("runs");
    let mut output = child.stdout.take().expect("a pipe");
    let mut start = [0; 100];
    output.read_exact(&mut start).expect("read");
    drop(output);
    assert_eq!(child.wait().expect("a child").code(), Some(0));
}

#[test]
fn too_many_rejected_records_stop_a_run() {
    let place = Place::new(4_000);
    let mut command = place.extract("out.jsonl");
    let run = command.args(["--max-rejects", "3"]).output().expect("runs");
    assert_eq!(run.status.code(), Some(2), "{}", told(&run));
    assert!(
        told(&run).contains("more than the 3 allowed"),
        "{}",
        told(&run)
    );
    assert!(!place.path("out.jsonl").exists());
}

#[test]
fn nothing_in_is_nothing_out() {
    let dir = tempfile::tempdir().expect("a directory");
    let output = dir.path().join("out.jsonl");
    let empty = dir.path().join("empty");
    fs::create_dir(&empty).expect("created");
    fs::write(empty.join("a.jsonl"), "").expect("written");
    let mut command = griot();
    let code = command.arg(&empty).arg("-o").arg(&output).status();
    assert_eq!(code.expect("runs").code(), Some(0));
    assert_eq!(fs::read(&output).expect("written"), b"");
}

#[test]
fn a_file_that_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;

    let place = Place::new(2);
    let locked = place.path("locked.jsonl");
    fs::write(&locked, "{\"text\": \"Mali\"}\n").expect("written");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).expect("locked");
    // The superuser reads it all the same.
    let readable = File::open(&locked).is_ok();
    let run = griot()
        .arg(&locked)
        .arg(place.path("in.jsonl"))
        .output()
        .expect("runs");
    assert_eq!(
        run.status.code(),
        Some(i32::from(!readable)),
        "{}",
        told(&run)
    );
    assert_eq!(told(&run).contains("locked.jsonl"), !readable);
    let written = String::from_utf8_lossy(&run.stdout).lines().count();
    assert_eq!(written, 2 + usize::from(readable));
}

#[test]
fn duplicate_ids_are_both_written() {
    let dir = tempfile::tempdir().expect("a directory");
    let input = dir.path().join("in.jsonl");
    fs::write(
        &input,
        "{\"id\":1,\"text\":\"Mali\"}\n{\"id\":1,\"text\":\"Niger\"}\n",
    )
    .expect("written");
    let run = griot().arg(&input).output().expect("runs");
    assert_eq!(run.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&run.stdout).lines().count(), 2);
}

#[test]
fn the_answer_is_the_same_whatever_the_threads_and_the_neighbours() {
    let place = Place::new(600);
    let text = fs::read_to_string(place.path("in.jsonl")).expect("read");
    let documents = |input: &str, threads: &str| -> Vec<String> {
        let path = place.path("other.jsonl");
        fs::write(&path, input).expect("written");
        let mut command = Command::new(env!("CARGO_BIN_EXE_griot"));
        let run = command
            .args(["extract", "--model", MODEL, "--threads", threads])
            .arg(&path)
            .output()
            .expect("runs");
        let output = String::from_utf8(run.stdout).expect("UTF-8");
        output.lines().map(str::to_owned).collect()
    };
    let expected = documents(&text, "1");
    assert_eq!(documents(&text, "2"), expected);
    assert_eq!(documents(&text, "4"), expected);
    let mut lines: Vec<&str> = text.lines().collect();
    let mut random = Random(3);
    for n in (1..lines.len()).rev() {
        lines.swap(n, random.below(n as u64 + 1) as usize);
    }
    let mut shuffled = documents(&lines.join("\n"), "2");
    let mut sorted = expected;
    shuffled.sort();
    sorted.sort();
    assert_eq!(shuffled, sorted);
}

#[test]
fn a_text_that_came_before_is_named_and_not_read_again() {
    let dir = tempfile::tempdir().expect("a directory");
    let input = dir.path().join("in.jsonl");
    fs::write(
        &input,
        "{\"id\":\"a\",\"text\":\"Le Mali a voté.\"}\n{\"id\":\"b\",\"text\":\"Le Niger.\"}\n\
         {\"id\":\"c\",\"text\":\"le  mali a voté\"}\n",
    )
    .expect("written");
    let run = griot().arg(&input).arg("--dedupe").output().expect("runs");
    let output = String::from_utf8(run.stdout).expect("UTF-8");
    let of: Vec<Value> = output
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["duplicate_of"].clone())
        .collect();
    assert_eq!(of, [Value::Null, Value::Null, Value::from("a")]);
}
