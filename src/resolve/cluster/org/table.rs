//! The organisations that news names most, in both languages.
//!
//! `data/organisations.txt` is compiled in as text and read once, at first use: the file is what a
//! person reads and corrects, no generated copy can fall behind it, and reading its few hundred lines
//! takes less than a document does.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::document::Lang;
use crate::lists::{Entry, entries};
use crate::resolve::cluster::words::{name_key, words};

const FILE: &str = include_str!("../data/organisations.txt");

/// One organisation.
#[derive(Debug)]
pub(crate) struct Organisation {
    /// Its identity: `org:united-nations`.
    pub id: &'static str,
    /// Its name in French.
    pub name_fr: &'static str,
    /// Its name in English.
    pub name_en: &'static str,
    /// Words near it in news, folded or in capitals: they decide where a name has several readings.
    pub cues: Vec<&'static str>,
}

impl Organisation {
    /// Whether a folded word is one of its cues.
    pub fn has_cue(&self, word: &str) -> bool {
        self.cues.iter().any(|cue| cue.eq_ignore_ascii_case(word))
    }

    /// Whether its name shares at least half of an expansion's words, small ones apart.
    pub fn agrees(&self, expansion: &str) -> bool {
        let content = |name: &str| -> HashSet<String> {
            words(name)
                .into_iter()
                .filter(|word| !word.is_stop())
                .map(|word| singular(word.key))
                .collect()
        };
        let told = content(expansion);
        [self.name_fr, self.name_en]
            .into_iter()
            .any(|name| 2 * content(name).intersection(&told).count() >= told.len().max(2))
    }
}

fn singular(word: String) -> String {
    word.strip_suffix('s').map(str::to_owned).unwrap_or(word)
}

/// One way to read a name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameReading {
    pub organisation: &'static Organisation,
    /// Whether the name alone says it.
    pub sure: bool,
    /// The name as the table writes it.
    pub spelling: &'static str,
    lang: Option<Lang>,
}

/// The organisations, each with its names and the language that a name is of, if of one.
static ORGANISATIONS: LazyLock<Vec<(Organisation, NamesByLanguage)>> =
    LazyLock::new(|| entries(FILE).map(organisation).collect());

type NamesByLanguage = Vec<(&'static str, Option<Lang>)>;

fn organisation(entry: Entry) -> (Organisation, NamesByLanguage) {
    let mut fields = entry.fields();
    let mut field = || fields.next().unwrap_or_default();
    let (id, name_fr, name_en) = (field(), field(), field());
    let list = |field: &'static str| {
        field
            .split(';')
            .map(str::trim)
            .filter(|name| !name.is_empty())
    };
    let mut names = vec![(name_fr, None), (name_en, None)];
    names.extend(list(field()).map(|name| (name, Some(Lang::Fr))));
    names.extend(list(field()).map(|name| (name, Some(Lang::En))));
    names.extend(list(field()).map(|name| (name, None)));
    let cues = list(field()).collect();
    (
        Organisation {
            id,
            name_fr: unmarked(name_fr),
            name_en: unmarked(name_en),
            cues,
        },
        names,
    )
}

/// A name without the mark of doubt.
fn unmarked(name: &'static str) -> &'static str {
    name.strip_suffix('?').unwrap_or(name)
}

/// The readings of each name, by its key.
static READINGS: LazyLock<HashMap<String, Vec<NameReading>>> = LazyLock::new(|| {
    let mut by_key: HashMap<String, Vec<NameReading>> = HashMap::new();
    for (organisation, names) in ORGANISATIONS.iter() {
        for &(name, lang) in names {
            let spelling = unmarked(name);
            let readings = by_key.entry(name_key(spelling).join(" ")).or_default();
            // The same acronym in both languages is one reading in each.
            if !readings
                .iter()
                .any(|known| known.organisation.id == organisation.id && known.lang == lang)
            {
                readings.push(NameReading {
                    organisation,
                    sure: spelling == name,
                    spelling,
                    lang,
                });
            }
        }
    }
    by_key
});

/// How a name (its key) can be read in a text of a language, each organisation once; a short
/// acronym of the other language is never sure.
pub(crate) fn readings(key: &str, lang: Lang) -> Vec<NameReading> {
    const SHORT: usize = 3;
    let Some(all) = READINGS.get(key) else {
        return Vec::new();
    };
    let own = |reading: &&NameReading| reading.lang.is_none_or(|l| l == lang);
    let mut found: Vec<NameReading> = all.iter().filter(own).copied().collect();
    if found.is_empty() {
        found = all
            .iter()
            .map(|reading| NameReading {
                sure: reading.sure && key.len() >= SHORT,
                ..*reading
            })
            .collect();
    }
    found.dedup_by_key(|reading| reading.organisation.id);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    #[test]
    fn every_row_is_well_formed() {
        let mut ids = HashSet::new();
        for entry in entries(FILE) {
            assert_eq!(entry.fields().count(), 7, "{}", entry.line);
        }
        for (organisation, names) in ORGANISATIONS.iter() {
            let slug = organisation.id.strip_prefix("org:").expect("an id");
            assert!(
                slug.chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{slug}"
            );
            assert!(ids.insert(organisation.id), "{slug} twice");
            assert!(
                !organisation.name_fr.is_empty() && !organisation.name_en.is_empty(),
                "{slug}"
            );
            for cue in &organisation.cues {
                let folded: Vec<String> = words(cue).into_iter().map(|word| word.key).collect();
                let capitals = cue.chars().all(|c| c.is_ascii_uppercase());
                assert!(
                    capitals || *cue == folded.join(" ") && *cue == fold(cue),
                    "the cues of {slug} are folded words or in capitals: {cue}"
                );
            }
            let doubtful = names.iter().any(|(name, _)| name.ends_with('?'));
            assert!(
                !doubtful || !organisation.cues.is_empty(),
                "{slug} has a doubtful name and no cue"
            );
        }
        assert!(ids.len() >= 180, "{} rows", ids.len());
    }

    #[test]
    fn names_of_two_rows_are_all_marked_doubtful_or_have_cues() {
        for (key, readings) in READINGS.iter() {
            let mut rows: Vec<&str> = readings
                .iter()
                .map(|reading| reading.organisation.id)
                .collect();
            rows.sort_unstable();
            rows.dedup();
            if rows.len() > 1 {
                for reading in readings {
                    assert!(
                        !reading.organisation.cues.is_empty(),
                        "{key}: {} has no cue",
                        reading.organisation.id
                    );
                }
            }
        }
    }

    #[test]
    fn both_languages_give_one_identity() {
        for (fr, en) in [
            ("onu", "un"),
            ("otan", "nato"),
            ("ue", "eu"),
            ("cedeao", "ecowas"),
            ("fmi", "imf"),
            ("oms", "who"),
        ] {
            let id = |key, lang| match readings(key, lang).as_slice() {
                [one] if one.sure => one.organisation.id,
                other => panic!("{key}: {other:?}"),
            };
            assert_eq!(id(fr, Lang::Fr), id(en, Lang::En));
        }
    }
}
