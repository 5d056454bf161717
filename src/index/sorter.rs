//! Records sorted by their bytes, in bounded memory: sorted runs in temporary files, merged as they are
//! read.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Seek, SeekFrom, Write};

use super::spool::{put, take};

/// Runs that are open at once. Beyond that they are merged into one, since a process may hold only so
/// many files.
const MOST_RUNS: usize = 48;

/// Gathers records of a key and a value.
pub(super) struct Sorter {
    /// The bytes of all records that are in memory.
    bytes: Vec<u8>,
    /// Where each begins, where its value begins, where it ends.
    places: Vec<(usize, usize, usize)>,
    runs: Vec<SortedRun>,
    budget: usize,
}

struct SortedRun {
    file: File,
    records: u64,
}

/// A record.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Keyed {
    pub key: Vec<u8>,
    pub value: Vec<u8>,
}

impl Sorter {
    /// Holds about `budget` bytes in memory.
    pub fn new(budget: usize) -> Self {
        Self {
            bytes: Vec::new(),
            places: Vec::new(),
            runs: Vec::new(),
            budget,
        }
    }

    pub fn push(&mut self, key: &[u8], value: &[u8]) -> io::Result<()> {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(key);
        let middle = self.bytes.len();
        self.bytes.extend_from_slice(value);
        self.places.push((start, middle, self.bytes.len()));
        let places = self.places.len() * size_of::<(usize, usize, usize)>();
        if self.bytes.len() + places > self.budget {
            self.spill()?;
        }
        Ok(())
    }

    fn sort(&mut self) {
        let bytes = &self.bytes;
        let record = |&(start, middle, end): &(usize, usize, usize)| {
            (&bytes[start..middle], &bytes[middle..end])
        };
        self.places
            .sort_unstable_by(|a, b| record(a).cmp(&record(b)));
    }

    fn spill(&mut self) -> io::Result<()> {
        self.sort();
        let mut run = RunWriter::new()?;
        for &(start, middle, end) in &self.places {
            run.push(&self.bytes[start..middle], &self.bytes[middle..end])?;
        }
        self.bytes.clear();
        self.places.clear();
        self.runs.push(run.done()?);
        if self.runs.len() == MOST_RUNS {
            let mut merged = MergedRuns::of(std::mem::take(&mut self.runs))?;
            let mut run = RunWriter::new()?;
            while let Some(record) = merged.next()? {
                run.push(&record.key, &record.value)?;
            }
            self.runs.push(run.done()?);
        }
        Ok(())
    }

    /// The records in the order of key and value.
    pub fn finish(mut self) -> io::Result<Sorted> {
        if self.runs.is_empty() {
            self.sort();
            return Ok(Sorted::InMemory {
                bytes: self.bytes,
                places: self.places.into_iter(),
            });
        }
        if !self.places.is_empty() {
            self.spill()?;
        }
        Ok(Sorted::OnDisk(MergedRuns::of(self.runs)?))
    }
}

struct RunWriter {
    file: BufWriter<File>,
    records: u64,
}

impl RunWriter {
    fn new() -> io::Result<Self> {
        Ok(Self {
            // Removed by the system when it is closed, however the process ends.
            file: BufWriter::with_capacity(1 << 17, tempfile::tempfile()?),
            records: 0,
        })
    }

    fn push(&mut self, key: &[u8], value: &[u8]) -> io::Result<()> {
        put(&mut self.file, key)?;
        put(&mut self.file, value)?;
        self.records += 1;
        Ok(())
    }

    fn done(self) -> io::Result<SortedRun> {
        let mut file = self
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        file.flush()?;
        file.seek(SeekFrom::Start(0))?;
        Ok(SortedRun {
            file,
            records: self.records,
        })
    }
}

/// Records in order.
pub(super) enum Sorted {
    InMemory {
        bytes: Vec<u8>,
        places: std::vec::IntoIter<(usize, usize, usize)>,
    },
    OnDisk(MergedRuns),
}

impl Sorted {
    /// The next record; `None` at the end.
    pub fn next(&mut self) -> io::Result<Option<Keyed>> {
        match self {
            Self::InMemory { bytes, places } => {
                Ok(places.next().map(|(start, middle, end)| Keyed {
                    key: bytes[start..middle].to_vec(),
                    value: bytes[middle..end].to_vec(),
                }))
            }
            Self::OnDisk(merged) => merged.next(),
        }
    }
}

/// The runs, merged.
pub(super) struct MergedRuns {
    runs: Vec<(BufReader<File>, u64)>,
    heads: BinaryHeap<Reverse<(Keyed, usize)>>,
}

impl MergedRuns {
    fn of(runs: Vec<SortedRun>) -> io::Result<Self> {
        let readers = runs
            .into_iter()
            .map(|run| (BufReader::with_capacity(1 << 17, run.file), run.records));
        let mut merged = Self {
            runs: readers.collect(),
            heads: BinaryHeap::new(),
        };
        for run in 0..merged.runs.len() {
            merged.advance(run)?;
        }
        Ok(merged)
    }

    fn advance(&mut self, run: usize) -> io::Result<()> {
        let (file, left) = &mut self.runs[run];
        if *left > 0 {
            *left -= 1;
            let mut record = Keyed::default();
            take(file, &mut record.key)?;
            take(file, &mut record.value)?;
            self.heads.push(Reverse((record, run)));
        }
        Ok(())
    }

    fn next(&mut self) -> io::Result<Option<Keyed>> {
        let Some(Reverse((record, run))) = self.heads.pop() else {
            return Ok(None);
        };
        self.advance(run)?;
        Ok(Some(record))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// More runs than may be open, and the order of one sort in memory.
    #[test]
    fn the_order_is_the_same_in_memory_and_over_many_runs() {
        let records: Vec<(Vec<u8>, Vec<u8>)> = (0..4000_u32)
            .map(|n| {
                let n = n.wrapping_mul(2_654_435_761);
                ((n % 97).to_be_bytes().to_vec(), n.to_be_bytes().to_vec())
            })
            .collect();
        let mut expected = records.clone();
        expected.sort();
        for budget in [usize::MAX, 50_000, 1_000] {
            let mut sorter = Sorter::new(budget);
            for (key, value) in &records {
                sorter.push(key, value).expect("kept");
            }
            assert!(sorter.runs.len() < MOST_RUNS);
            let mut sorted = sorter.finish().expect("sorted");
            let mut seen = Vec::new();
            while let Some(record) = sorted.next().expect("a record") {
                seen.push((record.key, record.value));
            }
            assert_eq!(seen, expected, "{budget}");
        }
    }
}
