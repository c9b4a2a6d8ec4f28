//! After any edits, the tree is that of a fresh parse.

use proptest::prelude::*;

use super::super::{Anchor, Document, Keywords, Role, Tree};

fn stray(tree: &Tree, id: super::super::order::Id) -> bool {
    tree.role(id) == Role::Close && tree.stray(id)
}

/// All that a tree says, by offsets and not by ids.
fn view(tree: &Tree) -> Vec<String> {
    let place = |anchor: Anchor| anchor.map(|id| tree.line(id));
    let mut out: Vec<String> = tree
        .segments()
        .map(|a| {
            let role = a.map(|id| tree.role(id));
            let faults = a.map(|id| (tree.closed(id), stray(tree, id), place(tree.previous(id))));
            format!("{:?} {role:?} {:?} {faults:?}", place(a), tree.body(a))
        })
        .collect();
    out.extend(tree.lines().map(|(id, role)| {
        format!(
            "{:?} {role:?} {:?} {:?}",
            tree.line(id),
            tree.marker(id),
            place(tree.segment(id))
        )
    }));
    out.push(format!("{:?} {}", tree.dialect(), tree.length()));
    out
}

/// Every segment that differs by what it says must have been named in the change.
fn contents(document: &Document) -> Vec<(Anchor, String)> {
    let tree = document.tree();
    tree.segments()
        .map(|a| {
            let marker = a.map(|id| {
                (
                    tree.role(id),
                    tree.marker(id).clone(),
                    tree.closed(id),
                    stray(tree, id),
                )
            });
            (a, format!("{marker:?} {}", document.slice(tree.body(a))))
        })
        .collect()
}

fn snippet() -> impl Strategy<Value = String> {
    let lines = [
        "<<<FILE: a.txt>>>",
        "<<<FILE: \"b c\" date=\"2031-01-02\">>>",
        "<<<FILE c>>>",
        "<<<file: D>>>",
        "<<<FILE path=\"p/q.txt\" k=v>>>",
        "<<<FILE name='x' BEGIN>>>",
        "<<<FILE END>>>",
        "<<<BEGIN FILE: n>>>",
        "<<<BEGIN_FILE:n>>>",
        "<<<END FILE: n>>>",
        "<<<FILE_START: s>>>",
        "<<<FILE_END: s>>>",
        "<<<FILE>>>",
        "<<<FILE n0nce path=z>>>",
        "<<<END FILE n0nce>>>",
        "<<<FILE other path=z>>>",
        "<<<END FILE>>>",
        "<<<END>>>",
        "<<<END_FILE>>>",
        "<<<ENDFILE>>>",
        "<<</FILE>>>",
        "<<<EOF>>>",
        "<<<<FILE: four>>>>",
        "<<<END FILE>>",
        "<<<FILE: short>>",
        "\\<<<END FILE>>>",
        "  <<<END FILE>>>",
        "text <<<END FILE>>>",
        "<<<FLIE: a>>>",
        "<<",
        "<",
        "prose",
        "Zoë “says” 日本 𝒳",
        "\u{feff}",
        "\0",
        "",
        "ARTICLE",
        "<<<ARTICLE 1>>>",
        "<<<END ARTICLE 1>>>",
        "FILE",
    ];
    let ends = ["\n", "\n", "\n", "\r\n", "\r", ""];
    prop::collection::vec(
        (
            prop::sample::select(lines.to_vec()),
            prop::sample::select(ends.to_vec()),
        ),
        0..4,
    )
    .prop_map(|parts| {
        parts
            .into_iter()
            .flat_map(|(line, end)| [line, end])
            .collect()
    })
}

fn char_boundary(text: &str, at: usize) -> usize {
    (0..=at % (text.len() + 1))
        .rev()
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]
    #[test]
    fn equal_a_fresh_parse(
        start in prop::collection::vec(snippet(), 0..8),
        edits in prop::collection::vec((any::<usize>(), any::<usize>(), 0usize..60, snippet()), 1..8),
    ) {
        let keywords = Keywords::with(&["article".to_owned()]).unwrap();
        let mut text: String = start.concat();
        let mut document = Document::new(&text, keywords.clone());
        for (at, to, reach, with) in edits {
            let from = char_boundary(&text, at);
            let to = char_boundary(&text, from + (to % (reach + 1)).min(text.len() - from)).max(from);
            let before = contents(&document);
            let old = document.text().clone();
            let change = document.edit(from..to, &with).unwrap();
            text.replace_range(from..to, &with);
            prop_assert_eq!(document.text().to_string(), text.clone());
            let fresh = Document::new(&text, keywords.clone());
            prop_assert_eq!(view(document.tree()), view(fresh.tree()), "{:?}", text);

            let after = contents(&document);
            for (anchor, content) in &after {
                let gone = |a: &Anchor| change.gone.iter().any(|b| b.anchor == *a);
                let known = before.iter().find(|(a, _)| a == anchor && !gone(a));
                match known {
                    _ if change.altered.iter().any(|b| b.anchor == *anchor) => prop_assert!(known.is_some()),
                    Some((_, was)) => prop_assert_eq!(was, content, "changed and not named: {:?}", change),
                    None => prop_assert!(anchor.is_some_and(|id| change.fresh.contains(&id)), "new and not named"),
                }
            }
            for (anchor, _) in &before {
                let stays = after.iter().any(|(a, _)| a == anchor);
                prop_assert!(stays || change.gone.iter().any(|b| b.anchor == *anchor), "gone and not named");
            }
            for segment in change.gone.iter().chain(&change.altered) {
                let (_, was) = before.iter().find(|(a, _)| *a == segment.anchor).unwrap();
                let body = old.byte_slice(segment.body.clone()).to_string();
                prop_assert!(was.ends_with(&format!(" {body}")), "{:?} was {}", segment, was);
            }
        }
    }
}

#[test]
fn a_keystroke_in_a_body_alters_that_article_alone() {
    let text = "<<<FILE: a>>>\none\n<<<END FILE>>>\n".repeat(5);
    let mut document = Document::new(&text, Keywords::default());
    let articles: Vec<_> = document.tree().articles().collect();
    let at = document.tree().body(Some(articles[2])).start;
    let change = document.edit(at..at, "x").unwrap();
    assert_eq!(
        change.altered.iter().map(|b| b.anchor).collect::<Vec<_>>(),
        [Some(articles[2])]
    );
    assert!(change.gone.is_empty() && change.fresh.is_empty() && !change.dialect);
}

#[test]
fn an_impossible_edit_changes_nothing() {
    let mut document = Document::new("Zoë\n", Keywords::default());
    for range in [3..4, 0..99, 99..100, std::ops::Range { start: 2, end: 1 }] {
        assert!(document.edit(range, "x").is_err());
    }
    assert_eq!(document.text().to_string(), "Zoë\n");
}

#[test]
fn a_million_open_markers_are_read_in_linear_time() {
    let mut document = Document::new(&"<<<FILE: a>>>\n".repeat(1_000_000), Keywords::default());
    assert_eq!(document.tree().articles().count(), 1_000_000);
    let change = document.edit(7_000_000..7_000_000, "x").unwrap();
    assert!(
        change.altered.len() + change.fresh.len() + change.gone.len() < 6,
        "{change:?}"
    );
    assert!(
        document
            .tree()
            .articles()
            .all(|id| document.tree().role(id) == Role::Open)
    );
}
