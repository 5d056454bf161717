//! The native half of the Python package: the pipeline, and record batches of Arrow.
//!
//! What Python sees of it is in `lib/griot`: typed objects made from the JSON line of a document.
#![forbid(unsafe_code)]

mod arrow;
mod errors;
mod interrupt;
mod models;
mod options;
mod pipeline;
mod record;

use mimalloc::MiMalloc;
use pyo3::prelude::*;

// As in the command.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The native half of griot; use the package `griot`.
#[pymodule]
mod _griot {
    #[pymodule_export]
    use crate::arrow::{ArrowSchema, ArrowTable, document_schema, entity_schema};
    #[pymodule_export]
    use crate::pipeline::Pipeline;

    use super::{Bound, PyModule, PyModuleMethods, PyResult};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        module.add("SCHEMA", griot::SCHEMA)
    }
}
