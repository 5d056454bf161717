//! Streaming: any number of texts go through the pipeline, in order, in bounded memory.

use std::collections::VecDeque;

use crate::document::Document;
use crate::error::Result;
use crate::griot::{Griot, complete};
use crate::source::Source;

/// Texts are read in groups of about this many bytes: enough to keep every worker busy, few enough to
/// keep memory flat and results coming.
pub(crate) const GROUP_BYTES: usize = 64 * 1024;
/// The most texts in a group, for texts of a few words.
pub(crate) const GROUP_TEXTS: usize = 256;

/// The iterator returned by [`Griot::extract_stream`].
pub struct Extractions<'g, I: Iterator> {
    griot: &'g Griot,
    texts: I,
    group: Vec<I::Item>,
    ready: VecDeque<(I::Item, Result<Document>)>,
    failed: bool,
}

impl Griot {
    /// Reads the texts of an iterator as they come and returns each with its document, in the same
    /// order. At most a group of about 64 KiB of text (or one longer text) is held at a time.
    ///
    /// A text that fails does not affect the others. If no more texts can be read (the engine fails, or
    /// the pipeline was [stopped](Griot::until)), the texts held come back with that error, and the
    /// stream ends.
    ///
    /// ```
    /// # fn main() -> griot::Result<()> {
    /// # let griot = griot::Griot::builder().model("small").build()?;
    /// for (text, document) in griot.extract_stream(["Le Mali a voté.", "Ghana voted."]) {
    ///     let mention = &document?.mentions[0];
    ///     assert_eq!(&text[mention.span.bytes()], mention.text);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn extract_stream<I>(&self, texts: I) -> Extractions<'_, I::IntoIter>
    where
        I: IntoIterator,
        I::Item: Source,
    {
        Extractions {
            griot: self,
            texts: texts.into_iter(),
            group: Vec::new(),
            ready: VecDeque::new(),
            failed: false,
        }
    }
}

impl<I> Iterator for Extractions<'_, I>
where
    I: Iterator,
    I::Item: Source,
{
    type Item = (I::Item, Result<Document>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.ready.is_empty() && !self.failed {
            let mut bytes = 0;
            while bytes < GROUP_BYTES && self.group.len() < GROUP_TEXTS {
                let Some(text) = self.texts.next() else { break };
                bytes += text.text().len();
                self.group.push(text);
            }
            let documents = self.griot.read_all(&self.group);
            let group = self.group.drain(..);
            match documents {
                Ok(documents) => self
                    .ready
                    .extend(group.zip(documents).map(|(text, document)| {
                        let document = document.map(|document| complete(&text, document));
                        (text, document)
                    })),
                Err(error) => {
                    self.failed = true;
                    self.ready
                        .extend(group.map(|text| (text, Err(error.again()))));
                }
            }
        }
        self.ready.pop_front()
    }
}
