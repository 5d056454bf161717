//! The pipeline, in each process that uses it.

use std::path::PathBuf;
use std::process;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use griot::{
    ArrowOptions, ArrowOutput, Columns, Document, EncodeOptions, Encoder, Griot, OutputFormat,
    Record,
};
use pyo3::prelude::*;

use crate::arrow::{ArrowTable, batches, require};
use crate::errors::raised;
use crate::interrupt::interruptible;
use crate::models;
use crate::options::Options;
use crate::record::Given;

/// A document: its line of JSON, its number of words, and the spans of its furniture (code points
/// and bytes).
type Found = (String, usize, Vec<(usize, usize, usize, usize)>);

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
    ) -> PyResult<Self> {
        let options = Options {
            model,
            threads,
            lang: lang.map(str::parse).transpose().map_err(raised)?,
            min_score,
            values,
            drop_furniture,
            labels: labels.parse().map_err(raised)?,
        };
        let loaded = Mutex::new(Loaded::new(models::pipeline(py, &options)?));
        Ok(Self { options, loaded })
    }

    /// The documents of texts, in their order.
    fn extract(&self, py: Python<'_>, texts: Vec<Given<'_>>) -> PyResult<Vec<Found>> {
        let records: Vec<Record> = texts.iter().map(Given::record).collect::<PyResult<_>>()?;
        let griot = self.here(py)?;
        interruptible(py, |stop| {
            let documents = griot.extract_batch_until(&records, stop)?;
            let mut encoder = Encoder::new(OutputFormat::Jsonl, EncodeOptions::default())?;
            let found = |(record, document)| found(&mut encoder, record, document);
            records.iter().zip(&documents).map(found).collect()
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
            let found = griot.extract_arrow(&schema, batches, options, stop)?;
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

fn found(encoder: &mut Encoder, record: &Record, document: &Document) -> griot::Result<Found> {
    let mut line = Vec::new();
    encoder.encode(record, document, &mut line)?;
    line.pop();
    let spans = document.furniture.iter();
    let spans = spans.map(|span| (span.start, span.end, span.start_byte, span.end_byte));
    Ok((
        String::from_utf8_lossy(&line).into_owned(),
        document.words,
        spans.collect(),
    ))
}
