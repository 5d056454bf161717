//! What the words around a date say of it: tense (`aura lieu le`, `will meet on`), and the
//! prepositions that open or blur it (`depuis`, `until`, `vers`).

use super::expr::Lang;
use super::grammar::Grammar;
use super::token::Tokens;
use super::value::Context;

/// Bytes looked at on each side of the date.
const REACH: usize = 240;
/// A comma, a quotation mark or a subordinate clause sets a verb this many words further away.
const CLAUSE: usize = 4;
/// A date follows its verb more often than it precedes it.
const RIGHT: usize = 3;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    /// What is planned, or told in the present: near, on either side.
    Present,
    Future,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Preposition {
    Around,
    Before,
    After,
    Since,
    /// `à partir de`, `from ... onwards`.
    From,
    /// `jusqu'à`, `d'ici`, `until`, `by`.
    Until,
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cues {
    /// Of the nearest verb that tells it.
    pub tense: Option<Tense>,
    pub preposition: Option<Preposition>,
}

impl Cues {
    pub fn around(context: &Context<'_>) -> Self {
        let text = context.sentence;
        let (start, end) = (context.span.start.min(text.len()), context.span.end.min(text.len()));
        let from = text.floor_char_boundary(start.saturating_sub(REACH));
        let to = text.ceil_char_boundary(end.saturating_add(REACH).min(text.len()));
        let (start, end) = (text.floor_char_boundary(start), text.ceil_char_boundary(end));
        if start > end {
            return Self::default();
        }
        let left = Tokens::new(&text[from..start]);
        let right = Tokens::new(&text[end..to]);
        let left = Grammar { tokens: &left, lang: context.lang, span: false };
        let right = Grammar { tokens: &right, lang: context.lang, span: false };
        let before = nearest(&left, (0..left.tokens.len()).rev());
        let after = nearest(&right, 0..right.tokens.len()).map(|(tense, far)| (tense, far + RIGHT));
        let tense = match (before, after) {
            (Some((tense, near)), Some((_, far))) if near <= far => Some(tense),
            (_, Some((tense, _))) | (Some((tense, _)), None) => Some(tense),
            (None, None) => None,
        };
        let preposition = preposition(&left, &right);
        let tense = match preposition {
            Some(Preposition::Until | Preposition::From) => Some(Tense::Future),
            Some(Preposition::Since) => Some(Tense::Past),
            // `un préavis pour jeudi`, `set for Monday`.
            None if before_date(&left, &["pour", "for"]).is_some() => Some(Tense::Future),
            // `Dimanche : second tour` announces.
            None if left.tokens.len() == 0 && right.w(0) == ":" => tense.or(Some(Tense::Present)),
            _ => tense,
        };
        Self { tense, preposition }
    }
}

/// The tense of the nearest telling word, and how many words away it is.
fn nearest(side: &Grammar<'_>, order: impl Iterator<Item = usize>) -> Option<(Tense, usize)> {
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
            "," | "\"" | "«" | "»" | "(" | ")" | "after" | "because" | "when" | "who" | "although" | "apres" | "alors"
                | "lorsque" | "qui" | "dont"
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
        "prevu" | "prevue" | "prevus" | "prevues" | "attendu" | "attendue" | "attendus" | "attendues"
            | "fixe" | "fixee" | "fixes" | "fixees" | "programme" | "programmee" | "programmes"
            | "programmees" | "prochain" | "prochaine" | "prochains" | "prochaines" | "rendez"
            | "echeance" | "reporte" | "reportee" | "reportes" | "reportees" | "repousse"
            | "repoussee" | "bientot" | "prochainement" | "doit" | "doivent" | "va" | "vont"
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
        "espere" | "esperent" | "promet" | "promettent" | "propose" | "proposent" | "organise" | "organisent"
            | "accueille" | "accueillent" | "ouvre" | "ouvrent" | "rouvre" | "debute" | "debutent" | "commence"
            | "commencent" | "reprend" | "reprennent" | "affronte" | "affrontent" | "parait" | "attend" | "attendent"
    );
    if present && !side.tokens.raw(at).ends_with('é') {
        return Some(Tense::Present);
    }
    let auxiliary = at > 0 && (1..=3).any(|back| {
        at >= back && matches!(
            side.w(at - back),
            "a" | "ont" | "est" | "sont" | "ai" | "avons" | "avait" | "avaient" | "etait" | "etaient"
                | "fut" | "furent" | "ete"
        )
    });
    let raw = side.tokens.raw(at);
    let simple = matches!(word, "eut" | "eurent" | "fut" | "furent" | "avait" | "avaient" | "etait" | "etaient")
        || raw.ends_with("èrent")
        || raw.ends_with("éra");
    // `a eu`, `est mort`: the participle is where the tense shows.
    let known = matches!(word, "eu" | "mort" | "morte" | "morts");
    (over || (auxiliary && (participle(side, at) || known)) || simple).then_some(Tense::Past)
}

