//! The pipeline: texts in, documents out. The order of the stages is the order of the code here.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;
use std::time::Instant;

use rayon::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use crate::batch::{QueuedWindow, batches};
use crate::contain::contained;
use crate::decode::Decoder;
use crate::document::{Document, Label, Lang, Mention, Offsets};
use crate::error::{Error, ErrorKind, Result};
use crate::fingerprint::Fingerprint;
use crate::found::Found;
use crate::infer::{Engine, InputRow, Threads, Workers};
use crate::known::KnownList;
use crate::labels::Tagset;
use crate::merge::Merged;
use crate::model::Config;
use crate::normalise::{Normalised, normalise};
use crate::resolve::{GivenDate, Mentions, Resolved};
use crate::source::{Source, given_date, unread_date};
use crate::stage_times::Clock;
use crate::stop::Stop;
use crate::tokenise::{PartTokens, Pieces};
use crate::window::{Window, windows};
use crate::{
    consistency, countries, dates, edges, found, furniture, language, part, resolve, segment,
};

/// What the handles of a pipeline share.
pub(crate) struct Pipeline {
    pub loaded: Arc<Loaded>,
    pub tags: Tagset,
    /// Where the stages before and after inference run.
    pub pool: Threads,
    pub workers: Workers,
    pub lang: Option<Lang>,
    pub min_score: f32,
    pub values: bool,
    pub drop_furniture: bool,
    /// The user's list of names.
    pub known: Option<KnownList>,
    pub clock: Clock,
}

/// What pipelines may share: everything large.
pub(crate) struct Loaded {
    pub config: Config,
    pub pieces: Pieces,
    /// The most pieces in a window, not counting special ones.
    pub window: usize,
    pub engine: Box<dyn Engine>,
    pub fingerprint: Fingerprint,
}

/// How many bytes of text may be between tokenising and decoding at once.
const WAVE_BYTES: usize = 256 * 1024;

/// A text in progress: what is known about it as a whole.
struct OpenedText {
    normalised: Normalised,
    lang: Lang,
    /// Byte ranges in the normalised text.
    sentences: Vec<Range<usize>>,
}

/// A part of a document.
struct TextPart<'a> {
    /// The document's number in its batch.
    document: usize,
    opened: &'a OpenedText,
    /// Which sentences of the document.
    sentences: Range<usize>,
}

impl TextPart<'_> {
    /// Bytes of text.
    fn bytes(&self) -> usize {
        let sentences = &self.opened.sentences[self.sentences.clone()];
        sentences.iter().map(ExactSizeIterator::len).sum()
    }
}

/// A part on its way through the model.
struct Prepared {
    tokens: PartTokens,
    windows: Vec<Window>,
}

impl Pipeline {
    /// Reads many texts. Fails if no more texts can be read; each result may also be a fault on its own
    /// text ([`ErrorKind::Internal`]).
    pub fn extract<T: Source>(&self, texts: &[T], stop: &Stop) -> Result<Vec<Result<Document>>> {
        let started = Instant::now();
        let open = |text| contained(|| self.open(text));
        let opened: Vec<Result<OpenedText>> =
            self.pool.run(|| texts.par_iter().map(open).collect());
        self.clock.prepare.lap(started);
        let found = self.read(&opened, stop)?;
        let started = Instant::now();
        let finish = |((text, opened), found): ((&T, Result<OpenedText>), Result<Vec<Found>>)| {
            let (opened, found) = (opened?, found?);
            contained(|| self.finish(text, &opened, found))
        };
        let documents = self.pool.run(|| {
            texts
                .par_iter()
                .zip(opened)
                .zip(found)
                .map(finish)
                .collect()
        });
        self.clock.finish.lap(started);
        Ok(documents)
    }

    /// Normalise, segment.
    fn open<T: Source>(&self, text: &T) -> OpenedText {
        #[cfg(test)]
        assert!(!text.text().contains(tests::BOMB), "the bomb goes off");
        let normalised = normalise(text.text());
        let lang = self.lang(text, &normalised.text);
        let sentences = part::bounded(&normalised.text, segment::sentences(&normalised.text));
        OpenedText {
            normalised,
            lang,
            sentences,
        }
    }

    /// The language that the source gives, else the one that the caller set, else the one detected in
    /// `text`.
    pub fn lang<T: Source>(&self, source: &T, text: &str) -> Lang {
        let known = source.lang().or(self.lang);
        known.unwrap_or_else(|| language::detect(text))
    }

