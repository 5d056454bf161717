//! `griot extract`.

use griot::job::{Compression, End, Event, Job, Summary, Target};
use griot::{ErrorKind, Fields, Lang, OutputFormat};

use crate::cli::flags::{Compress, Extract, OtherLangs};
use crate::cli::progress::Progress;
use crate::cli::{Failure, Outcome, interrupts, message, names_directory, told};

pub fn run(flags: &Extract) -> Result<Outcome, Failure> {
    let target = target(flags);
    let job = job(flags, &target)?;
    let mut reader = flags.reading.reader(&flags.inputs).fields(fields(flags));
    if let Some(wanted) = languages(flags) {
        reader = reader.only_langs(&wanted, flags.model.lang);
    }
    let reader = reader.leave_out(job.outputs())?;
    interrupts::end(job.stop_switch())?;
    let griot = flags
        .model
        .builder()
        .min_score(flags.min_score)
        .values(!flags.no_values)
        .drop_furniture(flags.drop_furniture)
        .build()?;
    let mut progress = Progress::over(&flags.inputs, flags.progress);
    let result = job.run(&griot, reader, |event| match event {
        // Counted at the end: leaving them out was asked for.
        Event::Rejected(rejected) if rejected.left_out.is_some() => {}
        Event::Rejected(rejected) => progress.warn(&message(rejected)),
        Event::Progress(summary) => progress.update(summary),
        Event::Notice(notice) => progress.warn(&message(notice)),
        _ => {}
    });
    progress.finish();
    let summary = match result {
        Ok(summary) => summary,
        // Who reads the output has seen enough.
        Err(error) if target == Target::Stdout && error.is_closed_pipe() => {
            return Ok(Outcome::Done);
        }
        Err(error)
            if job.is_unfinished() && matches!(error.kind(), ErrorKind::Io | ErrorKind::Engine) =>
        {
            return Err(
                format!("{error}\ngriot: what is done is kept: go on with --resume").into(),
            );
        }
        Err(error) => return Err(error.into()),
    };
    if job.leaves_duplicates_out() && summary.duplicates > 0 {
        let noun = match summary.duplicates {
            1 => "duplicate was",
            _ => "duplicates were",
        };
        eprintln!(
            "griot: {} {noun} left out: the format has no place to name the first",
            summary.duplicates
        );
    }
    outcome(&summary, &target)
}

fn outcome(summary: &Summary, target: &Target) -> Result<Outcome, Failure> {
    if summary.end == End::AlreadyComplete {
        eprintln!(
            "griot: the output is whole, an earlier run came to its end: nothing was read or written \
             (--overwrite starts again)"
        );
        return Ok(Outcome::Done);
    }
    for line in told::of(summary) {
        eprintln!("{}", message(line));
    }
    let rejected = summary.rejected();
    if rejected > 0 {
        let noun = if rejected == 1 {
            "record was"
        } else {
            "records were"
        };
        eprintln!("griot: {rejected} {noun} rejected");
    }
    if summary.end == End::Stopped {
        let how = match target {
            Target::Stdout => "",
            _ => ": go on with the same command and --resume",
        };
        eprintln!(
            "griot: interrupted after {} documents{how}",
            summary.documents
        );
        return Ok(Outcome::Interrupted);
    }
    match rejected {
        0 => Ok(Outcome::Done),
        // What was left out could be read.
        _ if summary.documents + summary.duplicates + summary.skipped() == 0 => {
            Err(format!("none of the {rejected} records could be read").into())
        }
        _ => Ok(Outcome::SomeRejected),
    }
}

/// Where the output goes.
fn target(flags: &Extract) -> Target {
    match &flags.output {
        None => Target::Stdout,
        Some(path) if path.as_os_str() == "-" => Target::Stdout,
        Some(path) if names_directory(path) => {
            Target::Directory(path.clone(), flags.shard_documents)
        }
        Some(path) => Target::File(path.clone()),
    }
}

fn job(flags: &Extract, target: &Target) -> Result<Job, Failure> {
    let format = match (flags.to, &flags.output) {
        (Some(format), _) => format,
        (None, Some(path)) => OutputFormat::of(path).unwrap_or(OutputFormat::Jsonl),
        (None, None) => OutputFormat::Jsonl,
    };
    if !flags.carry.is_empty() && !matches!(format, OutputFormat::Jsonl | OutputFormat::Parquet) {
        return Err(format!(
            "{format} has no place for the fields of --carry: expected jsonl or parquet output"
        )
        .into());
    }
    let compression = match (flags.compress, &flags.output) {
        (Some(Compress::Gz), _) => Compression::Gzip,
        (Some(Compress::Zst), _) => Compression::Zstd,
        (None, Some(path)) if matches!(target, Target::File(_)) => Compression::of(path),
        _ => Compression::None,
    };
    Ok(Job::new(target.clone())
        .format(format)
        .compression(compression)
        .include_text(flags.include_text)
        .pretty(flags.pretty)
        .csv_safe(flags.csv_safe)
        .rejects(flags.rejects.clone())
        .summary(flags.summary.clone())
        .max_rejects(flags.max_rejects)
        .max_memory(flags.max_memory)
        .dedupe(flags.dedupe)
        .resume(flags.resume)
        .overwrite(flags.overwrite)
        .settings(settings(flags)))
}

/// The fields that are read, those that are only passed on among them.
fn fields(flags: &Extract) -> Fields {
    Fields {
        carry: flags.carry.clone(),
        ..flags.reading.fields()
    }
}

/// The languages that are wanted, where not all are.
fn languages(flags: &Extract) -> Option<Vec<Lang>> {
    if !flags.only_lang.is_empty() {
        return Some(flags.only_lang.clone());
    }
    (flags.other_langs == OtherLangs::Skip).then(|| vec![Lang::Fr, Lang::En])
}

/// What decides about the output beside the form that the job knows of.
fn settings(flags: &Extract) -> Vec<(String, String)> {
    let (model, reading) = (&flags.model, &flags.reading);
    [
        ("inputs", format!("{:?}", flags.inputs)),
        ("format", format!("{:?}", reading.format)),
        ("max-document-bytes", reading.max_document_bytes.to_string()),
        ("lossy", reading.lossy.to_string()),
        ("fields", format!("{:?}", fields(flags))),
        ("engine", format!("{:?}", model.engine)),
        ("labels", format!("{:?}", model.labels)),
        ("lang", format!("{:?}", model.lang)),
        ("languages", format!("{:?}", languages(flags))),
        ("day-first", format!("{:?}", reading.day_first)),
        ("min-score", flags.min_score.to_string()),
        ("drop-furniture", flags.drop_furniture.to_string()),
        ("no-values", flags.no_values.to_string()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}
