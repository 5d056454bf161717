//! Line breaks: which of them end a sentence and which are mere wrapping.
//!
//! A *passage* is a stretch of text inside which no line break ends a sentence by itself; the
//! sentence rules then read its line breaks as spaces. With `PREVIOUS` and `NEXT` the lines around
//! a line break, the rule is:
//! 1. A blank line always ends a sentence, and so does a `NEXT` that starts with a bullet or an item
//!    number.
//! 2. Where the text is hard-wrapped to a width, a line break is wrapping if the first word of
//!    `NEXT` would not have fitted at the end of `PREVIOUS`: both and a space exceed the width. The
//!    width is the longest line of the text, or else of the block (the lines between two blank
//!    lines), if it has 40 to 120 columns and three in four of the line breaks that are certain to
//!    be wrapping pass that test. They are those where `PREVIOUS` has no final punctuation and
//!    `NEXT` starts in lower case or with closing punctuation.
//! 3. Else a line break is wrapping if it is certain to be and `PREVIOUS` has 40 columns or more.
//! 4. Every other line break ends a sentence: headlines, bylines, captions, menus, paragraphs of one
//!    line.
//!
//! A column is a code point.

use std::ops::Range;

use super::stops::is_terminator;
use crate::work;

/// Shorter lines are headings, menu entries or captions rather than wrapped text.
const LONG: usize = 40;
/// Longer lines are whole paragraphs.
const WIDEST_WRAP: usize = 120;

/// The passages of `text`, in order, as byte ranges without white space around them.
pub(super) fn passages(text: &str) -> impl Iterator<Item = Range<usize>> {
    let text_width = wrap_width(text, lines(text, 0));
    let mut block_width = None;
    let mut block_start = true;
    let mut lines_left = lines(text, 0);
    let mut pending = None;
    std::iter::from_fn(move || {
        let mut line = pending.take().or_else(|| lines_left.next())?;
        while line.is_blank() {
            block_start = true;
            line = lines_left.next()?;
        }
        let start = line.content.start;
        if block_start && text_width.is_none() {
            let block = lines(text, start).take_while(|line| !line.is_blank());
            block_width = wrap_width(text, block);
        }
        block_start = false;
        let width = text_width.or(block_width);
        for next in lines_left.by_ref() {
            if next.is_blank() || !is_wrapping(text, &line, &next, width) {
                pending = Some(next);
                break;
            }
            line = next;
        }
        Some(start..line.content.end)
    })
}

/// The lines of `text` from byte `start` on, blank ones too.
fn lines(text: &str, start: usize) -> impl Iterator<Item = TextLine> + Clone {
    let mut next = start;
    std::iter::from_fn(move || {
        let line = read_line(text, next)?;
        next = line.next;
        Some(line)
    })
}

/// A line of the text.
#[derive(Clone)]
struct TextLine {
    /// The bytes between leading and trailing white space.
    content: Range<usize>,
    /// Length of the content in code points.
    columns: usize,
    /// Byte at which the next line starts.
    next: usize,
}

/// The line that starts at byte `start`, unless the text ends there.
fn read_line(text: &str, start: usize) -> Option<TextLine> {
    let rest = &text[start..];
    if rest.is_empty() {
        return None;
    }
    let (line, next) = match rest.char_indices().find(|&(_, c)| is_line_break(c)) {
        Some((at, '\r')) if rest[at..].starts_with("\r\n") => (&rest[..at], start + at + 2),
        Some((at, c)) => (&rest[..at], start + at + c.len_utf8()),
        None => (rest, text.len()),
    };
    work::step(next - start);
    let inner = line.trim_start();
    let begin = start + line.len() - inner.len();
    let inner = inner.trim_end();
    Some(TextLine {
        content: begin..begin + inner.len(),
        columns: inner.chars().count(),
        next,
    })
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

impl TextLine {
    fn is_blank(&self) -> bool {
        self.content.is_empty()
    }
}

/// The width that `lines` are hard-wrapped to, if they are.
fn wrap_width(text: &str, lines: impl Iterator<Item = TextLine> + Clone) -> Option<usize> {
    let width = lines.clone().map(|line| line.columns).max()?;
    if !(LONG..=WIDEST_WRAP).contains(&width) {
        return None;
    }
    let (mut certain, mut fitting) = (0_usize, 0);
    let mut previous: Option<TextLine> = None;
    for line in lines {
        if let Some(previous) = previous.filter(|previous| is_certain(text, previous, &line)) {
            certain += 1;
            fitting += usize::from(columns_with_first_word(text, &previous, &line) > width);
        }
        previous = Some(line);
    }
    (certain > 0 && fitting * 4 >= certain * 3).then_some(width)
}

/// Whether the line break between two lines of a block, in a text wrapped to `width` if that is
/// known, is wrapping.
fn is_wrapping(text: &str, previous: &TextLine, next: &TextLine, width: Option<usize>) -> bool {
    !starts_item(&text[next.content.clone()])
        && (width.is_some_and(|width| columns_with_first_word(text, previous, next) > width)
            || previous.columns >= LONG && is_certain(text, previous, next))
}

/// Whether the words alone tell that a sentence goes on over the line break.
fn is_certain(text: &str, previous: &TextLine, next: &TextLine) -> bool {
    let previous = &text[previous.content.clone()];
    !previous.is_empty() && !has_final_punctuation(previous) && goes_on(&text[next.content.clone()])
}

/// Columns of `previous` with the first word of `next` moved to its end.
fn columns_with_first_word(text: &str, previous: &TextLine, next: &TextLine) -> usize {
    let word = text[next.content.clone()]
        .chars()
        .take_while(|c| !c.is_whitespace());
    previous.columns + 1 + word.count()
}

fn has_final_punctuation(line: &str) -> bool {
    line.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, ')' | ']' | '»' | '”' | '"' | '\'' | '’')
    })
    .ends_with(is_terminator)
}

