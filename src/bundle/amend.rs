//! Changing one thing on a marker line, its name or an attribute: all else stays as it is written.
//!
//! A dialect has many ways to write a name, and a name may need quotation marks in one and none in another. So nothing is
//! taken for granted here: of several ways to write the change, from the least to a marker written anew, the first is
//! taken that reads back as what is wanted.

use std::ops::Range;

use super::keywords::Keywords;
use super::marker::{self, Attribute, Form, Kind, Marker};
use super::order::Id;
use super::tree::{Anchor, Role, Tree};
use super::write::{close_like, close_marker, json, open_in_form};

/// Bytes of a marker's line, and what takes their place.
pub type Amendment = (Range<usize>, String);

/// Gives a marker another name, or lets it echo another. `line`: its line; a line end is left alone. `None`: in this form
/// it can have no such name.
pub fn with_name(
    line: &str,
    marker: &Marker,
    name: &str,
    keywords: &Keywords,
) -> Option<Amendment> {
    let line = without_end(line);
    let at = marker.name_range.clone();
    if at.is_empty() {
        return None;
    }
    let wanted = Marker {
        name: Some(name.to_owned()),
        ..marker.clone()
    };
    let word = keywords.word(marker.keyword);
    let anew = match marker.kind {
        Kind::Close => close_marker(marker.form, word, Some(name)),
        _ => open_in_form(&wanted, marker.form, word),
    };
    let quoted = json(name);
    let inner = quoted.get(1..quoted.len() - 1).unwrap_or_default();
    // Between quotation marks what is escaped comes first: it reads the same where nothing needs it.
    let plain = if line.get(..at.start)?.ends_with('"') {
        [inner, name]
    } else {
        [name, inner]
    };
    let ways = plain
        .into_iter()
        .chain([quoted.as_str()])
        .map(|text| (at.clone(), text.to_owned()));
    let trimmed = line.trim_end_matches([' ', '\t']).len();
    let mut ways = ways.chain([(0..trimmed, anew)]);
    ways.find(|way| says(line, way, &wanted, keywords))
}

/// Gives a marker an attribute, in place of one of that key. `None`: in this form it can have none.
pub fn with_attribute(
    line: &str,
    marker: &Marker,
    key: &str,
    value: &str,
    keywords: &Keywords,
) -> Option<Amendment> {
    let line = without_end(line);
    let mut wanted = marker.clone();
    let old = wanted
        .attributes
        .iter_mut()
        .find(|a| a.key.eq_ignore_ascii_case(key));
    let in_place = if let Some(old) = old {
        value.clone_into(&mut old.value);
        (old.range.clone(), format!("{}={}", old.key, json(value)))
    } else {
        let ends = marker.attributes.iter().map(|a| a.range.end);
        let name_end = marker.name_range.end;
        let quote = line
            .get(name_end..)
            .is_some_and(|r| r.starts_with(['"', '\'']));
        let end = ends.chain([name_end + usize::from(quote)]).max()?;
        wanted.attributes.push(Attribute {
            key: key.to_owned(),
            value: value.to_owned(),
            range: 0..0,
        });
        (end..end, format!(" {key}={}", json(value)))
    };
    let word = keywords.word(marker.keyword);
    let trimmed = line.trim_end_matches([' ', '\t']).len();
    let anew = (0..trimmed, open_in_form(&wanted, marker.form, word));
    [in_place, anew]
        .into_iter()
        .find(|way| says(line, way, &wanted, keywords))
}

fn without_end(line: &str) -> &str {
    line.trim_end_matches(['\r', '\n'])
}

/// Whether a line, changed so, reads as a marker that says what is wanted, and has no fault that it had not before.
fn says(line: &str, (range, text): &Amendment, wanted: &Marker, keywords: &Keywords) -> bool {
    let (Some(before), Some(after)) = (line.get(..range.start), line.get(range.end..)) else {
        return false;
    };
    let changed = format!("{before}{text}{after}");
    if changed.contains(['\r', '\n']) {
        return false;
    }
    let pairs = |marker: &Marker| -> Vec<(String, String)> {
        let all = marker.attributes.iter();
        all.map(|a| (a.key.to_ascii_lowercase(), a.value.clone()))
            .collect()
    };
    marker::read(&changed, keywords).is_some_and(|read| {
        read.kind == wanted.kind
            && read.form == wanted.form
            && read.keyword == wanted.keyword
            && read.nonce == wanted.nonce
            && read.name == wanted.name
            && !read.slips.name
            && (!read.slips.any() || wanted.slips.any())
            && pairs(&read) == pairs(wanted)
    })
}

