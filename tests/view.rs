//! `griot view` as a user runs it.

use assert_cmd::Command;

fn griot(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_griot"));
    command
        .args(["view", "--model", "small"])
        .args(arguments)
        .env_remove("NO_COLOR")
        .env("COLUMNS", "60");
    command
}

fn shown(arguments: &[&str], text: &str) -> String {
    let run = griot(arguments)
        .write_stdin(text.to_owned())
        .assert()
        .success();
    assert!(run.get_output().stderr.is_empty());
    String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8")
}

const SEED: &str = "Le général Assimi Goïta a quitté le Mali lundi pour le sommet de l’AES.\n\nGoïta \
     est attendu à Niamey.\n";

#[test]
fn names_stand_in_brackets_without_a_terminal() {
    insta::assert_snapshot!(shown(&["--date", "2025-07-05"], SEED), @r"
    Le général [Assimi Goïta PERSON] a quitté le [Mali COUNTRY
    ML] [lundi DATE 2025-06-30] pour le sommet de l’[AES ORG =
    Alliance des États du Sahel].

    [Goïta PERSON = Assimi Goïta] est attendu à [Niamey LOC in
    NE].
    ");
}

#[test]
fn names_are_coloured_where_that_is_asked() {
    let text = shown(&["--color", "always"], "Le Mali a voté.\n");
    let green = "\u{1b}[32m";
    assert_eq!(
        text,
        format!("Le \u{1b}[1m{green}Mali\u{1b}[0m\u{1b}[2m{green} COUNTRY ML\u{1b}[0m a voté.\n")
    );
}

#[test]
fn no_text_writes_to_the_terminal_but_signs() {
    let hostile = "Le Ma\u{1b}[2Jli\u{9b}31m a voté\u{7}. \u{202e}\u{1b}]0;Mali\u{1b}\\ Bamako\u{8}. \u{200e}a\u{200f}b\u{61c}";
    for arguments in [
        &["--color", "never"][..],
        &["--color", "never", "--lang", "fr"],
    ] {
        let text = shown(arguments, hostile);
        let controls = text
            .chars()
            .filter(|c| c.is_control() && *c != '\n')
            .count();
        assert_eq!(controls, 0, "{text:?}");
        let turns = ['\u{202e}', '\u{200e}', '\u{200f}', '\u{61c}'];
        assert!(!text.contains(turns), "{text:?}");
    }
    let coloured = shown(&["--color", "always"], hostile);
    for sequence in coloured.split('\u{1b}').skip(1) {
        let end = sequence.find('m').expect("a colour");
        let digits = |c: char| c.is_ascii_digit() || c == ';';
        assert!(
            sequence[..end].trim_start_matches('[').chars().all(digits),
            "{coloured:?}"
        );
    }
}

#[test]
fn a_web_page_of_one_text() {
    let html = shown(&["--html"], SEED);
    assert!(html.starts_with("<!doctype html>"));
    assert!(html.contains(r#""kind":"view""#));
    assert!(html.contains(r#""text":"Le général Assimi Goïta"#));
    let two =
        "{\"id\": 1, \"text\": \"Le Mali vote.\"}\n{\"id\": 2, \"text\": \"Le Niger vote.\"}\n";
    griot(&["--html"]).write_stdin(two).assert().code(2);
    let both = shown(&[], two);
    assert!(
        both.contains("1, fr\n\nLe [Mali COUNTRY ML] vote.\n\n2, fr\n"),
        "{both}"
    );
}

#[test]
fn a_page_is_not_written_over_what_it_is_made_of() {
    let dir = tempfile::tempdir().expect("a directory");
    let page = dir.path().join("page.html").display().to_string();
    let written = shown(&["--html", "-o", &page], SEED);
    assert!(written.is_empty());
    let before = std::fs::read(&page).expect("a page");
    let run = griot(&[&page, "--html", "-o", &page]).assert().code(2);
    let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(told.contains("is an input, but"), "{told}");
    assert!(std::fs::read(&page).expect("a page") == before);
}
