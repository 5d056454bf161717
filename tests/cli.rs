//! The command as a user runs it.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

fn griot(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_griot"));
    command.args(arguments);
    command
}

fn lines(output: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(output).expect("output is UTF-8");
    let parsed = text.lines().map(serde_json::from_str);
    parsed
        .collect::<Result<_, _>>()
        .expect("output is JSON lines")
}

fn surfaces(document: &Value) -> Vec<(&str, &str)> {
    let entities = document["entities"].as_array().expect("entities");
    entities
        .iter()
        .map(|e| {
            (
                e["label"].as_str().unwrap_or(""),
                e["text"].as_str().unwrap_or(""),
            )
        })
        .collect()
}

fn write(directory: &Path, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = directory.join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("directory");
    fs::write(&path, content).expect("file");
    path.display().to_string()
}

const SEED: &str = "Le général Assimi Goïta a quitté Bamako lundi pour le sommet de l’AES.";

#[test]
fn standard_input_to_standard_output() {
    for model in ["base", "small", "tiny"] {
        let run = griot(&["extract", "--model", model, "--date", "2025-07-05"])
            .write_stdin(SEED)
            .assert()
            .success();
        let output = lines(&run.get_output().stdout);
        assert_eq!(output.len(), 1);
        assert_eq!(output[0]["lang"], "fr");
        assert_eq!(output[0]["schema"], "griot/1");
        let expected = [
            ("PERSON", "Assimi Goïta"),
            ("LOC", "Bamako"),
            ("DATE", "lundi"),
            ("ORG", "AES"),
        ];
        assert_eq!(surfaces(&output[0]), expected, "{model}");
        assert!(run.get_output().stderr.is_empty());
    }
}

#[test]
fn offsets_count_code_points_and_bytes_of_the_text_as_given() {
    let text = "🎉 \u{feff}L’ex-président du 𝐌𝐚𝐥𝐢 est à Ouagadougou.";
    let run = griot(&["extract", "--include-text"])
        .write_stdin(text)
        .assert()
        .success();
    let output = lines(&run.get_output().stdout);
    assert_eq!(output[0]["text"], text);
    let entities = output[0]["entities"].as_array().expect("entities");
    assert!(!entities.is_empty());
    for entity in entities {
        let at = |key: &str| entity[key].as_u64().expect("a number") as usize;
        let surface = entity["text"].as_str().expect("a surface");
        assert_eq!(&text[at("start_byte")..at("end_byte")], surface);
        let chars: String = text
            .chars()
            .skip(at("start"))
            .take(at("end") - at("start"))
            .collect();
        assert_eq!(chars, surface);
    }
}

#[test]
fn files_directories_and_lines_come_out_in_input_order() {
    let dir = tempfile::tempdir().expect("directory");
    write(
        dir.path(),
        "b/two.txt",
        "Le Niger.\nDeux lignes, un document.",
    );
    write(
        dir.path(),
        "a.jsonl",
        "{\"id\": 1, \"text\": \"Le Mali.\"}\n\n{\"text\": \"Le Tchad.\"}\n",
    );
    write(dir.path(), "b/one.txt", "Le Togo.");
    write(dir.path(), "c.pdf", "%PDF");
    let root = dir.path().display().to_string();
    let run = griot(&["extract", &root]).assert().success();
    let output = lines(&run.get_output().stdout);
    let ids: Vec<&str> = output.iter().filter_map(|d| d["id"].as_str()).collect();
    let expected = [
        "1".to_owned(),
        format!("{root}/a.jsonl:3"),
        format!("{root}/b/one.txt"),
        format!("{root}/b/two.txt"),
    ];
    assert_eq!(ids, expected);
}

#[test]
fn a_bad_record_is_told_and_kept_and_the_rest_goes_on() {
    let dir = tempfile::tempdir().expect("directory");
    let input = write(
        dir.path(),
        "news.jsonl",
        b"{\"id\": \"a\", \"text\": \"Le Mali.\"}\n{\"id\": \"b\", \"text\n{\"id\": \"c\"}\n\xff\xfe\n{\"id\": \"d\", \"text\": \"\"}\n",
    );
    let rejects = dir.path().join("rejects.jsonl").display().to_string();
    let run = griot(&["extract", &input, "missing.txt", "--rejects", &rejects])
        .assert()
        .code(1);
    let ids: Vec<String> = lines(&run.get_output().stdout)
        .iter()
        .map(|d| d["id"].to_string())
        .collect();
    assert_eq!(ids, ["\"a\"", "\"d\""]);
    let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(
        told.contains(&format!("{input}:2: byte 32: not a JSON object")),
        "{told}"
    );
    assert!(told.contains("4 records were rejected"), "{told}");
    let kept = lines(&fs::read(&rejects).expect("rejects"));
    let places: Vec<_> = kept
        .iter()
        .map(|r| (r["line"].as_u64(), r["byte"].as_u64()))
        .collect();
    assert_eq!(
        places,
        [
            (Some(2), Some(32)),
            (Some(3), Some(50)),
            (Some(4), Some(62)),
            (None, Some(0))
        ]
    );
    assert!(
        kept[3]["reason"]
            .as_str()
            .is_some_and(|r| r.starts_with("cannot be opened"))
    );
}

