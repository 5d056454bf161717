//! One row for each distinct person, country, organisation, place and date of a document.

use std::collections::HashMap;
use std::ops::Range;

use crate::document::ClusterId;
use crate::resolve::cluster::document::{Document, Label};
use crate::resolve::cluster::fullest::fullest;
use crate::resolve::cluster::org;
use crate::resolve::cluster::org::table::Organisation;
use crate::resolve::cluster::person;
use crate::resolve::cluster::person::name::Name;
use crate::resolve::cluster::tie::Tie;
use crate::resolve::cluster::words::name_key;

/// A distinct thing and its mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
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

/// An acronym that the text spells out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The acronym's bytes in the text.
    pub acronym: Range<usize>,
    /// The bytes of what it stands for: not always a mention, or longer than the mention there.
    pub expansion: Range<usize>,
    /// The cluster it tells of, if one of the two is a mention.
    pub cluster: Option<usize>,
}

/// The distinct things of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clusters {
    /// In the order of their first mentions.
    pub clusters: Vec<Cluster>,
    /// The cluster of each mention.
    pub cluster_of: Vec<usize>,
    /// The rule that put each mention there.
    pub ties: Vec<Tie>,
    /// Where the text spells acronyms out, in text order.
    pub definitions: Vec<Definition>,
}

/// A cluster before it has its place.
struct Group {
    label: Label,
    mentions: Vec<(usize, Tie)>,
    row: Option<&'static Organisation>,
    open: Vec<&'static Organisation>,
    expansions: Vec<String>,
    definitions: Vec<usize>,
}

impl Group {
    fn new(label: Label, mentions: Vec<(usize, Tie)>) -> Self {
        Self {
            label,
            mentions,
            row: None,
            open: Vec::new(),
            expansions: Vec::new(),
            definitions: Vec::new(),
        }
    }
}

/// Groups the mentions of a document. Labels never mix: a mention stands in one cluster, of its
/// own label.
pub fn cluster(document: &Document) -> Clusters {
    let places = |label: Label| -> Vec<usize> {
        (0..document.mentions.len())
            .filter(|&at| document.mentions[at].label == label)
            .collect()
    };
    let mut groups: Vec<Group> = Vec::new();
    groups.extend(
        person::people(document, &places(Label::Person))
            .into_iter()
            .map(|group| Group::new(Label::Person, group.mentions)),
    );
    let organisations = org::organisations(document, &places(Label::Org));
    let first = groups.len();
    groups.extend(organisations.groups.into_iter().map(|group| Group {
        row: group.row,
        open: group.open,
        expansions: group.expansions,
        ..Group::new(Label::Org, group.mentions)
    }));
    let mut definitions: Vec<Definition> = Vec::new();
    for (found, group) in organisations.definitions {
        if let Some(group) = group {
            groups[first + group].definitions.push(definitions.len());
        }
        definitions.push(Definition {
            acronym: found.acronym,
            expansion: found.expansion,
            cluster: None,
        });
    }
    for label in [Label::Country, Label::Date, Label::Loc] {
        groups.extend(by_name(document, label, &places(label)));
    }
    arrange(document, groups, definitions)
}

/// Groups by the caller's key, else by the folded name; places by the folded name only.
fn by_name(document: &Document, label: Label, places: &[usize]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut by_key: HashMap<(bool, String), usize> = HashMap::new();
    let mut surfaces: Vec<String> = Vec::new();
    for &at in places {
        let mention = &document.mentions[at];
        let surface = name_key(mention.text).join(" ");
        let key = mention.key.clone().filter(|_| label != Label::Loc);
        let by = (key.is_some(), key.unwrap_or_else(|| surface.clone()));
        let group = *by_key.entry(by).or_insert_with(|| {
            groups.push(Group::new(label, Vec::new()));
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
fn arrange(
    document: &Document,
    mut groups: Vec<Group>,
    mut definitions: Vec<Definition>,
) -> Clusters {
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
        for definition in &group.definitions {
            definitions[*definition].cluster = Some(n);
        }
        let ordinal = ordinals.entry(group.label).or_default();
        *ordinal += 1;
        clusters.push(Cluster {
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
    Clusters {
        clusters,
        cluster_of,
        ties,
        definitions,
    }
}

/// The fullest form: of a person the most whole words, of a date the most digits, then the most
/// letters.
fn name(document: &Document, group: &Group) -> String {
    let units = |surface: &str| match group.label {
        Label::Person => Name::read(surface).full_words(),
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
