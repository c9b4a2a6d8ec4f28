//! The formatter: brings the markers of a bundle into one form. Bodies keep their every byte, but that a line which
//! would be read as a marker afterwards is escaped.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::dialect::{Dialect, Tally};
use super::document::Document;
use super::marker::{Attribute, Form, Joint, Kind, Marker, NameKey};
use super::order::Id;
use super::tree::{Role, Tree};
use super::write::{close_marker, line_end, mended, open_in_form};

/// The form that markers are brought into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// The form that most of the file's markers have. A marker that has it and is spelled well stays as it is, and so
    /// do nonces and echoed names.
    Keep,
    /// `<<<FILE: name>>>`, `<<<END FILE>>>`: the form that the format's standard prescribes.
    Canonical,
    /// `<<<FILE name>>>`, `<<<END FILE>>>`
    NoColon,
    /// `<<<FILE path="name">>>`, `<<<END FILE>>>`
    Attributes,
    /// `<<<BEGIN FILE: name>>>`, `<<<END FILE>>>`
    BeginEnd,
    /// `<<<FILE_START: name>>>`, `<<<FILE_END>>>`
    StartEnd,
}

/// A replacement in the text: bytes, and what they become.
pub type Replacement = (Range<usize>, String);

/// What the formatter would change, in order. Nothing where the file has that form already.
///
/// Names, contents and attributes stay as they are, but that an article without a name gets one, and that one whose
/// last line has no end says `eol="none"` where a close marker must follow it.
pub fn format(document: &Document, style: Style) -> Vec<Replacement> {
    let tree = document.tree();
    let (open_form, close_form) = forms(tree, style);
    let adds_closes = style != Style::Keep && !closes_expected(tree);
    let mut names = FreeNames::of(tree);
    let mut out = Vec::new();
    for segment in tree.segments() {
        let open = segment.filter(|&id| tree.role(id) == Role::Open);
        let adds_close = adds_closes && open.is_some_and(|id| !tree.closed(id));
        let unended = adds_close && lacks_line_end(document, tree.body(segment));
        if let Some(id) = segment {
            let line = document.slice(tree.line(id));
            let old = line.trim_end_matches(['\r', '\n']);
            let text = match (tree.role(id), style) {
                (Role::Close, Style::Keep) => kept_close(tree, id, close_form, old),
                (Role::Close, _) => close_marker(close_form, "FILE", other_echo(tree, id)),
                (_, Style::Keep) => kept_open(tree, id, open_form, old),
                _ => open_in_form(
                    &converted(tree.marker(id), unended, &mut names),
                    open_form,
                    "FILE",
                ),
            };
            if old != text {
                let start = tree.line(id).start;
                out.push((start..start + old.len(), text));
            }
        }
        if style != Style::Keep {
            // What the file's own dialect takes for text must not close anything in the new one.
            let kinds = |id| tree.marker(id).kind;
            let lines = tree.content_lines(segment);
            let lines =
                lines.filter(|&id| matches!(kinds(id), Kind::Open | Kind::Close | Kind::ShortOpen));
            out.extend(
                lines
                    .map(|id| tree.line(id).start)
                    .map(|start| (start..start, "\\".to_owned())),
            );
        }
        if adds_close {
            let end = tree.body(segment).end;
            let eol = line_end(&document.slice(0..floor(document, 1 << 16)));
            let joint = if lacks_line_end(document, 0..end) {
                &eol
            } else {
                ""
            };
            out.push((
                end..end,
                format!("{joint}{}{eol}", close_marker(close_form, "FILE", None)),
            ));
        }
    }
    out
}

/// Whether a missing close marker is a fault in the file, as it is and as it will be when lines are escaped that look
/// like markers and are none. Where it is none, the dialect has no close markers, and a conversion adds them.
fn closes_expected(tree: &Tree) -> bool {
    let count = |role: Role| {
        tree.segments()
            .flatten()
            .filter(|&id| tree.role(id) == role)
            .count() as u32
    };
    let tally = Tally {
        opens: count(Role::Open),
        closes: count(Role::Close),
        ..Tally::default()
    };
    tree.dialect().closes_expected && Dialect::infer(tally).closes_expected
}

/// Whether a piece of the text holds something and its last line has no end.
fn lacks_line_end(document: &Document, range: Range<usize>) -> bool {
    !range.is_empty() && !matches!(document.text().byte(range.end - 1), b'\n' | b'\r')
}

