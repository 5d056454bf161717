//! What furniture looks like.
//!
//! There are five kinds of rule, all on text without case and accents: a line of buttons and nothing
//! else (`buttons.txt`); a line or sentence that opens with certain words and holds others
//! (`rules.txt`); a line that announces other articles (`phrases.txt`); breadcrumbs; a count of
//! comments. Three things keep out articles about cookies, newsletters or networks: buttons must make
//! up the whole line, the rules want the page speaking to its reader, and neither takes quotation
//! marks or a reporting verb.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::fold::fold;
use crate::lists::{self, Entry, Words, entries};
use crate::work;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Text,
    Furniture,
    /// Furniture, as the list below it is.
    HeadsList,
}

/// Judges a line without white space around it.
pub(super) fn line(line: &str) -> Verdict {
    let candidate = Candidate::new(line);
    match candidate.announces(true) {
        Some(true) => return Verdict::HeadsList,
        Some(false) => return Verdict::Furniture,
        None => {}
    }
    let counted = candidate
        .bare
        .trim_start_matches(|c: char| c.is_ascii_digit());
    let counts = counted.len() < candidate.bare.len()
        && matches!(
            counted.trim(),
            "comment" | "comments" | "commentaire" | "commentaires"
        );
    let buttons = candidate.buttons();
    if counts
        || buttons.is_some_and(|b| b.strong || b.action && b.count > 1)
        || is_breadcrumbs(line)
        || candidate.matches_rule(true)
    {
        return Verdict::Furniture;
    }
    Verdict::Text
}

/// Judges a sentence; `follows` says that the sentence before it is furniture.
pub(super) fn sentence(sentence: &str, follows: bool) -> bool {
    let candidate = Candidate::new(sentence);
    // A single word is too little in running text: `« Publicité », dit-il. Publicité.`
    let buttons = candidate
        .buttons()
        .is_some_and(|b| b.strong && b.words > 1 || b.action && b.count > 1);
    let opens = |words: &&str| candidate.bare.starts_with(*words);
    buttons
        || candidate.announces(false).is_some()
        || candidate.matches_rule(false)
        || follows && COMPANIONS.list().iter().any(opens)
}

/// Whether a line is an item of a list.
pub(super) fn is_item(line: &str) -> bool {
    ["- ", "– ", "• ", "* ", "· ", "> "]
        .iter()
        .any(|bullet| line.starts_with(bullet))
}

/// What a phrase of `buttons.txt` proves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// A line of it alone is furniture.
    Strong,
    /// Furniture beside another button.
    Action,
    /// Proves nothing, but may stand in such a line.
    Weak,
    /// Joins buttons and does not count as one.
    Filler,
}

use Weight::{Action, Filler, Strong, Weak};

/// The buttons, the longest first.
static BUTTONS: LazyLock<Vec<(&str, Weight)>> = LazyLock::new(|| {
    let weighed = entries(include_str!("buttons.txt")).map(|entry| {
        let weight = match entry.section.split(':').next() {
            Some("strong") => Strong,
            Some("action") => Action,
            Some("weak") => Weak,
            Some("filler") => Filler,
            _ => panic!("buttons.txt has a section {:?}", entry.section),
        };
        (entry.line, weight)
    });
    let mut buttons: Vec<_> = weighed.collect();
    buttons.sort_by_key(|(phrase, _)| Reverse(phrase.len()));
    buttons
});

/// A phrase of a list, where `_` at an end is a space.
fn phrase(written: &str) -> String {
    written.replace('_', " ")
}

/// A rule of `rules.txt`.
#[derive(Default)]
struct Rule {
    lines_only: bool,
    longest: usize,
    opens: Vec<String>,
    holds: BTreeMap<&'static str, Vec<String>>,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let entries: Vec<Entry> = entries(include_str!("rules.txt")).collect();
    let rules = entries.chunk_by(|a, b| a.section == b.section);
    rules.map(Rule::read).collect()
});

impl Rule {
    fn read(entries: &[Entry]) -> Self {
        let mut rule = Self::default();
        for entry in entries {
            let mut fields = entry.fields();
            let what = fields.next().unwrap_or_default();
            let said = fields.next().unwrap_or_default();
            match what {
                "lines only" => rule.lines_only = true,
                "at most" => rule.longest = said.parse().expect("rules.txt has numbers of bytes"),
                "opens" => rule.opens.push(phrase(said)),
                group if group.starts_with("holds ") => {
                    rule.holds.entry(group).or_default().push(phrase(said));
                }
                _ => panic!("rules.txt has an entry {:?}", entry.line),
            }
        }
        rule
    }
}

const PHRASES: &str = include_str!("phrases.txt");

/// How sentences start that are furniture only after other furniture.
static COMPANIONS: Words = Words::of(PHRASES, "companions");

/// What reports what somebody said or wrote.
static REPORTING: LazyLock<Vec<String>> = LazyLock::new(|| {
    let reporting = lists::section(PHRASES, "reporting");
    reporting.map(|entry| phrase(entry.line)).collect()
});

/// What announces other articles: then a title (`Lire aussi : ...`) or a list of them.
static ANNOUNCEMENTS: LazyLock<Vec<(&str, Announce)>> = LazyLock::new(|| {
    let announcements = entries(PHRASES).filter_map(|entry| {
        let how = match entry.section.strip_prefix("announces: ")? {
            "bare" => Announce::Bare,
            "marked" => Announce::Marked,
            "ranked" => Announce::Ranked,
            "pointed" => Announce::Pointed,
            _ => panic!("phrases.txt has a section {:?}", entry.section),
        };
        Some((entry.line, how))
    });
    announcements.collect()
});

