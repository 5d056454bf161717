//! Known names: the people and organisations of the news that are compiled in, and the names that a user
//! gives (`docs/known.md`).
//!
//! A cluster whose name an entry has is tied to it: its mentions get the entry's key and names. A table
//! makes no mention; the user's list may.

mod around;
mod cluster;
#[cfg(feature = "corpus")]
mod file;
mod find;
mod index;
mod key;
mod list;
#[cfg(feature = "corpus")]
mod retie;
#[cfg(feature = "corpus")]
mod row;
mod surname;
mod table;
mod tie;

pub(crate) use around::{Surroundings, country_of};
pub(crate) use cluster::{Identity, NamedCluster, ToldSex};
pub use list::{KnownList, KnownName};
pub(crate) use surname::SurnameHolder;

use crate::document::Value;

/// What kind of organisation has a key in the table: `company`, `ministry`, ...
#[cfg(feature = "corpus")]
pub(crate) fn kind(key: &str) -> Option<&'static str> {
    let row = table::organisations().keyed(key)?;
    Some(row.kind).filter(|kind| !kind.is_empty())
}

/// What a cluster is by the user's list, else by the table. `sex` is what the text tells of it.
pub(crate) fn tie(
    cluster: &NamedCluster,
    around: &Surroundings,
    list: Option<&KnownList>,
    sex: impl FnOnce() -> Option<ToldSex>,
) -> Option<Value> {
    let known = tie::tie(cluster, around, sex);
    match list.and_then(|list| list.tie(cluster, around)) {
        Some(name) => Some(name.value(known)),
        None => known,
    }
}
