//! The models that this process has loaded, or inherited.
//!
//! The engine keeps threads for loading, one set for the whole process, and they do not survive a
//! fork: waiting for them there would take for ever. A forked process goes on with the models that
//! it inherits.

use std::path::PathBuf;
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use griot::Griot;
use pyo3::prelude::*;

use crate::errors::{EngineError, raised};
use crate::options::Options;

/// The process whose engine has its threads; 0 before the first model.
static LOADER: AtomicU32 = AtomicU32::new(0);

/// Pipelines by the name of their model. Locked only by who holds the interpreter, for moments:
/// nobody can fork in between.
static PIPELINES: Mutex<Vec<(PathBuf, Weak<Griot>)>> = Mutex::new(Vec::new());

/// A new pipeline.
pub fn pipeline(py: Python<'_>, options: &Options) -> PyResult<Arc<Griot>> {
    let loader = LOADER.load(Ordering::Relaxed);
    let griot = if loader == 0 || loader == process::id() {
        // From here on: the engine's threads start while it loads.
        LOADER.store(process::id(), Ordering::Relaxed);
        py.detach(|| {
            let griot = options.builder().build()?;
            // The first call makes what all later ones read, under locks that a fork in its midst
            // would leave locked in the child for ever.
            griot.extract("Marie Dupont a quitté le Mali lundi.")?;
            Ok(griot)
        })
        .map_err(raised)?
    } else {
        let inherited = inherited(options).ok_or_else(|| {
            EngineError::new_err(format!(
                "this process was forked from one that had loaded a model, and cannot load {}: \
                 load it before the fork, or start the process with spawn",
                options.model.display()
            ))
        })?;
        anew(py, options, &inherited)?
    };
    let griot = Arc::new(griot);
    let mut pipelines = PIPELINES.lock().unwrap_or_else(PoisonError::into_inner);
    pipelines.retain(|(_, griot)| griot.strong_count() > 0);
    pipelines.push((options.model.clone(), Arc::downgrade(&griot)));
    Ok(griot)
}

/// A pipeline on the model of another, with threads of this process.
pub fn anew(py: Python<'_>, options: &Options, other: &Griot) -> PyResult<Griot> {
    let builder = options.builder();
    py.detach(|| builder.build_with_model_of(other))
        .map_err(raised)
}

fn inherited(options: &Options) -> Option<Arc<Griot>> {
    let pipelines = PIPELINES.lock().unwrap_or_else(PoisonError::into_inner);
    pipelines
        .iter()
        .filter(|(model, _)| *model == options.model)
        .find_map(|(_, griot)| griot.upgrade())
}
