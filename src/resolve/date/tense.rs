//! The cues around a date: the tense of the verbs (`aura lieu le`, `will meet on`) and words that go with
//! what is past or to come, each with its distance.

use std::sync::LazyLock;

use serde::Deserialize;

use super::direction::Leaning;
use super::grammar::Grammar;
use super::lexicon::{PhraseTable, name, phrases};
use super::{verb_english, verb_french};
use crate::document::Lang;
use crate::lists::Words;

pub(super) const VERBS: &str = include_str!("verbs.txt");

static TENSES: PhraseTable<Tense> = LazyLock::new(|| phrases(VERBS, "tenses", name));
static CLAUSES: Words = Words::of(VERBS, "clauses");

/// A comma, a quotation mark or a subordinate clause sets a verb this many words further away.
const CLAUSE: usize = 5;
/// A date follows its verb more often than it precedes it.
const AFTER: usize = 3;
/// A finite verb of a past or a future tense.
pub(super) const VERB: i32 = 300;
/// A verb whose tense tells less: the imperfect, the conditional.
pub(super) const WEAK_VERB: i32 = 200;
/// The conditional, which tells of what is to come in another's words.
pub(super) const REPORTED: i32 = 250;
/// The pluperfect.
pub(super) const LONG_PAST: i32 = 400;
/// The present tense: a day nearby.
pub(super) const PRESENT: i32 = 200;
/// A word that goes with one side.
pub(super) const HINT: i32 = 150;

/// What a listed word or phrase tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Tense {
    Past,
    /// What is told in the present tense: a day nearby, before or after.
    Present,
    Future,
    /// A word of plans: to come, but past where its verb is (`était prévu`, `was due`).
    Planned,
    /// No verb, but it goes with what is to come: `préavis`, `tickets`.
    ToCome,
    /// What stands before a date that is to come, not after one: `ahead of`, `à la veille de`.
    LeadsTo,
    /// No verb, and nobody plans it: `séisme`, `crash`.
    Happened,
    /// Put off: to the day that follows (`reporté au`), from the one that precedes.
    Moved,
    /// A plan of the past: what came of it is open (`devait`, `was to`).
    Open,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CueSide {
    Before,
    After,
}

/// The strongest cues of one side of a date, within its sentence.
pub(super) fn gather(words: &Grammar<'_>, side: CueSide) -> Leaning {
    let count = words.tokens.len();
    let mut leaning = Leaning::default();
    let mut another_clause = false;
    let mut away = if side == CueSide::After { AFTER } else { 0 };
    // The comma beside a date parts nothing: `Lundi, le ministre a annoncé`, `se tiendront à l'automne, le 3`.
    let opening = match side {
        CueSide::After => (words.word(0) == ",").then_some(0),
        CueSide::Before => (count.saturating_sub(2)..count).rfind(|&at| words.word(at) == ","),
    };
    for step in 0..count {
        let at = if side == CueSide::Before {
            count - 1 - step
        } else {
            step
        };
        let word = words.word(at);
        if ends_sentence(words, at) {
            break;
        }
        let bound = opening != Some(at)
            && (matches!(word, "," | "\"" | "«" | "»" | "(" | ")" | "“" | "”")
                || CLAUSES.contains(word));
        away += if bound {
            CLAUSE
        } else {
            usize::from(words.tokens.is_word(at))
        };
        let said = match words.lang {
            Lang::Fr => verb_french::told(words, at, side),
            Lang::En => verb_english::told(words, at, side),
        };
        if said != Leaning::default() {
            let tag = side == CueSide::After && speech_tag(words, at);
            let heard = said.waned(away);
            let share = match (tag, another_clause) {
                (true, _) => 30,
                (false, true) => 50,
                (false, false) => 100,
            };
            leaning = leaning.or(heard.share(share));
            // What lies beyond a verb is told of another clause: `a annoncé que la route fermerait`.
            another_clause |= said.past.max(said.future) >= REPORTED;
        }
    }
    leaning
}

/// What the list says of the word at `at`, with the words after it.
pub(super) fn listed(words: &Grammar<'_>, at: usize) -> Option<Tense> {
    words.known(at, &TENSES).map(|(tense, _)| tense)
}

/// A plan of the past says that the date may be on either side.
pub(super) fn open() -> Leaning {
    Leaning::past(WEAK_VERB).or(Leaning::future(WEAK_VERB))
}

/// What is put off is to come; the day that it was to be on is open.
pub(super) fn moved(side: CueSide) -> Leaning {
    match side {
        CueSide::Before => Leaning::future(VERB),
        CueSide::After => open(),
    }
}

/// What leads to something says nothing of the day that it is told on.
pub(super) fn leads_to(side: CueSide) -> Leaning {
    Leaning::future(if side == CueSide::Before { VERB } else { 0 })
}

/// A word of plans comes just after: the verb at `at` is its auxiliary.
pub(super) fn plan_follows(words: &Grammar<'_>, at: usize) -> bool {
    let mut next = at + 1..at + 4;
    next.any(|next| listed(words, next) == Some(Tense::Planned))
}

