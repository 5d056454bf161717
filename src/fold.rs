//! Fold: removes case, accents and ornament from letters, so that the spellings of one name are equal.
//!
//! The only folding in the crate: NFKD without combining marks, in lower case, ligatures spelt out,
//! apostrophes plain.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::work;

/// Writes the folded letters of `c` to `out`: none for a combining mark or a character that only guides
/// layout, two for a ligature.
pub(crate) fn push(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    for part in std::iter::once(c).nfkd().filter(|&c| !guides(c)) {
        for lower in part.to_lowercase() {
            match lower {
                'ø' => out.push('o'),
                'đ' | 'ð' => out.push('d'),
                'ł' => out.push('l'),
                'ħ' => out.push('h'),
                'ı' => out.push('i'),
                'ə' => out.push('e'),
                'ß' => out.push_str("ss"),
                'æ' => out.push_str("ae"),
                'œ' => out.push_str("oe"),
                'þ' => out.push_str("th"),
                '’' | 'ʼ' => out.push('\''),
                _ if guides(lower) => {}
                _ => out.push(lower),
            }
        }
    }
}

/// Whether `c` is a combining mark, a soft hyphen or a zero-width character.
pub(crate) fn guides(c: char) -> bool {
    is_combining_mark(c)
        || matches!(
            c,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
        )
}

/// The folded text, every character of it.
pub(crate) fn fold(text: &str) -> String {
    work::step(text.len());
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        push(c, &mut out);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn case_accents_and_ligatures_fold() {
        assert_eq!(fold("GOÏTA"), fold("Goi\u{308}ta"));
        assert_eq!(
            fold("Cœur d'Ægir à Łódź, Straße"),
            "coeur d'aegir a lodz, strasse"
        );
        assert_eq!(fold("ma\u{ad}ïs ﬁn 𝐆𝐃"), "mais fin gd");
        assert_eq!(fold("İstanbul, N’Djaména"), "istanbul, n'djamena");
    }
}