fn participle(side: &Grammar<'_>, at: usize) -> bool {
    let raw = side.tokens.raw(at);
    raw.len() > 2
        && !side.tokens.capitalised(at)
        && !matches!(raw, "qui" | "parmi" | "lieu" | "lundi" | "mardi" | "jeudi" | "samedi" | "vendredi" | "mercredi")
        && ["é", "ée", "és", "ées", "i", "is", "ie", "it", "u", "ue", "us", "rt", "rte"]
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
            "tira" | "retira" | "attira" | "inspira" | "expira" | "respira" | "admira" | "vira" | "aspira"
                | "opera" | "camera" | "hydra" | "cobra" | "era" | "cholera" | "sierra" | "terra"
        );
    let future = ["era", "ira", "dra", "vra", "rra", "ttra", "itra", "eront", "iront", "dront", "vront",
        "rront", "ttront", "itront", "aura", "auront", "vrait", "vraient"]
        .iter()
        .any(|ending| word.len() > ending.len() && word.ends_with(ending) || word == *ending && ending.starts_with("aur"));
    future && !other
}

fn english_tense(side: &Grammar<'_>, at: usize) -> Option<Tense> {
    let word = side.w(at);
    let future = matches!(
        word,
        "will" | "shall" | "ll" | "due" | "expected" | "scheduled" | "planned" | "slated" | "upcoming"
            | "should" | "deadline" | "would"
    ) || side.any(at, &["set to", "set for", "going to", "is to", "are to", "ahead of"]).is_some();
    if future {
        return Some(Tense::Future);
    }
    let present = matches!(
        word,
        "opens" | "begins" | "starts" | "resumes" | "meet" | "meets" | "face" | "faces" | "play" | "plays" | "hosts"
            | "expect" | "expects" | "hope" | "hopes" | "votes" | "returns" | "expires" | "closes" | "forecast"
            | "forecasts" | "takes"
    );
    if present {
        return Some(Tense::Present);
    }
    let past = matches!(
        word,
        "was" | "were" | "had" | "did" | "said" | "left" | "met" | "won" | "lost" | "died" | "fell" | "rose"
            | "broke" | "took" | "told" | "came" | "went" | "began" | "struck" | "held" | "sent" | "shot"
            | "hit" | "ran" | "quit" | "made" | "gave" | "signed" | "been" | "became" | "led" | "saw"
    ) || (word.len() > 4 && word.ends_with("ed"));
    // `will be sentenced`, `to be held` are not over.
    let passive = at > 0 && side.w(at - 1) == "be";
    (past && !passive).then_some(Tense::Past)
}

fn preposition(left: &Grammar<'_>, right: &Grammar<'_>) -> Option<Preposition> {
    let end = before_article(left);
    let french: [(&[&str], Preposition); 6] = [
        (&["jusqu ' en", "jusqu ' au", "jusqu ' a", "jusqu ' aux", "d ' ici", "d ' ici a", "d ' ici au"],
            Preposition::Until),
        (&["depuis"], Preposition::Since),
        (&["a partir de", "a partir du", "a partir d '", "a compter du", "a compter de"], Preposition::From),
        (&["avant"], Preposition::Before),
        (&["apres"], Preposition::After),
        (&["vers", "environ", "autour de", "autour du", "aux alentours de", "aux alentours du",
            "aux environs de", "aux environs du"], Preposition::Around),
    ];
    let english: [(&[&str], Preposition); 6] = [
        (&["until", "till", "by", "up to"], Preposition::Until),
        (&["since"], Preposition::Since),
        (&["before", "prior to"], Preposition::Before),
        (&["after"], Preposition::After),
        (&["around", "circa", "ca", "about"], Preposition::Around),
        (&["starting", "effective"], Preposition::From),
    ];
    let table: &[(&[&str], Preposition)] = if left.french() { &french } else { &english };
    for (phrases, preposition) in table {
        for phrase in *phrases {
            let Some(start) = back(left, end, phrase) else { continue };
            // `from 1994 until 2010` closes what `from` opened.
            let pair = *preposition == Preposition::Until
                && (start.saturating_sub(6)..start).any(|i| matches!(left.w(i), "from" | "between"));
            return (!pair).then_some(*preposition);
        }
    }
    let onwards = right.any(0, &["onwards", "onward", "on"]).is_some();
    (back(left, end, "from").is_some() && onwards).then_some(Preposition::From)
}

/// The end of what stands before the date and its article: `avant le`, `since the`, `depuis l'`.
fn before_article(left: &Grammar<'_>) -> usize {
    let end = left.tokens.len();
    let articles: &[&str] = if left.french() { &["l '", "le", "la", "les"] } else { &["the"] };
    articles.iter().find_map(|article| back(left, end, article)).unwrap_or(end)
}

fn before_date(left: &Grammar<'_>, words: &[&str]) -> Option<usize> {
    let end = before_article(left);
    words.iter().find_map(|word| back(left, end, word))
}

/// Where `phrase` begins when it ends at `end`.
fn back(side: &Grammar<'_>, end: usize, phrase: &str) -> Option<usize> {
    let start = end.checked_sub(phrase.split(' ').count())?;
    side.seq(start, phrase).map(|_| start)
}
