//! The languages that are read.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};

/// The language of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
