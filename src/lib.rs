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
mod known;
mod merge;
mod normalise;
mod part;
mod resolve;
mod segment;
mod tokenise;
mod window;
mod work;

mod builder;
mod contain;
mod document;
mod error;
mod fingerprint;
mod fold;
mod found;
mod griot;
mod labels;
mod language;
mod lists;
mod model;
mod pipeline;
mod source;
mod stage_times;
mod stop;
mod stream;

// What the feature `corpus` adds.
#[cfg(feature = "arrow")]
mod arrow;
#[cfg(feature = "corpus")]
mod paths;
#[cfg(feature = "corpus")]
mod read;
#[cfg(feature = "corpus")]
mod whole;
#[cfg(feature = "corpus")]
mod write;

#[cfg(feature = "corpus")]
pub mod eval;
#[cfg(all(feature = "corpus", any(test, feature = "fuzzing")))]
#[doc(hidden)]
pub mod fuzzing;
#[cfg(feature = "corpus")]
pub mod index;
#[cfg(feature = "corpus")]
pub mod job;
#[cfg(feature = "corpus")]
pub mod report;
#[cfg(feature = "corpus")]
pub mod terminal;

#[cfg(feature = "arrow")]
pub use arrow::{ArrowExtractions, ArrowOptions, ArrowOutput};
pub use builder::{Builder, EngineKind};
pub use document::{
    Carried, Cluster, ClusterId, CountryCount, DateValue, Document, Label, Lang, Mention, SCHEMA,
    Span, Value,
};
pub use error::{Error, ErrorKind, Result};
pub use griot::Griot;
pub use known::{KnownList, KnownName};
pub use labels::LabelMap;
#[cfg(feature = "arrow")]
pub use read::Columns;
#[cfg(feature = "corpus")]
pub use read::{
    DEFAULT_MAX_DOCUMENT_BYTES, Fields, Format, PassedOver, Place, Reader, Record, RejectCode,
    Rejected,
};
pub use source::{Source, Text};
pub use stage_times::StageTimes;
pub use stop::Stop;
pub use stream::Extractions;
#[cfg(feature = "parquet")]
pub use write::ParquetWriter;
#[cfg(feature = "corpus")]
pub use write::{EncodeOptions, Encoder, OutputFormat, Standoff, file_stem, standoff};
#[cfg(feature = "arrow")]
pub use write::{document_schema, entity_schema};
