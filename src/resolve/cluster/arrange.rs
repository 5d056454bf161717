//! One row for each distinct person, country, organisation, place and date of a document.

use std::collections::HashMap;

use crate::document::{ClusterId, Label};
use crate::resolve::cluster::draft::DraftCluster;
use crate::resolve::cluster::fullest::fullest;
use crate::resolve::cluster::named::NamedText;
use crate::resolve::cluster::org;
use crate::resolve::cluster::person;
use crate::resolve::cluster::tie::Tie;
use crate::resolve::cluster::words::name_key;
use crate::resolve::person_name::PersonName;

/// A distinct thing and its mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MentionCluster {
    /// Stable within the document: the label and the ordinal among its label's clusters, by first
    /// mention (`person-1`).
    pub id: ClusterId,
    /// The one label of all its mentions.
    pub label: Label,
    /// The fullest form in the text.
    pub name: String,
    /// The name in French, where the table of organisations has it.
    pub name_fr: Option<&'static str>,
    /// The name in English, where the table of organisations has it.
    pub name_en: Option<&'static str>,
    /// The identity in the table of organisations.
    pub organisation: Option<&'static str>,
    /// Identities that the name may mean, where neither the text nor the name decides.
    pub open: Vec<&'static str>,
    /// The caller's key, of countries and dates.
    pub key: Option<String>,
    /// Indices of the mentions, in text order.
    pub mentions: Vec<usize>,
}

/// The distinct things of a document.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Clustering {
    /// In the order of their first mentions.
    pub clusters: Vec<MentionCluster>,
    /// The cluster of each mention.
    pub cluster_of: Vec<usize>,
    /// The rule that put each mention there.
    pub ties: Vec<Tie>,
}

/// Groups the mentions of a document. Labels never mix: a mention stands in one cluster, of its
/// own label.
pub(crate) fn cluster(document: &NamedText) -> Clustering {
    let places = |label: Label| -> Vec<usize> {
        (0..document.mentions.len())
            .filter(|&at| document.mentions[at].label == label)
            .collect()
    };
    let people = person::people(document, &places(Label::Person));
    let mut groups: Vec<DraftCluster> = people
        .into_iter()
        .map(|mentions| DraftCluster {
            mentions,
            ..DraftCluster::new(Label::Person)
        })
        .collect();
    groups.extend(org::organisations(document, &places(Label::Org)));
    for label in [Label::Country, Label::Date, Label::Loc] {
        groups.extend(by_name(document, label, &places(label)));
    }
    arrange(document, groups)
}

/// Groups by the caller's key, else by the folded name; places by the folded name only.
fn by_name(document: &NamedText, label: Label, places: &[usize]) -> Vec<DraftCluster> {
    let mut groups: Vec<DraftCluster> = Vec::new();
    let mut by_key: HashMap<(bool, String), usize> = HashMap::new();
    let mut surfaces: Vec<String> = Vec::new();
    for &at in places {
        let mention = &document.mentions[at];
        let surface = name_key(mention.text).join(" ");
        let key = mention.key.clone().filter(|_| label != Label::Loc);
        let by = (key.is_some(), key.unwrap_or_else(|| surface.clone()));
        let group = *by_key.entry(by).or_insert_with(|| {
            groups.push(DraftCluster::new(label));
            surfaces.push(surface.clone());
            groups.len() - 1
        });
        let tie = match groups[group].mentions.as_slice() {
            [] => Tie::First,
            _ if surfaces[group] == surface => Tie::Name,
            _ => Tie::Key,
        };
        groups[group].mentions.push((at, tie));
    }
    groups
}

/// Sorts the groups by first mention, names and numbers them.
fn arrange(document: &NamedText, mut groups: Vec<DraftCluster>) -> Clustering {
    groups.retain(|group| !group.mentions.is_empty());
    groups.sort_by_key(|group| group.mentions.first().map(|&(at, _)| at));
    let mut ordinals: HashMap<Label, u32> = HashMap::new();
    let mut cluster_of = vec![0; document.mentions.len()];
    let mut ties = vec![Tie::First; document.mentions.len()];
    let mut clusters = Vec::with_capacity(groups.len());
    for (n, group) in groups.into_iter().enumerate() {
        for &(at, tie) in &group.mentions {
            cluster_of[at] = n;
            ties[at] = tie;
        }
        let ordinal = ordinals.entry(group.label).or_default();
        *ordinal += 1;
        clusters.push(MentionCluster {
            id: ClusterId::new(group.label, *ordinal),
            label: group.label,
            name: name(document, &group),
            name_fr: group.row.map(|row| row.name_fr),
            name_en: group.row.map(|row| row.name_en),
            organisation: group.row.map(|row| row.id),
            open: group.open.iter().map(|row| row.id).collect(),
            key: group
                .mentions
                .first()
                .and_then(|&(at, _)| match group.label {
                    Label::Country | Label::Date => document.mentions[at].key.clone(),
                    _ => None,
                }),
            mentions: group.mentions.iter().map(|&(at, _)| at).collect(),
        });
    }
    Clustering {
        clusters,
        cluster_of,
        ties,
    }
}

/// The fullest form: the one with the most whole words of a person's name, with the most digits of a
/// date, then with the most letters.
fn name(document: &NamedText, group: &DraftCluster) -> String {
    let units = |surface: &str| match group.label {
        // `Dupont, Jean` is for lists.
        Label::Person => {
            let words = PersonName::read(surface).full_words();
            words.saturating_sub(usize::from(surface.contains(',')))
        }
        Label::Date => surface.chars().filter(char::is_ascii_digit).count(),
        _ => 0,
    };
    let surfaces = group
        .mentions
        .iter()
        .map(|&(at, _)| document.mentions[at].text);
    fullest(
        surfaces
            .chain(group.expansions.iter().map(String::as_str))
            .map(|surface| (surface, units(surface))),
    )
}
