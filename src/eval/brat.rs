//! Reads brat standoff: a text in a `.txt` file, its spans in an `.ann` file beside it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::code_points::CodePoints;
use super::document::{LabelledSpan, Prediction};
use super::shorten::shorten;
use crate::error::{Error, ErrorKind, Result};
use crate::write::id_of_stem;

/// Whether a file's name is that of an `.ann` file.
pub(super) fn is_ann(file: &Path) -> bool {
    file.extension()
        .is_some_and(|ext| ext.eq_ignore_ascii_case("ann"))
}

/// Reads one `.ann` file, or those of a directory in the order of their names, each with its text.
///
/// The id of a document is its file's name without the extension; where griot made the name
/// ([`file_stem`](crate::file_stem)), it is the id that the name was made from. A span in fragments
/// counts as one from the first to the last. Relations, events, attributes and notes are passed over,
/// and so is a `.txt` without an `.ann`: nobody has annotated it.
pub(super) fn read(path: &Path) -> Result<Vec<Prediction>> {
    if !path.is_dir() {
        return Ok(vec![document(path)?]);
    }
    let mut files: Vec<PathBuf> = fs::read_dir(path)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect())
        .map_err(|error| unreadable(path, error))?;
    files.retain(|file| is_ann(file));
    files.sort();
    if files.is_empty() {
        let message = "expected .ann files in the directory, and there are none";
        return Err(Error::new(ErrorKind::Input, message).within(name(path)));
    }
    files.iter().map(|file| document(file)).collect()
}

fn document(ann: &Path) -> Result<Prediction> {
    let place = name(ann);
    let annotations = contents(ann)?;
    let txt = ann.with_extension("txt");
    if !txt.exists() {
        let message = format!("expected the text in {} beside it", txt.display());
        return Err(Error::new(ErrorKind::Input, message).within(place));
    }
    let text = contents(&txt)?;
    let entities = entities(&annotations, &CodePoints::of(&text), &place)?;
    let stem = ann.file_stem().unwrap_or_default().to_string_lossy();
    let id = id_of_stem(&stem).unwrap_or_else(|| stem.into_owned());
    Ok(Prediction {
        text: Some(text),
        place: Some(place),
        ..Prediction::new(id, None, entities)
    })
}

fn contents(path: &Path) -> Result<String> {
    let bytes = fs::read(path).map_err(|error| unreadable(path, error))?;
    String::from_utf8(bytes).map_err(|error| {
        let message = format!("{}: expected UTF-8", name(path));
        Error::because(ErrorKind::Input, message, error.utf8_error())
    })
}

fn unreadable(path: &Path, error: io::Error) -> Error {
    let message = format!("{}: cannot be read", name(path));
    Error::because(ErrorKind::Io, message, error)
}

fn name(path: &Path) -> String {
    path.display().to_string()
}

/// The spans of an `.ann` file.
fn entities(ann: &str, text: &CodePoints<'_>, file: &str) -> Result<Vec<LabelledSpan>> {
    let mut found = Vec::new();
    let ann = ann.strip_prefix('\u{feff}').unwrap_or(ann);
    for (number, line) in (1..).zip(ann.split('\n')) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let entity = match line.chars().next() {
            Some('T') => span(line, text).map(Some),
            // Relations, events, attributes, normalisations, notes and equivalences.
            None | Some('R' | 'E' | 'A' | 'M' | 'N' | '#' | '*') => Ok(None),
            Some(_) => Err(malformed(line)),
        };
        found.extend(entity.map_err(|error| error.within(format!("{file}:{number}")))?);
    }
    Ok(found)
}

/// A line such as `T1<TAB>PERSON 0 6;10 15<TAB>Assimi Goïta`.
fn span(line: &str, text: &CodePoints<'_>) -> Result<LabelledSpan> {
    let mut fields = line.splitn(3, '\t').skip(1);
    let (label, places) = fields
        .next()
        .and_then(|field| field.split_once(' '))
        .filter(|(label, _)| !label.is_empty())
        .ok_or_else(|| malformed(line))?;
    let mut whole: Option<LabelledSpan> = None;
    let mut surfaces = Vec::new();
    for place in places.split(';') {
        let (start, end) = place.split_once(' ').ok_or_else(|| malformed(line))?;
        let (Ok(start), Ok(end)) = (start.parse(), end.parse()) else {
            return Err(malformed(line));
        };
        let fragment = LabelledSpan::new(start, end, label);
        fragment.check(text)?;
        surfaces.extend(text.slice(start, end));
        whole = Some(match whole {
            None => fragment,
            Some(before) => LabelledSpan {
                start: before.start.min(start),
                end: before.end.max(end),
                ..before
            },
        });
    }
    let whole = whole.ok_or_else(|| malformed(line))?;
    if let Some(surface) = fields.next() {
        let there = surfaces.join(" ");
        if blanked(surface) != blanked(&there) {
            let message = format!(
                "entity {label} {places}: expected {surface:?} there, and the text has {there:?}"
            );
            return Err(Error::new(ErrorKind::Input, message));
        }
    }
    Ok(whole)
}

