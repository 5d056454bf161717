//! A country's name that is a given name or a surname here.

use super::context::{Context, before_last_word, last_word};
use super::cue;

/// Names that people bear first: a capitalised word after them is a surname.
const GIVEN: &[&str] = &[
    "america",
    "chad",
    "dominica",
    "dominique",
    "georgia",
    "ireland",
    "israel",
    "jordan",
    "kenya",
    "maurice",
    "montserrat",
    "salvador",
    "trinidad",
];

/// Names that people bear last, after one of `FIRST`.
const SURNAMES: &[&str] = &[
    "angleterre",
    "chad",
    "cuba",
    "england",
    "france",
    "georgia",
    "grenade",
    "grenada",
    "holland",
    "hollande",
    "ireland",
    "irlande",
    "israel",
    "jordan",
    "maurice",
    "montserrat",
    "poland",
    "salomon",
    "salvador",
    "scotland",
    "wales",
];

/// Given names and titles of persons.
const FIRST: &[&str] = &[
    "adrien",
    "alain",
    "alex",
    "alexandre",
    "amanda",
    "anatole",
    "andre",
    "andrew",
    "anne",
    "anthony",
    "antoine",
    "barbara",
    "bernard",
    "bill",
    "brian",
    "charles",
    "chris",
    "claude",
    "daniel",
    "david",
    "deandre",
    "dick",
    "dominique",
    "dr",
    "ed",
    "eddie",
    "emmanuel",
    "eric",
    "francois",
    "george",
    "georges",
    "gilles",
    "henri",
    "henry",
    "jacques",
    "james",
    "jean",
    "jeff",
    "jerome",
    "jim",
    "jimmy",
    "john",
    "jordan",
    "joseph",
    "julien",
    "kevin",
    "laurent",
    "louis",
    "lord",
    "louise",
    "luc",
    "m",
    "marc",
    "maria",
    "marie",
    "mark",
    "martin",
    "mary",
    "michael",
    "michel",
    "mike",
    "mm",
    "mme",
    "montell",
    "mr",
    "mrs",
    "ms",
    "nicolas",
    "olivier",
    "patrick",
    "paul",
    "peter",
    "philippe",
    "pierre",
    "richard",
    "robert",
    "sam",
    "sarah",
    "sebastien",
    "sophie",
    "stephane",
    "stephen",
    "steve",
    "thomas",
    "tim",
    "tom",
    "vernon",
    "walter",
    "william",
    "xavier",
];

/// Capitalised words that follow a state's name without being a surname.
const NOT_SURNAMES: &[&str] = &[
    "airways",
    "ambassador",
    "and",
    "army",
    "bank",
    "central",
    "china",
    "cup",
    "defence",
    "defense",
    "deputy",
    "election",
    "embassy",
    "et",
    "ex",
    "fc",
    "finance",
    "foreign",
    "former",
    "football",
    "general",
    "governor",
    "health",
    "i",
    "interim",
    "interior",
    "international",
    "king",
    "leader",
    "military",
    "minister",
    "ministry",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "national",
    "open",
    "opposition",
    "police",
    "premier",
    "president",
    "prime",
    "prince",
    "princess",
    "queen",
    "saturday",
    "senate",
    "senator",
    "south",
    "state",
    "supreme",
    "the",
    "times",
    "vice",
];

/// The rule by which a name is a person's here, if it is.
pub(super) fn bears(bare: &str, context: &Context) -> Option<&'static str> {
    if context.is_title_case() {
        return None;
    }
    if SURNAMES.contains(&bare) && after_first_name(context) {
        return Some("surname");
    }
    let next = context.next();
    let surname = GIVEN.contains(&bare)
        && cue::capitalised(next)
        && next.chars().count() > 1
        && context.after().starts_with([' ', '-'])
        && !cue::is_one(next, NOT_SURNAMES);
    surname.then_some("given-name")
}

/// Whether the word before is a first name or an initial (`M. Hollande`, `Michael B. Jordan`).
fn after_first_name(context: &Context) -> bool {
    let before = context.before();
    let word = last_word(before.trim_end_matches(['.', ' ', '\u{a0}']));
    if !before.ends_with([' ', '\u{a0}']) || !cue::capitalised(word) {
        return false;
    }
    let initial = word.chars().count() == 1
        && before.trim_end().ends_with('.')
        && cue::capitalised(last_word(before_last_word(
            before.trim_end_matches(['.', ' ']),
        )));
    initial || cue::is_one(word, FIRST)
}
