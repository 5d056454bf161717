//! A user's own names.

use std::fmt;
use std::sync::Arc;

use xxhash_rust::xxh3::Xxh3;

use super::around::Surroundings;
use super::cluster::{ClusterKeys, NamedCluster};
use super::find::NameFinder;
use super::index::KeyIndex;
use super::key::name_key;
use crate::document::{Carried, Label, Value};
use crate::error::{Error, ErrorKind, Result};
use crate::found::Found;

/// Letters of a name at most: more is a text in the wrong column.
const LONGEST: usize = 200;

/// A name of a user's list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct KnownName {
    /// The name, as texts have it.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// What it is: PERSON, ORG or LOC; any of them if that is not given.
    pub label: Option<Label>,
    /// What identifies it: a Wikidata or VIAF number, or one of the user's own.
    pub id: Option<String>,
    /// Its French name, if another than `name`.
    pub name_fr: Option<String>,
    /// Its English name, if another than `name`.
    pub name_en: Option<String>,
    /// Whether its occurrences that the model misses become mentions. That takes a label.
    pub find: bool,
    /// What else is passed on, by name, as JSON.
    pub fields: Carried,
}

impl KnownName {
    /// A name of which no more is known.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// The name and its aliases.
    pub(super) fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name)
            .chain(&self.aliases)
            .map(String::as_str)
    }

    pub(super) fn check(&self) -> std::result::Result<(), String> {
        for form in self.forms() {
            if name_key(form).is_empty() {
                return Err(format!("name {form:?}: expected letters or figures"));
            }
            if form.chars().count() > LONGEST {
                let start: String = form.chars().take(40).collect();
                return Err(format!(
                    "name \"{start}...\": expected at most {LONGEST} characters"
                ));
            }
        }
        if let Some(label @ (Label::Country | Label::Date)) = self.label {
            return Err(format!("label {label}: expected PERSON, ORG or LOC"));
        }
        if self.find && self.label.is_none() {
            return Err("find without a label: expected PERSON, ORG or LOC".to_owned());
        }
        Ok(())
    }

    /// What joins it across documents: its id, or its name where it has none.
    fn key(&self) -> String {
        let named = || format!("name:{}", name_key(&self.name).replace(' ', "-"));
        self.id.clone().unwrap_or_else(named)
    }

    /// The value of its mentions. `known` is what the table makes of the cluster: without an id, its key
    /// is kept, and its names where the user's list gives none.
    pub(super) fn value(&self, known: Option<Value>) -> Value {
        let (key, fr, en) = match known {
            Some(Value::Known {
                key,
                name_fr,
                name_en,
                ..
            }) => (Some(key), Some(name_fr), Some(name_en)),
            _ => (None, None, None),
        };
        let name = |own: &Option<String>, known| {
            let own = own.clone().map(Into::into);
            own.or(known).unwrap_or_else(|| self.name.clone().into())
        };
        let key = key.filter(|_| self.id.is_none());
        Value::Known {
            key: key.unwrap_or_else(|| self.key().into()),
            name_fr: name(&self.name_fr, fr),
            name_en: name(&self.name_en, en),
            id: self.id.clone().map(Into::into),
            fields: self.fields.clone(),
            rule: "listed".into(),
        }
    }
}

/// A list of names for [`Builder::known`](crate::Builder::known). Clones share it.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use griot::{Griot, KnownList, KnownName, Label};
///
/// let mut mayor = KnownName::new("Awa Sow");
/// mayor.label = Some(Label::Person);
/// mayor.id = Some("Q1".to_owned());
/// let griot = Griot::builder().model("small").known(KnownList::new(vec![mayor])?).build()?;
/// let document = griot.extract("La maire Awa Sow a quitté Bamako lundi.")?;
/// assert_eq!(document.mentions[0].code(), Some("Q1"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct KnownList(Arc<ListedNames>);

