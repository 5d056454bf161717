//! The handle that callers hold: a loaded pipeline, and how it is called.

use std::fmt;
use std::sync::Arc;

#[cfg(feature = "corpus")]
use unicode_segmentation::UnicodeSegmentation;

#[cfg(feature = "corpus")]
use crate::contain::contained;
use crate::document::Document;
#[cfg(doc)]
use crate::error::ErrorKind;
use crate::error::Result;
use crate::pipeline::{Loaded, Pipeline};
use crate::source::Source;
#[cfg(feature = "corpus")]
use crate::source::unread_date;
use crate::stage_times::StageTimes;
use crate::stop::Stop;

/// A loaded pipeline. Cheap to share: `Send` and `Sync`, one model for all threads; clones are handles
/// on the same pipeline.
#[derive(Clone)]
pub struct Griot {
    shared: Arc<Pipeline>,
    stop: Stop,
}

impl fmt::Debug for Griot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Griot");
        shown.field("stop", &self.stop).finish_non_exhaustive()
    }
}

impl Griot {
    pub(crate) fn on(shared: Pipeline) -> Self {
        Self {
            shared: Arc::new(shared),
            stop: Stop::new(),
        }
    }

    pub(crate) fn loaded(&self) -> &Arc<Loaded> {
        &self.shared.loaded
    }

    /// The same pipeline, but its calls (for a text, a batch, a stream, record batches) end once `stop`
    /// is set. The switch is checked before each call of the model, which takes some milliseconds. It
    /// takes the place of an earlier one.
    ///
    /// ```
    /// # fn main() -> griot::Result<()> {
    /// # let griot = griot::Griot::builder().model("small").build()?;
    /// let stop = griot::Stop::new();
    /// let griot = griot.until(&stop);
    /// stop.set(); // from any thread
    /// let error = griot.extract("Le Mali a voté.").expect_err("it was stopped");
    /// assert_eq!(error.kind(), griot::ErrorKind::Stopped);
    /// # Ok(())
    /// # }
    /// ```
    pub fn until(&self, stop: &Stop) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            stop: stop.clone(),
        }
    }

    /// A name for the model, made from the content of its files: it changes if the weights, tokenizer
    /// or configuration do, but not if the files move.
    pub fn model_fingerprint(&self) -> &str {
        self.shared.loaded.fingerprint.as_str()
    }

    /// A name for the user's [list of names](crate::Builder::known), made from its content; `None` without
    /// one.
    pub fn known_fingerprint(&self) -> Option<&str> {
        Some(self.shared.known.as_ref()?.fingerprint())
    }

    /// Reads one text: a `&str`, a [`Text`](crate::Text) with its date and language, a record.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let griot = griot::Griot::builder().model("small").build()?;
    /// let line = serde_json::to_string(&griot.extract("Le Mali a voté.")?)?;
    /// let document: griot::Document = serde_json::from_str(&line)?;
    /// assert_eq!((document.mentions[0].code(), document.mentions[0].rule()), (Some("ML"), Some("name")));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Engine`] if the model fails to run, [`ErrorKind::Stopped`] if the pipeline was
    /// [stopped](Griot::until), [`ErrorKind::Internal`] if griot itself fails on this text. No text is
    /// refused.
    pub fn extract<T: Source>(&self, text: T) -> Result<Document> {
        let document = self.read_all(&[&text])?.remove(0)?;
        Ok(complete(&text, document))
    }

    /// Reads many texts, in parallel; the results come in the order of the texts. A document does not
    /// depend on the other texts, and a text that fails does not affect them.
    ///
    /// ```
    /// # fn main() -> griot::Result<()> {
    /// # let griot = griot::Griot::builder().model("small").build()?;
    /// for document in griot.extract_batch(&["Le Mali a voté.", "Ghana voted."]) {
    ///     assert_eq!(document?.mentions.len(), 1);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Each as for [`Griot::extract`]; a fault on one text gives the text's index in `texts`.
    pub fn extract_batch<T: Source>(&self, texts: &[T]) -> Vec<Result<Document>> {
        let documents = match self.read_all(texts) {
            Ok(documents) => documents,
            Err(error) => return texts.iter().map(|_| Err(error.again())).collect(),
        };
        let numbered = texts.iter().zip(documents).enumerate();
        numbered
            .map(|(n, (text, document))| match document {
                Ok(document) => Ok(complete(text, document)),
                Err(error) => Err(error.within(format!("texts[{n}]"))),
            })
            .collect()
    }

    /// Reads many texts. Fails if no more texts can be read; each result may also be a fault on its own
    /// text ([`ErrorKind::Internal`]). A text that was made from the input is not in its document yet.
    pub(crate) fn read_all<T: Source>(&self, texts: &[T]) -> Result<Vec<Result<Document>>> {
        self.shared.extract(texts, &self.stop)
    }

    /// Where the time went since this pipeline was built.
    pub fn stage_times(&self) -> StageTimes {
        let clock = &self.shared.clock;
        StageTimes {
            prepare: clock.prepare.total(),
            infer: clock.infer.total(),
            finish: clock.finish.total(),
        }
    }

    /// The document for a text that is not read, because the record `first` had the same text.
    #[cfg(feature = "corpus")]
    pub(crate) fn duplicate<T: Source>(&self, source: &T, first: String) -> Result<Document> {
        contained(|| {
            let text = source.text();
            let mut document = Document::new(self.shared.lang(source, text));
            document.words = text.unicode_words().count();
            document.date = unread_date(source);
            document.duplicate_of = Some(first);
            source.describe(&mut document);
            document
        })
    }
}

/// The document with its text, if that was made from the input and exists nowhere else.
pub(crate) fn complete<T: Source>(source: &T, document: Document) -> Document {
    match source.is_derived() {
        true => document.with_text(source.text()),
        false => document,
    }
}
