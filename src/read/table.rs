//! Text tables (CSV, TSV): one record per row, the column names in the first row.

use serde_json::Value;

use crate::read::encoding::utf8;
use crate::read::missing::missing;
use crate::read::opened::{Opened, ReadItem};
use crate::read::record::{Fields, Record};
use crate::read::rejected::{RejectCode, Rejected, failed};
use crate::read::row::{RowStep, TableRow};

/// The records of a file.
pub(super) struct Table {
    source: Opened,
    row: TableRow,
    columns: Option<TableHeader>,
    ended: bool,
}

/// The positions of the columns that are read.
struct TableHeader {
    count: usize,
    text: usize,
    id: Option<usize>,
    lang: Option<usize>,
    date: Option<usize>,
    title: Option<usize>,
    carry: Vec<(String, usize)>,
}

impl TableHeader {
    fn named(names: &[String], fields: &Fields) -> Result<Self, String> {
        let at = |name: &str| names.iter().position(|n| n.trim() == name);
        let text = at(&fields.text).ok_or_else(|| {
            let names = names.iter().map(String::as_str);
            missing("column", &fields.text, names)
        })?;
        Ok(Self {
            count: names.len(),
            text,
            id: at(&fields.id),
            lang: at(&fields.lang),
            date: at(&fields.date),
            title: at(&fields.title),
            carry: fields
                .carry
                .iter()
                .filter_map(|name| Some((name.clone(), at(name)?)))
                .collect(),
        })
    }
}

impl Table {
    pub fn new(source: Opened, delimiter: u8) -> Self {
        Self {
            source,
            row: TableRow::new(delimiter),
            columns: None,
            ended: false,
        }
    }

    /// Reads the next row; `None` at the end.
    fn advance(&mut self) -> Option<Result<(), Rejected>> {
        let step = self
            .row
            .advance(&mut self.source.input, self.source.rules.max);
        let bad = |reason: &str| self.rejected(RejectCode::BadCsv, reason.to_owned());
        Some(Err(match step {
            Ok(RowStep::Row) => return Some(Ok(())),
            Ok(RowStep::End) => return None,
            Ok(RowStep::TooLarge) => self.place(self.source.too_large()),
            Ok(RowStep::TooWide) => bad("too many fields: expected 65536 at most"),
            Ok(RowStep::OpenQuote) => {
                bad("a quote is not closed before the end of the file: expected another \"")
            }
            Err(error) => {
                self.ended = true;
                let (code, reason) = failed(&error);
                self.rejected(code, reason)
            }
        }))
    }

    /// The row that was read last, rejected.
    fn place(&self, rejected: Rejected) -> Rejected {
        let row = &self.row;
        rejected.part(&row.raw, row.length).at(row.line, row.start)
    }

    fn rejected(&self, code: RejectCode, reason: String) -> Rejected {
        self.place(self.source.reject(code, reason))
    }

    /// The text of a field.
    fn text(&self, n: usize) -> Result<String, Rejected> {
        match utf8(self.row.field(n), self.source.rules.lossy) {
            Ok(text) => Ok(text.into_owned()),
            Err(at) => {
                let field = n + 1;
                let reason = format!(
                    "not UTF-8 from byte {at} of field {field} onwards: expected text in UTF-8"
                );
                Err(self.rejected(RejectCode::NotUtf8, reason))
            }
        }
    }

    /// Reads the names of the columns.
    fn header(&mut self) -> Result<TableHeader, Rejected> {
        match self.advance() {
            Some(read) => read?,
            None => {
                let reason = "no rows: expected the column names in the first row".to_owned();
                return Err(self.source.reject(RejectCode::BadCsv, reason));
            }
        }
        let names: Result<Vec<String>, _> = (0..self.row.len()).map(|n| self.text(n)).collect();
        TableHeader::named(&names?, &self.source.rules.fields)
            .map_err(|reason| self.rejected(RejectCode::BadCsv, reason))
    }

    /// The row that was read last, as a record.
    fn record(&self, columns: &TableHeader) -> ReadItem {
        let (found, expected) = (self.row.len(), columns.count);
        if found != expected {
            let reason = format!("{found} fields: expected {expected}, as in the first row");
            return Err(self.rejected(RejectCode::BadCsv, reason));
        }
        // An empty field counts as missing.
        let optional = |column: Option<usize>| match column {
            Some(n) if !self.row.field(n).is_empty() => self.text(n).map(Some),
            _ => Ok(None),
        };
        let id = optional(columns.id)?.unwrap_or_else(|| self.source.made_id(self.row.line));
        let tag = optional(columns.lang)?;
        let mut record = Record::new(id, self.text(columns.text)?).tagged(tag.as_deref());
        record.date = optional(columns.date)?;
        record.title = optional(columns.title)?;
        for (name, n) in &columns.carry {
            if let Some(value) = optional(Some(*n))? {
                let value = Value::String(value).to_string();
                record.carried.0.push((name.clone(), value));
            }
        }
        record.encoding = self.source.encoding;
        let TableRow {
            line,
            start,
            length,
            ..
        } = self.row;
        record.place = Some(self.source.place(Some(line), start, length));
        Ok((record, length))
    }
}

impl Iterator for Table {
    type Item = ReadItem;

    fn next(&mut self) -> Option<ReadItem> {
        if self.ended {
            return None;
        }
        if self.columns.is_none() {
            match self.header() {
                Ok(columns) => self.columns = Some(columns),
                Err(rejected) => {
                    // Without the column names, no row can be read.
                    self.ended = true;
                    return Some(Err(rejected));
                }
            }
        }
        if let Err(rejected) = self.advance()? {
            return Some(Err(rejected));
        }
        self.columns.as_ref().map(|columns| self.record(columns))
    }
}
