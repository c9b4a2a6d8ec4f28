//! After any sequence of edits, tree, facts, collation and findings equal those of a fresh run on the final text.

use std::collections::BTreeSet;
use std::ops::Range;

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use variorum::bundle::{Anchor, Role};
use variorum::collation::copies;
use variorum::rules::{Level, Place, Rule};
use variorum::workspace::Bundle;
use variorum::workspace::allow::{Allow, NamePattern, Scope};
use variorum::workspace::bundle::{Policy, Settings};
use variorum::workspace::levels::{Levels, Severity};

/// Sentences that articles are made of, so that they share much. The first is a shared passage by itself.
const SENTENCES: &[&str] = &[
    "The harbour board said on Monday that the old ferry would be kept in service for one more winter, since the \
     yard at the river mouth had delivered neither of the two new boats it had promised for the spring.",
    "Frost took a third of the pears in the lower orchards, and most of the plums.",
    "Nobody on the quay complained, though the evening boat sailed an hour late and without its cook.",
    "“We will count the crates again on Friday,” the clerk said, “and then once more.",
    "‘It was only a ‘drill’, she said. “Nothing burned.”",
    "The library (the one on the hill lends umbrellas from Monday.",
    "Select Page",
    "net 1 2 3 vs 4 5 net 1 2 3 vs 4 5 net 1 2 3 vs 4 5 net 1 2 3 vs 4 5",
    "A choir of forty sang on deck until the band of the fire brigade, which had been waiting since noon, joined in.",
    "Über die Brücke lief 日本 𝒳 ein Hund.",
];

/// Sentences that give figures for the same things, some of which contradict each other.
const FIGURES: &[&str] = &[
    "The storm injured 12 people on the island, the governor said.",
    "According to the governor, 18 people were injured on the island.",
    "At least 14 people were injured on the island by the storm, the governor said.",
    "On the island 12 people were injured, said the governor, and three boats sank.",
    "Two boats sank off the island in the storm.",
    "Three fishing boats sank off the island; the storm also hurt a hundred sheep.",
];

const OPENS: &[&str] = &[
    "<<<FILE: a.txt>>>",
    "<<<FILE: b.txt>>>",
    "<<<FILE: a.txt>>>  ",
    "<<<FILE: \"c\" date=\"2031-03-01\">>>",
    "<<<FILE: \"a.txt\" date=\"2031-03-09\">>>",
    "<<<FILE: \"d\" allow=\"duplicated-article empty-article\">>>",
    "<<<FILE: \"e\" bytes=\"78\">>>",
    "<<<FILE: \"e\" allow=\"unused-allow scrape-residue no-such\">>>",
    "<<<FILE: \"b\" allow=\"unclosed-article\">>>",
    "<<<FILE>>>",
    "<<<FILE n0nce path=z>>>",
    "<<<<FILE: f>>>>",
];
const CLOSES: &[&str] = &[
    "<<<END FILE>>>",
    "<<<END FILE>>>",
    "<<<END FILE>>>",
    "<<<END FILE>>>",
    "<<<END FILE: a.txt>>>",
    "<<<END>>>",
    "<<<EOF>>>",
    "<<<END FILE n0nce>>>",
    "<<<END FILE>>",
    "",
];
const ODDITIES: &[&str] = &[
    "\0",
    "\u{feff}",
    "\r",
    "\r\n",
    "\n",
    "x",
    "“",
    "”",
    "’",
    "(",
    ")",
    "<",
    "<<<",
    ">",
    "\\",
    "ë",
    "日",
    " ",
    "\t",
    "<<<FILE: a.txt>>>\n",
    "<<<END FILE>>>\n",
    "<<<END>>>\n",
    "<<<EOF>>>\r\n",
    "<<<FILE: short>>\n",
    "  <<<END FILE>>>\n",
    "<<<FLIE: a>>>\n",
    "\\<<<END FILE>>>\n",
    "stray words\n",
];

fn any_of(list: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(list).prop_map(str::to_owned)
}

fn line_end() -> impl Strategy<Value = &'static str> {
    prop_oneof![30 => Just("\n"), 2 => Just("\r\n"), 1 => Just("\r")]
}

/// A body of a few sentences; the same few often, so that bodies are equal, nearly so, or one within the other.
fn body() -> impl Strategy<Value = String> {
    let sentence = prop_oneof![6 => any_of(&SENTENCES[..3]), 3 => any_of(SENTENCES), 2 => any_of(FIGURES), 1 => any_of(ODDITIES)];
    prop::collection::vec((sentence, line_end()), 0..6).prop_map(|lines| {
        lines
            .into_iter()
            .flat_map(|(line, end)| [line, end.to_owned()])
            .collect()
    })
}

