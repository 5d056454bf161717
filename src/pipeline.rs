//! The pipeline: texts in, documents out. The order of the stages is the order of the code here.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use rayon::prelude::*;
use rten::ThreadPool;
use unicode_segmentation::UnicodeSegmentation;

use crate::batch::batches;
use crate::dates::Found;
use crate::decode::Decoder;
use crate::document::{Document, Lang, Mention, Span};
use crate::error::{Error, ErrorKind, Result};
use crate::infer::{Engine, Onnx, Rten};
use crate::labels::{LabelMap, Tagset};
use crate::merge::Merged;
use crate::model::Model;
use crate::normalise::{Normalised, normalise};
use crate::resolve::{Mentions, Resolved};
use crate::stage_times::{Clock, StageTimes};
use crate::tokenise::{Pieces, Tokens};
use crate::window::{Window, windows};
use crate::{consistency, dates, edges, language, resolve};

/// Something with a text to read.
pub trait Source: Send + Sync {
    /// The text.
    fn text(&self) -> &str;

    /// Its language, if it is known; it is detected otherwise.
    fn lang(&self) -> Option<Lang> {
        None
    }

    /// Its date, if it is known: ISO 8601, or a full date in words. Relative dates count from it.
    fn date(&self) -> Option<&str> {
        None
    }
}

impl Source for str {
    fn text(&self) -> &str {
        self
    }
}

impl Source for String {
    fn text(&self) -> &str {
        self
    }
}

impl<T: Source + ?Sized> Source for &T {
    fn text(&self) -> &str {
        (**self).text()
    }

    fn lang(&self) -> Option<Lang> {
        (**self).lang()
    }

    fn date(&self) -> Option<&str> {
        (**self).date()
    }
}

/// What runs the model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum EngineKind {
    /// `rten`: pure Rust, ONNX models.
    #[default]
    Rten,
    /// `rust-bert` on libtorch: safetensors models. Only in builds with the feature `libtorch`.
    Libtorch,
}

impl std::str::FromStr for EngineKind {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "rten" => Ok(Self::Rten),
            "libtorch" => Ok(Self::Libtorch),
            _ => Err(Error::new(
                ErrorKind::Option,
                format!("unknown engine {name:?}: expected rten or libtorch"),
            )),
        }
    }
}

/// Options of a [`Griot`].
#[derive(Clone, Debug, Default)]
pub struct Builder {
    model: Option<PathBuf>,
    engine: EngineKind,
    threads: usize,
    labels: LabelMap,
    lang: Option<Lang>,
    min_score: f32,
    no_values: bool,
}

impl Builder {
    /// The model: `base`, `small`, or a model directory. Default: the first one of this build.
    pub fn model(mut self, name: impl AsRef<Path>) -> Self {
        self.model = Some(name.as_ref().to_owned());
        self
    }

    /// What runs the model.
    pub fn engine(mut self, engine: EngineKind) -> Self {
        self.engine = engine;
        self
    }

    /// Number of threads; 0, the default, is one for each core.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// How the labels of a foreign model are named.
    pub fn labels(mut self, labels: LabelMap) -> Self {
        self.labels = labels;
        self
    }

    /// The language of all texts; detected for each text otherwise.
    pub fn lang(mut self, lang: Lang) -> Self {
        self.lang = Some(lang);
        self
    }

    /// Leaves out mentions that score lower, in 0..=1.
    pub fn min_score(mut self, min_score: f32) -> Self {
        self.min_score = min_score;
        self
    }

    /// Whether mentions get values (countries, dates) and documents a date. Default: yes.
    pub fn values(mut self, wanted: bool) -> Self {
        self.no_values = !wanted;
        self
    }

