//! Output as brat standoff: a `.txt` and an `.ann` file per document.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use crate::document::Document;
use crate::error::{Result, io_error};
use crate::job::files::{self, partial, sync_directory, with_suffix};
use crate::job::manifest::{Manifest, Pair};
use crate::job::tally::Tally;
use crate::job::writing::{OutputBody, OutputPosition};
use crate::write::{Standoff, file_stem, standoff};

pub(super) struct Pairs {
    directory: PathBuf,
    names: Names,
    /// `None` until the first document: until then, the pairs of an earlier run stay.
    list: Option<Manifest>,
    path: PathBuf,
    /// Where a file of a pair is until it is whole.
    unfinished: PathBuf,
    /// What came since the last checkpoint, to be listed and written at the next.
    waiting: Vec<(Pair, Standoff)>,
    position: OutputPosition,
}

impl Pairs {
    pub fn open(
        directory: PathBuf,
        list: PathBuf,
        from: OutputPosition,
        done: Tally,
    ) -> Result<Self> {
        let unfinished = partial(&list);
        // What a crash left.
        files::remove(&unfinished)?;
        let mut pairs = Self {
            directory,
            names: Names::default(),
            list: None,
            path: list,
            unfinished,
            waiting: Vec::new(),
            position: from,
        };
        if done.bytes() > 0 {
            pairs.list_after(done)?;
        }
        Ok(pairs)
    }

    fn list_after(&mut self, done: Tally) -> Result<()> {
        let keep = |pair: &Pair| self.names.keep(pair);
        let list = Manifest::open(self.path.clone(), &self.directory, done, keep)?;
        self.list = Some(list);
        Ok(())
    }

    /// Begins the list, in place of an earlier one and its pairs, unless that was done.
    fn begin(&mut self) -> Result<()> {
        match &self.list {
            Some(_) => Ok(()),
            None => self.list_after(Tally::default()),
        }
    }
}

impl OutputBody for Pairs {
    fn document(&mut self, document: Document) -> Result<()> {
        self.begin()?;
        let content = standoff(&document)?;
        let mut pair = Pair {
            name: file_stem(document.id.as_deref().unwrap_or_default()),
            text: xxh3_128(content.text.as_bytes()),
            ann: xxh3_128(content.ann.as_bytes()),
        };
        let stands = |name: &str| {
            [".txt", ".ann"].iter().any(|ending| {
                fs::symlink_metadata(with_suffix(&self.directory.join(name), ending)).is_ok()
            })
        };
        if self.names.give(&mut pair, stands) {
            self.waiting.push((pair, content));
        }
        self.position.documents += 1;
        Ok(())
    }

    fn checkpoint(&mut self) -> Result<Option<OutputPosition>> {
        let Some(list) = &mut self.list else {
            return Ok(Some(self.position));
        };
        if !self.waiting.is_empty() {
            list.add(self.waiting.iter().map(|(pair, _)| pair))?;
            for (pair, content) in self.waiting.drain(..) {
                let path = self.directory.join(&pair.name);
                // The annotations come last: if they are there, so is the text.
                for (ending, content) in [(".txt", content.text), (".ann", content.ann)] {
                    write(
                        &with_suffix(&path, ending),
                        &self.unfinished,
                        content.as_bytes(),
                    )?;
                }
            }
            sync_directory(&self.directory.join("."))?;
        }
        self.position.written = list.stamp();
        Ok(Some(self.position))
    }

    fn finish(&mut self) -> Result<()> {
        self.begin()
    }
}

/// Writes a file, whole or not at all.
fn write(path: &Path, new: &Path, content: &[u8]) -> Result<()> {
    let mut file = files::create_anew(new)?;
    file.write_all(content)
        .and_then(|()| file.sync_data())
        .and_then(|()| fs::rename(new, path))
        .map_err(|e| io_error("cannot write", path, e))
}

/// The names given so far: about 100 bytes per document. Only whether the next name is free is
/// looked up on the disk.
#[derive(Default)]
struct Names {
    /// The highest number of each stem, by its hash.
    numbers: HashMap<u128, u32>,
    /// The pairs, by stem and content.
    known: HashSet<u128>,
}

impl Names {
    /// Gives a pair, whose name is its stem so far, its final name; `false` if the same pair is
    /// there already. Later pairs of a stem get a number; no id gives a stem with a tilde.
    fn give(&mut self, pair: &mut Pair, stands: impl Fn(&str) -> bool) -> bool {
        if !self.known.insert(key(pair, &pair.name)) {
            return false;
        }
        let number = self
            .numbers
            .entry(xxh3_128(pair.name.as_bytes()))
            .or_default();
        loop {
            *number += 1;
            let name = match *number {
                1 => pair.name.clone(),
                number => format!("{}~{number}", pair.name),
            };
            // A file that is there without being listed is somebody else's.
            if !stands(&name) {
                pair.name = name;
                return true;
            }
        }
    }

    /// A pair that an interrupted run wrote.
    fn keep(&mut self, pair: &Pair) {
        let (stem, number) = match pair.name.split_once('~') {
            Some((stem, number)) => (stem, number.parse().unwrap_or(1)),
            None => (pair.name.as_str(), 1),
        };
        self.known.insert(key(pair, stem));
        let highest = self.numbers.entry(xxh3_128(stem.as_bytes())).or_default();
        *highest = number.max(*highest);
    }
}

fn key(pair: &Pair, stem: &str) -> u128 {
    let mut hash = Xxh3::new();
    hash.update(&pair.text.to_le_bytes());
    hash.update(&pair.ann.to_le_bytes());
    hash.update(stem.as_bytes());
    hash.digest128()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn pair(name: &str, content: u128) -> Pair {
        Pair {
            name: name.to_owned(),
            text: content,
            ann: content,
        }
    }

    #[test]
    fn thousands_of_texts_with_one_id_look_at_the_disk_once_each() {
        let (mut names, looked) = (Names::default(), Cell::new(0));
        for n in 0..4_000 {
            let mut pair = pair("a", n);
            let stands = |_: &str| {
                looked.set(looked.get() + 1);
                false
            };
            assert!(names.give(&mut pair, stands));
            let expected = if n == 0 {
                "a".to_owned()
            } else {
                format!("a~{}", n + 1)
            };
            assert_eq!(pair.name, expected);
        }
        assert_eq!(looked.get(), 4_000);
    }

    #[test]
    fn a_resumed_run_gives_the_names_that_it_would_have_given() {
        let documents: Vec<Pair> = (0..40)
            .map(|n| pair(["a", "b", "%7E"][n % 3], (n * n % 7) as u128))
            .collect();
        let theirs = |name: &str| name == "a" || name == "b~2";
        let given = |names: &mut Names, documents: &[Pair]| -> Vec<Pair> {
            let mut given = documents.to_vec();
            given.retain_mut(|pair| names.give(pair, theirs));
            given
        };
        let expected = given(&mut Names::default(), &documents);
        assert!(expected.iter().any(|pair| pair.name == "b~3"));
        for cut in 0..documents.len() {
            let before = given(&mut Names::default(), &documents[..cut]);
            let mut names = Names::default();
            before.iter().for_each(|pair| names.keep(pair));
            let after = given(&mut names, &documents[cut..]);
            assert_eq!([before, after].concat(), expected, "cut at {cut}");
        }
    }
}