fn article() -> impl Strategy<Value = String> {
    (
        any_of(OPENS),
        line_end(),
        body(),
        any_of(CLOSES),
        line_end(),
    )
        .prop_map(|(open, end, body, close, last)| format!("{open}{end}{body}{close}{last}"))
}

/// Where an edit starts and how far it reaches, and what it writes.
type Edit = (usize, usize, String);

fn edit() -> impl Strategy<Value = Edit> {
    let with = prop_oneof![
        3 => any_of(ODDITIES),
        2 => Just(String::new()),
        2 => any_of(SENTENCES),
        1 => any_of(FIGURES),
        1 => any_of(OPENS).prop_map(|line| line + "\n"),
        1 => article(),
    ];
    let reach = prop_oneof![3 => Just(0usize), 2 => 1..5usize, 2 => 1..300usize, 1 => 1..2000usize];
    (any::<usize>(), reach, with)
}

fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

/// All that a bundle says, by places in the file: one line a segment and one a finding.
fn view(bundle: &Bundle) -> Vec<String> {
    let tree = bundle.document().tree();
    let at = |place: &Place| place.in_file(tree.start(place.anchor));
    let segments = tree.segments().map(|anchor| {
        let role = anchor.map(|id| (tree.role(id), tree.marker(id).name.clone()));
        format!("{:?} {role:?} {:?}", tree.start(anchor), tree.body(anchor))
    });
    let findings = bundle.findings().into_iter().map(|(range, f)| {
        let related: Vec<_> = f
            .related
            .iter()
            .map(|r| (&r.message, at(&r.place)))
            .collect();
        let fixes: Vec<_> = f
            .fixes
            .iter()
            .map(|fix| {
                let edits: Vec<_> = fix.edits.iter().map(|e| (at(&e.place), &e.text)).collect();
                (&fix.title, fix.applicability, edits)
            })
            .collect();
        format!(
            "{range:?} {:?} {:?} {} {} related {related:?} fixes {fixes:?}",
            f.rule,
            f.level,
            f.message,
            f.fingerprint()
        )
    });
    segments.chain(findings).collect()
}

/// The findings of each segment, by its anchor: what an edit leaves out of its answer must say the same as before.
fn by_anchor(bundle: &Bundle) -> Vec<(Anchor, String)> {
    let findings = bundle.findings();
    let of = |anchor: Anchor| -> Vec<_> {
        findings
            .iter()
            .map(|(_, f)| f.as_ref())
            .filter(|f| f.place.anchor == anchor)
            .collect()
    };
    bundle
        .document()
        .tree()
        .segments()
        .map(|anchor| (anchor, format!("{:?}", of(anchor))))
        .collect()
}

/// Every place of every finding lies in the text, on the bounds of characters, and edits are in order.
fn check_places(bundle: &Bundle, text: &str) -> TestCaseResult {
    let tree = bundle.document().tree();
    let anchors: BTreeSet<Anchor> = tree.segments().collect();
    let fits = |place: &Place| {
        anchors.contains(&place.anchor)
            && text.get(place.in_file(tree.start(place.anchor))).is_some()
    };
    for (range, finding) in bundle.findings() {
        prop_assert!(
            text.get(range.clone()).is_some(),
            "{range:?} of {finding:?}"
        );
        prop_assert!(
            finding.related.iter().all(|r| fits(&r.place)),
            "{finding:?}"
        );
        for fix in &finding.fixes {
            prop_assert!(fix.edits.iter().all(|e| fits(&e.place)), "{finding:?}");
            let ranges: Vec<Range<usize>> = fix
                .edits
                .iter()
                .map(|e| e.place.in_file(tree.start(e.place.anchor)))
                .collect();
            prop_assert!(ranges.is_sorted_by(|a, b| a.end <= b.start), "{finding:?}");
        }
    }
    Ok(())
}

fn check(start: &[String], edits: Vec<Edit>, settings: &Settings) -> TestCaseResult {
    let mut text = start.concat();
    let mut bundle = Bundle::new(&text, settings);
    check_places(&bundle, &text)?;
    for (at, reach, with) in edits {
        let from = floor(&text, at % (text.len() + 1));
        let to = floor(&text, from + reach).max(from);
        let before = by_anchor(&bundle);
        let named: BTreeSet<Anchor> = bundle
            .edit(from..to, &with)
            .expect("the edit is possible")
            .into_iter()
            .collect();
        let shown = format!("{text:?} with {with:?} at {from}..{to}");
        text.replace_range(from..to, &with);
        prop_assert_eq!(bundle.document().text().to_string(), text.clone());
        prop_assert_eq!(
            view(&bundle),
            view(&Bundle::new(&text, settings)),
            "{}",
            shown
        );
        for (anchor, findings) in by_anchor(&bundle) {
            let was = before
                .iter()
                .find(|(a, _)| *a == anchor)
                .map_or("[]", |(_, was)| was);
            prop_assert!(
                named.contains(&anchor) || was == findings,
                "{anchor:?} is not named after {shown}"
            );
        }
    }
    check_places(&bundle, &text)
}