/// What tells a title after the phrase from a sentence that goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Announce {
    /// A colon or the like, or a title in a line of its own: capital first, no full stop.
    Bare,
    /// A colon or the like.
    Marked,
    /// A colon or the like, or a figure.
    Ranked,
    /// A colon or the like, and `>>` before it.
    Pointed,
}

/// A line or a sentence, and its folded form.
struct Candidate<'a> {
    given: &'a str,
    folded: String,
    /// The folded form without bullets, arrows and brackets before it and punctuation after it.
    bare: String,
    /// Somebody is quoted or reported: it belongs to an article, whatever its words.
    reported: bool,
}

/// The page's buttons that make up a candidate.
struct Buttons {
    count: usize,
    words: usize,
    action: bool,
    strong: bool,
}

impl<'a> Candidate<'a> {
    fn new(given: &'a str) -> Self {
        work::step(given.len());
        let mut folded = String::with_capacity(given.len());
        for word in given.split_whitespace() {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(&fold(word));
        }
        let bare = folded
            .trim_start_matches(is_ornament)
            .trim_end_matches(|c: char| is_ornament(c) || matches!(c, '.' | '!' | '?' | ':'))
            .to_owned();
        let reported = bare.contains(['"', '«', '»'])
            || REPORTING.iter().any(|verb| folded.contains(verb.as_str()));
        Self {
            given,
            folded,
            bare,
            reported,
        }
    }

    /// The buttons, if the candidate holds nothing else.
    fn buttons(&self) -> Option<Buttons> {
        if self.reported {
            return None;
        }
        let mut found = Buttons {
            count: 0,
            words: 0,
            action: false,
            strong: false,
        };
        let mut rest = self.bare.as_str();
        loop {
            rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
            work::step(1);
            if rest.is_empty() {
                return Some(found);
            }
            let (phrase, weight) = *BUTTONS
                .iter()
                .find(|(phrase, _)| rest.starts_with(phrase))?;
            rest = &rest[phrase.len()..];
            found.count += usize::from(weight != Filler);
            found.words += phrase.split(' ').count();
            found.action |= matches!(weight, Action | Strong);
            found.strong |= weight == Strong;
        }
    }

    fn matches_rule(&self, is_line: bool) -> bool {
        !self.reported
            && RULES.iter().any(|rule| {
                (is_line || !rule.lines_only)
                    // A rule without an opening is tried on sentences alone, so that a glued line
                    // keeps its article.
                    && !(is_line && rule.opens.is_empty())
                    && self.folded.len() <= rule.longest
                    && (rule.opens.is_empty()
                        // No word boundary: `Suivez-nous surTelegram`.
                        || rule.opens.iter().any(|words| self.bare.starts_with(words.as_str())))
                    && rule
                        .holds
                        .values()
                        .all(|group| group.iter().any(|word| self.folded.contains(word.as_str())))
            })
    }

    /// Whether the candidate announces other articles, and if so, whether it does nothing else and
    /// heads a list of them.
    fn announces(&self, is_line: bool) -> Option<bool> {
        if self.folded.len() > 200 {
            return None;
        }
        let pointed = self.folded.starts_with(">>");
        let start = self.folded.trim_start_matches(is_ornament);
        ANNOUNCEMENTS.iter().find_map(|&(phrase, how)| {
            let rest = start.strip_prefix(phrase)?;
            if how == Announce::Pointed && !pointed {
                return None;
            }
            let next = rest.trim_start();
            let spaced = rest.len() > next.len();
            if next.trim_end_matches(is_mark).is_empty() {
                // In running text the words alone prove nothing.
                return is_line.then_some(true);
            }
            let marked = next.starts_with([':', '.', '>', '|', '–', '—'])
                || spaced && next.starts_with("- ")
                || how == Announce::Ranked && next.starts_with(|c: char| c.is_ascii_digit());
            let titled = how == Announce::Bare
                && is_line
                && spaced
                && !self.folded.ends_with('.')
                && self.capital_after(phrase);
            (marked || titled).then_some(false)
        })
    }

    /// Whether the word after the phrase has a capital in the text as it was given.
    fn capital_after(&self, phrase: &str) -> bool {
        self.given
            .trim_start_matches(is_ornament)
            .split_whitespace()
            .nth(phrase.split(' ').count())
            .is_some_and(|word| word.starts_with(char::is_uppercase))
    }
}

fn is_ornament(c: char) -> bool {
    c.is_whitespace() || ">›»-–—•*|·[]()→►▶▸#+".contains(c)
}

fn is_mark(c: char) -> bool {
    is_ornament(c) || matches!(c, ':' | '.' | '…')
}

/// Whether a line is a trail of short names: `Accueil > Monde > Afrique`,
/// `Hérault › Lodévois › Faits divers`.
fn is_breadcrumbs(line: &str) -> bool {
    let parts = |mark: char| line.split(mark).map(str::trim);
    let short = |part: &str| {
        !part.is_empty()
            && part.chars().count() <= 40
            && !part.contains(['.', '!', '?', ';', '"', '«', '‹'])
    };
    let home = |mark: char| {
        matches!(
            parts(mark).next().map(fold).as_deref(),
            Some("accueil" | "home")
        ) && parts(mark).count() > 1
    };
    let path = |mark: char| parts(mark).all(short);
    path('›') && (home('›') || parts('›').count() > 2)
        || ['>', '»', '/']
            .into_iter()
            .any(|mark| home(mark) && path(mark))
}
