//! What can be folded: articles, and text that stands outside them.

use std::ops::Range;

use super::{content_end, extent};
use crate::bundle::{Anchor, Document, Role};

/// What is folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An article, from its open marker to its close marker.
    Article,
    /// Text outside all articles.
    Outside,
}

/// Something to fold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fold {
    /// From the end of the line that stays to the end of what goes, line end left out, in bytes of the bundle.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// Everything that can be folded in a bundle, in its order, at most `most`.
pub fn folds<E>(
    document: &Document,
    most: usize,
    mut go_on: impl FnMut() -> Result<(), E>,
) -> Result<Vec<Fold>, E> {
    let mut folds = Vec::new();
    for (number, anchor) in document.tree().segments().enumerate() {
        if number % 256 == 0 {
            go_on()?;
        }
        if folds.len() >= most {
            break;
        }
        let fold = match anchor.filter(|&id| document.tree().role(id) == Role::Open) {
            Some(article) => {
                let head = content_end(document, &document.tree().line(article));
                let end = extent(document, article).end;
                Some(Fold {
                    range: head..end.max(head),
                    kind: Kind::Article,
                })
            }
            None => outside(document, anchor),
        };
        folds.extend(fold);
    }
    Ok(folds)
}

/// Two lines and more of text outside all articles.
fn outside(document: &Document, anchor: Anchor) -> Option<Fold> {
    let place = document.tree().body(anchor);
    if place.len() < 4 {
        return None; // two lines have more: most of these segments are empty
    }
    let text = document.slice(place.clone());
    let end = text.trim_end().len();
    let start = text.len() - text.trim_start().len();
    let lines = text.get(start..end)?;
    let first = lines.find(['\n', '\r'])?;
    let head = lines.get(..first)?.trim_end().len();
    Some(Fold {
        range: place.start + start + head..place.start + end,
        kind: Kind::Outside,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queries::fixture::fixture;

    fn folded(text: &str) -> Vec<(Kind, String)> {
        let fixture = fixture(text);
        let folds = folds::<()>(fixture.document(), 99, || Ok(())).expect("nobody stops it");
        folds
            .into_iter()
            .map(|fold| (fold.kind, fixture.text[fold.range].to_owned()))
            .collect()
    }

    #[test]
    fn articles_fold_with_both_markers() {
        assert_eq!(
            folded(
                "note\n\n<<<FILE: a>>> \r\nx\r\n<<<END FILE>>>\r\n<<<FILE: b>>>\ny\n\n<<<FILE: c>>>\n"
            ),
            [
                (Kind::Article, " \r\nx\r\n<<<END FILE>>>".to_owned()),
                (Kind::Article, "\ny".to_owned()),
                (Kind::Article, String::new()),
            ]
        );
    }

    #[test]
    fn text_outside_folds_where_it_has_two_lines() {
        assert_eq!(
            folded("\none\ntwo\n\n<<<FILE: a>>>\nx\n<<<END FILE>>>\nthree\n"),
            [
                (Kind::Outside, "\ntwo".to_owned()),
                (Kind::Article, "\nx\n<<<END FILE>>>".to_owned()),
            ]
        );
    }
}