    /// The model's mentions of each document, read part by part.
    fn read(&self, opened: &[Result<OpenedText>], stop: &Stop) -> Result<Vec<Result<Vec<Found>>>> {
        let whole = opened.iter().enumerate();
        let parts: Vec<TextPart> = whole
            .filter_map(|(document, opened)| Some((document, opened.as_ref().ok()?)))
            .flat_map(|(document, opened)| {
                let parts = part::parts(&opened.sentences).into_iter();
                parts.map(move |sentences| TextPart {
                    document,
                    opened,
                    sentences,
                })
            })
            .collect();
        let mut found: Vec<Result<Vec<Found>>> = opened.iter().map(|_| Ok(Vec::new())).collect();
        let mut rest = parts.as_slice();
        while !rest.is_empty() {
            let mut left = WAVE_BYTES;
            let fits = |part: &&TextPart| {
                let fits = left > 0;
                left = left.saturating_sub(part.bytes());
                fits
            };
            let (wave, others) = rest.split_at(rest.iter().take_while(fits).count());
            rest = others;
            for (part, mentions) in wave.iter().zip(self.read_wave(wave, stop)?) {
                let so_far = &mut found[part.document];
                match (so_far.as_mut(), mentions) {
                    (Ok(so_far), Ok(mut mentions)) => so_far.append(&mut mentions),
                    (Ok(_), Err(failure)) => *so_far = Err(failure),
                    (Err(_), _) => {}
                }
            }
        }
        // A long text has hundreds of thousands of mentions, held until it is done.
        for mentions in found.iter_mut().flatten() {
            mentions.shrink_to_fit();
        }
        Ok(found)
    }

    /// Tokenise, window, batch, infer, merge, decode, edges, for parts of documents.
    fn read_wave(&self, wave: &[TextPart], stop: &Stop) -> Result<Vec<Result<Vec<Found>>>> {
        let started = Instant::now();
        let prepared: Vec<Result<Prepared>> = self.pool.run(|| {
            let prepared = wave
                .par_iter()
                .map(|part| contained(|| self.prepare(part)).flatten());
            prepared.collect()
        });
        let started = self.clock.prepare.lap(started);
        let merged = self.infer(prepared, stop)?;
        let started = self.clock.infer.lap(started);
        let found = self.pool.run(|| {
            (wave, merged)
                .into_par_iter()
                .map_init(Decoder::default, |decoder, (part, merged)| {
                    let (prepared, merged) = merged?;
                    contained(|| self.decode(part.opened, &prepared, &merged, decoder))
                })
                .collect()
        });
        self.clock.finish.lap(started);
        Ok(found)
    }

    /// Tokenise, window.
    fn prepare(&self, part: &TextPart) -> Result<Prepared> {
        let sentences = &part.opened.sentences[part.sentences.clone()];
        let text = &part.opened.normalised.text;
        let tokens = self.loaded.pieces.tokenise(text, sentences)?;
        let windows = windows(&tokens, self.loaded.window);
        Ok(Prepared { tokens, windows })
    }

    /// Batch, infer, merge. A part that failed earlier, or whose batch made the engine panic, stays
    /// failed.
    fn infer(
        &self,
        prepared: Vec<Result<Prepared>>,
        stop: &Stop,
    ) -> Result<Vec<Result<(Prepared, Merged)>>> {
        let ready = prepared.iter().enumerate();
        let jobs: Vec<(usize, &Prepared, &Window)> = ready
            .filter_map(|(n, part)| Some((n, part.as_ref().ok()?)))
            .flat_map(|(n, part)| part.windows.iter().map(move |w| (n, part, w)))
            .collect();
        let Loaded { pieces, engine, .. } = &*self.loaded;
        let frame = pieces.prefix.len() + pieces.suffix.len();
        let lengths: Vec<QueuedWindow> = jobs
            .iter()
            .map(|&(part, _, window)| QueuedWindow {
                part,
                length: window.pieces.len() + frame,
            })
            .collect();
        let batches = batches(&lengths, engine.batching());
        let results = self.workers.map(&batches, |worker, batch| {
            if stop.is_set() {
                return Err(Error::new(ErrorKind::Stopped, "stopped by the caller"));
            }
            let framed: Vec<_> = batch
                .iter()
                .map(|&n| self.framed(&jobs[n].1.tokens, jobs[n].2))
                .collect();
            let rows: Vec<_> = framed
                .iter()
                .map(|(ids, word_starts)| InputRow { ids, word_starts })
                .collect();
            match contained(|| engine.logits(&rows, worker)) {
                Ok(logits) => logits.map(Ok),
                Err(panicked) => Ok(Err(panicked)),
            }
        })?;
        let width = self.tags.len();
        let mut merged: Vec<Result<Merged>> = prepared
            .iter()
            .map(|part| {
                let words = part.as_ref().map_or(0, |part| part.tokens.words.len());
                Ok(Merged::new(words, width))
            })
            .collect();
        for (batch, rows) in batches.iter().zip(results) {
            let rows = match rows {
                Ok(rows) => rows,
                Err(panicked) => {
                    for &n in batch {
                        merged[jobs[n].0] = Err(panicked.again());
                    }
                    continue;
                }
            };
            for (&n, rows) in batch.iter().zip(&rows) {
                let (part, prepared, window) = jobs[n];
                if let Ok(merged) = &mut merged[part] {
                    let words = prepared.tokens.read(window.words.clone());
                    merged.add(words.map(|(word, _)| word), rows);
                }
            }
        }
        let both = prepared.into_iter().zip(merged);
        Ok(both
            .map(|(prepared, merged)| Ok((prepared?, merged?)))
            .collect())
    }

