//! The pipeline: texts in, documents out. The order of the stages is the order of the code here.

use std::time::Instant;

use rayon::prelude::*;
use rten::ThreadPool;
use unicode_segmentation::UnicodeSegmentation;

use crate::batch::{Job, batches};
use crate::builder::Builder;
use crate::dates::Found;
use crate::decode::Decoder;
use crate::document::{Document, Lang, Mention, Span};
use crate::error::Result;
use crate::infer::{Engine, Workers};
use crate::labels::Tagset;
use crate::merge::Merged;
use crate::normalise::{Normalised, normalise};
use crate::resolve::{Mentions, Resolved};
use crate::source::Source;
use crate::stage_times::{Clock, StageTimes};
use crate::tokenise::{Pieces, Tokens};
use crate::window::{Window, windows};
use crate::{consistency, dates, edges, language, resolve};

/// A loaded pipeline. Cheap to share: `Send` and `Sync`, one model for all threads.
pub struct Griot {
    pub(crate) pieces: Pieces,
    pub(crate) tags: Tagset,
    /// The most pieces of a window, special ones not counted.
    pub(crate) window: usize,
    pub(crate) engine: Box<dyn Engine>,
    /// Where the stages before and after inference run.
    pub(crate) pool: ThreadPool,
    pub(crate) workers: Workers,
    pub(crate) lang: Option<Lang>,
    pub(crate) min_score: f32,
    pub(crate) values: bool,
    pub(crate) clock: Clock,
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
    /// [`ErrorKind::Engine`](crate::ErrorKind::Engine) where the model fails to run; no text is refused.
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
        let started = Instant::now();
        let prepared: Vec<Prepared> = self.pool.run(|| {
            let prepared = texts.par_iter().map(|text| self.prepare(text));
            prepared.collect::<Result<_>>()
        })?;
        let started = self.clock.prepare.lap(started);
        let logits = self.infer(&prepared)?;
        let started = self.clock.infer.lap(started);
        let documents = self.pool.run(|| {
            texts
                .par_iter()
                .zip(prepared)
                .zip(logits)
                .map_init(Decoder::default, |decoder, ((text, prepared), merged)| {
                    self.finish(text, prepared, &merged, decoder)
                })
                .collect()
        });
        self.clock.finish.lap(started);
        Ok(documents)
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
        let frame = self.pieces.prefix.len() + self.pieces.suffix.len();
        let lengths: Vec<Job> = jobs
            .iter()
            .map(|&(document, window)| Job {
                document,
                length: window.pieces.len() + frame,
            })
            .collect();
        let batches = batches(&lengths, self.engine.batching());
        let results = self.workers.map(&batches, |worker, batch| {
            let rows: Vec<Vec<u32>> = batch
                .iter()
                .map(|&n| self.framed(&prepared[jobs[n].0].tokens.ids, jobs[n].1))
                .collect();
            let rows: Vec<&[u32]> = rows.iter().map(Vec::as_slice).collect();
            self.engine.logits(&rows, worker)
        })?;
        let width = self.tags.len();
        let mut merged: Vec<Merged> = prepared
            .iter()
            .map(|document| Merged::new(document.tokens.ids.len(), width))
            .collect();
        for (&n, rows) in batches.iter().flatten().zip(results.iter().flatten()) {
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
        consistency::agree(&normalised.text, lang, &mut found);
        found.retain(|mention| mention.score >= self.min_score);
        let resolved = if self.values {
            let mentions = Mentions {
                text: &normalised.text,
                sentences: &tokens.sentences,
                lang,
                found: &found,
            };
            resolve::resolve(&mentions, source.date(), source.day_first())
        } else {
            Resolved::default()
        };
        let text = source.text();
        let mut values = resolved.values.into_iter();
        let mut cluster_of = resolved.cluster_of.into_iter();
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
                    let (cluster, cluster_rule) = cluster_of.next().unzip();
                    Mention {
                        label,
                        text,
                        span,
                        score,
                        value: values.next().flatten(),
                        cluster,
                        cluster_rule,
                    }
                },
            )
            .collect();
        Document {
            lang,
            words: text.unicode_words().count(),
            date: resolved.date,
            countries: resolved.countries,
            clusters: resolved.clusters,
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
