//! The formatter: brings the markers of a bundle into one form. Bodies keep their every byte, but that a line which
//! would be read as a marker afterwards is escaped.

use std::collections::BTreeMap;
use std::ops::Range;

use super::document::Document;
use super::marker::{Form, Joint, Kind, NameKey};
use super::order::Id;
use super::tree::{Role, Tree};
use super::write::{close_marker, line_end, open_in_form};

/// The form that markers are brought into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// The form that most of the file's markers have: only what is off is mended.
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
pub fn format(document: &Document, style: Style) -> Vec<Replacement> {
    let tree = document.tree();
    let (open_form, close_form) = forms(tree, style);
    let mut out = Vec::new();
    let mut nameless = 0;
    let converts = style != Style::Keep;
    let eol = line_end(&document.slice(0..tree.length().min(1 << 16).min(floor(document, 1 << 16))));
    for segment in tree.segments() {
        if let Some(id) = segment {
            let text = marker_text(tree, id, open_form, close_form, style, &mut nameless);
            let line = document.slice(tree.line(id)).into_owned();
            let old = line.trim_end_matches(['\r', '\n']);
            let start = tree.line(id).start;
            if old != text {
                out.push((start..start + old.len(), text));
            }
        }
        if !converts {
            continue;
        }
        // What the file's own dialect takes for content must not close anything in the new one.
        for line in tree.content_lines(segment) {
            if matches!(tree.marker(line).kind, Kind::Open | Kind::Close | Kind::ShortOpen) && is_open(tree, segment) {
                let start = tree.line(line).start;
                out.push((start..start, "\\".to_owned()));
            }
        }
        // A dialect without close markers gets them.
        if let Some(open) = segment.filter(|&id| tree.role(id) == Role::Open && !tree.closed(id))
            && !tree.dialect().closes_expected
        {
            let end = tree.body(segment).end;
            let body = document.slice(tree.body(Some(open)).start.max(end.saturating_sub(1))..end);
            let joint = if body.is_empty() || body.ends_with(['\n', '\r']) { "" } else { &eol };
            let word = keyword(tree, open, style);
            out.push((end..end, format!("{joint}{}{eol}", close_marker(close_form, word, None))));
        }
    }
    out
}

fn is_open(tree: &Tree, segment: Option<Id>) -> bool {
    segment.is_some_and(|id| tree.role(id) == Role::Open)
}

fn floor(document: &Document, at: usize) -> usize {
    let at = at.min(document.text().len_bytes());
    document.text().char_to_byte(document.text().byte_to_char(at))
}

/// A marker line as it should read.
fn marker_text(tree: &Tree, id: Id, open: Form, close: Form, style: Style, nameless: &mut usize) -> String {
    let marker = tree.marker(id);
    let word = keyword(tree, id, style);
    if tree.role(id) == Role::Close {
        let echo = marker.name.as_deref();
        return match style {
            // A nonce, or a name that may be wrong, is kept as it is.
            Style::Keep if echo.is_some() => close_marker(marker.form, word, None).replace(">>>", &echo_as(marker.form, echo)),
            Style::Keep => close_marker(close, word, None),
            _ => close_marker(close, word, None),
        };
    }
    let mut marker = marker.clone();
    if style != Style::Keep {
        marker.nonce = None;
        if marker.name.is_none() {
            *nameless += 1;
            marker.name = Some(format!("article-{nameless}"));
        }
    }
    open_in_form(&marker, open, word)
}

fn echo_as(form: Form, echo: Option<&str>) -> String {
    let echo = echo.unwrap_or_default();
    if matches!(form, Form::BareEnd) { format!(" {echo}>>>") } else { format!(": {echo}>>>") }
}

fn keyword(tree: &Tree, id: Id, style: Style) -> &str {
    match style {
        Style::Keep => tree.keywords().word(tree.marker(id).keyword),
        _ => "FILE",
    }
}

/// The forms of open and close markers.
fn forms(tree: &Tree, style: Style) -> (Form, Form) {
    let end = Form::End(Joint::Blank);
    match style {
        Style::Keep => (most(tree, Role::Open).unwrap_or(Form::Colon), most(tree, Role::Close).unwrap_or(end)),
        Style::Canonical => (Form::Colon, end),
        Style::NoColon => (Form::NoColon, end),
        Style::Attributes => (Form::Attribute(NameKey::Path), end),
        Style::BeginEnd => (Form::Begin(Joint::Blank), end),
        Style::StartEnd => {
            (Form::Start { begin: false, joint: Joint::Underscore }, Form::FileEnd(Joint::Underscore))
        }
    }
}

/// The form that most markers of a role have; of equals, the first in the order of forms.
fn most(tree: &Tree, role: Role) -> Option<Form> {
    let mut counts: BTreeMap<Form, usize> = BTreeMap::new();
    for id in tree.segments().flatten().filter(|&id| tree.role(id) == role) {
        *counts.entry(tree.marker(id).form).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|&(_, count)| count == most).map(|(form, _)| form)
}