/// The last boundary of a char up to an offset in bytes.
fn floor(document: &Document, at: usize) -> usize {
    let at = at.min(document.text().len_bytes());
    document
        .text()
        .char_to_byte(document.text().byte_to_char(at))
}

/// An open marker as a file that keeps its style should have it.
fn kept_open(tree: &Tree, id: Id, form: Form, old: &str) -> String {
    let marker = tree.marker(id);
    let own = if marker.nonce.is_some() || marker.form == Form::Separator {
        marker.form
    } else {
        form
    };
    if marker.form == own && !marker.slips.name {
        return spelled(old);
    }
    open_in_form(marker, own, tree.keywords().word(marker.keyword))
}

/// A close marker as a file that keeps its style should have it. What it echoes may be a nonce, or be wrong.
fn kept_close(tree: &Tree, id: Id, form: Form, old: &str) -> String {
    let marker = tree.marker(id);
    if marker.name.is_some() || (marker.form == form && !marker.slips.name) {
        return spelled(old);
    }
    close_marker(form, tree.keywords().word(marker.keyword), None)
}

/// A marker line with three brackets on each side and no blanks behind them.
fn spelled(old: &str) -> String {
    mended(old).unwrap_or_else(|| old.trim_end_matches([' ', '\t']).to_owned())
}

/// What an open marker says in a form that has no nonces and no nameless articles.
fn converted(marker: &Marker, unended: bool, names: &mut FreeNames) -> Marker {
    let mut marker = Marker {
        nonce: None,
        ..marker.clone()
    };
    marker.name.get_or_insert_with(|| names.take());
    if unended && marker.attribute("eol") != Some("none") {
        marker
            .attributes
            .retain(|a| !a.key.eq_ignore_ascii_case("eol"));
        marker.attributes.push(Attribute {
            key: "eol".to_owned(),
            value: "none".to_owned(),
            range: 0..0,
        });
    }
    marker
}

/// The name that a close marker echoes, where it is not that of its article: whoever wrote it must decide.
fn other_echo(tree: &Tree, close: Id) -> Option<&str> {
    let open = tree.marker(tree.previous(close).filter(|_| !tree.stray(close))?);
    let echo = tree.marker(close).name.as_deref()?;
    (open.nonce.as_deref() != Some(echo) && open.name.as_deref().is_some_and(|name| name != echo))
        .then_some(echo)
}

/// Names for articles without one: `article-1` and on, but for those that are taken.
struct FreeNames {
    taken: FxHashSet<String>,
    last: usize,
}

impl FreeNames {
    fn of(tree: &Tree) -> FreeNames {
        let names = tree
            .articles()
            .filter_map(|id| tree.marker(id).name.clone());
        FreeNames {
            taken: names.filter(|name| name.starts_with("article-")).collect(),
            last: 0,
        }
    }

    fn take(&mut self) -> String {
        loop {
            self.last += 1;
            let name = format!("article-{}", self.last);
            if !self.taken.contains(&name) {
                return name;
            }
        }
    }
}

/// The forms of open and close markers.
fn forms(tree: &Tree, style: Style) -> (Form, Form) {
    let end = Form::End(Joint::Blank);
    match style {
        Style::Keep => {
            let open = most(tree, Role::Open, |m| {
                m.nonce.is_none() && m.form != Form::Separator
            });
            // `<<<END name>>>` closes where `<<<END>>>` does not.
            let close = most(tree, Role::Close, |m| m.name.is_none());
            (open.unwrap_or(Form::Colon), close.unwrap_or(end))
        }
        Style::Canonical => (Form::Colon, end),
        Style::NoColon => (Form::NoColon, end),
        Style::Attributes => (Form::Attribute(NameKey::Path), end),
        Style::BeginEnd => (Form::Begin(Joint::Blank), end),
        Style::StartEnd => (
            Form::Start {
                begin: false,
                joint: Joint::Underscore,
            },
            Form::FileEnd(Joint::Underscore),
        ),
    }
}

/// The form that most markers of a role have, of those that count; of equals, the first in the order of forms.
fn most(tree: &Tree, role: Role, counts: impl Fn(&Marker) -> bool) -> Option<Form> {
    let mut tally: BTreeMap<Form, usize> = BTreeMap::new();
    for id in tree
        .segments()
        .flatten()
        .filter(|&id| tree.role(id) == role && counts(tree.marker(id)))
    {
        *tally.entry(tree.marker(id).form).or_default() += 1;
    }
    let most = tally.values().copied().max()?;
    tally
        .into_iter()
        .find(|&(_, count)| count == most)
        .map(|(form, _)| form)
}