/// Close markers near an article that show how it would be closed here.
const NEAR: usize = 8;

/// A close marker for an article, as those near it are written, the name echoed where they echo theirs.
pub fn close_as_near(tree: &Tree, open: Id) -> String {
    let marker = tree.marker(open);
    if marker.nonce.is_some() {
        return close_like(tree, open);
    }
    let closes = near(tree, open, Role::Close).filter(|&id| !tree.stray(id));
    let mut forms: Vec<(Form, bool, usize)> = Vec::new();
    for id in closes.take(NEAR) {
        let close = tree.marker(id);
        let echoes = close.name.is_some();
        match forms
            .iter_mut()
            .find(|f| (f.0, f.1) == (close.form, echoes))
        {
            Some(known) => known.2 += 1,
            None => forms.push((close.form, echoes, 1)),
        }
    }
    // Of equals the nearest.
    let Some(&(form, echoes, _)) = forms.iter().rev().max_by_key(|f| f.2) else {
        return close_like(tree, open);
    };
    let echo = marker.name.as_deref().filter(|_| echoes);
    close_marker(form, tree.keywords().word(marker.keyword), echo)
}

/// The form of the open markers near a place, and their keyword; `None` where there are none.
pub fn open_near(tree: &Tree, offset: usize) -> Option<(Form, u8)> {
    let anchor = tree.at(offset);
    let own = anchor.filter(|&id| tree.role(id) == Role::Open);
    let around = own
        .into_iter()
        .chain(anchor.into_iter().flat_map(|id| near(tree, id, Role::Open)));
    let first = around
        .chain(tree.next(None))
        .find(|&id| tree.role(id) == Role::Open)?;
    let marker = tree.marker(first);
    Some((marker.form, marker.keyword))
}

/// An open marker for a name, in a form and with a keyword. A nonce is not made up.
pub fn open_as(form: Form, word: &str, name: &str) -> String {
    let marker = Marker {
        kind: Kind::Open,
        name: Some(name.to_owned()),
        name_range: 0..0,
        attributes: Vec::new(),
        nonce: None,
        keyword: 0,
        form,
        slips: marker::Slips::default(),
    };
    open_in_form(&marker, form, word)
}

