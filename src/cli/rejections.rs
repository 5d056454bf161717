//! What is reported about rejected records during a run.
//!
//! A corpus with a wrong field name rejects every line for one reason, and a crawl thousands of
//! pages for another. The first three of a kind are reported, then how many more there were; the
//! rejects file has them all.

use std::path::PathBuf;

use griot::{RejectCode, Rejected};

/// How many of a kind are reported one by one.
const SHOWN: u64 = 3;

/// The rejected records of a run, counted by kind.
pub struct Rejections {
    kinds: Vec<(FaultKind, u64)>,
    /// Where all of them can be seen, as a phrase to end a message with; empty if they cannot.
    all: &'static str,
}

/// Records that are rejected for one reason: lines of one file, or whole files.
#[derive(PartialEq)]
struct FaultKind {
    file: Option<PathBuf>,
    code: RejectCode,
    reason: String,
}

impl Rejections {
    /// None yet. `all` says where all of them can be seen.
    pub fn new(all: &'static str) -> Self {
        Self {
            kinds: Vec::new(),
            all,
        }
    }

    /// Counts a record, and reports it if it is among the first of its kind.
    pub fn add(&mut self, rejected: &Rejected, mut tell: impl FnMut(String)) {
        // Files come one after the other, so the counts of the one before are complete, and memory
        // does not grow with the corpus.
        let file = rejected.line.map(|_| rejected.file.clone());
        let over = |(kind, _): &(FaultKind, u64)| kind.file.is_some() && kind.file != file;
        for (kind, count) in self.kinds.extract_if(.., |kind| over(kind)) {
            more(&kind, count, self.all, &mut tell);
        }
        let kind = FaultKind {
            file,
            code: rejected.code,
            reason: match rejected.code {
                // Its reason begins with the record's id.
                RejectCode::Internal => "a fault in griot".to_owned(),
                _ => reason(&rejected.reason),
            },
        };
        let known = self.kinds.iter().position(|(known, _)| *known == kind);
        let slot = known.unwrap_or_else(|| {
            self.kinds.push((kind, 0));
            self.kinds.len() - 1
        });
        let count = &mut self.kinds[slot].1;
        *count += 1;
        if *count <= SHOWN {
            tell(rejected.to_string());
        }
    }

    /// Reports how many more there were.
    pub fn finish(&mut self, mut tell: impl FnMut(String)) {
        for (kind, count) in self.kinds.drain(..) {
            more(&kind, count, self.all, &mut tell);
        }
    }
}

fn more(kind: &FaultKind, count: u64, all: &str, tell: &mut impl FnMut(String)) {
    let Some(more) = count.checked_sub(SHOWN).filter(|more| *more > 0) else {
        return;
    };
    let reason = &kind.reason;
    match &kind.file {
        Some(file) => tell(format!("{}: {more} more: {reason}{all}", file.display())),
        None => tell(format!("{more} more files: {reason}{all}")),
    }
}

/// What the reasons of records that fail alike have in common: the fault without what was found and
/// expected, and without numbers.
fn reason(reason: &str) -> String {
    let fault = reason.split_once(": ").map_or(reason, |(fault, _)| fault);
    let mut common = String::new();
    for c in fault.chars() {
        if !c.is_ascii_digit() {
            common.push(c);
        } else if !common.ends_with('N') {
            common.push('N');
        }
    }
    common
}

#[cfg(test)]
mod tests {
    use griot::Reader;

    use super::*;

    /// What is reported about the rejected records of files with these contents.
    fn told(files: &[(&str, &str)]) -> Vec<String> {
        let directory = tempfile::tempdir().expect("a directory");
        let paths = files.iter().map(|(name, content)| {
            let path = directory.path().join(name);
            std::fs::write(&path, content).expect("a file");
            path
        });
        let paths: Vec<PathBuf> = paths.collect();
        let mut told = Vec::new();
        let mut rejections = Rejections::new("; all are somewhere");
        for rejected in Reader::new(paths).filter_map(Result::err) {
            rejections.add(&rejected, |line| told.push(line));
        }
        rejections.finish(|line| told.push(line));
        let root = format!("{}/", directory.path().display());
        told.iter().map(|line| line.replace(&root, "")).collect()
    }

    #[test]
    fn the_first_three_of_a_kind_are_told_and_then_how_many_more() {
        let lines = "{\"body\": \"a\"}\n".repeat(5) + "{\n" + "{\"body\": \"a\"}\n{\"text\": 1}\n";
        let shown = told(&[("a.jsonl", &lines), ("b.jsonl", "{}\n{}\n{}\n{}\n")]);
        let begins = |n: usize, start: &str| {
            assert!(shown[n].starts_with(start), "{n}: {shown:#?}");
        };
        for (n, line) in [(0, 1), (1, 2), (2, 3)] {
            begins(n, &format!("a.jsonl:{line}: byte "));
        }
        begins(3, "a.jsonl:6: byte 70: not a JSON object: ");
        begins(4, "a.jsonl:8: byte ");
        assert_eq!(
            shown[5],
            "a.jsonl: 3 more: no field \"text\"; all are somewhere"
        );
        begins(6, "b.jsonl:1: ");
        assert_eq!(
            shown[9],
            "b.jsonl: 1 more: no field \"text\"; all are somewhere"
        );
        assert_eq!(shown.len(), 10, "{shown:#?}");
    }

    #[test]
    fn whole_files_are_counted_together() {
        let names = ["1.csv", "2.csv", "3.csv", "4.csv", "5.csv"];
        let shown = told(&names.map(|name| (name, "")));
        assert_eq!(shown.len(), 4, "{shown:#?}");
        assert_eq!(shown[3], "2 more files: no rows; all are somewhere");
    }

    #[test]
    fn numbers_do_not_make_another_kind() {
        assert_eq!(
            reason("12 fields: expected 5"),
            reason("7 fields: expected 5")
        );
        assert_eq!(reason("12 fields: expected 5"), "N fields");
        assert_ne!(
            reason("field \"id\" is null"),
            reason("field \"text\" is null")
        );
    }
}
