//! `griot index --to sqlite`, read by Python's own SQLite.
#![cfg(feature = "sqlite")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// Fails if Python cannot read the database, or reads other things than it should.
const READ: &str = r#"
import sqlite3, sys
db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
one = lambda query, *values: db.execute(query, values).fetchone()
assert one("PRAGMA integrity_check") == ("ok",)
assert db.execute("PRAGMA foreign_key_check").fetchall() == []
assert one("PRAGMA user_version") == (1,)
assert one("SELECT count(*) FROM documents") == (2,)
assert one("SELECT lang, date, title, text FROM documents WHERE id = 'a'") == (
    "fr", "2024-07-08", "À Gao", "Awa Sow est à Gao. Sow y reste.")
assert one("SELECT id, documents, mentions, partial FROM entities WHERE name = 'Awa Sow'") == (
    "person/awa sow", 2, 3, 0)
# The mentions of a row, without page furniture, are what it counts.
counted = db.execute("""SELECT e.mentions, (SELECT count(*) FROM mentions m WHERE m.entity = e.number
    AND NOT m.furniture) FROM entities e""").fetchall()
assert counted and all(a == b for a, b in counted), counted
assert one("SELECT label, entity, sentence, furniture FROM mentions WHERE text = 'mardi'") == (
    "DATE", None, 1, 0)
assert one("SELECT label, entity, furniture FROM mentions WHERE text = 'Partager'") == ("ORG", None, 1)
assert one("SELECT score, start, \"end\", start_byte, end_byte FROM mentions WHERE text = 'Gao'") == (
    0.8765, 14, 17, 15, 18)
assert one("SELECT mentions FROM variants WHERE name = 'Sow'") == (1,)
# Names are found without their accents, and by each of their forms.
found = """SELECT e.name FROM entities_search s JOIN entities e ON e.number = s.rowid
    WHERE entities_search MATCH ?"""
assert db.execute(found, ("sow",)).fetchall() == [("Awa Sow",)]
assert db.execute(found, ("elysee",)).fetchall() == [("Élysée",)]
assert one("SELECT rowid FROM documents_search WHERE documents_search MATCH 'reste'") == (1,)
assert one("SELECT mentions, sentences FROM links WHERE document = 1 AND entity = 1") == (2, 2)
# By these words Datasette knows what searches a table.
made = "SELECT sql FROM sqlite_schema WHERE name = ?"
for table in "entities", "documents":
    assert f'content="{table}"' in one(made, table + "_search")[0]
pair = """SELECT s.name, t.name, p.documents, p.sentences, p.pmi FROM pairs p
    JOIN entities s ON s.number = p.source JOIN entities t ON t.number = p.target"""
assert db.execute(pair).fetchall() == [("Awa Sow", "Gao", 2, 1, 0.0)], db.execute(pair).fetchall()
"#;

