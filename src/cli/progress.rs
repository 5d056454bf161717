//! Progress on a terminal's standard error; silent where it is piped.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};

/// Documents, words a second and the time left.
pub struct Progress {
    bar: ProgressBar,
    started: Instant,
    documents: u64,
    words: u64,
}

impl Progress {
    /// Progress over inputs whose size is known where they are all files.
    pub fn over(inputs: &[PathBuf]) -> Self {
        let bar = if !std::io::stderr().is_terminal() {
            ProgressBar::hidden()
        } else if let Some(total) = inputs.iter().map(|p| size(p)).sum::<Option<u64>>() {
            let style = "{bar:30} {bytes}/{total_bytes}  {msg}  {eta} left";
            ProgressBar::new(total).with_style(style_of(style))
        } else {
            ProgressBar::new_spinner().with_style(style_of("{spinner} {bytes}  {msg}"))
        };
        Self {
            bar,
            started: Instant::now(),
            documents: 0,
            words: 0,
        }
    }

    /// One more document is written.
    pub fn document(&mut self, words: usize, bytes: usize) {
        self.documents += 1;
        self.words += words as u64;
        if self.bar.is_hidden() {
            return;
        }
        self.bar.inc(bytes as u64);
        let rate = self.words as f64 / self.started.elapsed().as_secs_f64().max(1e-3);
        self.bar
            .set_message(format!("{} documents, {rate:.0} words/s", self.documents));
    }

    /// A line that must stay readable beside the bar.
    pub fn warn(&self, line: &str) {
        self.bar.suspend(|| eprintln!("{line}"));
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

fn style_of(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// Bytes of a file; `None` where the size is not known before reading.
fn size(path: &Path) -> Option<u64> {
    let metadata = std::fs::metadata(path).ok()?;
    metadata.is_file().then_some(metadata.len())
}
