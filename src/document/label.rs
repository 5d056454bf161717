//! Labels: what a mention names.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};

/// What a mention names. `docs/annotation.md` says what each label is and is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
