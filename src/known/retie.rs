//! Ties the clusters of documents that were read before.

use super::around::Surroundings;
use super::cluster::NamedCluster;
use super::list::KnownList;
use crate::document::{Document, Label};
use std::sync::Arc;

impl KnownList {
    /// Ties the clusters of a document that was read before to the names of this list: they get its key and
    /// names, and their mentions its value, as if it had been there when the text was read. The sex that the
    /// text tells is not known here.
    pub(crate) fn retie(&self, document: &mut Document) {
        // Most indexes are made without a list: nothing is read for it then.
        if self.is_empty() {
            return;
        }
        let around = Surroundings::of(document);
        let Document {
            mentions, clusters, ..
        } = document;
        for cluster in clusters {
            if !matches!(cluster.label, Label::Person | Label::Org | Label::Loc) {
                continue;
            }
            let own = || cluster.mentions.iter().copied();
            let forms = own().filter_map(|n| mentions.get(n));
            let named = NamedCluster {
                label: cluster.label,
                forms: forms.map(|mention| mention.text.as_str()).collect(),
                identity: None,
                open: false,
            };
            let Some(name) = self.tie(&named, &around) else {
                continue;
            };
            let first = own().next().and_then(|n| mentions.get(n));
            let known = first.and_then(|mention| mention.value.as_deref().cloned());
            let value = Arc::new(name.value(known));
            cluster.settle(&value);
            for n in cluster.mentions.iter().copied() {
                if let Some(mention) = mentions.get_mut(n) {
                    mention.value = Some(Arc::clone(&value));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cluster, ClusterId, Lang, Mention, Span};
    use crate::known::KnownName;

    #[test]
    fn clusters_get_the_key_of_the_list() {
        let span = Span {
            start: 0,
            end: 1,
            start_byte: 0,
            end_byte: 1,
        };
        let mut document = Document::new(Lang::Fr);
        for (n, name) in ["Awa Sow", "Lac Bleu"].iter().enumerate() {
            let label = [Label::Person, Label::Loc][n];
            let id = ClusterId::new(label, 1);
            let mut mention = Mention::new(label, *name, span, 1.0);
            mention.cluster = Some(id);
            document.mentions.push(mention);
            document.clusters.push(Cluster {
                id,
                label,
                name: (*name).to_owned(),
                name_fr: None,
                name_en: None,
                key: None,
                alternatives: Vec::new(),
                count: 1,
                mentions: vec![n],
            });
        }
        let name = KnownName {
            id: Some("Q1".to_owned()),
            name_en: Some("Mayor Sow".to_owned()),
            ..KnownName::new("Awa SOW")
        };
        KnownList::of_checked(vec![name]).retie(&mut document);
        let tied = &document.clusters[0];
        assert_eq!(tied.key.as_deref(), Some("Q1"));
        assert_eq!(tied.name_fr.as_deref(), Some("Awa SOW"));
        assert_eq!(tied.name_en.as_deref(), Some("Mayor Sow"));
        assert_eq!(document.mentions[0].code(), Some("Q1"));
        assert_eq!(
            (
                document.clusters[1].key.as_ref(),
                document.mentions[1].code()
            ),
            (None, None)
        );
    }
}
