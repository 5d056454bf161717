//! Where a job's output goes, and the names of all files there.

use std::path::{Path, PathBuf};

use crate::job::files::{partial, with_suffix};
use crate::job::journal;
use crate::write::{Compression, EncodeOptions, OutputFormat};

/// Where output goes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// Standard output; nothing is kept for resuming.
    Stdout,
    /// A file. It is written as `FILE.partial`, with the journal `FILE.griot-journal` and the lock
    /// `FILE.griot-lock`, and gets its name when it is whole and on the disk.
    File(PathBuf),
    /// A directory of files (`part-00000.jsonl`, ...) of this many documents each; for brat, of a
    /// pair of files per document. The journal is `griot-journal` in it, the lock `griot-lock`.
    Directory(PathBuf, u64),
}

/// The form of the output.
#[derive(Clone, Debug)]
pub(super) struct OutputForm {
    pub format: OutputFormat,
    pub options: EncodeOptions,
    /// Whether documents are written with their texts.
    pub include_text: bool,
    pub compression: Compression,
}

impl OutputForm {
    /// Whether documents need their texts: on request, and if the format is made of them.
    pub fn needs_text(&self) -> bool {
        self.include_text || matches!(self.format, OutputFormat::Conll | OutputFormat::Brat)
    }

    /// Whether a duplicate has a place in the output. In CoNLL and brat it could only be a text
    /// without annotations, which would teach a model that nothing in it is named.
    pub fn has_duplicates(&self) -> bool {
        !matches!(self.format, OutputFormat::Conll | OutputFormat::Brat)
    }
}

impl Target {
    pub(super) fn journal(&self) -> Option<PathBuf> {
        match self {
            Self::Stdout => None,
            Self::File(path) => Some(with_suffix(path, ".griot-journal")),
            Self::Directory(path, _) => Some(path.join("griot-journal")),
        }
    }

    /// What a run locks for as long as it writes here.
    pub(super) fn lock(&self) -> Option<PathBuf> {
        match self {
            Self::Stdout => None,
            Self::File(path) => Some(with_suffix(path, ".griot-lock")),
            Self::Directory(path, _) => Some(path.join("griot-lock")),
        }
    }

    /// The list of the pairs that griot wrote into a brat directory.
    pub(super) fn pairs(&self, form: &OutputForm) -> Option<PathBuf> {
        match self {
            Self::Directory(path, _) if form.format == OutputFormat::Brat => Some(pairs_in(path)),
            _ => None,
        }
    }

    /// The output and the files beside it while a job runs.
    pub(super) fn outputs(&self) -> Vec<PathBuf> {
        match self {
            Self::Stdout => Vec::new(),
            Self::File(path) => {
                let mut paths = vec![path.clone(), partial(path)];
                let journal = self.journal();
                paths.extend(journal.iter().map(|path| journal::replacement(path)));
                paths.extend(journal);
                paths.extend(self.lock());
                paths
            }
            Self::Directory(path, _) => vec![path.clone()],
        }
    }

    /// The name of a shard when it is whole.
    pub(super) fn file(&self, shard: u64, form: &OutputForm) -> Option<PathBuf> {
        match self {
            Self::Stdout => None,
            Self::File(path) => Some(path.clone()),
            Self::Directory(path, _) => Some(path.join(format!(
                "part-{shard:05}.{}{}",
                form.format.as_str(),
                form.compression.extension()
            ))),
        }
    }

    /// Documents per shard.
    pub(super) fn shard_documents(&self) -> u64 {
        match self {
            Self::Directory(_, documents) => *documents,
            _ => u64::MAX,
        }
    }

    /// Whether a file of this name in the directory would be written to, or taken for output.
    pub(super) fn claims(&self, name: &str, form: &OutputForm) -> bool {
        let Self::Directory(..) = self else {
            return false;
        };
        let (journal, pairs) = (self.journal(), self.pairs(form));
        let unfinished = [
            journal.as_deref().map(journal::replacement),
            pairs.as_deref().map(partial),
        ];
        let own = [journal, self.lock(), pairs].into_iter().chain(unfinished);
        let beside = own
            .flatten()
            .any(|path| path.file_name().is_some_and(|own| own == name));
        let of_pair =
            form.format == OutputFormat::Brat && (name.ends_with(".txt") || name.ends_with(".ann"));
        beside || of_pair || is_shard(name)
    }
}

/// The list of pairs of a brat directory.
pub(super) fn pairs_in(directory: &Path) -> PathBuf {
    directory.join("griot-pairs")
}

/// Whether a name is exactly one that a shard gets, whole or not, in any format.
pub(super) fn is_shard(name: &str) -> bool {
    let whole = name.strip_suffix(".partial").unwrap_or(name);
    let Some((digits, ending)) = whole
        .strip_prefix("part-")
        .and_then(|rest| rest.split_once('.'))
    else {
        return false;
    };
    // Beyond five digits there are no zeros before the number.
    let numbered = digits.bytes().all(|byte| byte.is_ascii_digit())
        && (digits.len() == 5 || digits.len() > 5 && !digits.starts_with('0'));
    let format = |format: OutputFormat| {
        let compressed = |compression: Compression| match format {
            OutputFormat::Brat => false,
            _ => ending.strip_prefix(format.as_str()) == Some(compression.extension()),
        };
        Compression::ALL.into_iter().any(compressed)
    };
    numbered && OutputFormat::ALL.into_iter().any(format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_a_run_gives_are_those_of_shards() {
        for name in [
            "part-00000.jsonl",
            "part-00012.csv.gz.partial",
            "part-00012.conll.zst",
            "part-123456.parquet",
        ] {
            assert!(is_shard(name), "{name}");
        }
        for name in [
            "part-time-thesis.txt",
            "part-00000",
            "part-00000.txt",
            "part-0000.jsonl",
            "part-000000.jsonl",
            "part-00000.jsonl.bak",
            "part-00000.jsonl.gz.zst",
            "part-00000.brat",
            "part-00000-7f3a.snappy.parquet",
            "a-part-00000.jsonl",
        ] {
            assert!(!is_shard(name), "{name}");
        }
    }
}
