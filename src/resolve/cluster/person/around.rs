//! What the words around a name tell of the person: sex, title, generation, and whether the text
//! introduces somebody's kin.

use crate::document::Lang;
use crate::lists::Words;
use crate::resolve::cluster::named::{NamedMention, NamedText};
use crate::resolve::cluster::person::title::{by_title, is_title};
use crate::resolve::cluster::words::{FoldedWord, words};
use crate::resolve::person_name::{Gender, Generation, PersonName};

const PEOPLE: &str = include_str!("../data/people.txt");
static MEN: Words = Words::of(PEOPLE, "men");
static WOMEN: Words = Words::of(PEOPLE, "women");
static KIN: Words = Words::of(PEOPLE, "kin");
/// Titles that tell the sex and nothing else.
static COURTESIES: Words = Words::of(PEOPLE, "courtesies");
/// Past participles of French, as a man has them.
static PARTICIPLES: Words = Words::of(PEOPLE, "participles");
/// Forms of `être`, with what stands between them and the name.
static BEING: Words = Words::of(PEOPLE, "being");
/// What makes a name the complement of a word before it: `la fille de Donald Trump, née en 1981`.
static LINKS: Words = Words::of(PEOPLE, "links");

/// What the words at a mention tell.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    pub gender: Option<Gender>,
    /// The function before the name, folded: `senateur`. Courtesies are none.
    pub title: Option<String>,
    /// Whether any title stands before the name.
    courteous: bool,
}

impl Told {
    /// Reads the words around a mention and the title within it.
    pub fn of(document: &NamedText, mention: &NamedMention, name: &PersonName) -> Self {
        let before = by_title(document, mention);
        let title = title(document, mention);
        // `M. Smith` is an initial in English.
        let sir = document.lang == Lang::Fr && mention.text.starts_with("M. ");
        let within = name.title.or(sir.then_some(Gender::Man));
        Self {
            gender: within.or(before).or_else(|| after(document, mention)),
            courteous: within.is_some() || before.is_some() || title.is_some(),
            title,
        }
    }

    /// Whether the name has a title: such a name says nothing of whom the bare surname means.
    pub fn is_titled(&self) -> bool {
        self.courteous
    }
}

/// The words just before a mention, of its sentence, the last first; a comma may stand at the end of
/// them only if `comma`.
fn last_words<'a>(before: &'a str, comma: bool) -> Vec<FoldedWord> {
    const NEAR: usize = 3;
    let near = words(before);
    let mut last = Vec::new();
    let mut end = before.len();
    for (n, word) in near.into_iter().rev().take(NEAR).enumerate() {
        let gap: &'a str = &before[word.range.end..end];
        let stop = gap.contains(['!', '?', ';', ':', '(', ')', '«', '»', '"'])
            || (gap.contains(',') && !(n == 0 && comma))
            // The full stop of `Sen.` is no end.
            || (gap.contains('.') && (n > 0 || word.key.chars().count() > 4));
        if stop {
            break;
        }
        end = word.range.start;
        last.push(word);
    }
    last
}

/// How far around a mention is looked, in bytes.
const NEAR: usize = 64;

/// The function before a name: `senateur` in `le sénateur démocrate Kennedy`.
fn title(document: &NamedText, mention: &NamedMention) -> Option<String> {
    let before = document.before(mention.range.start, NEAR);
    let known = |word: &FoldedWord| is_title(&word.key) && !COURTESIES.contains(&word.key);
    let near = last_words(before, false);
    let at = near.iter().position(known)?;
    let linked = near[..at].iter().any(FoldedWord::is_stop);
    (!linked).then(|| near[at].key.clone())
}

