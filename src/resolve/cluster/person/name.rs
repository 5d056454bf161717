//! The parts of a person's name.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::fold::{fold, guides};
use crate::lists::Words;
use crate::resolve::cluster::person::spelling;
use crate::resolve::cluster::words::pairs;

/// One word of a name, with its particles: `Goïta`, `de Gaulle`, `Ben Ali`, `Jean-Luc`, `J.-P.`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamePart {
    /// As a given name.
    pub given: String,
    /// As a surname.
    pub surname: String,
    /// The surnames in a double one (`Lacombe-Tissier`), or the one after its particle (`Ben Ali`).
    pub inside: Vec<String>,
    /// Its initials, if it is written as initials: `J.-P.` has two.
    pub initials: Vec<char>,
    /// Whether it is cut short: `Ch.`, `Ph.`
    pub cut: bool,
    /// Its folded letters without particles.
    pub plain: String,
    /// Its pieces, folded: `jean`, `luc`.
    pub pieces: Vec<String>,
    /// The first letter of each of its pieces: `jl` for `Jean-Luc`.
    pub heads: String,
}

impl NamePart {
    pub fn is_initials(&self) -> bool {
        !self.initials.is_empty()
    }

    /// Whether it gives less than a word.
    pub fn is_abridged(&self) -> bool {
        self.is_initials() || self.cut
    }
}

/// A name in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PersonName {
    pub parts: Vec<NamePart>,
    /// `III`, `Jr.`: keeps two people of one name apart.
    pub suffix: Option<String>,
}

/// No person's name has more bytes. Every part of a name is a key that finds it, so that a name of
/// thousands of parts would take the square of its length.
const LONGEST: usize = 256;

/// A surname of more pieces than this is found as a whole only.
const PIECES: usize = 4;

const PEOPLE: &str = include_str!("../data/people.txt");
/// Particles that a name is found without: `de Gaulle`, `Gaulle`; `al-Assad`, `Assad`.
static LIGHT: Words = Words::of(PEOPLE, "light particles");
/// Those that open a surname with a capital: `De Gaulle`, but not `Al Gore`, `Do Hyun-woo`.
static OPENING: Words = Words::of(PEOPLE, "opening particles");
/// Particles that are a part of the name: `Ben Ali`, `Le Pen`, `Mac Giolla`, `Van den Broucke`. Each
/// has the spelling to compare by: `bin` and `ibn` are `ben` in the other language.
static FIRM: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| pairs(PEOPLE, "firm particles").collect());
/// Titles that a mention may hold before the name.
static TITLES: Words = Words::of(PEOPLE, "titles");
/// Ordinals of rulers, `Jr.`
static SUFFIXES: Words = Words::of(PEOPLE, "suffixes");

impl PersonName {
    /// A name that is not taken apart.
    pub fn unread() -> Self {
        Self {
            parts: Vec::new(),
            suffix: None,
        }
    }

    /// Reads a surface; a name without a letter has no parts, nor has one that is too long to be one.
    pub fn read(surface: &str) -> Self {
        if surface.len() > LONGEST {
            return Self::unread();
        }
        let surface = surface.trim();
        let surface = surface
            .strip_suffix("'s")
            .or_else(|| surface.strip_suffix('\''))
            .unwrap_or(surface);
        let tokens: Vec<&str> = surface
            .split_whitespace()
            .map(|token| token.trim_matches([',', ';', ':', '"', '«', '»', '(', ')', '\'', '-']))
            .filter(|token| token.chars().any(char::is_alphanumeric))
            .collect();
        let mut tokens = given_first(tokens);
        while let [first, _, ..] = tokens.as_slice()
            && is_title(first)
            && (letters(first) != "m" || tokens.len() == 2)
        {
            tokens.remove(0);
        }
        let mut suffix = None;
        if let [.., _, last] = tokens.as_slice()
            && is_suffix(last)
        {
            suffix = Some(letters(last));
            tokens.pop();
        }
        let mut parts: Vec<NamePart> = Vec::new();
        let mut particles: Vec<String> = Vec::new();
        for (n, token) in tokens.iter().enumerate() {
            let last = n + 1 == tokens.len();
            let key = letters(token);
            let particle = !last
                && !token.contains(['.', '-'])
                && is_particle(&key)
                && (n > 0
                    || tokens.len() == 2 + count_particles(&tokens[1..])
                    || token.starts_with(char::is_lowercase));
            let given = n == 0
                && token.starts_with(char::is_uppercase)
                && LIGHT.contains(&key)
                && !OPENING.contains(&key);
            if particle && !given {
                particles.push(key);
                continue;
            }
            parts.push(part(token, &particles));
            particles.clear();
        }
        Self { parts, suffix }
    }

