//! The name of an article, wherever it stands: on its open marker, echoed by its close marker, in attributes of other
//! markers.

use std::fmt;
use std::ops::Range;

use super::edit::{Edit, settle};
use super::markers::{MarkerAt, article_of, close_of, marker_at};
use crate::bundle::amend::{with_attribute, with_name};
use crate::bundle::marker::{Form, Kind};
use crate::bundle::order::Id;
use crate::bundle::{Document, DocumentId, Marker, Role};
use crate::workspace::Corpus;

/// Attributes that say something of their own article. Any other may name articles.
pub const OWN_ATTRIBUTES: [&str; 10] = [
    "date", "source", "url", "lang", "title", "author", "bytes", "sha256", "allow", "eol",
];

/// The name of an article, at a place where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameAt {
    /// The article.
    pub article: Id,
    /// Its name.
    pub name: String,
    /// Where it stands, in bytes of the bundle, without quotation marks.
    pub range: Range<usize>,
}

/// Why a name cannot be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is empty or blank.
    Empty,
    /// It begins or ends in white space.
    Blanks,
    /// It holds a line end or another character that is not to be seen.
    Invisible(char),
    /// Another article has it.
    Taken(String),
    /// A line in the article would close it then.
    Closes(String),
    /// A marker of this form cannot hold it.
    Form(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Empty => f.write_str("an article's name cannot be empty"),
            Refusal::Blanks => f.write_str("a name cannot begin or end with white space"),
            Refusal::Invisible(c) => write!(
                f,
                "a name cannot hold the character U+{:04X}, which is not to be seen",
                u32::from(*c)
            ),
            Refusal::Taken(name) => {
                write!(f, "another article of this bundle is named `{name}`")
            }
            Refusal::Closes(line) => write!(
                f,
                "a line of the article, `{line}`, would close it if it had this name"
            ),
            Refusal::Form(line) => write!(f, "the marker `{line}` cannot hold this name"),
        }
    }
}

/// The name of an article at an offset in bytes; `None` too where it refers to more than one.
pub fn name_at(corpus: &Corpus, number: DocumentId, offset: usize) -> Option<NameAt> {
    let document = corpus.documents().get(number as usize)?;
    let at = marker_at(document, offset)?;
    let named = |article: Id, range: &Range<usize>| {
        let name = document.tree().marker(article).name.clone()?;
        Some(NameAt {
            article,
            name,
            range: at.in_file(range),
        })
    };
    if at.is_in(&at.marker.name_range) {
        let article = article_of(document, at.id)?;
        let own = document.tree().marker(article).name.as_deref();
        // What a close marker echoes may be a nonce, or another article's name.
        return named(article, &at.marker.name_range).filter(|_| at.marker.name.as_deref() == own);
    }
    let line = document.slice(document.tree().line(at.id));
    let (range, article) = references_at(&line, &at).find_map(|(range, name)| {
        // Where two have the name, nobody can tell which of them is meant.
        let &[article] = corpus.named(number, &name) else {
            return None;
        };
        Some((range, article))
    })?;
    named(article, &range)
}

/// What an attribute may name articles with, at a place in it: where each stands in the line, and the name.
fn references_at<'l>(
    line: &'l str,
    at: &'l MarkerAt<'_>,
) -> impl Iterator<Item = (Range<usize>, String)> + 'l {
    let mut attributes = at.marker.attributes.iter();
    let attribute = attributes.find(|a| at.is_in(&a.range) && may_name_articles(&a.key));
    attribute.into_iter().flat_map(move |attribute| {
        let written = line.get(attribute.range.clone()).unwrap_or_default();
        references(&attribute.value).filter_map(move |part| {
            let start = attribute.range.start + written.rfind(part)?;
            let range = start..start + part.len();
            at.is_in(&range).then(|| (range, part.to_owned()))
        })
    })
}

/// Whether an attribute of this key may name articles.
pub fn may_name_articles(key: &str) -> bool {
    !OWN_ATTRIBUTES
        .iter()
        .any(|own| own.eq_ignore_ascii_case(key))
}

/// What may be names in an attribute's value: all of it, and the parts between its commas.
fn references(value: &str) -> impl Iterator<Item = &str> {
    let parts = value.split(',').filter(move |_| value.contains(','));
    std::iter::once(value).chain(parts.map(str::trim))
}

/// A value with each part that is one name replaced by another; `None` where there is none.
fn redirected(value: &str, old: &str, new: &str) -> Option<String> {
    if value == old {
        return Some(new.to_owned());
    }
    let mut found = false;
    let parts = value.split(',').map(|part| {
        if value.contains(',') && part.trim() == old {
            found = true;
            part.replacen(old, new, 1)
        } else {
            part.to_owned()
        }
    });
    let redirected = parts.collect::<Vec<_>>().join(",");
    found.then_some(redirected)
}

