//! Records gathered into groups, the unit of reading, writing and resuming.

use std::sync::mpsc::SyncSender;

use crate::error::{Error, ErrorKind, Result};
use crate::job::duplicates::Seen;
use crate::job::journal::Mark;
use crate::job::memory::Memory;
use crate::read::{Record, Rejected};
use crate::stop::Stop;
use crate::stream::{GROUP_BYTES, GROUP_TEXTS};

/// What the reader found, in its order.
pub(super) enum Item {
    Text(Record),
    /// A text already seen, and the id of the first record with it.
    Duplicate(Record, String),
    Rejected(Rejected),
}

pub(super) struct Group {
    pub items: Vec<Item>,
    /// How far the input was read after each item.
    pub marks: Vec<Mark>,
    /// Its share of [`Memory`].
    pub bytes: u64,
}

/// The work of the reading thread.
pub(super) struct Gathering<I> {
    pub records: I,
    pub dedupe: bool,
    /// What an unfinished job had done.
    pub done: Mark,
    pub stop: Stop,
    pub memory: Memory,
}

impl<I: Iterator<Item = std::result::Result<Record, Rejected>>> Gathering<I> {
    /// Sends group after group until the input ends, the job is stopped or nobody listens.
    ///
    /// Where groups end depends on the input alone, so that a resumed job, which starts at the end
    /// of a group, has the groups that it would have had without the stop.
    pub fn run(mut self, to_pipeline: &SyncSender<Result<Group>>) {
        let mut seen = self.dedupe.then(Seen::default);
        let mut mark = Mark::default();
        while mark.items < self.done.items {
            let Some(item) = self.records.next() else {
                let _ = to_pipeline.send(Err(changed(&mark)));
                return;
            };
            mark.pass(&item);
            if let (Some(seen), Ok(record)) = (&mut seen, &item) {
                seen.first(record);
            }
        }
        if mark != self.done {
            let _ = to_pipeline.send(Err(changed(&mark)));
            return;
        }
        loop {
            let (mut items, mut marks, mut bytes) = (Vec::new(), Vec::new(), 0);
            while bytes < GROUP_BYTES && items.len() < GROUP_TEXTS {
                if self.stop.is_set() {
                    return;
                }
                let Some(item) = self.records.next() else {
                    break;
                };
                mark.pass(&item);
                marks.push(mark);
                items.push(match item {
                    Ok(record) => {
                        bytes += record.bytes();
                        match seen.as_mut().and_then(|seen| seen.first(&record)) {
                            Some(first) => Item::Duplicate(record, first),
                            None => Item::Text(record),
                        }
                    }
                    Err(rejected) => Item::Rejected(rejected),
                });
            }
            if items.is_empty() {
                return;
            }
            let bytes = bytes as u64;
            self.memory.take(bytes);
            let group = Group {
                items,
                marks,
                bytes,
            };
            if to_pipeline.send(Ok(group)).is_err() {
                return;
            }
        }
    }
}

fn changed(mark: &Mark) -> Error {
    Error::new(
        ErrorKind::Input,
        format!(
            "cannot resume: the input has changed within its first {} records since they were read; \
             start again with --overwrite",
            mark.items
        ),
    )
}
