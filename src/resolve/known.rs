//! Ties the clusters to known names.

use std::sync::Arc;

use jiff::civil::Date;

use super::Mentions;
use super::cluster::{NamedMention, NamedText, by_title};
use super::person_name::Gender;
use crate::document::{Cluster, CountryCount, Label, Value};
use crate::known::{self, KnownList, NamedCluster, Surroundings, ToldSex};

/// Looks up people, organisations and places; those that are known get a key and both names, and their
/// mentions a value.
pub(super) fn tie(
    mentions: &Mentions,
    date: Option<Date>,
    countries: &[CountryCount],
    list: Option<&KnownList>,
    clusters: &mut [Cluster],
    values: &mut [Option<Arc<Value>>],
) {
    let surface = |n: usize| mentions.surface(&mentions.found[n]);
    let pointed = values.iter().flatten().map(Arc::as_ref);
    let pointed = pointed.filter_map(known::country_of);
    let counted = countries.iter().map(|count| count.iso2.as_ref());
    let people = clusters.iter().filter(|c| c.label == Label::Person);
    let around = Surroundings::new(
        date.map(Date::year),
        counted.chain(pointed),
        people.flat_map(|cluster| cluster.mentions.iter().copied().map(surface)),
    );
    for cluster in clusters {
        let looked_up = match cluster.label {
            Label::Person | Label::Org => true,
            Label::Loc => list.is_some(),
            Label::Country | Label::Date => false,
        };
        if !looked_up {
            continue;
        }
        let named = NamedCluster {
            label: cluster.label,
            forms: cluster.mentions.iter().copied().map(surface).collect(),
            identity: identity(cluster),
            open: !cluster.alternatives.is_empty(),
        };
        let sex = || told(mentions, &cluster.mentions);
        if let Some(value) = known::tie(&named, &around, list, sex) {
            cluster.settle(&value);
            let value = Arc::new(value);
            for &n in &cluster.mentions {
                values[n] = Some(Arc::clone(&value));
            }
        }
    }
}

/// What the table of organisations says of a cluster.
fn identity(cluster: &Cluster) -> Option<known::Identity<'_>> {
    Some(known::Identity {
        key: cluster
            .key
            .as_deref()
            .filter(|_| cluster.label == Label::Org)?,
        name_fr: cluster.name_fr.as_ref()?,
        name_en: cluster.name_en.as_ref()?,
    })
}

/// The sex that titles tell, if they all tell the same.
fn told(mentions: &Mentions, cluster: &[usize]) -> Option<ToldSex> {
    let document = NamedText {
        text: mentions.text,
        lang: mentions.lang,
        mentions: &[],
    };
    let mut found = None;
    for &n in cluster {
        let mention = &mentions.found[n];
        if mention.label != Label::Person {
            return None;
        }
        let named = NamedMention {
            label: mention.label,
            text: mentions.surface(mention),
            range: mention.range.clone(),
            key: None,
        };
        let sex = match by_title(&document, &named) {
            Some(Gender::Man) => ToldSex::Man,
            Some(Gender::Woman) => ToldSex::Woman,
            None => continue,
        };
        if found.is_some_and(|before| before != sex) {
            return None;
        }
        found = Some(sex);
    }
    found
}
