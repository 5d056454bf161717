//! How a job begins: anew if there is room, or where an unfinished one stopped.
//!
//! Every check that may refuse comes before anything is made, cut or removed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind, Result};
use crate::job::earlier::{Unfinished, is_partial, is_shard_of, shards};
use crate::job::files::{self, partial, with_suffix};
use crate::job::journal::{Checkpoint, Journal};
use crate::job::own::{self, Occupant};
use crate::job::tally::{Fault, Held, Stamp, Tally, held};
use crate::job::target::pairs_in;
use crate::job::writing::OutputPosition;
use crate::job::{Job, Start, Target, manifest, rejects};
use crate::paths;
use crate::write::{Compression, OutputFormat};

/// Where a job begins.
pub(super) enum Begun {
    /// Nowhere: an earlier one is complete.
    Finished,
    /// After what is done.
    At(Option<Journal>, Box<Done>),
}

/// What an unfinished job had done, as far as the files on the disk hold it.
#[derive(Debug, Default)]
pub(super) struct Done {
    pub checkpoint: Checkpoint,
    pub output: Tally,
    pub rejects: Tally,
}

impl Job {
    pub(super) fn begin(
        &self,
        reader: &[(String, String)],
        notices: &mut Vec<String>,
    ) -> Result<Begun> {
        let overwrite = self.start == Start::Overwrite;
        let Some(path) = self.target.journal() else {
            self.expect_room_beside(overwrite)?;
            return Ok(Begun::At(None, Box::default()));
        };
        let settings = self.all_settings(reader);
        let unfinished = Journal::stands_at(&path)?;
        match self.start {
            Start::Fresh if unfinished => Err(Error::new(
                ErrorKind::Option,
                format!(
                    "{} belongs to an unfinished run: go on with --resume, or start again with \
                     --overwrite",
                    path.display()
                ),
            )),
            Start::Resume if unfinished => {
                self.expect_room_at_the_end()?;
                let (mut journal, checkpoints) = Journal::open(&path, &settings, notices)?;
                let done = self.borne_out(&path, &checkpoints, notices)?;
                if let (0, Some(rejected)) = (done.0.rejects.bytes(), self.rejects_path()) {
                    let first = journal.first_reject();
                    // A file with the default name is the job's own, even if the journal lost its
                    // end. One that the user named may be another job's as well.
                    if first.is_some() || self.rejects.is_some() {
                        rejects::expect_of_job(&rejected, first)?;
                    }
                }
                journal.go_on_after(done.1)?;
                if done.1 == 0 {
                    self.clear()?;
                }
                Ok(Begun::At(Some(journal), Box::new(done.0)))
            }
            Start::Resume if self.is_finished()? => Ok(Begun::Finished),
            _ => {
                let left = match &self.target {
                    Target::Directory(directory, _) if unfinished => {
                        Some(Unfinished::of(directory, &path)?)
                    }
                    _ => None,
                };
                self.expect_room(overwrite, unfinished, left.as_ref())?;
                self.expect_room_beside(overwrite)?;
                if let Some(left) = left {
                    // The journal that describes it is about to be replaced.
                    left.remove_for(self.form.format)?;
                }
                // Before anything is removed: from here on a crash leaves an unfinished run, and
                // half of an earlier output never looks whole. The earlier output stays until there
                // is a document.
                let journal = Journal::create(&path, &settings)?;
                self.clear()?;
                Ok(Begun::At(Some(journal), Box::default()))
            }
        }
    }

