//! Labels of a model: its tags, and how they map onto ours.

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::document::Label;
use crate::error::{Error, ErrorKind, Result};

/// How the labels of a model (`PER`, `MISC`, ...) are named here. Labels that are not in the map
/// keep their usual meaning; labels without one are left out of the output.
///
/// Reads `PER=PERSON,GPE=LOC,MISC=`; an empty right side leaves the label out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelMap(BTreeMap<String, Option<Label>>);

impl LabelMap {
    /// Our label for a model's label.
    pub fn get(&self, name: &str) -> Option<Label> {
        match self.0.get(name) {
            Some(label) => *label,
            None => Self::usual(name),
        }
    }

    /// What a label means where the map does not name it.
    fn usual(name: &str) -> Option<Label> {
        match name.to_ascii_uppercase().as_str() {
            "PER" | "PERS" | "PERSON" => Some(Label::Person),
            "COUNTRY" => Some(Label::Country),
            "ORG" | "ORGANIZATION" | "ORGANISATION" => Some(Label::Org),
            "DATE" => Some(Label::Date),
            "LOC" | "LOCATION" | "GPE" | "FAC" => Some(Label::Loc),
            _ => None,
        }
    }
}

impl FromStr for LabelMap {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut map = BTreeMap::new();
        for pair in text.split(',').filter(|pair| !pair.trim().is_empty()) {
            let Some((from, to)) = pair.split_once('=') else {
                return Err(Error::new(
                    ErrorKind::Option,
                    format!("label map {pair:?}: expected NAME=LABEL"),
                ));
            };
            let to = match to.trim() {
                "" => None,
                name => Some(name.parse()?),
            };
            map.insert(from.trim().to_owned(), to);
        }
        Ok(Self(map))
    }
}

/// Where a tag stands in a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TagPosition {
    Outside,
    Begin,
    Inside,
}

/// The tags of a model, in the order of its logits.
#[derive(Clone, Debug)]
pub(crate) struct Tagset {
    tags: Vec<(TagPosition, Option<Label>)>,
    /// `follows[to]` has the tags that may come before `to`.
    follows: Vec<Vec<usize>>,
    starts: Vec<bool>,
    /// Labels that the map takes away from the model.
    taken: Vec<Label>,
}

impl Tagset {
    /// Reads tags in BIO, IOB1, IO or BIOES form (`B-PER`, `I-PER`, `E-PER`, `S-PER`, `PER`, `O`).
    pub fn new(names: &[String], map: &LabelMap) -> Result<Self> {
        let parsed: Vec<(TagPosition, &str)> = names
            .iter()
            .map(|name| match name.split_once(['-', '_']) {
                Some(("B" | "S" | "U", label)) => (TagPosition::Begin, label),
                Some(("I" | "E" | "L" | "M", label)) => (TagPosition::Inside, label),
                _ if name == "O" => (TagPosition::Outside, ""),
                _ => (TagPosition::Inside, name.as_str()),
            })
            .collect();
        if !parsed.iter().any(|tag| tag.0 == TagPosition::Outside) {
            return Err(Error::new(
                ErrorKind::Model,
                format!("the model's labels {names:?} have no `O`: expected BIO tags"),
            ));
        }
        // A scheme without B lets I open a mention.
        let opens = |n: usize| {
            let (position, label) = parsed[n];
            position != TagPosition::Inside || !parsed.contains(&(TagPosition::Begin, label))
        };
        let starts: Vec<bool> = (0..parsed.len()).map(opens).collect();
        let follows = (0..parsed.len())
            .map(|to| {
                (0..parsed.len())
                    .filter(|&from| {
                        starts[to]
                            || (parsed[from].0 != TagPosition::Outside
                                && parsed[from].1 == parsed[to].1)
                    })
                    .collect()
            })
            .collect();
        let tags: Vec<(TagPosition, Option<Label>)> = parsed
            .iter()
            .map(|&(position, label)| (position, map.get(label)))
            .collect();
        let given = |label: &Label| tags.iter().any(|tag| tag.1 == Some(*label));
        let usual = parsed.iter().filter_map(|tag| LabelMap::usual(tag.1));
        Ok(Self {
            starts,
            taken: usual.filter(|label| !given(label)).collect(),
            tags,
            follows,
        })
    }

    pub fn len(&self) -> usize {
        self.tags.len()
    }

    pub fn position(&self, tag: usize) -> TagPosition {
        self.tags[tag].0
    }

    /// Our label for a tag; `None` for `O` and for labels that we leave out.
    pub fn label(&self, tag: usize) -> Option<Label> {
        self.tags[tag].1
    }

    /// Whether the map leaves out a label that the model has: then no rule brings it back.
    pub fn leaves_out(&self, label: Label) -> bool {
        self.taken.contains(&label)
    }

    pub fn may_start(&self, tag: usize) -> bool {
        self.starts[tag]
    }

    pub fn before(&self, tag: usize) -> &[usize] {
        &self.follows[tag]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tagset(names: &[&str]) -> Tagset {
        let names: Vec<String> = names.iter().map(|&n| n.to_owned()).collect();
        Tagset::new(&names, &LabelMap::default()).expect("a usable tagset")
    }

    #[test]
    fn inside_follows_only_its_own_label() {
        let tags = tagset(&["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]);
        assert_eq!(tags.before(2), [1, 2]);
        assert_eq!(tags.before(1), [0, 1, 2, 3, 4]);
        assert!(!tags.may_start(2) && tags.may_start(3));
    }

    #[test]
    fn a_scheme_without_begin_lets_inside_open() {
        let tags = tagset(&["O", "I-PER", "I-LOC"]);
        assert_eq!(tags.before(1), [0, 1, 2]);
        assert!(tags.may_start(1));
    }

    #[test]
    fn labels_without_a_meaning_here_are_left_out() {
        let tags = tagset(&["O", "B-MISC", "I-MISC", "B-GPE", "I-GPE"]);
        assert_eq!(tags.label(1), None);
        assert_eq!(tags.label(3), Some(Label::Loc));
    }

    #[test]
    fn a_label_is_left_out_where_the_model_has_it_and_the_map_gives_it_to_none() {
        let names = ["O", "B-PER", "B-LOC", "B-MISC"].map(str::to_owned);
        let left_out = |map: &str| {
            let tags = Tagset::new(&names, &map.parse().expect("a map")).expect("a usable tagset");
            Label::ALL.map(|label| tags.leaves_out(label))
        };
        assert_eq!(left_out(""), [false; 5]);
        assert_eq!(left_out("LOC="), [false, false, false, false, true]);
        assert_eq!(
            left_out("PER=ORG,LOC=,MISC=PERSON"),
            [false, false, false, false, true]
        );
    }

    #[test]
    fn a_map_overrides_and_its_mistakes_are_told() {
        let map: LabelMap = "GPE=COUNTRY, MISC=ORG,LOC=".parse().expect("a map");
        assert_eq!(map.get("GPE"), Some(Label::Country));
        assert_eq!(map.get("MISC"), Some(Label::Org));
        assert_eq!(map.get("LOC"), None);
        assert_eq!(map.get("PER"), Some(Label::Person));
        assert!("GPE".parse::<LabelMap>().is_err());
        assert!("GPE=PLACE".parse::<LabelMap>().is_err());
    }

    #[test]
    fn a_model_without_outside_is_refused() {
        let names = ["POSITIVE".to_owned(), "NEGATIVE".to_owned()];
        assert!(Tagset::new(&names, &LabelMap::default()).is_err());
    }
}
