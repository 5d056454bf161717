//! The flags of `griot index`.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::Args;
use griot::index::{ExportFormat, PairBounds, TableFormat};

use super::bounds::memory;

/// Merge the entities of many documents into one table.
///
/// Reads what `griot extract` wrote and writes one row for each distinct person, country,
/// organisation, place and date: names, forms with the rule that merged each, codes, documents,
/// mentions, first and last date. Where a name would fit two rows it stays apart; a bare surname
/// that its document does not complete has a row of its own, marked partial. Rows do not depend on
/// the order of the documents. docs/index.md says how names are merged, docs/network.md what pairs
/// and exports hold.
///
/// Exit code: 0 all done, 1 done but some decisions were not used (reported on standard error), 2
/// could not run.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  griot index out/*.jsonl.zst -o index.csv --links links.csv
  griot index out.jsonl -o index.jsonl --decisions decisions.jsonl
  griot index today.jsonl --into news.state -o index.jsonl
  griot index out.jsonl -o index.csv --pairs network.gexf --pairs-top 300
  griot index out.jsonl -o entities.ftm.json")]
pub struct IndexFlags {
    /// Output files of `griot extract` (also .gz and .zst), or - for standard input.
    #[arg(value_name = "OUT.jsonl", default_value = "-")]
    pub inputs: Vec<PathBuf>,

    /// A list of your own names (.csv, .tsv or .jsonl, also .gz and .zst; may be repeated): entities of
    /// these names get your ids as keys. docs/known.md describes it.
    #[arg(long, value_name = "FILE")]
    pub known: Vec<PathBuf>,

    /// Write to this file instead of standard output: .jsonl, .csv or .ftm.json, compressed if the
    /// name ends in .gz or .zst; or .sqlite or .db. Only an earlier file of the kind is overwritten.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// jsonl or csv (one row an entity); ftm (FollowTheMoney entities, documents and what ties them,
    /// for Aleph); sqlite (a database of documents, entities, mentions and pairs with full-text
    /// search, if griot was built with it). By default, the output's name decides.
    #[arg(long, alias = "format", value_name = "FORMAT")]
    pub to: Option<IndexFormat>,

    /// Write which document names which row, and how often, to this file: .jsonl or .csv, also .gz
    /// and .zst. Only an earlier table of links is overwritten.
    #[arg(long, value_name = "FILE")]
    pub links: Option<PathBuf>,

    /// Write which entities are named together to this file: .csv or .jsonl (with documents,
    /// sentences and pointwise mutual information), .gexf or .graphml (a network), also .gz and .zst.
    /// Dates are left out. Only an earlier file of pairs is overwritten.
    #[arg(long, value_name = "FILE")]
    pub pairs: Option<PathBuf>,

    /// Only pairs of the entities that most documents name: so many of them. Also of the pairs of a
    /// database.
    #[arg(long, value_name = "N", default_value_t = PairBounds::default().top as u32)]
    pub pairs_top: u32,

    /// Only pairs that at least so many documents name. Also of the pairs of a database.
    #[arg(long, value_name = "N", default_value_t = PairBounds::default().min_documents)]
    pub pairs_min_documents: u64,

    /// Apply the decisions in this file, in order: JSON lines that merge, split, rename, relabel or
    /// hide rows. What cannot be used is reported.
    #[arg(long, value_name = "FILE")]
    pub decisions: Option<PathBuf>,

    /// Keep what was read in this file, and go on from what earlier runs have kept there: files that
    /// they have read are not read again. The rows are those of one run over everything. Mentions
    /// and texts are not kept: ftm and sqlite need a run over everything.
    #[arg(long, value_name = "STATE")]
    pub into: Option<PathBuf>,

    /// The most memory for entries; the rest goes to temporary files (bytes, or with K, M, G, T):
    /// 1K to 1T. Some 40 bytes for each distinct name come on top.
    #[arg(long, value_name = "BYTES", default_value = "256M", value_parser = memory)]
    pub max_memory: u64,
}

impl IndexFlags {
    pub fn pair_bounds(&self) -> PairBounds {
        PairBounds {
            top: self.pairs_top as usize,
            min_documents: self.pairs_min_documents,
        }
    }
}

/// What `griot index` writes.
#[derive(Clone, Copy, Debug)]
pub enum IndexFormat {
    Table(TableFormat),
    Export(ExportFormat),
}

impl IndexFormat {
    /// The format that a file's name indicates.
    pub fn for_file(path: &Path) -> Result<Self, String> {
        let more =
            |e| format!("{e}, or in .ftm.json, .sqlite or .db; or the format by name (--to)");
        match ExportFormat::of(path) {
            Some(format) => Ok(Self::Export(format)),
            None => TableFormat::for_file(path).map(Self::Table).map_err(more),
        }
    }
}

impl FromStr for IndexFormat {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let export = || name.parse().ok().map(Self::Export);
        let table = name.parse().ok().map(Self::Table);
        table
            .or_else(export)
            .ok_or_else(|| format!("unknown format {name:?}: expected jsonl, csv, ftm or sqlite"))
    }
}
