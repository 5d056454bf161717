//! Every flag of every command.

mod bounds;
mod evaluate;
mod extract;
mod index;
mod model;
mod reading;
mod report;
mod view;

use clap::{Parser, Subcommand};

pub use evaluate::EvalFlags;
pub use extract::{Compress, ExtractFlags, OtherLangs, ProgressMode};
pub use index::{IndexFlags, IndexFormat};
pub use report::ReportFlags;
pub use view::{Color, ViewFlags};

/// French and English news in; people, countries, organisations, dates and places out.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
pub struct Flags {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Extract(ExtractFlags),
    Index(IndexFlags),
    Report(ReportFlags),
    View(ViewFlags),
    Eval(EvalFlags),
}
