//! What may be shown in a terminal.
//!
//! File names, ids and texts come from strangers. A terminal obeys control characters, and changes
//! the direction of writing if the text asks for it, so a name could hide a message, forge another,
//! or do worse.

use std::borrow::Cow;

/// The sign that stands for a character in a terminal: the character itself unless it is a control
/// character, a line or paragraph separator, or one that changes the direction of writing. ASCII
/// controls have pictures of their own in Unicode (`␊`, `␛`); the others become U+FFFD. Characters
/// without width, such as the joiner inside an emoji, stay: they neither move nor turn anything.
pub fn sign(c: char) -> char {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        // Other kinds of line end become the picture of a line end.
        '\u{85}' | '\u{2028}' | '\u{2029}' => '\u{2424}',
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{206f}' => '\u{fffd}',
        c => c,
    }
}

/// The text on one line, with a [`sign`] for what must not reach a terminal and a space for a tab.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let shown = |c: char| if c == '\t' { ' ' } else { sign(c) };
    match text.chars().all(|c| shown(c) == c) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.chars().map(shown).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_no_control_character_and_nothing_that_turns_the_writing_round() {
        let turns = "\u{61c}\u{200e}\u{200f}\u{202a}\u{202e}\u{2066}\u{2069}\u{206f}";
        let all = ('\0'..=char::MAX).filter(|c| c.is_control());
        for c in all.chain(turns.chars()).chain("\u{2028}\u{2029}".chars()) {
            let text = format!("a{c}b");
            let shown = one_line(&text);
            assert_ne!(shown, text, "{c:?}");
            assert_eq!(shown.chars().count(), 3, "{c:?}");
            assert_eq!(one_line(&shown), shown, "{c:?}");
        }
        assert_eq!(one_line("a\n\u{1b}[2J\t\u{202e}b"), "a␊␛[2J \u{fffd}b");
    }

    #[test]
    fn other_text_stays_as_it_is() {
        for text in [
            "",
            "Élise 👩\u{200d}👧",
            "مالي",
            "\u{feff}so\u{ad}ft\u{200b}",
        ] {
            assert!(matches!(one_line(text), Cow::Borrowed(same) if same == text));
        }
    }
}
