//! Sentences of a text: its passages (see [`super::lines`]) cut at their stops (see
//! [`super::stops`]).

use std::ops::Range;

use super::lines::passages;
use super::stops::split;

/// The sentences of `text`, in order, as byte ranges.
///
/// Ranges are sorted, do not overlap, are not empty and start and end with no white space; every
/// character that is not white space is in exactly one of them. A sentence may hold line breaks
/// where the text is hard-wrapped. Time is linear in the length of `text`, whatever it holds, and
/// nothing but the result is allocated.
///
/// A sentence ends as in [UAX #29]: after `.`, `!`, `?`, `…`, the brackets and quotes that close
/// there, and not before a lower-case letter or a comma. For news in French and English:
/// - abbreviations (`M.`, `Gen.`, `art. 5`, `12 sept.`, `U.S.`), initials and list numbers (`1.`)
///   do not end one; those that may stand at an end (`Inc.`, `U.S.`, `p.m.`, initials) do so when
///   a word follows that often opens a sentence (`The`, `Il`);
/// - a closing ` »` or ` !` after a space belongs to the sentence before it;
/// - `?` and `!` go on before a lower-case letter: `« Pourquoi ? » demande-t-il`;
/// - `(…)`, `[...]` and `(!)` do not end one;
/// - scraped text with the space lost ends too: `quatre heures.Les présidents`;
/// - a colon, a dash or a breadcrumb's `>` never ends one, so a dateline stays with its sentence;
/// - line breaks end one unless they are mere wrapping: a blank line and a list item always end one,
///   a headline needs no full stop, and two lines are one passage when the first is long, has no
///   final punctuation and the next starts in lower case, or when the block is evidently wrapped
///   to a width and the next word would not have fitted.
///
/// Not promised: where a quotation holds several sentences each is one; an initial or acronym at
/// the end (`le groupe C. Auteur ...`) joins two sentences unless the next opens with a known
/// word; so do sentences that start in lower case; a wrapped block of two lines whose second
/// starts with a capital stays two sentences; words that a line break hyphenated stay cut.
///
/// [UAX #29]: https://www.unicode.org/reports/tr29/#Sentence_Boundaries
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for passage in passages(text) {
        split(&text[passage.clone()], |sentence| {
            let start = passage.start + sentence.start;
            let end = passage.start + sentence.end;
            let end = start + text[start..end].trim_end().len();
            if start < end {
                found.push(start..end);
            }
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text)
            .into_iter()
            .map(|sentence| &text[sentence])
            .collect()
    }

    /// Asserts that each of `texts` is one sentence.
    fn assert_whole(texts: &[&str]) {
        for text in texts {
            assert_eq!(split(text), [*text]);
        }
    }

    /// Asserts that each of `texts` has the sentences separated by `|`, which stands for nothing.
    fn assert_parts(texts: &[&str]) {
        for text in texts {
            let expected: Vec<&str> = text.split('|').map(str::trim).collect();
            assert_eq!(split(&text.replace('|', "")), expected);
        }
    }

    #[test]
    fn plain_sentences_end_at_their_punctuation() {
        assert_parts(&[
            "Le sommet a eu lieu. | Il a duré deux heures ! | Pourquoi ? | On l'ignore.",
            "The summit is over. | Was it short? | Yes! | Nobody knows.",
            "Il en reste 12. | 2024 sera décisive.",
        ]);
    }

    #[test]
    fn titles_do_not_end() {
        assert_whole(&[
            "Le préfet a reçu M. Dupont, MM. Lecoq et Vasseur, Mme. Roy et Mlle. Petit.",
            "Le Dr. Traoré, le Pr. Diallo et Me. Kane sont là.",
            "Il vit à St. Barthélemy, av. Foch, près du bd. Voltaire.",
            "Mr. Smith, Mrs. Jones and Ms. Lee met Gen. Miley, Lt. Col. Bird and Sgt. Pepper.",
            "Gov. Newsom, Sen. Warren and Rep. Omar flew to St. Louis.",
            "Cf. Dupont, e.g. France, i.e. Paris vs. London.",
        ]);
    }

    #[test]
    fn surnames_that_look_like_titles_end() {
        assert_parts(&[
            "Le prix revient à Amartya Sen. | Il l'a reçu à Calcutta.",
            "She met Amartya Sen. | The talks were short.",
            "It was Kai Maj. | He won. | It was Ian Rep. | They lost.",
        ]);
        assert_whole(&["Maj. Pete Hall met Sen. Warren, Sen. Young and Rep. Omar."]);
    }

    #[test]
    fn numbered_references_do_not_end() {
        assert_whole(&[
            "Voir art. 5, p. 12, vol. 3, vol. II et l'art. L. 121 du code.",
            "Le n° 5 et env. 300 exemplaires, No. 7 inclus.",
            "It was song No. 5, on p. 12 of vol. 3.",
        ]);
        assert_parts(&[
            "Il aime l'art. | Elle aussi. | Il aime l'art. | C'est dit.",
            "He said no. | No. | He left.",
        ]);
    }

    #[test]
    fn shortened_months_do_not_end_beside_a_number() {
        assert_whole(&[
            "Publié le 15 nov. 2023 à Lyon.",
            "NEW YORK, 23 févr. (ONU) - Le Conseil se réunit.",
            "It opened on Jan. 31 and closes on Sept. 4.",
            "Le 12 Juill. 2023, puis sam. 15 et Sun. 16.",
        ]);
        assert_parts(&[
            "Il arrive le 5 janv. | Elle part.",
            "Ils étaient sept. | Paul parle.",
            "Il vit près de la mer. | 12 bateaux partent.",
            "Il parle à Sam. | Paul parle.",
        ]);
    }

    #[test]
    fn etc_ends_before_a_capital_only() {
        assert_whole(&[
            "Pain, lait, etc. sont chers.",
            "Bread, milk, etc. are dear.",
        ]);
        assert_parts(&["Pain, lait, etc. | Paul paie.", "Bread, etc. | Paul pays."]);
    }

    #[test]
    fn acronyms_and_companies_end_before_a_word_that_opens_a_sentence() {
        assert_whole(&[
            "The U.S. Supreme Court met at 5 p.m. Monday.",
            "Apple Inc. chief Tim Cook met Acme Corp. President Ann Lee.",
            "Des U.S. Marines, la S.A. Dupont et l'O.N.U. Genève.",
        ]);
        assert_parts(&[
            "He left the U.S. | The visit was short.",
            "He lives at 10 Downing St. | The street is shut.",
            "It ends at 5 p.m. | He bought Apple Inc. | Then he sold it.",
            "Elle vit aux U.S.A. | Il vit au R.-U. | L'homme est là.",
        ]);
    }

    #[test]
    fn initials_do_not_end() {
        assert_whole(&[
            "J. K. Tremblay et J.-M. Le Pen ont lu George W. Bush.",
            "Le Pen, J. Le Drian et B. K. Ramachandran.",
            "J. K. Rowling met John F. Kennedy and J.R.R. Tolkien.",
        ]);
        assert_parts(&[
            "Il manque de vitamine C. | Le fruit en a.",
            "It is plan B. | He has none.",
        ]);
    }

    #[test]
    fn numbers_and_ordinals_stay_whole() {
        assert_whole(&[
            "Il gagne 3.5 % et 10.000 euros le 1er mai.",
            "It rose 3.5 percent on the 18th.",
        ]);
    }

    #[test]
    fn list_numbers_stay_with_their_item() {
        assert_parts(&[
            "1. Le Mali vote. | 2. Le Niger attend.",
            "IV. The war ends. | 12. It began.",
        ]);
    }

    #[test]
    fn closing_quotes_and_brackets_belong_to_the_sentence() {
        assert_parts(&[
            "« Je prends acte. » | Le silence suit.",
            "«Je prends acte.» | Le silence suit.",
            "« Je prends acte\u{a0}!\u{a0}» | Le silence suit.",
            "(Voir le plan.) | Le reste suit.",
            "\"We left.\" | He stayed. | “They left.” | (So they say.) | The rest is known.",
            "Il a dit \" Non. \" | Puis il est parti.",
            "Il part. | \"Elle reste.\" | « Ils restent. »",
        ]);
    }

    #[test]
    fn a_quotation_goes_on_with_who_said_it() {
        assert_whole(&[
            "« Qui comptera les obus ? » demande-t-il.",
            "« Pourquoi tuer le chien ? », a demandé une élève.",
            "« On continue. », dit M. Roy.",
            "\"Who counts the shells?\" asked Baluku Stephen.",
            "“Stop!” he said.",
        ]);
    }

    #[test]
    fn marks_go_on_before_lower_case() {
        assert_whole(&[
            "Oh ! la belle affaire.",
            "Yahoo! has a new chief.",
            "Et nos visas ? et eux ?",
        ]);
        assert_parts(&[
            "Assez ! ! | Il part ?! | Oui.",
            "Enough ! ! | He left?! | Yes.",
        ]);
    }

    #[test]
    fn lower_case_brands_open_a_sentence() {
        assert_parts(&["Il paie. | iPhone oblige.", "He pays. | eBay sells."]);
    }

    #[test]
    fn ellipses_end_before_a_capital_only() {
        assert_whole(&[
            "Il hésite… puis part.",
            "He waits... and leaves.",
            "... Et puis rien.",
            "Un pacte (…) Sahélien et [...] Malien.",
            "Un succès (!) Français (?) et d'autres.",
        ]);
        assert_parts(&["Il hésite… | Elle part.", "He waits... | She leaves."]);
    }

    #[test]
    fn colons_and_breadcrumbs_do_not_end() {
        assert_whole(&[
            "Budget : Le Sénat vote.",
            "Sanctions: Brussels pushes.",
            "Accueil > Qui sommes-nous ? > Contact",
            "Home > Who are we? > Contact",
        ]);
    }

    #[test]
    fn datelines_stay_with_their_sentence() {
        assert_whole(&[
            "Dakar, 14 octobre (Agence Téranga) - Le gouvernement a cédé.",
            "PARIS (AFP) — Le Sénat a voté.",
            "WASHINGTON, D.C. (AP) — The Senate voted.",
            "KABUL, Jan. 5 (Reuters) - The road is open.",
        ]);
    }

    #[test]
    fn a_dash_behind_a_full_stop_starts_the_next_sentence() {
        assert_parts(&[
            "Tout a changé. | – Elle a vu pire.",
            "It changed. | — She saw worse.",
        ]);
    }

    #[test]
    fn glued_sentences_come_apart() {
        assert_parts(&[
            "Quatre heures.| Les présidents ont signé.",
            "C'est l'AES.| L'accord tient.",
            "C'est fini !| Votre avis ?| «Oui.»| Il part.",
            "He resigned.| The board met in 2024.| Nobody came.",
        ]);
        assert_whole(&[
            "Voir www.Exemple.Fr/Page.Html?Id=Ab.",
            "Mail to jane@Example.Com or use Node.js and .NET.",
            "M.Dupont et J.Martin.",
        ]);
    }

    #[test]
    fn full_width_punctuation_needs_no_space() {
        assert_parts(&["马里总统访问。| 他明天离开。"]);
    }

    #[test]
    fn lines_without_full_stop_are_sentences() {
        assert_eq!(
            split("Budget : le Sénat vote\nPar Ann Lee\n\nLe vote a eu lieu. Il est clos."),
            [
                "Budget : le Sénat vote",
                "Par Ann Lee",
                "Le vote a eu lieu.",
                "Il est clos."
            ],
        );
    }

    #[test]
    fn sentences_run_on_over_wrapped_lines() {
        assert_eq!(
            split("The president of the country met the prime\nminister on Monday. He left."),
            [
                "The president of the country met the prime\nminister on Monday.",
                "He left."
            ],
        );
    }

    #[test]
    fn nothing_but_white_space_has_no_sentence() {
        assert_eq!(split(""), [""; 0]);
        assert_eq!(split(" \n\t\u{a0}\r\n"), [""; 0]);
    }
}
