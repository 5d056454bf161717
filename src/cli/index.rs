//! `griot index`.

use std::io;
use std::path::Path;

use griot::Reader;
use griot::index::{Index, TableFile, TableFormat};

use crate::cli::flags::IndexFlags;
use crate::cli::{Failure, Outcome};

pub fn run(flags: &IndexFlags) -> Result<Outcome, Failure> {
    let output = flags
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"));
    let format = match (flags.format, output) {
        (Some(format), _) => format,
        (None, Some(path)) => TableFormat::for_file(path)?,
        (None, None) => TableFormat::default(),
    };
    // An output that is also an input is refused, as by `griot extract`.
    let written = output.filter(|path| !path.is_dir()).map(Path::to_owned);
    Reader::new(&flags.inputs).leave_out(written)?;
    let file = output.map(TableFile::new).transpose()?;
    let mut index = Index::new();
    for path in &flags.inputs {
        index.add_file(path)?;
    }
    let mut indexed = index.finish()?;
    let rows = indexed.rows()?;
    let written = match &file {
        Some(file) => file.write(rows, format),
        None => format.write(rows, io::stdout().lock()),
    };
    match written {
        // The reader of the output has closed it.
        Err(error) if file.is_none() && error.is_closed_pipe() => Ok(Outcome::Done),
        written => Ok(written.map(|()| Outcome::Done)?),
    }
}
