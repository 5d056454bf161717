//! A text with its mentions, as lines for a terminal.
//!
//! Only the signs of a text reach the terminal: what would move the cursor, ring the bell, name the
//! window or change the direction of writing is shown as a sign instead.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use griot::{Document, Label, terminal};
use unicode_width::UnicodeWidthChar;

use super::notes::note;

/// How a sign is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paint {
    Plain,
    Faint,
    Title,
    Name(Label),
    Note(Label),
}

impl Paint {
    fn style(self) -> Style {
        match self {
            Self::Plain => Style::new(),
            Self::Faint => Style::new().dimmed(),
            Self::Title => Style::new().bold(),
            Self::Name(label) => colour(label).bold(),
            Self::Note(label) => colour(label).dimmed(),
        }
    }
}

fn colour(label: Label) -> Style {
    let colour = match label {
        Label::Person => AnsiColor::Cyan,
        Label::Country => AnsiColor::Green,
        Label::Org => AnsiColor::Yellow,
        Label::Loc => AnsiColor::Blue,
        Label::Date => AnsiColor::Magenta,
    };
    colour.on_default()
}

/// A sign and how it is painted.
type Cell = (char, Paint);

/// The lines above a document: its title, then its id, language and date, and a blank one.
pub fn heading(document: &Document, width: usize, colours: bool) -> String {
    let mut cells = Vec::new();
    if let Some(title) = &document.title {
        push(&mut cells, title, Paint::Title);
        push(&mut cells, "\n", Paint::Plain);
    }
    let id = document.id.as_deref();
    let date = document.date.as_deref().or(document.date_unread.as_deref());
    let about = [id, Some(document.lang.as_str()), date];
    let about: Vec<&str> = about.into_iter().flatten().collect();
    push(&mut cells, &about.join(", "), Paint::Faint);
    push(&mut cells, "\n", Paint::Plain);
    painted(&cells, width, colours)
}

/// The text, wrapped to `width` columns, its mentions coloured or in brackets.
pub fn text(text: &str, document: &Document, width: usize, colours: bool) -> String {
    let mut cells = Vec::new();
    let mut at = 0;
    for (mention, cluster) in document.mentions.iter().zip(document.clusters_by_mention()) {
        let bytes = mention.span.bytes();
        let (name, about) = match mention.furniture {
            true => (Paint::Faint, Paint::Faint),
            false => (Paint::Name(mention.label), Paint::Note(mention.label)),
        };
        push(&mut cells, &text[at..bytes.start], Paint::Plain);
        if !colours {
            cells.push(('[', Paint::Plain));
        }
        push(&mut cells, &text[bytes.clone()], name);
        let note = note(mention, cluster, document.lang).replace(['\n', '\r'], " ");
        push(&mut cells, &format!(" {note}"), about);
        if !colours {
            cells.push((']', Paint::Plain));
        }
        at = bytes.end;
    }
    push(&mut cells, &text[at..], Paint::Plain);
    while cells.last().is_some_and(|(sign, _)| sign.is_whitespace()) {
        cells.pop();
    }
    painted(&cells, width, colours)
}

fn push(cells: &mut Vec<Cell>, text: &str, paint: Paint) {
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        if sign == '\r' && signs.peek() == Some(&'\n') {
            continue;
        }
        cells.push((safe(sign), paint));
    }
}

/// The sign that is shown for a character.
fn safe(c: char) -> char {
    match c {
        '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\t' => ' ',
        c => terminal::sign(c),
    }
}

fn painted(cells: &[Cell], width: usize, colours: bool) -> String {
    let mut out = String::new();
    for paragraph in cells.split(|(sign, _)| *sign == '\n') {
        for line in wrapped(paragraph, width) {
            write_line(&mut out, line, colours);
            out.push('\n');
        }
    }
    out
}

fn write_line(out: &mut String, line: &[Cell], colours: bool) {
    for run in line.chunk_by(|a, b| a.1 == b.1) {
        let style = run[0].1.style();
        let signs = run.iter().map(|(sign, _)| sign);
        if colours {
            // Writing to a string does not fail.
            let _ = write!(out, "{style}");
            out.extend(signs);
            let _ = write!(out, "{style:#}");
        } else {
            out.extend(signs);
        }
    }
}

/// The lines of a paragraph: cut at spaces, which are then left out; a word that is longer than a
/// line is cut anywhere.
fn wrapped(paragraph: &[Cell], width: usize) -> Vec<&[Cell]> {
    let columns = |cell: &Cell| cell.0.width().unwrap_or(0);
    let mut lines = Vec::new();
    let (mut start, mut used) = (0, 0);
    let mut space = None;
    for (n, cell) in paragraph.iter().enumerate() {
        let fits = used + columns(cell) <= width || n == start;
        if !fits && cell.0 == ' ' {
            lines.push(&paragraph[start..n]);
            (start, used, space) = (n + 1, 0, None);
            continue;
        }
        if !fits {
            let (end, next) = space.map_or((n, n), |at| (at, at + 1));
            lines.push(&paragraph[start..end]);
            (start, space) = (next, None);
            used = paragraph[start..n].iter().map(columns).sum();
        }
        if cell.0 == ' ' {
            space = Some(n);
        }
        used += columns(cell);
    }
    // The last character may have been a space at which a line was cut.
    if start < paragraph.len() || lines.is_empty() {
        lines.push(&paragraph[start..]);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<String> {
        let mut cells = Vec::new();
        push(&mut cells, text, Paint::Plain);
        let shown = painted(&cells, width, false);
        shown.lines().map(str::to_owned).collect()
    }

    #[test]
    fn lines_are_cut_at_spaces_and_no_wider_than_the_terminal() {
        assert_eq!(lines("Le Mali a voté.", 7), ["Le Mali", "a voté."]);
        assert_eq!(lines("Le Mali a voté.", 6), ["Le", "Mali a", "voté."]);
        assert_eq!(lines("Ouagadougou", 4), ["Ouag", "adou", "gou"]);
        assert_eq!(lines("a\r\n\r\nb", 4), ["a", "", "b"]);
        // Two columns each, and none.
        assert_eq!(lines("马里总统", 5), ["马里", "总统"]);
        assert_eq!(lines("e\u{301}e\u{301} e", 2), ["e\u{301}e\u{301}", "e"]);
        assert_eq!(lines("马", 1), ["马"]);
        assert_eq!(lines("abc \nd", 3), ["abc", "d"]);
    }

    #[test]
    fn control_characters_are_signs() {
        for c in ('\0'..='\u{9f}').filter(|c| c.is_control()) {
            let shown = lines(&format!("a{c}b"), 80).concat();
            assert!(!shown.chars().any(char::is_control), "{c:?}: {shown:?}");
        }
        let shown = lines("a\u{1b}]0;mine\u{7} \u{202e}b", 80).concat();
        assert_eq!(shown, "a␛]0;mine␇ \u{fffd}b");
    }

    #[test]
    fn marks_of_direction_are_signs() {
        for c in "\u{61c}\u{200e}\u{200f}\u{202e}\u{2066}".chars() {
            assert_eq!(lines(&format!("a{c}b"), 80), ["a\u{fffd}b"], "{c:?}");
        }
    }
}
