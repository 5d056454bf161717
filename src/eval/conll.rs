//! Reads CoNLL: one token a line, its tag in the last column.
//!
//! Such files hold the tokens of a text and not the text itself. A document's text is therefore its
//! tokens with one space between them, so that two files with the same tokens have the same offsets.

use std::io::BufRead;

use super::document::{GoldDocument, LabelledSpan, Prediction};
use super::labels::Relabelling;
use super::lines;
use super::shorten::shorten;
use crate::error::{Error, ErrorKind, Result};

/// Reads gold documents in CoNLL: columns separated by spaces or tabs, the token first, its tag last.
///
/// A line `-DOCSTART-` starts a document, and a file without one is one document. The ids are
/// `doc-1`, `doc-2`, ... A blank line ends a sentence, and no span crosses it. Tags are IOB2;
/// IOB1, BIOES and BILOU are understood too. Lines that start with `#` and do not end in a tag are
/// comments. `name` is what errors call the input.
///
/// # Errors
/// When a line is not UTF-8, or lacks a token or such a tag.
pub fn read_conll_gold(
    input: impl BufRead,
    name: &str,
    labels: &Relabelling,
) -> Result<Vec<GoldDocument>> {
    let documents = read(input, name)?.into_iter();
    documents.map(|document| document.gold(labels)).collect()
}

/// Reads predictions in CoNLL, as [`read_conll_gold`] reads gold documents. They have no ids: the first
/// answers the first gold document, and so on, whose text must have the same words.
///
/// # Errors
/// As [`read_conll_gold`].
pub fn read_conll_predictions(
    input: impl BufRead,
    name: &str,
    labels: &Relabelling,
) -> Result<Vec<Prediction>> {
    let documents = read(input, name)?.into_iter();
    Ok(documents
        .map(|document| Prediction {
            by_order: true,
            ..document.relabelled(labels)
        })
        .collect())
}

fn read(input: impl BufRead, name: &str) -> Result<Vec<Prediction>> {
    let mut documents = Documents::default();
    lines::for_each(input, name, |line, number| {
        let line = line.trim_matches([' ', '\t', '\r', '\n']);
        let (token, tag) = columns(line);
        let place = || format!("{name}:{number}");
        if line.is_empty() {
            documents.open = false;
        } else if token == "-DOCSTART-" {
            documents.start(place());
        } else if let Some(tag) = tag.and_then(Tag::parse) {
            if documents.read.is_empty() {
                documents.start(place());
            }
            documents.token(token, tag);
        } else if !line.starts_with('#') {
            return Err(malformed(line));
        }
        Ok(())
    })?;
    Ok(documents.read)
}

/// The first column and the last, if there are two. In a line with tabs, spaces separate nothing.
fn columns(line: &str) -> (&str, Option<&str>) {
    let separators: &[char] = if line.contains('\t') { &['\t'] } else { &[' '] };
    match (line.split_once(separators), line.rsplit_once(separators)) {
        (Some((token, _)), Some((_, tag))) => (
            token.trim_end_matches(' '),
            Some(tag.trim_start_matches(' ')),
        ),
        _ => (line, None),
    }
}

fn malformed(line: &str) -> Error {
    let message = format!(
        "expected a token and its tag (O, B-LABEL or I-LABEL), and the line is {:?}",
        shorten(line, 60)
    );
    Error::new(ErrorKind::Input, message)
}

