//! Words per second through the whole pipeline: French articles of the sample corpus, each model,
//! one thread and two. Criterion's `elem/s` are words (UAX #29) per second.
//!
//!     cargo bench --bench pipeline

use std::hint::black_box;

use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use griot::{Griot, Lang, Reader, Record, Source};

fn articles() -> Vec<Record> {
    Reader::new(["corpus/news.jsonl"])
        .map(|record| record.expect("the sample corpus is well formed"))
        .filter(|record| record.lang() == Some(Lang::Fr))
        .collect()
}

fn pipeline(criterion: &mut Criterion) {
    let articles = articles();
    let mut group = criterion.benchmark_group("extract");
    group.sampling_mode(SamplingMode::Flat).sample_size(10);
    for model in ["base", "small", "tiny"] {
        for threads in [1, 2] {
            let griot = Griot::builder()
                .model(model)
                .threads(threads)
                .build()
                .expect("the model is part of this build");
            let documents = griot.extract_batch(&articles).into_iter();
            let words = documents.map(|document| document.expect("no text is refused").words);
            let words: usize = words.sum();
            group.throughput(Throughput::Elements(words as u64));
            group.bench_function(format!("{model}/threads={threads}"), |bencher| {
                bencher.iter(|| black_box(griot.extract_batch(&articles)));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
