//! The list of the pairs that griot wrote into a brat directory, with the hashes of both files.
//!
//! Annotators work on such files, and keep others beside them: only a file that is in the list, and
//! is still as it was written, is griot's own. A pair is listed on the disk before its files are
//! made, so that a crash leaves none that the list does not know.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_128;

use crate::error::{Error, ErrorKind, Result, io_error};
use crate::job::files::{self, with_suffix};
use crate::job::tally::{Stamp, Tally};

/// The first line.
const HEADER: &str = "griot-pairs/1\n";

/// A pair of files that was written, or was about to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// The name of both files without their endings.
    pub name: String,
    /// The hash of the `.txt` file.
    pub text: u128,
    /// The hash of the `.ann` file.
    pub ann: u128,
}

impl Pair {
    /// Parses a line without its line end. Names have neither tabs nor line ends.
    fn parse(line: &str) -> Option<Self> {
        let mut cells = line.split('\t');
        let name = cells.next()?;
        let mut hash = || u128::from_str_radix(cells.next()?, 16).ok();
        let (text, ann) = (hash()?, hash()?);
        // Whatever the list says, no name leads out of the directory.
        let within = !name.is_empty() && !name.contains(['/', '\\', ':']);
        (within && cells.next().is_none()).then(|| Self {
            name: name.to_owned(),
            text,
            ann,
        })
    }

    fn line(&self) -> String {
        format!("{}\t{:032x}\t{:032x}\n", self.name, self.text, self.ann)
    }

    /// The files of the pair that are in the directory, and whether each is as it was written.
    fn standing(&self, directory: &Path) -> Result<Vec<(PathBuf, bool)>> {
        let mut standing = Vec::new();
        for (ending, hash) in [(".txt", self.text), (".ann", self.ann)] {
            let path = with_suffix(&directory.join(&self.name), ending);
            let Ok(found) = fs::symlink_metadata(&path) else {
                continue;
            };
            let own = found.is_file() && {
                let content = fs::read(&path).map_err(|e| io_error("cannot read", &path, e))?;
                xxh3_128(&content) == hash
            };
            standing.push((path, own));
        }
        Ok(standing)
    }

    /// Removes the files of the pair that are as they were written.
    fn remove(&self, directory: &Path) -> Result<()> {
        for (file, own) in self.standing(directory)? {
            if own {
                fs::remove_file(&file).map_err(|e| io_error("cannot remove", &file, e))?;
            }
        }
        Ok(())
    }
}

/// The list, open at its end.
#[derive(Debug)]
pub(super) struct Manifest {
    path: PathBuf,
    file: File,
    tally: Tally,
}

impl Manifest {
    /// Continues the list after the part in `done`, each pair of which goes to `keep`. Files that
    /// were listed later are removed if they are still as they were written: their documents come
    /// again.
    pub fn open(
        path: PathBuf,
        directory: &Path,
        done: Tally,
        mut keep: impl FnMut(&Pair),
    ) -> Result<Self> {
        if files::standing(&path)?.is_some() {
            let mut at = 0;
            each(&path, |pair, length| {
                at += length;
                if at <= done.bytes() {
                    keep(&pair);
                    return Ok(());
                }
                pair.remove(directory)
            })?;
        }
        let new = done.bytes() == 0;
        let file = if new {
            files::create_anew(&path)?
        } else {
            let file = files::open(&path, File::options().append(true))?;
            file.set_len(done.bytes())
                .map_err(|e| io_error("cannot write", &path, e))?;
            file
        };
        let mut list = Self {
            path,
            file,
            tally: done,
        };
        if new {
            list.append(HEADER)?;
        }
        Ok(list)
    }

    /// Lists these pairs on the disk: then their files may be written.
    pub fn add<'a>(&mut self, pairs: impl Iterator<Item = &'a Pair>) -> Result<()> {
        let lines: String = pairs.map(Pair::line).collect();
        self.append(&lines)
    }

    fn append(&mut self, lines: &str) -> Result<()> {
        self.file
            .write_all(lines.as_bytes())
            .and_then(|()| self.file.sync_data())
            .map_err(|e| io_error("cannot write", &self.path, e))?;
        self.tally.add(lines.as_bytes());
        Ok(())
    }

    pub fn stamp(&self) -> Stamp {
        self.tally.stamp()
    }
}

