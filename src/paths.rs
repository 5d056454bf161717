//! Paths: the directory of a path, and the path without links.

use std::path::{Component, Path, PathBuf};

/// The directory that a file is in.
pub(crate) fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

/// The path without links and dots, whether it exists or not: a path that does not exist yet is
/// resolved from the nearest directory above it that does.
pub(crate) fn resolved(path: &Path) -> PathBuf {
    let found = path.ancestors().find_map(|above| {
        let place = match above == Path::new("") {
            true => Path::new("."),
            false => above,
        };
        let rest = path.strip_prefix(above).ok()?;
        Some((place.canonicalize().ok()?, rest))
    });
    let Some((mut resolved, rest)) = found else {
        return path.to_owned();
    };
    for part in rest.components() {
        match part {
            Component::Normal(name) => resolved.push(name),
            Component::ParentDir => drop(resolved.pop()),
            _ => {}
        }
    }
    resolved
}
