#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

// The way of a document:
//
//   read → normalise → segment → tokenise → window → batch → infer → merge → decode → edges
//   → dates → consistency → resolve → write
//
// `pipeline` calls the stages in this order, `stream` feeds it. docs/architecture.md says more.
mod batch;
mod consistency;
mod dates;
mod decode;
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

mod builder;
mod document;
mod error;
mod labels;
mod language;
mod model;
mod pipeline;
mod source;
mod stage_times;
mod stream;

pub mod eval;
pub mod index;

pub use builder::{Builder, EngineKind};
pub use document::{Document, Label, Lang, Mention, Span};
pub use error::{Error, ErrorKind, Result};
pub use labels::LabelMap;
pub use pipeline::Griot;
pub use read::{Fields, Format, Reader, Record, Rejected};
pub use resolve::{Cluster, CountryCount, DateValue, DocumentDate, Value};
pub use source::Source;
pub use stage_times::StageTimes;
pub use stream::Extractions;
pub use write::{JsonLine, SCHEMA};
