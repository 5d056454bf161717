//! Text of a document, short enough for a line of a terminal.

use crate::terminal::sign;

/// The text with a space for each control character and line end, and a sign for what turns the
/// direction of writing. A text of more than `limit` characters is cut in its middle.
pub(super) fn shorten(text: &str, limit: usize) -> String {
    let plain = |c: char| match c {
        '\u{2028}' | '\u{2029}' => ' ',
        c if c.is_control() => ' ',
        c => sign(c),
    };
    let length = text.chars().count();
    if length <= limit {
        return text.chars().map(plain).collect();
    }
    let kept = limit.saturating_sub(1);
    let head = text.chars().take(kept.div_ceil(2)).chain(['…']);
    let tail = text.chars().skip(length - kept / 2);
    head.chain(tail).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn control_characters_become_spaces() {
        assert_eq!(
            shorten("a\r\nb\tc\u{1b}[31md\u{2028}e", 40),
            "a  b c [31md e"
        );
    }

    #[test]
    fn what_turns_the_writing_round_is_shown_as_a_sign() {
        assert_eq!(shorten("a\u{202e}b\u{61c}", 40), "a\u{fffd}b\u{fffd}");
    }

    #[test]
    fn a_long_text_is_cut_in_its_middle() {
        assert_eq!(shorten("abcdefghij", 10), "abcdefghij");
        assert_eq!(shorten("abcdefghijk", 10), "abcde…hijk");
        assert_eq!(shorten("𝐌𝐚𝐥𝐢", 3), "𝐌…𝐢");
        assert_eq!(shorten("abc", 1), "…");
        assert_eq!(shorten("abc", 0), "…");
    }
}