    /// The newest checkpoint that the files bear out, and how many there are up to it.
    fn borne_out(
        &self,
        journal: &Path,
        checkpoints: &[Checkpoint],
        notices: &mut Vec<String>,
    ) -> Result<(Done, usize)> {
        // Wherever there is a journal, there is a file for the rejected records.
        let rejected = self.rejects_path().unwrap_or_default();
        let rejects_held = |count: usize| -> Result<Held> {
            let stamps: Vec<Stamp> = checkpoints[..count].iter().map(|c| c.rejects).collect();
            held(&rejected, &stamps)
        };
        let mut of_rejects = rejects_held(checkpoints.len())?;
        // Whoever edited a rejected record wants to keep the edit.
        if let (Some(Fault::Short), Some(next)) =
            (of_rejects.fault, checkpoints.get(of_rejects.count))
            && !rejects::was_cut(&rejected, of_rejects.tally.bytes(), &next.rejected)?
        {
            of_rejects.fault = Some(Fault::Edited);
        }
        if let Some(fault @ (Fault::Differs(_) | Fault::Edited)) = of_rejects.fault {
            return Err(refused(journal, &rejected, fault));
        }
        let mut worst = of_rejects.fault.map(|fault| (rejected.clone(), fault));
        let mut count = of_rejects.count;
        // The checkpoints of a file are in a row; if none of them holds, one of the file before
        // may.
        while let Some(last) = checkpoints[..count].last() {
            let shard = last.output.shard;
            let row = checkpoints[..count]
                .iter()
                .rposition(|c| c.output.shard != shard)
                .map_or(0, |at| at + 1);
            let stamps: Vec<Stamp> = checkpoints[row..count]
                .iter()
                .map(|c| c.output.written)
                .collect();
            let path = self.unfinished_file(last.output);
            let of_output = held(&path, &stamps)?;
            if let Some(fault) = of_output.fault {
                let before = worst.take().filter(|(_, before)| *before > fault);
                worst = before.or(Some((path, fault)));
            }
            if of_output.count > 0 {
                count = row + of_output.count;
                if count < of_rejects.count {
                    of_rejects = rejects_held(count)?;
                }
                if let (true, Some((path, fault))) = (count < checkpoints.len(), worst) {
                    notices.push(format!(
                        "{} {}: what came after its first {} records is read again",
                        path.display(),
                        described(fault),
                        checkpoints[count - 1].input.items
                    ));
                }
                let done = Done {
                    checkpoint: checkpoints[count - 1].clone(),
                    output: of_output.tally,
                    rejects: of_rejects.tally,
                };
                return Ok((done, count));
            }
            count = row;
        }
        match worst {
            // A power cut takes the end of a file; if what is left is too short for every
            // checkpoint, there is nothing to keep.
            Some((path, Fault::Short)) => notices.push(format!(
                "{} {}: all is read again",
                path.display(),
                described(Fault::Short)
            )),
            Some((path, fault)) => return Err(refused(journal, &path, fault)),
            None => {}
        }
        Ok((Done::default(), 0))
    }

    /// The file that the checkpoint is about: the one with the final name if the crash came after
    /// it got that. A single output of that name with another length is an earlier one.
    fn unfinished_file(&self, output: OutputPosition) -> PathBuf {
        let file = self.target.file(output.shard, &self.form);
        let whole = match (self.target.pairs(&self.form), file) {
            (Some(list), _) => return list,
            (None, Some(path)) => path,
            (None, None) => return PathBuf::new(),
        };
        let unfinished = partial(&whole);
        let named = !unfinished.exists()
            && fs::symlink_metadata(&whole).is_ok_and(|found| match self.target {
                Target::File(_) => found.is_file() && found.len() == output.written.bytes,
                _ => found.is_file(),
            });
        if named { whole } else { unfinished }
    }

    /// Whether an earlier job was completed here.
    fn is_finished(&self) -> Result<bool> {
        if let Some(list) = self.target.pairs(&self.form) {
            return Ok(files::standing(&list)?.is_some());
        }
        let Some(path) = self.target.file(0, &self.form) else {
            return Ok(false);
        };
        // An empty file may be all that is left of an output: then all is read again.
        if files::standing(&partial(&path))?.is_some() || own::output(&path)? != Occupant::Own {
            return Ok(false);
        }
        self.expect_uncut()?;
        Ok(true)
    }