fn settings(common: usize) -> Settings {
    let copies = copies::Settings {
        common,
        ..copies::Settings::default()
    };
    let allow = Allow {
        number: 0,
        rules: vec![Rule::DuplicatedArticle, Rule::CopiedPassage],
        scope: Scope::Between(Box::new([
            NamePattern::new("a.txt"),
            NamePattern::new("[be]*"),
        ])),
        fingerprint: None,
    };
    // Half of the runs leave some findings out, and give others another level.
    let allows = if common.is_multiple_of(2) {
        vec![allow]
    } else {
        Vec::new()
    };
    let mut levels = Levels::default();
    if common.is_multiple_of(2) {
        levels.set(Rule::EmptyArticle, Severity::At(Level::Error));
        levels.set(Rule::ScrapeResidue, Severity::Off);
    }
    Settings {
        copies,
        policy: Policy { levels, allows },
        ..Settings::default()
    }
}

/// `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(2500);
    ProptestConfig {
        cases,
        max_shrink_iters: 4000,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_bundle_is_as_if_read_anew(
        start in prop::collection::vec(article(), 0..8),
        edits in prop::collection::vec(edit(), 1..10),
    ) {
        check(&start, edits, &settings(512))?;
    }

    #[test]
    fn so_it_is_where_most_shingles_are_common(
        start in prop::collection::vec(article(), 0..10),
        edits in prop::collection::vec(edit(), 1..10),
        common in 1usize..4,
    ) {
        check(&start, edits, &settings(common))?;
    }
}

/// Nothing hangs on the order in which texts came: here a later article takes the number of one that is gone.
#[test]
fn passages_are_told_in_the_order_of_the_text() {
    let article = |name: &str, body: &str| format!("<<<FILE: {name}>>>\n{body}<<<END FILE>>>\n");
    let shares =
        |name: &str, more: &str| article(name, &format!("{}\n{}\n", SENTENCES[0], more.repeat(9)));
    let gone = article("x.txt", SENTENCES[9]);
    let (first, later) = (shares("a.txt", SENTENCES[1]), shares("a.txt", SENTENCES[2]));
    let last = shares("b.txt", SENTENCES[8]);
    let mut bundle = Bundle::new(
        &[gone.as_str(), &first, &last].concat(),
        &Settings::default(),
    );
    bundle
        .edit(0..gone.len(), "")
        .expect("the edit is possible");
    bundle
        .edit(first.len()..first.len(), &later)
        .expect("the edit is possible");
    let fresh = Bundle::new(&[first, later, last].concat(), &Settings::default());
    assert_eq!(
        view(&fresh)
            .iter()
            .filter(|line| line.contains("CopiedPassage"))
            .count(),
        3
    );
    assert_eq!(view(&bundle), view(&fresh));
}

#[test]
fn a_keystroke_touches_only_its_article_and_its_kin() {
    let sentences = |n: usize| {
        format!(
            "{}\nArticle number {n} says the same as no other one does.\n",
            SENTENCES[n % 3]
        )
    };
    let text: String = (0..300)
        .map(|n| format!("<<<FILE: {n}.txt>>>\n{}<<<END FILE>>>\n", sentences(n)))
        .collect();
    let mut bundle = Bundle::new(&text, &Settings::default());
    // What they share is common: an article concerns its neighbours among those that share it, before and after the edit.
    for (article, most) in [(0, 20), (1, 20)] {
        let id = bundle
            .document()
            .tree()
            .articles()
            .nth(article)
            .expect("it is there");
        let at = bundle.document().tree().body(Some(id)).end - 2;
        let named = bundle.edit(at..at, "s").expect("the edit is possible");
        assert!(
            named.contains(&Some(id)) && named.len() <= most,
            "{}",
            named.len()
        );
        assert!(
            named
                .iter()
                .all(|a| a.is_none_or(|id| bundle.document().tree().role(id) == Role::Open))
        );
    }
}

/// A server keeps bundles behind a lock and reads them on other threads.
#[test]
fn a_bundle_may_go_to_another_thread() {
    fn sent<T: Send>(_: &T) {}
    sent(&Bundle::new("", &Settings::default()));
}
