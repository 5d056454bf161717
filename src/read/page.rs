//! A web page as a tree, measured while it is built.
//!
//! The tree is later walked by recursion, so its depth determines the stack needed; and the parser
//! itself looks through all open elements at every tag, so the depth also determines the time. No scan
//! of the text can find the depth: which end tags close something depends on the tree. So the parser is
//! fed one tag at a time, and stopped as soon as its tree (`tree.rs`) goes beyond a limit.

use std::cell::{Cell, RefCell};

use dom_query::{Document, NodeId};
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, TokenizerResult};

use crate::read::attributes::{MAX_ATTRIBUTES, too_many};
use crate::read::tree::Measured;

/// The tree of a page, or why it is not built.
pub(super) fn parsed(page: &str) -> Result<Document, String> {
    let options = TreeBuilderOpts {
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    };
    let watched = Watched {
        builder: TreeBuilder::new(Measured::default(), options),
        tokens: Cell::default(),
        raw: RefCell::default(),
        plain: Cell::default(),
    };
    let tokenizer = Tokenizer::new(watched, TokenizerOpts::default());
    let whole = StrTendril::from(page);
    let input = BufferQueue::default();
    // The token count at the start of markup whose own token has not come yet.
    let mut begun = None;
    let mut start = 0;
    while start < page.len() {
        let rest = &page[start..];
        let sink = &tokenizer.sink;
        let within = begun == Some(sink.tokens.get());
        let next = rest.bytes().skip(1).position(|b| b == b'<');
        let mut length = next.map_or(rest.len(), |at| at + 1);
        if sink.plain.get() {
            length = rest.len();
        } else if !within && sink.begins_cdata(rest) {
            length = rest.find("]]>").map_or(rest.len(), |at| at + 3);
        } else if !within {
            let markup = sink.markup(rest);
            if markup == Markup::Tag && too_many(rest) {
                return Err(format!(
                    "more than {MAX_ATTRIBUTES} attributes in the tag at byte {start}: expected a page of text"
                ));
            }
            begun = (markup != Markup::None).then(|| sink.tokens.get());
        }
        input.push_back(whole.subtendril(start as u32, length as u32));
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        if let Some(limit) = tokenizer.sink.builder.sink.exceeded() {
            return Err(limit.told(start));
        }
        start += length;
    }
    tokenizer.end();
    let tree = tokenizer.sink.builder.sink;
    tree.whole().map_err(|limit| limit.told(page.len()))
}

/// What begins at a `<`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Markup {
    /// Text.
    None,
    /// A start or end tag.
    Tag,
    /// A comment, or what is read as one.
    Other,
}

/// The tree builder, and what its tokens reveal about the tokenizer's state.
struct Watched {
    builder: TreeBuilder<NodeId, Measured>,
    /// How many tokens there were, not counting errors.
    tokens: Cell<u64>,
    /// The open element whose content is not markup, if any.
    raw: RefCell<Option<LocalName>>,
    /// Whether all that follows is text.
    plain: Cell<bool>,
}

impl Watched {
    /// Whether a CDATA section begins here; only SVG and MathML have them.
    fn begins_cdata(&self, rest: &str) -> bool {
        rest.starts_with("<![CDATA[")
            && self.raw.borrow().is_none()
            && self.adjusted_current_node_present_but_not_in_html_namespace()
    }

    fn markup(&self, rest: &str) -> Markup {
        let mut next = rest.bytes().skip(1);
        let (first, second) = (next.next(), next.next());
        if let Some(name) = &*self.raw.borrow() {
            let end = rest
                .strip_prefix("</")
                .and_then(|rest| rest.get(..name.len()));
            return match end.is_some_and(|end| end.eq_ignore_ascii_case(name)) {
                true => Markup::Tag,
                false => Markup::None,
            };
        }
        match (first, second) {
            _ if !rest.starts_with('<') => Markup::None,
            (Some(b'a'..=b'z' | b'A'..=b'Z'), _) => Markup::Tag,
            (Some(b'/'), Some(b'a'..=b'z' | b'A'..=b'Z')) => Markup::Tag,
            (Some(b'/'), None | Some(b'>')) => Markup::None,
            (Some(b'/' | b'!' | b'?'), _) => Markup::Other,
            _ => Markup::None,
        }
    }
}

impl TokenSink for Watched {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if !matches!(token, Token::ParseError(_)) {
            self.tokens.set(self.tokens.get() + 1);
        }
        let name = match &token {
            Token::TagToken(tag) => {
                if tag.kind == TagKind::EndTag {
                    self.raw.replace(None);
                }
                Some(tag.name.clone())
            }
            _ => None,
        };
        let result = self.builder.process_token(token, line);
        match &result {
            TokenSinkResult::RawData(_) => {
                self.raw.replace(name);
            }
            TokenSinkResult::Plaintext => self.plain.set(true),
            _ => {}
        }
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::read::tree::MAX_PARTS;

    fn told(page: &str) -> String {
        match parsed(page) {
            Ok(_) => "a tree".to_owned(),
            Err(reason) => reason,
        }
    }

