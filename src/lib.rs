#![doc = include_str!("../README.md")]
#![warn(missing_docs)]
#![forbid(unsafe_code)]

// The way of a document:
//
//   read → normalise → segment → part → tokenise → window → batch → infer → merge → decode
//   → edges → dates → countries → consistency → furniture → resolve → write
//
// What was written is read again by `index` (the distinct entities of a corpus) and `report` (pages to
// look at it).
//
// `pipeline` calls the stages in this order, `stream` feeds it. docs/architecture.md says more.
mod batch;
mod consistency;
mod countries;
mod dates;
mod decode;
mod edges;
mod furniture;
mod infer;
mod merge;
mod normalise;
mod part;
mod read;
mod resolve;
mod segment;
mod tokenise;
mod window;
mod work;
mod write;

#[cfg(feature = "arrow")]
mod arrow;
mod builder;
mod contain;
mod document;
mod error;
mod fingerprint;
mod fold;
mod found;
mod labels;
mod language;
mod lists;
mod model;
mod paths;
mod pipeline;
mod source;
mod stage_times;
mod stream;
mod whole;

pub mod eval;
#[cfg(any(test, feature = "fuzzing"))]
#[doc(hidden)]
pub mod fuzzing;
pub mod index;
pub mod job;
pub mod report;
pub mod terminal;

#[cfg(feature = "arrow")]
pub use arrow::{ArrowExtractions, ArrowOptions, ArrowOutput};
pub use builder::{Builder, EngineKind};
pub use document::{Document, Label, Lang, Mention, Span};
pub use error::{Error, ErrorKind, Result};
pub use labels::LabelMap;
pub use pipeline::Griot;
#[cfg(feature = "arrow")]
pub use read::Columns;
pub use read::{
    DEFAULT_MAX_DOCUMENT_BYTES, Fields, Format, PassedOver, Place, Reader, Record, RejectCode,
    Rejected,
};
pub use resolve::{Cluster, CountryCount, DateValue, DocumentDate, Value};
pub use source::Source;
pub use stage_times::StageTimes;
pub use stream::Extractions;
#[cfg(feature = "parquet")]
pub use write::ParquetWriter;
pub use write::{
    EncodeOptions, Encoder, JsonLine, OutputFormat, SCHEMA, Standoff, file_stem, standoff,
};
#[cfg(feature = "arrow")]
pub use write::{document_schema, entity_schema};
