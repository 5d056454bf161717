//! Report: the output of `griot extract` as self-contained web pages.
//!
//! A page holds its documents with their mentions, and the tables, timeline, map and network of
//! these (`docs/report.md`). A corpus with more documents than fit on a page is split, with an
//! overview of the whole in `index.html`; memory then grows with distinct entities, not with
//! documents.
//!
//! `data` is what a page gets, `page` gathers it from documents, `overview` from all of them,
//! `html` puts it into the template that `web/` builds, and `files` names the pages once all are
//! whole.

mod data;
mod files;
mod html;
mod overview;
mod page;
mod tables;
mod text;
mod texts;

use std::io::BufRead;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

pub use texts::Texts;

use data::{Closing, PageKind};
use files::Pages;
use overview::Overview;
use page::Page;
use text::Sentences;

use crate::document::{Document, Lang};
use crate::error::{Error, ErrorKind, Result};
use crate::index::{Decisions, StaleDecision};
use crate::read::{self, each_document};

/// Documents per page, unless [`Report::documents_per_page`] says otherwise.
pub const DEFAULT_DOCUMENTS_PER_PAGE: NonZeroUsize = NonZeroUsize::new(1000).expect("not zero");

/// Where a report goes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReportTarget {
    /// Standard output: one page.
    Stdout,
    /// A file: one page.
    File(PathBuf),
    /// A directory: `index.html`, and `page-0001.html`, ... if one page is not enough.
    Directory(PathBuf),
}

/// A report on documents that [`griot extract`](crate::job::Job) read.
///
/// ```
/// # fn main() -> griot::Result<()> {
/// use griot::report::{Report, ReportTarget};
///
/// let directory = tempfile::tempdir().expect("a directory");
/// let output = r#"{"schema": "griot/1", "id": "a", "lang": "fr", "entities": []}"#;
/// let mut report = Report::new(ReportTarget::File(directory.path().join("report.html")))?;
/// report.add(output.as_bytes(), "out.jsonl")?;
/// assert_eq!(report.finish()?.documents, 1);
/// # Ok(())
/// # }
/// ```
pub struct Report {
    target: ReportTarget,
    title: Option<String>,
    lang: Option<Lang>,
    per_page: NonZeroUsize,
    texts: Option<Texts>,
    decisions: Decisions,
    page: Page,
    /// If there may be more than one page.
    overview: Option<Overview>,
    pages: Pages,
    summary: ReportSummary,
}

/// What a report holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReportSummary {
    /// Documents.
    pub documents: u64,
    /// Pages of documents.
    pub pages: u64,
    /// Documents, duplicates aside, that have no text: neither in the output nor among the
    /// [texts](Report::texts).
    pub without_text: LeftOut,
    /// Documents whose text is not the one that was read: a mention is not in it. They are shown
    /// without it.
    pub other_text: LeftOut,
    /// Decisions that were not used.
    pub stale: Vec<StaleDecision>,
}

/// Documents of a kind: how many, and the first one's id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeftOut {
    /// How many.
    pub documents: u64,
    /// The id of the first.
    pub first: Option<String>,
}

impl LeftOut {
    fn add(&mut self, id: &str) {
        self.documents += 1;
        self.first.get_or_insert_with(|| id.to_owned());
    }
}

impl Report {
    /// An empty report. A directory is made if it does not exist.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] if the target exists and is not a report: nothing else is overwritten.
    /// [`ErrorKind::Io`] if it cannot be looked at or made.
    pub fn new(target: ReportTarget) -> Result<Self> {
        let pages = Pages::open(&target)?;
        let decisions = Decisions::default();
        let directory = matches!(target, ReportTarget::Directory(_));
        Ok(Self {
            page: Page::new(decisions.clone()),
            overview: directory.then(|| Overview::new(decisions.clone())),
            decisions,
            target,
            title: None,
            lang: None,
            per_page: DEFAULT_DOCUMENTS_PER_PAGE,
            texts: None,
            pages,
            summary: ReportSummary::default(),
        })
    }

    /// The title. Default `griot`.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// The language that the pages open in. Default: that of most documents.
    pub fn lang(mut self, lang: Lang) -> Self {
        self.lang = Some(lang);
        self
    }

    /// Documents per page. Memory holds the documents of one page.
    pub fn documents_per_page(mut self, documents: NonZeroUsize) -> Self {
        self.per_page = documents;
        self
    }

    /// The texts of documents whose output does not hold them.
    pub fn texts(mut self, texts: Texts) -> Self {
        self.texts = Some(texts);
        self
    }

