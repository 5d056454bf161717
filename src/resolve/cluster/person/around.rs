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

/// The last few words before a mention, of its sentence, the last first. A comma ends them, except one
/// just before the mention if `comma`.
fn last_words(before: &str, comma: bool) -> Vec<FoldedWord> {
    const NEAR: usize = 3;
    let near = words(before);
    let mut last = Vec::new();
    let mut end = before.len();
    for (n, word) in near.into_iter().rev().take(NEAR).enumerate() {
        let gap = &before[word.range.end..end];
        let stop = gap.contains(['!', '?', ';', ':', '(', ')', '«', '»', '"'])
            || (gap.contains(',') && !(n == 0 && comma))
            || (gap.contains('.') && (n > 0 || !abbreviated(&before[word.range.clone()])));
        if stop {
            break;
        }
        end = word.range.start;
        last.push(word);
    }
    last
}

/// Whether a word before a full stop is cut short, as `Sen.` is, and no end of a sentence.
fn abbreviated(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().count() <= 4
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
    // `son` is no kin in French, but `his`.
    let lead = match document.lang {
        Lang::Fr => matches!(key(0), "l" | "la" | "le" | "sa" | "son"),
        Lang::En => matches!(key(0), "her" | "his" | "the"),
    };
    let lead = usize::from(lead);
    let lady = first_lady(key(lead), key(lead + 1));
    let last = lead + usize::from(lady);
    let written = |n: usize| near.get(n).map(|word| &said[word.range.clone()]);
    let small = |word: &str| word.starts_with(char::is_lowercase);
    // `Trump, son épouse Melania`: the word goes with the name after it.
    let own = written(last + 1).is_none_or(small)
        || near
            .get(last)
            .is_some_and(|word| said[word.range.end..].starts_with([',', '.', ';', ')']));
    (lady || KIN.contains(key(last))) && written(0).is_some_and(small) && own
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
        let having = |key: &str| matches!(key, "a" | "aurait" | "avait" | "n" | "ne" | "pas" | "s");
        if being.map(|word| word.key.as_str()).all(having) {
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
    let possessive = document.lang == Lang::Fr && word.key == "son";
    if !own || !lower || possessive {
        return None;
    }
    if WOMEN.contains(&word.key) {
        return Some(Gender::Woman);
    }
    MEN.contains(&word.key).then_some(Gender::Man)
}

fn is_of(word: &str) -> bool {
    matches!(word, "de" | "des" | "du") || word.starts_with("d'")
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
    let short = word.trim_end_matches('.').len() == 2;
    let fits = match (comma, read.is_family()) {
        // `Trump, père de cinq enfants`.
        (true, family) => family && short,
        // A pronoun of English.
        (false, false) => word != "I",
        // `Trump fils de Fred`.
        (false, true) => short || ends || !is_of(next),
    };
    fits.then_some(read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Label;

    /// A text around a name in brackets, read by `read`.
    fn at<T>(text: &str, lang: Lang, read: fn(&NamedText, &NamedMention) -> T) -> T {
        let (before, rest) = text.split_once('[').expect("a bracket");
        let (name, after) = rest.split_once(']').expect("a bracket");
        let plain = format!("{before}{name}{after}");
        let mention = NamedMention {
            label: Label::Person,
            text: name,
            range: before.len()..before.len() + name.len(),
            key: None,
        };
        let document = NamedText {
            text: &plain,
            lang,
            mentions: std::slice::from_ref(&mention),
        };
        read(&document, &mention)
    }

    #[test]
    fn what_follows_a_name_tells_the_sex() {
        use Gender::{Man, Woman};
        for (text, told) in [
            ("[Ferrand], née à Lyon, parle.", Some(Woman)),
            ("[Ferrand], né à Lyon, parle.", Some(Man)),
            ("[Ferrand], ne sachant que dire, part.", None),
            ("[Ferrand] a été élue.", Some(Woman)),
            ("[Ferrand] n'est pas partie.", Some(Woman)),
            ("La guerre que [Ferrand] a déclarée.", None),
            ("[Ferrand] est une ville.", None),
            ("[Ferrand], présidente du conseil, parle.", Some(Woman)),
            ("[Ferrand], son avocate, parle.", None),
            ("La fille de [Ferrand], née en 1981, parle.", None),
            ("[Ferrand]. Née à Lyon, elle parle.", None),
        ] {
            assert_eq!(at(text, Lang::Fr, after), told, "{text}");
        }
        let actress = "[Ashby], actress Stormy Marsh and others left.";
        assert_eq!(at(actress, Lang::En, after), None);
        let wife = "[Ashby], wife of the mayor, left.";
        assert_eq!(at(wife, Lang::En, after), Some(Woman));
    }

    #[test]
    fn kin_are_introduced_before_the_name_and_after_it() {
        for text in [
            "Sa fille aînée [Ivanka Trump] parle.",
            "Sa femme, [Brigitte Macron], parle.",
            "[Brigitte Macron], l'épouse du président, parle.",
            "[Adrie van der Poel], son père, pleurait.",
            "La Première dame [Brigitte Macron] parle.",
        ] {
            assert!(at(text, Lang::Fr, is_kin), "{text}");
        }
        for text in [
            "La fille de [Donald Trump] parle.",
            "[Donald Trump], son avocat et lui parlent.",
            "[Donald Trump], son épouse Melania et lui parlent.",
            "Le président [Donald Trump] parle.",
        ] {
            assert!(!at(text, Lang::Fr, is_kin), "{text}");
        }
        assert!(at(
            "[Hunter Biden], son of the president.",
            Lang::En,
            is_kin
        ));
        assert!(at("[Jill Biden], the first lady, left.", Lang::En, is_kin));
        assert!(!at("The wife of [Joe Biden] left.", Lang::En, is_kin));
    }

    #[test]
    fn a_generation_may_stand_outside_the_mention() {
        for (text, told) in [
            ("[Donald Trump], Jr., left.", Some(Generation::Junior)),
            ("[Donald Trump] Jr. left.", Some(Generation::Junior)),
            ("[Bush] père est mort.", Some(Generation::Senior)),
            ("[Bush], père de deux enfants.", None),
            ("[Bush] fils de Prescott.", None),
            (
                "[Napoléon] III règne.",
                Some(Generation::Ordinal("iii".to_owned())),
            ),
            ("[Trump] I think.", None),
        ] {
            assert_eq!(at(text, Lang::Fr, generation), told, "{text}");
        }
    }

    #[test]
    fn a_function_before_the_name_is_its_title() {
        for (text, told) in [
            ("Le sénateur [Ortal] vote.", Some("senateur")),
            ("Sen. [Ortal] voted.", Some("sen")),
            ("Le juge français [Ortal] juge.", Some("juge")),
            ("M. [Ortal] juge.", None),
            ("Le sénateur part. [Ortal] reste.", None),
            ("Le sénateur et [Ortal] votent.", None),
        ] {
            assert_eq!(at(text, Lang::Fr, title).as_deref(), told, "{text}");
        }
    }
}
