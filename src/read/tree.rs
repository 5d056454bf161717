//! The tree that a parser builds, and how large it has become.

use std::cell::{Cell, Ref, RefCell};
use std::collections::HashMap;

use dom_query::{Document, NodeId};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName};

/// The greatest depth of elements: where browsers stop.
const MAX_DEPTH: usize = 512;

/// The most elements, attributes and comments: many times what the largest pages have. A parser may
/// make hundreds of elements from one tag (formatting that was never closed continues in every
/// paragraph), so the size of a page does not bound its tree.
pub(super) const MAX_PARTS: usize = 2_000_000;

/// A limit that a tree exceeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    Depth,
    Parts,
}

impl Limit {
    pub fn told(self, byte: usize) -> String {
        let (what, most) = match self {
            Self::Depth => ("elements nested deeper than", MAX_DEPTH),
            Self::Parts => (
                "elements, attributes and comments totalling more than",
                MAX_PARTS,
            ),
        };
        format!("{what} {most} at byte {byte}: expected a page of text")
    }
}

/// The tree, and its measures so far.
#[derive(Default)]
pub(super) struct Measured {
    document: Document,
    parts: Cell<usize>,
    exceeded: Cell<Option<Limit>>,
    /// The templates by their contents, which are trees of their own.
    templates: RefCell<HashMap<NodeId, NodeId>>,
}

impl Measured {
    /// The limit that it exceeds.
    pub fn exceeded(&self) -> Option<Limit> {
        self.exceeded.get()
    }

    /// The tree, once it is complete.
    pub fn whole(self) -> Result<Document, Limit> {
        self.measure();
        match self.exceeded.get() {
            Some(limit) => Err(limit),
            None => Ok(self.document),
        }
    }

    /// A tree that is already built.
    #[cfg(test)]
    pub fn of(document: Document) -> Self {
        Self {
            document,
            ..Self::default()
        }
    }

    fn count(&self, parts: usize) {
        self.parts.set(self.parts.get().saturating_add(parts));
        if self.parts.get() > MAX_PARTS {
            self.exceeded.set(Some(Limit::Parts));
        }
    }

    /// The depth of an element, itself included; not counted much beyond the limit.
    fn depth(&self, node: NodeId) -> usize {
        let templates = self.templates.borrow();
        let (mut depth, mut node) = (0, node);
        while depth <= MAX_DEPTH {
            let most = Some(MAX_DEPTH + 1);
            let mut root = node;
            for ancestor in self.document.tree.ancestor_ids_of_it(&node, most) {
                depth += 1;
                root = ancestor;
            }
            match templates.get(&root) {
                Some(template) => node = *template,
                None => break,
            }
        }
        depth
    }

    fn placed(&self, child: Option<NodeId>) {
        if let Some(node) = child
            && self.depth(node) > MAX_DEPTH
        {
            self.exceeded.set(Some(Limit::Depth));
        }
    }

    /// Measures the whole tree again: elements move down when others are put around them.
    fn measure(&self) {
        let tree = &self.document.tree;
        let contents: Vec<NodeId> = self.templates.borrow().keys().copied().collect();
        for root in contents.into_iter().chain([tree.root().id]) {
            let mut depth = self.depth(root);
            let mut node = root;
            loop {
                if depth > MAX_DEPTH + 1 {
                    // Text is one deeper than its element.
                    self.exceeded.set(Some(Limit::Depth));
                    return;
                }
                if let Some(child) = tree.first_child_of(&node) {
                    node = child.id;
                    depth += 1;
                    continue;
                }
                while node != root && tree.next_sibling_of(&node).is_none() {
                    let Some(parent) = tree.parent_of(&node) else {
                        break;
                    };
                    node = parent.id;
                    depth -= 1;
                }
                match tree.next_sibling_of(&node) {
                    Some(next) if node != root => node = next.id,
                    _ => break,
                }
            }
        }
    }
}

/// The node of what is appended.
fn node(child: &NodeOrText<NodeId>) -> Option<NodeId> {
    match child {
        NodeOrText::AppendNode(node) => Some(*node),
        NodeOrText::AppendText(_) => None,
    }
}

impl TreeSink for Measured {
    type ElemName<'a> = Ref<'a, QualName>;
    type Output = Self;
    type Handle = NodeId;

    fn finish(self) -> Self {
        self
    }

    // Every page has errors; nobody reads them.
    fn parse_error(&self, _: std::borrow::Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.document.get_document()
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        let contents = self.document.get_template_contents(target);
        self.templates.borrow_mut().insert(contents, *target);
        contents
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.set_quirks_mode(mode);
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.document.elem_name(target)
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> NodeId {
        self.count(1 + attributes.len());
        self.document.create_element(name, attributes, flags)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.count(1);
        self.document.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.count(1);
        self.document.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let node = node(&child);
        self.document.append(parent, child);
        self.placed(node);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let node = node(&child);
        self.document.append_before_sibling(sibling, child);
        self.placed(node);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        before: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let node = node(&child);
        self.document
            .append_based_on_parent_node(element, before, child);
        self.placed(node);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.document
            .append_doctype_to_document(name, public, system);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.count(attributes.len());
        self.document.add_attrs_if_missing(target, attributes);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.document.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.document.reparent_children(node, new_parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.document
            .is_mathml_annotation_xml_integration_point(handle)
    }
}
