//! The tense of the verbs around a date (`aura lieu le`, `will meet on`), by their endings and a
//! few words of planning.

use std::sync::LazyLock;

use serde::Deserialize;

use super::grammar::Grammar;
use super::lexicon::{PhraseTable, name, phrases};
use crate::document::Lang;
use crate::lists::Words;

const VERBS: &str = include_str!("verbs.txt");

static TENSES: PhraseTable<Tense> = LazyLock::new(|| phrases(VERBS, "tenses", name));
static AUXILIARIES: Words = Words::of(VERBS, "auxiliaries, fr");
static PARTICIPLES: Words = Words::of(VERBS, "participles, fr");
static PARTICIPLE_ENDINGS: Words = Words::of(VERBS, "participle endings, fr");
static NO_PARTICIPLES: Words = Words::of(VERBS, "no participles, fr");
static FUTURE_ENDINGS: Words = Words::of(VERBS, "future endings, fr");
static NO_FUTURES: Words = Words::of(VERBS, "no futures, fr");
static TO_COME: Words = Words::of(VERBS, "auxiliaries of the future, en");
static CLAUSES: Words = Words::of(VERBS, "clauses");

/// A comma, a quotation mark or a subordinate clause sets a verb this many words further away.
const CLAUSE: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Tense {
    Past,
    /// What is planned, or told in the present tense: a day nearby, before or after.
    Present,
    Future,
}

/// The tense of the nearest telling word, and how many words away it is.
pub(super) fn nearest(
    side: &Grammar<'_>,
    order: impl Iterator<Item = usize>,
) -> Option<(Tense, usize)> {
    let mut distance = 0;
    for at in order {
        let word = side.word(at);
        let stop = matches!(word, "!" | "?" | ";")
            || (word == "." && (at + 1 == side.tokens.len() || side.tokens.capitalised(at + 1)));
        if stop {
            return None;
        }
        let clause = matches!(word, "," | "\"" | "«" | "»" | "(" | ")") || CLAUSES.contains(word);
        distance += if clause { CLAUSE } else { 1 };
        let tense = match side.lang {
            Lang::Fr => french_tense(side, at),
            Lang::En => english_tense(side, at),
        };
        if let Some(tense) = tense {
            return Some((tense, distance));
        }
    }
    None
}

fn french_tense(side: &Grammar<'_>, at: usize) -> Option<Tense> {
    let (word, raw) = (side.word(at), side.tokens.raw(at));
    let said = side.known(at, &TENSES).map(|(tense, _)| tense);
    // `aura tenu` is over; `aura lieu` is not.
    let over = matches!(word, "aura" | "auront") && participle(side, at + 1);
    if said == Some(Tense::Future) || (french_future(side, at) && !over) {
        return Some(Tense::Future);
    }
    if said == Some(Tense::Present) && !raw.ends_with('é') {
        return Some(Tense::Present);
    }
    // `à` folds to the auxiliary: `à midi`.
    let is_auxiliary =
        |back| AUXILIARIES.contains(side.word(back)) && !matches!(side.tokens.raw(back), "à" | "À");
    let auxiliary = || (at.saturating_sub(3)..at).any(is_auxiliary);
    let simple = said == Some(Tense::Past)
        || raw.ends_with("èrent")
        || (raw.ends_with("éra") && !matches!(word, "camera" | "opera" | "cholera"));
    // `a eu`, `est mort`: the participle is where the tense shows.
    let shows = participle(side, at) || PARTICIPLES.contains(word);
    (over || simple || (shows && auxiliary())).then_some(Tense::Past)
}

fn participle(side: &Grammar<'_>, at: usize) -> bool {
    let raw = side.tokens.raw(at);
    raw.len() > 2
        && !side.tokens.capitalised(at)
        && !NO_PARTICIPLES.contains(raw)
        && PARTICIPLE_ENDINGS
            .list()
            .iter()
            .any(|ending| raw.ends_with(ending))
}

