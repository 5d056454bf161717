//! What a job believes of what an unfinished one left, and what it does with what a finished one did.
//!
//! Jobs are stopped at a record, not at a moment: what stands on the disk then is always the same. The
//! model is the tiny one of the engine tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use griot::job::{End, Event, Job, Summary, Target};
use griot::{ErrorKind, Griot, KnownList, KnownName, OutputFormat, Reader};

const MODEL: &str = "tests/models/bert";
/// Records of a [`Place`]; groups have 256.
const RECORDS: usize = 1_100;

fn griot() -> &'static Griot {
    static GRIOT: OnceLock<Griot> = OnceLock::new();
    GRIOT.get_or_init(|| {
        let griot = Griot::builder().model(MODEL).threads(2).build();
        griot.expect("a pipeline")
    })
}

/// A directory with an input, every hundredth record of which is bad.
struct Place {
    dir: tempfile::TempDir,
    /// Two groups are whole when this record is read.
    stop: usize,
}

/// How a run ended, and what was told.
type Ran = (griot::Result<Summary>, Vec<String>);

impl Place {
    fn new() -> Self {
        Self::of(RECORDS, 600, 1)
    }

    /// For what makes files of each document: a tenth of the records, in groups of 28 or so.
    fn small() -> Self {
        Self::of(RECORDS / 10, 80, 100)
    }

    fn of(records: usize, stop: usize, sentences: usize) -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let line = |n: usize| match n % 100 {
            50 => format!("no JSON {n}\n"),
            // The last tenth have the ids of the first, and other texts.
            _ => {
                let text = format!("Awa a vu {n} le Mali. ").repeat(sentences);
                let id = n % (records * 9 / 10);
                format!("{{\"id\": \"d{id}\", \"text\": \"{text}\"}}\n")
            }
        };
        let text: String = (0..records).map(line).collect();
        fs::write(dir.path().join("in.jsonl"), text).expect("written");
        Self { dir, stop }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn file(&self, name: &str) -> Job {
        Job::new(Target::File(self.path(name)))
    }

    fn directory(&self, name: &str, format: OutputFormat) -> Job {
        Job::new(Target::Directory(self.path(name), 100)).format(format)
    }

    fn run_by(&self, griot: &Griot, job: &Job, stop_at: Option<usize>) -> Ran {
        let stop = job.stop_switch();
        let mut count = 0;
        let reader = Reader::new([self.path("in.jsonl")]).inspect(move |_| {
            count += 1;
            if Some(count) == stop_at {
                stop.set();
            }
        });
        let mut notices = Vec::new();
        let ended = job.run(griot, reader, |event| {
            if let Event::Notice(notice) = event {
                notices.push(notice.to_owned());
            }
        });
        (ended, notices)
    }

    fn whole(&self, job: Job) -> Vec<String> {
        let (ended, notices) = self.run_by(griot(), &job, None);
        assert_eq!(ended.expect("it runs").end, End::Complete);
        notices
    }

    fn stopped(&self, job: Job) {
        let (ended, _) = self.run_by(griot(), &job, Some(self.stop));
        assert_eq!(ended.expect("it runs").end, End::Stopped);
    }

    fn refused(&self, job: Job) -> String {
        let (ended, _) = self.run_by(griot(), &job, None);
        ended.expect_err("it is refused").to_string()
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).expect("read")
    }

    /// All files by name.
    fn listed(&self, name: &str) -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<_> = fs::read_dir(self.path(name))
            .expect("listed")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.is_file())
            .map(|path| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                (name.into_owned(), fs::read(&path).expect("read"))
            })
            .collect();
        files.sort();
        files
    }

    /// The output and its rejects of a run that nothing disturbs.
    fn expected(&self) -> (Vec<u8>, Vec<u8>) {
        self.whole(self.file("expected.jsonl"));
        (
            self.bytes("expected.jsonl"),
            self.bytes("expected.jsonl.rejects.jsonl"),
        )
    }

    fn written(&self) -> (Vec<u8>, Vec<u8>) {
        (
            self.bytes("out.jsonl"),
            self.bytes("out.jsonl.rejects.jsonl"),
        )
    }
}

/// Changes a file's content.
fn change(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut content = fs::read(path).expect("read");
    change(&mut content);
    fs::write(path, content).expect("written");
}

