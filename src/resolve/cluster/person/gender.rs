//! What tells a man from a woman near or in a name. It keeps two people of one surname apart and
//! is never output.

use crate::resolve::cluster::document::{Document, Lang, Mention};
use crate::resolve::cluster::words::{Word, words};

/// What the evidence says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Gender {
    Man,
    Woman,
}

const MEN: &[&str] = &[
    "m",
    "mr",
    "mm",
    "monsieur",
    "messieurs",
    "messrs",
    "sir",
    "lord",
    "roi",
    "king",
    "prince",
    "emir",
    "sultan",
    "abbe",
    "mari",
    "epoux",
    "husband",
    "pere",
    "father",
    "frere",
    "brother",
    "fils",
    "son",
    "oncle",
    "uncle",
    "neveu",
    "nephew",
    "grandfather",
    "boyfriend",
    "spokesman",
    "chairman",
    "businessman",
    "congressman",
];

const WOMEN: &[&str] = &[
    "mme",
    "mmes",
    "mlle",
    "madame",
    "mesdames",
    "mademoiselle",
    "mrs",
    "ms",
    "miss",
    "lady",
    "dame",
    "reine",
    "queen",
    "princesse",
    "princess",
    "femme",
    "epouse",
    "veuve",
    "compagne",
    "wife",
    "widow",
    "mere",
    "mother",
    "soeur",
    "sister",
    "fille",
    "daughter",
    "tante",
    "aunt",
    "niece",
    "grandmother",
    "girlfriend",
    "presidente",
    "directrice",
    "deputee",
    "avocate",
    "senatrice",
    "conseillere",
    "chercheuse",
    "romanciere",
    "ecrivaine",
    "chanteuse",
    "actrice",
    "actress",
    "infirmiere",
    "generale",
    "docteure",
    "procureure",
    "chanceliere",
    "ambassadrice",
    "adjointe",
    "candidate",
    "eurodeputee",
    "enseignante",
    "spokeswoman",
    "chairwoman",
    "businesswoman",
    "congresswoman",
    "historienne",
    "politicienne",
    "comedienne",
    "realisatrice",
    "presentatrice",
    "championne",
    "joueuse",
    "rapporteuse",
    "cheffe",
    "militante",
    "patronne",
];

/// French functions whose article tells.
const EITHER: &[&str] = &[
    "ministre",
    "maire",
    "juge",
    "journaliste",
    "economiste",
    "artiste",
    "cineaste",
    "secretaire",
    "porte",
    "capitaine",
    "general",
    "colonel",
    "commandant",
    "lieutenant",
    "president",
    "procureur",
    "depute",
    "senateur",
    "directeur",
    "chef",
    "premier",
    "docteur",
    "professeur",
    "avocat",
    "chancelier",
    "ambassadeur",
    "chanteur",
    "acteur",
    "romancier",
    "patron",
    "candidat",
    "commissaire",
    "sociologue",
    "politologue",
    "biologiste",
    "pianiste",
    "cycliste",
    "prefet",
    "prefete",
    "gouverneur",
    "cardinal",
    "pape",
    "philosophe",
    "poete",
    "architecte",
    "astronome",
    "syndicaliste",
    "ecologiste",
    "socialiste",
    "centriste",
    "eleve",
    "guide",
    "gendarme",
    "vice",
];

/// The gender that the words before a mention tell, if any.
pub(crate) fn by_title(document: &Document, mention: &Mention) -> Option<Gender> {
    const NEAR: usize = 48;
    let before = document.before(mention.range.start, NEAR);
    let near: Vec<Word> = words(before);
    let last = near.last()?;
    let gap = &before[last.range.end..];
    // `sa femme, Brigitte`; a title stands closer.
    if !gap
        .chars()
        .all(|c| matches!(c, ' ' | '.' | ',' | '"' | '«'))
        || gap.matches(['.', ',']).count() > 1
    {
        return None;
    }
    let comma = gap.contains(',');
    if WOMEN.contains(&last.key.as_str()) {
        return Some(Gender::Woman);
    }
    if MEN.contains(&last.key.as_str()) {
        // `M. Dupont` is Mr Dupont in French, a first initial in English.
        let initial = last.key == "m" && document.lang == Lang::En;
        let sentence =
            gap.contains('.') && !matches!(last.key.as_str(), "m" | "mr" | "mm" | "messrs");
        return (!initial && !sentence).then_some(Gender::Man);
    }
    if comma || document.lang == Lang::En {
        return None;
    }
    // `le général Goïta`, `la ministre malienne Touré`, `le Premier ministre Bayrou`.
    let mut function = false;
    for word in near.iter().rev().take(4) {
        match word.key.as_str() {
            "le" | "un" | "du" | "au" if function => return Some(Gender::Man),
            "la" | "une" if function => return Some(Gender::Woman),
            key if EITHER.contains(&key) => function = true,
            _ if word.is_stop() => return None,
            _ => {}
        }
    }
    None
}
