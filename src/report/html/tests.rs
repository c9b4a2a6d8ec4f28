//! What the page shows, as data; and that nothing in a bundle becomes markup.

use expect_test::{Expect, expect};

use super::reading::Reading;
use super::texts::Part;
use super::{Bundles, Options, figures, findings, people, print, quotes, texts, timeline};
use crate::report::File;
use crate::text::decode::Decoded;
use crate::text::irregular::irregularities;
use crate::workspace::Corpus;
use crate::workspace::bundle::Settings;

fn with<T>(text: &str, ask: impl FnOnce(&Bundles<'_>) -> T) -> T {
    let files = [File {
        path: "news.bundle".to_owned(),
        decoded: Decoded::from_bytes(text.as_bytes().to_vec()),
    }];
    let corpus = Corpus::new(&[(text, &irregularities(text))], &Settings::default());
    ask(&Bundles::new(&files, &corpus))
}

fn article(name: &str, attributes: &str, body: &str) -> String {
    format!("<<<FILE: \"{name}\"{attributes}>>>\n{body}\n<<<END FILE>>>\n")
}

const LEAD: &str = "Ada Novak, mayor of Lowell, and Eva Dorn of Barrow wrote to Governor Jan Kriz after the storm.";

fn storm() -> String {
    let bodies = [
        (
            "a",
            " source=\"Quay Notes\" date=\"2031-03-04\"",
            "The storm injured 12 people on the island, the governor said.\n\n\
             “We will count the crates on Friday and then once more,” Ada Novak said.",
        ),
        (
            "b",
            " source=\"Ferry Post\" date=\"2031-03-04\"",
            "According to the governor, 18 people were injured on the island.\n\n\
             “We will weigh the crates on Friday and then once more,” Ada Novak said on Monday.",
        ),
        (
            "c",
            "",
            "On the island 12 people were injured by the storm, said the governor.\n\n\
             “We will count the crates on Friday,” Ada Novac said.",
        ),
    ];
    let all = bodies
        .map(|(name, attributes, body)| article(name, attributes, &format!("{LEAD}\n\n{body}")));
    all.concat()
}

fn check(told: &[String], expected: &Expect) {
    expected.assert_eq(&format!("{}\n", told.join("\n")));
}

#[test]
fn figures_are_compared_with_the_one_that_most_give() {
    let told = with(&storm(), |bundles| {
        let figures = figures::figures(&Reading::new(bundles));
        let rows = figures.rows.iter().flat_map(|row| {
            let cells = row.cells.iter().map(|cell| {
                let label = &cell.chip.label;
                format!("  {} {label}: {}", cell.status, cell.text)
            });
            let snippet = &row.cells[0].snippet;
            let head = format!(
                "{} {}: …{}[{}]{}",
                row.id, row.status, snippet.before, snippet.hit, snippet.after
            );
            std::iter::once(head).chain(cells).collect::<Vec<_>>()
        });
        rows.collect::<Vec<_>>()
    });
    check(
        &told,
        &expect![[r"
        v1 conflict: …The storm injured [12 people] on the island, the governor said.
          agree Quay Notes: 12 people
          conflict Ferry Post: 18 people
          agree c: 12 people
    "]],
    );
}

#[test]
fn wordings_are_compared_with_the_fullest() {
    let told = with(&storm(), |bundles| {
        let reading = Reading::new(bundles);
        let quotes = quotes::quotes(&reading, &findings::findings(&reading));
        let wordings = quotes.shared.iter().flat_map(|entry| {
            let wordings = entry.wordings.iter().map(|wording| {
                let pieces: Vec<String> = wording
                    .pieces
                    .iter()
                    .map(|piece| format!("{}:{}", piece.kind, piece.text))
                    .collect();
                format!("{} {}: {}", entry.id, wording.how, pieces.join(" | "))
            });
            wordings.collect::<Vec<_>>()
        });
        wordings.collect::<Vec<_>>()
    });
    check(
        &told,
        &expect![[r"
        q1 the fullest form: same:We will count the crates on Friday and then once more
        q1 other words: same:We will | dropped:count | added:weigh | same:the crates on Friday and then once more
        q1 a part of it: same:We will count the crates on Friday, | skipped:…
    "]],
    );
}

#[test]
fn people_have_roles_and_spellings() {
    let told = with(&storm(), |bundles| {
        let people = people::people(&Reading::new(bundles));
        let list = people.groups.iter().flat_map(|group| &group.list);
        let list = list.map(|entry| {
            let roles: Vec<&str> = entry.roles.iter().map(|role| &*role.text).collect();
            let spellings: Vec<&str> = entry.spellings.iter().map(|s| &*s.text).collect();
            format!(
                "{} {} in {}, {roles:?}, spelled {}: {spellings:?}",
                entry.id,
                entry.name,
                entry.cells.len(),
                entry.is_spelled
            )
        });
        list.collect::<Vec<_>>()
    });
    check(
        &told,
        &expect![[r#"
        n1 Ada Novak in 3, ["mayor of Lowell"], spelled false: []
        n2 Eva Dorn in 3, [], spelled false: []
        n3 Barrow in 3, [], spelled false: []
        n4 Jan Kriz in 3, ["Governor"], spelled false: []
        n5 Ada Novac in 1, [], spelled false: []
        l1 Lowell in 3, [], spelled false: []
    "#]],
    );
}

#[test]
fn dates_are_in_order() {
    let text = article(
        "a",
        " date=\"2031-03-04\"",
        "The bridge of 1962 fell on Monday at 6:40 a.m. GMT. It was closed on March 1. They will meet on a Tuesday in May.",
    );
    let told = with(&text, |bundles| {
        let timeline = timeline::timeline(&Reading::new(bundles));
        let days = timeline.days.iter().chain(&timeline.times);
        let days = days.map(|day| {
            let hits: Vec<&str> = day.mentions.iter().map(|m| &*m.snippet.hit).collect();
            format!("{} {} {}: {hits:?}", day.id, day.value, day.label)
        });
        days.collect::<Vec<_>>()
    });
    check(
        &told,
        &expect![[r#"
        d1 2031-03-01 Saturday 1 March 2031: ["March 1"]
        d2 2031-03-03 Monday 3 March 2031: ["Monday"]
        d3 2031-03-04 Tuesday 4 March 2031: ["Tuesday"]
        d4 2031-05 May 2031: ["May"]
        t1 T06:40Z 06:40 UTC: ["6:40 a.m. GMT"]
    "#]],
    );
}

/// The lines of an article, with elements in brackets.
fn shown(bundles: &Bundles<'_>, number: usize) -> Vec<String> {
    let reading = Reading::new(bundles);
    let findings = findings::findings(&reading);
    let links = texts::Links {
        figures: &figures::figures(&reading),
        quotes: &quotes::quotes(&reading, &findings),
        people: &people::people(&reading),
        timeline: &timeline::timeline(&reading),
        findings: &findings,
    };
    let text = texts::text(&reading.articles[number], &links);
    let lines = text.lines.iter().map(|line| {
        let parts = line.parts.iter().map(|part| match part {
            Part::Text { text } => text.clone(),
            Part::Open { class, to, .. } => match to {
                Some(to) => format!("[{class} {to}:"),
                None => format!("[{class}:"),
            },
            Part::Close { .. } => "]".to_owned(),
            Part::Flag { flag } => format!("!{}!", flag.to),
        });
        parts.collect::<String>()
    });
    lines.collect()
}

#[test]
fn marks_stand_within_each_other() {
    let told = with(&storm(), |bundles| shown(bundles, 1));
    check(
        &told,
        &expect![[r"
        [n person n1:Ada Novak], [at:mayor of [n place l1:Lowell]], and [n person n2:Eva Dorn] of [n person n3:Barrow] wrote to [at:Governor] [n person n4:Jan Kriz] after the storm.
        According to the governor, !f2![x warning:[f:[g shared v1:18] people]] were injured on the island.
        !f1![x warning:[q:[k q1:“]We will weigh the crates on [d d3:Friday] and then once more,”]] [n person n1:Ada Novak] said on [d d1:Monday].
    "]],
    );
}

#[test]
fn what_crosses_lines_is_marked_on_each() {
    let text = article("a", "", "“We came\nand went,” Ada Roe said.\n\nThe end.");
    let told = with(&text, |bundles| shown(bundles, 0));
    check(
        &told,
        &expect![[r"
        [q:[k u1:“]We came]
        [q:and went,”] [n person n1:Ada Roe] said.
        The end.
    "]],
    );
}

fn page(text: &str, options: &Options) -> String {
    with(text, |bundles| {
        let mut page = Vec::new();
        print(bundles, options, &mut page).expect("written");
        String::from_utf8(page).expect("UTF-8")
    })
}

#[test]
fn nothing_in_a_bundle_becomes_markup() {
    const EVIL: &str = "<script>alert(1)</script><img src=x onerror=alert(2)>";
    let evil = |name: &str| {
        article(
            &format!("{name}{EVIL}"),
            &format!(
                " source={0} title={0} url={1} author={0} date={0}",
                r#""<script>x</script> \" onmouseover=\"y""#, "\"javascript:alert(3)\""
            ),
            &format!(
                "{LEAD}\n{EVIL}\n“We will count the {EVIL} crates on Friday and then once more,” Ada {EVIL} Novak said. 12 <b>people</b> & 'all' \" of <!-- them --> \u{0}\u{202e} {{{{ 7 * 7 }}}} {{% raw %}}"
            ),
        )
    };
    let text = format!("{}{}", evil("a"), evil("b"));
    let options = Options {
        title: Some(format!("{EVIL}</title>")),
    };
    let page = page(&text, &options);
    assert_eq!(page.matches("<script").count(), 1, "the page's own");
    assert_eq!(page.matches("</script").count(), 1);
    assert_eq!(page.matches("</title>").count(), 1);
    for markup in ["<img", "<!--", "href=\"javascript", " onmouseover=\""] {
        assert!(!page.contains(markup), "{markup}");
    }
    assert!(page.contains("{% raw %}"), "no template either");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;&#x2f;script&gt;"));
}

#[test]
fn a_page_asks_for_nothing() {
    let page = page(&storm(), &Options::default());
    for loading in [
        "src=",
        "<link",
        "@import",
        "url(",
        "fetch(",
        "XMLHttpRequest",
        "<iframe",
    ] {
        assert!(!page.contains(loading), "{loading}");
    }
    assert!(page.contains("default-src &#x27;none&#x27;"), "a policy");
}

#[test]
fn whatever_a_link_leads_to_is_there_once() {
    let page = page(&storm(), &Options::default());
    let values = |attribute: &str| -> Vec<String> {
        let before = format!(" {attribute}=\"");
        let parts = page.split(&before).skip(1);
        parts
            .map(|part| part.split('"').next().unwrap_or_default().to_owned())
            .collect()
    };
    let mut ids = values("id");
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id twice");
    let links = values("href");
    assert!(links.len() > 50);
    for link in links.iter().filter_map(|link| link.strip_prefix('#')) {
        assert!(ids.binary_search(&link.to_owned()).is_ok(), "#{link}");
    }
}

#[test]
fn an_empty_bundle_has_a_page() {
    for text in ["", "no article\n", "<<<FILE: a>>>\n<<<END FILE>>>\n"] {
        let page = page(text, &Options::default());
        assert!(page.contains("No article gives a figure"), "{text}");
    }
}
