//! `griot report`.

use std::path::Path;

use griot::Reader;
use griot::index::Decisions;
use griot::report::{LeftOut, Report, ReportTarget, Texts};

use crate::cli::flags::ReportFlags;
use crate::cli::index::stale;
use crate::cli::rejections::Rejections;
use crate::cli::tell::tell;
use crate::cli::{Failure, Outcome, names_directory};

pub fn run(flags: &ReportFlags) -> Result<Outcome, Failure> {
    let target = match &flags.output {
        Some(path) if path == Path::new("-") => ReportTarget::Stdout,
        Some(path) if names_directory(path) => ReportTarget::Directory(path.clone()),
        Some(path) => ReportTarget::File(path.clone()),
        None => ReportTarget::Stdout,
    };
    let mut report = Report::new(target.clone())?
        .title(flags.title.clone().unwrap_or_else(|| title(flags)))
        .documents_per_page(flags.documents_per_page);
    if let Some(lang) = flags.lang {
        report = report.lang(lang);
    }
    // An output that is also an input is refused, as by `griot extract`.
    Reader::new(flags.inputs.iter().chain(&flags.decisions)).leave_out(report.outputs())?;
    if let Some(path) = &flags.decisions {
        report = report.decisions(Decisions::read(path)?);
    }
    let mut rejected = 0;
    if !flags.texts.is_empty() {
        let mut texts = Texts::new();
        let mut rejections = Rejections::new("");
        let reader = flags.reading.reader(&flags.texts);
        for record in reader.leave_out(report.outputs())? {
            match record {
                Ok(record) => texts.add(&record)?,
                Err(reason) => {
                    rejected += 1;
                    rejections.add(&reason, tell);
                }
            }
        }
        rejections.finish(tell);
        report = report.texts(texts);
    }
    for path in &flags.inputs {
        report.add_file(path)?;
    }
    let summary = match report.finish() {
        Ok(summary) => summary,
        // The reader of the output has closed it.
        Err(error) if target == ReportTarget::Stdout && error.is_closed_pipe() => {
            return Ok(Outcome::Done);
        }
        Err(error) => return Err(error.into()),
    };
    warn(
        &summary.other_text,
        "whose text differs from the one that was read: shown without it",
    );
    if !flags.texts.is_empty() {
        warn(&summary.without_text, "without a text in --texts");
    }
    let missing = !flags.texts.is_empty() && summary.without_text.documents > 0;
    let unused = matches!(stale(&summary.stale), Outcome::SomeRejected);
    match rejected > 0 || missing || unused || summary.other_text.documents > 0 {
        false => Ok(Outcome::Done),
        true => Ok(Outcome::SomeRejected),
    }
}

fn warn(documents: &LeftOut, what: &str) {
    if let Some(first) = &documents.first {
        let count = documents.documents;
        let noun = if count == 1 { "document" } else { "documents" };
        tell(format_args!("{count} {noun} {what} (first: {first:?})"));
    }
}

/// The name of the first input without its endings.
fn title(flags: &ReportFlags) -> String {
    let name = flags.inputs.first().and_then(|path| path.file_name());
    let name = name.map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    match name.split('.').next() {
        None | Some("" | "-") => "griot".to_owned(),
        Some(stem) => stem.to_owned(),
    }
}
