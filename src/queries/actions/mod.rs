//! What can be done about the findings at a place, and at the place itself.
//!
//! A menu lists [`Action`]s; what one writes is found by [`edits`] when it is chosen, from the same text. So an action says
//! what it is in words that lead back to it ([`What`], [`Action::finding`]), and nothing that costs much is done for a menu.
//!
//! - `lines`, `allow`, `unify`, `remove`: what is more than a fix of a rule.

mod allow;
mod lines;
mod remove;
mod unify;

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::edit::{Edit, settle};
use crate::bundle::{Document, DocumentId};
use crate::rules::{Finding, Fix, Rule};
use crate::workspace::Corpus;
use crate::workspace::fixes::{self, Which};

pub use allow::configuration_entry;

/// Findings whose actions a menu lists.
const LISTED: usize = 50;

/// What kind of action it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It mends a finding.
    QuickFix,
    /// It is at hand whether or not anything is wrong.
    Rewrite,
    /// It mends all that can be mended without doubt.
    FixAll,
}

/// What an action does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "do")]
pub enum What {
    /// The fix of this number.
    Fix {
        /// Among those of the finding.
        number: usize,
    },
    /// Puts one spelling of a name in place of the others.
    Unify {
        /// The spelling to keep.
        to: String,
    },
    /// Adds the rule to the `allow` of the article's open marker.
    Allow,
    /// Adds an `[[allow]]` to the configuration.
    Configure,
    /// Deletes the article's block.
    DeleteArticle,
    /// Deletes the passage.
    DeletePassage,
    /// Escapes the line.
    Escape,
    /// Applies all safe fixes.
    FixAll,
}

/// Something that can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What it does, as a menu's entry.
    pub title: String,
    /// What kind of action it is.
    pub kind: Kind,
    /// What it does.
    pub what: What,
    /// Whether it is the likeliest thing to do.
    pub preferred: bool,
    /// The [`Finding::fingerprint`] of the finding that it mends, and where that is, in bytes of the bundle.
    pub finding: Option<(String, Range<usize>)>,
}

/// What is wanted of [`actions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Actions that mend a finding.
    pub quick_fixes: bool,
    /// Actions at the place.
    pub rewrites: bool,
    /// The action that mends all; it costs a look at all findings of the bundle, so it is for who asks for it alone.
    pub fix_all: bool,
}

/// The findings that meet some bytes of a bundle, in order, at most a menu's worth.
pub fn findings_at<'c>(
    corpus: &'c Corpus,
    number: DocumentId,
    range: &Range<usize>,
) -> Vec<(Range<usize>, Cow<'c, Finding>)> {
    let Some(document) = corpus.documents().get(number as usize) else {
        return Vec::new();
    };
    let tree = document.tree();
    let mut at = Some(tree.at(range.start.min(tree.length())));
    let mut found = Vec::new();
    while let Some(anchor) = at.filter(|&a| tree.start(a) <= range.end && found.len() < LISTED) {
        let own = corpus.findings_of(document.segment(anchor)).into_iter();
        let meets = |place: &Range<usize>| place.start <= range.end && range.start <= place.end;
        found.extend(own.filter(|(place, _)| meets(place)));
        at = tree.next(anchor).map(Some);
    }
    found.truncate(LISTED);
    found
}

/// What can be done at some bytes of a bundle.
pub fn actions(
    corpus: &Corpus,
    number: DocumentId,
    range: &Range<usize>,
    wanted: Wanted,
) -> Vec<Action> {
    let mut all = Vec::new();
    if wanted.quick_fixes {
        let mut has_safe = false;
        for (place, finding) in findings_at(corpus, number, range) {
            about(corpus, &place, &finding, &mut all);
            has_safe |= finding.fixes.iter().any(Fix::is_safe);
        }
        if has_safe && !wanted.fix_all {
            all.push(fix_all());
        }
    }
    if wanted.rewrites
        && let Some(document) = corpus.documents().get(number as usize)
        && lines::escape(document, range.start).is_some()
    {
        all.push(Action {
            title: "Escape this line: it is text".to_owned(),
            kind: Kind::Rewrite,
            what: What::Escape,
            preferred: false,
            finding: None,
        });
    }
    if wanted.fix_all && !all_safe(corpus, number).is_empty() {
        all.push(fix_all());
    }
    all
}

fn fix_all() -> Action {
    Action {
        title: "Fix all that can be fixed without doubt".to_owned(),
        kind: Kind::FixAll,
        what: What::FixAll,
        preferred: false,
        finding: None,
    }
}

