//! Runs that go on from what earlier ones have read.

use std::fs;
use std::path::Path;

use super::{people, told};
use crate::error::ErrorKind;
use crate::index::{AddedFile, Index, IndexState};

type Told = (Vec<String>, Vec<String>);

/// A run over these files into the state.
fn run(state: &Path, files: &[&Path]) -> (Vec<AddedFile>, Told) {
    let state = IndexState::new(state).expect("a state");
    let mut index = Index::new().into_state(state).expect("read");
    let added = files.iter().map(|file| index.add_file(file).expect("read"));
    let added = added.collect();
    (added, told(&mut index.finish().expect("rows")))
}

#[test]
fn files_are_read_once_and_only_the_rest_of_one_that_has_grown() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = |name: &str| directory.path().join(name);
    let (state, first, second) = (path("state"), path("1.jsonl"), path("2.jsonl"));
    let lines = people(&[
        "Ruth Abernathy",
        "Ruth E. Abernathy",
        "Paul Novak",
        "Ruth Abernathy",
    ]);
    fs::write(&first, &lines[0]).expect("written");
    let (added, _) = run(&state, &[&first]);
    assert_eq!(added, [AddedFile::Whole]);
    let (added, unchanged) = run(&state, &[&first]);
    assert_eq!(added, [AddedFile::Nothing]);
    assert_eq!(unchanged.1.len(), 1);

    fs::write(&first, lines[..3].join("\n")).expect("written");
    fs::write(&second, &lines[3]).expect("written");
    let renamed = path("renamed.jsonl");
    fs::rename(&first, &renamed).expect("renamed");
    let (added, grown) = run(&state, &[&renamed, &second]);
    assert_eq!(added, [AddedFile::Rest, AddedFile::Whole]);

    let mut index = Index::new();
    index
        .add(lines.join("\n").as_bytes(), "all")
        .expect("lines");
    assert_eq!(grown, told(&mut index.finish().expect("rows")));
}

/// Half of a file that could not be read was kept, or all of the state was lost.
#[test]
fn a_file_that_fails_halfway_leaves_the_state_as_it_was() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = |name: &str| directory.path().join(name);
    let (state, good, bad) = (path("state"), path("1.jsonl"), path("2.jsonl"));
    let lines = people(&["Ruth Abernathy", "Paul Novak"]);
    fs::write(&good, &lines[0]).expect("written");
    fs::write(&bad, format!("{}\n{{\n", lines[1])).expect("written");
    run(&state, &[&good]);
    let before = fs::read(&state).expect("a state");
    let known = IndexState::new(&state).expect("a state");
    let mut index = Index::new().into_state(known).expect("read");
    index.add_file(&bad).expect_err("no line of extract");
    index.finish().expect("rows");
    assert_eq!(fs::read(&state).expect("a state"), before);
    // One that cannot be opened is none.
    let known = IndexState::new(&state).expect("a state");
    let mut index = Index::new().into_state(known).expect("read");
    index.add_file(&path("absent.jsonl")).expect_err("no file");
    index.add(lines[1].as_bytes(), "2.jsonl").expect("a line");
    index.finish().expect("rows");
    assert_eq!(run(&state, &[&good]).1.1.len(), 2);
}

#[test]
fn a_file_that_was_changed_is_refused_and_the_state_stays() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = |name: &str| directory.path().join(name);
    let (state, file) = (path("state"), path("1.jsonl"));
    let lines = people(&["Ruth Abernathy", "Paul Novak"]);
    fs::write(&file, &lines[0]).expect("written");
    run(&state, &[&file]);
    let before = fs::read(&state).expect("a state");
    fs::write(&file, &lines[1]).expect("written");
    let known = IndexState::new(&state).expect("a state");
    let mut index = Index::new().into_state(known).expect("read");
    let error = index.add_file(&file).expect_err("changed");
    assert_eq!(error.kind(), ErrorKind::Input);
    assert!(
        error.to_string().contains("1.jsonl: was read before"),
        "{error}"
    );
    assert_eq!(fs::read(&state).expect("a state"), before);
}

#[test]
fn what_is_no_state_is_refused_and_a_damaged_one_told() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = |name: &str| directory.path().join(name);
    let (state, file) = (path("state"), path("1.jsonl"));
    fs::write(&file, &people(&["Ruth Abernathy"])[0]).expect("written");
    let error = IndexState::new(&file).expect_err("no state");
    assert!(
        error.to_string().contains("is no state of an index"),
        "{error}"
    );

    run(&state, &[&file]);
    let whole = fs::read(&state).expect("a state");
    for cut in [whole.len() - 1, whole.len() - 5, whole.len() / 2 + 60] {
        fs::write(&state, &whole[..cut]).expect("written");
        let read = IndexState::new(&state).and_then(|state| Index::new().into_state(state));
        assert!(read.is_err(), "{cut} of {}", whole.len());
    }
    let other = String::from_utf8_lossy(&whole).replace("index-state/1", "index-state/9");
    fs::write(&state, other).expect("written");
    let read = IndexState::new(&state).and_then(|state| Index::new().into_state(state));
    let error = read.err().expect("another form");
    assert!(error.to_string().contains("start a new one"), "{error}");
}