    /// The decisions of people on the rows of the tables, in their order. They are given before documents
    /// are added. A page of several applies those that it can use.
    pub fn decisions(mut self, decisions: Decisions) -> Self {
        self.page = Page::new(decisions.clone());
        if self.overview.is_some() {
            self.overview = Some(Overview::new(decisions.clone()));
        }
        self.decisions = decisions;
        self
    }

    /// The files that a report at this target may write. None of them is read as input
    /// ([`Reader::leave_out`](crate::Reader::leave_out)).
    pub fn outputs(&self) -> Vec<PathBuf> {
        self.pages.outputs(&self.target)
    }

    /// Adds the documents of one output file, which errors call `name`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] if it cannot be read, or a page cannot be written; [`ErrorKind::Input`]
    /// with the line if it is not output of `griot extract`; [`ErrorKind::Option`] if there are
    /// more documents than one page may have, and the target is not a directory.
    pub fn add(&mut self, input: impl BufRead, name: &str) -> Result<()> {
        each_document(input, name, |document| self.add_document(document))
    }

    /// Adds the documents of an output file, compressed or not, or of standard input if the path is
    /// `-`.
    ///
    /// # Errors
    ///
    /// As for [`Report::add`], and if the file cannot be opened.
    pub fn add_file(&mut self, path: &Path) -> Result<()> {
        self.add(read::open(path)?, &path.display().to_string())
    }

    fn add_document(&mut self, mut document: Document) -> Result<()> {
        if self.page.documents().len() == self.per_page.get() {
            self.turn_page()?;
        }
        self.summary.documents += 1;
        document.text = self.text(&mut document)?;
        let sentences = document.text.as_deref().map(Sentences::of);
        if let Some(overview) = &mut self.overview {
            overview.add(&document, sentences.as_ref())?;
        }
        self.page.add(document, sentences.as_ref())
    }

    /// The text of a document, if its mentions are in it.
    fn text(&mut self, document: &mut Document) -> Result<Option<String>> {
        if document.duplicate_of.is_some() {
            // It is that of another document.
            return Ok(None);
        }
        let id = document.id.as_deref().unwrap_or_default();
        let mut text = document.text.take();
        if let (None, Some(texts)) = (&text, &mut self.texts) {
            text = texts.get(id)?;
        }
        match &text {
            None => self.summary.without_text.add(id),
            Some(found) if !text::holds(found, &document.mentions) => {
                self.summary.other_text.add(id);
                text = None;
            }
            Some(_) => {}
        }
        Ok(text)
    }

    /// Writes the full page, and starts the next.
    fn turn_page(&mut self) -> Result<()> {
        if self.overview.is_none() {
            let message = format!(
                "more than {} documents: give a directory for several pages (-o report/), or raise \
                 --documents-per-page",
                self.per_page
            );
            return Err(Error::new(ErrorKind::Option, message));
        }
        let page = std::mem::replace(&mut self.page, Page::new(self.decisions.clone()));
        self.pages.add(page.body(PageKind::Page)?.0)
    }

    /// Writes the report: files get their names once all of them are whole.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] if a page cannot be written.
    pub fn finish(mut self) -> Result<ReportSummary> {
        let title = self.title.take().unwrap_or_else(|| "griot".to_owned());
        if self.pages.is_empty() {
            let (body, stale) = self.page.body(PageKind::Single)?;
            self.summary.stale = stale;
            self.summary.pages = 1;
            let closing = Closing {
                lang: self.lang.unwrap_or(body.totals.lang()),
                title: &title,
                pages: None,
                part: None,
            };
            self.pages.single(&self.target, &body, &closing)?;
            return Ok(self.summary);
        }
        if !self.page.documents().is_empty() {
            self.pages.add(self.page.body(PageKind::Page)?.0)?;
        }
        let (overview, stale) = match self.overview {
            Some(overview) => overview.body()?,
            None => return Ok(self.summary),
        };
        self.summary.stale = stale;
        let lang = self.lang.unwrap_or(overview.totals.lang());
        self.summary.pages = self.pages.finish(&overview, lang, &title)?;
        Ok(self.summary)
    }
}

/// Writes one document, which has [its text](Document::with_text), as a page of its own, in its
/// language.
///
/// # Errors
///
/// As for [`Report::new`], and [`ErrorKind::Io`] if the page cannot be written.
pub fn view(document: Document, title: &str, target: &ReportTarget) -> Result<()> {
    let pages = Pages::open(target)?;
    let lang = document.lang;
    let sentences = document.text.as_deref().map(Sentences::of);
    let mut page = Page::new(Decisions::default());
    page.add(document, sentences.as_ref())?;
    let closing = Closing {
        lang,
        title,
        pages: None,
        part: None,
    };
    pages.single(target, &page.body(PageKind::View)?.0, &closing)
}

#[cfg(test)]
mod tests;
