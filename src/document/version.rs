//! The version of the output.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// The version of the output: a change that breaks readers changes it.
pub const SCHEMA: &str = "griot/1";

/// That version, as documents state it. Any other is refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(with = "String"))]
#[serde(into = "&str", try_from = "Cow<'_, str>")]
pub(super) struct Version;

impl From<Version> for &str {
    fn from(_: Version) -> Self {
        SCHEMA
    }
}

impl TryFrom<Cow<'_, str>> for Version {
    type Error = String;

    fn try_from(schema: Cow<'_, str>) -> Result<Self, String> {
        match schema == SCHEMA {
            true => Ok(Self),
            false => Err(format!("schema {schema:?}: expected {SCHEMA:?}")),
        }
    }
}
