//! Initials of given names: `J.`, `J.-P.`, `J.D.`, `JD`.

use crate::fold::{fold, guides};

/// The folded letters of `J.`, `J.-P.`, `J.D.`, of a lone capital, or of `JD`; none otherwise.
pub(super) fn initials(token: &str) -> Vec<char> {
    if run_together(token) {
        return fold(token).chars().collect();
    }
    let pieces: Vec<&str> = token
        .split(['.', '-'])
        .filter(|piece| !piece.is_empty())
        .collect();
    let single = |piece: &&str| {
        let mut chars = piece.chars().filter(|&c| !guides(c));
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
    };
    if pieces.is_empty() || !pieces.iter().all(single) {
        return Vec::new();
    }
    pieces
        .iter()
        .flat_map(|piece| fold(piece).chars().take(1).collect::<Vec<char>>())
        .collect()
}

/// `JD`, `FW`, `AJ`: two or three capitals that nobody could say as a word. `LI` and `XI` are surnames.
pub(super) fn run_together(token: &str) -> bool {
    let capitals = (2..=3).contains(&token.len()) && token.bytes().all(|b| b.is_ascii_uppercase());
    let vowel = |b: u8| matches!(b, b'A' | b'E' | b'I' | b'O' | b'U' | b'Y');
    // A Roman numeral is none.
    let numeral = token.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    capitals && !numeral && (!token.bytes().any(vowel) || token.ends_with('J'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_with_points_and_without() {
        for (token, letters) in [
            ("J.", "j"),
            ("J.-P.", "jp"),
            ("J.D.", "jd"),
            ("JD", "jd"),
            ("OJ", "oj"),
            ("T", "t"),
            ("LI", ""),
            ("XI", ""),
            ("MBAPPE", ""),
            ("Ch.", ""),
            ("XX", ""),
        ] {
            let read: String = initials(token).into_iter().collect();
            assert_eq!(read, letters, "{token}");
        }
    }
}
