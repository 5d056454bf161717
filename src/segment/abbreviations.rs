//! Full stops that mark an abbreviation, an initial or an acronym, and the words that show that
//! a sentence starts behind one all the same.

/// What a full stop says about the word it follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shortened {
    /// Not an abbreviation, as far as we know: the full stop ends the sentence.
    No,
    /// A title or the like, always followed by what it belongs to: `M.`, `Gen.`, `cf.`.
    Title,
    /// Followed by a number, or else an ordinary word: `art. 5`, `p. 12`, `No. 5`.
    Numbered,
    /// A month or weekday, shortened when a number stands on either side: `12 sept.`, `Jan. 5`.
    Calendar,
    /// May stand inside a sentence or at its end: `Inc.`, `U.S.`, `p.m.`, `J.`.
    Either,
}

/// The longest abbreviation looked for, in bytes; what is longer is an ordinary word.
const LONGEST: usize = 16;

/// Judges the word at the end of `text`, which a full stop follows.
pub(super) fn shortened(text: &str) -> Shortened {
    let word = last_word(text);
    match word {
        "M" | "MM" | "Mr" | "Mrs" | "Ms" | "Mme" | "Mmes" | "Mlle" | "Mlles" | "Mgr" | "Me"
        | "Dr" | "Drs" | "Pr" | "Prof" | "Gen" | "Gén" | "Lt" | "Col" | "Cdt" | "Cne" | "Sgt"
        | "Capt" | "Cpl" | "Cmdr" | "Adm" | "Brig" | "Insp" | "Supt" | "Det" | "Gov" | "Sén"
        | "Sec" | "Hon" | "Rev" | "Pres" | "Messrs" | "Amb" | "Ft" | "av" | "Av" | "bd" | "Bd"
        | "bld" | "Bld" | "boul" | "cf" | "Cf" | "apr" | "vs" | "feat" | "e.g" | "i.e" | "E.g"
        | "I.e" => Shortened::Title,
        "art" | "Art" | "p" | "pp" | "n" | "N" | "no" | "No" | "nos" | "Nos" | "nº" | "n°"
        | "vol" | "Vol" | "chap" | "Chap" | "ch" | "fig" | "Fig" | "al" | "env" | "approx"
        | "ca" | "c" | "v" | "tél" | "Tél" | "tel" | "Tel" | "réf" | "Réf" | "ref" | "Ref" => {
            Shortened::Numbered
        }
        "janv" | "jan" | "févr" | "fév" | "fevr" | "fev" | "avr" | "juil" | "juill" | "sept"
        | "oct" | "nov" | "déc" | "dec" | "Janv" | "Jan" | "Feb" | "Févr" | "Mar" | "Apr"
        | "Avr" | "Jun" | "Jul" | "Juil" | "Aug" | "Sep" | "Sept" | "Oct" | "Nov" | "Dec"
        | "Déc" | "lun" | "mar" | "ven" | "dim" | "Tue" | "Tues" | "Wed" | "Thu" | "Thur"
        | "Thurs" | "Fri" => Shortened::Calendar,
        // Titles that are surnames too: `Amartya Sen`.
        "Maj" | "Rep" | "Sen" => Shortened::Either,
        "St" | "Ste" | "Sts" | "Mt" | "Sr" | "ft" | "Inc" | "Ltd" | "Corp" | "Co" | "Cos"
        | "Bros" | "Cie" | "Jr" | "Jnr" | "Snr" | "Esq" | "Calif" | "Fla" | "Ariz" | "Colo"
        | "Conn" | "Ga" | "Md" | "Mass" | "Mich" | "Minn" | "Okla" | "Pa" | "Tenn" | "Va"
        | "Wash" | "Wis" => Shortened::Either,
        _ if is_acronym(word) => Shortened::Either,
        _ => Shortened::No,
    }
}

/// Whether a number stands before the last word of `text`, as in `12 sept`.
pub(super) fn follows_number(text: &str) -> bool {
    let before = &text[..text.len() - last_word(text).len()];
    before
        .strip_suffix(char::is_whitespace)
        .is_some_and(|text| text.ends_with(|c: char| c.is_numeric()) || text.ends_with("1er"))
}

/// Letters, digits and inner full stops at the end of `text`; empty when longer than `LONGEST`.
fn last_word(text: &str) -> &str {
    let mut start = text.len();
    for (at, c) in text.char_indices().rev() {
        if !(c.is_alphanumeric() || matches!(c, '.' | '°' | 'º')) {
            break;
        }
        if text.len() - at > LONGEST {
            return "";
        }
        start = at;
    }
    &text[start..]
}

