//! A country's name inside the name of something else: a river, a gulf, a lake, a town.

use super::context::{Context, after_first_word, before_last_word, first_word, last_word};
use super::cue;

/// What follows `of` or `de`, or stands just before a name: `golfe du Mexique`, `lac Tchad`.
const BEFORE: &[&str] = &[
    "avenue",
    "boulevard",
    "canal",
    "detroit",
    "fleuve",
    "fleuves",
    "golfe",
    "gulf",
    "jardin",
    "jardins",
    "lac",
    "lake",
    "mer",
    "mers",
    "mont",
    "monts",
    "mount",
    "palais",
    "province",
    "riviere",
    "rue",
    "sea",
    "strait",
    "straits",
];

/// Names with `New` before them that are no state's.
const NEW: &[(&str, &str)] = &[
    ("new", "britain"),
    ("new", "england"),
    ("new", "guinea"),
    ("new", "ireland"),
    ("new", "jersey"),
    ("new", "mexico"),
    ("nouveau", "mexique"),
    ("nouvelle", "angleterre"),
    ("nouvelle", "guinee"),
    ("nouvelle", "irlande"),
];

/// What follows a name in English: `Jordan River`, `Panama Canal`, `South China Sea`.
const AFTER: &[&str] = &[
    "basin", "canal", "delta", "river", "sea", "strait", "valley",
];

/// Words between the feature and the name.
const LINKS: &[&str] = &["d", "de", "des", "du", "l", "la", "le", "les", "of", "the"];

/// Rivers that bear the name of a state, by key.
const RIVERS: &[&str] = &[
    "congo", "gambia", "gambie", "niger", "paraguay", "senegal", "uruguay", "zaire",
];

/// Rivers that news names as often as a tagger takes their state for a place.
const LARGE: &[&str] = &["congo", "niger"];

/// What a river has and a state has not, before `du` or `of the`.
const OF_RIVER: &[&str] = &[
    "affluent",
    "affluents",
    "banks",
    "bassin",
    "bend",
    "berge",
    "berges",
    "bords",
    "boucle",
    "course",
    "cours",
    "crue",
    "crues",
    "delta",
    "eau",
    "eaux",
    "embouchure",
    "embouchures",
    "estuaire",
    "lit",
    "mouth",
    "rive",
    "rives",
    "riverains",
    "source",
    "sources",
    "tributary",
    "tributaries",
    "vallee",
    "waters",
    "bief",
    "etiage",
    "decrue",
    "debit",
];

/// What a sentence about a river says.
pub(super) const RIVER_WORDS: &[&str] = &[
    "bac",
    "baleiniere",
    "bridge",
    "coude",
    "confluent",
    "fleuve",
    "naufrage",
    "river",
    "baignent",
    "barge",
    "barges",
    "barrage",
    "berges",
    "boat",
    "boats",
    "bateau",
    "bateaux",
    "crue",
    "crues",
    "dam",
    "downstream",
    "fishermen",
    "flows",
    "coule",
    "deborde",
    "ferry",
    "flooded",
    "flooding",
    "inonde",
    "navigable",
    "navigation",
    "noyes",
    "pecheurs",
    "pinasse",
    "pinasses",
    "pirogue",
    "pirogues",
    "pont",
    "rive",
    "rives",
    "riverbank",
    "riverside",
    "se jette",
    "traverse",
    "traversent",
    "traverser",
    "upstream",
    "en amont",
    "en aval",
    "piroguiers",
    "sorti de son lit",
    "burst its banks",
];

/// Towns on the Niger and on the Congo.
pub(super) const RIVER_TOWNS: &[&str] = &[
    "ansongo",
    "baro",
    "bamako",
    "dioro",
    "gao",
    "koulikoro",
    "kouroussa",
    "lokoja",
    "mopti",
    "niafunke",
    "onitsha",
    "segou",
    "siguiri",
    "tombouctou",
    "timbuktu",
    "markala",
    "mbandaka",
    "kisangani",
    "niamey",
    "tillaberi",
    "ayorou",
];

/// Names of states that are also towns of the US.
const US_TOWNS: &[&str] = &[
    "belgium", "china", "cuba", "denmark", "egypt", "holland", "jamaica", "jordan", "lebanon",
    "norway", "peru", "poland", "sweden",
];

/// States of the US that follow a town's name: `Lebanon, Pennsylvania`.
const US_STATES: &[&str] = &[
    "alabama",
    "ala",
    "arkansas",
    "ark",
    "california",
    "calif",
    "colorado",
    "colo",
    "connecticut",
    "conn",
    "florida",
    "fla",
    "idaho",
    "illinois",
    "ill",
    "indiana",
    "ind",
    "iowa",
    "kansas",
    "kentucky",
    "ky",
    "louisiana",
    "maine",
    "maryland",
    "massachusetts",
    "michigan",
    "minnesota",
    "minn",
    "mississippi",
    "missouri",
    "mo",
    "montana",
    "nebraska",
    "nevada",
    "n h",
    "n j",
    "n y",
    "ohio",
    "oklahoma",
    "okla",
    "oregon",
    "ore",
    "pennsylvania",
    "pa",
    "tennessee",
    "tenn",
    "texas",
    "utah",
    "vermont",
    "vt",
    "virginia",
    "wisconsin",
    "wis",
    "wyoming",
];

/// The rule by which a name is part of another name here, if it is.
pub(super) fn inside(
    bare: &str,
    label_is_country: bool,
    context: &Context,
) -> Option<&'static str> {
    if head(context).is_some_and(|head| cue::is_one(head, BEFORE)) {
        return Some("inside-a-feature");
    }
    let previous = context.previous();
    let is_new = NEW
        .iter()
        .any(|(new, name)| *name == bare && cue::is(previous, new));
    if cue::is_one(context.next(), AFTER) || is_new && cue::capitalised(previous) {
        return Some("inside-a-feature");
    }
    if US_TOWNS.contains(&bare) && in_us_state(context.after()) {
        return Some("us-town");
    }
    (RIVERS.contains(&bare) && is_river(bare, label_is_country, context)).then_some("river")
}

/// The noun that a name depends on: `fleuve` in `le fleuve Niger`, `golfe` in `golfe du Mexique`.
fn head<'a>(context: &Context<'a>) -> Option<&'a str> {
    let mut before = context.before();
    for _ in 0..3 {
        let word = last_word(before);
        if !cue::is_one(word, LINKS) {
            return (!word.is_empty()).then_some(word);
        }
        before = before_last_word(before);
    }
    Some(last_word(before)).filter(|word| !word.is_empty())
}

fn is_river(bare: &str, label_is_country: bool, context: &Context) -> bool {
    if head(context).is_some_and(|head| cue::is_one(head, OF_RIVER)) {
        return true;
    }
    if !label_is_country && LARGE.contains(&bare) {
        return !cue::is_one(context.previous(), &["au", "in"]);
    }
    let (water, towns) = (context.count(RIVER_WORDS), context.count(RIVER_TOWNS));
    if label_is_country {
        water >= 2 && towns >= 1 || water >= 1 && towns >= 2
    } else {
        water + towns >= 1
    }
}

fn in_us_state(after: &str) -> bool {
    let Some(rest) = after.strip_prefix(", ") else {
        return false;
    };
    let first = first_word(rest);
    if !cue::capitalised(first) {
        return false;
    }
    let second = after_first_word(rest).trim_start_matches('.');
    US_STATES.iter().any(|state| match state.split_once(' ') {
        None => cue::is(first, state),
        Some((a, b)) => cue::is(first, a) && cue::is(first_word(second), b),
    })
}
