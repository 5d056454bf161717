//! The pipeline, in each process that uses it.

use std::path::PathBuf;
use std::process;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use griot::{
    ArrowOptions, ArrowOutput, Columns, Document, EncodeOptions, Encoder, Griot, KnownList,
    OutputFormat, Record,
};
use pyo3::prelude::*;

use crate::arrow::{ArrowTable, batches, require};
use crate::errors::raised;
use crate::interrupt::interruptible;
use crate::models;
use crate::options::Options;
use crate::record::Given;

/// A loaded pipeline.
#[pyclass(frozen, module = "griot._griot")]
pub struct Pipeline {
    options: Options,
    /// Locked only by who holds the interpreter, for moments: nobody can fork in between.
    loaded: Mutex<Loaded>,
}

/// A pipeline of the process `pid`. In a process forked from that its threads do not exist, and
/// ending them there would wait for ever.
struct Loaded {
    pid: u32,
    griot: Arc<Griot>,
}

impl Loaded {
    fn new(griot: Arc<Griot>) -> Self {
        Self {
            pid: process::id(),
            griot,
        }
    }
}

impl Drop for Loaded {
    fn drop(&mut self) {
        if self.pid != process::id() {
            // One owner too many: it is never dropped.
            std::mem::forget(Arc::clone(&self.griot));
        }
    }
}

#[pymethods]
impl Pipeline {
    #[new]
    #[allow(clippy::too_many_arguments)] // Called from `lib/griot` alone.
    fn new(
        py: Python<'_>,
        model: PathBuf,
        threads: usize,
        lang: Option<&str>,
        min_score: f32,
        values: bool,
        drop_furniture: bool,
        labels: &str,
        known_files: Vec<PathBuf>,
        known_names: Vec<String>,
    ) -> PyResult<Self> {
        let known = match known_names.is_empty() {
            true => KnownList::read(known_files),
            false => KnownList::from_json(known_names),
        };
        let options = Options {
            model,
            threads,
            lang: lang.map(str::parse).transpose().map_err(raised)?,
            min_score,
            values,
            drop_furniture,
            labels: labels.parse().map_err(raised)?,
            known: known.map_err(raised)?,
        };
        let loaded = Mutex::new(Loaded::new(models::pipeline(py, &options)?));
        Ok(Self { options, loaded })
    }

    /// The documents of texts, each as its line of JSON, in their order.
    fn extract(&self, py: Python<'_>, texts: Vec<Given<'_>>) -> PyResult<Vec<String>> {
        let records: Vec<Record> = texts.iter().map(Given::record).collect::<PyResult<_>>()?;
        let griot = self.here(py)?;
        interruptible(py, |stop| {
            let mut encoder = Encoder::new(OutputFormat::Jsonl, EncodeOptions::default())?;
            let documents = griot.until(stop).extract_batch(&records).into_iter();
            documents
                .map(|document| line(&mut encoder, &document?))
                .collect()
        })
    }

    /// What is found in a column of texts, as a table.
    #[allow(clippy::too_many_arguments)] // Called by name from `lib/griot` alone.
    fn extract_arrow(
        &self,
        py: Python<'_>,
        data: &Bound<'_, PyAny>,
        text: String,
        id: Option<String>,
        lang: Option<String>,
        date: Option<String>,
        title: Option<String>,
        entities: bool,
        include_text: bool,
    ) -> PyResult<ArrowTable> {
        let columns = Columns {
            text,
            id,
            lang,
            date,
            title,
        };
        let batches = batches(data, &columns)?;
        let schema = batches.schema();
        require(&columns, &schema)?;
        let options = ArrowOptions {
            columns,
            output: if entities {
                ArrowOutput::Entities
            } else {
                ArrowOutput::Documents
            },
            include_text,
        };
        let griot = self.here(py)?;
        interruptible(py, |stop| {
            let griot = griot.until(stop);
            let found = griot.extract_arrow(&schema, batches, options)?;
            Ok(ArrowTable::new(
                found.schema(),
                found.collect::<griot::Result<_>>()?,
            ))
        })
    }
}

impl Pipeline {
    /// The pipeline of this process: after a fork, one with threads of its own.
    fn here(&self, py: Python<'_>) -> PyResult<Arc<Griot>> {
        let (pid, griot) = {
            let loaded = self.lock();
            (loaded.pid, Arc::clone(&loaded.griot))
        };
        if pid == process::id() {
            return Ok(griot);
        }
        let anew = Arc::new(models::anew(py, &self.options, &griot)?);
        // This owner must not be the last one, which it is where another thread was as quick.
        std::mem::forget(griot);
        *self.lock() = Loaded::new(Arc::clone(&anew));
        Ok(anew)
    }

    fn lock(&self) -> MutexGuard<'_, Loaded> {
        self.loaded.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn line(encoder: &mut Encoder, document: &Document) -> griot::Result<String> {
    let mut line = Vec::new();
    encoder.encode(document, &mut line)?;
    line.pop();
    Ok(String::from_utf8_lossy(&line).into_owned())
}
