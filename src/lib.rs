#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

mod error;

// The way of a document, in order.
mod batch;
mod consistency;
mod dates;
mod decode;
mod document;
mod edges;
mod infer;
mod merge;
mod normalise;
mod read;
mod resolve;
mod segment;
mod tokenise;
mod window;
mod write;

pub mod eval;
pub mod index;
mod labels;
mod language;
mod model;
mod pipeline;
mod stage_times;
mod stream;

pub use document::{Document, Label, Lang, Mention, Span};
pub use error::{Error, ErrorKind, Result};
pub use labels::LabelMap;
pub use pipeline::{Builder, EngineKind, Griot, Source};
pub use read::{Fields, Format, Reader, Record, Rejected};
pub use resolve::{CountryCount, DateValue, DocumentDate, Value};
pub use stage_times::StageTimes;
pub use stream::Extractions;
pub use write::{JsonLine, SCHEMA};