    /// Whether all of it is initials.
    pub fn is_initials(&self) -> bool {
        !self.parts.is_empty() && self.parts.iter().all(NamePart::is_initials)
    }

    /// The initials of the parts in a range, each piece of a hyphenated one its own.
    pub fn heads(&self, range: Range<usize>) -> String {
        self.parts
            .get(range)
            .unwrap_or_default()
            .iter()
            .map(|part| part.heads.as_str())
            .collect()
    }

    /// The surnames from a part on, in one key.
    pub fn tail(&self, from: usize) -> String {
        self.parts
            .get(from..)
            .unwrap_or_default()
            .iter()
            .map(|part| part.surname.as_str())
            .collect()
    }

    /// The key of the whole name.
    pub fn key(&self) -> String {
        let mut key: String = self
            .parts
            .first()
            .map(|part| part.given.clone())
            .unwrap_or_default();
        if self.parts.len() == 1 {
            key = self.tail(0);
        } else {
            key.push_str(&self.tail(1));
        }
        if let Some(suffix) = &self.suffix {
            key.push(' ');
            key.push_str(suffix);
        }
        key
    }

    /// Words that are not initials: what makes a form fuller.
    pub fn full_words(&self) -> usize {
        self.parts
            .iter()
            .filter(|part| !part.is_abridged())
            .map(|part| part.pieces.len())
            .sum()
    }
}

fn count_particles(tokens: &[&str]) -> usize {
    tokens
        .iter()
        .take(tokens.len().saturating_sub(1))
        .filter(|token| is_particle(&letters(token)))
        .count()
}

fn is_particle(key: &str) -> bool {
    LIGHT.contains(key) || FIRM.contains_key(key)
}

