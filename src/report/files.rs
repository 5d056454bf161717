//! The files of a report: temporary ones, which get their names once all are whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::ReportTarget;
use super::data::{Closing, Doc, PageBody, PageLink, PagePart};
use super::html;
use crate::document::Lang;
use crate::error::{Error, ErrorKind, Result, io_error};
use crate::whole::{Destination, FileKind};

const REPORT: FileKind = FileKind {
    name: "report",
    is_one: is_report,
};

/// The pages of a directory, as they are written.
pub(super) struct Pages {
    directory: PathBuf,
    written: Vec<WrittenPage>,
    /// Pages of an earlier report.
    old: Vec<PathBuf>,
}

/// A page without its end, which links to all the others.
struct WrittenPage {
    path: TempPath,
    place: Destination,
    file: String,
    documents: u64,
    from: String,
    to: String,
}

impl Pages {
    /// Looks at what is where the report will go.
    pub fn open(target: &ReportTarget) -> Result<Self> {
        let mut pages = Self {
            directory: PathBuf::new(),
            written: Vec::new(),
            old: Vec::new(),
        };
        match target {
            ReportTarget::Stdout => {}
            ReportTarget::File(path) => drop(Destination::new(path, REPORT)?),
            ReportTarget::Directory(path) => {
                let failed = |what: &str, e| io_error(what, path, e);
                fs::create_dir_all(path).map_err(|e| failed("cannot create", e))?;
                for entry in fs::read_dir(path).map_err(|e| failed("cannot list", e))? {
                    let entry = entry.map_err(|e| failed("cannot list", e))?.path();
                    if is_page(&entry) {
                        Destination::new(&entry, REPORT)?;
                        pages.old.push(entry);
                    }
                }
                pages.directory.clone_from(path);
            }
        }
        Ok(pages)
    }

    /// The existing files that may be overwritten, and the page that is always written.
    pub fn outputs(&self, target: &ReportTarget) -> Vec<PathBuf> {
        match target {
            ReportTarget::Stdout => Vec::new(),
            ReportTarget::File(path) => vec![path.clone()],
            ReportTarget::Directory(path) => {
                let mut outputs = self.old.clone();
                outputs.push(path.join("index.html"));
                outputs
            }
        }
    }

    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// Writes a page without its end.
    pub fn add(&mut self, body: PageBody) -> Result<()> {
        let file = format!("page-{:04}.html", self.written.len() + 1);
        let id = |document: Option<&Doc>| document.map(|doc| doc.id.clone()).unwrap_or_default();
        let place = Destination::new(self.directory.join(&file), REPORT)?;
        self.written.push(WrittenPage {
            path: place.write(|mut file| html::open(&mut file, &body))?,
            place,
            documents: body.documents.len() as u64,
            from: id(body.documents.first()),
            to: id(body.documents.last()),
            file,
        });
        Ok(())
    }

    /// Writes the only page.
    pub fn single(self, target: &ReportTarget, body: &PageBody, closing: &Closing) -> Result<()> {
        match target {
            ReportTarget::Stdout => {
                let mut out = BufWriter::new(io::stdout().lock());
                html::open(&mut out, body)
                    .and_then(|()| html::close(&mut out, closing))
                    .map_err(|e| Error::because(ErrorKind::Io, "cannot write standard output", e))
            }
            ReportTarget::File(path) => whole(path, body, closing),
            ReportTarget::Directory(path) => {
                let index = path.join("index.html");
                whole(&index, body, closing)?;
                self.remove_old(0)
            }
        }
    }

    /// Ends all pages and names them, the overview last. Gives their number.
    pub fn finish(mut self, overview: &PageBody, lang: Lang, title: &str) -> Result<u64> {
        let written = std::mem::take(&mut self.written);
        let failed = |file: &str, e| io_error("cannot write", &self.directory.join(file), e);
        for (n, page) in written.iter().enumerate() {
            let closing = Closing {
                lang,
                title,
                pages: None,
                part: Some(PagePart {
                    number: n + 1,
                    of: written.len(),
                    previous: n.checked_sub(1).map(|n| written[n].file.as_str()),
                    next: written.get(n + 1).map(|page| page.file.as_str()),
                }),
            };
            File::options()
                .append(true)
                .open(&page.path)
                .and_then(|file| {
                    let mut out = BufWriter::new(&file);
                    html::close(&mut out, &closing)?;
                    drop(out);
                    file.sync_all()
                })
                .map_err(|e| failed(&page.file, e))?;
        }
        let closing = Closing {
            lang,
            title,
            pages: Some(links(&written)),
            part: None,
        };
        let index = Destination::new(self.directory.join("index.html"), REPORT)?;
        let overview = write(&index, overview, &closing)?;
        let pages = written.len();
        for page in written {
            page.place.name(page.path)?;
        }
        index.name(overview)?;
        self.remove_old(pages)?;
        Ok(pages as u64)
    }

    /// Removes the pages of an earlier report that this one, with `pages` pages, does not have.
    fn remove_old(&self, pages: usize) -> Result<()> {
        for path in &self.old {
            let number = page_number(path);
            if number.is_some_and(|number| number > pages) {
                fs::remove_file(path).map_err(|e| io_error("cannot remove", path, e))?;
            }
        }
        Ok(())
    }
}

/// All pages, for the overview.
fn links(written: &[WrittenPage]) -> Vec<PageLink<'_>> {
    written
        .iter()
        .map(|page| PageLink {
            file: &page.file,
            documents: page.documents,
            from: &page.from,
            to: &page.to,
        })
        .collect()
}

/// Writes a page under its name, at once.
fn whole(path: &Path, body: &PageBody, closing: &Closing) -> Result<()> {
    let place = Destination::new(path, REPORT)?;
    let written = write(&place, body, closing)?;
    place.name(written)
}

/// Writes a page beside its destination.
fn write(place: &Destination, body: &PageBody, closing: &Closing) -> Result<TempPath> {
    place.write(|file| {
        let mut out = BufWriter::new(file);
        html::open(&mut out, body)?;
        html::close(&mut out, closing)
    })
}

/// Whether a file has a name that a report gives.
fn is_page(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "index.html") || page_number(path).is_some()
}

/// The number of `page-0001.html`.
fn page_number(path: &Path) -> Option<usize> {
    let name = path.file_name()?.to_str()?;
    let digits = name.strip_prefix("page-")?.strip_suffix(".html")?;
    let form = digits.len() >= 4 && digits.bytes().all(|b| b.is_ascii_digit());
    form.then(|| digits.parse().ok()).flatten()
}

/// Whether a file is a page of a report.
fn is_report(path: &Path) -> io::Result<bool> {
    let mut start = Vec::new();
    File::open(path)?.take(4096).read_to_end(&mut start)?;
    Ok(html::is_ours(&start))
}