    /// Loads the model.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Model`] where the model cannot be found, read or used, [`ErrorKind::Engine`]
    /// where this build has no such engine, [`ErrorKind::Option`] for a score outside 0..=1.
    pub fn build(self) -> Result<Griot> {
        if !(0.0..=1.0).contains(&self.min_score) {
            return Err(Error::new(
                ErrorKind::Option,
                format!("minimum score {}: expected 0 to 1", self.min_score),
            ));
        }
        let model = match &self.model {
            Some(name) => Model::named(name)?,
            None => Model::standard()?,
        };
        let config = model.config()?;
        let pieces = Pieces::from_bytes(&model.tokenizer()?)?;
        let tags = Tagset::new(&config.tags()?, &self.labels)?;
        let threads = match self.threads {
            0 => std::thread::available_parallelism().map_or(1, usize::from),
            n => n,
        };
        let pool = Arc::new(ThreadPool::with_num_threads(threads));
        let engine: Box<dyn Engine> = match self.engine {
            EngineKind::Rten => {
                let path;
                let onnx = match &model {
                    Model::Embedded(model) => Onnx::Embedded(model.onnx),
                    Model::Directory(dir) => {
                        path = dir.join("model.onnx");
                        Onnx::File(&path)
                    }
                };
                Box::new(Rten::load(onnx, tags.len(), pool.clone())?)
            }
            EngineKind::Libtorch => libtorch(&model, &config.model_type, tags.len())?,
        };
        Ok(Griot {
            window: config.window(pieces.prefix.len() + pieces.suffix.len()),
            pieces,
            tags,
            engine,
            pool,
            lang: self.lang,
            min_score: self.min_score,
            values: !self.no_values,
            clock: Clock::default(),
        })
    }
}

#[cfg(feature = "libtorch")]
fn libtorch(model: &Model, model_type: &str, labels: usize) -> Result<Box<dyn Engine>> {
    match model {
        Model::Directory(dir) => Ok(Box::new(crate::infer::Libtorch::load(
            dir, model_type, labels,
        )?)),
        Model::Embedded(_) => Err(Error::new(
            ErrorKind::Model,
            "the libtorch engine needs a model directory with model.safetensors",
        )),
    }
}

#[cfg(not(feature = "libtorch"))]
fn libtorch(_: &Model, _: &str, _: usize) -> Result<Box<dyn Engine>> {
    Err(Error::new(
        ErrorKind::Engine,
        "this build has no libtorch engine: build with --features libtorch",
    ))
}

/// A loaded pipeline. Cheap to share: `Send` and `Sync`, one model for all threads.
pub struct Griot {
    pieces: Pieces,
    tags: Tagset,
    /// The most pieces of a window, special ones not counted.
    window: usize,
    engine: Box<dyn Engine>,
    pool: Arc<ThreadPool>,
    lang: Option<Lang>,
    min_score: f32,
    values: bool,
    clock: Clock,
}

/// A text on its way: what the stages before inference made of it.
struct Prepared {
    normalised: Normalised,
    lang: Lang,
    tokens: Tokens,
    windows: Vec<Window>,
}