#[test]
fn field_names_can_be_set_and_what_a_record_says_is_passed_on() {
    let line = "{\"url\": \"u1\", \"body\": \"Ghana voted.\", \"language\": \"en\", \"day\": \"2025-07-05\", \"head\": \"Vote\"}\n";
    let flags = [
        "extract",
        "--id-field",
        "url",
        "--text-field",
        "body",
        "--lang-field",
        "language",
        "--date-field",
        "day",
        "--title-field",
        "head",
    ];
    let run = griot(&flags).write_stdin(line).assert().success();
    let output = lines(&run.get_output().stdout);
    assert_eq!(output[0]["id"], "u1");
    assert_eq!(output[0]["lang"], "en");
    assert_eq!(output[0]["date"], "2025-07-05");
    assert_eq!(output[0]["title"], "Vote");
}

#[test]
fn other_fields_are_carried_where_the_output_can_hold_them() {
    let line = "{\"text\": \"Ghana voted.\", \"url\": \"u1\", \"tags\": [1.0], \"left\": 1}\n";
    let run = griot(&["extract", "--carry", "tags,url,none"])
        .write_stdin(line)
        .assert()
        .success();
    let output = lines(&run.get_output().stdout);
    assert_eq!(
        output[0]["carried"],
        serde_json::json!({"tags": [1.0], "url": "u1"})
    );
    for format in ["csv", "conll"] {
        let run = griot(&["extract", "--carry", "url", "--to", format])
            .write_stdin(line)
            .assert()
            .code(2);
        let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(told.contains("expected jsonl or parquet"), "{told}");
    }
}

#[test]
fn a_high_threshold_leaves_only_sure_entities() {
    let run = griot(&["extract", "--min-score", "1"])
        .write_stdin(SEED)
        .assert()
        .success();
    assert!(surfaces(&lines(&run.get_output().stdout)[0]).is_empty());
}

#[test]
fn what_cannot_run_is_told_with_exit_code_2() {
    let told = |arguments: &[&str]| {
        let run = griot(arguments).write_stdin("").assert().code(2);
        String::from_utf8_lossy(&run.get_output().stderr).into_owned()
    };
    assert!(
        told(&["extract", "--model", "huge"])
            .contains("expected base, small, tiny or a model directory")
    );
    assert!(told(&["extract", "--min-score", "7"]).contains("expected 0 to 1"));
    assert!(told(&["extract", "--lang", "de"]).contains("expected fr or en"));
    assert!(told(&["extract", "--labels", "PER"]).contains("expected NAME=LABEL"));
    assert!(told(&["extract", "-o", "/no/such/place/out.jsonl"]).contains("cannot write"));
    assert!(told(&["eval", "missing.jsonl"]).contains("missing.jsonl"));
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let script = format!(
        "yes 'Le Mali a voté.' | head -n 3000 | while read l; do echo \"{{\\\"text\\\": \\\"$l\\\"}}\"; done \
         | {{ {} extract --model small; echo $? >&2; }} | head -n 1 >/dev/null",
        env!("CARGO_BIN_EXE_griot")
    );
    let run = Command::new("sh").args(["-c", &script]).assert().success();
    assert_eq!(
        String::from_utf8_lossy(&run.get_output().stderr).trim(),
        "0"
    );
}

#[test]
fn an_index_as_csv_ends_in_peace_where_the_reader_has_gone() {
    let line = r#"{"schema":"griot/1","id":"a","lang":"fr","entities":[],"clusters":[]}"#;
    let script = format!(
        "echo '{line}' | {{ sleep 0.2; {} index --format csv; echo $? >&2; }} | true",
        env!("CARGO_BIN_EXE_griot")
    );
    let run = Command::new("sh").args(["-c", &script]).assert().success();
    let told = String::from_utf8_lossy(&run.get_output().stderr);
    assert_eq!(told.trim(), "0");
}

#[test]
fn the_output_does_not_depend_on_the_number_of_threads() {
    let run = |threads: &str| {
        let arguments = [
            "extract",
            "--model",
            "small",
            "--threads",
            threads,
            "corpus/news.jsonl",
        ];
        griot(&arguments)
            .assert()
            .success()
            .get_output()
            .stdout
            .clone()
    };
    let one = run("1");
    assert_eq!(lines(&one).len(), 26);
    assert!(one == run("2") && one == run("4"));
}

