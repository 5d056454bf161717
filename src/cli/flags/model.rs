//! What reads the texts: the flags of every command that runs a model.

use std::path::PathBuf;

use clap::Args;
use griot::{Builder, EngineKind, Griot, LabelMap, Lang};

use super::bounds::threads;

/// What reads the texts, and how.
#[derive(Debug, Args)]
pub struct ModelFlags {
    /// The model: base, small, tiny, or a model directory.
    #[arg(long, value_name = "NAME|DIR", default_value = "base")]
    pub model: PathBuf,

    /// What runs it: rten, or libtorch in builds with that feature.
    #[arg(long, value_name = "ENGINE", default_value = "rten")]
    pub engine: EngineKind,

    /// Number of threads, up to 1024; 0 is one for each core.
    #[arg(long, value_name = "N", default_value_t = 0, allow_negative_numbers = true, value_parser = threads)]
    pub threads: usize,

    /// How the labels of a foreign model are named here (PER=PERSON,MISC=); labels without a
    /// counterpart are left out.
    #[arg(long, value_name = "MAP")]
    pub labels: Option<LabelMap>,

    /// The language (fr or en) of texts whose record gives none; by default it is detected.
    #[arg(long)]
    pub lang: Option<Lang>,
}

impl ModelFlags {
    pub fn builder(&self) -> Builder {
        let mut builder = Griot::builder()
            .model(&self.model)
            .engine(self.engine)
            .threads(self.threads)
            .labels(self.labels.clone().unwrap_or_default());
        if let Some(lang) = self.lang {
            builder = builder.lang(lang);
        }
        builder
    }
}
