//! The figures of the README, each model and thread count measured in turn so that a machine whose
//! speed drifts does not favour one: words per second, ratio of two threads to one, each stage's
//! share, time from start to first result and peak memory.
//!
//!     cargo bench --bench figures

mod measured;

use std::time::Instant;

use griot::{Builder, EngineKind, Griot, Lang, Reader, Record, Source};
use mimalloc::MiMalloc;

// As in the command.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const ROUNDS: usize = 7;

struct Subject {
    name: &'static str,
    griot: Griot,
    rates: Vec<f64>,
}

impl Subject {
    fn new(name: &'static str, builder: Builder) -> Option<Self> {
        match builder.build() {
            Ok(griot) => Some(Self {
                name,
                griot,
                rates: Vec::new(),
            }),
            Err(error) => {
                println!("{name}: left out ({error})");
                None
            }
        }
    }

    fn median(&self) -> f64 {
        let mut rates = self.rates.clone();
        rates.sort_by(f64::total_cmp);
        rates[rates.len() / 2]
    }
}

fn main() {
    let articles: Vec<Record> = Reader::new(["corpus/news.jsonl"])
        .map(|record| record.expect("the sample corpus is well formed"))
        .filter(|record| record.lang() == Some(Lang::Fr))
        .collect();
    let builder = |model: &str, threads| Griot::builder().model(model).threads(threads);
    let float = |threads| builder("models/griot-fr-en-small", threads).engine(EngineKind::Libtorch);
    let mut subjects: Vec<Subject> = [
        Subject::new("base, 1 thread", builder("base", 1)),
        Subject::new("base, 2 threads", builder("base", 2)),
        Subject::new(
            "base, 2 threads, without values",
            builder("base", 2).values(false),
        ),
        Subject::new("small, 1 thread", builder("small", 1)),
        Subject::new("small, 2 threads", builder("small", 2)),
        Subject::new("tiny, 1 thread", builder("tiny", 1)),
        Subject::new("tiny, 2 threads", builder("tiny", 2)),
        Subject::new("small in libtorch f32, 2 threads", float(2)),
    ]
    .into_iter()
    .flatten()
    .collect();

    for round in 0..=ROUNDS {
        for subject in &mut subjects {
            let started = Instant::now();
            let documents = subject.griot.extract_batch(&articles).into_iter();
            let seconds = started.elapsed().as_secs_f64();
            let words = documents.map(|document| document.expect("no text is refused").words);
            let words: usize = words.sum();
            if round > 0 {
                subject.rates.push(words as f64 / seconds);
            }
        }
    }
    println!("French articles of corpus/news.jsonl, median of {ROUNDS} rounds in turn\n");
    for subject in &subjects {
        let times = subject.griot.stage_times();
        let total = times.prepare + times.infer + times.finish;
        let share = |part: std::time::Duration| 100.0 * part.as_secs_f64() / total.as_secs_f64();
        println!(
            "{:34} {:7.0} words/s   to windows {:4.1} %, model {:4.1} %, decoding {:4.1} %",
            subject.name,
            subject.median(),
            share(times.prepare),
            share(times.infer),
            share(times.finish),
        );
    }
    let rate = |name: &str| {
        subjects
            .iter()
            .find(|s| s.name == name)
            .map(Subject::median)
    };
    println!();
    for (one, other) in [
        ("base, 2 threads", "base, 1 thread"),
        ("small, 2 threads", "small, 1 thread"),
        ("tiny, 2 threads", "tiny, 1 thread"),
        ("base, 2 threads", "base, 2 threads, without values"),
        ("small, 2 threads", "small in libtorch f32, 2 threads"),
    ] {
        if let (Some(a), Some(b)) = (rate(one), rate(other)) {
            println!("{one} / {other}: {:.2}", a / b);
        }
    }
    println!();
    for model in ["base", "small", "tiny"] {
        start_up(model);
    }
}

/// Time and peak memory of the command on one sentence, and on the whole sample corpus.
fn start_up(model: &str) {
    let run = |input: &str| measured::run("extract", ["--model", model, input]);
    let sentence = std::env::temp_dir().join("griot-bench.txt");
    if std::fs::write(&sentence, "Le général Assimi Goïta a quitté Bamako lundi.").is_err() {
        return;
    }
    let sentence = sentence.display().to_string();
    let mut starts: Vec<f64> = (0..ROUNDS).map(|_| run(&sentence).seconds).collect();
    starts.sort_by(f64::total_cmp);
    let sample = run("corpus/news.jsonl");
    println!(
        "{model}: start to first result {:.2} s; peak memory over the sample corpus {}",
        starts[ROUNDS / 2],
        match (sample.peak_kilobytes, sample.failure) {
            (Some(kilobytes), None) => format!("{:.0} MB", kilobytes / 1e3),
            (_, failure) => format!("unknown ({})", failure.unwrap_or_default().trim()),
        },
    );
}