/// A verb in the future (`votera`, `ouvriront`) or the conditional of what is to come (`devrait`).
fn french_future(side: &Grammar<'_>, at: usize) -> bool {
    if !side.tokens.is_word(at) || side.tokens.capitalised(at) {
        return false;
    }
    let (word, raw) = (side.word(at), side.tokens.raw(at));
    // `déclara`, `libéra` are past; `caméra` is no verb.
    let other = raw.ends_with("éra") || NO_FUTURES.contains(word);
    let whole = matches!(word, "aura" | "auront" | "ira" | "iront");
    let mut stems = FUTURE_ENDINGS
        .list()
        .iter()
        .filter_map(|ending| word.strip_suffix(ending));
    !other && (whole || stems.any(|stem| !stem.is_empty()))
}

fn english_tense(side: &Grammar<'_>, at: usize) -> Option<Tense> {
    let word = side.word(at);
    let said = side.known(at, &TENSES).map(|(tense, _)| tense);
    let before = if at > 0 { side.word(at - 1) } else { "" };
    match said {
        // `will meet`, `to face`.
        Some(Tense::Present) if TO_COME.contains(before) => Some(Tense::Future),
        Some(Tense::Present | Tense::Future) => said,
        // `will be sentenced`, `to be held` are not over.
        _ if before == "be" => None,
        Some(Tense::Past) => said,
        None => (word.len() > 4 && word.ends_with("ed")).then_some(Tense::Past),
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::DateTokens;
    use super::*;

    fn before(words: &str, lang: Lang) -> Option<Tense> {
        let tokens = DateTokens::new(words);
        let side = Grammar {
            tokens: &tokens,
            lang,
            span: false,
        };
        nearest(&side, (0..tokens.len()).rev()).map(|(tense, _)| tense)
    }

    #[test]
    fn french_verbs_show_their_tense() {
        for future in [
            "Le concert aura lieu le",
            "Les députés voteront",
            "La reprise est fixée au",
            "Il va partir",
        ] {
            assert_eq!(before(future, Lang::Fr), Some(Tense::Future), "{future}");
        }
        for past in [
            "Il a été arrêté",
            "La trêve aura tenu jusqu'à",
            "Ils fermèrent le port",
            "Le sommet s'est tenu",
        ] {
            assert_eq!(before(past, Lang::Fr), Some(Tense::Past), "{past}");
        }
        assert_eq!(before("La caméra du", Lang::Fr), None);
    }

    #[test]
    fn to_go_is_in_the_future_and_the_ira_is_not() {
        for future in ["Le ministre ira à Bamako", "Ils iront aux urnes"] {
            assert_eq!(before(future, Lang::Fr), Some(Tense::Future), "{future}");
        }
        assert_eq!(before("Un chef de l'IRA,", Lang::Fr), None);
    }

    #[test]
    fn the_past_of_livrer_and_ouvrir_is_not_a_future() {
        for other in [
            "Il livra le colis",
            "Le bateau chavira",
            "La porte s'ouvrait",
            "La toundra",
        ] {
            assert_eq!(before(other, Lang::Fr), None, "{other}");
        }
        assert_eq!(before("Il devrait venir", Lang::Fr), Some(Tense::Future));
    }

    #[test]
    fn feminine_and_plural_participles_are_past() {
        for past in [
            "Elles se sont réunies",
            "Douze personnes sont mortes",
            "Les victimes sont venues",
            "Les urnes ont été ouvertes",
            "La décision a été prise",
        ] {
            assert_eq!(before(past, Lang::Fr), Some(Tense::Past), "{past}");
        }
    }

    #[test]
    fn the_preposition_a_is_no_auxiliary() {
        for other in ["Rendu à midi", "À Paris aussi", "Le film est dans les rues"] {
            let tense = before(other, Lang::Fr);
            assert_eq!(tense, None, "{other}");
        }
    }

    #[test]
    fn english_verbs_show_their_tense() {
        for future in [
            "The ministers will meet on",
            "The vote is set for",
            "He will be sentenced on",
        ] {
            assert_eq!(before(future, Lang::En), Some(Tense::Future), "{future}");
        }
        assert_eq!(before("The court ruled on", Lang::En), Some(Tense::Past));
        assert_eq!(
            before("The new team meets on", Lang::En),
            Some(Tense::Present)
        );
    }

    #[test]
    fn a_sentence_end_hides_what_lies_beyond() {
        assert_eq!(before("Il partira. Le", Lang::Fr), None);
    }
}
