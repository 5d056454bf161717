//! `griot index` as a user runs it, over lines that `griot extract` might have written.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::{Value, json};

fn griot(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_griot"));
    command.args(arguments);
    command
}

fn lines(path: &str) -> Vec<Value> {
    let text = fs::read_to_string(path).expect("output");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

/// A document that names these people, each as often as told.
fn document(id: &str, people: &[(&str, usize)]) -> String {
    let mut entities = Vec::new();
    let mut clusters = Vec::new();
    for (n, (name, count)) in people.iter().enumerate() {
        let first = entities.len();
        entities.extend((0..*count).map(|_| {
            json!({"label": "PERSON", "text": name, "score": 0.9, "start": 0, "end": 1,
                   "start_byte": 0, "end_byte": 1})
        }));
        clusters.push(
            json!({"id": format!("person-{}", n + 1), "label": "PERSON", "name": name,
            "count": count, "mentions": (first..entities.len()).collect::<Vec<_>>()}),
        );
    }
    let document = json!({"schema": "griot/1", "id": id, "lang": "en", "date": "2024-07-08",
        "entities": entities, "clusters": clusters});
    document.to_string() + "\n"
}

fn write(directory: &Path, name: &str, content: &str) -> String {
    let path = directory.join(name);
    fs::write(&path, content).expect("written");
    path.display().to_string()
}

fn stderr(run: &assert_cmd::assert::Assert) -> String {
    String::from_utf8_lossy(&run.get_output().stderr).into_owned()
}

/// Two days of news, and where outputs go.
struct News {
    directory: tempfile::TempDir,
    monday: String,
    tuesday: String,
}

impl News {
    fn new() -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let monday = document("m1", &[("Donald Trump", 2), ("Ivanka Trump", 1)])
            + &document("m2", &[("Donald J. Trump", 1)]);
        let tuesday = document("t1", &[("D. Trump", 3), ("DONALD TRUMP", 1)]);
        Self {
            monday: write(directory.path(), "monday.jsonl", &monday),
            tuesday: write(directory.path(), "tuesday.jsonl", &tuesday),
            directory,
        }
    }

    fn path(&self, name: &str) -> String {
        self.directory.path().join(name).display().to_string()
    }
}

#[test]
fn links_say_which_document_names_which_row() {
    let news = News::new();
    let (index, links) = (news.path("index.jsonl"), news.path("links.jsonl"));
    griot(&[
        "index",
        &news.monday,
        &news.tuesday,
        "-o",
        &index,
        "--links",
        &links,
    ])
    .assert()
    .success();
    let rows = lines(&index);
    assert_eq!(
        (&rows[0]["id"], &rows[0]["documents"]),
        (&json!("person/donald trump"), &json!(3))
    );
    assert_eq!(rows[0]["forms"][1]["rule"], "middle_name");
    let of = |document: &str, entity: &str, mentions: u64| json!({"document": document, "entity": entity, "mentions": mentions});
    assert_eq!(
        lines(&links),
        [
            of("m1", "person/donald trump", 2),
            of("m1", "person/ivanka trump", 1),
            of("m2", "person/donald trump", 1),
            of("t1", "person/donald trump", 1),
            of("t1", "person/d trump", 3),
        ]
    );
    let table = news.path("links.csv");
    griot(&["index", &news.monday, "-o", &index, "--links", &table])
        .assert()
        .success();
    let csv = fs::read_to_string(&table).expect("links");
    assert!(
        csv.starts_with("document,entity,mentions\nm1,person/donald trump,2\n"),
        "{csv}"
    );
    // Each over its own kind only.
    griot(&["index", &news.monday, "-o", &index, "--links", &table])
        .assert()
        .success();
    let run = griot(&["index", &news.monday, "--links", &index])
        .assert()
        .code(2);
    assert!(
        stderr(&run).contains("is no table of links"),
        "{}",
        stderr(&run)
    );
    let run = griot(&["index", &news.monday, "-o", &index, "--links", &index])
        .assert()
        .code(2);
    assert!(
        stderr(&run).contains("expected a file of its own"),
        "{}",
        stderr(&run)
    );
}

