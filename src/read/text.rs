//! Text files: one document each.

use crate::read::opened::{Opened, ReadItem};
use crate::read::record::Record;

/// Reads a whole text.
pub(super) fn document(mut source: Opened) -> ReadItem {
    let bytes = source.whole()?;
    let length = bytes.len() as u64;
    let (text, encoding) = source.decoded(bytes)?;
    let mut record = Record::new(source.path.display().to_string(), text);
    record.encoding = encoding;
    record.place = Some(source.place(None, 0, length));
    Ok((record, length))
}