    /// The tree is the one that the parser makes of the page as a whole.
    fn same(page: &str) {
        if let Ok(tree) = parsed(page) {
            assert_eq!(tree.html(), Document::from(page).html(), "{page}");
        }
    }

    /// Found by an attack: these end tags close nothing, which a scan of the text cannot detect.
    #[test]
    fn end_tags_across_a_scope_do_not_pass_the_limit() {
        for shape in [
            "<div><table><tr><td></div>",
            "<div><object></div>",
            "<b><marquee></b>",
            "<div><template></div>",
            "<svg><g><foreignObject><div></svg>",
            "<a><div>",
            "<div>",
            "<x/>",
            "<rt>",
            "<ul><li>",
            "<button><b>",
            "<dl><dt><div>",
            "<table><tr><td>",
            "<!--><div>-->",
        ] {
            let reason = told(&shape.repeat(20_000));
            assert!(
                reason.starts_with("elements nested deeper than 512"),
                "{shape}: {reason}"
            );
        }
    }

    #[test]
    fn formatting_that_goes_on_in_every_paragraph_is_bounded() {
        let formatting: String = (0..400).map(|n| format!("<b id={n}>")).collect();
        let page = format!("<div>{formatting}</div>{}", "<p>x</p>".repeat(50_000));
        assert!(told(&page).contains("comments totalling more than 2000000"));
        assert!(
            told(&"<!---->".repeat(MAX_PARTS + 1)).contains("comments totalling more than 2000000")
        );
    }

    #[test]
    fn attributes_without_end_are_refused_wherever_the_parser_finds_them() {
        let attributes: String = (0..100_000).map(|n| format!(" a{n}=''")).collect();
        for before in [
            "<p",
            "</p",
            "<!-- <a title=\" --><p",
            "<!--> <p",
            "<script>'<a title=\"'</script><p",
            "<script>x</script",
            "<title><a b='</title",
            "<svg><title><p",
            "<svg><![CDATA[]]><p",
            "<svg><![CDATA[<a b=']]><p",
            "<![CDATA[><p",
            "</><p",
            "a&am<a b='<'><p",
            "<math><style><p",
            "<textarea></texta></textarea",
            "<noscript><p",
        ] {
            let page = format!("Mali {before}{attributes}>");
            let place = before.rfind('<').expect("a tag") + 5;
            let expected = format!("more than 512 attributes in the tag at byte {place}:");
            let reason = told(&page);
            assert!(reason.starts_with(&expected), "{before}: {reason}");
        }
    }

    #[test]
    fn pages_as_they_are_are_trees() {
        let words = "word ".repeat(2000);
        for page in [
            "<p>One<br><li>two<div><span>x</span></div><img src=a>".repeat(2000),
            "<script>if (a<b) '<div>'</script><!-- <div> -->".repeat(2000),
            format!("<svg>{}</svg>", "<path d='M0'/>".repeat(2000)),
            "a < b <3 <é".to_owned(),
            "<ruby>漢<rt>kan</ruby>".repeat(2000),
            "<DIV><b><i>x</b></i></div>".repeat(2000),
            format!("<script>if (a<b) {words}</script><title>a <b {words}</title>"),
            format!("<p title='<b {words}'>x</p><!-- <b {words} -->"),
            format!("<svg><![CDATA[ <b {words} ]]></svg>"),
            format!("<plaintext><b {words}"),
            "é<b>x<p></b>".repeat(2000),
        ] {
            assert_eq!(told(&page), "a tree", "{}", &page[..page.len().min(80)]);
            same(&page);
        }
    }

    /// Pages of tags that close one another or do not.
    fn pages() -> impl Strategy<Value = String> {
        let names = "b a p div table tr td object marquee template svg math foreignObject title script \
                     style textarea select option li ul form button h1 nobr ruby rt frameset body html \
                     caption colgroup applet mi annotation-xml plaintext iframe noscript font";
        let names: Vec<&'static str> = names.split(' ').collect();
        let name = prop::sample::select(names);
        let piece = prop_oneof![
            6 => name.clone().prop_map(|name| format!("<{name}>")),
            4 => name.clone().prop_map(|name| format!("</{name}>")),
            1 => name.clone().prop_map(|name| format!("<{name}/>")),
            1 => name.prop_map(|name| format!("<{name} id='<b>' class=x>")),
            2 => "[a-zé&;\\]\"'<>/!\n ]{0,6}",
            1 => prop::sample::select(vec!["<![CDATA[", "]]>", "<!--", "-->", "<!doctype html>", "&am", "\0", "</>", "<?"])
                .prop_map(str::to_owned),
        ];
        prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn the_tree_is_that_of_the_page_read_at_once(page in pages()) {
            same(&page);
        }

        /// Whatever repeats, the tree keeps within the limits and nothing overflows the stack.
        #[test]
        fn what_repeats_is_bounded(page in pages(), within in pages()) {
            let page = format!("{within}{}", page.repeat(200));
            if let Ok(tree) = parsed(&page) {
                prop_assert!(Measured::of(tree).whole().is_ok());
            }
        }
    }
}
