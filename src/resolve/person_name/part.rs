//! One word of a person's name, with its particles.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::fold::fold;
use crate::lists::{self, Words};
use crate::resolve::person_name::initials::initials;
use crate::resolve::person_name::{nickname, spelling};

const NAMES: &str = include_str!("data/names.txt");
/// Particles that a name is found without: `de Gaulle`, `Gaulle`; `al-Assad`, `Assad`.
static LIGHT: Words = Words::of(NAMES, "light particles");
/// Those that open a surname with a capital: `De Gaulle`, but not `Al Gore`, `Do Hyun-woo`.
static OPENING: Words = Words::of(NAMES, "opening particles");
/// Particles that are a part of the name: `Ben Ali`, `Le Pen`, `Mac Giolla`, `Van den Broucke`. Each
/// has the spelling to compare by: `bin` and `ibn` are `ben` in the other language.
static FIRM: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| lists::pairs(NAMES, "firm particles").collect());

/// A surname of more pieces than this is found as a whole only.
const PIECES: usize = 4;

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
    /// The first letters of the particles before it: `b` in `bin Salman`.
    pub led_by: String,
}

impl NamePart {
    pub fn is_initials(&self) -> bool {
        !self.initials.is_empty()
    }

    /// Whether it gives less than a word.
    pub fn is_abridged(&self) -> bool {
        self.is_initials() || self.cut
    }

    /// The keys of the given names that it may stand for: its own, and the full ones of a short form
    /// (`Bill`: also those of `William`).
    pub fn given_keys(&self) -> impl Iterator<Item = String> + '_ {
        let full = nickname::full_names(&self.plain).iter();
        std::iter::once(self.given.clone()).chain(full.map(|full| spelling::given(full)))
    }
}

/// Whether a word (folded) is a particle.
pub(super) fn is_particle(key: &str) -> bool {
    LIGHT.contains(key) || FIRM.contains_key(key)
}

/// Whether a word (folded) is a given name where a name begins with it and has a capital, though it is
/// a particle elsewhere: `Al Gore`.
pub(super) fn is_given(key: &str) -> bool {
    LIGHT.contains(key) && !OPENING.contains(key)
}

/// Reads one token with the particles before it.
pub(super) fn part(token: &str, particles: &[String]) -> NamePart {
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
        led_by: particles.iter().filter_map(|p| p.chars().next()).collect(),
    }
}
