//! Text of a document shown on one line of a terminal.

use crate::terminal::sign;

/// The text with line ends, tabs and other control characters as spaces, with signs for what turns the
/// direction of writing, and what is beyond `limit` characters cut out of its middle.
pub(super) fn one_line(text: &str, limit: usize) -> String {
    let length = text.chars().count();
    let plain = |c: char| if breaks_line(c) { ' ' } else { sign(c) };
    if length <= limit {
        return text.chars().map(plain).collect();
    }
    let kept = limit.saturating_sub(1);
    let head = text.chars().take(kept.div_ceil(2));
    let tail = text.chars().skip(length - kept / 2);
    head.chain(std::iter::once('…'))
        .chain(tail)
        .map(plain)
        .collect()
}

fn breaks_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn control_characters_become_spaces() {
        assert_eq!(
            one_line("a\r\nb\tc\u{1b}[31md\u{2028}e", 40),
            "a  b c [31md e"
        );
    }

    #[test]
    fn what_turns_the_writing_round_is_shown_as_a_sign() {
        assert_eq!(one_line("a\u{202e}b\u{61c}", 40), "a\u{fffd}b\u{fffd}");
    }

    #[test]
    fn a_long_text_is_cut_in_its_middle() {
        assert_eq!(one_line("abcdefghij", 10), "abcdefghij");
        assert_eq!(one_line("abcdefghijk", 10), "abcde…hijk");
        assert_eq!(one_line("𝐌𝐚𝐥𝐢", 3), "𝐌…𝐢");
        assert_eq!(one_line("abc", 1), "…");
        assert_eq!(one_line("abc", 0), "…");
    }
}
