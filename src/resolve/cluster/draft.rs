//! A cluster before it is named and numbered.

use crate::document::Label;
use crate::resolve::cluster::org::table::Organisation;
use crate::resolve::cluster::tie::Tie;

/// The mentions of one thing, and what is known of it if it is an organisation.
pub(crate) struct DraftCluster {
    pub label: Label,
    /// Mentions of the document, in text order, each with its tie.
    pub mentions: Vec<(usize, Tie)>,
    /// Its row in the table.
    pub row: Option<&'static Organisation>,
    /// Rows that its name may mean, where nothing decides.
    pub open: Vec<&'static Organisation>,
    /// What the text spells its acronym out with.
    pub expansions: Vec<String>,
}

impl DraftCluster {
    pub fn new(label: Label) -> Self {
        Self {
            label,
            mentions: Vec::new(),
            row: None,
            open: Vec::new(),
            expansions: Vec::new(),
        }
    }
}
