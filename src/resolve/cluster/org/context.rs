//! What the text says about a name that can be read in several ways.

use std::cell::OnceCell;
use std::collections::HashSet;

use crate::resolve::cluster::document::{Document, Mention};
use crate::resolve::cluster::org::table::{Organisation, Reading};
use crate::resolve::cluster::words::words;

/// What the text makes of a name.
pub(crate) enum Decision {
    One(&'static Organisation),
    /// Nothing decides between these; none where the text says that it is none of the table's.
    Open(Vec<&'static Organisation>),
}

/// The text as folded words, made when first asked for.
pub(crate) struct Context<'a> {
    document: &'a Document<'a>,
    folded: OnceCell<String>,
}

impl<'a> Context<'a> {
    pub fn new(document: &'a Document<'a>) -> Self {
        Self {
            document,
            folded: OnceCell::new(),
        }
    }

    fn folded(&self) -> &str {
        self.folded.get_or_init(|| {
            let mut folded = String::with_capacity(self.document.text.len() + 2);
            for word in words(self.document.text) {
                folded.push(' ');
                folded.push_str(&word.key);
            }
            folded.push(' ');
            folded
        })
    }

    fn says(&self, cue: &str) -> bool {
        self.folded().contains(&format!(" {cue} "))
    }

    /// The reading that the text decides for: one whose organisation the text names by a sure
    /// name, else the one of exactly this spelling, else the one with the most cues.
    pub fn decide(
        &self,
        readings: &[Reading],
        known: &HashSet<&'static str>,
        mention: &Mention,
    ) -> Decision {
        let qualifier = self.qualifier(mention);
        let allowed = |reading: &&Reading| {
            qualifier
                .as_deref()
                .is_none_or(|word| reading.organisation.cues.contains(&word))
        };
        let mut left: Vec<Reading> = readings.iter().filter(allowed).copied().collect();
        let named: Vec<Reading> = left
            .iter()
            .filter(|reading| known.contains(reading.organisation.id))
            .copied()
            .collect();
        match named.as_slice() {
            [one] => return Decision::One(one.organisation),
            [] => {}
            _ => left = named,
        }
        // `AFD` the agency, `AfD` the party.
        let spelt: Vec<&Reading> = left
            .iter()
            .filter(|reading| reading.sure && reading.spelling == mention.text)
            .collect();
        if let [one] = spelt.as_slice()
            && left.len() > 1
        {
            return Decision::One(one.organisation);
        }
        let count = |reading: &Reading| {
            let near = qualifier.is_some() as usize;
            near + reading
                .organisation
                .cues
                .iter()
                .filter(|cue| self.says(cue))
                .count()
        };
        let counts: Vec<usize> = left.iter().map(count).collect();
        let most = counts.iter().copied().max().filter(|&most| most > 0);
        let best: Vec<Reading> = left
            .iter()
            .zip(&counts)
            .filter(|(_, count)| Some(**count) == most)
            .map(|(reading, _)| *reading)
            .collect();
        match best.as_slice() {
            [one] => Decision::One(one.organisation),
            _ => Decision::Open(left.iter().map(|reading| reading.organisation).collect()),
        }
    }

    /// The word that says whose institution it is: the adjective after the name (`Sénat
    /// américain`) or before it (`Malian Senate`), or the name after `du`, `of` ...
    fn qualifier(&self, mention: &Mention) -> Option<String> {
        const NEAR: usize = 40;
        let after = self.document.after(mention.range.end, NEAR);
        let next = words(after);
        if let Some(first) = next.first()
            && first.range.start <= 1
        {
            let surface = &after[first.range.clone()];
            if surface.starts_with(char::is_lowercase) && is_demonym(&first.key) {
                return Some(first.key.clone());
            }
            if first.is_stop()
                && !matches!(
                    first.key.as_str(),
                    "a" | "et" | "and" | "en" | "to" | "in" | "for" | "on"
                )
            {
                let named = next.iter().skip(1).find(|word| !word.is_stop())?;
                // A word cut at the end of what was looked at says nothing.
                let whole = named.range.end < after.len() || after.len() < NEAR;
                let name = whole && after[named.range.clone()].starts_with(char::is_uppercase);
                return name.then(|| named.key.clone());
            }
        }
        let before = self.document.before(mention.range.start, NEAR);
        let last = words(before).pop()?;
        let close = before.len() - last.range.end <= 1;
        let name = before[last.range.clone()].starts_with(char::is_uppercase);
        (close && name && is_demonym(&last.key)).then_some(last.key)
    }
}

/// Whether a folded word looks like the adjective of a people, in French or English.
fn is_demonym(word: &str) -> bool {
    const PLAIN: &[&str] = &[
        "belge",
        "britannique",
        "burkinabe",
        "corse",
        "dutch",
        "french",
        "grec",
        "grecque",
        "greek",
        "russe",
        "slovaque",
        "suisse",
        "swiss",
        "tcheque",
        "thai",
        "turc",
        "turque",
        "allemand",
        "allemande",
        "espagnol",
        "espagnole",
        "israeli",
        "iraqi",
        "pakistani",
        "german",
        "czech",
        "arabe",
    ];
    const NOT: &[&str] = &[
        "ancien",
        "ancienne",
        "mais",
        "jamais",
        "desormais",
        "demain",
        "certain",
        "certaine",
        "quotidien",
        "quotidienne",
        "humain",
        "humaine",
        "prochain",
        "prochaine",
        "urbain",
        "urbaine",
        "mauvais",
        "trois",
        "mois",
        "fois",
        "bien",
        "rien",
        "combien",
        "soutien",
        "main",
        "train",
        "moyen",
        "terrain",
        "soudain",
        "than",
        "an",
        "can",
        "plan",
        "human",
        "autrefois",
        "toutefois",
        "parfois",
        "lendemain",
        "entretien",
        "maintien",
        "chretien",
        "chretienne",
        "european",
        "souverain",
        "souveraine",
    ];
    const ENDS: &[&str] = &[
        "ien", "ienne", "iens", "iennes", "ais", "aise", "aises", "ois", "oise", "oises", "ain",
        "aine", "ains", "aines", "een", "eenne", "eens", "eennes", "ian", "ean", "can", "ese",
        "ish",
    ];
    PLAIN.contains(&word)
        || (word.len() > 4 && !NOT.contains(&word) && ENDS.iter().any(|end| word.ends_with(end)))
}
