//! A name: who or what that is, how it is spelled, and where it stands.

use super::{MOST_ITEMS, Told, counted, grouped, label, short};
use crate::collation::identities::Bearer;
use crate::queries::article::Article;
use crate::queries::markup::{Line, Span};
use crate::queries::names::{self, MOST_TEXTS, Others};
use crate::rules::Place;

/// Lines that are named; then it goes on.
const MOST_LINES: usize = 8;
/// Characters of a role that are shown.
const LONGEST: usize = 100;
/// Articles that are read to learn what someone is.
const MOST_READ: usize = 4;
/// Spellings that are named.
const MOST_SPELLINGS: usize = 5;

pub(super) fn lines(article: &Article<'_>, entity: u32) -> Option<Told> {
    let corpus = article.corpus;
    let known = article.facts.entities.entities.get(entity as usize)?;
    let bearer = corpus.identities().bearer_of(article.text, entity)?;
    let others = names::others(corpus, article.id, &bearer);
    let name = corpus.identities().canonical(article.text, entity);
    let kind = corpus.identities().kind_of(&bearer).unwrap_or(known.kind);
    let mut head = Line::new()
        .with(Span::Strong(name.unwrap_or(&known.name).to_owned()))
        .text(format!(" · {}", kind.name()));
    if let Some(role) = role(article, entity, &bearer, &others) {
        head = head.text(" · ").text(role);
    }
    let mut lines = vec![head, here(article, entity)];
    lines.extend(spellings(article, &bearer, name, others.complete));
    let is_shared = !others.articles.is_empty();
    lines.push(elsewhere(article, &others));
    Some(Told { lines, is_shared })
}

/// What someone is said to be: in this article, or else in another.
fn role(article: &Article<'_>, entity: u32, bearer: &Bearer, others: &Others) -> Option<String> {
    let written = |article: &Article<'_>, entity: u32| {
        let role = article
            .facts
            .entities
            .entities
            .get(entity as usize)?
            .role
            .clone()?;
        Some(short(&article.slice(&role), LONGEST))
    };
    written(article, entity).or_else(|| {
        others.articles.iter().take(MOST_READ).find_map(|other| {
            let other = Article::read(article.corpus, other.article)?;
            let named = article.corpus.identities().named_in(other.text, bearer);
            let roles: Vec<String> = named.filter_map(|n| written(&other, n.entity)).collect();
            roles.into_iter().next()
        })
    })
}

/// Where it stands in this article.
fn here(article: &Article<'_>, entity: u32) -> Line {
    let view = article.corpus.view();
    let text = view.document(article.id).text();
    let mentions = names::mentions(&article.facts, entity);
    let own = names::introduction(&article.facts, entity);
    let introduced = own.map(|introduction| article.place(&introduction.name));
    let line_of =
        |place: &Place| text.byte_to_line(view.in_file(place).start.min(text.len_bytes()));
    let name = label(view, article.id);
    let Some(introduced) = introduced else {
        return Line::new().text(format!("Named {}", times(mentions.len())));
    };
    if mentions.len() < 2 {
        return Line::new()
            .text("Named once, in ")
            .with(Span::Link(name, introduced.clone()))
            .text(", line ")
            .with(Span::Line(introduced));
    }
    let mut line = Line::new()
        .text("Introduced in line ")
        .with(Span::Line(introduced.clone()))
        .text(" of ")
        .with(Span::Link(name, introduced.clone()))
        .text(format!(", named {}", times(mentions.len())));
    let mut places: Vec<(usize, Place)> = mentions
        .iter()
        .map(|range| article.place(range))
        .map(|place| (line_of(&place), place))
        .collect();
    places.dedup_by_key(|(line, _)| *line);
    places.retain(|(line, _)| *line != line_of(&introduced));
    if places.is_empty() {
        return line;
    }
    line = line.text(match places.len() {
        1 => ": also in line ",
        _ => ": also in lines ",
    });
    let more = places.len() > MOST_LINES;
    for (number, (_, place)) in places.into_iter().take(MOST_LINES).enumerate() {
        if number > 0 {
            line = line.text(", ");
        }
        line = line.with(Span::Line(place));
    }
    if more { line.text(" …") } else { line }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{} times", grouped(count)),
    }
}

/// The ways in which the bundles spell it, or else the names that they have for it.
fn spellings(
    article: &Article<'_>,
    bearer: &Bearer,
    canonical: Option<&str>,
    complete: bool,
) -> Option<Line> {
    let (identities, view) = (article.corpus.identities(), article.corpus.view());
    let articles = |count: usize| counted(count, "article", "articles");
    let spellings = if complete {
        identities.spellings(bearer.group)
    } else {
        Vec::new()
    };
    if spellings.len() > 1 {
        let told = spellings.iter().map(|spelling| {
            let clones = |text| view.articles(text).len();
            let texts = spelling.texts.iter();
            let (count, held) = texts.fold((0, 0), |(count, held), (text, times, _)| {
                (
                    count + *times as usize * clones(*text),
                    held + clones(*text),
                )
            });
            (
                spelling.text,
                format!("{}× in {}", grouped(count), articles(held)),
            )
        });
        return list("Spelled ", told);
    }
    let forms = identities.forms(bearer);
    let told = forms
        .iter()
        .filter(|form| Some(form.name) != canonical)
        .map(|form| (form.name, articles(form.texts.len())));
    list("Also ", told)
}

/// Names, each with how often it stands.
fn list<'n>(head: &str, names: impl Iterator<Item = (&'n str, String)>) -> Option<Line> {
    let mut line = Line::new().text(head);
    let mut any = false;
    for (name, count) in names.take(MOST_SPELLINGS) {
        if any {
            line = line.text(", ");
        }
        any = true;
        line = line
            .with(Span::Code(name.to_owned()))
            .text(format!(" ({count})"));
    }
    any.then_some(line)
}

/// The other articles that have it.
fn elsewhere(article: &Article<'_>, others: &Others) -> Line {
    let view = article.corpus.view();
    let count = others.articles.len();
    if count == 0 {
        return Line::new().text("In no other article");
    }
    let mut line = Line::new().text(if others.complete {
        format!("In {}: ", counted(count, "other article", "others"))
    } else {
        format!("In more than {MOST_TEXTS} others: ")
    });
    for (number, other) in others.articles.iter().take(MOST_ITEMS).enumerate() {
        if number > 0 {
            line = line.text(", ");
        }
        let name = label(view, other.article);
        line = line
            .with(Span::Link(name, other.first.clone()))
            .text(format!(" ({}×)", other.count));
    }
    match count.saturating_sub(MOST_ITEMS) {
        0 => line,
        more => line.text(format!(" and {} more", grouped(more))),
    }
}