/// What a tag says of its token, with the label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag<'a> {
    Outside,
    /// A span starts.
    Begin(&'a str),
    /// A span goes on, or one starts where none of this label is open (IOB1).
    Inside(&'a str),
    /// A span goes on and ends (BIOES, BILOU).
    Last(&'a str),
    /// A span of one token (BIOES, BILOU).
    Single(&'a str),
}

impl<'a> Tag<'a> {
    fn parse(tag: &'a str) -> Option<Self> {
        if tag == "O" {
            return Some(Self::Outside);
        }
        let (position, label) = tag.split_once('-').filter(|(_, label)| !label.is_empty())?;
        match position {
            "B" => Some(Self::Begin(label)),
            "I" => Some(Self::Inside(label)),
            "E" | "L" => Some(Self::Last(label)),
            "S" | "U" => Some(Self::Single(label)),
            _ => None,
        }
    }
}

#[derive(Default)]
struct Documents {
    read: Vec<Prediction>,
    /// Code points of the last document's text so far.
    points: usize,
    /// Whether its last span may go on.
    open: bool,
}

impl Documents {
    fn start(&mut self, place: String) {
        self.open = false;
        self.points = 0;
        let id = format!("doc-{}", self.read.len() + 1);
        self.read.push(Prediction {
            text: Some(String::new()),
            place: Some(place),
            ..Prediction::new(id, None, Vec::new())
        });
    }

    fn token(&mut self, token: &str, tag: Tag) {
        let Some(document) = self.read.last_mut() else {
            return;
        };
        let text = document.text.get_or_insert_default();
        if !text.is_empty() {
            text.push(' ');
            self.points += 1;
        }
        let start = self.points;
        text.push_str(token);
        self.points += token.chars().count();
        let (label, goes_on) = match tag {
            Tag::Outside => {
                self.open = false;
                return;
            }
            Tag::Begin(label) | Tag::Single(label) => (label, false),
            Tag::Inside(label) | Tag::Last(label) => (label, self.open),
        };
        self.open = matches!(tag, Tag::Begin(_) | Tag::Inside(_));
        match document.entities.last_mut() {
            Some(span) if goes_on && span.label == label => span.end = self.points,
            _ => {
                let span = LabelledSpan::new(start, self.points, label);
                document.entities.push(span);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gold(file: &str) -> Result<Vec<GoldDocument>> {
        read_conll_gold(file.as_bytes(), "gold.conll", &Relabelling::default())
    }

    /// The spans of a file with one document, as `LABEL surface`.
    fn spans(file: &str) -> Vec<String> {
        let documents = gold(file).expect(file);
        let [document] = documents.as_slice() else {
            panic!("one document: {documents:?}")
        };
        let text: Vec<char> = document.text().chars().collect();
        let show = |span: &LabelledSpan| {
            let surface: String = text[span.start..span.end].iter().collect();
            format!("{} {surface}", span.label)
        };
        document.entities().iter().map(show).collect()
    }

    #[test]
    fn documents_are_numbered_and_their_tokens_joined_by_a_space() {
        let file = "\u{feff}-DOCSTART- -X- -X- O\r\n\r\nÀ X X O\r\nBamako X X B-LOC\r\n\r\n. X X O\r\n\
                    -DOCSTART- -X- O O\n\n-DOCSTART- -X- O O\nOui O\n";
        let documents = gold(file).expect(file);
        let texts: Vec<_> = documents.iter().map(|d| (d.id(), d.text())).collect();
        assert_eq!(
            texts,
            [("doc-1", "À Bamako ."), ("doc-2", ""), ("doc-3", "Oui")]
        );
        assert_eq!(documents[0].entities()[0].start, 2);
        assert_eq!(gold("\n\n").expect("nothing"), []);
    }

    #[test]
    fn tags_of_every_scheme_are_understood() {
        for file in [
            "Assimi B-PER\nGoïta I-PER\net O\nMali B-LOC\nNiger B-LOC",
            "Assimi I-PER\nGoïta I-PER\net O\nMali I-LOC\nNiger B-LOC",
            "Assimi\tB-PER\nGoïta\tE-PER\net\tO\nMali\tS-LOC\nNiger\tS-LOC",
            "Assimi  _ B-PER\nGoïta  _ L-PER\net _ O\nMali _ U-LOC\nNiger _ U-LOC",
        ] {
            assert_eq!(
                spans(file),
                ["PER Assimi Goïta", "LOC Mali", "LOC Niger"],
                "{file}"
            );
        }
    }

    #[test]
    fn a_span_ends_with_its_label_and_its_sentence() {
        assert_eq!(spans("a B-X\nb I-Y\n\nc I-Y"), ["X a", "Y b", "Y c"]);
        assert_eq!(spans("a S-X\nb I-X"), ["X a", "X b"]);
    }

    #[test]
    fn a_tab_parts_columns_and_then_a_space_does_not() {
        assert_eq!(spans("New York\tB-LOC\n"), ["LOC New York"]);
    }

    #[test]
    fn comments_are_passed_over_and_a_hash_is_a_token() {
        assert_eq!(spans("# id 7f domain=en\n#\n# O\nMali B-LOC"), ["LOC Mali"]);
        assert_eq!(gold("# O\n").expect("a token")[0].text(), "#");
    }

    #[test]
    fn a_line_without_a_tag_is_told_with_its_place() {
        for line in ["Mali", "Mali LOC", "Mali B-", "Mali X-LOC"] {
            let error = gold(&format!("a O\n{line}\n")).expect_err(line);
            assert_eq!(error.kind(), ErrorKind::Input);
            let expected = format!(
                "gold.conll:2: expected a token and its tag (O, B-LABEL or I-LABEL), and the line is {line:?}"
            );
            assert_eq!(error.to_string(), expected);
        }
    }

    #[test]
    fn labels_are_mapped() {
        let labels = "PER=PERSON,MISC=".parse().expect("a mapping");
        let file = "a B-PER\nb B-MISC\n";
        let documents = read_conll_gold(file.as_bytes(), "g", &labels).expect("CoNLL");
        let labels: Vec<&str> = documents[0].entities().iter().map(|e| &*e.label).collect();
        assert_eq!(labels, ["PERSON"]);
    }
}
