//! Read: files, directories and standard input as a stream of records.
//!
//! A record that cannot be read is an item of its own ([`Rejected`]); reading goes on with the next.

#[cfg(feature = "html")]
mod attributes;
#[cfg(feature = "arrow")]
mod batch;
mod bounded;
mod carried;
#[cfg(any(feature = "html", feature = "parquet"))]
mod caught;
#[cfg(feature = "arrow")]
mod cell;
#[cfg(feature = "parquet")]
mod columns;
mod compressed;
mod converted;
#[cfg(feature = "html")]
mod declared;
mod encoding;
mod find;
mod foreign;
mod format;
mod html;
mod inputs;
mod jsonl;
mod lang_code;
mod languages;
mod lines;
mod missing;
mod name_date;
mod opened;
#[cfg(feature = "html")]
mod page;
mod parquet;
mod passed_over;
mod place;
#[cfg(feature = "html")]
mod published;
mod record;
mod rejected;
mod row;
mod table;
mod tag;
mod text;
#[cfg(feature = "html")]
mod tree;
mod utf32;
mod written;

#[cfg(feature = "arrow")]
pub use batch::Columns;
#[cfg(feature = "arrow")]
pub(crate) use batch::{BatchRow, row};
pub(crate) use bounded::read_line;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) use compressed::whole;
pub(crate) use compressed::{open, plain};
pub use format::Format;
pub(crate) use format::inner_name;
pub use inputs::{DEFAULT_MAX_DOCUMENT_BYTES, Reader};
pub(crate) use lang_code::LangCode;
pub(crate) use lines::{Line, MAX_LINE, Step};
#[cfg(feature = "arrow")]
pub(crate) use missing::missing;
pub use passed_over::PassedOver;
pub use place::Place;
pub use record::{Fields, Record};
pub use rejected::{RejectCode, Rejected};
pub(crate) use written::each_document;
