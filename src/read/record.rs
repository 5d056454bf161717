//! A record, and the names of its fields.

use std::borrow::Cow;

use crate::document::{Carried, Document, Lang};
use crate::read::place::Place;
use crate::source::Source;

/// One text to read, with what its source says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Record {
    /// The record's own id, or one made from its file and line.
    pub id: String,
    /// The text, as it was given.
    pub text: String,
    /// The language, if the record gives it.
    pub lang: Option<Lang>,
    /// The language tag, if it names a language other than French and English; the text is still read
    /// as one of the two.
    pub other_lang: Option<String>,
    /// Where it is, if it was read from an input.
    pub place: Option<Place>,
    /// Whether numeric dates have the day first, if the language tag names a region (`en-US` has
    /// the month first, `en-GB` the day).
    pub day_first: Option<bool>,
    /// The document's date, as the record has it.
    pub date: Option<String>,
    /// A date to take where the record has none that is understood, `YYYY-MM-DD`
    /// ([`Reader::usual_date`](crate::Reader::usual_date)), and what it is from.
    pub usual_date: Option<(String, &'static str)>,
    /// The title, as the record has it; it is not part of the text.
    pub title: Option<String>,
    /// The encoding that the text was in, if that was not UTF-8: `UTF-16LE`, `UTF-16BE`,
    /// `windows-1252`, or what a web page declares, by its name in the Encoding Standard. Offsets refer
    /// to the text as it is here.
    pub encoding: Option<&'static str>,
    /// Whether the text was made from the input (the main text of a web page): it then exists nowhere
    /// else, and is part of the output.
    pub derived_text: bool,
    /// The fields that were asked for ([`Fields::carry`]), in that order: name, and value as JSON.
    pub carried: Carried,
}

impl Record {
    /// A record of which only the id and the text are known.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            text: text.into(),
            ..Self::default()
        }
    }

    /// About how many bytes it holds.
    pub(crate) fn bytes(&self) -> usize {
        self.text.len() + self.carried.bytes()
    }
}

impl Source for Record {
    fn text(&self) -> &str {
        &self.text
    }

    fn lang(&self) -> Option<Lang> {
        self.lang
    }

    fn day_first(&self) -> Option<bool> {
        self.day_first
    }

    fn date(&self) -> Option<&str> {
        self.date.as_deref()
    }

    fn usual_date(&self) -> Option<(&str, &'static str)> {
        let (date, from) = self.usual_date.as_ref()?;
        Some((date, from))
    }

    fn is_derived(&self) -> bool {
        self.derived_text
    }

    fn describe(&self, document: &mut Document) {
        document.id = Some(self.id.clone());
        document.title.clone_from(&self.title);
        document.lang_unread.clone_from(&self.other_lang);
        document.encoding = self.encoding.map(Cow::Borrowed);
        document.carried.clone_from(&self.carried);
    }
}

/// The names of the fields in JSON records, and of the columns in CSV and Parquet files.
#[derive(Clone, Debug)]
pub struct Fields {
    /// The field with the text (required). Default `text`.
    pub text: String,
    /// The field with the id: a string or a number. Default `id`.
    pub id: String,
    /// The field with the language: `fr`, `en`, or a tag such as `en-GB`. Default `lang`.
    pub lang: String,
    /// The field with the date. Default `date`.
    pub date: String,
    /// The field with the title. Default `title`.
    pub title: String,
    /// Other fields that are passed on as they are ([`Record::carried`]). Default none.
    pub carry: Vec<String>,
}

impl Default for Fields {
    fn default() -> Self {
        let [text, id, lang, date, title] =
            ["text", "id", "lang", "date", "title"].map(String::from);
        Self {
            text,
            id,
            lang,
            date,
            title,
            carry: Vec::new(),
        }
    }
}