#[test]
fn a_digit_changed_in_the_journal_is_not_believed() {
    let place = Place::new();
    let expected = place.expected();
    place.stopped(place.file("out.jsonl"));
    change(&place.path("out.jsonl.griot-journal"), |journal| {
        let mut text = String::from_utf8(journal.clone()).expect("UTF-8");
        let at = text.rfind("\"bytes\":").expect("a count") + "\"bytes\":".len();
        let digit = if text[at..].starts_with('1') {
            "2"
        } else {
            "1"
        };
        text.replace_range(at..=at, digit);
        *journal = text.into_bytes();
    });
    let notices = place.whole(place.file("out.jsonl").resume(true));
    assert!(
        // After the header, how the rejects file begins, and the first checkpoint.
        notices.len() == 1 && notices[0].contains("line 4 is damaged"),
        "{notices:?}"
    );
    assert!(place.written() == expected);
}

#[test]
fn an_older_output_is_not_taken_for_the_partial_one_that_is_gone() {
    let place = Place::new();
    place.whole(place.file("out.jsonl").include_text(true));
    let before = place.bytes("out.jsonl");
    place.stopped(place.file("out.jsonl").overwrite(true));
    fs::remove_file(place.path("out.jsonl.partial")).expect("removed");
    let message = place.refused(place.file("out.jsonl").resume(true));
    assert!(
        message.contains("out.jsonl.partial is not there"),
        "{message}"
    );
    assert!(place.bytes("out.jsonl") == before);
}

#[test]
fn a_bit_flipped_in_the_partial_output_is_found() {
    let place = Place::new();
    let expected = place.expected();
    place.stopped(place.file("out.jsonl"));
    let partial = place.path("out.jsonl.partial");
    // In the second of two groups: the first still holds.
    change(&partial, |content| {
        let last = content.len() - 10;
        content[last] ^= 1;
    });
    let notices = place.whole(place.file("out.jsonl").resume(true));
    assert!(
        notices.len() == 1 && notices[0].contains("its first 256 records is read again"),
        "{notices:?}"
    );
    assert!(place.written() == expected);
    // In the first: nothing holds.
    place.stopped(place.file("out.jsonl").overwrite(true));
    change(&partial, |content| content[0] ^= 1);
    let before = place.listed(".");
    let message = place.refused(place.file("out.jsonl").resume(true));
    assert!(message.contains("another hash"), "{message}");
    assert!(place.listed(".") == before);
}

#[test]
fn a_rejected_record_edited_before_a_resume_is_noticed() {
    let place = Place::new();
    place.stopped(place.file("out.jsonl"));
    change(&place.path("out.jsonl.rejects.jsonl"), |content| {
        let text = String::from_utf8(content.clone()).expect("UTF-8");
        *content = text.replacen("JSON", "json", 1).into_bytes();
    });
    let before = place.listed(".");
    let message = place.refused(place.file("out.jsonl").resume(true));
    assert!(
        message.contains("rejects.jsonl is not what was written"),
        "{message}"
    );
    assert!(place.listed(".") == before);
}

#[test]
fn a_model_that_changed_is_not_resumed_and_one_that_moved_is() {
    let place = Place::new();
    let copy = |name: &str| {
        let copy = place.path(name);
        fs::create_dir(&copy).expect("created");
        for entry in fs::read_dir(MODEL).expect("listed") {
            let entry = entry.expect("an entry");
            fs::copy(entry.path(), copy.join(entry.file_name())).expect("copied");
        }
        copy
    };
    let built = |path: &Path| {
        Griot::builder()
            .model(path)
            .threads(2)
            .build()
            .expect("built")
    };
    let expected = place.expected();
    place.stopped(place.file("out.jsonl"));
    let changed = copy("changed");
    change(&changed.join("config.json"), |content| content.push(b'\n'));
    let job = place.file("out.jsonl").resume(true);
    let (ended, _) = place.run_by(&built(&changed), &job, None);
    let message = ended.expect_err("refused").to_string();
    assert!(message.contains("model was "), "{message}");
    let (ended, _) = place.run_by(&built(&copy("moved")), &job, None);
    assert_eq!(ended.expect("it runs").end, End::Complete);
    assert!(place.written() == expected);
}