    /// Refuses to call an output whole if it was cut afterwards. Compressed output is not checked.
    fn expect_uncut(&self) -> Result<()> {
        let lines = matches!(
            self.form.format,
            OutputFormat::Jsonl | OutputFormat::Csv | OutputFormat::Conll
        );
        if !lines || self.form.compression != Compression::None {
            return Ok(());
        }
        let shards = (0..).map_while(|shard| self.target.file(shard, &self.form));
        let files: Vec<PathBuf> = match self.target {
            Target::Directory(..) => shards.take_while(|path| path.exists()).collect(),
            _ => shards.take(1).collect(),
        };
        for path in files {
            if !files::ends_in_line_feed(&path)? {
                return Err(Error::new(
                    ErrorKind::Option,
                    format!(
                        "{} does not end with a whole line: it was cut after it was written; \
                         start again with --overwrite",
                        path.display()
                    ),
                ));
            }
        }
        Ok(())
    }

    /// Refuses an output that would replace what must not be replaced.
    fn expect_room(
        &self,
        overwrite: bool,
        unfinished: bool,
        left: Option<&Unfinished>,
    ) -> Result<()> {
        match &self.target {
            Target::Stdout => Ok(()),
            Target::File(path) => {
                let partial = partial(path);
                // The journal of an unfinished job knows its partial output.
                if files::standing(&partial)?.is_some() && !unfinished {
                    own::expect_room(&partial, own::output(&partial)?, overwrite)?;
                }
                own::expect_room(path, own::output(path)?, overwrite)
            }
            Target::Directory(path, _) if self.form.format == OutputFormat::Brat => {
                expect_room_for_pairs(&pairs_in(path), path, overwrite)
            }
            Target::Directory(path, _) => {
                if let Some(list) = left.and_then(Unfinished::pairs) {
                    expect_room_for_pairs(&list, path, overwrite)?;
                }
                let mut earlier = false;
                for shard in shards(path)? {
                    files::standing(&shard)?;
                    if !left.is_some_and(|left| left.wrote(&shard)) {
                        own::expect_output(&shard)?;
                    }
                    earlier = true;
                }
                match earlier && !overwrite {
                    true => Err(earlier_run(path)),
                    false => Ok(()),
                }
            }
        }
    }

    /// The same for the files beside the output.
    fn expect_room_beside(&self, overwrite: bool) -> Result<()> {
        if let Some(path) = self.rejects_path() {
            own::expect_rejects(&path)?;
            own::expect_room(&path, own::rejects(&path)?, overwrite)?;
        }
        if let Some(path) = &self.summary {
            own::expect_room(path, own::summary(path)?, overwrite)?;
        }
        Ok(())
    }

    /// Refuses a resumed job that would replace another file at its end. It may replace the summary
    /// that it wrote when it was stopped, and the output that it began to overwrite.
    fn expect_room_at_the_end(&self) -> Result<()> {
        if let Target::File(path) = &self.target {
            own::expect_output(path)?;
        }
        match &self.summary {
            Some(path) => own::expect_room(path, own::summary(path)?, true),
            None => Ok(()),
        }
    }

