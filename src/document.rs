//! What comes out: documents, mentions, spans and their labels.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::resolve::{Cluster, CountryCount, DocumentDate, Value};

/// What a mention names. `docs/annotation.md` says what each label is and is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Label {
    /// A human being, real or fictional, by name.
    Person,
    /// A sovereign state, living or former.
    Country,
    /// A named organisation.
    Org,
    /// A point or interval of the calendar, absolute or relative.
    Date,
    /// Any other named place.
    Loc,
}

impl Label {
    /// All labels, in the order of tables and reports.
    pub const ALL: [Label; 5] = [
        Label::Person,
        Label::Country,
        Label::Org,
        Label::Date,
        Label::Loc,
    ];

    /// The name in output files: `PERSON`, `COUNTRY`, `ORG`, `DATE` or `LOC`.
    pub fn as_str(self) -> &'static str {
        match self {
            Label::Person => "PERSON",
            Label::Country => "COUNTRY",
            Label::Org => "ORG",
            Label::Date => "DATE",
            Label::Loc => "LOC",
        }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Label {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Label::ALL
            .into_iter()
            .find(|label| label.as_str().eq_ignore_ascii_case(name))
            .ok_or_else(|| {
                Error::new(
                    ErrorKind::Option,
                    format!("unknown label {name:?}: expected PERSON, COUNTRY, ORG, DATE or LOC"),
                )
            })
    }
}

/// The language of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
}

impl Lang {
    /// The ISO 639-1 code: `fr` or `en`.
    pub fn as_str(self) -> &'static str {
        match self {
            Lang::Fr => "fr",
            Lang::En => "en",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Lang {
    type Err = Error;

    /// Reads a code of ISO 639 or a BCP 47 tag (`fr`, `fra`, `fr-BE`, `en_GB`), or the language's name
    /// in French or English, in any case.
    fn from_str(code: &str) -> Result<Self, Error> {
        let primary = code.split(['-', '_']).next().unwrap_or_default();
        let primary = primary.to_lowercase();
        if ["fr", "fra", "fre", "french", "français", "francais"].contains(&primary.as_str()) {
            Ok(Lang::Fr)
        } else if ["en", "eng", "english", "anglais"].contains(&primary.as_str()) {
            Ok(Lang::En)
        } else {
            Err(Error::new(
                ErrorKind::Option,
                format!("unknown language {code:?}: expected fr or en"),
            ))
        }
    }
}

/// Where a mention stands in the text as it was given, in both units. Ends are exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// First Unicode code point.
    pub start: usize,
    /// One past the last Unicode code point.
    pub end: usize,
    /// First byte (UTF-8).
    pub start_byte: usize,
    /// One past the last byte (UTF-8).
    pub end_byte: usize,
}

impl Span {
    /// The byte range, to slice the text with.
    pub fn bytes(&self) -> Range<usize> {
        self.start_byte..self.end_byte
    }

    /// The range in Unicode code points.
    pub fn chars(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// A name or a date in a text.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Mention {
    /// What it names.
    pub label: Label,
    /// The surface, always equal to `&text[span.bytes()]`.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// The model's probability for the label, mean over the words of the mention, in 0..=1.
    pub score: f32,
    /// What it stands for, where that is known; mentions of a document that stand for the same
    /// share it.
    pub value: Option<Arc<Value>>,
    /// The distinct thing that it names, as an index into [`Document::clusters`].
    pub cluster: Option<usize>,
    /// The rule that put it there.
    pub cluster_rule: Option<&'static str>,
    /// It stands in the page's [furniture](Document::furniture), not in the article.
    pub furniture: bool,
}

/// What was found in one text.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Document {
    /// The language given by the caller, or detected.
    pub lang: Lang,
    /// Number of words (UAX #29 units with a letter or a digit).
    pub words: usize,
    /// The document's own date, that relative dates count from.
    pub date: Option<DocumentDate>,
    /// The source gives a date ([`Source::date`](crate::Source::date)) that is not understood; the
    /// date above, if there is one, is of the text.
    pub date_unread: bool,
    /// The countries that the document speaks of, the weightiest first.
    pub countries: Vec<CountryCount>,
    /// The distinct people, countries, organisations, places and dates, by first mention.
    pub clusters: Vec<Cluster>,
    /// The id of an earlier record with the same text, where duplicates are not read again.
    pub duplicate_of: Option<String>,
    /// What a scraped page has around its article: consent banners, share buttons, links to other
    /// articles, footers. In the order of the text, apart.
    pub furniture: Vec<Span>,
    pub(crate) mentions: Vec<Mention>,
}

impl Document {
    /// The mentions in the order of the text; they never overlap.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// The mentions by value.
    pub fn into_mentions(self) -> Vec<Mention> {
        self.mentions
    }
}