const CORPUS: &str = concat!(
    r#"{"id": "a", "lang": "fr", "date": "2024-07-08", "title": "À Gao", "words": 8, "text": "Awa Sow est à Gao. Sow y reste.", "entities": ["#,
    r#"{"label": "PERSON", "text": "Awa Sow", "start": 0, "end": 7, "start_byte": 0, "end_byte": 7, "score": 0.9, "sentence": 0},"#,
    r#"{"label": "LOC", "text": "Gao", "start": 14, "end": 17, "start_byte": 15, "end_byte": 18, "score": 0.87654, "sentence": 0},"#,
    r#"{"label": "PERSON", "text": "Sow", "start": 19, "end": 22, "start_byte": 20, "end_byte": 23, "score": 0.9, "sentence": 1},"#,
    r#"{"label": "DATE", "text": "mardi", "start": 23, "end": 28, "start_byte": 24, "end_byte": 29, "score": 0.9, "sentence": 1},"#,
    r#"{"label": "ORG", "text": "Partager", "start": 29, "end": 37, "start_byte": 30, "end_byte": 38, "score": 0.5, "furniture": true}"#,
    r#"], "clusters": [{"id": "person-1", "label": "PERSON", "name": "Awa Sow", "count": 2, "mentions": [0, 2]},"#,
    r#"{"id": "loc-1", "label": "LOC", "name": "Gao", "count": 1, "mentions": [1]},"#,
    r#"{"id": "org-1", "label": "ORG", "name": "Partager", "count": 1, "mentions": [4]}]}"#,
    "\n",
    r#"{"id": "b", "lang": "fr", "words": 3, "entities": ["#,
    r#"{"label": "PERSON", "text": "Awa Sow", "start": 0, "end": 7, "start_byte": 0, "end_byte": 7, "score": 0.9, "sentence": 0},"#,
    r#"{"label": "LOC", "text": "Gao", "start": 20, "end": 23, "start_byte": 21, "end_byte": 24, "score": 0.8, "sentence": 1},"#,
    r#"{"label": "ORG", "text": "Élysée", "start": 30, "end": 36, "start_byte": 31, "end_byte": 39, "score": 0.8, "sentence": 1}"#,
    r#"], "clusters": [{"id": "person-1", "label": "PERSON", "name": "Awa Sow", "count": 1, "mentions": [0]},"#,
    r#"{"id": "loc-1", "label": "LOC", "name": "Gao", "count": 1, "mentions": [1]},"#,
    r#"{"id": "org-1", "label": "ORG", "name": "Élysée", "count": 1, "mentions": [2]}]}"#,
    "\n",
);

fn griot(arguments: &[&Path]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_griot"));
    let run = command.arg("index").args(arguments).output();
    run.expect("griot runs")
}

#[test]
fn python_reads_the_database() {
    let directory = tempfile::tempdir().expect("a directory");
    let (corpus, database) = (
        directory.path().join("out.jsonl"),
        directory.path().join("a.db"),
    );
    fs::write(&corpus, CORPUS).expect("written");
    let to = Path::new("-o");
    let mut before = None;
    // The second time over the first.
    for _ in 0..2 {
        let run = griot(&[&corpus, to, &database]);
        assert!(
            run.status.success(),
            "{}",
            String::from_utf8_lossy(&run.stderr)
        );
        let bytes = fs::read(&database).expect("a database");
        assert!(
            before.is_none_or(|before| before == bytes),
            "another database"
        );
        before = Some(bytes);
    }
    let there = fs::read_dir(directory.path()).expect("a directory").count();
    assert_eq!(there, 2, "a file is left over");
    let read = Command::new("python3")
        .args(["-c", READ])
        .arg(&database)
        .output();
    let read = read.expect("Python 3 is there");
    assert!(
        read.status.success(),
        "{}",
        String::from_utf8_lossy(&read.stderr)
    );
}

#[test]
fn a_database_of_another_program_and_a_compressed_name_are_refused() {
    let directory = tempfile::tempdir().expect("a directory");
    let corpus = directory.path().join("out.jsonl");
    fs::write(&corpus, CORPUS).expect("written");
    let other = directory.path().join("other.db");
    let make =
        "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute('CREATE TABLE a (b)')";
    let made = Command::new("python3")
        .args(["-c", make])
        .arg(&other)
        .status();
    assert!(made.expect("Python 3 is there").success());
    let packed = directory.path().join("a.db.gz");
    let state = directory.path().join("news.state");
    let own = directory.path().join("own.db");
    for (arguments, told) in [
        (vec![other.as_path()], "exists and is no database of griot"),
        (vec![packed.as_path()], "sqlite is not compressed"),
        (
            vec![own.as_path(), Path::new("--into"), &state],
            "without --into",
        ),
        (
            vec![Path::new("-"), Path::new("--to"), Path::new("sqlite")],
            "expected -o FILE",
        ),
    ] {
        let run = griot(&[vec![corpus.as_path(), Path::new("-o")], arguments].concat());
        let error = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(2), "{error}");
        assert!(error.contains(told), "{error}");
    }
}