#[derive(Default)]
struct ListedNames {
    names: Vec<KnownName>,
    index: KeyIndex,
    finder: NameFinder,
    fingerprint: String,
}

impl fmt::Debug for KnownList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("KnownList");
        shown.field("len", &self.len()).finish_non_exhaustive()
    }
}

impl KnownList {
    /// A list of these names.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`], with the number of the name from 0, for a name without letters and figures or of
    /// more than 200 characters, a label other than PERSON, ORG and LOC, or `find` without a label.
    pub fn new(names: Vec<KnownName>) -> Result<Self> {
        for (n, name) in names.iter().enumerate() {
            name.check()
                .map_err(|what| Error::new(ErrorKind::Input, format!("names[{n}]: {what}")))?;
        }
        Ok(Self::of_checked(names))
    }

    pub(super) fn of_checked(names: Vec<KnownName>) -> Self {
        let keys = names.iter().zip(0..).flat_map(|(name, n)| {
            let keys = name.forms().map(name_key);
            keys.map(move |key| (key, n))
        });
        let index = KeyIndex::of(keys);
        Self(Arc::new(ListedNames {
            finder: NameFinder::of(&names),
            fingerprint: fingerprint(&names),
            index,
            names,
        }))
    }

    /// How many names it has.
    pub fn len(&self) -> usize {
        self.0.names.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.0.names.is_empty()
    }

    /// A name for the list, made from its content: another list has another.
    pub(crate) fn fingerprint(&self) -> &str {
        &self.0.fingerprint
    }

    /// The name that a cluster has, if it has exactly one of the list. Names with one id are one.
    pub(super) fn tie(&self, cluster: &NamedCluster, around: &Surroundings) -> Option<&KnownName> {
        let keys = ClusterKeys::of(cluster, around);
        let found = match self.named(cluster.label, &keys.first) {
            none if none.is_empty() => self.named(cluster.label, &keys.second),
            found => found,
        };
        let (first, rest) = found.split_first()?;
        let same = |other: &&KnownName| first.id.is_some() && other.id == first.id;
        rest.iter().all(same).then_some(*first)
    }

    fn named(&self, label: Label, keys: &[String]) -> Vec<&KnownName> {
        let mut found: Vec<&KnownName> = Vec::new();
        for key in keys {
            for n in self.0.index.entries(key) {
                let name = &self.0.names[n as usize];
                let fits = name.label.is_none_or(|own| own == label);
                if fits
                    && !found.iter().any(|known| std::ptr::eq(*known, name))
                    && name.forms().any(|form| name_key(form) == *key)
                {
                    found.push(name);
                }
            }
        }
        found
    }

    /// Adds the occurrences that are to be found and that no mention touches, in the order of the text.
    pub(crate) fn find(&self, text: &str, found: &mut Vec<Found>) {
        self.0.finder.find(text, found);
    }
}

