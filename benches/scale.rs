//! How a run grows with its corpus: documents per second and peak memory of `griot extract` over
//! generated corpora of short documents, and over one long document.
//!
//!     cargo bench --bench scale                       # small, 1,000 to 100,000 documents
//!     cargo bench --bench scale -- 1000000            # one million
//!     cargo bench --bench scale -- threads=2 100000   # with this many threads only
//!     cargo bench --bench scale -- long 200           # one document of 200 MB
//!     cargo bench --bench scale -- model=tests/models/bert 1000000
//!     cargo bench --bench scale -- index 1000000      # `griot index` of one million documents
//!
//! The last but one has a model of two tiny layers with random weights, which costs next to nothing
//! and marks every other word: what is left is the cost of everything else, and its memory at its
//! worst.
//!
//! The corpora are made from templates with a fixed seed, so that a number means the same documents
//! everywhere. Needs the command `time`.

mod measured;
mod named_corpus;

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Templates; `{p}` is a person, `{c}` a country, `{o}` an organisation, `{d}` a day.
const TEMPLATES: [&str; 6] = [
    "{p} a reçu {d} une délégation de {o} venue du {c}.",
    "Selon {o}, les échanges avec le {c} ont progressé en 2024.",
    "{o} said on {d} that {p} would travel to {c}.",
    "Le ministre {p} s’est rendu au {c} {d} pour rencontrer {o}.",
    "The talks between {c} and {o} resume {d}, {p} said.",
    "Au {c}, la récolte a été bonne ; {p}, de {o}, s’en félicite.",
];
const PEOPLE: [&str; 6] = [
    "Awa Traoré",
    "Marc Delmas",
    "Fatou Diop",
    "Claire Novak",
    "Issa Keïta",
    "Jane Whitfield",
];
const COUNTRIES: [&str; 6] = ["Mali", "Niger", "Ghana", "Sénégal", "Togo", "Bénin"];
const ORGANISATIONS: [&str; 5] = [
    "l’ONU",
    "la CEDEAO",
    "l’Union africaine",
    "Sahel Énergie",
    "la FAO",
];
const DAYS: [&str; 5] = ["lundi", "mardi", "jeudi", "le 5 juillet", "vendredi"];

/// Marsaglia's xorshift.
struct Random(u64);

impl Random {
    fn one_of<'a>(&mut self, things: &[&'a str]) -> &'a str {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        things[(self.0 >> 33) as usize % things.len()]
    }

    fn sentence(&mut self) -> String {
        let mut sentence = self.one_of(&TEMPLATES).to_owned();
        for (mark, things) in [
            ("{p}", PEOPLE.as_slice()),
            ("{c}", &COUNTRIES),
            ("{o}", &ORGANISATIONS),
            ("{d}", &DAYS),
        ] {
            sentence = sentence.replace(mark, self.one_of(things));
        }
        sentence
    }
}

fn short_documents(path: &Path, count: u64) -> io::Result<()> {
    let mut random = Random(42);
    let mut file = BufWriter::new(File::create(path)?);
    for n in 0..count {
        let text = random.sentence() + " " + &random.sentence();
        writeln!(
            file,
            "{{\"id\": \"{n}\", \"text\": {text:?}, \"date\": \"2025-07-05\"}}"
        )?;
    }
    file.flush()
}

fn long_document(path: &Path, bytes: u64) -> io::Result<()> {
    let mut random = Random(42);
    let mut file = BufWriter::new(File::create(path)?);
    let mut written = 0;
    while written < bytes {
        let line = random.sentence() + "\n";
        file.write_all(line.as_bytes())?;
        written += line.len() as u64;
    }
    file.flush()
}

/// What is given as `name=value` beside the size.
struct Options {
    model: String,
    /// One run for each.
    threads: Vec<String>,
}

impl Options {
    /// The options, and the rest of `arguments`.
    fn parse(arguments: impl Iterator<Item = String>) -> (Self, Vec<String>) {
        let mut options = Self {
            model: "small".into(),
            threads: vec!["1".into(), "2".into()],
        };
        let mut rest = Vec::new();
        for argument in arguments {
            match argument.split_once('=') {
                Some(("model", model)) => options.model = model.into(),
                Some(("threads", threads)) => options.threads = vec![threads.into()],
                _ => rest.push(argument),
            }
        }
        (options, rest)
    }

