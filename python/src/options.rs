//! The options of a pipeline, kept to make it anew in a process that was forked.

use std::path::PathBuf;

use griot::{Builder, Griot, KnownList, LabelMap, Lang};

/// What [`Griot::builder`] is told.
pub struct Options {
    pub model: PathBuf,
    pub threads: usize,
    pub lang: Option<Lang>,
    pub min_score: f32,
    pub values: bool,
    pub drop_furniture: bool,
    pub labels: LabelMap,
    pub known: KnownList,
}

impl Options {
    pub fn builder(&self) -> Builder {
        let builder = Griot::builder()
            .model(&self.model)
            .threads(self.threads)
            .min_score(self.min_score)
            .values(self.values)
            .drop_furniture(self.drop_furniture)
            .labels(self.labels.clone())
            .known(self.known.clone());
        match self.lang {
            Some(lang) => builder.lang(lang),
            None => builder,
        }
    }
}
