//! The files of a user's list.

use std::io::{Cursor, Read};
use std::path::Path;

use super::list::{KnownList, KnownName};
use super::row::{has_name, of_cells, of_json, own_columns};
use crate::error::{Error, ErrorKind, Result, io_error};
use crate::read::{self, Line, Step, inner_name};

/// Bytes of a line at most.
const MOST_LINE: u64 = 1024 * 1024;

impl KnownList {
    /// Reads lists: tables (`.csv`, `.tsv`) and JSON lines (`.jsonl`, `.ndjson`, `.json`), each also
    /// compressed (`.gz`, `.zst`). `docs/known.md` describes their fields.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] for a file whose name shows no such format, [`ErrorKind::Io`] for one that
    /// cannot be read, [`ErrorKind::Input`] with file and line for a row that is not as it should be.
    pub fn read<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Self> {
        let mut names = Vec::new();
        for path in paths {
            add_file(path.as_ref(), &mut names)?;
        }
        Ok(Self::of_checked(names))
    }

    /// Reads names from JSON objects, one a string.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`] with the number of the object, from 0, for one that is not as it should be.
    pub fn from_json<S: AsRef<str>>(objects: impl IntoIterator<Item = S>) -> Result<Self> {
        let mut names = Vec::new();
        for (n, object) in objects.into_iter().enumerate() {
            let read = of_json(object.as_ref());
            let read = read.map_err(|what| wrong(format!("known[{n}]: {what}")))?;
            names.extend(read);
        }
        Ok(Self::of_checked(names))
    }
}

fn add_file(path: &Path, names: &mut Vec<KnownName>) -> Result<()> {
    let inner = inner_name(path).unwrap_or_default();
    let ending = Path::new(&inner).extension().and_then(|end| end.to_str());
    let ending = ending.map(str::to_ascii_lowercase);
    match ending.as_deref() {
        Some("csv") => table(path, None, names),
        Some("tsv") => table(path, Some(b'\t'), names),
        Some("jsonl" | "ndjson" | "json") => lines(path, names),
        _ => Err(Error::new(
            ErrorKind::Option,
            format!(
                "{}: expected a list of names in a file that ends in .csv, .tsv or .jsonl, perhaps \
                 followed by .gz or .zst",
                path.display()
            ),
        )),
    }
}

fn lines(path: &Path, names: &mut Vec<KnownName>) -> Result<()> {
    let mut input = read::open(path)?;
    let mut line = Line::default();
    loop {
        let step = line.advance(&mut input, MOST_LINE);
        let place = |what: String| wrong(format!("{}:{}: {what}", path.display(), line.number));
        match step.map_err(|e| io_error("cannot read", path, e))? {
            Step::End => return Ok(()),
            Step::TooLong => {
                return Err(place(format!(
                    "expected at most {MOST_LINE} bytes in a line"
                )));
            }
            Step::Line => {
                let text = std::str::from_utf8(&line.bytes);
                let text = text.map_err(|_| place("expected UTF-8".to_owned()))?;
                let text = text.trim_start_matches('\u{feff}');
                names.extend(of_json(text).map_err(place)?);
            }
        }
    }
}

