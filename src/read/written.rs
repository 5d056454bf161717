//! Reads back what griot wrote: documents as lines of JSON (`docs/schema.md`).

use std::io::BufRead;

use crate::document::Document;
use crate::error::{Error, ErrorKind, Result};
use crate::read::{Line, MAX_LINE, Step};

/// Passes each document of an output file to `take`; errors name the file and the line, from 1.
pub(crate) fn each_document(
    input: impl BufRead,
    name: &str,
    take: impl FnMut(Document) -> Result<()>,
) -> Result<()> {
    each_document_within(input, name, MAX_LINE, take)
}

/// The same, with a limit on the bytes of a line.
fn each_document_within(
    mut input: impl BufRead,
    name: &str,
    max: u64,
    mut take: impl FnMut(Document) -> Result<()>,
) -> Result<()> {
    let mut line = Line::default();
    loop {
        let step = line.advance(&mut input, max);
        let at = || format!("{name}:{}", line.number);
        match step {
            Err(e) => return Err(Error::because(ErrorKind::Io, at(), e)),
            Ok(Step::End) => return Ok(()),
            Ok(Step::Line) => {}
            Ok(Step::TooLong) => {
                let message = format!(
                    "{}: more than {max} bytes: expected a line of `griot extract`",
                    at()
                );
                return Err(Error::new(ErrorKind::Input, message));
            }
        }
        let document: Document = serde_json::from_slice(&line.bytes).map_err(|e| {
            let what = format!("{}: expected a line of `griot extract`", at());
            Error::because(ErrorKind::Input, what, e)
        })?;
        if document.clusters.is_empty() && !document.mentions.is_empty() {
            let message = format!(
                "{}: entities without clusters: expected output of `griot extract` without \
                 --no-values",
                at()
            );
            return Err(Error::new(ErrorKind::Input, message));
        }
        take(document)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_is_told_and_not_held() {
        let line = r#"{"id": "a", "lang": "fr", "entities": []}"#;
        let corpus = format!("\u{feff}{line}\r\n\n{line}{}\n", " ".repeat(10_000));
        let mut documents = 0;
        let error = each_document_within(corpus.as_bytes(), "out.jsonl", 1000, |_| {
            documents += 1;
            Ok(())
        });
        let error = error.expect_err("a long line");
        assert_eq!((documents, error.kind()), (1, ErrorKind::Input));
        let told = error.to_string();
        assert!(
            told.starts_with("out.jsonl:3: more than 1000 bytes"),
            "{told}"
        );
    }
}