impl Griot {
    /// Options, then [`Builder::build`].
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Reads one text.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Engine`] where the model fails to run; no text is refused.
    pub fn extract<T: Source>(&self, text: T) -> Result<Document> {
        let mut documents = self.extract_batch(&[text])?;
        Ok(documents.remove(0))
    }

    /// Reads many texts, in parallel; the documents come in the order of the texts. A document is
    /// the same whatever texts stand beside it.
    ///
    /// # Errors
    ///
    /// As [`Griot::extract`].
    pub fn extract_batch<T: Source>(&self, texts: &[T]) -> Result<Vec<Document>> {
        self.pool.run(|| {
            let started = Instant::now();
            let prepared: Vec<Prepared> = texts
                .par_iter()
                .map(|text| self.prepare(text))
                .collect::<Result<_>>()?;
            let started = self.clock.prepare.lap(started);
            let logits = self.infer(&prepared)?;
            let started = self.clock.infer.lap(started);
            let documents = texts
                .par_iter()
                .zip(prepared)
                .zip(logits)
                .map_init(Decoder::default, |decoder, ((text, prepared), merged)| {
                    self.finish(text, prepared, &merged, decoder)
                })
                .collect();
            self.clock.finish.lap(started);
            Ok(documents)
        })
    }

    /// Where the time went since this pipeline was built.
    pub fn stage_times(&self) -> StageTimes {
        StageTimes {
            prepare: self.clock.prepare.total(),
            infer: self.clock.infer.total(),
            finish: self.clock.finish.total(),
        }
    }

    /// Normalise, segment, tokenise, window.
    fn prepare<T: Source>(&self, text: &T) -> Result<Prepared> {
        let normalised = normalise(text.text());
        let lang = text
            .lang()
            .or(self.lang)
            .unwrap_or_else(|| language::detect(&normalised.text));
        let tokens = self.pieces.tokenise(&normalised.text)?;
        let windows = windows(&tokens.sentences, self.window);
        Ok(Prepared {
            normalised,
            lang,
            tokens,
            windows,
        })
    }

    /// Batch, infer, merge.
    fn infer(&self, prepared: &[Prepared]) -> Result<Vec<Merged>> {
        let jobs: Vec<(usize, &Window)> = prepared
            .iter()
            .enumerate()
            .flat_map(|(n, document)| document.windows.iter().map(move |w| (n, w)))
            .collect();
        let lengths: Vec<usize> = jobs.iter().map(|job| job.1.pieces.len()).collect();
        let results: Vec<Vec<(usize, Vec<f32>)>> = batches(&lengths, self.engine.budget())
            .into_par_iter()
            .map(|batch| {
                let rows: Vec<Vec<u32>> = batch
                    .iter()
                    .map(|&n| self.framed(&prepared[jobs[n].0].tokens.ids, jobs[n].1))
                    .collect();
                let rows: Vec<&[u32]> = rows.iter().map(Vec::as_slice).collect();
                let logits = self.engine.logits(&rows)?;
                Ok(batch.into_iter().zip(logits).collect())
            })
            .collect::<Result<_>>()?;
        let width = self.tags.len();
        let mut merged: Vec<Merged> = prepared
            .iter()
            .map(|document| Merged::new(document.tokens.ids.len(), width))
            .collect();
        for (n, rows) in results.into_iter().flatten() {
            let (document, window) = jobs[n];
            merged[document].add(window, &rows[self.pieces.prefix.len() * width..]);
        }
        Ok(merged)
    }

    /// A window's ids between the special pieces.
    fn framed(&self, ids: &[u32], window: &Window) -> Vec<u32> {
        [
            &self.pieces.prefix,
            &ids[window.pieces.clone()],
            &self.pieces.suffix,
        ]
        .concat()
    }

    /// Decode, edges, dates, resolve, and back to the text as it was given.
    fn finish<T: Source>(
        &self,
        source: &T,
        prepared: Prepared,
        merged: &Merged,
        decoder: &mut Decoder,
    ) -> Document {
        let found = self.decode(&prepared, merged, decoder);
        let Prepared {
            normalised,
            lang,
            tokens,
            ..
        } = prepared;
        let mut found = dates::agree(&normalised.text, &tokens.sentences, lang, found);
        consistency::agree(&normalised.text, &mut found);
        found.retain(|mention| mention.score >= self.min_score);
        let resolved = if self.values {
            let mentions = Mentions {
                text: &normalised.text,
                sentences: &tokens.sentences,
                lang,
                found: &found,
            };
            resolve::resolve(&mentions, source.date())
        } else {
            Resolved::default()
        };
        let text = source.text();
        let mut values = resolved.values.into_iter();
        let mut counter = Chars::new(text);
        let mentions = found
            .into_iter()
            .map(
                |Found {
                     range,
                     label,
                     score,
                 }| {
                    let bytes = normalised.source_range(range);
                    let span = Span {
                        start: counter.at(bytes.start),
                        end: counter.at(bytes.end),
                        start_byte: bytes.start,
                        end_byte: bytes.end,
                    };
                    let text = text[bytes].to_owned();
                    Mention {
                        label,
                        text,
                        span,
                        score,
                        value: values.next().flatten(),
                    }
                },
            )
            .collect();
        Document {
            lang,
            words: text.unicode_words().count(),
            date: resolved.date,
            countries: resolved.countries,
            mentions,
        }
    }

    /// Decode and edges.
    fn decode(&self, prepared: &Prepared, merged: &Merged, decoder: &mut Decoder) -> Vec<Found> {
        let (text, tokens) = (&prepared.normalised.text, &prepared.tokens);
        let mut spans = Vec::new();
        for sentence in &tokens.sentences {
            let words = sentence.words.clone();
            decoder.decode(&merged.logits, &self.tags, &tokens.words, words, &mut spans);
        }
        let mut found = Vec::with_capacity(spans.len());
        for span in spans {
            let words = &tokens.words[span.words];
            let (Some(first), Some(last)) = (words.first(), words.last()) else {
                continue;
            };
            for part in edges::parts(text, first.range.start..last.range.end) {
                let range = edges::trim(text, part, span.label, prepared.lang);
                if !range.is_empty() {
                    found.push(Found {
                        range,
                        label: span.label,
                        score: span.score,
                    });
                }
            }
        }
        found
    }
}

/// Code points up to a byte, for bytes asked in rising order.
struct Chars<'a> {
    text: &'a str,
    byte: usize,
    chars: usize,
}

impl<'a> Chars<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            byte: 0,
            chars: 0,
        }
    }

    fn at(&mut self, byte: usize) -> usize {
        self.chars += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.chars
    }
}
