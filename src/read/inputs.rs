//! The inputs of a run, one after the other.

use std::collections::{HashSet, VecDeque};
use std::fs::File;
use std::io;
use std::path::PathBuf;

use crate::document::Lang;
use crate::error::{Error, ErrorKind};
use crate::read::find::Excluded;
use crate::read::format::Format;
use crate::read::jsonl::Jsonl;
use crate::read::languages::Languages;
use crate::read::name_date::{is_day, name_date};
use crate::read::opened::{Items, Opened, Rules};
use crate::read::passed_over::PassedOver;
use crate::read::record::{Fields, Record};
use crate::read::rejected::{RejectCode, Rejected};
use crate::read::table::Table;
use crate::read::{find, html, parquet, text};

/// The most bytes that a document may have, unless [`Reader::max_document_bytes`] says otherwise.
pub const DEFAULT_MAX_DOCUMENT_BYTES: u64 = 256 * 1024 * 1024;

/// Reads inputs in the order given, and the files of a directory or pattern in the order of their
/// names.
///
/// In a directory, at any depth, the files whose names indicate a format are read (`docs/inputs.md`);
/// links to directories are not followed.
pub struct Reader {
    waiting: VecDeque<Input>,
    left_out: Excluded,
    passed_over: PassedOver,
    rules: Rules,
    /// Overrides what file names indicate.
    format: Option<Format>,
    open: Option<Items>,
    bytes: u64,
    languages: Option<Languages>,
    day_first: Option<bool>,
    usual_date: Option<String>,
    date_from_name: bool,
}

enum Input {
    /// As it was given: a file, a directory, a pattern, or `-`.
    Given(PathBuf),
    /// Found in a directory, or by a pattern.
    Found(PathBuf),
}

impl Reader {
    /// A reader over files, directories, patterns (`news/*.txt`, if no file has that name) and `-` for
    /// standard input.
    pub fn new<P: Into<PathBuf>>(inputs: impl IntoIterator<Item = P>) -> Self {
        let given = inputs.into_iter().map(|path| Input::Given(path.into()));
        Self {
            waiting: given.collect(),
            left_out: Excluded::default(),
            passed_over: PassedOver::default(),
            rules: Rules {
                fields: Fields::default(),
                max: DEFAULT_MAX_DOCUMENT_BYTES,
                lossy: false,
            },
            format: None,
            open: None,
            bytes: 0,
            languages: None,
            day_first: None,
            usual_date: None,
            date_from_name: false,
        }
    }

    /// The names of the fields in JSON records, and of the columns in tables.
    pub fn fields(mut self, mut fields: Fields) -> Self {
        // An object has each field once.
        let mut seen = HashSet::new();
        fields.carry.retain(|name| seen.insert(name.clone()));
        self.rules.fields = fields;
        self
    }

    /// The format of every input, whatever the names say. Otherwise, standard input is recognised by
    /// its first bytes: `{` begins JSON lines, `<!doctype html` a web page.
    pub fn format(mut self, format: Option<Format>) -> Self {
        self.format = format;
        self
    }

    /// The most bytes that a document (a file, a line, a row) may have, decompressed. A larger one is
    /// rejected, and no more of it than the limit is held in memory.
    pub fn max_document_bytes(mut self, bytes: u64) -> Self {
        self.rules.max = bytes;
        self
    }

    /// Whether bytes that are not UTF-8 become U+FFFD; the record is rejected otherwise.
    pub fn lossy(mut self, lossy: bool) -> Self {
        self.rules.lossy = lossy;
        self
    }

    /// The languages to read. A record in another language (by its tag, else `usual`, else detection)
    /// is rejected as [`RejectCode::OtherLang`] without its bytes. Detection only tells French from
    /// English: a text in neither, without a tag that says so, counts as one of the two. Default: all.
    pub fn only_langs(mut self, wanted: &[Lang], usual: Option<Lang>) -> Self {
        self.languages = Some(Languages {
            wanted: wanted.to_vec(),
            usual,
        });
        self
    }

    /// Whether numeric dates of records have the day first (`06/07/2024` is 6 July) if their language
    /// tag names no region. Default: by language, and English leaves it open.
    pub fn day_first(mut self, day_first: Option<bool>) -> Self {
        self.day_first = day_first;
        self
    }

    /// The date, `YYYY-MM-DD`, of records that give none that is understood. It comes before a date in
    /// the text; the document's `date_source` is then `option`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] if it is not such a date.
    pub fn usual_date(mut self, date: Option<&str>) -> Result<Self, Error> {
        if let Some(date) = date
            && !is_day(date)
        {
            let message = format!("date {date:?}: expected a day such as 2025-07-05");
            return Err(Error::new(ErrorKind::Option, message));
        }
        self.usual_date = date.map(str::to_owned);
        Ok(self)
    }

    /// Whether a record that gives no date that is understood has the date in its file's name
    /// (`2024-07-08_x.txt`, `20240708-x.txt`) or in its directories' (`2024/07/08/x.txt`). It comes
    /// before [`Reader::usual_date`]; the document's `date_source` is then `file_name`.
    pub fn date_from_name(mut self, from_name: bool) -> Self {
        self.date_from_name = from_name;
        self
    }