    /// Seconds and peak megabytes of a run.
    fn run(&self, input: &Path, threads: &str) -> (f64, f64) {
        let output = input.with_extension("out");
        let options = [
            "--model",
            &self.model,
            "--threads",
            threads,
            "--overwrite",
            "-o",
        ];
        let paths = [output.as_os_str(), input.as_os_str()];
        let run = measured::run("extract", options.map(OsStr::new).into_iter().chain(paths));
        assert!(run.failure.is_none(), "{:?}", run.failure);
        fs::remove_file(output).expect("removed");
        let kilobytes = run.peak_kilobytes.unwrap_or(f64::NAN);
        (run.seconds, kilobytes / 1e3)
    }
}

/// `griot index` of generated documents, in one run and once more into a state that has all but a
/// hundredth of them.
fn index(dir: &Path, sizes: &[String]) {
    println!(
        "{:>10}  {:>7}  {:>12}  {:>11}",
        "documents", "what", "documents/s", "peak memory"
    );
    for size in sizes {
        let size: u64 = size.parse().expect("a number of documents");
        let (most, rest) = (dir.join("most.jsonl"), dir.join("rest.jsonl"));
        let first = size - size.div_ceil(100);
        named_corpus::write(&most, 0..first).expect("written");
        named_corpus::write(&rest, first..size).expect("written");
        let (rows, links) = (dir.join("index.jsonl"), dir.join("links.jsonl"));
        let state = dir.join("state");
        let outputs = [
            OsStr::new("-o"),
            rows.as_ref(),
            OsStr::new("--links"),
            links.as_ref(),
        ];
        let into = [OsStr::new("--into"), state.as_ref()];
        for (what, documents, arguments) in [
            (
                "all",
                size,
                [&outputs[..], &[most.as_ref(), rest.as_ref()]].concat(),
            ),
            (
                "most",
                first,
                [&outputs[..], &into, &[most.as_ref()]].concat(),
            ),
            (
                "rest",
                size - first,
                [&outputs[..], &into, &[rest.as_ref()]].concat(),
            ),
        ] {
            let run = measured::run("index", arguments);
            assert!(run.failure.is_none(), "{:?}", run.failure);
            println!(
                "{size:>10}  {what:>7}  {:>12.0}  {:>8.0} MB  {:.1} s",
                documents as f64 / run.seconds,
                run.peak_kilobytes.unwrap_or(f64::NAN) / 1e3,
                run.seconds,
            );
        }
        let rows = fs::read(&rows).expect("rows");
        println!(
            "{:>10} rows",
            rows.iter().filter(|&&byte| byte == b'\n').count()
        );
    }
}

fn main() {
    let arguments = std::env::args().skip(1).filter(|a| a != "--bench");
    let (options, arguments) = Options::parse(arguments);
    let dir = tempfile::tempdir().expect("a directory");
    if let [kind, megabytes] = arguments.as_slice()
        && kind == "long"
    {
        let input = dir.path().join("long.txt");
        let megabytes: u64 = megabytes.parse().expect("a number of megabytes");
        long_document(&input, megabytes * 1_000_000).expect("written");
        let threads = options.threads.last().expect("a number of threads");
        let (seconds, memory) = options.run(&input, threads);
        println!("one document of {megabytes} MB: {seconds:.1} s, peak memory {memory:.0} MB");
        return;
    }
    if let [kind, sizes @ ..] = arguments.as_slice()
        && kind == "index"
    {
        index(dir.path(), sizes);
        return;
    }
    let sizes: Vec<u64> = match arguments.as_slice() {
        [] => vec![1_000, 10_000, 100_000],
        sizes => {
            let sizes = sizes.iter().map(|size| size.parse());
            sizes
                .collect::<Result<_, _>>()
                .expect("numbers of documents")
        }
    };
    println!(
        "{:>10}  {:>8}  {:>12}  {:>11}",
        "documents", "threads", "documents/s", "peak memory"
    );
    let input = dir.path().join("corpus.jsonl");
    for size in sizes {
        short_documents(&input, size).expect("written");
        for threads in &options.threads {
            let (seconds, memory) = options.run(&input, threads);
            println!(
                "{size:>10}  {threads:>8}  {:>12.0}  {memory:>8.0} MB",
                size as f64 / seconds,
            );
        }
    }
}
