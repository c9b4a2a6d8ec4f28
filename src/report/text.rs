//! The report for people: each finding with the lines that it speaks of, those in other articles included.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Shown, Origin, Renderer, Snippet};
use ropey::Rope;

use super::{Checked, Summary};
use crate::rules::{Finding, Level, Place};

/// Other places that are shown with a finding; the rest are counted.
const RELATED: usize = 3;
/// The longest line that is shown whole, in characters.
const WIDTH: usize = 110;
/// Characters shown before the place, of a longer line.
const LEAD: usize = 40;

/// One finding, in colour (ANSI escapes); a printer for plain output strips them.
pub fn render(checked: &Checked<'_>, finding: &Finding) -> String {
    let level = match finding.level {
        Level::Error => Shown::ERROR,
        Level::Warning => Shown::WARNING,
        Level::Note => Shown::NOTE,
    };
    let mut group = level
        .primary_title(finding.message.as_str())
        .id(finding.rule.name())
        .element(origin(checked, &finding.place));
    group = group.element(snippet(
        checked,
        &finding.place,
        AnnotationKind::Primary,
        None,
    ));
    for related in finding.related.iter().take(RELATED) {
        group = group.element(origin(checked, &related.place));
        let label = Some(related.message.as_str());
        group = group.element(snippet(
            checked,
            &related.place,
            AnnotationKind::Context,
            label,
        ));
    }
    let mut groups: Vec<Group<'_>> = vec![group];
    if let Some(more) = finding
        .related
        .len()
        .checked_sub(RELATED)
        .filter(|&more| more > 0)
    {
        let places = if more == 1 { "place" } else { "places" };
        groups.push(Group::with_title(Shown::NOTE.secondary_title(format!(
            "{more} more {places} in the JSON report"
        ))));
    }
    if let Some(fix) = finding.fixes.first() {
        let how = if fix.safe {
            "`--fix` does it"
        } else {
            "not applied by `--fix`: look first"
        };
        groups.push(Group::with_title(
            Shown::HELP.secondary_title(format!("{} ({how})", fix.title)),
        ));
    }
    Renderer::styled()
        .decor_style(DecorStyle::Ascii)
        .render(&groups)
}

/// The last line of a report.
pub fn closing(summary: &Summary) -> String {
    let count = |n: usize, one: &str| {
        if n == 1 {
            format!("1 {one}")
        } else {
            format!("{n} {one}s")
        }
    };
    let read = format!(
        "{} in {}",
        count(summary.articles, "article"),
        count(summary.bundles, "bundle")
    );
    let found: Vec<String> = [
        (summary.errors, "error"),
        (summary.warnings, "warning"),
        (summary.notes, "note"),
    ]
    .into_iter()
    .filter(|&(n, _)| n > 0)
    .map(|(n, what)| count(n, what))
    .collect();
    if found.is_empty() {
        format!("{read}: nothing found")
    } else {
        format!("{read}: {}", found.join(", "))
    }
}

fn origin(checked: &Checked<'_>, place: &Place) -> Origin<'static> {
    let location = checked.location(place);
    Origin::path(location.path)
        .line(location.start.line)
        .char_column(location.start.column)
}

fn snippet<'s>(
    checked: &Checked<'_>,
    place: &Place,
    kind: AnnotationKind,
    label: Option<&'s str>,
) -> Snippet<'s, annotate_snippets::Annotation<'s>> {
    let Excerpt {
        text,
        span,
        line,
        more,
    } = excerpt(checked.bundle.document().text(), checked.range(place));
    let label = match (label, more) {
        (label, 0) => label.map(str::to_owned),
        (Some(label), more) => Some(format!("{label} (and {more} more lines)")),
        (None, more) => Some(format!("and {more} more lines")),
    };
    Snippet::source(text)
        .line_start(line)
        .annotation(kind.span(span).label(label))
}

/// What is shown of a place: its first line, or the part of it around the place.
struct Excerpt {
    text: String,
    /// The place in `text`, in bytes.
    span: Range<usize>,
    /// 1-based.
    line: usize,
    /// Lines of the place that are not shown.
    more: usize,
}

fn excerpt(rope: &Rope, range: Range<usize>) -> Excerpt {
    let line = rope.byte_to_line(range.start);
    let first = rope.byte_to_char(range.start);
    let line_start = rope.line_to_char(line);
    let line_end = {
        let text = rope.line(line);
        let eol = text
            .chars_at(text.len_chars())
            .reversed()
            .take_while(|c| matches!(c, '\n' | '\r'))
            .count();
        line_start + text.len_chars() - eol
    };
    let last = rope.byte_to_char(range.end).min(line_end).max(first);
    let (mut from, mut to) = (line_start, line_end);
    if line_end - line_start > WIDTH {
        from = line_start.max(first.saturating_sub(LEAD));
        to = line_end.min(from + WIDTH);
    }
    let before = if from > line_start { "…" } else { "" };
    let after = if to < line_end { "…" } else { "" };
    let text: String = rope.slice(from..to).chunks().collect();
    let byte = |char: usize| before.len() + rope.slice(from..char.min(to)).len_bytes();
    let span = byte(first)..byte(last.min(to));
    let more = rope
        .byte_to_line(range.end.max(range.start + 1) - 1)
        .saturating_sub(line);
    Excerpt {
        text: format!("{before}{text}{after}"),
        span,
        line: line + 1,
        more,
    }
}
