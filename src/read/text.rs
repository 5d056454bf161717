//! Text files: one document each.

use std::io::Read;

use crate::read::record::Record;

/// Reads a whole text. The reason, and the byte where the text stops being UTF-8, where it cannot.
pub(super) fn document(input: &mut dyn Read, id: String) -> Result<Record, (u64, String)> {
    let mut bytes = Vec::new();
    input
        .read_to_end(&mut bytes)
        .map_err(|e| (0, format!("cannot be read: {e}")))?;
    let text = String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to() as u64;
        (
            at,
            "not UTF-8 from this byte on: expected text in UTF-8".to_owned(),
        )
    })?;
    // A byte order mark is no part of the text.
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    Ok(Record {
        id,
        text,
        ..Record::default()
    })
}