/// Whether a line starts as only the rest of a sentence does: in lower case or with punctuation
/// that closes or continues.
fn goes_on(line: &str) -> bool {
    line.starts_with(['»', '”', ')', ']', ',', ';', ':', '?', '!', '%'])
        || line
            .trim_start_matches(|c: char| {
                c.is_whitespace() || matches!(c, '(' | '[' | '«' | '“' | '"' | '\'' | '’')
            })
            .starts_with(char::is_lowercase)
}

/// Whether a line is a list item: a bullet or dash with a space, or `1.`, `12)`, `a)`.
fn starts_item(line: &str) -> bool {
    let Some(first) = line.chars().next() else {
        return false;
    };
    if matches!(first, '•' | '▪' | '■' | '►' | '‣' | '◦' | '●') {
        return true;
    }
    let marker = match first {
        '-' | '–' | '—' | '*' | '·' | '>' | '→' | '#' => &line[first.len_utf8()..],
        _ if first.is_ascii_digit() => {
            let behind = line.trim_start_matches(|c: char| c.is_ascii_digit());
            match behind.strip_prefix(['.', ')']) {
                Some(marker) if line.len() - behind.len() <= 2 => marker,
                _ => return false,
            }
        }
        _ if first.is_alphabetic() => match line[first.len_utf8()..].strip_prefix(')') {
            Some(marker) => marker,
            None => return false,
        },
        _ => return false,
    };
    marker.is_empty() || marker.starts_with(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        passages(text).map(|passage| &text[passage]).collect()
    }

    #[test]
    fn a_blank_line_always_parts() {
        assert_eq!(
            parts("une ligne assez longue pour être un texte,\n \nmais finie"),
            ["une ligne assez longue pour être un texte,", "mais finie",]
        );
        assert_eq!(
            parts("\n\nOne\r\n\r\nTwo\u{2029}\u{2029}Three\n"),
            ["One", "Two", "Three"]
        );
    }

    #[test]
    fn headlines_bylines_and_captions_part() {
        let lines = [
            "Confédération de l’AES : ce qu’il faut retenir du sommet de Niamey",
            "Par Abdoul-Razak Moumouni, envoyé spécial à Niamey",
            "Les chefs d’État du Mali, du Burkina et du Niger, à Niamey",
        ];
        assert_eq!(parts(&lines.join("\n")), lines);
        let lines = [
            "Island states tell UN they are running out of time",
            "By Ann Lee, New York",
        ];
        assert_eq!(parts(&lines.join("\r\n")), lines);
    }

    #[test]
    fn menus_in_lower_case_part() {
        assert_eq!(
            parts("accueil\nmonde\nsport"),
            ["accueil", "monde", "sport"]
        );
    }

    #[test]
    fn a_finished_line_parts_from_one_in_lower_case() {
        let lines = [
            "Félicitations à nos présidents, le Sahel est debout !!!",
            "le_patriote_226 dit : et la monnaie c pour quand ?",
        ];
        assert_eq!(parts(&lines.join("\n")), lines);
    }

    #[test]
    fn a_long_line_runs_on_in_lower_case() {
        let text = "Le ministre de la Défense a reçu lundi matin\nses homologues à Niamey";
        assert_eq!(parts(text), [text]);
        let text = "The minister of defence met on Monday morning with\nhis peers in Niamey";
        assert_eq!(parts(text), [text]);
    }

    #[test]
    fn a_wrapped_block_runs_on_over_capitals_and_full_stops() {
        let text = "Le président de la République a reçu mardi le Premier ministre M.\n\
                    Dupont, avant de s'envoler pour le sommet de l'Union africaine à\n\
                    Addis-Abeba. Il y restera deux jours et doit rencontrer les chefs\n\
                    d'État du Sahel.\n\
                    Le retour est prévu jeudi.";
        let (wrapped, last) = text.rsplit_once('\n').expect("lines");
        assert_eq!(parts(text), [wrapped, last]);
    }

    #[test]
    fn a_short_paragraph_of_a_wrapped_text_runs_on_over_a_capital() {
        let paragraph = "The summit ended on Monday after less than four hours of talks,\n\
                         and the three presidents signed a treaty of twelve articles that\n\
                         makes their states one confederation.";
        let short = "Guests had come from the coast and from as far away as New\nCaledonia.";
        assert_eq!(
            parts(&format!("{paragraph}\n\n{short}")),
            [paragraph, short]
        );
    }

    #[test]
    fn closing_punctuation_never_starts_a_passage() {
        let text = "« Je dépense plus pour aller travailler que je ne gagne\n», dit-elle.";
        assert_eq!(parts(text), [text]);
    }

    #[test]
    fn list_items_part_even_in_lower_case() {
        for marker in ["-", "–", "•", "*", "1.", "12)", "b)"] {
            let first = "Le gouvernement annonce plusieurs mesures pour les villages";
            let item = format!("{marker} des puits");
            assert_eq!(parts(&format!("{first}\n{item}")), [first, &item]);
        }
        let text = "Le ministre a rappelé que la réforme entre en vigueur en\n2024 dans les villes";
        assert_eq!(parts(text).len(), 2);
    }
}
