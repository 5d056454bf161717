//! `griot extract`.

use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde::Serialize;

use griot::{JsonLine, Reader, Rejected};

use crate::cli::flags::Extract;
use crate::cli::progress::Progress;
use crate::cli::{Failure, Outcome, closed, create, sink};

pub fn run(flags: &Extract) -> Result<Outcome, Failure> {
    let griot = flags
        .model
        .builder()
        .min_score(flags.min_score)
        .values(!flags.no_values)
        .build()?;
    let mut output = sink(flags.output.as_deref())?;
    let progress = RefCell::new(Progress::over(&flags.inputs));
    let mut rejects = Rejects::new(flags.rejects.as_deref())?;
    let failed: Cell<Option<Failure>> = Cell::new(None);

    let reader = Reader::new(&flags.inputs)
        .fields(flags.fields())
        .format(flags.format);
    let records = reader.filter_map(|item| match item {
        Ok(record) => Some(record),
        Err(rejected) => {
            progress.borrow().warn(&format!("griot: {rejected}"));
            if let Err(failure) = rejects.add(&rejected) {
                failed.set(Some(failure));
            }
            None
        }
    });
    for item in griot.extract_stream(records) {
        let (record, document) = item?;
        let line = if flags.include_text {
            JsonLine::with_text(&record, &document)
        } else {
            JsonLine::new(&record, &document)
        };
        if let Err(error) = write_line(&mut output, &line, flags.pretty) {
            return closed(error, flags.output.as_deref());
        }
        progress
            .borrow_mut()
            .document(document.words, record.text.len());
    }
    progress.borrow().finish();
    if let Some(failure) = failed.take() {
        return Err(failure);
    }
    if let Err(error) = output.flush() {
        return closed(error, flags.output.as_deref());
    }
    let count = rejects.finish()?;
    if count == 0 {
        return Ok(Outcome::Done);
    }
    let noun = if count == 1 {
        "record was"
    } else {
        "records were"
    };
    eprintln!("griot: {count} {noun} rejected");
    Ok(Outcome::SomeRejected)
}

fn write_line(output: &mut dyn Write, line: &JsonLine, pretty: bool) -> io::Result<()> {
    if pretty {
        serde_json::to_writer_pretty(&mut *output, line)?;
    } else {
        serde_json::to_writer(&mut *output, line)?;
    }
    output.write_all(b"\n")
}

/// The rejects file, and how many went there.
struct Rejects {
    file: Option<BufWriter<File>>,
    count: u64,
}

#[derive(Serialize)]
struct RejectLine<'a> {
    file: std::borrow::Cow<'a, str>,
    line: Option<u64>,
    byte: u64,
    reason: &'a str,
}

impl Rejects {
    fn new(path: Option<&Path>) -> Result<Self, Failure> {
        let file = path.map(create).transpose()?.map(BufWriter::new);
        Ok(Self { file, count: 0 })
    }

    fn add(&mut self, rejected: &Rejected) -> Result<(), Failure> {
        self.count += 1;
        let Some(file) = &mut self.file else {
            return Ok(());
        };
        let line = RejectLine {
            file: rejected.file.to_string_lossy(),
            line: rejected.line,
            byte: rejected.byte,
            reason: &rejected.reason,
        };
        serde_json::to_writer(&mut *file, &line)?;
        Ok(file.write_all(b"\n")?)
    }

    fn finish(self) -> Result<u64, Failure> {
        if let Some(mut file) = self.file {
            file.flush()?;
        }
        Ok(self.count)
    }
}