/// The actions about one finding.
fn about(corpus: &Corpus, place: &Range<usize>, finding: &Finding, all: &mut Vec<Action>) {
    let known = (finding.fingerprint(), place.clone());
    let action = |title: String, what: What, preferred: bool| Action {
        title,
        kind: Kind::QuickFix,
        what,
        preferred,
        finding: Some(known.clone()),
    };
    match finding.rule {
        // The rule's own fix is of one place; a name is unified everywhere or not at all.
        Rule::VariantSpelling => {
            let spellings = unify::spellings(corpus, finding);
            all.extend(spellings.into_iter().map(|to| {
                let title = format!("Unify the spelling to `{to}`");
                action(title, What::Unify { to }, false)
            }));
        }
        _ => all.extend(finding.fixes.iter().zip(0..).map(|(fix, number)| {
            let preferred = fix.is_safe() && number == 0;
            action(capitalised(&fix.title), What::Fix { number }, preferred)
        })),
    }
    match finding.rule {
        Rule::DuplicatedArticle => {
            let name = remove::name(corpus, finding);
            let title = format!("Delete this copy, `{name}`");
            all.push(action(title, What::DeleteArticle, false));
        }
        Rule::RepeatedPassage if finding.fixes.is_empty() => {
            all.push(action(
                "Delete the second of the two".to_owned(),
                What::DeletePassage,
                false,
            ));
        }
        _ => {}
    }
    let rule = finding.rule.name();
    if allow::on_marker(corpus, finding).is_some() {
        all.push(action(
            format!("Allow `{rule}` in this article"),
            What::Allow,
            false,
        ));
    }
    all.push(action(
        "Allow this in `variorum.toml`, with a reason".to_owned(),
        What::Configure,
        false,
    ));
}

fn capitalised(title: &str) -> String {
    let mut chars = title.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}

fn all_safe(corpus: &Corpus, number: DocumentId) -> Vec<Edit> {
    let chosen = fixes::choose(corpus, number, Which::Safe, |_, _| {});
    let edits = chosen.into_iter();
    edits
        .map(|(range, text)| Edit::new(number, range, text))
        .collect()
}

/// The finding that an action is about.
pub fn finding<'c>(
    corpus: &'c Corpus,
    number: DocumentId,
    fingerprint: &str,
    place: &Range<usize>,
) -> Option<Cow<'c, Finding>> {
    let document = corpus.documents().get(number as usize)?;
    let anchor = document
        .tree()
        .at(place.start.min(document.tree().length()));
    let findings = corpus.findings_of(document.segment(anchor)).into_iter();
    let mut same = findings.filter(|(range, f)| range == place && f.fingerprint() == fingerprint);
    same.next().map(|(_, finding)| finding)
}

/// What an action writes, in order, none of it meeting another; `None` where it cannot be done any more. `at`: where the
/// menu was opened, in bytes of the bundle. What an `[[allow]]` of the configuration says is for
/// [`configuration_entry`] to tell.
pub fn edits<E>(
    corpus: &Corpus,
    number: DocumentId,
    what: &What,
    finding: Option<&Finding>,
    at: usize,
    go_on: impl FnMut() -> Result<(), E>,
) -> Result<Option<Vec<Edit>>, E> {
    let document: Option<&Document> = corpus.documents().get(number as usize);
    let mut edits = match (what, finding) {
        (What::Fix { number }, Some(finding)) => finding.fixes.get(*number).and_then(|fix| {
            let edits = fix.edits.iter().map(|edit| Edit::of(corpus, edit));
            edits.collect::<Option<Vec<Edit>>>()
        }),
        (What::Unify { to }, Some(finding)) => Some(unify::edits(corpus, finding, to, go_on)?),
        (What::Allow, Some(finding)) => allow::on_marker(corpus, finding).map(|edit| vec![edit]),
        (What::DeleteArticle, Some(finding)) => {
            remove::article(corpus, finding).map(|edit| vec![edit])
        }
        (What::DeletePassage, Some(finding)) => {
            remove::passage(corpus, finding).map(|edit| vec![edit])
        }
        (What::Escape, _) => document
            .and_then(|document| lines::escape(document, at))
            .map(|edit| vec![edit]),
        (What::FixAll, _) => document.map(|_| all_safe(corpus, number)),
        _ => None,
    };
    if let Some(edits) = &mut edits {
        settle(edits);
    }
    Ok(edits)
}

#[cfg(test)]
mod tests;
