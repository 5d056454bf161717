//! Parquet files: one record per row.

use std::fs::File;
use std::path::PathBuf;

use crate::read::opened::{Items, Rules};
use crate::read::rejected::{RejectCode, Rejected};

/// The rows of a file.
#[cfg(feature = "parquet")]
pub(super) fn rows(path: PathBuf, file: File, rules: Rules) -> Result<Items, Rejected> {
    match crate::read::columns::FileRows::new(path.clone(), file, rules) {
        Ok(rows) => Ok(Box::new(rows)),
        Err(reason) => Err(Rejected::whole(path, RejectCode::BadParquet, reason)),
    }
}

/// Says that Parquet is not read.
#[cfg(not(feature = "parquet"))]
pub(super) fn rows(path: PathBuf, _: File, _: Rules) -> Result<Items, Rejected> {
    let reason =
        "this build does not read Parquet: expected one with the feature parquet".to_owned();
    Err(Rejected::whole(path, RejectCode::BadParquet, reason))
}