pub(super) fn ends_sentence(words: &Grammar<'_>, at: usize) -> bool {
    match words.word(at) {
        "!" | "?" | ";" => true,
        // A quotation mark may stand before the next sentence.
        "." => {
            let mark = matches!(
                words.word(at + 1),
                "«" | "\"" | "“" | "”" | "»" | "-" | "(" | ")"
            );
            let next = if mark { at + 2 } else { at + 1 };
            next >= words.tokens.len() || words.tokens.capitalised(next)
        }
        _ => false,
    }
}

/// `, a indiqué le parquet`, `, police said`: it tells when something was said, not when it happens.
fn speech_tag(words: &Grammar<'_>, at: usize) -> bool {
    let comma = |at: usize| matches!(words.word(at), "," | "\"" | "»" | "”");
    let reach = if words.french() { 3 } else { 14 };
    (at.saturating_sub(reach)..at).any(|back| {
        comma(back)
            && match words.lang {
                Lang::Fr => matches!(words.word(back + 1), "a" | "ont"),
                Lang::En => matches!(words.word(at), "said" | "told" | "added" | "announced"),
            }
    })
}

#[cfg(test)]
mod tests {
    use super::super::direction::Leaning;
    use super::super::time::DateSide;
    use super::super::token::DateTokens;
    use super::*;

    /// What stands before a date says of it.
    fn before(words: &str, lang: Lang) -> Leaning {
        let tokens = DateTokens::new(words);
        let words = Grammar {
            tokens: &tokens,
            lang,
            span: false,
        };
        gather(&words, CueSide::Before)
    }

    #[track_caller]
    fn assert_side(lang: Lang, side: Option<DateSide>, texts: &[&str]) {
        for text in texts {
            let leaning = before(text, lang);
            assert_eq!(leaning.side(), side, "{text}: {leaning:?}");
        }
    }

    #[test]
    fn french_verbs_show_their_tense() {
        let future = [
            "Le concert aura lieu le",
            "Les députés voteront",
            "La reprise est fixée au",
            "Il va partir",
            "Le ministre ira à Bamako",
            "Ils iront aux urnes",
            "Il devrait venir",
            "Il a promis de revenir",
            "Le procès a été reporté au",
            "Les écoles resteront fermées",
        ];
        assert_side(Lang::Fr, Some(DateSide::Ahead), &future);
        let past = [
            "Il a été arrêté",
            "La trêve aura tenu, elle aussi,",
            "Ils fermèrent le port",
            "Le sommet s'est tenu",
            "Un rapport publié",
            "Il serait mort",
            "Il annonça la nouvelle",
            "Après avoir battu Lens",
            "Il jouait encore",
        ];
        assert_side(Lang::Fr, Some(DateSide::Behind), &past);
        let none = [
            "La caméra du",
            "Un chef de l'IRA,",
            "Il livra le colis",
            "Le bateau chavira",
            "La toundra",
            "À 19 degrés du",
            "Un portrait du",
            "Il partira. Le",
            "On se souviendra du",
        ];
        assert_side(Lang::Fr, None, &none);
    }

    #[test]
    fn feminine_and_plural_participles_are_past() {
        let past = [
            "Elles se sont réunies",
            "Douze personnes sont mortes",
            "Les victimes sont venues",
            "Les urnes ont été ouvertes",
            "La décision a été prise",
        ];
        assert_side(Lang::Fr, Some(DateSide::Behind), &past);
    }

    #[test]
    fn the_passive_of_the_present_is_not_past() {
        let present = before("Les électeurs sont appelés aux urnes", Lang::Fr);
        assert!(present.present > 0 && present.past == 0, "{present:?}");
        let english = before("The committee is convened on", Lang::En);
        assert!(english.present > 0 && english.past == 0, "{english:?}");
    }

    #[test]
    fn the_preposition_a_is_no_auxiliary() {
        let none = ["Rendu à midi", "À Paris aussi", "Le film est dans les rues"];
        assert_side(Lang::Fr, None, &none);
    }

    #[test]
    fn english_verbs_show_their_tense() {
        let future = [
            "The ministers will meet on",
            "The vote is set for",
            "He will be sentenced on",
            "They agreed to return on",
            "The talks were pushed back to",
            "Ministers said it would close in",
        ];
        assert_side(Lang::En, Some(DateSide::Ahead), &future);
        assert_side(
            Lang::En,
            Some(DateSide::Behind),
            &["The court ruled on", "He had left by", "A film shot in"],
        );
        let present = before("The new team meets on", Lang::En);
        assert!(present.present > 0, "{present:?}");
    }

    #[test]
    fn a_verb_of_saying_after_the_date_tells_little() {
        let tokens = DateTokens::new(", a indiqué le parquet");
        let words = Grammar {
            tokens: &tokens,
            lang: Lang::Fr,
            span: false,
        };
        assert!(gather(&words, CueSide::After).past < 60);
    }
}