/// A surface with its white space as spaces: a line of `.ann` cannot hold a line break.
fn blanked(surface: &str) -> String {
    surface.replace(char::is_whitespace, " ")
}

fn malformed(line: &str) -> Error {
    let message = format!(
        "expected an annotation of brat such as \"T1\\tPERSON 0 5\\tGoïta\", and the line is {:?}",
        shorten(line, 60)
    );
    Error::new(ErrorKind::Input, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(ann: &str) -> Result<Vec<(String, usize, usize)>> {
        let text = CodePoints::of("À 𝐁amako, Assimi\r\nGoïta parle.");
        let found = entities(ann, &text, "a.ann")?;
        Ok(found
            .into_iter()
            .map(|e| (e.label, e.start, e.end))
            .collect())
    }

    #[test]
    fn spans_are_read_and_the_rest_is_passed_over() {
        let ann = "\u{feff}T1\tLOC 2 8\t𝐁amako\r\n#1\tAnnotatorNotes T1\tML\nR1\tIn Arg1:T2 Arg2:T1\n\
                   E1\tSay:T3\nA1\tNegation E1\nM1\tx T1\nN1\tReference T1 W:1\tx\n*\tEquiv T1 T2\n\n\
                   T2\tPERSON 10 16;18 23\tAssimi Goïta\nT3\tPERSON 10 23\tAssimi  Goïta\n";
        let span = |label: &str, start, end| (label.to_owned(), start, end);
        assert_eq!(
            spans(ann).expect("spans"),
            [
                span("LOC", 2, 8),
                span("PERSON", 10, 23),
                span("PERSON", 10, 23)
            ]
        );
        assert_eq!(spans("").expect("nothing"), []);
    }

    #[test]
    fn a_wrong_line_is_told_with_its_place() {
        let annotation = "expected an annotation of brat";
        let bounds = "expected start before end";
        let outside = "expected offsets inside the text";
        for (line, expected) in [
            ("T1", annotation),
            ("T1\tLOC", annotation),
            ("T1\tLOC 2\tx", annotation),
            ("T1\tLOC 2 x\tx", annotation),
            ("T1\tLOC 2 8;\tx", annotation),
            ("1 B-LOC", annotation),
            ("{\"id\": 1}", annotation),
            ("T1\tLOC 2 8\tBamako", "expected \"Bamako\" there"),
            ("T1\tLOC 8 2\tx", bounds),
            ("T1\tLOC 2 900\tx", outside),
        ] {
            let error = spans(&format!("\n{line}\n")).expect_err(line);
            let told = error.to_string();
            assert_eq!(error.kind(), ErrorKind::Input, "{told}");
            assert!(told.starts_with("a.ann:2: "), "{told}");
            assert!(told.contains(expected), "{line}: {told}");
        }
    }

    #[test]
    fn a_directory_is_read_in_the_order_of_its_names() {
        let dir = tempfile::tempdir().expect("a directory");
        let write =
            |name: &str, content: &str| fs::write(dir.path().join(name), content).expect(name);
        let refused = |why: &str| {
            let told = read(dir.path()).expect_err("a failure").to_string();
            assert!(told.contains(why), "{told}");
        };
        refused("expected .ann files in the directory");
        write("b.ann", "T1\tX 0 1\tb\n");
        refused("b.ann: expected the text in ");
        write("b.txt", "b");
        write("a%2Fc.ann", "");
        write("a%2Fc.txt", "a");
        write("c.txt", "not annotated");
        write("annotation.conf", "[entities]\n");
        let documents = read(dir.path()).expect("documents");
        let ids: Vec<&str> = documents.iter().map(|document| &*document.id).collect();
        assert_eq!(ids, ["a/c", "b"]);
        let one = read(&dir.path().join("b.ann")).expect("a document");
        assert_eq!((one.len(), one[0].text.as_deref()), (1, Some("b")));
        write("b.txt", "c");
        refused("b.ann:1: entity X 0 1: expected \"b\" there");
        fs::write(dir.path().join("b.txt"), b"\xff").expect("bytes");
        refused("b.txt: expected UTF-8");
    }
}