#[test]
fn what_extract_writes_scores_as_what_eval_runs_itself() {
    let dir = tempfile::tempdir().expect("directory");
    let out = dir.path().join("out.jsonl").display().to_string();
    griot(&[
        "extract",
        "--model",
        "small",
        "corpus/news.jsonl",
        "-o",
        &out,
    ])
    .assert()
    .success();
    let report = |arguments: &[&str]| {
        griot(arguments)
            .assert()
            .success()
            .get_output()
            .stdout
            .clone()
    };
    let read = report(&["eval", "corpus/news.jsonl", &out, "--json"]);
    let ran = report(&["eval", "corpus/news.jsonl", "--model", "small", "--json"]);
    assert_eq!(read, ran);
    let own: Value = serde_json::from_slice(&report(&[
        "eval",
        "corpus/news.jsonl",
        "corpus/news.jsonl",
        "--json",
    ]))
    .expect("JSON");
    assert_eq!(own["strict"]["micro"]["f1"], 1.0);
}

#[test]
fn values_can_be_left_out() {
    let run = griot(&["extract", "--model", "small", "--no-values"])
        .write_stdin("Le Mali a voté le 6 juillet 2024.")
        .assert()
        .success();
    let output = lines(&run.get_output().stdout);
    assert!(!surfaces(&output[0]).is_empty());
    assert!(output[0].get("clusters").is_none() && output[0]["entities"][0].get("value").is_none());
}

#[test]
fn the_index_merges_documents() {
    let dir = tempfile::tempdir().expect("directory");
    let news = write(
        dir.path(),
        "news.jsonl",
        "{\"id\": 1, \"date\": \"2025-07-05\", \"text\": \"La RDC a voté dimanche.\"}\n{\"id\": 2, \"date\": \"2025-07-01\", \"lang\": \"en\", \"text\": \"The Democratic Republic of the Congo voted on Sunday.\"}\n",
    );
    let out = dir.path().join("out.jsonl").display().to_string();
    griot(&["extract", &news, "-o", &out]).assert().success();
    let run = griot(&["index", &out]).assert().success();
    let rows = lines(&run.get_output().stdout);
    let congo = rows
        .iter()
        .find(|row| row["key"] == "CD")
        .expect("a row for the DRC");
    assert_eq!(
        (congo["documents"].as_u64(), congo["mentions"].as_u64()),
        (Some(2), Some(2))
    );
    assert_eq!(
        (&congo["first_date"], &congo["last_date"]),
        (&"2025-07-01".into(), &"2025-07-05".into())
    );
    let table = griot(&["index", "--format", "csv", &out])
        .assert()
        .success();
    let table = String::from_utf8_lossy(&table.get_output().stdout).into_owned();
    assert!(table.starts_with("label,key,name,"), "{table}");
    assert!(table.contains("COUNTRY,CD,"), "{table}");
    for name in ["out.jsonl.gz", "out.jsonl.zst"] {
        let packed = dir.path().join(name).display().to_string();
        griot(&["extract", &news, "-o", &packed]).assert().success();
        let read = griot(&["index", &packed]).assert().success();
        assert_eq!(read.get_output().stdout, run.get_output().stdout, "{name}");
        let piped = griot(&["index"])
            .write_stdin(fs::read(&packed).expect("read"))
            .assert()
            .success();
        assert_eq!(piped.get_output().stdout, run.get_output().stdout, "{name}");
    }
    griot(&["index", &news]).assert().code(2);
}

#[test]
fn help_is_enough_to_work_from() {
    let run = griot(&["extract", "--help"]).assert().success();
    let help = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    for word in [
        "--model",
        "--engine",
        "--threads",
        "--labels",
        "--min-score",
        "--lang",
        "--text-field",
        "--id-field",
        "--pretty",
        "Exit code",
        "Examples:",
    ] {
        assert!(help.contains(word), "{word}");
    }
}

#[test]
fn an_ending_in_capitals_is_an_ending_and_an_unknown_one_is_refused() {
    let dir = tempfile::tempdir().expect("directory");
    let input = write(dir.path(), "in.txt", "Le Mali a voté.");
    let path = |name: &str| dir.path().join(name).display().to_string();
    let packed = path("OUT.JSONL.GZ");
    griot(&["extract", "--model", "tiny", &input, "-o", &packed])
        .assert()
        .success();
    assert!(fs::read(&packed).expect("output").starts_with(b"\x1f\x8b"));
    for name in [
        "out.xlsx",
        "out.tsv",
        "out.brat",
        "out.json",
        "out.jsonl.bz2",
    ] {
        let output = path(name);
        let run = griot(&["extract", "--model", "tiny", &input, "-o", &output])
            .assert()
            .code(2);
        let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(told.contains(".jsonl") && told.contains("--to"), "{told}");
        assert!(!Path::new(&output).exists(), "{name}");
        let run = griot(&["index", &packed, "-o", &output]).assert().code(2);
        let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(told.contains(".csv") && told.contains("--to"), "{told}");
        assert!(!Path::new(&output).exists(), "{name}");
    }
    // What is said outright is done.
    let output = path("out.json");
    griot(&[
        "extract", "--model", "tiny", &input, "-o", &output, "--to", "jsonl",
    ])
    .assert()
    .success();
    assert_eq!(lines(&fs::read(&output).expect("output")).len(), 1);
}

