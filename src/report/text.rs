//! The report for people: each finding with the lines that it speaks of, those in other articles included.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Shown, Origin, Renderer, Snippet};
use ropey::Rope;

use super::{Checked, Printer, Reported, Run};
use crate::bundle::Role;
use crate::rules::{Applicability, Finding, Level, Place, Related, Rule};

/// Other places that are shown with a finding; the rest are counted.
pub(super) const RELATED: usize = 3;
/// Findings of one rule in one file that are shown; the rest are counted.
pub const SHOWN: usize = 100;
/// Bytes between two places on one line that are shown in one excerpt.
const NEAR: usize = 60;
/// Columns that the report is made for.
const TERMINAL: usize = 120;
/// The longest line that is given to the renderer whole, in characters; it shows the part around the place.
const WIDTH: usize = 4000;
/// Characters before the place, of a longer line.
const LEAD: usize = 40;

/// Prints findings with their excerpts.
pub struct Text {
    /// Whether nothing but findings is wanted.
    pub quiet: bool,
}

impl Printer for Text {
    fn bundle(&mut self, bundle: &Reported, out: &mut dyn Write) -> io::Result<()> {
        let mut found = vec![0; Rule::ALL.len()];
        for finding in bundle.open() {
            let found = &mut found[finding.rule as usize];
            *found += 1;
            if *found <= SHOWN {
                writeln!(out, "{}\n", finding.excerpt)?;
            }
        }
        for (rule, found) in Rule::ALL.iter().zip(found) {
            if let Some(more @ 1..) = found.checked_sub(SHOWN) {
                writeln!(
                    out,
                    "{}: {more} more findings of {} (all are in --format json)\n",
                    plain(&bundle.path),
                    rule.name()
                )?;
            }
        }
        Ok(())
    }

    fn end(&mut self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        if self.quiet {
            return Ok(());
        }
        close(run, out)
    }
}

/// One finding, in colour (ANSI escapes); a printer for plain output strips them.
pub fn render(checked: &Checked<'_>, finding: &Finding) -> String {
    let level = match finding.level {
        Level::Error => Shown::ERROR,
        Level::Warning => Shown::WARNING,
        Level::Note => Shown::NOTE,
    };
    let line = |place: &Place| {
        let rope = checked.home(place).1.text();
        (
            place.document,
            rope.byte_to_line(checked.range(place).start),
        )
    };
    let own = line(&finding.place);
    // What is related and near on the same line is shown there; the renderer cuts long lines around the place.
    let near = |place: &Place| {
        let (own, other) = (checked.range(&finding.place), checked.range(place));
        own.start.abs_diff(other.start) <= NEAR
    };
    let (beside, elsewhere): (Vec<&Related>, Vec<&Related>) = finding
        .related
        .iter()
        .partition(|related| line(&related.place) == own && near(&related.place));

    let label = article(checked, &finding.place).map(|name| format!("in `{}`", plain(&name)));
    let beside: Vec<(&Place, &str)> = beside
        .iter()
        .map(|r| (&r.place, r.message.as_str()))
        .collect();
    let title = level
        .primary_title(finding.message.as_str())
        .id(finding.rule.name());
    let mut group = show(
        checked,
        Group::with_title(title),
        &finding.place,
        AnnotationKind::Primary,
        label,
        &beside,
    );
    for related in elsewhere.iter().take(RELATED) {
        let name = article(checked, &related.place)
            .filter(|_| related.place.segment() != finding.place.segment());
        let said = plain(&related.message);
        let label = name.map_or(said.clone(), |name| {
            format!("{said}, in `{}`", plain(&name))
        });
        group = show(
            checked,
            group,
            &related.place,
            AnnotationKind::Context,
            Some(label),
            &[],
        );
    }
    let mut groups: Vec<Group<'_>> = vec![group];
    if elsewhere.len() > RELATED {
        let more = elsewhere.len() - RELATED;
        let places = if more == 1 { "place" } else { "places" };
        let title = format!("{more} more {places}: `--format json` names them");
        groups.push(Group::with_title(Shown::NOTE.secondary_title(title)));
    }
    if let Some(fix) = finding.fixes.first() {
        let how = match fix.applicability {
            Applicability::Safe => "`--fix` does it",
            Applicability::Unsafe => "look first: `--fix` leaves it to you",
            Applicability::Choice => "which of them is right is for you to say",
        };
        groups.push(Group::with_title(
            Shown::HELP.secondary_title(format!("{} ({how})", fix.title)),
        ));
    }
    Renderer::styled()
        .decor_style(DecorStyle::Ascii)
        .term_width(TERMINAL)
        .render(&groups)
}

/// Writes the last line of a report. There is none where nothing could be checked: that was told of.
pub(super) fn close(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    match run.summary.bundles {
        0 if !run.errors.is_empty() => Ok(()),
        0 => writeln!(out, "nothing to check"),
        _ => writeln!(out, "{}", closing(run)),
    }
}

fn closing(run: &Run<'_>) -> String {
    let summary = run.summary;
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
    let found = if found.is_empty() {
        "nothing found".to_owned()
    } else {
        found.join(", ")
    };
    match run.hidden {
        0 => format!("{read}: {found}"),
        n => format!("{read}: {found} that the baseline does not have ({n} hidden)"),
    }
}

/// Text for a label: a control character in a name must not reach the terminal.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect()
}

/// The name of the article in whose text a place lies. Marker lines show it by themselves.
fn article(checked: &Checked<'_>, place: &Place) -> Option<String> {
    let tree = checked.home(place).1.tree();
    let id = place
        .anchor
        .filter(|&id| tree.role(id) == Role::Open && place.start >= tree.line_length(id))?;
    tree.marker(id).name.clone()
}

/// Adds the line of a place to a group.
fn show<'s>(
    checked: &Checked<'_>,
    group: Group<'s>,
    place: &Place,
    kind: AnnotationKind,
    label: Option<String>,
    beside: &[(&Place, &'s str)],
) -> Group<'s> {
    let (file, document) = checked.home(place);
    let rope = document.text();
    let Excerpt {
        text,
        span,
        line,
        more,
        cut,
    } = excerpt(rope, checked.range(place));
    let more =
        (more > 0).then(|| format!("and {more} more line{}", if more == 1 { "" } else { "s" }));
    let label = [label, more]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ");
    let mut snippet = Snippet::source(text).line_start(line);
    snippet = snippet.annotation(kind.span(span).label((!label.is_empty()).then_some(label)));
    if let Some(cut) = cut {
        // The renderer would count columns from the cut.
        let origin = Origin::path(file.path.clone()).line(line).char_column(cut);
        return group.element(origin).element(snippet);
    }
    let start = rope.line_to_byte(line - 1);
    for (place, label) in beside {
        let range = checked.range(place);
        let span =
            range.start - start..range.end.min(start + rope.line(line - 1).len_bytes()) - start;
        snippet = snippet.annotation(AnnotationKind::Context.span(span).label(*label));
    }
    group.element(snippet.path(file.path.clone()))
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
    /// Of a very long line only a part is in `text`; the place's 1-based column in the whole line, in characters.
    cut: Option<usize>,
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
    let (mut from, mut to, mut cut) = (line_start, line_end, None);
    if line_end - line_start > WIDTH {
        from = line_start.max(first.saturating_sub(LEAD));
        to = line_end.min(from + TERMINAL);
        cut = Some(first - line_start + 1);
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
        cut,
    }
}
