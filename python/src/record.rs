//! Texts from Python.

use griot::Record;
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::errors::InputError;

/// A text and what is known of it, as `lib/griot` gives it: text, id, language tag, date, title.
#[derive(FromPyObject)]
pub struct Given<'py>(
    Bound<'py, PyString>,
    Bound<'py, PyString>,
    Option<Bound<'py, PyString>>,
    Option<Bound<'py, PyString>>,
    Option<Bound<'py, PyString>>,
);

impl Given<'_> {
    /// The record. A string with lone surrogates is refused: it has no bytes in UTF-8 to count.
    pub fn record(&self) -> PyResult<Record> {
        let Self(text, id, lang, date, title) = self;
        let id = string("id", id)?;
        let mut record = Record::new(id, string("text", text)?);
        let known = |name, value: &Option<Bound<'_, PyString>>| {
            value.as_ref().map(|value| string(name, value)).transpose()
        };
        record = record.tagged(known("lang", lang)?.as_deref());
        record.date = known("date", date)?;
        record.title = known("title", title)?;
        Ok(record)
    }
}

fn string(name: &str, value: &Bound<'_, PyString>) -> PyResult<String> {
    value
        .to_str()
        .map(str::to_owned)
        .map_err(|error| InputError::new_err(format!("{name} cannot be put into UTF-8: {error}")))
}
