//! The options of a pipeline, and how it is put together.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use crate::document::Lang;
use crate::error::{Error, ErrorKind, Result};
use crate::fingerprint::Fingerprint;
use crate::griot::Griot;
use crate::infer::{Engine, Onnx, Rten, Threads, Workers};
use crate::known::KnownList;
use crate::labels::{LabelMap, Tagset};
use crate::model::{Config, ModelSource};
use crate::pipeline::{Loaded, Pipeline};
use crate::stage_times::Clock;
use crate::tokenise::Pieces;

/// The most threads that a pipeline may use: more than the cores of any machine known so far, and fewer
/// than a system refuses to start.
const MOST_THREADS: usize = 1024;

/// What runs the model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum EngineKind {
    /// `rten`: pure Rust, ONNX models.
    #[default]
    Rten,
    /// `rust-bert` on libtorch: safetensors models. Only in builds with the feature `libtorch`.
    Libtorch,
}

impl FromStr for EngineKind {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "rten" => Ok(Self::Rten),
            "libtorch" => Ok(Self::Libtorch),
            _ => Err(Error::new(
                ErrorKind::Option,
                format!("unknown engine {name:?}: expected rten or libtorch"),
            )),
        }
    }
}

/// Options of a [`Griot`].
#[derive(Clone, Debug, Default)]
pub struct Builder {
    model: Option<PathBuf>,
    engine: EngineKind,
    threads: usize,
    labels: LabelMap,
    lang: Option<Lang>,
    min_score: f32,
    no_values: bool,
    drop_furniture: bool,
    known: KnownList,
}

impl Griot {
    /// Starts a builder: set options, then call [`Builder::build`].
    pub fn builder() -> Builder {
        Builder::default()
    }
}

impl Builder {
    /// The model: `base`, `small`, `tiny`, or a model directory. Default: the first one of this build.
    pub fn model(mut self, name: impl AsRef<Path>) -> Self {
        self.model = Some(name.as_ref().to_owned());
        self
    }

    /// What runs the model.
    pub fn engine(mut self, engine: EngineKind) -> Self {
        self.engine = engine;
        self
    }

    /// Number of threads, up to 1,024; 0, the default, means one per core.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// How the labels of a foreign model are named.
    pub fn labels(mut self, labels: LabelMap) -> Self {
        self.labels = labels;
        self
    }

    /// The language of texts that do not give their own. Default: detected.
    pub fn lang(mut self, lang: Lang) -> Self {
        self.lang = Some(lang);
        self
    }

    /// Leaves out mentions that score lower than this, in 0..=1.
    pub fn min_score(mut self, min_score: f32) -> Self {
        self.min_score = min_score;
        self
    }

    /// Whether mentions get values (countries, dates) and documents a date. Default: yes.
    pub fn values(mut self, wanted: bool) -> Self {
        self.no_values = !wanted;
        self
    }

    /// Leaves out mentions in the page's [furniture](crate::Document::furniture) (consent banners,
    /// share buttons, footers), before anything is counted or clustered. Default: no, they are only
    /// marked.
    pub fn drop_furniture(mut self, dropped: bool) -> Self {
        self.drop_furniture = dropped;
        self
    }

    /// The user's own names: what they name is tied to their ids, and found where the model misses it if
    /// the list asks for that. Default: none; griot's own table of known names is always there.
    pub fn known(mut self, list: KnownList) -> Self {
        self.known = list;
        self
    }

    /// Loads the model.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Model`] if the model cannot be found, read or used, [`ErrorKind::Engine`] if this
    /// build has no such engine, [`ErrorKind::Option`] for a score outside 0..=1 or more than 1,024
    /// threads.
    pub fn build(self) -> Result<Griot> {
        self.check()?;
        let loaded = self.load()?;
        self.build_on(Arc::new(loaded))
    }

