//! The files of a report: temporary ones, which get their names once all are whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use super::Target;
use super::data::{Body, Closing, Doc, PageLink, Part};
use super::html;
use crate::document::Lang;
use crate::error::{Error, ErrorKind, Result};

/// The pages of a directory, as they are written.
pub(super) struct Pages {
    directory: PathBuf,
    written: Vec<Written>,
    /// Pages of an earlier report.
    old: Vec<PathBuf>,
}

/// A page without its end, which links to all the others.
struct Written {
    path: TempPath,
    file: String,
    documents: u64,
    from: String,
    to: String,
}

impl Pages {
    /// Looks at what stands where the report will.
    pub fn open(target: &Target) -> Result<Self> {
        let mut pages = Self {
            directory: PathBuf::new(),
            written: Vec::new(),
            old: Vec::new(),
        };
        match target {
            Target::Stdout => {}
            Target::File(path) => replaceable(path)?,
            Target::Directory(path) => {
                let failed = |what: &str, e| io_error(what, path, e);
                fs::create_dir_all(path).map_err(|e| failed("cannot create", e))?;
                for entry in fs::read_dir(path).map_err(|e| failed("cannot list", e))? {
                    let entry = entry.map_err(|e| failed("cannot list", e))?.path();
                    if is_page(&entry) {
                        replaceable(&entry)?;
                        pages.old.push(entry);
                    }
                }
                pages.directory.clone_from(path);
            }
        }
        Ok(pages)
    }

    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// Writes a page but for its end.
    pub fn add(&mut self, body: Body) -> Result<()> {
        let file = format!("page-{:04}.html", self.written.len() + 1);
        let id = |document: Option<&Doc>| document.map(|doc| doc.id.clone()).unwrap_or_default();
        let written = temporary(&self.directory).and_then(|mut temporary| {
            let mut out = BufWriter::new(&mut temporary);
            html::open(&mut out, &body)?;
            out.flush()?;
            drop(out);
            Ok(temporary.into_temp_path())
        });
        let path = self.directory.join(&file);
        self.written.push(Written {
            path: written.map_err(|e| io_error("cannot write", &path, e))?,
            documents: body.documents.len() as u64,
            from: id(body.documents.first()),
            to: id(body.documents.last()),
            file,
        });
        Ok(())
    }

    /// Writes the only page.
    pub fn single(self, target: &Target, body: &Body, closing: &Closing) -> Result<()> {
        match target {
            Target::Stdout => {
                let mut out = BufWriter::new(io::stdout().lock());
                html::open(&mut out, body)
                    .and_then(|()| html::close(&mut out, closing))
                    .map_err(|e| Error::because(ErrorKind::Io, "cannot write standard output", e))
            }
            Target::File(path) => whole(path, body, closing),
            Target::Directory(path) => {
                let index = path.join("index.html");
                whole(&index, body, closing)?;
                self.remove_old(0)
            }
        }
    }

    /// Ends all pages and names them, the overview last. Gives their number.
    pub fn finish(mut self, overview: &Body, lang: Lang, title: &str) -> Result<u64> {
        let written = std::mem::take(&mut self.written);
        let failed = |file: &str, e| io_error("cannot write", &self.directory.join(file), e);
        for (n, page) in written.iter().enumerate() {
            let closing = Closing {
                lang,
                title,
                pages: None,
                part: Some(Part {
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
        let index = self.directory.join("index.html");
        let overview = written_whole(&index, overview, &closing)?;
        let pages = written.len();
        for page in written {
            let path = self.directory.join(&page.file);
            let named = page.path.persist(&path);
            named.map_err(|e| io_error("cannot write", &path, e.error))?;
        }
        name(overview, &index)?;
        self.remove_old(pages)?;
        Ok(pages as u64)
    }

    /// Removes the pages of an earlier report that this one, of so many, does not have.
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
fn links(written: &[Written]) -> Vec<PageLink<'_>> {
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
fn whole(path: &Path, body: &Body, closing: &Closing) -> Result<()> {
    name(written_whole(path, body, closing)?, path)
}

/// Writes a page beside the place where it will stand.
fn written_whole(path: &Path, body: &Body, closing: &Closing) -> Result<NamedTempFile> {
    let parent = path.parent().filter(|parent| *parent != Path::new(""));
    temporary(parent.unwrap_or(Path::new(".")))
        .and_then(|mut temporary| {
            let mut out = BufWriter::new(&mut temporary);
            html::open(&mut out, body)?;
            html::close(&mut out, closing)?;
            drop(out);
            temporary.as_file().sync_all()?;
            Ok(temporary)
        })
        .map_err(|e| io_error("cannot write", path, e))
}

fn name(temporary: NamedTempFile, path: &Path) -> Result<()> {
    match temporary.persist(path) {
        Ok(_) => Ok(()),
        Err(error) => Err(io_error("cannot write", path, error.error)),
    }
}

/// A file that goes when it is dropped without a name.
fn temporary(directory: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".griot-").suffix(".partial");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file: the umask takes its share.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(directory)
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

/// Fails where something stands under a name that is no report: it may be an input, or the only
/// copy of a page.
fn replaceable(path: &Path) -> Result<()> {
    let failed = |e| io_error("cannot look at", path, e);
    let mut start = Vec::new();
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(error)),
        Ok(found) if found.is_file() => {
            let file = File::open(path).map_err(failed)?;
            file.take(4096).read_to_end(&mut start).map_err(failed)?;
        }
        Ok(_) => {}
    }
    if html::is_ours(&start) {
        return Ok(());
    }
    let message = format!(
        "{} exists and is no report: expected a new name, or an earlier report",
        path.display()
    );
    Err(Error::new(ErrorKind::Option, message))
}

fn io_error(what: &str, path: &Path, error: io::Error) -> Error {
    Error::because(ErrorKind::Io, format!("{what} {}", path.display()), error)
}
