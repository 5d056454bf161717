//! `griot view`.

mod lines;
mod notes;

use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use griot::Document;
use griot::report::{self, ReportTarget};
use terminal_size::{Width, terminal_size};

use crate::cli::flags::{Color, ViewFlags};
use crate::cli::rejections::Rejections;
use crate::cli::tell::tell;
use crate::cli::{Failure, Outcome, closed};

/// Columns if neither the terminal nor `COLUMNS` gives a width.
const WIDTH: usize = 80;

pub fn run(flags: &ViewFlags) -> Result<Outcome, Failure> {
    let griot = flags.model.builder().min_score(flags.min_score).build()?;
    let (width, colours) = (width(), colours(flags.color));
    let mut waiting = None;
    let (mut rejected, mut first) = (false, true);
    let mut rejections = Rejections::new("");
    let output = flags.output.clone().filter(|path| path != Path::new("-"));
    for record in flags.reading.reader([&flags.input]).leave_out(output)? {
        let mut record = match record {
            Ok(record) => record,
            Err(reason) => {
                rejections.add(&reason, tell);
                rejected = true;
                continue;
            }
        };
        if let Some(date) = &flags.date {
            record.date = Some(date.clone());
        }
        let mut document = griot.extract(&record)?;
        if flags.html {
            document.text = Some(record.text);
            if waiting.replace(document).is_some() {
                return Err("more than one text: `griot report` shows many".into());
            }
            continue;
        }
        let mut shown = if first { "" } else { "\n" }.to_owned();
        first = false;
        if Path::new(&record.id) != flags.input {
            shown += &lines::heading(&document, width, colours);
        }
        shown += &lines::text(&record.text, &document, width, colours);
        if let Err(error) = io::stdout().lock().write_all(shown.as_bytes()) {
            return closed(error);
        }
    }
    rejections.finish(tell);
    if first && waiting.is_none() && !rejected {
        tell("nothing to read was found in the input");
    }
    if let Some(document) = waiting
        && !page(flags, document)?
    {
        return Ok(Outcome::Done);
    }
    Ok(match rejected {
        true => Outcome::SomeRejected,
        false => Outcome::Done,
    })
}

/// Writes the web page; false if its reader has closed it.
fn page(flags: &ViewFlags, document: Document) -> Result<bool, Failure> {
    let target = match &flags.output {
        Some(path) if path != Path::new("-") => ReportTarget::File(path.clone()),
        _ => ReportTarget::Stdout,
    };
    let name = flags.input.file_name().filter(|name| *name != "-");
    let title = match (&document.title, name) {
        (Some(title), _) => title.clone(),
        (None, Some(name)) => name.to_string_lossy().into_owned(),
        (None, None) => "griot".to_owned(),
    };
    match report::view(document, &title, &target) {
        Ok(()) => Ok(true),
        Err(error) if target == ReportTarget::Stdout && error.is_closed_pipe() => Ok(false),
        Err(error) => Err(error.into()),
    }
}

fn width() -> usize {
    if let Some((Width(columns), _)) = terminal_size().filter(|_| io::stdout().is_terminal()) {
        return usize::from(columns).max(1);
    }
    let columns = env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    columns.filter(|&columns| columns > 0).unwrap_or(WIDTH)
}

fn colours(when: Color) -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    match when {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => io::stdout().is_terminal() && !set("NO_COLOR"),
    }
}
