//! Errors of the library as Python's exceptions.

use griot::{Error, ErrorKind};
use pyo3::exceptions::PyRuntimeError;
use pyo3::{PyErr, import_exception};

import_exception!(griot._errors, ModelError);
import_exception!(griot._errors, EngineError);
import_exception!(griot._errors, FileError);
import_exception!(griot._errors, InputError);
import_exception!(griot._errors, OptionError);

/// The exception of an error.
pub fn raised(error: Error) -> PyErr {
    let message = error.to_string();
    match error.kind() {
        ErrorKind::Model => ModelError::new_err(message),
        ErrorKind::Engine => EngineError::new_err(message),
        ErrorKind::Io => FileError::new_err(message),
        ErrorKind::Input => InputError::new_err(message),
        ErrorKind::Option => OptionError::new_err(message),
        _ => PyRuntimeError::new_err(message),
    }
}
