//! Record batches from and to Python, through Arrow's PyCapsule interface: buffers are shared, not
//! copied.

use std::ffi::CStr;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_array::{Array, RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_pyarrow::FromPyArrow;
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, Schema, SchemaRef};
use griot::{Columns, Fields};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::errors::InputError;

/// The record batches of a Python object.
pub fn batches(
    data: &Bound<'_, PyAny>,
    columns: &Columns,
) -> PyResult<Box<dyn RecordBatchReader + Send>> {
    let no_table = |error| InputError::new_err(format!("expected a table: {error}"));
    if data.hasattr("__arrow_c_stream__")? {
        let reader = RecordBatchStreamReader::from_pyarrow_bound(data).map_err(no_table)?;
        let (schema, columns) = (reader.schema(), columns.clone());
        let checked = reader.map(move |batch| batch.and_then(|batch| checked(batch, &columns)));
        Ok(Box::new(RecordBatchIterator::new(checked, schema)))
    } else if data.hasattr("__arrow_c_array__")? {
        let batch = RecordBatch::from_pyarrow_bound(data).map_err(no_table)?;
        let schema = batch.schema();
        let batch = checked(batch, columns);
        Ok(Box::new(RecordBatchIterator::new([batch], schema)))
    } else {
        Err(PyTypeError::new_err(format!(
            "expected a table with Arrow's PyCapsule interface (pyarrow, Polars, DuckDB, pandas), \
             not {}",
            data.get_type().name()?
        )))
    }
}

/// Refuses what another library did not check: bytes that are not UTF-8, keys beyond a dictionary.
fn checked(batch: RecordBatch, columns: &Columns) -> Result<RecordBatch, ArrowError> {
    let Columns {
        text,
        id,
        lang,
        date,
        title,
    } = columns;
    let others = [id, lang, date, title].into_iter().flatten();
    for name in std::iter::once(text).chain(others) {
        if let Some(column) = batch.column_by_name(name) {
            let valid = column.to_data().validate_full();
            valid.map_err(|error| {
                ArrowError::InvalidArgumentError(format!("column {name:?}: {error}"))
            })?;
        }
    }
    Ok(batch)
}

/// Refuses columns that are named and not there. Those under their usual names may be missing.
pub fn require(columns: &Columns, schema: &Schema) -> PyResult<()> {
    let usual = Columns::from(Fields::default());
    let wanted = [
        (&columns.id, usual.id),
        (&columns.lang, usual.lang),
        (&columns.date, usual.date),
        (&columns.title, usual.title),
    ];
    for (name, usual) in wanted {
        if let Some(name) = name
            && Some(name) != usual.as_ref()
            && schema.column_with_name(name).is_none()
        {
            return Err(InputError::new_err(format!("no column {name:?}")));
        }
    }
    Ok(())
}

/// A table in memory. Any library with Arrow's PyCapsule interface takes it: `pyarrow.table(t)`,
/// `polars.DataFrame(t)`.
#[pyclass(frozen, module = "griot._griot")]
pub struct ArrowTable {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl ArrowTable {
    pub fn new(schema: SchemaRef, batches: Vec<RecordBatch>) -> Self {
        Self { schema, batches }
    }
}

#[pymethods]
impl ArrowTable {
    /// The columns, an object with `__arrow_c_schema__`.
    #[getter]
    fn schema(&self) -> ArrowSchema {
        ArrowSchema(SchemaRef::clone(&self.schema))
    }

    /// How many rows there are.
    #[getter]
    fn num_rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __len__(&self) -> usize {
        self.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("<griot.ArrowTable: {} rows>", self.num_rows())
    }

    /// The rows as an Arrow stream. `requested_schema` is passed over, as the interface allows.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, SchemaRef::clone(&self.schema));
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        capsule(py, stream, c"arrow_array_stream")
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        self.schema().__arrow_c_schema__(py)
    }
}

/// The columns of a table.
#[pyclass(frozen, module = "griot._griot")]
pub struct ArrowSchema(SchemaRef);

#[pymethods]
impl ArrowSchema {
    /// The columns in Arrow's C data interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.0.as_ref())
            .map_err(|error| PyValueError::new_err(error.to_string()))?;
        capsule(py, schema, c"arrow_schema")
    }

    fn __repr__(&self) -> String {
        let names: Vec<&str> = self.0.fields().iter().map(|f| f.name().as_str()).collect();
        format!("<griot.ArrowSchema: {}>", names.join(", "))
    }
}

/// The columns of `output="documents"`.
#[pyfunction]
pub fn document_schema() -> ArrowSchema {
    ArrowSchema(griot::document_schema())
}

/// The columns of `output="entities"`.
#[pyfunction]
pub fn entity_schema() -> ArrowSchema {
    ArrowSchema(griot::entity_schema())
}

/// A capsule that frees what nobody took out of it.
fn capsule<'py, T: Send + 'static>(
    py: Python<'py>,
    value: T,
    name: &'static CStr,
) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, value, name)
}
