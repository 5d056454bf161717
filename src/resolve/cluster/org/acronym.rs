//! Whether a short form is made of the words of a long one.

use crate::fold;
use crate::resolve::cluster::words::FoldedWord;

/// How an acronym is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AcronymShape {
    /// `AES`, `O.N.U.`, `CFE-CGC`, `NGOs`.
    Capitals,
    /// `AfD`, `MielPack`.
    Mixed,
    /// `Cédéao`, `Unesco`, and any other capitalised word.
    Capitalised,
}

/// A short form: its folded letters and how it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Acronym {
    pub letters: Vec<char>,
    pub shape: AcronymShape,
}

/// How sure an alignment is; the surest is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// The table knows the acronym, and its name there shares half of the words.
    Known,
    /// At least half of the letters are initials, or all are beginnings of words, in any order: an
    /// acronym from another language (`Service fédéral de sécurité`, FSB).
    Foreign,
    /// The letters stand in the long form in order, the first at its start.
    Letters,
    /// Prefixes of its words, perhaps with a word left out: `Minusma`.
    Prefixes,
    /// The initials of all its words, articles and prepositions at will: `AES`, `Cédéao`.
    Initials,
}

const LONGEST: usize = 12;

impl Acronym {
    /// Reads a surface as a short form: one word, which may have dots and hyphens in it.
    pub fn read(surface: &str) -> Option<Self> {
        let surface = surface.trim();
        let surface = surface.strip_suffix("'s").unwrap_or(surface);
        let mut capitals = 0;
        let mut small = 0;
        let mut letters = String::new();
        let mut last_small = false;
        let mut first_capital = false;
        for c in surface.chars() {
            if c.is_alphanumeric() {
                if c.is_lowercase() {
                    small += 1;
                } else {
                    capitals += 1;
                    first_capital |= letters.is_empty();
                }
                last_small = c == 's';
                fold::push(c, &mut letters);
            } else if !(matches!(c, '.' | '-' | '&') || fold::guides(c)) {
                return None;
            }
        }
        let shape = match (capitals, small) {
            (2.., 0) => AcronymShape::Capitals,
            (2.., 1) if last_small => {
                letters.pop();
                AcronymShape::Capitals
            }
            (2.., _) => AcronymShape::Mixed,
            (1, 2..) if first_capital && !surface.contains(['-', '.', '&']) => {
                AcronymShape::Capitalised
            }
            _ => return None,
        };
        let letters: Vec<char> = letters.chars().collect();
        ((2..=LONGEST).contains(&letters.len())).then_some(Self { letters, shape })
    }

    /// The surest way in which `long` spells this out. With `close`, the two stand side by side
    /// with one of them in brackets, and less sure ways are looked for too.
    pub fn fit(&self, long: &[FoldedWord], close: bool) -> Option<Fit> {
        if long.len() < 2 || long.len() > 4 * LONGEST {
            return None;
        }
        match self.cost(long) {
            Some(0) => return Some(Fit::Initials),
            Some(cost) if close && cost + 2 <= self.letters.len() => return Some(Fit::Prefixes),
            _ => {}
        }
        if !close || self.letters.len() < 3 {
            return None;
        }
        if self.shape != AcronymShape::Capitalised && self.in_order(long) {
            return Some(Fit::Letters);
        }
        (self.in_any_order(long) || self.in_pieces(long)).then_some(Fit::Foreign)
    }

    /// The price of spelling this with prefixes of `long`'s words, in order: nothing for an
    /// initial, one for each further letter of a word, three for a word left out; articles and
    /// prepositions may be left out for nothing. The first word must be used.
    fn cost(&self, long: &[FoldedWord]) -> Option<usize> {
        const LEFT_OUT: usize = 3;
        let n = self.letters.len();
        // best[i]: the price with i letters spelt by the words so far.
        let mut best: Vec<Option<usize>> = vec![None; n + 1];
        best[0] = Some(0);
        for (at, word) in long.iter().enumerate() {
            let left_out = if word.is_stop() { 0 } else { LEFT_OUT };
            let mut next: Vec<Option<usize>> = vec![None; n + 1];
            for spelt in 0..=n {
                let Some(price) = best[spelt] else { continue };
                if at > 0 {
                    cheaper(&mut next[spelt], price + left_out);
                }
                let same = word
                    .key
                    .chars()
                    .zip(&self.letters[spelt..])
                    .take_while(|(a, b)| a == *b)
                    .count();
                for taken in 1..=same {
                    cheaper(&mut next[spelt + taken], price + taken - 1);
                }
            }
            best = next;
        }
        best[n]
    }

    /// The alignment of Schwartz and Hearst, "A simple algorithm for identifying abbreviation
    /// definitions in biomedical text" (Pacific Symposium on Biocomputing 2003): from the end,
    /// each letter is found in the long form, the first one at the start of a word; here of the
    /// first word, as the caller gives the long form's start.
    fn in_order(&self, long: &[FoldedWord]) -> bool {
        let names = long.iter().filter(|word| !word.is_stop()).count();
        if names < 2 || names > self.letters.len() + 2 {
            return false;
        }
        let mut rest = long
            .iter()
            .skip(1)
            .flat_map(|word| word.key.chars())
            .rev()
            .peekable();
        for (n, &letter) in self.letters.iter().enumerate().rev() {
            if n == 0 {
                return long[0].key.starts_with(letter);
            }
            if !rest.by_ref().any(|c| c == letter) {
                // What is left may stand inside the first word.
                let start: String = self.letters[..=n].iter().collect();
                return starts_in_order(&long[0].key, &start);
            }
        }
        false
    }