/// Gives each pair of a list, with the bytes of its line; the first has those of the header as
/// well. A line cut short at the end does not count: its files were not begun.
fn each(path: &Path, mut pair: impl FnMut(Pair, u64) -> Result<()>) -> Result<()> {
    let failed = |e| io_error("cannot read", path, e);
    let foreign = || {
        Error::new(
            ErrorKind::Option,
            format!(
                "{} is not a list of brat files that griot wrote: move it away",
                path.display()
            ),
        )
    };
    // Long enough for any name, whatever the file holds.
    const LONGEST: u64 = 4096;
    let mut lines = BufReader::new(files::open(path, File::options().read(true))?);
    let (mut line, mut length) = (Vec::new(), 0);
    let mut first = true;
    loop {
        line.clear();
        let read = lines.by_ref().take(LONGEST).read_until(b'\n', &mut line);
        length += read.map_err(failed)? as u64;
        let Some(whole) = line.strip_suffix(b"\n") else {
            let cut = !first || HEADER.as_bytes().starts_with(&line);
            return if cut && line.len() as u64 != LONGEST {
                Ok(())
            } else {
                Err(foreign())
            };
        };
        if first {
            first = false;
            if line != HEADER.as_bytes() {
                return Err(foreign());
            }
            continue;
        }
        let parsed = std::str::from_utf8(whole).ok().and_then(Pair::parse);
        pair(parsed.ok_or_else(foreign)?, std::mem::take(&mut length))?;
    }
}

/// Removes a list and its pairs, except files that were changed since.
pub(super) fn remove(list: &Path, directory: &Path) -> Result<()> {
    if files::standing(list)?.is_none() {
        return Ok(());
    }
    each(list, |pair, _| pair.remove(directory))?;
    files::remove(list)
}

/// What is in a brat directory before a run begins there.
#[derive(Debug, Default)]
pub(super) struct ListState {
    /// Whether an earlier run left a list.
    pub listed: bool,
    /// A file that is listed and was changed since.
    pub changed: Option<PathBuf>,
    /// A file of annotations that is not listed.
    pub foreign: Option<PathBuf>,
}

pub(super) fn look(list: &Path, directory: &Path) -> Result<ListState> {
    let mut found = ListState::default();
    let mut names = std::collections::HashSet::new();
    if files::standing(list)?.is_some() {
        found.listed = true;
        each(list, |pair, _| {
            let standing = pair.standing(directory)?;
            let changed = standing.into_iter().find(|(_, own)| !own);
            found.changed = found.changed.take().or(changed.map(|(path, _)| path));
            names.insert(pair.name);
            Ok(())
        })?;
    }
    let failed = |e| io_error("cannot list", directory, e);
    for entry in fs::read_dir(directory).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        if path.extension().is_some_and(|extension| extension == "ann")
            && !stem.is_some_and(|stem| names.contains(stem))
        {
            found.foreign = Some(path);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(name: &str, text: &str, ann: &str) -> Pair {
        Pair {
            name: name.to_owned(),
            text: xxh3_128(text.as_bytes()),
            ann: xxh3_128(ann.as_bytes()),
        }
    }

    #[test]
    fn what_was_listed_later_goes_unless_it_was_changed() {
        let dir = tempfile::tempdir().expect("a directory");
        let list = dir.path().join("griot-pairs");
        let open = |done: Tally| {
            let mut kept = Vec::new();
            let keep = |pair: &Pair| kept.push(pair.name.clone());
            let list = Manifest::open(list.clone(), dir.path(), done, keep).expect("opened");
            (list, kept)
        };
        let (mut first, _) = open(Tally::default());
        first.add([pair("a", "A", "1")].iter()).expect("listed");
        let done = first.tally.clone();
        let later = [pair("b", "B", "2"), pair("c", "C", "3")];
        first.add(later.iter()).expect("listed");
        for (name, content) in [
            ("a.txt", "A"),
            ("a.ann", "1"),
            ("b.txt", "B"),
            ("c.txt", "C"),
            ("c.ann", "3, and what an annotator added"),
        ] {
            fs::write(dir.path().join(name), content).expect("written");
        }
        let (_, kept) = open(done);
        assert_eq!(kept, ["a"]);
        let stands = |name: &str| dir.path().join(name).exists();
        assert!(stands("a.txt") && stands("a.ann"));
        assert!(!stands("b.txt") && !stands("c.txt"));
        assert!(stands("c.ann"));
        let found = look(&list, dir.path()).expect("looked at");
        assert!(found.listed && found.changed.is_none());
        assert_eq!(found.foreign, Some(dir.path().join("c.ann")));
    }

    #[test]
    fn a_list_of_another_is_not_replaced_and_leads_nowhere() {
        let dir = tempfile::tempdir().expect("a directory");
        let list = dir.path().join("griot-pairs");
        let line = pair("../notes", "A", "1").line();
        for content in ["my notes", "my notes\n", &(HEADER.to_owned() + &line)] {
            fs::write(&list, content).expect("written");
            assert!(look(&list, dir.path()).is_err(), "{content}");
            let opened = Manifest::open(list.clone(), dir.path(), Tally::default(), |_| ());
            assert!(opened.is_err(), "{content}");
            assert_eq!(fs::read_to_string(&list).expect("read"), content);
        }
    }
}
