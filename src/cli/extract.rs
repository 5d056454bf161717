//! `griot extract`.

use griot::job::{Compression, End, Event, Job, Summary, Target};
use griot::{ErrorKind, Fields, KnownList, Lang, OutputFormat, PassedOver};

use crate::cli::flags::{Compress, ExtractFlags, OtherLangs};
use crate::cli::progress::Progress;
use crate::cli::rejections::Rejections;
use crate::cli::tell::{tell, untold};
use crate::cli::{Failure, Outcome, account, interrupts, names_directory};

pub fn run(flags: &ExtractFlags) -> Result<Outcome, Failure> {
    let known = KnownList::read(&flags.known)?;
    let target = target(flags);
    let job = job(flags, &target)?;
    let reader = flags.reading.reader(&flags.inputs).fields(fields(flags));
    let reader = reader.date_from_name(flags.date_from_name);
    let mut reader = reader.usual_date(flags.date.as_deref())?;
    if let Some(wanted) = languages(flags) {
        reader = reader.only_langs(&wanted, flags.model.lang);
    }
    let reader = reader.leave_out(job.outputs())?;
    let passed_over = reader.passed_over();
    interrupts::end(job.stop_switch())?;
    let griot = flags
        .model
        .builder()
        .min_score(flags.min_score)
        .values(!flags.no_values)
        .drop_furniture(flags.drop_furniture)
        .known(known)
        .build()?;
    let mut progress = Progress::over(&flags.inputs, flags.progress);
    let mut rejections = Rejections::new(match (&target, &flags.rejects) {
        (Target::Stdout, None) => "; --rejects FILE keeps all of them",
        _ => "; all of them are in the rejects file",
    });
    let result = job.run(&griot, reader, |event| match event {
        // Counted at the end: leaving them out was asked for.
        Event::Rejected(rejected) if rejected.left_out().is_some() => {}
        Event::Rejected(rejected) => rejections.add(rejected, |line| progress.warn(&line)),
        Event::Progress(summary) => progress.update(summary),
        Event::Notice(notice) => progress.warn(notice),
        _ => {}
    });
    progress.finish();
    rejections.finish(tell);
    not_read(&passed_over).into_iter().for_each(tell);
    let mut summary = match result {
        Ok(summary) => summary,
        // The reader of the output has closed it.
        Err(error) if target == Target::Stdout && error.is_closed_pipe() => {
            return Ok(Outcome::Done);
        }
        Err(error)
            if job.is_unfinished() && matches!(error.kind(), ErrorKind::Io | ErrorKind::Engine) =>
        {
            return Err(format!("{error}; what is done is kept: go on with --resume").into());
        }
        Err(error) => return Err(error.into()),
    };
    if job.leaves_duplicates_out() && summary.duplicates > 0 {
        let noun = match summary.duplicates {
            1 => "duplicate was",
            _ => "duplicates were",
        };
        tell(format_args!(
            "{} {noun} left out: the format has no place to name the first",
            summary.duplicates
        ));
    }
    // A filter in a pipeline may get no input; a file or a directory is named for what is in it.
    let named = flags.inputs.iter().any(|path| path.as_os_str() != "-");
    if named
        && summary.end == End::Complete
        && summary.documents + summary.duplicates + summary.rejected() + summary.skipped() == 0
    {
        tell("nothing to read was found in the input");
    }
    let ended = outcome(&summary, &target);
    summary.untold_messages = untold();
    if summary.untold_messages > 0 {
        // The job wrote it before the last messages.
        job.write_summary(&summary)?;
    }
    ended
}

