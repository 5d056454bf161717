//! JSON values that are passed on as they are.

/// Why many JSON readers would refuse a value, although it is JSON.
pub(super) fn unfit(value: &str) -> Option<&'static str> {
    /// As deep as serde_json goes.
    const DEEPEST: usize = 127;
    let bytes = value.as_bytes();
    let (mut at, mut depth, mut quoted) = (0, 0usize, false);
    // Where the second half of a surrogate pair must follow, once the first has been read.
    let mut half = None;
    while let Some(&byte) = bytes.get(at) {
        let mut next = at + 1;
        match (quoted, byte) {
            (_, b'"') => quoted = !quoted,
            (true, b'\\') => {
                next = at + 2;
                if bytes.get(at + 1) == Some(&b'u') {
                    next = at + 6;
                    let digits = value.get(at + 2..next);
                    let unit = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok());
                    let second = matches!(unit, Some(0xdc00..=0xdfff));
                    if second != (half == Some(at)) {
                        return Some("half of a surrogate pair");
                    }
                    half = matches!(unit, Some(0xd800..=0xdbff)).then_some(next);
                }
            }
            (false, b'[' | b'{') => depth += 1,
            (false, b']' | b'}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if half.is_some_and(|place| place <= at) {
            return Some("half of a surrogate pair");
        }
        if depth > DEEPEST {
            return Some("nested deeper than 127");
        }
        at = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_of_surrogate_pairs_are_not_carried() {
        for (value, fit) in [
            (r#""\ud83c\udf89""#, true),
            (r#"{"\uD83C\uDF89": ["\\ud83c", "\u00e9"]}"#, true),
            (r#""\ud83c""#, false),
            (r#""\udf89""#, false),
            (r#""\ud83cx\udf89""#, false),
            (r#""\ud83c\n""#, false),
            (r#""\ud83c\ud83c\udf89""#, false),
            (r#"["\ud83c", "\udf89"]"#, false),
        ] {
            assert_eq!(unfit(value).is_none(), fit, "{value}");
        }
    }
}
