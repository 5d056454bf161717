//! Counts the attributes of a tag before it is parsed: the parser compares each with all others.

/// The most attributes that a parsed tag may have.
pub(super) const MAX_ATTRIBUTES: usize = 512;

/// Whether the tag at the start of the text has too many attributes. They are found as the HTML
/// standard's tokenizer finds them, duplicates included.
pub(super) fn too_many(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']).as_bytes();
    let mut rest = skip(name, |b| !ends_name(b) && b != b'>');
    let mut count = 0;
    loop {
        rest = skip(rest, ends_name);
        if matches!(rest.first(), None | Some(b'>')) {
            return false;
        }
        count += 1;
        if count > MAX_ATTRIBUTES {
            return true;
        }
        // A name may begin with `=`, which otherwise ends it.
        rest = skip(&rest[1..], |b| !ends_name(b) && !matches!(b, b'=' | b'>'));
        let value = skip(rest, is_space);
        let Some((b'=', value)) = value.split_first() else {
            continue;
        };
        let value = skip(value, is_space);
        rest = match value.split_first() {
            Some((quote @ (b'"' | b'\''), value)) => {
                let end = value.iter().position(|b| b == quote);
                &value[end.map_or(value.len(), |end| end + 1)..]
            }
            _ => skip(value, |b| !is_space(b) && b != b'>'),
        };
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn ends_name(byte: u8) -> bool {
    is_space(byte) || byte == b'/'
}

fn skip(bytes: &[u8], skipped: impl Fn(u8) -> bool) -> &[u8] {
    let end = bytes.iter().position(|&b| !skipped(b));
    &bytes[end.unwrap_or(bytes.len())..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_as_the_tokenizer_finds_them() {
        for one in [
            "x ",
            "x=1 ",
            "x = 'a b>c' ",
            "x=\"/\"",
            "x/",
            "=x/",
            "x=a/b ",
        ] {
            let most = one.repeat(MAX_ATTRIBUTES);
            for tag in ["<a ", "</a ", "<a/", "<a\n"] {
                assert!(!too_many(&format!("{tag}{most}>{most}")), "{tag}{one}");
                assert!(too_many(&format!("{tag}{most}{one}>")), "{tag}{one}");
            }
        }
        for few in ["<a", "<a ", "<a x='", "<a x=", "</", "<"] {
            assert!(!too_many(few), "{few}");
        }
        let words = "word ".repeat(5000);
        assert!(!too_many(&format!("<a title='{words}'>{words}")));
        assert!(!too_many(&format!(
            "<a title={}>{words}",
            "=x".repeat(5000)
        )));
    }
}
