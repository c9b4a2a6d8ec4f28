//! What there is to say of a bundle, as a text in Markdown: its articles, which of them are alike, and what is found.

use std::fmt::Write;

use super::Findings;
use super::sources::{Found, Source, sources};
use crate::bundle::{ArticleId, DocumentId, SegmentId};
use crate::collation::copies::{Tie, shares};
use crate::rules::Rule;
use crate::workspace::Corpus;

/// Pairs of articles that are listed, and findings of one rule.
const MOST: usize = 100;

/// Writes the text, with those findings of a segment that are told of. `name`: what the bundle is called. `go_on` is asked for each article, and ends it where it fails.
pub fn digest<'c, E>(
    corpus: &'c Corpus,
    number: DocumentId,
    name: &str,
    findings_of: impl Fn(SegmentId) -> Findings<'c>,
    mut go_on: impl FnMut() -> Result<(), E>,
) -> Result<String, E> {
    let all = sources(corpus, number, findings_of, &mut go_on)?;
    let found: usize = all.findings.iter().map(|(_, count, _)| count).sum();
    let mut out = format!("# {}\n\n", plain(name));
    let counted = [
        (all.articles.len(), "article"),
        (all.people.len(), "person"),
        (found, "finding"),
    ];
    let counted: Vec<String> = counted.iter().map(|(n, what)| count(*n, what)).collect();
    write(&mut out, format_args!("{}\n", counted.join(", ")));
    articles(&mut out, &all.articles);
    let alike = alike(corpus, number, &all.articles, &mut go_on)?;
    if !alike.is_empty() {
        out += "\n## Articles that are alike\n\n| article | other | alike |\n|---|---|---|\n";
        for [a, b, how] in alike {
            write(
                &mut out,
                format_args!("| {} | {} | {how} |\n", cell(&a), cell(&b)),
            );
        }
    }
    if !all.people.is_empty() {
        out += "\n## People\n\n";
        for person in all.people.iter().take(MOST) {
            let articles = count(person.places.len(), "article");
            write(
                &mut out,
                format_args!("- {} ({articles})\n", plain(&person.name)),
            );
        }
    }
    if !all.findings.is_empty() {
        out += "\n## Findings\n";
    }
    let view = corpus.view();
    for (rule, times, found) in &all.findings {
        findings(&mut out, *rule, *times, found, |found| {
            let document = number;
            let article = found.article.map(|id| ArticleId { document, id });
            let line = corpus
                .documents()
                .get(number as usize)
                .and_then(|d| d.text().try_byte_to_line(found.range.start).ok())
                .map_or(0, |line| line + 1);
            let name = article.map_or("", |article| view.article(article).name());
            format!("{} line {line}", plain(name))
                .trim_start()
                .to_owned()
        });
    }
    Ok(out)
}

fn write(out: &mut String, text: std::fmt::Arguments<'_>) {
    // A String takes all that is written.
    let _ = out.write_fmt(text);
}

fn articles(out: &mut String, all: &[Source]) {
    *out += "\n## Articles\n\n| name | title | source | date | findings |\n|---|---|---|---|---|\n";
    for article in all {
        let optional = |text: &Option<String>| cell(text.as_deref().unwrap_or_default());
        write(
            out,
            format_args!(
                "| {} | {} | {} | {} | {} |\n",
                cell(&article.name),
                optional(&article.title),
                optional(&article.publisher),
                optional(&article.date),
                article.findings
            ),
        );
    }
}