/// The boundaries of a role around one, by turns before and behind it, the nearest first; not more than a few are
/// looked at.
fn near(tree: &Tree, from: Id, role: Role) -> impl Iterator<Item = Id> {
    let (mut before, mut after): (Anchor, Anchor) = (Some(from), Some(from));
    let walk = (0..4 * NEAR).filter_map(move |turn| {
        if turn % 2 == 0 {
            before = before.and_then(|id| tree.previous(id));
            before
        } else {
            after = after.and_then(|id| tree.next(Some(id)));
            after
        }
    });
    walk.filter(move |&id| tree.role(id) == role)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn amended(line: &str, change: impl Fn(&Marker) -> Option<Amendment>) -> String {
        let marker = marker::read(line, &Keywords::default()).expect("a marker");
        match change(&marker) {
            Some((range, text)) => {
                let mut line = line.to_owned();
                line.replace_range(range, &text);
                line
            }
            None => "none".to_owned(),
        }
    }

    fn renamed(line: &str, name: &str) -> String {
        amended(line, |m| with_name(line, m, name, &Keywords::default()))
    }

    #[test]
    fn names_are_written_as_each_form_wants_them() {
        for (line, name, expected) in [
            ("<<<FILE: a.txt>>>", "b c.txt", "<<<FILE: b c.txt>>>"),
            ("<<<FILE: a.txt>>>  ", "b>c", "<<<FILE: \"b\\u003ec\">>>  "),
            ("<<<FILE a.txt>>>", "b.txt", "<<<FILE b.txt>>>"),
            ("<<<FILE a.txt>>>", "END", "<<<FILE \"END\">>>"),
            ("<<< file: a>>>", "b", "<<< file: b>>>"),
            (
                "<<<FILE: \"a\" date='2031-03-02' x=1>>>",
                "b \"c\"",
                "<<<FILE: \"b \\\"c\\\"\" date='2031-03-02' x=1>>>",
            ),
            (
                "<<<FILE path=a x=1>>>",
                "b c",
                "<<<FILE path=\"b c\" x=1>>>",
            ),
            ("<<<FILE n1 path='a'>>>", "b", "<<<FILE n1 path='b'>>>"),
            ("<<<END FILE: a>>>", "b", "<<<END FILE: b>>>"),
            ("<<<END a>>>", "b c", "<<<END b c>>>"),
            ("<<<FILE>>>", "b", "none"),
        ] {
            assert_eq!(renamed(line, name), expected, "{line}");
        }
    }

    #[test]
    fn attributes_are_added_and_replaced() {
        for (line, expected) in [
            ("<<<FILE: a>>>", "<<<FILE: \"a\" allow=\"x y\">>>"),
            ("<<<FILE: \"a\">>>", "<<<FILE: \"a\" allow=\"x y\">>>"),
            (
                "<<<FILE: \"a\" Allow='x' k=v>>>",
                "<<<FILE: \"a\" Allow=\"x y\" k=v>>>",
            ),
            ("<<<FILE a>>>", "<<<FILE a allow=\"x y\">>>"),
            ("<<<FILE path=a>>>", "<<<FILE path=a allow=\"x y\">>>"),
            (
                "<<<FILE name='a' BEGIN>>>",
                "<<<FILE name='a' allow=\"x y\" BEGIN>>>",
            ),
            (
                "<<<BEGIN FILE: a>>>",
                "<<<BEGIN FILE: \"a\" allow=\"x y\">>>",
            ),
            ("<<<FILE>>>", "none"),
        ] {
            let added = amended(line, |m| {
                with_attribute(line, m, "allow", "x y", &Keywords::default())
            });
            assert_eq!(added, expected, "{line}");
        }
    }

    #[test]
    fn an_article_is_closed_as_its_neighbours_are() {
        for (text, expected) in [
            ("<<<FILE: a>>>\n", "<<<END FILE>>>"),
            ("<<<FILE_START: a>>>\n", "<<<FILE_END>>>"),
            (
                "<<<FILE: b>>>\n<<<END FILE: b>>>\n<<<FILE: a>>>\n",
                "<<<END FILE: a>>>",
            ),
            ("<<<FILE: b>>>\n<<<END>>>\n<<<FILE: a>>>\n", "<<<END>>>"),
            ("<<<FILE n1 path=a>>>\n", "<<<END FILE n1>>>"),
        ] {
            let tree = Tree::parse(text, Keywords::default());
            let last = tree.articles().last().expect("an article");
            assert_eq!(close_as_near(&tree, last), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_amended_says_what_is_wanted(
            name in "[ab .>\"\\\\=é:]{0,6}",
            line in "<<<(FILE|BEGIN FILE|FILE_START|END FILE|END)(:|)( \"a\"| a| path=a|)( k='v'|)>>>",
        ) {
            let keywords = Keywords::default();
            let Some(marker) = marker::read(&line, &keywords) else { return Ok(()) };
            if let Some((range, text)) = with_name(&line, &marker, &name, &keywords) {
                let mut line = line.clone();
                line.replace_range(range, &text);
                let read = marker::read(&line, &keywords).expect("a marker");
                prop_assert_eq!(read.name.as_deref(), Some(name.as_str()));
                prop_assert_eq!(read.attribute("k"), marker.attribute("k"));
            }
            if let Some((range, text)) = with_attribute(&line, &marker, "x", &name, &keywords) {
                let mut line = line.clone();
                line.replace_range(range, &text);
                let read = marker::read(&line, &keywords).expect("a marker");
                prop_assert_eq!(read.attribute("x"), Some(name.as_str()));
                prop_assert_eq!(read.name, marker.name);
            }
        }
    }
}