#[test]
fn decisions_are_used_or_told() {
    let news = News::new();
    let decisions = write(
        news.directory.path(),
        "decisions.jsonl",
        r#"{"do": "merge", "label": "PERSON", "name": "D. Trump", "into": "Donald Trump"}
{"do": "hide", "label": "PERSON", "name": "Nobody Here"}
"#,
    );
    let index = news.path("index.jsonl");
    let arguments = [
        "index",
        &news.monday,
        &news.tuesday,
        "-o",
        &index,
        "--decisions",
        &decisions,
    ];
    for _ in 0..2 {
        let run = griot(&arguments).assert().code(1);
        let expected =
            format!("griot: {decisions}:2: not used: no PERSON is called \"nobody here\"\n");
        assert_eq!(stderr(&run), expected);
        let rows = lines(&index);
        assert_eq!((rows.len(), &rows[0]["mentions"]), (2, &json!(7)));
    }
    let report = news.path("report.html");
    let run = griot(&[
        "report",
        &news.monday,
        "-o",
        &report,
        "--decisions",
        &decisions,
    ])
    .assert()
    .code(1);
    assert!(stderr(&run).contains("not used"), "{}", stderr(&run));
    write(
        news.directory.path(),
        "decisions.jsonl",
        "{\"do\": \"hide\"}\n",
    );
    let run = griot(&arguments).assert().code(2);
    assert!(
        stderr(&run).contains("decisions.jsonl:1: expected either an id"),
        "{}",
        stderr(&run)
    );
}

#[test]
fn a_later_run_reads_only_what_is_new_and_gives_what_one_run_gives() {
    let news = News::new();
    let all = (news.path("all.jsonl"), news.path("all.links.jsonl"));
    griot(&[
        "index",
        &news.monday,
        &news.tuesday,
        "-o",
        &all.0,
        "--links",
        &all.1,
    ])
    .assert()
    .success();
    let (index, links, state) = (
        news.path("index.jsonl"),
        news.path("links.jsonl"),
        news.path("news.state"),
    );
    let run = |inputs: &[&str]| {
        let outputs = [
            "-o",
            &index,
            "--links",
            &links,
            "--into",
            &state,
            "--max-memory",
            "1K",
        ];
        griot(&[&["index"], inputs, &outputs].concat())
            .assert()
            .success()
    };
    run(&[&news.monday]);
    let told = run(&[&news.monday, &news.tuesday]);
    assert_eq!(
        stderr(&told),
        format!("griot: {}: was read before\n", news.monday)
    );
    assert_eq!(
        fs::read(&index).expect("rows"),
        fs::read(&all.0).expect("rows")
    );
    assert_eq!(
        fs::read(&links).expect("links"),
        fs::read(&all.1).expect("links")
    );
    // Nothing new, and nothing changes.
    run(&[&news.monday, &news.tuesday]);
    assert_eq!(
        fs::read(&index).expect("rows"),
        fs::read(&all.0).expect("rows")
    );
    // Standard input is always new.
    let piped = document("w1", &[("Ivanka Trump", 1)]);
    let arguments = ["index", "-o", &index, "--into", &state];
    griot(&arguments).write_stdin(piped).assert().success();
    let before = fs::read(&index).expect("rows");
    griot(&[&arguments[..], &[news.monday.as_str()]].concat())
        .assert()
        .success();
    assert!(fs::read(&index).expect("rows") == before);
    assert_eq!(lines(&index)[1]["documents"], 2);
    // The state is never an input, nor written over anything else.
    griot(&["index", &state]).assert().code(2);
    griot(&["index", &news.monday, "--into", &news.tuesday])
        .assert()
        .code(2);
}