/// Pairs of articles, and in what way they are alike; the first of them.
fn alike<E>(
    corpus: &Corpus,
    number: DocumentId,
    all: &[Source],
    mut go_on: impl FnMut() -> Result<(), E>,
) -> Result<Vec<[String; 3]>, E> {
    let (view, copies) = (corpus.view(), corpus.copies());
    let mut pairs = Vec::new();
    for article in all {
        go_on()?;
        let id = ArticleId {
            document: number,
            id: article.id,
        };
        let Some(text) = corpus.text(id) else {
            continue;
        };
        let own = view.start(id);
        let same = view
            .articles(text)
            .iter()
            .map(|&other| (other, "the same text".to_owned()));
        let others = copies.relations(text).iter().flat_map(|relation| {
            let how = match &relation.tie {
                Tie::Copy(shared) => {
                    let lengths = (copies.shingles(text), copies.shingles(relation.other));
                    let (alike, _) = shares(*shared, lengths.0, lengths.1);
                    format!("{} of all five-word runs", percent(alike))
                }
                Tie::Reworded(share) => {
                    format!("{} of the words in the same order", percent(*share))
                }
                Tie::Passages(runs) => {
                    let words = runs.iter().map(|run| run.a.len()).sum();
                    format!("{} in shared passages", count(words, "word"))
                }
            };
            view.articles(relation.other)
                .iter()
                .map(move |&other| (other, how.clone()))
        });
        let later = same
            .chain(others)
            .filter(|(other, _)| view.start(*other) > own);
        let mut later: Vec<(ArticleId, String)> = later.take(MOST).collect();
        later.sort_by_key(|(other, _)| view.start(*other));
        pairs.extend(later.into_iter().map(|(other, how)| {
            [
                article.name.clone(),
                view.article(other).name().to_owned(),
                how,
            ]
        }));
        if pairs.len() >= MOST {
            break;
        }
    }
    pairs.truncate(MOST);
    Ok(pairs)
}

fn findings(
    out: &mut String,
    rule: Rule,
    times: usize,
    found: &[Found],
    place: impl Fn(&Found) -> String,
) {
    write(
        out,
        format_args!(
            "\n### {} ({}, {})\n\n",
            rule.name(),
            rule.level().name(),
            times
        ),
    );
    for found in found.iter().take(MOST) {
        write(
            out,
            format_args!("- {}: {}\n", place(found), plain(&found.message)),
        );
    }
    if let Some(more @ 1..) = times.checked_sub(MOST) {
        write(out, format_args!("- and {more} more\n"));
    }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

fn count(n: usize, what: &str) -> String {
    match (n, what) {
        (1, _) => format!("1 {what}"),
        (_, "person") => format!("{n} people"),
        _ => format!("{n} {what}s"),
    }
}

/// A text on one line of Markdown, nothing in it read as markup but code.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_code = false;
    let balanced = text.matches('`').count().is_multiple_of(2);
    for c in text.chars() {
        match c {
            '`' if balanced => {
                in_code = !in_code;
                out.push(c);
            }
            '`' | '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' if !in_code => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A text in a cell of a table.
fn cell(text: &str) -> String {
    let text = text.replace('`', "'");
    plain(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queries::fixture::fixture;
    use expect_test::expect;

    #[test]
    fn a_bundle_is_told_of() {
        let body = "The clerk of the harbour counted nine crates of pears on Friday, and then he counted them \
                    again, because nobody in the long grey shed had believed Ada Roe the first time she said it.\n";
        let fixture = fixture(&format!(
            "$0<<<FILE: \"a|b\" title=\"*Pears*\">>>\n{body}<<<END FILE>>>\n<<<FILE: c>>>\n{body}<<<END FILE>>>\n\
             <<<FILE: d>>>\n“No.\n<<<END FILE>>>\n"
        ));
        let digest = digest(
            &fixture.corpus,
            0,
            "news.bundle",
            |s| fixture.corpus.findings_of(s),
            || Ok::<(), ()>(()),
        );
        expect![[r"
            # news.bundle

            3 articles, 1 person, 3 findings

            ## Articles

            | name | title | source | date | findings |
            |---|---|---|---|---|
            | a\|b | \*Pears\* |  |  | 1 |
            | c |  |  |  | 1 |
            | d |  |  |  | 1 |

            ## Articles that are alike

            | article | other | alike |
            |---|---|---|
            | a\|b | c | the same text |

            ## People

            - Ada Roe (2 articles)

            ## Findings

            ### duplicated-article (warning, 2)

            - a\|b line 1: `a|b` has the same text as `c`
            - c line 4: `c` has the same text as `a|b`

            ### unbalanced-delimiter (warning, 1)

            - d line 8: this “ is never closed
        "]]
        .assert_eq(&digest.expect("nobody stops it"));
    }
}
