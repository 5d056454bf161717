//! Streaming: any number of texts through the pipeline, in order, in bounded memory.

use std::collections::VecDeque;

use crate::document::Document;
use crate::error::Result;
use crate::pipeline::Griot;
use crate::source::Source;

/// Texts are read in groups of about this many bytes: enough to keep every worker busy, little
/// enough to keep memory flat and results coming.
pub(crate) const GROUP_BYTES: usize = 64 * 1024;
/// The most texts in a group, for texts of a few words.
pub(crate) const GROUP_TEXTS: usize = 256;

/// Iterator of [`Griot::extract_stream`].
pub struct Extractions<'g, I: Iterator> {
    griot: &'g Griot,
    texts: I,
    group: Vec<I::Item>,
    ready: VecDeque<(I::Item, Document)>,
    failed: bool,
}

impl Griot {
    /// Reads the texts of an iterator as they come and gives each back with its document, in the
    /// same order. At most a group of about 64 KiB of text (or one longer text) is held at a time.
    ///
    /// The first engine failure ends the stream.
    ///
    /// ```
    /// # fn main() -> griot::Result<()> {
    /// let griot = griot::Griot::builder().model("small").build()?;
    /// let texts = ["Le Mali a voté dimanche.", "Ghana voted on Sunday."];
    /// for item in griot.extract_stream(texts) {
    ///     let (text, document) = item?;
    ///     for mention in document.mentions() {
    ///         assert_eq!(&text[mention.span.bytes()], mention.text);
    ///     }
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
    type Item = Result<(I::Item, Document)>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ready.is_empty() && !self.failed {
            let mut bytes = 0;
            while bytes < GROUP_BYTES && self.group.len() < GROUP_TEXTS {
                let Some(text) = self.texts.next() else { break };
                bytes += text.text().len();
                self.group.push(text);
            }
            match self.griot.extract_batch(&self.group) {
                Ok(documents) => self.ready.extend(self.group.drain(..).zip(documents)),
                Err(error) => {
                    self.failed = true;
                    return Some(Err(error));
                }
            }
        }
        self.ready.pop_front().map(Ok)
    }
}