    fn in_any_order(&self, long: &[FoldedWord]) -> bool {
        let mut initials: Vec<char> = long
            .iter()
            .filter(|word| !word.is_stop())
            .filter_map(|word| word.key.chars().next())
            .collect();
        let mut found = 0;
        for letter in &self.letters {
            if let Some(at) = initials.iter().position(|c| c == letter) {
                initials.swap_remove(at);
                found += 1;
            }
        }
        2 * found >= self.letters.len() && found >= 2
    }

    /// Whether it is made of beginnings of words, two letters or more of each, in any order:
    /// `Caricom`, Communauté caribéenne.
    fn in_pieces(&self, long: &[FoldedWord]) -> bool {
        let n = self.letters.len();
        let names: Vec<&FoldedWord> = long.iter().filter(|word| !word.is_stop()).collect();
        let mut reached = vec![false; n + 1];
        reached[0] = true;
        for at in 0..n {
            if !reached[at] {
                continue;
            }
            for word in &names {
                let same = word
                    .key
                    .chars()
                    .zip(&self.letters[at..])
                    .take_while(|(a, b)| a == *b)
                    .count();
                for taken in 2..=same.min(n - 1) {
                    reached[at + taken] = true;
                }
            }
        }
        reached[n]
    }
}

fn cheaper(slot: &mut Option<usize>, price: usize) {
    if slot.is_none_or(|old| price < old) {
        *slot = Some(price);
    }
}

/// Whether `letters` stand in `word` in order, the first at its start.
fn starts_in_order(word: &str, letters: &str) -> bool {
    let mut rest = word.chars();
    letters.chars().enumerate().all(|(n, letter)| match n {
        0 => rest.next() == Some(letter),
        _ => rest.by_ref().any(|c| c == letter),
    })
}

/// The initials of a long form: of all its words, and of all but articles and prepositions.
pub(crate) fn initials(long: &[FoldedWord]) -> [String; 2] {
    let first = |word: &FoldedWord| word.key.chars().next();
    [
        long.iter().filter_map(first).collect(),
        long.iter()
            .filter(|word| !word.is_stop())
            .filter_map(first)
            .collect(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::cluster::words::words;

    fn fit(short: &str, long: &str) -> Option<Fit> {
        Acronym::read(short)?.fit(&words(long), true)
    }

    #[test]
    fn initials_with_and_without_small_words() {
        for (short, long) in [
            ("AES", "Alliance des États du Sahel"),
            (
                "Cédéao",
                "Communauté économique des États de l'Afrique de l'Ouest",
            ),
            (
                "CEDEAO",
                "Communauté économique des Etats de l'Afrique de l'Ouest",
            ),
            ("O.N.U.", "Organisation des Nations unies"),
            (
                "Unesco",
                "United Nations Educational, Scientific and Cultural Organization",
            ),
            ("UEMOA", "Union économique et monétaire ouest-africaine"),
            (
                "Insee",
                "Institut national de la statistique et des études économiques",
            ),
            ("LR", "Les Républicains"),
            ("NGOs", "Non-governmental organisations"),
            ("LUE", "Ligue des usagers de l'eau"),
        ] {
            assert_eq!(fit(short, long), Some(Fit::Initials), "{short}");
        }
    }

    #[test]
    fn prefixes_and_words_left_out() {
        for (short, long) in [
            (
                "Minusma",
                "Mission multidimensionnelle intégrée des Nations unies pour la stabilisation au Mali",
            ),
            (
                "Asecna",
                "Agence pour la sécurité de la navigation aérienne",
            ),
            ("Sonatel", "Société nationale des télécommunications"),
            (
                "Urssaf",
                "Unions de recouvrement des cotisations de sécurité sociale et d'allocations familiales",
            ),
        ] {
            assert_eq!(fit(short, long), Some(Fit::Prefixes), "{short}");
        }
    }

    #[test]
    fn letters_and_foreign_acronyms_only_side_by_side() {
        assert_eq!(fit("TVX", "Télévision xénophile"), Some(Fit::Letters));
        assert_eq!(
            fit("FSB", "Service fédéral de sécurité"),
            Some(Fit::Foreign)
        );
        assert_eq!(
            fit("Senad", "National Anti-Drug Secretariat"),
            Some(Fit::Foreign)
        );
        assert_eq!(fit("Caricom", "Communauté caribéenne"), Some(Fit::Foreign));
        assert_eq!(
            fit("PKK", "Parti des travailleurs du Kurdistan"),
            Some(Fit::Foreign)
        );
        let short = Acronym::read("FSB").expect("an acronym");
        assert_eq!(
            short.fit(&words("Service fédéral de sécurité"), false),
            None
        );
    }

    #[test]
    fn what_does_not_fit() {
        for (short, long) in [
            ("AES", "Union européenne"),
            ("FIFA", "Real Madrid"),
            ("Palvanne", "Groupe industriel"),
            ("LR", "Sénat"),
        ] {
            assert_eq!(fit(short, long), None, "{short}");
        }
        for surface in ["", "A", "le", "Real Madrid", "()", "ABCDEFGHIJKLMNOP", "'s"] {
            assert_eq!(Acronym::read(surface), None, "{surface}");
        }
    }
}
