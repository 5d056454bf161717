//! The pipeline, in each process that uses it.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use griot::{
    ArrowOptions, ArrowOutput, Columns, Document, EncodeOptions, Encoder, Griot, OutputFormat,
    Record,
};
use pyo3::prelude::*;

use crate::arrow::{ArrowTable, batches, require};
use crate::errors::raised;
use crate::interrupt::interruptible;
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
    griot: Option<Arc<Griot>>,
}

impl Loaded {
    fn new(griot: Arc<Griot>) -> Self {
        Self {
            pid: std::process::id(),
            griot: Some(griot),
        }
    }

    /// The pipeline, where it is of this process.
    fn here(&self) -> Option<Arc<Griot>> {
        self.griot
            .clone()
            .filter(|_| self.pid == std::process::id())
    }
}

impl Drop for Loaded {
    fn drop(&mut self) {
        if self.pid != std::process::id() {
            std::mem::forget(self.griot.take());
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
        let griot = py.detach(|| options.build()).map_err(raised)?;
        Ok(Self {
            options,
            loaded: Mutex::new(Loaded::new(Arc::new(griot))),
        })
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
        let batches = batches(data)?;
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
    /// The pipeline of this process: after a fork, it is loaded anew.
    fn here(&self, py: Python<'_>) -> PyResult<Arc<Griot>> {
        if let Some(griot) = self.lock().here() {
            return Ok(griot);
        }
        let griot = Arc::new(py.detach(|| self.options.build()).map_err(raised)?);
        let mut loaded = self.lock();
        // Another thread may have been as quick.
        if let Some(griot) = loaded.here() {
            return Ok(griot);
        }
        *loaded = Loaded::new(Arc::clone(&griot));
        Ok(griot)
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
