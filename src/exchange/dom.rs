//! HTML as a tree, refused where its elements stand too deep in each other.
//!
//! The depth is measured on the tree itself: only the parser knows what is a tag and what stands in a script, a comment
//! or an attribute, which end tags end nothing, and what an unclosed `<b>` leads to. But it takes long for a deep tree
//! itself, since most tags have it look through all elements that are open. So it is fed piece by piece, and how many are
//! open is looked at after each.

use std::cell::Cell;

use dom_query::{Document, NodeId, NodeRef};
use html5ever::interface::Tracer;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{LocalName, ParseOpts, Parser, QualName, ns};

/// How deep elements may stand in each other: a page of an article has some twenty, browsers stop at 512.
const DEEPEST: usize = 512;
/// What the parser may have to look through: the elements that are open, and those like `<b>` that it would open again.
const LONGEST: usize = 2 * DEEPEST;
/// Bytes of a piece: few enough that hardly more than a thousand elements are opened by one.
const PIECE: usize = 4 << 10;

/// A page or a fragment that is too deep.
pub(super) const TOO_DEEP: &str = "its elements stand in each other more than 512 deep";

/// A whole page. `None`: it is too deep.
pub(super) fn page(html: &str) -> Option<Document> {
    let sink = Document::default();
    parse(html5ever::parse_document(sink, options(false)), html)
}

/// What can stand in a `<body>`. `None`: it is too deep.
pub(super) fn fragment(html: &str) -> Option<Document> {
    let body = QualName::new(None, ns!(html), LocalName::from("body"));
    let sink = Document::fragment_sink();
    let parser = html5ever::parse_fragment(sink, options(true), body, Vec::new(), false);
    parse(parser, html)
}

/// As `dom_query` has them: `<noscript>` holds elements.
fn options(drop_doctype: bool) -> ParseOpts {
    ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            drop_doctype,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    }
}

fn parse(mut parser: Parser<Document>, html: &str) -> Option<Document> {
    let mut rest = html;
    while !rest.is_empty() {
        let (piece, more) = rest.split_at(rest.floor_char_boundary(PIECE));
        parser.process(StrTendril::from(piece));
        let open = Count::default();
        parser.tokenizer.sink.trace_handles(&open);
        if open.0.get() > LONGEST {
            return None;
        }
        rest = more;
    }
    let document = parser.finish();
    (!is_deep(document.root())).then_some(document)
}

/// How many elements the parser holds on to.
#[derive(Default)]
struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = NodeId;

    fn trace_handle(&self, _: &NodeId) {
        self.0.update(|count| count + 1);
    }
}

/// Whether an element below stands too deep, what is in templates included. Nothing recurses, for the tree may be any.
fn is_deep(root: NodeRef) -> bool {
    let mut waiting = vec![(root, 0_usize)];
    while let Some((node, depth)) = waiting.pop() {
        if depth > DEEPEST {
            return true;
        }
        let elements = node.children_it(false).filter(NodeRef::is_element);
        waiting.extend(elements.map(|element| (element, depth + 1)));
        let contents = node
            .element_ref()
            .and_then(|element| element.template_contents);
        let contents = contents.and_then(|contents| node.tree.get(&contents));
        waiting.extend(contents.map(|contents| (contents, depth + 1)));
    }
    false
}
