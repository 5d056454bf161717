//! Write: a document as JSON (`docs/schema.md`), on one line or indented.

use std::io::Write;

use super::cannot_write;
use crate::document::Document;
use crate::error::Result;

/// Appends the JSON of a document, indented over several lines on request.
pub(super) fn encode(document: &Document, pretty: bool, out: &mut impl Write) -> Result<()> {
    let written = if pretty {
        serde_json::to_writer_pretty(&mut *out, document)
    } else {
        serde_json::to_writer(&mut *out, document)
    };
    written
        .map_err(|error| cannot_write("JSON", error))
        .and_then(|()| {
            out.write_all(b"\n")
                .map_err(|error| cannot_write("JSON", error))
        })
}
