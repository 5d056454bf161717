//! The tense of the verbs around a date (`aura lieu le`, `will meet on`), by their endings and a
//! few words of planning.

use super::grammar::Grammar;
use crate::document::Lang;

/// A comma, a quotation mark or a subordinate clause sets a verb this many words further away.
const CLAUSE: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    /// What is planned, or told in the present: near, on either side.
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
        let word = side.w(at);
        let stop = matches!(word, "!" | "?" | ";")
            || (word == "." && (at + 1 == side.tokens.len() || side.tokens.capitalised(at + 1)));
        if stop {
            return None;
        }
        let clause = matches!(
            word,
            "," | "\""
                | "«"
                | "»"
                | "("
                | ")"
                | "after"
                | "because"
                | "when"
                | "who"
                | "although"
                | "apres"
                | "alors"
                | "lorsque"
                | "qui"
                | "dont"
        );
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
    let word = side.w(at);
    let future_word = matches!(
        word,
        "prevu"
            | "prevue"
            | "prevus"
            | "prevues"
            | "attendu"
            | "attendue"
            | "attendus"
            | "attendues"
            | "fixe"
            | "fixee"
            | "fixes"
            | "fixees"
            | "programme"
            | "programmee"
            | "programmes"
            | "programmees"
            | "prochain"
            | "prochaine"
            | "prochains"
            | "prochaines"
            | "rendez"
            | "echeance"
            | "reporte"
            | "reportee"
            | "reportes"
            | "reportees"
            | "repousse"
            | "repoussee"
            | "bientot"
            | "prochainement"
            | "doit"
            | "doivent"
            | "va"
            | "vont"
    ) || side.seq(at, "a venir").is_some()
        || side.seq(at, "annonce pour").is_some()
        || side.seq(at, "annoncee pour").is_some();
    // `aura tenu` is over; `aura lieu` is not.
    let over = matches!(word, "aura" | "auront") && participle(side, at + 1);
    if future_word || (french_future(side, at) && !over) {
        return Some(Tense::Future);
    }
    let present = matches!(
        word,
        "espere"
            | "esperent"
            | "promet"
            | "promettent"
            | "propose"
            | "proposent"
            | "organise"
            | "organisent"
            | "accueille"
            | "accueillent"
            | "ouvre"
            | "ouvrent"
            | "rouvre"
            | "debute"
            | "debutent"
            | "commence"
            | "commencent"
            | "reprend"
            | "reprennent"
            | "affronte"
            | "affrontent"
            | "parait"
            | "attend"
            | "attendent"
    );
    if present && !side.tokens.raw(at).ends_with('é') {
        return Some(Tense::Present);
    }
    let auxiliary = at > 0
        && (1..=3).any(|back| {
            at >= back
                && matches!(
                    side.w(at - back),
                    "a" | "ont"
                        | "est"
                        | "sont"
                        | "ai"
                        | "avons"
                        | "avait"
                        | "avaient"
                        | "etait"
                        | "etaient"
                        | "fut"
                        | "furent"
                        | "ete"
                )
        });
    let raw = side.tokens.raw(at);
    let simple = matches!(
        word,
        "eut" | "eurent" | "fut" | "furent" | "avait" | "avaient" | "etait" | "etaient"
    ) || raw.ends_with("èrent")
        || (raw.ends_with("éra") && !matches!(word, "camera" | "opera" | "cholera"));
    // `a eu`, `est mort`: the participle is where the tense shows.
    let known = matches!(word, "eu" | "mort" | "morte" | "morts");
    (over || (auxiliary && (participle(side, at) || known)) || simple).then_some(Tense::Past)
}

fn participle(side: &Grammar<'_>, at: usize) -> bool {
    let raw = side.tokens.raw(at);
    raw.len() > 2
        && !side.tokens.capitalised(at)
        && !matches!(
            raw,
            "qui"
                | "parmi"
                | "lieu"
                | "lundi"
                | "mardi"
                | "jeudi"
                | "samedi"
                | "vendredi"
                | "mercredi"
        )
        && [
            "é", "ée", "és", "ées", "i", "is", "ie", "it", "u", "ue", "us", "rt", "rte",
        ]
        .iter()
        .any(|ending| raw.ends_with(ending))
}

/// A verb in the future (`votera`, `ouvriront`) or the conditional of what is to come (`devrait`).
fn french_future(side: &Grammar<'_>, at: usize) -> bool {
    if !side.tokens.is_word(at) || side.tokens.capitalised(at) {
        return false;
    }
    let (word, raw) = (side.w(at), side.tokens.raw(at));
    // `déclara`, `libéra` are past; `caméra` no verb.
    let other = raw.ends_with("éra")
        || matches!(
            word,
            "tira"
                | "retira"
                | "attira"
                | "inspira"
                | "expira"
                | "respira"
                | "admira"
                | "vira"
                | "aspira"
                | "opera"
                | "camera"
                | "hydra"
                | "cobra"
                | "era"
                | "cholera"
                | "sierra"
                | "terra"
        );
    let future = [
        "era", "ira", "dra", "vra", "rra", "ttra", "itra", "eront", "iront", "dront", "vront",
        "rront", "ttront", "itront", "aura", "auront", "vrait", "vraient",
    ]
    .iter()
    .any(|ending| {
        word.len() > ending.len() && word.ends_with(ending)
            || word == *ending && ending.starts_with("aur")
    });
    future && !other
}

fn english_tense(side: &Grammar<'_>, at: usize) -> Option<Tense> {
    let word = side.w(at);
    let future = matches!(
        word,
        "will"
            | "shall"
            | "ll"
            | "due"
            | "expected"
            | "scheduled"
            | "planned"
            | "slated"
            | "upcoming"
            | "should"
            | "deadline"
            | "would"
    ) || side
        .any(
            at,
            &[
                "set to", "set for", "going to", "is to", "are to", "ahead of",
            ],
        )
        .is_some();
    if future {
        return Some(Tense::Future);
    }
    let present = matches!(
        word,
        "opens"
            | "begins"
            | "starts"
            | "resumes"
            | "meet"
            | "meets"
            | "face"
            | "faces"
            | "play"
            | "plays"
            | "hosts"
            | "expect"
            | "expects"
            | "hope"
            | "hopes"
            | "votes"
            | "returns"
            | "expires"
            | "closes"
            | "forecast"
            | "forecasts"
            | "takes"
    );
    if present {
        // `will meet`, `to face`.
        let coming = at > 0 && matches!(side.w(at - 1), "will" | "ll" | "shall" | "to" | "not");
        return Some(if coming {
            Tense::Future
        } else {
            Tense::Present
        });
    }
    let past = matches!(
        word,
        "was"
            | "were"
            | "had"
            | "did"
            | "said"
            | "left"
            | "met"
            | "won"
            | "lost"
            | "died"
            | "fell"
            | "rose"
            | "broke"
            | "took"
            | "told"
            | "came"
            | "went"
            | "began"
            | "struck"
            | "held"
            | "sent"
            | "shot"
            | "hit"
            | "ran"
            | "quit"
            | "made"
            | "gave"
            | "signed"
            | "been"
            | "became"
            | "led"
            | "saw"
    ) || (word.len() > 4 && word.ends_with("ed"));
    // `will be sentenced`, `to be held` are not over.
    let passive = at > 0 && side.w(at - 1) == "be";
    (past && !passive).then_some(Tense::Past)
}

#[cfg(test)]
mod tests {
    use super::super::token::Tokens;
    use super::*;

    fn before(words: &str, lang: Lang) -> Option<Tense> {
        let tokens = Tokens::new(words);
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