    /// The date of a record where it gives none that is understood.
    fn date_beside(&self, record: &Record) -> Option<(String, &'static str)> {
        let file = record.place.as_ref().map(|place| place.file.as_path());
        let named = file.filter(|_| self.date_from_name).and_then(name_date);
        named.map(|date| (date, "file_name")).or_else(|| {
            let usual = self.usual_date.clone()?;
            Some((usual, "option"))
        })
    }

    /// Files, and directories with all their contents, that are not read when a directory or a pattern
    /// leads to them: a run does not read what it writes.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] if one of them was given as an input.
    pub fn leave_out(mut self, paths: impl IntoIterator<Item = PathBuf>) -> Result<Self, Error> {
        self.left_out = Excluded::new(paths);
        for input in &self.waiting {
            if let Input::Given(path) = input
                && path.exists()
                && let Some(written) = self.left_out.holder(path)
            {
                let (read, written) = (path.display(), written.display());
                return Err(Error::new(
                    ErrorKind::Option,
                    format!(
                        "{read} is an input, but this run writes {written}: expected another path"
                    ),
                ));
            }
        }
        Ok(self)
    }

    /// Bytes of the records read so far, including rejected ones.
    pub fn bytes_read(&self) -> u64 {
        self.bytes
    }

    /// The files found in directories so far that were not read, because their names indicate no
    /// format. The handle stays current after the reader has been moved.
    pub fn passed_over(&self) -> PassedOver {
        self.passed_over.clone()
    }

    /// Opens an input; expands directories and patterns.
    fn open(&mut self, input: Input) -> Result<(), Rejected> {
        let (path, given) = match input {
            Input::Given(path) => (path, true),
            Input::Found(path) => (path, false),
        };
        if !given && self.left_out.holder(&path).is_some() {
            return Ok(());
        }
        let unreadable = |reason| Rejected::whole(&path, RejectCode::Unreadable, reason);
        if given && path.as_os_str() == "-" {
            return self.open_stdin();
        }
        if given && let Some(found) = find::pattern(&path) {
            let found = found.map_err(unreadable)?;
            self.insert(found);
            return Ok(());
        }
        if path.is_dir() {
            let found = find::directory(&path, &self.left_out, &self.passed_over)
                .map_err(|e| unreadable(format!("cannot be listed: {e}")))?;
            self.insert(found);
            return Ok(());
        }
        let file = File::open(&path).map_err(|e| unreadable(format!("cannot be opened: {e}")))?;
        let format = self.format.or_else(|| Format::known(&path));
        let format = format.unwrap_or(Format::Text);
        if format == Format::Parquet {
            self.open = Some(parquet::rows(path, file, self.rules.clone())?);
            return Ok(());
        }
        let source = Opened::new(path, Box::new(file), self.rules.clone())?;
        self.start(source, format)
    }

    fn open_stdin(&mut self) -> Result<(), Rejected> {
        let path = PathBuf::from("-");
        let mut source = Opened::new(path, Box::new(io::stdin()), self.rules.clone())?;
        // A stream that fails here fails again where it is read, and is reported there.
        let told = source
            .input
            .fill_buf()
            .map_or(Format::Text, Format::of_content);
        self.start(source, self.format.unwrap_or(told))
    }

    /// Found files are read before the inputs that were given after them.
    fn insert(&mut self, found: Vec<PathBuf>) {
        for path in found.into_iter().rev() {
            self.waiting.push_front(Input::Found(path));
        }
    }

    fn start(&mut self, source: Opened, format: Format) -> Result<(), Rejected> {
        self.open = Some(match format {
            Format::Text => Box::new(std::iter::once_with(|| text::document(source))),
            Format::Html => Box::new(std::iter::once_with(|| html::document(source))),
            Format::Jsonl => Box::new(Jsonl::new(source)),
            Format::Csv => Box::new(Table::new(source, b',')),
            Format::Tsv => Box::new(Table::new(source, b'\t')),
            Format::Parquet => {
                let reason = "Parquet cannot be read from a stream: expected a file".to_owned();
                return Err(source.reject(RejectCode::BadParquet, reason));
            }
        });
        Ok(())
    }
}

impl Iterator for Reader {
    type Item = Result<Record, Rejected>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(open) = &mut self.open {
                match open.next() {
                    Some(Ok((mut record, bytes))) => {
                        self.bytes += bytes;
                        record.day_first = record.day_first.or(self.day_first);
                        record.usual_date = self.date_beside(&record);
                        return Some(match &self.languages {
                            Some(languages) => languages.keep(record),
                            None => Ok(record),
                        });
                    }
                    Some(Err(rejected)) => {
                        self.bytes += rejected.length;
                        return Some(Err(rejected));
                    }
                    None => self.open = None,
                }
            }
            let input = self.waiting.pop_front()?;
            if let Err(rejected) = self.open(input) {
                return Some(Err(rejected));
            }
        }
    }
}
