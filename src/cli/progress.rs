//! Progress on standard error.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use griot::job::Summary;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use crate::cli::flags::ProgressMode;
use crate::cli::tell;

/// How often a line of JSON is written.
const BEAT: Duration = Duration::from_secs(1);

/// Documents, words a second, entities, rejected records and the time left.
pub struct Progress {
    bar: ProgressBar,
    /// Bytes of all inputs, if they are all files.
    total: Option<u64>,
    json: bool,
    started: Instant,
    /// Words and bytes when this run began: a resumed one does not begin at zero.
    first: Option<(u64, u64)>,
    beat: Instant,
}

#[derive(Serialize)]
struct ProgressLine<'a> {
    #[serde(flatten)]
    summary: &'a Summary,
    total_bytes: Option<u64>,
    words_per_second: f64,
    elapsed: f64,
}

impl Progress {
    pub fn over(inputs: &[PathBuf], mode: ProgressMode) -> Self {
        let total = inputs.iter().map(|path| size(path)).sum::<Option<u64>>();
        let bar = match total {
            _ if mode != ProgressMode::Auto || !std::io::stderr().is_terminal() => {
                ProgressBar::hidden()
            }
            Some(total) => {
                let style = "{bar:30} {bytes}/{total_bytes}  {msg}  {eta} left";
                ProgressBar::new(total).with_style(style_of(style))
            }
            None => ProgressBar::new_spinner().with_style(style_of("{spinner} {bytes}  {msg}")),
        };
        let now = Instant::now();
        Self {
            bar,
            total,
            json: mode == ProgressMode::Json,
            started: now,
            first: None,
            beat: now,
        }
    }

    /// Shows how far the job is.
    pub fn update(&mut self, summary: &Summary) {
        let (words, bytes) = *self.first.get_or_insert((summary.words, summary.bytes));
        let seconds = self.started.elapsed().as_secs_f64();
        let rate = (summary.words - words) as f64 / seconds.max(1e-3);
        if self.json && self.beat.elapsed() >= BEAT {
            self.beat = Instant::now();
            let line = ProgressLine {
                summary,
                total_bytes: self.total,
                words_per_second: rate.round(),
                elapsed: (seconds * 10.0).round() / 10.0,
            };
            if let Ok(line) = serde_json::to_string(&line) {
                tell::line(&line);
            }
        }
        if self.bar.is_hidden() {
            return;
        }
        self.bar.set_position(summary.bytes.saturating_sub(bytes));
        self.bar.set_message(format!(
            "{} documents, {rate:.0} words/s, {} entities, {} rejected",
            summary.documents,
            summary.entities(),
            summary.rejected()
        ));
    }

    /// A message that must stay readable beside the bar.
    pub fn warn(&self, message: &str) {
        self.bar.suspend(|| tell::tell(message));
    }

    /// Removes the bar.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

fn style_of(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// Bytes of a file; `None` if the size is not known before reading.
fn size(path: &Path) -> Option<u64> {
    let metadata = std::fs::metadata(path).ok()?;
    metadata.is_file().then_some(metadata.len())
}
