//! Text in XML.

use std::fmt;

/// A text as the value of an attribute or the content of an element. What XML 1.0 cannot hold, control
/// characters most of all, becomes U+FFFD.
pub(super) struct XmlText<'a>(pub &'a str);

impl fmt::Display for XmlText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                // A reader would make spaces of these.
                '\t' | '\n' | '\r' => write!(f, "&#{};", u32::from(c))?,
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => f.write_str("\u{fffd}")?,
                c => write!(f, "{c}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_reads_otherwise_is_escaped_and_what_it_cannot_hold_replaced() {
        let text = "A<B> & \"C\" 'd'\n\u{1}\u{ffff}é𝐌";
        let expected = "A&lt;B&gt; &amp; &quot;C&quot; 'd'&#10;\u{fffd}\u{fffd}é𝐌";
        assert_eq!(XmlText(text).to_string(), expected);
    }
}