/// The names decide about the output: with another list a run would go on with other ids.
#[test]
fn a_job_is_not_resumed_with_another_list_of_names() {
    let place = Place::new();
    let built = |id: Option<&str>| {
        let named = |id: &str| {
            let mut name = KnownName::new("Awa");
            name.id = Some(id.to_owned());
            name
        };
        let list = KnownList::new(id.map(named).into_iter().collect()).expect("a list");
        let griot = Griot::builder().model(MODEL).threads(2).known(list).build();
        griot.expect("a pipeline")
    };
    let first = place.file("out.jsonl");
    let (ended, _) = place.run_by(&built(Some("Q1")), &first, Some(place.stop));
    assert_eq!(ended.expect("it runs").end, End::Stopped);
    let job = place.file("out.jsonl").resume(true);
    for other in [Some("Q2"), None] {
        let (ended, _) = place.run_by(&built(other), &job, None);
        let message = ended.expect_err("refused").to_string();
        assert!(message.contains("known was "), "{message}");
    }
    let (ended, _) = place.run_by(&built(Some("Q1")), &job, None);
    assert_eq!(ended.expect("it runs").end, End::Complete);
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_shards_have_as_many_documents_as_asked_also_when_resumed() {
    use parquet::file::reader::{FileReader, SerializedFileReader};

    let place = Place::new();
    place.whole(place.directory("expected", OutputFormat::Parquet));
    let expected = place.listed("expected");
    let rows: Vec<i64> = expected
        .iter()
        .filter(|(name, _)| name.ends_with(".parquet"))
        .map(|(name, _)| {
            let file = fs::File::open(place.path("expected").join(name)).expect("opened");
            let reader = SerializedFileReader::new(file).expect("Parquet");
            reader.metadata().file_metadata().num_rows()
        })
        .collect();
    let documents = (RECORDS - RECORDS / 100) as i64;
    assert_eq!(rows[..10], [100; 10]);
    assert_eq!(rows.iter().sum::<i64>(), documents);
    place.stopped(place.directory("out", OutputFormat::Parquet));
    // Two groups were read, 512 records: five shards are whole and the sixth is not.
    let names: Vec<String> = place.listed("out").into_iter().map(|file| file.0).collect();
    assert_eq!(
        names,
        [
            "griot-journal",
            "part-00000.parquet",
            "part-00001.parquet",
            "part-00002.parquet",
            "part-00003.parquet",
            "part-00004.parquet",
            "part-00005.parquet.partial",
            "rejects.jsonl"
        ]
    );
    place.whole(place.directory("out", OutputFormat::Parquet).resume(true));
    assert!(place.listed("out") == expected);
}

#[test]
fn a_finished_output_is_not_written_again() {
    let place = Place::small();
    let jobs: [&dyn Fn() -> Job; 3] = [
        &|| place.file("out/out.jsonl"),
        &|| place.directory("out", OutputFormat::Csv),
        &|| place.directory("out", OutputFormat::Brat),
    ];
    for job in jobs {
        fs::create_dir(place.path("out")).expect("created");
        let summary = place.path("out/summary.json");
        place.whole(job().summary(Some(summary.clone())));
        let before = place.listed("out");
        let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        let times = |set: bool| {
            for (name, _) in &before {
                let path = place.path("out").join(name);
                let file = fs::File::options().append(true).open(path).expect("opened");
                if set {
                    file.set_modified(old).expect("set");
                }
                let metadata = file.metadata().expect("looked at");
                assert_eq!(metadata.modified().expect("a time"), old);
            }
        };
        times(true);
        let job = job().summary(Some(summary)).resume(true);
        let nothing = std::iter::from_fn(|| panic!("nothing is to be read"));
        let ended = job.run(griot(), nothing, |_| ()).expect("it runs");
        assert_eq!((ended.end, ended.documents), (End::AlreadyComplete, 0));
        assert!(place.listed("out") == before);
        times(false);
        fs::remove_dir_all(place.path("out")).expect("removed");
    }
}

#[test]
fn brat_pairs_are_the_same_after_a_crash_between_the_files_of_one() {
    let place = Place::small();
    let brat = |name: &str| place.directory(name, OutputFormat::Brat);
    place.whole(brat("expected"));
    let expected = place.listed("expected");
    // Numbered names are among those that come again.
    assert!(expected.iter().any(|(name, _)| name == "d3~2.ann"));
    type Again = fn(Job) -> Job;
    let again: [Again; 2] = [|job| job.resume(true), |job| job.overwrite(true)];
    for again in again {
        place.stopped(brat("out"));
        // The crash came before the second checkpoint, and after the text of d40.
        change(&place.path("out/griot-journal"), |journal| {
            let cut = journal.len() - 10;
            journal.truncate(cut);
        });
        fs::remove_file(place.path("out/d40.ann")).expect("removed");
        fs::write(place.path("out/griot-pairs.partial"), "T1\tPER").expect("written");
        place.whole(again(brat("out")));
        assert!(place.listed("out") == expected);
        fs::remove_dir_all(place.path("out")).expect("removed");
    }
}

#[test]
fn brat_files_of_others_stay_where_griot_overwrites_its_own() {
    let place = Place::small();
    let brat = || place.directory("out", OutputFormat::Brat);
    fs::create_dir(place.path("out")).expect("created");
    fs::write(place.path("out/d3.txt"), "my notes").expect("written");
    place.whole(brat());
    assert!(place.path("out/d3~2.ann").exists());
    assert!(place.refused(brat()).contains("earlier run"));
    place.whole(brat().overwrite(true));
    assert_eq!(place.bytes("out/d3.txt"), b"my notes");
    // An annotator worked on one.
    change(&place.path("out/d5.ann"), |ann| {
        ann.extend_from_slice(b"#9\tmine")
    });
    let before = place.listed("out");
    let message = place.refused(brat().overwrite(true));
    assert!(message.contains("d5.ann was changed"), "{message}");
    assert!(place.listed("out") == before);
    // Annotations that were there before griot.
    fs::create_dir(place.path("theirs")).expect("created");
    fs::write(place.path("theirs/a.ann"), "T1\tORG 0 3\tONU\n").expect("written");
    let theirs = place
        .directory("theirs", OutputFormat::Brat)
        .overwrite(true);
    assert!(place.refused(theirs).contains("did not write"));
    assert_eq!(place.listed("theirs").len(), 1);
}

#[test]
fn a_rejects_file_that_an_edit_made_shorter_is_kept() {
    let place = Place::new();
    let expected = place.expected();
    place.stopped(place.file("out.jsonl"));
    let path = place.path("out.jsonl.rejects.jsonl");
    let whole = place.bytes("out.jsonl.rejects.jsonl");
    let text = String::from_utf8(whole.clone()).expect("UTF-8");
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    // Two groups, the first of which has three.
    assert!(lines.len() > 3, "{text}");
    let last = lines.len() - 1;
    let shorter = |line: usize| {
        let mut lines = lines.clone();
        let edited = lines[line].replacen("JSON", "", 1);
        lines[line] = &edited;
        lines.concat().into_bytes()
    };
    let without_first = lines[1..].concat().into_bytes();
    for edited in [shorter(0), shorter(2), shorter(last), without_first] {
        fs::write(&path, &edited).expect("written");
        let before = place.listed(".");
        let message = place.refused(place.file("out.jsonl").resume(true));
        assert!(message.contains("rejects.jsonl is"), "{message}");
        assert!(place.listed(".") == before);
    }
    // What a power cut leaves is no edit, wherever it cuts.
    let ends = [lines[0].len(), lines[..last].concat().len()];
    for cut in [whole.len() - 7, ends[1], ends[0], ends[0] - 3, 4, 0] {
        fs::write(&path, &whole[..cut]).expect("written");
        let notices = place.whole(place.file("out.jsonl").resume(true));
        assert_eq!(notices.len(), 1, "cut at {cut}: {notices:?}");
        assert!(place.written() == expected);
        place.stopped(place.file("out.jsonl").overwrite(true));
    }
}

#[test]
fn the_rejects_of_another_run_are_not_removed_by_a_resumed_one() {
    let place = Place::small();
    let shared = place.path("shared.rej");
    let job = |name: &str| place.file(name).rejects(Some(shared.clone()));
    // Stopped before a record is rejected.
    let (ended, _) = place.run_by(griot(), &job("b.jsonl"), Some(29));
    assert_eq!(ended.expect("it runs").end, End::Stopped);
    assert!(!shared.exists());
    place.whole(job("a.jsonl"));
    let before = place.listed(".");
    let message = place.refused(job("b.jsonl").resume(true));
    assert!(
        message.contains("shared.rej is not from the run"),
        "{message}"
    );
    assert!(place.listed(".") == before);
    fs::remove_file(&shared).expect("removed");
    place.whole(job("b.jsonl").resume(true));
    assert!(place.bytes("a.jsonl") == place.bytes("b.jsonl"));
    // Its own, of which no checkpoint tells, it removes.
    let place = Place::new();
    let expected = place.expected();
    place.stopped(place.file("out.jsonl"));
    change(&place.path("out.jsonl.griot-journal"), |journal| {
        let lines = journal.split_inclusive(|&byte| byte == b'\n');
        *journal = lines.take(2).collect::<Vec<_>>().concat();
    });
    place.whole(place.file("out.jsonl").resume(true));
    assert!(place.written() == expected);
}

#[cfg(feature = "parquet")]
#[test]
fn what_an_unfinished_run_of_another_format_left_goes_with_its_journal() {
    let place = Place::small();
    let job = |format| place.directory("out", format);
    let names = || -> Vec<String> {
        let files = place.listed("out").into_iter();
        files.map(|(name, _)| name).collect()
    };
    // A Parquet file that is not whole says nowhere who wrote it.
    place.stopped(job(OutputFormat::Parquet));
    assert!(names().contains(&"part-00000.parquet.partial".to_owned()));
    place.whole(job(OutputFormat::Brat).overwrite(true));
    assert!(!names().iter().any(|name| name.ends_with(".partial")));
    place.whole(job(OutputFormat::Parquet).overwrite(true));
    place.stopped(job(OutputFormat::Brat).overwrite(true));
    // An annotator worked on a pair: it is nobody's to remove.
    let ann = place.bytes("out/d5.ann");
    fs::write(place.path("out/d5.ann"), "#9\tmine").expect("written");
    let before = place.listed("out");
    let message = place.refused(job(OutputFormat::Jsonl).overwrite(true));
    assert!(message.contains("d5.ann was changed"), "{message}");
    assert!(place.listed("out") == before);
    fs::write(place.path("out/d5.ann"), ann).expect("written");
    place.whole(job(OutputFormat::Jsonl).overwrite(true));
    assert_eq!(
        names(),
        ["part-00000.jsonl", "part-00001.jsonl", "rejects.jsonl"]
    );
    // What has the name of another format's shard is not of an unfinished run of this one.
    place.stopped(job(OutputFormat::Jsonl).overwrite(true));
    fs::write(place.path("out/part-00007.csv.partial"), "mine").expect("written");
    let before = place.listed("out");
    let message = place.refused(job(OutputFormat::Jsonl).overwrite(true));
    assert!(
        message.contains("csv.partial was not written by griot"),
        "{message}"
    );
    assert!(place.listed("out") == before);
}

#[test]
fn a_file_where_the_summary_would_be_stays_also_when_the_output_is_whole() {
    let place = Place::small();
    let notes = place.path("notes.json");
    place.whole(place.file("out.jsonl"));
    fs::write(&notes, "{\"mine\": 1}").expect("written");
    let job = place.file("out.jsonl").summary(Some(notes.clone()));
    let job = job.resume(true);
    let (ended, _) = place.run_by(griot(), &job, None);
    let mut ended = ended.expect("it runs");
    assert_eq!(ended.end, End::AlreadyComplete);
    // As one does who could not tell all.
    ended.untold_messages = 1;
    job.write_summary(&ended).expect("nothing to write");
    assert_eq!(place.bytes("notes.json"), b"{\"mine\": 1}");
    ended.end = End::Complete;
    let error = job.write_summary(&ended).expect_err("it is in the way");
    assert_eq!(error.kind(), ErrorKind::Option);
    assert_eq!(place.bytes("notes.json"), b"{\"mine\": 1}");
    fs::remove_file(&notes).expect("removed");
    for untold in [1, 2] {
        ended.untold_messages = untold;
        job.write_summary(&ended).expect("its own");
        let text = String::from_utf8(place.bytes("notes.json")).expect("UTF-8");
        assert!(
            text.contains(&format!("\"untold_messages\": {untold}")),
            "{text}"
        );
    }
}