/// A hash over all that the names say.
fn fingerprint(names: &[KnownName]) -> String {
    let mut hash = Xxh3::new();
    let mut add = |part: &str| {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    };
    for name in names {
        let optional = [&name.id, &name.name_fr, &name.name_en];
        add(&name.name);
        add(&name.aliases.len().to_string());
        name.aliases.iter().for_each(|alias| add(alias));
        add(name.label.map_or("", Label::as_str));
        for part in optional {
            add(part.as_ref().map_or("0", |_| "1"));
            add(part.as_deref().unwrap_or_default());
        }
        add(if name.find { "find" } else { "" });
        add(&name.fields.0.len().to_string());
        for (field, value) in &name.fields.0 {
            add(field);
            add(value);
        }
    }
    format!("{} names (xxh3 {:032x})", names.len(), hash.digest128())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, label: Option<Label>, id: &str) -> KnownName {
        KnownName {
            label,
            id: Some(id.to_owned()),
            ..KnownName::new(name)
        }
    }

    fn id(list: &KnownList, label: Label, forms: &[&str]) -> Option<String> {
        let cluster = NamedCluster {
            label,
            forms: forms.to_vec(),
            identity: None,
            open: false,
        };
        let name = list.tie(&cluster, &Surroundings::default())?;
        name.id.clone()
    }

    #[test]
    fn a_name_ties_what_has_its_label() {
        let list = KnownList::new(vec![
            named("Awa Sow", Some(Label::Person), "1"),
            named("Awa Sow", Some(Label::Org), "2"),
            named("Lac Bleu", None, "3"),
        ])
        .expect("a list");
        assert_eq!(
            id(&list, Label::Person, &["AWA SOW", "Sow"]).as_deref(),
            Some("1")
        );
        assert_eq!(id(&list, Label::Org, &["Awa Sow"]).as_deref(), Some("2"));
        assert_eq!(id(&list, Label::Loc, &["lac Bleu"]).as_deref(), Some("3"));
        assert_eq!(id(&list, Label::Loc, &["Awa Sow"]), None);
        assert_eq!(id(&list, Label::Person, &["Fatou Sow", "Sow"]), None);
    }

    #[test]
    fn a_name_of_two_abstains_unless_they_have_one_id() {
        let person = Some(Label::Person);
        let two = KnownList::new(vec![
            named("Awa Sow", person, "1"),
            named("Awa SOW", person, "2"),
        ]);
        assert_eq!(id(&two.expect("a list"), Label::Person, &["Awa Sow"]), None);
        let one = KnownList::new(vec![
            named("Awa Sow", person, "1"),
            named("Awa Sow", None, "1"),
        ]);
        assert!(id(&one.expect("a list"), Label::Person, &["Awa Sow"]).is_some());
    }

    #[test]
    fn what_cannot_be_a_name_is_told_with_its_number() {
        let told = |name: KnownName| {
            let error = KnownList::new(vec![KnownName::new("Awa"), name]).expect_err("refused");
            assert_eq!(error.kind(), ErrorKind::Input);
            error.to_string()
        };
        assert!(told(KnownName::new("?!")).contains("names[1]: name \"?!\""));
        assert!(told(KnownName::new("a".repeat(201))).contains("at most 200"));
        assert!(told(named("Mali", Some(Label::Country), "1")).contains("PERSON, ORG or LOC"));
        let find = KnownName {
            find: true,
            ..KnownName::new("Awa Sow")
        };
        assert!(told(find).contains("find without a label"));
    }

    #[test]
    fn another_list_has_another_fingerprint() {
        let base = named("Awa Sow", Some(Label::Person), "1");
        let mut others = vec![base.clone(); 6];
        others[1].id = None;
        others[2].aliases = vec!["Sow".to_owned()];
        others[3].find = true;
        others[4].fields = [("party".to_owned(), "\"X\"".to_owned())]
            .into_iter()
            .collect();
        others[5].name_fr = Some(String::new());
        let prints: std::collections::HashSet<String> = others
            .into_iter()
            .map(|name| KnownList::of_checked(vec![name]).fingerprint().to_owned())
            .collect();
        assert_eq!(prints.len(), 6);
        let again = KnownList::of_checked(vec![base]);
        assert!(prints.contains(again.fingerprint()));
    }

    /// Without an id the table's key is kept, so that documents read with and without the list join.
    #[test]
    fn the_users_list_wins_over_the_table() {
        let known = || {
            Some(Value::Known {
                key: "person:x".into(),
                name_fr: "Fr".into(),
                name_en: "En".into(),
                id: None,
                fields: Carried::default(),
                rule: "known".into(),
            })
        };
        let own = named("Awa Sow", None, "Q1").value(known());
        assert_eq!((own.code(), own.rule()), (Some("Q1"), "listed"));
        let without = KnownName::new("Awa Sow");
        assert_eq!(without.value(known()).code(), Some("person:x"));
        assert_eq!(without.value(None).code(), Some("name:awa-sow"));
    }
}