    /// A window's ids between the special pieces, and where its words start among them.
    fn framed(&self, tokens: &PartTokens, window: &Window) -> (Vec<u32>, Vec<usize>) {
        let Pieces { prefix, suffix, .. } = &self.loaded.pieces;
        let ids = [prefix, &tokens.ids[window.pieces.clone()], suffix].concat();
        let words = tokens.read(window.words.clone());
        let starts = words.map(|(_, piece)| prefix.len() + piece - window.pieces.start);
        (ids, starts.collect())
    }

    /// Dates, consistency, the user's names, furniture, resolve, and back to the text as it was given.
    fn finish<T: Source>(&self, source: &T, opened: &OpenedText, found: Vec<Found>) -> Document {
        let OpenedText {
            normalised,
            lang,
            sentences,
        } = opened;
        let lang = *lang;
        let mut found = dates::agree(&normalised.text, sentences, lang, found);
        countries::agree(&normalised.text, lang, &mut found);
        let wanted =
            |mention: &Found| mention.label == Label::Date || !self.tags.leaves_out(mention.label);
        found.retain(wanted);
        consistency::agree(&normalised.text, lang, &mut found);
        // `Mme Peugeot` is a person, whom a map of labels may leave out.
        found.retain(wanted);
        if let Some(list) = &self.known {
            list.find(&normalised.text, &mut found);
        }
        found::apart(normalised, lang, &mut found);
        // What the list found has no score to be left out by.
        found.retain(|mention| mention.listed || mention.score >= self.min_score);
        let furniture = furniture::find(&normalised.text, sentences.iter().cloned());
        if self.drop_furniture {
            found.retain(|mention| !furniture::holds(&furniture, &mention.range));
        }
        let given = given_date(source);
        let resolved = if self.values {
            let mentions = Mentions {
                text: &normalised.text,
                sentences,
                lang,
                found: &found,
                left_out: if self.drop_furniture { &furniture } else { &[] },
            };
            let given = GivenDate {
                date: given,
                usual: source.usual_date(),
            };
            resolve::resolve(&mentions, given, source.day_first(), self.known.as_ref())
        } else {
            Resolved::default()
        };
        let text = source.text();
        let mut document = Document::new(lang);
        document.words = text.unicode_words().count();
        match resolved.date {
            Some((date, found)) => {
                document.date = Some(date.to_string());
                document.date_source = Some(found.into());
            }
            // As the source gives it, if nobody tried to read it.
            None if !resolved.date_unread => document.date = unread_date(source),
            None => {}
        }
        if resolved.date_unread {
            document.date_unread = given.map(str::to_owned);
        }
        document.countries = resolved.countries;
        document.clusters = resolved.clusters;
        let mut values = resolved.values.into_iter();
        let mut cluster_of = resolved.cluster_of.into_iter();
        let mut offsets = Offsets::of(text);
        let mut numbers = part::SentenceNumbers::of(sentences);
        let mention = |found: Found| {
            let sentence = numbers.holding(&found.range);
            let in_furniture = furniture::holds(&furniture, &found.range);
            let span = offsets.span(normalised.source_range(found.range));
            let (cluster, rule) = cluster_of.next().unzip();
            Mention {
                label: found.label,
                text: text[span.bytes()].to_owned(),
                span,
                score: found.score,
                sentence,
                value: values.next().flatten(),
                cluster,
                cluster_rule: rule.map(Cow::Borrowed),
                source: found.listed.then_some(Cow::Borrowed("known")),
                furniture: in_furniture,
            }
        };
        document.mentions = found.into_iter().map(mention).collect();
        let mut offsets = Offsets::of(text);
        let pieces = furniture.into_iter();
        document.furniture = pieces
            .map(|range| offsets.span(normalised.source_range(range)))
            .collect();
        source.describe(&mut document);
        document
    }

    /// Decode and edges.
    fn decode(
        &self,
        opened: &OpenedText,
        prepared: &Prepared,
        merged: &Merged,
        decoder: &mut Decoder,
    ) -> Vec<Found> {
        let (text, tokens) = (&opened.normalised.text, &prepared.tokens);
        let mut spans = Vec::new();
        for sentence in &tokens.sentences {
            let words = sentence.words.clone();
            decoder.decode(&merged.logits, &self.tags, &tokens.words, words, &mut spans);
        }
        let mut found = Vec::with_capacity(spans.len());
        for (n, span) in spans.iter().enumerate() {
            let words = &tokens.words[span.words.clone()];
            let (Some(first), Some(last)) = (words.first(), words.last()) else {
                continue;
            };
            // A mention may take in the `'s` after it, up to the start of the next mention.
            let next = spans.get(n + 1).map(|span| span.words.start);
            let next = next.map_or(text.len(), |word| tokens.words[word].range.start);
            for part in edges::parts(text, first.range.start..last.range.end) {
                let range = edges::trim(text, part, span.label, opened.lang);
                if range.is_empty() {
                    continue;
                }
                let (range, label) =
                    edges::with_own_s(&text[..next], range, span.label, &span.readings);
                found.push(Found::new(range, label, span.readings));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests;