    /// Removes the partial shards that an unfinished job left.
    fn clear(&self) -> Result<()> {
        match &self.target {
            Target::Directory(path, _) if self.form.format != OutputFormat::Brat => {
                for shard in shards(path)? {
                    let ours = is_shard_of(&shard, self.form.format);
                    if is_partial(&shard) && (ours || own::output(&shard)? != Occupant::Foreign) {
                        files::remove(&shard)?;
                    }
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Refuses files that would be written over each other.
    pub(super) fn expect_apart(&self) -> Result<()> {
        let mut files: Vec<(PathBuf, &str)> = match &self.target {
            Target::File(_) => self.target.outputs(),
            _ => Vec::new(),
        }
        .into_iter()
        .map(|path| (path, "the output (or a working file beside it)"))
        .collect();
        files.extend(
            self.rejects_lock()
                .map(|path| (path, "the lock of the rejects file")),
        );
        files.extend(self.rejects_path().map(|path| (path, "the rejects file")));
        if let Some(path) = &self.summary {
            files.push((path.clone(), "the summary"));
        }
        let mut seen: Vec<(PathBuf, &str)> = Vec::new();
        for (path, what) in files {
            let place = paths::resolved(&path);
            let within = match &self.target {
                Target::Directory(directory, _)
                    if paths::parent(&place) == paths::resolved(directory) =>
                {
                    let name = place.file_name().unwrap_or_default().to_string_lossy();
                    self.target
                        .claims(&name, &self.form)
                        .then_some("the output")
                }
                _ => None,
            };
            let other = seen.iter().find(|(seen, _)| *seen == place);
            if let Some(other) = within.or(other.map(|(_, other)| *other)) {
                return Err(Error::new(
                    ErrorKind::Option,
                    format!(
                        "{} would be both {other} and {what}: expected different files",
                        path.display()
                    ),
                ));
            }
            seen.push((place, what));
        }
        Ok(())
    }

    /// Refuses devices, pipes and directories.
    pub(super) fn expect_files(&self) -> Result<()> {
        let target = match &self.target {
            Target::File(path) => Some(path.clone()),
            _ => None,
        };
        let files = target.into_iter().chain(self.rejects_path());
        files
            .chain(self.summary.clone())
            .try_for_each(|path| files::expect_file(&path))
    }

    /// What is locked while the job runs. The rejects file has its own lock, since another job may
    /// name the same one.
    pub(super) fn locks(&self) -> Vec<PathBuf> {
        let locks = self.target.lock().into_iter();
        locks.chain(self.rejects_lock()).collect()
    }

    pub(super) fn rejects_lock(&self) -> Option<PathBuf> {
        Some(with_suffix(&self.rejects_path()?, ".griot-lock"))
    }

    /// Refuses files that another run writes to under a different output name: a shard of a
    /// directory may be the output file of another run.
    pub(super) fn expect_unlocked(&self) -> Result<()> {
        let mut files = match &self.target {
            Target::Stdout => Vec::new(),
            Target::File(path) => vec![partial(path)],
            Target::Directory(path, _) => shards(path)?,
        };
        files.retain(|path| is_partial(path));
        files.extend(self.rejects_path());
        files
            .iter()
            .try_for_each(|path| files::expect_unlocked(path))
    }
}

fn expect_room_for_pairs(list: &Path, directory: &Path, overwrite: bool) -> Result<()> {
    let standing = manifest::look(list, directory)?;
    let problem = match (standing.changed, standing.foreign) {
        _ if standing.listed && !overwrite => return Err(earlier_run(directory)),
        (Some(path), _) => (path, "was changed after griot wrote it"),
        (None, Some(path)) => (path, "holds annotations that griot did not write"),
        (None, None) => return Ok(()),
    };
    Err(Error::new(
        ErrorKind::Option,
        format!(
            "{} {}: choose another directory, or move it away",
            problem.0.display(),
            problem.1
        ),
    ))
}

fn earlier_run(directory: &Path) -> Error {
    Error::new(
        ErrorKind::Option,
        format!(
            "{} has the output of an earlier run: choose another directory, or use --overwrite",
            directory.display()
        ),
    )
}

fn described(fault: Fault) -> String {
    match fault {
        Fault::Missing => "is not there".to_owned(),
        Fault::Short => "is shorter than what was written".to_owned(),
        Fault::Edited => {
            "is shorter than what was written, and what is left is not what was written".to_owned()
        }
        Fault::Differs(bytes) => {
            format!("is not what was written: its first {bytes} bytes have another hash")
        }
    }
}

fn refused(journal: &Path, path: &Path, fault: Fault) -> Error {
    Error::new(
        ErrorKind::Option,
        format!(
            "cannot resume {}: {} {}; put it back as it was, or start again with --overwrite",
            journal.display(),
            path.display(),
            described(fault)
        ),
    )
}
