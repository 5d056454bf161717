//! Reads brat standoff: a text in a `.txt` file, its spans in an `.ann` file beside it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::code_points::CodePoints;
use super::document::Entity;
use super::error::{Error, ErrorKind, Origin};
use super::one_line::one_line;
use super::open::Annotated;
use crate::write::id_of_stem;

/// Reads one `.ann` file, or those of a directory in the order of their names, each with its text.
///
/// The id of a document is its file's name without extension; of a name that griot made
/// ([`file_stem`](crate::file_stem)), the id that it was made of. A span in fragments counts from
/// its first to its last. Relations, events, attributes and notes are passed over, and so is a
/// `.txt` without an `.ann`: nobody has annotated it.
pub(super) fn read(path: &Path) -> Result<Vec<Annotated>, Error> {
    if !path.is_dir() {
        return Ok(vec![document(path)?]);
    }
    let mut files: Vec<PathBuf> = fs::read_dir(path)
        .and_then(|entries| {
            entries
                .map(|entry| Ok(entry?.path()))
                .collect::<io::Result<_>>()
        })
        .map_err(|error| unreadable(path, error))?;
    files.retain(|file| {
        file.extension()
            .is_some_and(|ext| ext.eq_ignore_ascii_case("ann"))
    });
    files.sort();
    if files.is_empty() {
        let message = "expected .ann files in the directory, and there are none";
        return Err(Error::new(ErrorKind::Format, message).at(Some(&origin(path))));
    }
    files.iter().map(|file| document(file)).collect()
}

fn document(ann: &Path) -> Result<Annotated, Error> {
    let origin = origin(ann);
    let annotations = contents(ann)?;
    let txt = ann.with_extension("txt");
    if !txt.exists() {
        let message = format!("expected the text in {} beside it", txt.display());
        return Err(Error::new(ErrorKind::Format, message).at(Some(&origin)));
    }
    let text = contents(&txt)?;
    let entities = entities(&annotations, &CodePoints::of(&text), &origin)?;
    let stem = ann.file_stem().unwrap_or_default().to_string_lossy();
    Ok(Annotated {
        id: id_of_stem(&stem).unwrap_or_else(|| stem.into_owned()),
        text,
        entities,
        origin,
    })
}

fn contents(path: &Path) -> Result<String, Error> {
    let bytes = fs::read(path).map_err(|error| unreadable(path, error))?;
    String::from_utf8(bytes).map_err(|error| {
        let wrong = Error::new(ErrorKind::Utf8, "expected UTF-8");
        wrong.at(Some(&origin(path))).because(error.utf8_error())
    })
}

fn unreadable(path: &Path, error: io::Error) -> Error {
    let wrong = Error::new(ErrorKind::Io, "cannot be read");
    wrong.at(Some(&origin(path))).because(error)
}

fn origin(path: &Path) -> Origin {
    Origin::file(&path.display().to_string())
}

/// The spans of an `.ann` file.
fn entities(ann: &str, text: &CodePoints<'_>, file: &Origin) -> Result<Vec<Entity>, Error> {
    let mut found = Vec::new();
    let ann = ann.strip_prefix('\u{feff}').unwrap_or(ann);
    for (number, line) in (1..).zip(ann.split('\n')) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match line.chars().next() {
            Some('T') => {
                let entity =
                    span(line, text).map_err(|error| error.at(Some(&file.line(number))))?;
                found.push(entity);
            }
            // Relations, events, attributes, normalisations, notes and equivalences.
            None | Some('R' | 'E' | 'A' | 'M' | 'N' | '#' | '*') => {}
            Some(_) => return Err(malformed(line).at(Some(&file.line(number)))),
        }
    }
    Ok(found)
}

/// A line such as `T1<TAB>PERSON 0 6;10 15<TAB>Assimi Goïta`.
fn span(line: &str, text: &CodePoints<'_>) -> Result<Entity, Error> {
    let mut fields = line.splitn(3, '\t').skip(1);
    let (label, places) = fields
        .next()
        .and_then(|field| field.split_once(' '))
        .filter(|(label, _)| !label.is_empty())
        .ok_or_else(|| malformed(line))?;
    let mut whole: Option<Entity> = None;
    let mut surfaces = Vec::new();
    for place in places.split(';') {
        let (start, end) = place.split_once(' ').ok_or_else(|| malformed(line))?;
        let (Ok(start), Ok(end)) = (start.parse(), end.parse()) else {
            return Err(malformed(line));
        };
        let fragment = Entity {
            start,
            end,
            label: label.to_owned(),
            text: None,
        };
        fragment.check(text)?;
        surfaces.extend(text.slice(start, end));
        whole = Some(match whole {
            None => fragment,
            Some(before) => Entity {
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
            return Err(Error::new(ErrorKind::Surface, message));
        }
    }
    Ok(whole)
}

/// A surface with its white space as spaces: a line of `.ann` can hold no line break.
fn blanked(surface: &str) -> String {
    surface.replace(char::is_whitespace, " ")
}

fn malformed(line: &str) -> Error {
    let message = format!(
        "expected an annotation of brat such as \"T1\\tPERSON 0 5\\tGoïta\", and the line is {:?}",
        one_line(line, 60)
    );
    Error::new(ErrorKind::Format, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(ann: &str) -> Result<Vec<(String, usize, usize)>, Error> {
        let text = CodePoints::of("À 𝐁amako, Assimi\r\nGoïta parle.");
        let found = entities(ann, &text, &Origin::file("a.ann"))?;
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
        for (line, kind) in [
            ("T1", ErrorKind::Format),
            ("T1\tLOC", ErrorKind::Format),
            ("T1\tLOC 2\tx", ErrorKind::Format),
            ("T1\tLOC 2 x\tx", ErrorKind::Format),
            ("T1\tLOC 2 8;\tx", ErrorKind::Format),
            ("1 B-LOC", ErrorKind::Format),
            ("{\"id\": 1}", ErrorKind::Format),
            ("T1\tLOC 2 8\tBamako", ErrorKind::Surface),
            ("T1\tLOC 8 2\tx", ErrorKind::Offsets),
            ("T1\tLOC 2 900\tx", ErrorKind::Offsets),
        ] {
            let error = spans(&format!("\n{line}\n")).expect_err(line);
            assert_eq!(error.kind(), kind, "{line}");
            assert_eq!((error.file(), error.line()), (Some("a.ann"), Some(2)));
        }
    }

    #[test]
    fn a_directory_is_read_in_the_order_of_its_names() {
        let dir = tempfile::tempdir().expect("a directory");
        let write =
            |name: &str, content: &str| fs::write(dir.path().join(name), content).expect(name);
        let failure = || read(dir.path()).expect_err("a failure").kind();
        assert_eq!(failure(), ErrorKind::Format);
        write("b.ann", "T1\tX 0 1\tb\n");
        assert_eq!(failure(), ErrorKind::Format);
        write("b.txt", "b");
        write("a%2Fc.ann", "");
        write("a%2Fc.txt", "a");
        write("c.txt", "not annotated");
        write("annotation.conf", "[entities]\n");
        let documents = read(dir.path()).expect("documents");
        let ids: Vec<&str> = documents.iter().map(|document| &*document.id).collect();
        assert_eq!(ids, ["a/c", "b"]);
        let one = read(&dir.path().join("b.ann")).expect("a document");
        assert_eq!((one.len(), &*one[0].text), (1, "b"));
        write("b.txt", "c");
        assert_eq!(failure(), ErrorKind::Surface);
        fs::write(dir.path().join("b.txt"), b"\xff").expect("bytes");
        assert_eq!(failure(), ErrorKind::Utf8);
    }
}