/// Whether `word` is an initial (`J`) or letters parted by full stops (`U.S`, `p.m`, `Ph.D`).
fn is_acronym(word: &str) -> bool {
    if !word.contains('.') {
        let mut letters = word.chars();
        return letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    }
    word.split('.').map(str::chars).all(|mut letters| {
        letters.next().is_some_and(char::is_alphabetic)
            && letters.next().is_none_or(char::is_lowercase)
            && letters.next().is_none()
    })
}

/// Whether `text` starts with a word that so often opens a sentence that a full stop before it
/// ends one, even behind `U.S.` or `Inc.`. An article with a capital behind it is rather a part
/// of a name: `J. Le Pen`.
pub(super) fn opens_sentence(text: &str) -> bool {
    let end = text
        .char_indices()
        .find(|&(at, c)| !c.is_alphabetic() || at > LONGEST)
        .map_or(text.len(), |(at, _)| at);
    let (word, behind) = text.split_at(end);
    match word {
        "Le" | "La" | "Les" | "L" | "Du" | "De" | "Des" | "D" => {
            let behind = behind
                .strip_prefix(['\'', '’'])
                .unwrap_or(behind)
                .trim_start();
            behind.starts_with(|c: char| !c.is_uppercase())
        }
        "A" | "About" | "After" | "Afterwards" | "All" | "Also" | "Although" | "An" | "And"
        | "Another" | "As" | "At" | "Because" | "Before" | "Both" | "But" | "By" | "During"
        | "Each" | "Early" | "Even" | "Every" | "Few" | "Following" | "For" | "From" | "He"
        | "Her" | "Here" | "His" | "How" | "However" | "I" | "If" | "In" | "Instead" | "It"
        | "Its" | "Last" | "Later" | "Many" | "Meanwhile" | "More" | "Most" | "My" | "No"
        | "Not" | "Now" | "Of" | "On" | "Once" | "One" | "Only" | "Or" | "Other" | "Our"
        | "Over" | "Police" | "She" | "Since" | "So" | "Some" | "Such" | "That" | "The"
        | "Their" | "Then" | "There" | "These" | "They" | "This" | "Those" | "Though"
        | "Through" | "To" | "Two" | "Under" | "Until" | "We" | "What" | "When" | "Where"
        | "While" | "Who" | "With" | "Yet" | "You" | "Afin" | "Ainsi" | "Alors" | "Après"
        | "Au" | "Aucun" | "Aucune" | "Aujourd" | "Aussi" | "Autre" | "Aux" | "Avant" | "Avec"
        | "C" | "Car" | "Ce" | "Ceci" | "Cela" | "Celle" | "Celui" | "Cependant" | "Ces"
        | "Cet" | "Cette" | "Ceux" | "Chaque" | "Comme" | "Contre" | "Dans" | "Depuis" | "Deux"
        | "Dès" | "Durant" | "Elle" | "Elles" | "En" | "Enfin" | "Ensuite" | "Entre" | "Et"
        | "Hier" | "Ici" | "Il" | "Ils" | "J" | "Jamais" | "Je" | "Lors" | "Lorsque" | "Mais"
        | "Malgré" | "Même" | "N" | "Ne" | "Ni" | "Notre" | "Nous" | "Où" | "Outre" | "Par"
        | "Parmi" | "Pendant" | "Plus" | "Plusieurs" | "Pour" | "Pourtant" | "Puis" | "Qu"
        | "Quand" | "Quant" | "Que" | "Quel" | "Quelle" | "Qui" | "S" | "Sa" | "Sans" | "Se"
        | "Selon" | "Ses" | "Seul" | "Seule" | "Si" | "Son" | "Sous" | "Sur" | "Tous" | "Tout"
        | "Toute" | "Toutes" | "Toutefois" | "Trois" | "Un" | "Une" | "Vers" | "Votre" | "Vous"
        | "Y" | "À" | "Ça" | "Étant" => !behind.starts_with('.'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elision_and_brackets_are_no_part_of_an_abbreviation() {
        assert_eq!(shortened("selon l'art"), Shortened::Numbered);
        assert_eq!(shortened("(cf"), Shortened::Title);
    }

    #[test]
    fn acronyms_and_initials_are_told_from_words_and_numbers() {
        for word in ["J", "U.S", "p.m", "Ph.D", "av. J.-C", "O.N.U"] {
            assert_eq!(shortened(word), Shortened::Either, "{word}");
        }
        for word in ["", "h", "3.5", "lemonde.fr", "sommet", "2024", "AES"] {
            assert_eq!(shortened(word), Shortened::No, "{word}");
        }
    }

    #[test]
    fn a_capital_behind_an_article_makes_it_a_name() {
        assert!(opens_sentence("Le sommet"));
        assert!(opens_sentence("L'homme"));
        assert!(!opens_sentence("Le Pen"));
        assert!(!opens_sentence("L'Oréal"));
        assert!(opens_sentence("The United Nations"));
        assert!(!opens_sentence("President Biden"));
    }
}
