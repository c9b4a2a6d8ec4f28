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

/// The name of an article at an offset in bytes.
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
    let (range, name) = reference_at(document, &at)?;
    let &article = corpus.named(number, &name).first()?;
    named(article, &range)
}

/// The value, or the part of a list, that an attribute names an article with: where it stands in the line, and what.
fn reference_at(document: &Document, at: &MarkerAt<'_>) -> Option<(Range<usize>, String)> {
    let line = document.slice(document.tree().line(at.id));
    let mut attributes = at.marker.attributes.iter();
    let attribute = attributes.find(|a| at.is_in(&a.range) && may_name_articles(&a.key))?;
    let written = line.get(attribute.range.clone())?;
    references(&attribute.value).find_map(|part| {
        let inside = written.rfind(part)?;
        let start = attribute.range.start + inside;
        let range = start..start + part.len();
        at.is_in(&range).then(|| (range, part.to_owned()))
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
mod tests {
    use super::*;
    use crate::queries::edit::tests::applied;
    use crate::text::irregular::irregularities;
    use crate::workspace::bundle::Settings;
    use proptest::prelude::*;

    fn corpus(text: &str) -> Corpus {
        Corpus::new(&[(text, &irregularities(text))], &Settings::default())
    }

    /// The text after the article at `$0` has got a name, or why it cannot.
    fn renamed(marked: &str, name: &str) -> String {
        let offset = marked.find("$0").expect("a cursor");
        let text = marked.replacen("$0", "", 1);
        let corpus = corpus(&text);
        let Some(at) = name_at(&corpus, 0, offset) else {
            return "no name".to_owned();
        };
        let done = rename(&corpus, 0, at.article, name, || Ok::<(), ()>(()));
        match done.expect("nobody stops it") {
            Ok(edits) => applied(&text, 0, &edits),
            Err(refusal) => refusal.to_string(),
        }
    }

    #[test]
    fn a_name_is_changed_on_both_markers_and_where_it_is_referred_to() {
        assert_eq!(
            renamed(
                "\u{feff}<<<FILE: a$0.txt>>>\r\nx a.txt\r\n<<<END FILE: a.txt>>>\r\n<<<FILE: \"b\" copy-of=\"a.txt\" \
                 see=\"c, a.txt\" title=\"a.txt\">>>\n",
                "new name"
            ),
            "\u{feff}<<<FILE: new name>>>\r\nx a.txt\r\n<<<END FILE: new name>>>\r\n<<<FILE: \"b\" copy-of=\"new name\" \
             see=\"c, new name\" title=\"a.txt\">>>\n"
        );
        assert_eq!(
            renamed(
                "<<<FILE: a>>>\n<<<END FILE: $0a>>>\n<<<FILE: a>>>\n<<<FILE: \"c\" of=a>>>\n",
                "b"
            ),
            "<<<FILE: b>>>\n<<<END FILE: b>>>\n<<<FILE: a>>>\n<<<FILE: \"c\" of=a>>>\n"
        );
        assert_eq!(
            renamed(
                "<<<FILE: a>>>\n<<<END a>>>\n<<<FILE: \"b\" of=$0a>>>\n",
                "c"
            ),
            "<<<FILE: c>>>\n<<<END c>>>\n<<<FILE: \"b\" of=\"c\">>>\n"
        );
    }

    #[test]
    fn what_cannot_be_a_name_is_refused() {
        let text = "<<<FILE: $0a>>>\n<<<END c>>>\n<<<END FILE>>>\n<<<FILE: b>>>\n<<<END FILE>>>\n";
        for (name, expected) in [
            (" ", "an article's name cannot be empty"),
            ("x ", "a name cannot begin or end with white space"),
            (
                "x\ny",
                "a name cannot hold the character U+000A, which is not to be seen",
            ),
            ("b", "another article of this bundle is named `b`"),
            (
                "c",
                "a line of the article, `<<<END c>>>`, would close it if it had this name",
            ),
        ] {
            assert_eq!(renamed(text, name), expected);
        }
        assert_eq!(renamed("<<<FI$0LE: a>>>\n", "b"), "no name");
        assert_eq!(
            renamed("<<<FILE: a>>>\n<<<END FILE: b$0>>>\n", "b"),
            "no name"
        );
        assert_eq!(renamed("<<<FILE: a>>>\nx$0\n", "b"), "no name");
    }

    #[test]
    fn an_echoed_name_is_linked_where_both_are_written_alike() {
        let linked = |marked: &str| {
            let offset = marked.find("$0").expect("a cursor");
            let text = marked.replacen("$0", "", 1);
            let corpus = corpus(&text);
            linked(&corpus.documents()[0], offset).map(|both| both.map(|r| r.start))
        };
        assert_eq!(
            linked("<<<FILE: a$0>>>\nx\n<<<END FILE: a>>>\n"),
            Some([9, 29])
        );
        assert_eq!(
            linked("<<<FILE: a>>>\nx\n<<<END FILE: $0a>>>\n"),
            Some([9, 29])
        );
        assert_eq!(linked("<<<FILE: $0a>>>\nx\n<<<END FILE: b>>>\n"), None);
        assert_eq!(linked("<<<FILE: $0a>>>\nx\n<<<END FILE>>>\n"), None);
        assert_eq!(linked("<<<FILE: a>>>\nx$0\n<<<END FILE: a>>>\n"), None);
    }

    proptest! {
        /// No byte is lost: apart from the name the text is as before, and reads as the same articles.
        #[test]
        fn a_rename_changes_the_name_alone(
            lines in prop::collection::vec(
                prop_oneof![
                    Just("<<<FILE: a>>>"), Just("<<<FILE: \"b\" of=\"a\">>>"), Just("<<<FILE path=a k=v>>>"),
                    Just("<<<END FILE>>>"), Just("<<<END FILE: a>>>"), Just("<<<END a>>>"), Just("\\<<<FILE: a>>>"),
                    Just("text é a"), Just(""), Just("<<<END FILE>>"),
                ],
                1..12,
            ),
            ends in prop::collection::vec(prop_oneof![Just("\n"), Just("\r\n"), Just("\r")], 12),
            name in "[xé >\"]{1,4}",
            bom: bool,
        ) {
            let mut text = if bom { "\u{feff}".to_owned() } else { String::new() };
            for (line, end) in lines.iter().zip(&ends) {
                text += line;
                text += end;
            }
            let old = corpus(&text);
            let articles: Vec<Id> = old.documents()[0].tree().articles().collect();
            for (place, &article) in articles.iter().enumerate() {
                let tree = old.documents()[0].tree();
                if tree.marker(article).name.is_none() {
                    continue;
                }
                let done = rename(&old, 0, article, &name, || Ok::<(), ()>(())).expect("an answer");
                let Ok(edits) = done else { continue };
                let new = corpus(&applied(&text, 0, &edits));
                let again = new.documents()[0].tree();
                let names: Vec<&str> = again
                    .articles()
                    .map(|id| again.marker(id).name.as_deref().unwrap_or_default())
                    .collect();
                let mut expected: Vec<&str> = tree
                    .articles()
                    .map(|id| tree.marker(id).name.as_deref().unwrap_or_default())
                    .collect();
                expected[place] = &name;
                prop_assert_eq!(names, expected);
                let bodies = |c: &Corpus| -> Vec<String> {
                    let document = &c.documents()[0];
                    let bodies = document.tree().bodies().into_iter();
                    bodies.map(|(_, body)| document.slice(body).into_owned()).collect()
                };
                prop_assert_eq!(bodies(&new), bodies(&old));
            }
        }
    }
}
