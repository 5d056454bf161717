//! A text that can be cut at code-point offsets.

/// A text with the byte offsets of its code points.
pub(super) struct CodePoints<'a> {
    text: &'a str,
    /// The byte at which each code point starts, then the length of the text.
    starts: Vec<usize>,
}

impl<'a> CodePoints<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let ends = std::iter::once(text.len());
        Self {
            text,
            starts: text
                .char_indices()
                .map(|(byte, _)| byte)
                .chain(ends)
                .collect(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The code points from `start` to before `end`, if the text has them.
    pub(super) fn slice(&self, start: usize, end: usize) -> Option<&'a str> {
        self.text
            .get(*self.starts.get(start)?..*self.starts.get(end)?)
    }
}

#[cfg(test)]
mod tests {
    use super::CodePoints;

    #[test]
    fn offsets_count_code_points_and_not_bytes_or_utf16_units() {
        let text = CodePoints::of("𝐌𝐚𝐥𝐢 et Goïta");
        assert_eq!(text.len(), 13);
        assert_eq!(text.slice(0, 4), Some("𝐌𝐚𝐥𝐢"));
        assert_eq!(text.slice(8, 13), Some("Goïta"));
    }

    #[test]
    fn offsets_that_the_text_lacks_give_nothing() {
        let text = CodePoints::of("été");
        assert_eq!(text.slice(0, 4), None);
        assert_eq!(text.slice(2, 1), None);
        assert_eq!(text.slice(usize::MAX, usize::MAX), None);
        assert_eq!(CodePoints::of("").slice(0, 0), Some(""));
    }
}