fn table(path: &Path, delimiter: Option<u8>, names: &mut Vec<KnownName>) -> Result<()> {
    let mut input = read::open(path)?;
    let mut head = Vec::new();
    read::read_line(&mut input, &mut head, MOST_LINE)
        .map_err(|e| io_error("cannot read", path, e))?;
    // Spreadsheet programs of French write semicolons.
    let semicolon = head.contains(&b';') && !head.contains(&b',');
    let delimiter = delimiter.unwrap_or(if semicolon { b';' } else { b',' });
    let failed = |error: csv::Error| {
        let line = error.position().map_or(0, csv::Position::line);
        wrong(match error.kind() {
            csv::ErrorKind::Io(_) => format!("{}: {error}", path.display()),
            csv::ErrorKind::Utf8 { .. } => format!("{}:{line}: expected UTF-8", path.display()),
            csv::ErrorKind::UnequalLengths {
                expected_len, len, ..
            } => format!(
                "{}:{line}: {len} cells: expected {expected_len}, as in the first line",
                path.display()
            ),
            _ => format!("{}:{line}: {error}", path.display()),
        })
    };
    let mut table = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_reader(Cursor::new(head).chain(input));
    let columns = table.headers().map_err(failed)?.iter();
    let columns: Vec<String> = columns.map(|column| column.trim().to_owned()).collect();
    if !has_name(&columns) {
        return Err(wrong(format!(
            "{}:1: no column `name`: expected a first line with some of the columns {}",
            path.display(),
            own_columns()
        )));
    }
    for record in table.into_records() {
        let record = record.map_err(failed)?;
        let cells = columns.iter().map(String::as_str).zip(record.iter());
        let line = record.position().map_or(0, csv::Position::line);
        let name = of_cells(cells);
        names.push(name.map_err(|what| wrong(format!("{}:{line}: {what}", path.display())))?);
    }
    Ok(())
}

fn wrong(message: String) -> Error {
    Error::new(ErrorKind::Input, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(files: &[(&str, &str)]) -> Result<KnownList> {
        let dir = tempfile::tempdir().expect("a directory");
        let paths = files.iter().map(|(name, content)| {
            let path = dir.path().join(name);
            std::fs::write(&path, content).expect("written");
            path
        });
        KnownList::read(paths.collect::<Vec<_>>())
    }

    #[test]
    fn tables_and_json_lines_are_one_list() {
        let list = read(&[
            ("a.csv", "\u{feff}name,label,id\n\"Sow, Awa\",PERSON,Q1\n"),
            ("b.csv", "name;label\nLac Bleu;LOC\n"),
            ("c.tsv", "id\tname\nQ2\tAcme\n"),
            ("d.jsonl", "{\"name\": \"Awa\"}\n\n{\"name\": \"Sow\"}"),
        ]);
        assert_eq!(list.expect("a list").len(), 5);
        assert!(read(&[]).expect("a list").is_empty());
    }

    #[test]
    fn a_bad_row_is_told_with_its_file_and_line() {
        for (file, content, told) in [
            (
                "a.csv",
                "name,label\nA,PERSON\nB,PER\n",
                "a.csv:3: label \"PER\": expected",
            ),
            (
                "a.csv",
                "nom,label\nA,PERSON\n",
                "a.csv:1: no column `name`: expected",
            ),
            ("a.csv", "name,label\nA\n", "a.csv:2: 1 cells: expected 2"),
            ("a.csv", "name\n\"\"\n", "a.csv:2: no name: expected"),
            (
                "a.jsonl",
                "{\"name\": \"A\"}\n{\n",
                "a.jsonl:2: not a JSON object",
            ),
            (
                "a.txt",
                "A\n",
                "expected a list of names in a file that ends in .csv",
            ),
        ] {
            let error = read(&[(file, content)]).expect_err(told);
            assert!(error.to_string().contains(told), "{error}");
        }
        let missing = KnownList::read(["nowhere.csv"]).expect_err("not there");
        assert_eq!(missing.kind(), ErrorKind::Io);
        let error = KnownList::from_json(["{\"name\": \"A\"}", "{}"]).expect_err("no name");
        assert!(
            error.to_string().starts_with("known[1]: no name"),
            "{error}"
        );
    }

    #[test]
    fn another_content_is_another_list() {
        let one = |content: &str| {
            let list = read(&[("a.csv", content)]).expect("a list");
            list.fingerprint().to_owned()
        };
        assert_eq!(one("name\nA\n"), one("name\r\nA\r\n"));
        assert_ne!(one("name\nA\n"), one("name\nA\nB\n"));
    }
}