fn outcome(summary: &Summary, target: &Target) -> Result<Outcome, Failure> {
    if summary.end == End::AlreadyComplete {
        tell(
            "the output is complete: an earlier run finished it; nothing was read or written \
             (--overwrite starts again)",
        );
        return Ok(Outcome::Done);
    }
    account::of(summary).iter().for_each(tell);
    let rejected = summary.rejected();
    if rejected > 0 {
        let noun = if rejected == 1 {
            "record was"
        } else {
            "records were"
        };
        tell(format_args!("{rejected} {noun} rejected"));
    }
    if summary.end == End::Stopped {
        let how = match target {
            Target::Stdout => "",
            _ => ": go on with the same command and --resume",
        };
        tell(format_args!(
            "interrupted after {} documents{how}",
            summary.documents
        ));
        return Ok(Outcome::Interrupted);
    }
    match (summary.end, rejected) {
        (End::NothingRead, _) => {
            Err(format!("none of the {rejected} records could be read").into())
        }
        (_, 0) => Ok(Outcome::Done),
        _ => Ok(Outcome::SomeRejected),
    }
}

/// Says which files in directories were not read, the most frequent endings first.
fn not_read(passed_over: &PassedOver) -> Option<String> {
    const SHOWN: usize = 5;
    let mut endings: Vec<(String, u64)> = passed_over.by_ending().into_iter().collect();
    endings.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let all: u64 = endings.iter().map(|(_, count)| count).sum();
    let shown = endings
        .iter()
        .take(SHOWN)
        .map(|(ending, count)| match ending.as_str() {
            "" => format!("{count} without an ending"),
            ending => format!("{count} .{ending}"),
        });
    let mut shown: Vec<String> = shown.collect();
    if endings.len() > SHOWN {
        shown.push("...".to_owned());
    }
    let (noun, verb) = if all == 1 {
        ("file", "was")
    } else {
        ("files", "were")
    };
    (all > 0).then(|| {
        format!(
            "{all} {noun} found in directories {verb} not read, because their names show no format: {}",
            shown.join(", ")
        )
    })
}

/// Where the output goes.
fn target(flags: &ExtractFlags) -> Target {
    match &flags.output {
        None => Target::Stdout,
        Some(path) if path.as_os_str() == "-" => Target::Stdout,
        Some(path) if names_directory(path) => {
            Target::Directory(path.clone(), flags.shard_documents)
        }
        Some(path) => Target::File(path.clone()),
    }
}

fn job(flags: &ExtractFlags, target: &Target) -> Result<Job, Failure> {
    if let Target::File(path) = target
        && let Some(directory) = path.parent()
        && !directory.as_os_str().is_empty()
        && !directory.is_dir()
    {
        let (path, directory) = (path.display(), directory.display());
        return Err(format!("cannot write {path}: there is no directory {directory}").into());
    }
    let format = match (flags.to, &flags.output) {
        (Some(format), _) => format,
        (None, Some(path)) => match target {
            Target::Stdout => OutputFormat::Jsonl,
            Target::File(_) => OutputFormat::for_file(path)?,
            // The name of a directory may have a dot for any reason.
            _ => OutputFormat::of(path).unwrap_or(OutputFormat::Jsonl),
        },
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

/// The fields to read, including those that are only passed on.
fn fields(flags: &ExtractFlags) -> Fields {
    Fields {
        carry: flags.carry.clone(),
        ..flags.reading.fields()
    }
}

/// The languages that are wanted; `None` if all are.
fn languages(flags: &ExtractFlags) -> Option<Vec<Lang>> {
    if !flags.only_lang.is_empty() {
        return Some(flags.only_lang.clone());
    }
    (flags.other_langs == OtherLangs::Skip).then(|| vec![Lang::Fr, Lang::En])
}

/// What determines the output, apart from the form, which the job knows.
fn settings(flags: &ExtractFlags) -> Vec<(String, String)> {
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
        ("date", format!("{:?}", flags.date)),
        ("date-from-name", flags.date_from_name.to_string()),
        ("min-score", flags.min_score.to_string()),
        ("drop-furniture", flags.drop_furniture.to_string()),
        ("no-values", flags.no_values.to_string()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}