/// The folded letters and digits of a token.
fn letters(token: &str) -> String {
    fold(token)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

fn is_title(token: &str) -> bool {
    TITLES.contains(&letters(token)) && (token.len() > 1 || token.starts_with(char::is_lowercase))
}

/// Roman numerals, ordinals of rulers, `Jr.`
fn is_suffix(token: &str) -> bool {
    let bare = token.trim_end_matches('.');
    let roman = !token.ends_with('.')
        && !bare.is_empty()
        && bare.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    roman || SUFFIXES.contains(bare)
}

/// `DUPONT Jean` as `Jean DUPONT`: a surname in capitals that stands first.
fn given_first(tokens: Vec<&str>) -> Vec<&str> {
    let capitals = |token: &&str| {
        token.chars().filter(|c| c.is_alphabetic()).count() > 1
            && !token.contains('.')
            && !token.chars().any(char::is_lowercase)
    };
    let first = tokens.iter().take_while(|token| capitals(token)).count();
    let rest = &tokens[first..];
    if first == 0
        || rest.is_empty()
        || rest.iter().any(capitals)
        || rest
            .iter()
            .any(|token| is_suffix(token) || token.starts_with(char::is_lowercase))
    {
        return tokens;
    }
    [rest, &tokens[..first]].concat()
}

/// Reads one token with the particles before it.
fn part(token: &str, particles: &[String]) -> NamePart {
    let initials = initials(token);
    let cut = initials.is_empty() && token.ends_with('.') && token.chars().count() <= 4;
    // `d'Estrées`, `al-Assad`: the particle is written on.
    let folded: String = fold(token)
        .chars()
        .filter(|&c| c.is_alphanumeric() || c == '-' || c == '\'')
        .collect();
    let mut bare = folded.as_str();
    if let Some(rest) = bare
        .strip_prefix("d'")
        .or_else(|| bare.strip_prefix("l'"))
        .filter(|rest| rest.len() > 2)
    {
        bare = rest;
    }
    let mut pieces: Vec<String> = bare
        .split('-')
        .map(|piece| piece.replace('\'', ""))
        .filter(|piece| !piece.is_empty())
        .collect();
    while let [first, _, ..] = pieces.as_slice()
        && LIGHT.contains(first)
    {
        pieces.remove(0);
    }
    let firm: String = particles
        .iter()
        .filter_map(|particle| FIRM.get(particle.as_str()).copied())
        .collect();
    let surname: String = pieces
        .iter()
        .map(|piece| spelling::surname(piece))
        .collect();
    let given: String = pieces.iter().map(|piece| spelling::given(piece)).collect();
    let mut inside: Vec<String> = Vec::new();
    if (2..=PIECES).contains(&pieces.len()) {
        inside.extend(
            pieces
                .iter()
                .filter(|piece| piece.len() > 2)
                .map(|piece| spelling::surname(piece)),
        );
    }
    if !firm.is_empty() {
        inside.push(surname.clone());
    }
    let heads = match initials.as_slice() {
        [] => pieces
            .iter()
            .filter_map(|piece| piece.chars().next())
            .collect(),
        letters => letters.iter().collect(),
    };
    NamePart {
        given: format!("{firm}{given}"),
        surname: format!("{firm}{surname}"),
        inside,
        initials,
        cut,
        plain: pieces.concat(),
        pieces,
        heads,
    }
}

/// The letters of `J.`, `J.-P.`, `J.D.`, or of a lone capital; none otherwise.
fn initials(token: &str) -> Vec<char> {
    let pieces: Vec<&str> = token
        .split(['.', '-'])
        .filter(|piece| !piece.is_empty())
        .collect();
    let single = |piece: &&str| {
        let mut chars = piece.chars().filter(|&c| !guides(c));
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
    };
    if pieces.is_empty() || !pieces.iter().all(single) {
        return Vec::new();
    }
    pieces
        .iter()
        .flat_map(|piece| fold(piece).chars().take(1).collect::<Vec<char>>())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surnames(surface: &str) -> Vec<String> {
        PersonName::read(surface)
            .parts
            .into_iter()
            .map(|part| part.surname)
            .collect()
    }

    #[test]
    fn particles_join_what_follows() {
        assert_eq!(
            surnames("Zine el-Abidine Ben Ali"),
            ["zine", "abidin", "benali"]
        );
        assert_eq!(surnames("Charles de Gaulle"), ["Carles", "gaule"]);
        assert_eq!(surnames("Ben Ali"), ["benali"]);
        assert_eq!(surnames("Ch. Van den Broucke"), ["ch", "vandenbruke"]);
        assert_eq!(
            surnames("L. M. d'Estrées-N'Guessan"),
            ["l", "m", "estresngesan"]
        );
        assert_eq!(surnames("Bachar al-Assad"), ["baCar", "asad"]);
        assert_eq!(surnames("De Gaulle"), ["gaule"]);
        assert_eq!(surnames("Al Gore"), ["al", "gore"]);
    }

    #[test]
    fn suffixes_titles_and_capitals() {
        let king = PersonName::read("Napoléon Ier");
        assert_eq!((king.parts.len(), king.suffix.as_deref()), (1, Some("ier")));
        let lawyer = PersonName::read("Thomas P. O'Connell III");
        assert_eq!(
            (lawyer.tail(2).as_str(), lawyer.suffix.as_deref()),
            ("okonel", Some("iii"))
        );
        assert_eq!(
            PersonName::read("DUPONT Jean").key(),
            PersonName::read("Jean Dupont").key()
        );
        assert_eq!(
            PersonName::read("M. Macron").key(),
            PersonName::read("Macron's").key()
        );
        assert_eq!(
            PersonName::read("ASSIMI GOÏTA").key(),
            PersonName::read("Assimi Goita").key()
        );
    }

    #[test]
    fn initials_are_read() {
        assert_eq!(PersonName::read("P. I.").heads(0..2), "pi");
        assert!(PersonName::read("P. I.").is_initials());
        assert_eq!(
            PersonName::read("J.-P. Vauzelle").parts[0].initials,
            ['j', 'p']
        );
        assert_eq!(PersonName::read("L T Osei").parts[1].initials, ['t']);
        assert!(PersonName::read("Ch. Martin").parts[0].cut);
    }

    #[test]
    fn what_is_too_long_for_a_name_has_no_parts() {
        assert!(PersonName::read(&"Ab ".repeat(100)).parts.is_empty());
        let long = format!("Jean {}", "Ab-".repeat(60));
        let parts = PersonName::read(&long).parts;
        assert_eq!((parts.len(), parts[1].inside.len()), (2, 0));
    }

    #[test]
    fn nothing_is_nobody() {
        for surface in ["", "...", "'s", "- -", "«»"] {
            assert!(PersonName::read(surface).parts.is_empty(), "{surface}");
        }
    }
}