/// Whether a full name is introduced as somebody's kin: `sa fille aînée Ivanka Trump`, `Brigitte Macron,
/// l'épouse du président`, `first lady Jill Biden`.
pub(super) fn is_kin(document: &NamedText, mention: &NamedMention) -> bool {
    let before = document.before(mention.range.start, NEAR);
    let near = last_words(before, true);
    let key = |n: usize| near.get(n).map_or("", |word| word.key.as_str());
    let first_lady =
        |one: &str, two: &str| matches!((one, two), ("first", "lady") | ("premiere", "dame"));
    if KIN.contains(key(0)) || first_lady(key(1), key(0)) {
        return true;
    }
    if KIN.contains(key(1)) && !near[0].is_stop() {
        return true;
    }
    let after = document.after(mention.range.end, NEAR);
    let Some(said) = after.strip_prefix(',') else {
        return false;
    };
    let near = words(said);
    let key = |n: usize| near.get(n).map_or("", |word| word.key.as_str());
    let lead = usize::from(matches!(
        key(0),
        "l" | "la" | "le" | "son" | "sa" | "the" | "his" | "her"
    ));
    let kin = |n: usize| KIN.contains(key(n)) || first_lady(key(n), key(n + 1));
    let follows = said.trim_start().starts_with(char::is_lowercase);
    // `Trump, son épouse Melania`: the word goes with the name after it.
    let other = said.split([',', '.']).next().unwrap_or_default();
    let own = !other
        .split_whitespace()
        .skip(lead + 1)
        .take(1)
        .any(|word| word.starts_with(char::is_uppercase));
    // The pronoun of `his` is a word of French too: `son` is no kin before another.
    follows && own && (kin(lead) || (lead == 0 && kin(0)))
}

/// The sex that the words after a name tell: `, née en 1981`, `a été élue`, `, présidente du`.
fn after(document: &NamedText, mention: &NamedMention) -> Option<Gender> {
    let before = document.before(mention.range.start, NEAR);
    let linked = last_words(before, false)
        .first()
        .is_some_and(|word| LINKS.contains(&word.key));
    if linked {
        return None;
    }
    let after = document.after(mention.range.end, NEAR);
    let (said, apposed) = match after.strip_prefix(',') {
        Some(said) => (said, true),
        None => (after, false),
    };
    if !said.starts_with(' ') {
        return None;
    }
    let near = words(said);
    let mut rest = near.as_slice();
    if !apposed {
        // At least one form of `être`: `Le Pen a été élue`, but not `la guerre que Macron a voulue`.
        let being = near.iter().take_while(|word| BEING.contains(&word.key));
        let count = being.clone().count();
        if !being
            .clone()
            .any(|word| !matches!(word.key.as_str(), "a" | "avait" | "aurait" | "n" | "ne"))
        {
            return None;
        }
        rest = &near[count..];
    }
    let word = rest.first()?;
    let written = said[word.range.clone()].to_lowercase();
    // Nothing but spaces and apostrophes up to the word.
    if said[..word.range.start].contains([',', '.', ';', ':', '(', '!', '?', '\n']) {
        return None;
    }
    if document.lang == Lang::Fr {
        if PARTICIPLES.contains(&written) {
            return Some(Gender::Man);
        }
        if let Some(man) = written.strip_suffix('e')
            && PARTICIPLES.contains(man)
        {
            return Some(Gender::Woman);
        }
    }
    if !apposed {
        return None;
    }
    // `Trump, actress Stormy Daniels`: the word goes with the name after it.
    let own = rest
        .get(1)
        .is_none_or(|next| said[next.range.clone()].starts_with(char::is_lowercase));
    let lower = said[word.range.clone()].starts_with(char::is_lowercase);
    // A possessive or an article in the other language is no title.
    let title = !matches!(word.key.as_str(), "m" | "me" | "son" | "fils");
    if !own || !lower || !title {
        return None;
    }
    if WOMEN.contains(&word.key) {
        return Some(Gender::Woman);
    }
    MEN.contains(&word.key).then_some(Gender::Man)
}

/// The generation that stands after a mention, outside it: `Donald Trump, Jr.`, `Bush père`.
pub(super) fn generation(document: &NamedText, mention: &NamedMention) -> Option<Generation> {
    const NEAR: usize = 16;
    let after = document.after(mention.range.end, NEAR);
    let (said, comma) = match after.strip_prefix(',') {
        Some(said) => (said, true),
        None => (after, false),
    };
    let said = said.strip_prefix(' ')?;
    let mut near = said.split_whitespace();
    let word = near.next()?;
    let ends = word.ends_with([',', ';', ':', ')', '»', '"']);
    let word = word.trim_end_matches([',', ';', ':', ')', '»', '"']);
    let read = Generation::read(word)?;
    let next = near.next().unwrap_or_default();
    let (abbreviated, numeral) = (
        word.trim_end_matches('.').len() == 2 && read.is_family(),
        !read.is_family(),
    );
    let fits = match comma {
        // `Trump, père de cinq enfants`.
        true => abbreviated,
        // `Trump fils de`, `Pie V.`
        false => {
            abbreviated
                || (numeral && word.len() > 1)
                || ends
                || !(next == "de" || next == "du" || next == "des" || next.starts_with("d'"))
        }
    };
    fits.then_some(read)
}
