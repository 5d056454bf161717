//! A person's name in its parts.

use std::ops::Range;

use crate::fold::fold;
use crate::resolve::person_name::gender::{Gender, of_given_name, of_title};
use crate::resolve::person_name::generation::Generation;
use crate::resolve::person_name::initials::run_together;
use crate::resolve::person_name::part::{NamePart, is_given, is_particle, part};

/// A name in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PersonName {
    /// Given names first, surname last.
    pub parts: Vec<NamePart>,
    /// `III`, `Jr.`: keeps two people of one name apart.
    pub generation: Option<Generation>,
    /// The sex that a title in the surface tells: `Mme Macron`.
    pub title: Option<Gender>,
}

/// No person's name has more bytes. Every part of a name is a key that finds it, so that a name of
/// thousands of parts would take the square of its length.
const LONGEST: usize = 256;

impl PersonName {
    /// A name that is not taken apart.
    pub fn unread() -> Self {
        Self {
            parts: Vec::new(),
            generation: None,
            title: None,
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
        let mut tokens = given_first(match surname_and_given(surface) {
            Some((surname, given)) => [tokens(given), tokens(surname)].concat(),
            None => tokens(surface),
        });
        let mut title = None;
        while let [first, _, ..] = tokens.as_slice()
            && let Some(told) = title_of(first)
            && (letters(first) != "m" || tokens.len() == 2)
        {
            title = told.or(title);
            tokens.remove(0);
        }
        let mut generation = None;
        if let [.., _, last] = tokens.as_slice() {
            generation = Generation::read(last);
            if generation.is_some() {
                tokens.pop();
            }
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
            let given = n == 0 && token.starts_with(char::is_uppercase) && is_given(&key);
            if particle && !given {
                particles.push(key);
                continue;
            }
            parts.push(part(token, &particles));
            particles.clear();
        }
        Self {
            parts,
            generation,
            title,
        }
    }

    /// The sex that a title in the surface tells, else the given name.
    pub fn gender(&self) -> Option<Gender> {
        self.title.or_else(|| {
            let given = self.given().filter(|given| !given.is_abridged())?;
            // `Jean-Luc` goes by `Jean`.
            of_given_name(&given.plain).or_else(|| of_given_name(given.pieces.first()?))
        })
    }

    /// The first given name; none where there is one part only, which may be a surname.
    pub fn given(&self) -> Option<&NamePart> {
        self.parts.first().filter(|_| self.parts.len() > 1)
    }

    /// The keys of the given names that it may be found by: of the first, of what that is short for, and
    /// of the first two together (`Jean Pierre Dupont` is `Jean-Pierre Dupont`).
    pub fn given_keys(&self) -> impl Iterator<Item = String> + '_ {
        let both = match self.parts.as_slice() {
            [first, second, _, ..] if !first.is_abridged() && !second.is_abridged() => {
                Some(format!("{}{}", first.given, second.given))
            }
            _ => None,
        };
        self.given()
            .into_iter()
            .flat_map(NamePart::given_keys)
            .chain(both)
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

    /// The key of the whole name: equal for all spellings of it.
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
        if let Some(generation) = &self.generation {
            key.push(' ');
            key.push_str(generation.key());
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

/// The words of a surface, without the signs around them.
fn tokens(surface: &str) -> Vec<&str> {
    surface
        .split_whitespace()
        .map(|token| token.trim_matches([',', ';', ':', '"', '«', '»', '(', ')', '\'', '-']))
        .filter(|token| token.chars().any(char::is_alphanumeric))
        .collect()
}

/// The two sides of `Dupont, Jean`: the second must begin with a given name that is known, or with an
/// initial, so that neither `Trump, Jr.` nor two people are one.
fn surname_and_given(surface: &str) -> Option<(&str, &str)> {
    const WORDS: usize = 3;
    let (surname, given) = surface.split_once(',')?;
    let (left, right) = (tokens(surname), tokens(given));
    let is_given = |token: &&str| {
        let first = part(token, &[]);
        first.is_initials()
            || first
                .pieces
                .first()
                .is_some_and(|piece| of_given_name(piece).is_some())
    };
    let fits = !given.contains(',')
        && (1..=WORDS).contains(&left.len())
        && (1..=WORDS).contains(&right.len())
        && right.first().is_some_and(is_given)
        && !left.first().is_some_and(is_given)
        && right
            .iter()
            .all(|token| token.starts_with(char::is_uppercase));
    fits.then_some((surname, given))
}

fn count_particles(tokens: &[&str]) -> usize {
    tokens
        .iter()
        .take(tokens.len().saturating_sub(1))
        .filter(|token| is_particle(&letters(token)))
        .count()
}

/// The folded letters and digits of a token.
fn letters(token: &str) -> String {
    fold(token)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// The sex that a token tells if it is a title; a lone capital is an initial.
fn title_of(token: &str) -> Option<Option<Gender>> {
    of_title(&letters(token)).filter(|_| token.len() > 1 || token.starts_with(char::is_lowercase))
}

/// `DUPONT Jean` as `Jean DUPONT`: a surname in capitals that stands first.
fn given_first(tokens: Vec<&str>) -> Vec<&str> {
    let capitals = |token: &&str| {
        token.chars().filter(|c| c.is_alphabetic()).count() > 1
            && !token.contains('.')
            && !token.chars().any(char::is_lowercase)
            && !run_together(token)
    };
    let first = tokens.iter().take_while(|token| capitals(token)).count();
    let (surname, rest) = tokens.split_at(first);
    // `TRUMP Donald Jr.`
    let names = match rest {
        [names @ .., last] if !names.is_empty() && Generation::read(last).is_some() => names,
        names => names,
    };
    if first == 0
        || names.is_empty()
        || names.iter().any(|token| {
            capitals(token)
                || Generation::read(token).is_some()
                || token.starts_with(char::is_lowercase)
        })
    {
        return tokens;
    }
    [names, surname, &rest[names.len()..]].concat()
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
        assert_eq!(
            (
                king.parts.len(),
                king.generation.as_ref().map(Generation::key)
            ),
            (1, Some("i"))
        );
        let lawyer = PersonName::read("Thomas P. O'Connell III");
        assert_eq!(
            (
                lawyer.tail(2).as_str(),
                lawyer.generation.as_ref().map(Generation::key)
            ),
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
    fn the_order_is_read_from_the_capitals_or_the_comma() {
        for (a, b) in [
            ("TRUMP Donald", "Donald Trump"),
            ("TRUMP Donald J.", "Donald J. Trump"),
            ("TRUMP Donald Jr.", "Donald Trump Jr."),
            ("LE PEN Marine", "Marine Le Pen"),
            ("Trump, Donald", "Donald Trump"),
            ("van der Poel, Mathieu", "Mathieu van der Poel"),
            ("LI Qiang", "Qiang Li"),
            ("JD Vance", "J.D. Vance"),
            ("J. D. Vance", "J. D. Vance"),
            ("Trump, Jr.", "Trump Jr."),
        ] {
            let (a_name, b_name) = (PersonName::read(a), PersonName::read(b));
            assert_eq!(a_name.key(), b_name.key(), "{a}, {b}");
        }
        assert_eq!(PersonName::read("Macron, Trump").tail(0), "makrontrump");
    }

    #[test]
    fn titles_and_given_names_tell_the_sex() {
        for (name, gender) in [
            ("Mme Macron", Some(Gender::Woman)),
            ("Sir Keir Starmer", Some(Gender::Man)),
            ("Jean-Luc Mélenchon", Some(Gender::Man)),
            ("Mike Pence", Some(Gender::Man)),
            ("Ivanka Trump", Some(Gender::Woman)),
            ("J. Tremblay", None),
            ("Martin", None),
            ("Mme Dominique Martin", Some(Gender::Woman)),
        ] {
            assert_eq!(PersonName::read(name).gender(), gender, "{name}");
        }
    }

    #[test]
    fn a_name_is_found_by_what_its_given_name_is_short_for() {
        let keys: Vec<String> = PersonName::read("Manu Macron").given_keys().collect();
        assert_eq!(keys, ["manu", "emanuel", "emanuel", "manuel"]);
        let both: Vec<String> = PersonName::read("Jean Pierre Dupont")
            .given_keys()
            .collect();
        assert_eq!(both, ["jean", "jeanpiere"]);
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