/// The places of an article's name that are the same to the letter on both its markers, in bytes of the bundle, where the
/// offset is in one of them.
pub fn linked(document: &Document, offset: usize) -> Option<[Range<usize>; 2]> {
    let at = marker_at(document, offset).filter(|at| at.is_in(&at.marker.name_range))?;
    let tree = document.tree();
    let open = article_of(document, at.id)?;
    let close = close_of(document, open)?;
    let both = [open, close].map(|id| {
        let (start, range) = (tree.line(id).start, &tree.marker(id).name_range);
        start + range.start..start + range.end
    });
    let [a, b] = &both;
    let same = !a.is_empty() && document.slice(a.clone()) == document.slice(b.clone());
    same.then_some(both)
}

/// Gives an article another name, everywhere. `go_on` is asked now and then, and ends the search where it fails.
pub fn rename<E>(
    corpus: &Corpus,
    number: DocumentId,
    article: Id,
    name: &str,
    mut go_on: impl FnMut() -> Result<(), E>,
) -> Result<Result<Vec<Edit>, Refusal>, E> {
    let mut edits = match on_its_markers(corpus, number, article, name) {
        Ok(edits) => edits,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let Some(document) = corpus.documents().get(number as usize) else {
        return Ok(Ok(edits));
    };
    let tree = document.tree();
    let old = tree.marker(article).name.as_deref().unwrap_or_default();
    // Where two have the name, nobody can tell which of them a reference means.
    if !old.is_empty() && corpus.named(number, old).len() < 2 {
        for id in tree.articles() {
            if tree.marker(id).attributes.is_empty() {
                continue;
            }
            go_on()?;
            edits.extend(on_attributes(document, id, old, name));
        }
    }
    settle(&mut edits);
    Ok(Ok(edits))
}

/// The edits of an article's own two markers.
fn on_its_markers(
    corpus: &Corpus,
    number: DocumentId,
    article: Id,
    name: &str,
) -> Result<Vec<Edit>, Refusal> {
    check(name)?;
    let Some(document) = corpus.documents().get(number as usize) else {
        return Ok(Vec::new());
    };
    let tree = document.tree();
    let old = tree.marker(article).name.clone().unwrap_or_default();
    if old == name {
        return Ok(Vec::new());
    }
    if corpus.named(number, name).iter().any(|&o| o != article) {
        return Err(Refusal::Taken(name.to_owned()));
    }
    let line = |id: Id| document.slice(tree.line(id)).trim_end().to_owned();
    // `<<<END name>>>` closes what it names, and is text elsewhere.
    let closes = |m: &Marker| {
        m.kind == Kind::Close && m.form == Form::BareEnd && m.name.as_deref() == Some(name)
    };
    let mut lines = tree.content_lines(Some(article));
    if let Some(id) = lines.find(|&id| closes(tree.marker(id))) {
        return Err(Refusal::Closes(line(id)));
    }
    let echo = close_of(document, article)
        .filter(|&close| tree.marker(close).name.as_deref() == Some(old.as_str()))
        .filter(|_| tree.marker(article).nonce.as_deref() != Some(old.as_str()));
    [Some(article), echo]
        .into_iter()
        .flatten()
        .map(|id| {
            let text = document.slice(tree.line(id));
            let (range, text) = with_name(&text, tree.marker(id), name, tree.keywords())
                .ok_or_else(|| Refusal::Form(line(id)))?;
            let start = tree.line(id).start;
            let range = start + range.start..start + range.end;
            Ok(Edit::new(number, range, text))
        })
        .collect()
}

/// The edits of one marker's attributes that name an article. Of several at a time a client would see them all, but one
/// after the other may write the marker anew: only the first is certain.
fn on_attributes(document: &Document, id: Id, old: &str, new: &str) -> Vec<Edit> {
    let tree = document.tree();
    let marker = tree.marker(id);
    if tree.role(id) != Role::Open {
        return Vec::new();
    }
    let attributes = marker.attributes.iter();
    let naming = attributes.filter(|a| may_name_articles(&a.key));
    let edits = naming.filter_map(|attribute| {
        let value = redirected(&attribute.value, old, new)?;
        let line = document.slice(tree.line(id));
        let keywords = tree.keywords();
        let (range, text) = with_attribute(&line, marker, &attribute.key, &value, keywords)?;
        let start = tree.line(id).start;
        let range = start + range.start..start + range.end;
        Some(Edit::new(document.number(), range, text))
    });
    edits.collect()
}

/// Whether an article may have a name.
fn check(name: &str) -> Result<(), Refusal> {
    let hidden = |c: &char| {
        c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    if name.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    if let Some(c) = name.chars().find(hidden) {
        return Err(Refusal::Invisible(c));
    }
    if name.trim() != name {
        return Err(Refusal::Blanks);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