#[test]
fn an_index_has_the_form_and_the_compression_that_its_name_tells() {
    let dir = tempfile::tempdir().expect("directory");
    let news = write(dir.path(), "in.txt", "Le Mali a voté à Bamako.");
    let path = |name: &str| dir.path().join(name).display().to_string();
    let out = path("out.jsonl");
    griot(&["extract", "--model", "tiny", &news, "-o", &out])
        .assert()
        .success();
    let shown = |format: &str| {
        let run = griot(&["index", &out, "--format", format])
            .assert()
            .success();
        run.get_output().stdout.clone()
    };
    assert!(shown("csv").starts_with(b"label,key,name,"));
    assert_ne!(shown("jsonl"), shown("csv"));
    for (name, format) in [("i.csv", "csv"), ("i.jsonl", "jsonl"), ("i", "jsonl")] {
        let index = path(name);
        // The second time over the first.
        for _ in 0..2 {
            griot(&["index", &out, "-o", &index]).assert().success();
            assert_eq!(fs::read(&index).expect("an index"), shown(format), "{name}");
        }
        griot(&["index", &out, "--format", "csv", "-o", &index])
            .assert()
            .success();
        assert_eq!(fs::read(&index).expect("an index"), shown("csv"), "{name}");
    }
    let (gzip, zst) = (path("i.CSV.GZ"), path("i.jsonl.zst"));
    for index in [&gzip, &zst, &gzip, &zst] {
        griot(&["index", &out, "-o", index]).assert().success();
    }
    let mut unpacked = Vec::new();
    let packed = fs::read(&gzip).expect("an index");
    std::io::copy(&mut flate2::read::GzDecoder::new(&*packed), &mut unpacked).expect("gzip");
    assert_eq!(unpacked, shown("csv"));
    let packed = fs::read(&zst).expect("an index");
    assert_eq!(
        zstd::decode_all(&*packed).expect("Zstandard"),
        shown("jsonl")
    );
}

#[test]
fn an_index_is_written_over_no_input_and_no_file_of_another_kind() {
    let dir = tempfile::tempdir().expect("directory");
    let news = write(dir.path(), "in.txt", "Le Mali a voté à Bamako.");
    let path = |name: &str| dir.path().join(name).display().to_string();
    let out = path("i.jsonl");
    griot(&["extract", "--model", "tiny", &news, "-o", &out])
        .assert()
        .success();
    let before = fs::read(&out).expect("output");
    let notes = write(dir.path(), "notes.jsonl", "{\"label\": \"mine\"}\n");
    let linked = path("linked.jsonl");
    std::os::unix::fs::symlink(&out, &linked).expect("a link");
    for (input, output, reason) in [
        (&out, &out, "is an input, but"),
        (&out, &linked, "is an input, but"),
        (&linked, &out, "is an input, but"),
        (&out, &notes, "notes.jsonl exists and is no index"),
        (&out, &dir.path().display().to_string(), "is a directory"),
        (
            &out,
            &"/dev/null".to_owned(),
            "redirect standard output to it",
        ),
    ] {
        let run = griot(&["index", input, "-o", output]).assert().code(2);
        let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(told.contains(reason), "{told}");
        assert!(fs::read(&out).expect("output") == before, "{reason}");
    }
    assert_eq!(fs::read(&notes).expect("notes"), b"{\"label\": \"mine\"}\n");

    // A run that fails leaves the earlier index, and nothing beside it.
    let index = path("index.jsonl");
    griot(&["index", &out, "-o", &index]).assert().success();
    let earlier = fs::read(&index).expect("an index");
    griot(&["index", &out, &notes, "-o", &index])
        .assert()
        .code(2);
    assert!(fs::read(&index).expect("an index") == earlier);
    let there = fs::read_dir(dir.path()).expect("a directory").count();
    assert_eq!(there, 5);
    // An empty file holds nothing that could be lost.
    let empty = write(dir.path(), "empty.jsonl", "");
    griot(&["index", &out, "-o", &empty]).assert().success();
    assert!(fs::read(&empty).expect("an index") == earlier);
}