    /// A pipeline with these options and its own threads, on the model of another pipeline, which is
    /// not loaded again; [`Builder::model`] and [`Builder::engine`] are ignored. This lets a process
    /// forked from the one that loaded the model, which lacks its threads, continue to use it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] for a score outside 0..=1 or more than 1,024 threads, [`ErrorKind::Model`]
    /// if the labels do not fit.
    pub fn build_with_model_of(self, other: &Griot) -> Result<Griot> {
        self.check()?;
        self.build_on(Arc::clone(other.loaded()))
    }

    fn check(&self) -> Result<()> {
        if !(0.0..=1.0).contains(&self.min_score) {
            return Err(Error::new(
                ErrorKind::Option,
                format!("minimum score {}: expected 0 to 1", self.min_score),
            ));
        }
        if self.threads > MOST_THREADS {
            return Err(Error::new(
                ErrorKind::Option,
                format!(
                    "{} threads: expected {MOST_THREADS} at most (0 means one per core)",
                    self.threads
                ),
            ));
        }
        Ok(())
    }

    fn load(&self) -> Result<Loaded> {
        let model = match &self.model {
            Some(name) => ModelSource::named(name)?,
            None => ModelSource::standard()?,
        };
        let config = model.config()?;
        let pieces = Pieces::from_bytes(&model.tokenizer()?)?;
        let tags = self.tags(&config)?;
        let engine: Box<dyn Engine> = match self.engine {
            EngineKind::Rten => {
                let path;
                let onnx = match &model {
                    ModelSource::Embedded(model) => Onnx::Embedded(model.onnx),
                    ModelSource::Directory(dir) => {
                        path = dir.join("model.onnx");
                        Onnx::File(&path)
                    }
                };
                Box::new(Rten::load(onnx, tags.len())?)
            }
            EngineKind::Libtorch => libtorch(&model, &config.model_type, tags.len())?,
        };
        Ok(Loaded {
            window: config.window(pieces.prefix.len() + pieces.suffix.len()),
            fingerprint: Fingerprint::of(&model)?,
            config,
            pieces,
            engine,
        })
    }

    fn tags(&self, config: &Config) -> Result<Tagset> {
        Tagset::new(&config.tags()?, &self.labels)
    }

    fn build_on(self, loaded: Arc<Loaded>) -> Result<Griot> {
        let tags = self.tags(&loaded.config)?;
        let threads = match self.threads {
            0 => std::thread::available_parallelism().map_or(1, usize::from),
            n => n,
        };
        Ok(Griot::on(Pipeline {
            loaded,
            tags,
            pool: Threads::with(threads),
            workers: Workers::new(threads),
            lang: self.lang,
            min_score: self.min_score,
            values: !self.no_values,
            drop_furniture: self.drop_furniture,
            known: Some(self.known).filter(|list| !list.is_empty()),
            clock: Clock::default(),
        }))
    }
}

#[cfg(feature = "libtorch")]
fn libtorch(model: &ModelSource, model_type: &str, labels: usize) -> Result<Box<dyn Engine>> {
    match model {
        ModelSource::Directory(dir) => Ok(Box::new(crate::infer::Libtorch::load(
            dir, model_type, labels,
        )?)),
        ModelSource::Embedded(_) => Err(Error::new(
            ErrorKind::Model,
            "the libtorch engine needs a model directory with model.safetensors",
        )),
    }
}

#[cfg(not(feature = "libtorch"))]
fn libtorch(_: &ModelSource, _: &str, _: usize) -> Result<Box<dyn Engine>> {
    Err(Error::new(
        ErrorKind::Engine,
        "this build has no libtorch engine: build with --features libtorch",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_threads_out_of_bounds_is_refused() {
        for threads in [MOST_THREADS + 1, 10_000, usize::MAX] {
            let error = Griot::builder().threads(threads).build();
            let error = error.expect_err("refused before the model is loaded");
            assert_eq!(error.kind(), ErrorKind::Option);
            assert!(
                error.to_string().contains("expected 1024 at most"),
                "{error}"
            );
        }
    }
}
