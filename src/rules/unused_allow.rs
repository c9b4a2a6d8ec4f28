//! # unused-allow
//!
//! ## What it does
//! Reports a name in the `allow` attribute of an open marker that switches nothing off: its rule finds nothing in the
//! article, or there is no rule of that name.
//!
//! An `[[allow]]` of `variorum.toml` that hides nothing is told of by `check`, on standard error.
//!
//! ## Why
//! What an article was once excused for has been mended, or was never excused, since the name is misspelled. Left
//! standing, it hides the next finding, which nobody has looked at.
//!
//! ## How to mend it
//! Take the name out, or correct it.

use std::ops::Range;

use super::{Finding, Place, Rule, Segment};
use crate::bundle::marker::Attribute;
use crate::text::nearest::nearest;

/// Checks one article. `used` tells whether its marker has hidden a finding of a rule.
pub fn check(segment: &Segment<'_>, used: impl Fn(Rule) -> bool, out: &mut Vec<Finding>) {
    let (Some(article), Some(marker)) = (segment.article(), segment.marker()) else {
        return;
    };
    let is_allow = |a: &&Attribute| a.key.eq_ignore_ascii_case("allow");
    let Some(attribute) = marker.attributes.iter().find(is_allow) else {
        return;
    };
    let line = segment.line_text(article);
    let mut names: Vec<&str> = marker.allowed().collect();
    names.dedup();
    for &name in &names {
        let rule = Rule::named(name);
        // Whether `unused-allow` is used shows only now; to ask would be to ask for ever.
        if rule.is_some_and(|rule| rule == Rule::UnusedAllow || used(rule)) {
            continue;
        }
        let message = match rule {
            Some(_) => format!("`{name}` finds nothing in this article that would need allowing"),
            None => match nearest(name, Rule::ALL.iter().map(|rule| rule.name())) {
                Some(meant) => format!("there is no rule `{name}`; did you mean `{meant}`?"),
                None => format!("there is no rule `{name}`"),
            },
        };
        let rest: Vec<&str> = names
            .iter()
            .copied()
            .filter(|&other| other != name)
            .collect();
        let edit = segment.replace(
            place(segment, without(&line, attribute, rest.is_empty())),
            if rest.is_empty() {
                String::new()
            } else {
                format!("{}=\"{}\"", attribute.key, rest.join(" "))
            },
        );
        out.push(
            Finding::new(
                Rule::UnusedAllow,
                place(segment, name_in(&line, attribute, name)),
                message,
            )
            .evidence([segment.name(), name])
            .fix(format!("Take `{name}` out of `allow`"), false, vec![edit]),
        );
    }
}

/// A place on the marker line.
fn place(segment: &Segment<'_>, Range { start, end }: Range<usize>) -> Place {
    Place {
        document: segment.document(),
        anchor: segment.anchor,
        start,
        end,
    }
}

/// Where a name stands in an attribute's value, or the attribute where it is written in some other way there.
fn name_in(line: &str, attribute: &Attribute, name: &str) -> Range<usize> {
    let start = attribute.range.start + attribute.key.len();
    let value = line.get(start..attribute.range.end).unwrap_or_default();
    let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let found = value.match_indices(name).find(|(at, _)| {
        !value[..*at].ends_with(is_name) && !value[at + name.len()..].starts_with(is_name)
    });
    found.map_or(attribute.range.clone(), |(at, _)| {
        start + at..start + at + name.len()
    })
}

/// What is replaced: the attribute; where nothing is left of it, the blank before it too.
fn without(line: &str, attribute: &Attribute, whole: bool) -> Range<usize> {
    let Range { start, end } = attribute.range;
    let blank = whole
        && line
            .get(..start)
            .is_some_and(|before| before.ends_with([' ', '\t']));
    start - usize::from(blank)..end
}
