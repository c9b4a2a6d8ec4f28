//! A date or a time: which day it was, and what the others say of when the same thing was.

use jiff::civil::Date;

use super::sayings::{self, LONGEST};
use super::{Told, short};
use crate::facts::dates::{self, Moment, When};
use crate::queries::article::Article;
use crate::queries::figures::{Other, others};
use crate::queries::hints::in_utc;
use crate::queries::markup::{Line, Span};

pub(super) fn lines(article: &Article<'_>, moment: usize) -> Option<Told> {
    let asked = article.facts.moments.get(moment)?;
    let others = others(article, &asked.range);
    let text = short(&article.slice(&asked.range), LONGEST);
    let own = value(article, asked).filter(|own| *own != text);
    if own.is_none() && others.is_empty() {
        return None;
    }
    let mut head = Line::new().with(Span::Strong(text));
    if let Some(own) = &own {
        head = head.text(" · ").with(Span::Code(own.clone()));
    }
    let is_shared = !others.is_empty();
    let mut lines = vec![head];
    lines.extend(sayings::lines(article, &others, |other, text| {
        let value = read(article, other);
        value.filter(|value| Some(value) != own.as_ref() && value != text)
    }));
    Some(Told { lines, is_shared })
}

/// A date by the calendar, a clock time in UTC; `None` where it can't be told which it was.
fn value(article: &Article<'_>, moment: &Moment) -> Option<String> {
    match moment.when {
        When::Time {
            minutes, offset, ..
        } => return Some(in_utc(minutes, offset?)),
        // It is written as it would be for all.
        When::Decade { .. } => return None,
        _ => {}
    }
    let written = written(article);
    match moment.date(written) {
        Some(day) => {
            let weekday = day.strftime("%A").to_string();
            let says_it = article.slice(&moment.range).contains(&weekday);
            Some(if says_it {
                day.to_string()
            } else {
                format!("{weekday}, {day}")
            })
        }
        None => moment.iso(written),
    }
}

/// The day on which an article was written.
fn written(article: &Article<'_>) -> Option<Date> {
    let view = article.corpus.view();
    let segment = view.article(article.id);
    let stated = segment.marker().and_then(|marker| marker.attribute("date"));
    let document = view.document(article.id);
    let body = document.slice(document.tree().body(Some(article.id.id)));
    dates::written(stated, &body, &article.facts.moments)
}

/// The date of another article.
fn read(article: &Article<'_>, other: &Other) -> Option<String> {
    let there = Article::read(article.corpus, other.article)?;
    let mut moments = there.facts.moments.iter();
    let moment = moments.find(|moment| moment.range == other.range)?;
    value(&there, moment)
}
