//! HTML as a tree, refused where it would take more time or memory than a page may.
//!
//! The depth is measured on the tree itself: only the parser knows what is a tag and what stands in a script, a comment
//! or an attribute, which end tags end nothing, and what an unclosed `<b>` leads to. But it takes long for a deep tree
//! itself, since most tags have it look through all elements that are open; and for a tag of many attributes, which it
//! compares with each other. So it is fed piece by piece, and looked at after each.

mod watched;

use std::cell::Cell;

use dom_query::{Document, NodeId, NodeRef};
use html5ever::interface::Tracer;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, create_element};
use html5ever::{LocalName, QualName, TokenizerResult, ns};
use watched::{Watched, attributes, ends_name};

/// How deep elements may stand in each other: a page of an article has some twenty, browsers stop at 512.
const DEEPEST: usize = 512;
/// What the parser may have to look through: the elements that are open, and those like `<b>` that it would open again.
const LONGEST: usize = 2 * DEEPEST;
/// Attributes of one tag.
const MOST_ATTRIBUTES: usize = 512;
/// Bytes of a piece: too few for more attributes than one tag may have.
const PIECE: usize = 2 * MOST_ATTRIBUTES;

/// What a page may have reopened on top of what it says itself, in nodes and their attributes: so many, and one more for
/// every `BYTES_EACH`.
const SPARE: usize = 256 << 10;
const BYTES_EACH: usize = 4;

const TOO_DEEP: &str = "its elements stand in each other more than 512 deep";
const TOO_MANY: &str = "one of its elements has more than 512 attributes";
const TOO_LARGE: &str = "what it leaves open is opened again too often";

/// A whole page, or why it is none.
pub(super) fn page(html: &str) -> Result<Document, &'static str> {
    parse(TreeBuilder::new(Document::default(), options(false)), html)
}

/// What can stand in a `<body>`, or why it is left out.
pub(super) fn fragment(html: &str) -> Result<Document, &'static str> {
    let sink = Document::fragment_sink();
    let body = QualName::new(None, ns!(html), LocalName::from("body"));
    let body = create_element(&sink, body, Vec::new());
    parse(
        TreeBuilder::new_for_fragment(sink, body, None, options(true)),
        html,
    )
}

/// As `dom_query` has them: `<noscript>` holds elements.
fn options(drop_doctype: bool) -> TreeBuilderOpts {
    TreeBuilderOpts {
        scripting_enabled: false,
        drop_doctype,
        ..TreeBuilderOpts::default()
    }
}

type Builder = TreeBuilder<NodeId, Document>;

fn parse(builder: Builder, html: &str) -> Result<Document, &'static str> {
    let parser = Tokenizer::new(Watched::new(builder), TokenizerOpts::default());
    // Whether the parser may be within a tag, a comment or the like: it says nothing before they end.
    let mut within = false;
    // The page from there on, until it was looked at.
    let mut tag = "";
    let mut rest = html;
    while !rest.is_empty() {
        // A tag begins a piece, so that it is known for one.
        let end = rest.floor_char_boundary(PIECE);
        let end = memchr::memchr(b'<', &rest.as_bytes()[1..end]).map_or(end, |at| at + 1);
        let (mark, text) = rest[..end].split_at(usize::from(rest.starts_with('<')));
        // What was put off, such as an `&amp` before it, comes with the mark already.
        within &= !feed(&parser, mark);
        if feed(&parser, text) {
            within = false;
        } else if !within && !mark.is_empty() && !text.starts_with("/>") {
            (within, tag) = (true, rest);
        }
        // What may be the head of `</script` becomes a text, or not, where its name ends.
        if within && text.bytes().skip(1).any(ends_name) {
            let tag = std::mem::take(&mut tag);
            if attributes(tag, MOST_ATTRIBUTES) > MOST_ATTRIBUTES {
                return Err(TOO_MANY);
            }
        }
        if parser.sink.outer.get() > MOST_ATTRIBUTES {
            return Err(TOO_MANY);
        }
        let read = html.len() - rest.len();
        if parser.sink.reopened() > SPARE + read / BYTES_EACH {
            return Err(TOO_LARGE);
        }
        let open = Count::default();
        parser.sink.builder.trace_handles(&open);
        if open.0.get() > LONGEST {
            return Err(TOO_DEEP);
        }
        rest = &rest[end..];
    }
    parser.end();
    let document = parser.sink.builder.sink;
    if is_deep(document.root()) {
        return Err(TOO_DEEP);
    }
    Ok(document)
}

/// Whether a piece made the parser say anything.
fn feed(parser: &Tokenizer<Watched>, piece: &str) -> bool {
    let before = parser.sink.tokens.get();
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(piece));
    // It stops behind scripts and where a page names its encoding, and is to go on.
    while !matches!(parser.feed(&input), TokenizerResult::Done) {}
    parser.sink.tokens.get() > before
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
