//! Applying fixes.

use std::collections::BTreeMap;
use std::io::Write;
use std::ops::Range;
use std::path::Path;

use anyhow::bail;
use similar::TextDiff;

use super::{files, output};
use crate::report::Checked;
use crate::text::decode::Decoded;
use crate::workspace::Bundle;
use crate::workspace::bundle::Settings;

/// Which fixes to apply.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those of which there is no doubt.
    Safe,
    /// The first of every finding.
    All,
}

/// Fixes may make room for others; after so many rounds the rest is left.
const ROUNDS: usize = 10;
/// Fixes of one file that are named; the rest are counted.
const SHOWN: usize = 100;

/// Reads a bundle as it is now.
pub fn read(decoded: &Decoded, settings: &Settings) -> Bundle {
    Bundle::with_irregularities(decoded.text(), &decoded.irregularities(), settings)
}

/// A file with its fixes applied, read anew, and what they did, a line each.
fn fixed(
    path: &str,
    decoded: Decoded,
    settings: &Settings,
    which: Which,
) -> (Decoded, Bundle, Vec<String>) {
    let bundle = read(&decoded, settings);
    let (mut now, mut done) = ((decoded, bundle), Vec::new());
    for _ in 0..ROUNDS {
        let (decoded, bundle) = (&now.0, &now.1);
        let checked = Checked {
            path,
            bundle,
            decoded,
        };
        let (edits, titles) = choose(&checked, which);
        if edits.is_empty() {
            break;
        }
        done.extend(titles);
        let decoded = Decoded::from_bytes(decoded.encode(&edits));
        let bundle = read(&decoded, settings);
        now = (decoded, bundle);
    }
    (now.0, now.1, done)
}

/// The edits of the fixes to apply, in order, none of which touch each other; and what they do.
fn choose(checked: &Checked<'_>, which: Which) -> (Vec<(Range<usize>, String)>, Vec<String>) {
    let mut chosen: BTreeMap<usize, (usize, String)> = BTreeMap::new();
    let mut titles = Vec::new();
    for (_, finding) in checked.bundle.findings() {
        let Some(fix) = finding
            .fixes
            .iter()
            .find(|fix| fix.safe || which == Which::All)
        else {
            continue;
        };
        let edits: Vec<_> = fix
            .edits
            .iter()
            .map(|e| (checked.range(&e.place), e.text.clone()))
            .collect();
        // Of those that start up to its end, the last ends last: none touches another.
        let free = |edit: &Range<usize>| {
            let before = chosen.range(..=edit.end).next_back();
            before.is_none_or(|(_, &(end, _))| end < edit.start)
        };
        if !edits.iter().all(|(edit, _)| free(edit)) {
            continue;
        }
        let keyed = |(range, text): (Range<usize>, String)| (range.start, (range.end, text));
        chosen.extend(edits.into_iter().map(keyed));
        let start = checked.location(&finding.place).start;
        titles.push(format!(
            "{}:{}:{}: {} [{}]",
            checked.path,
            start.line,
            start.column,
            fix.title,
            finding.rule.name()
        ));
    }
    let edits = chosen
        .into_iter()
        .map(|(start, (end, text))| (start..end, text));
    (edits.collect(), titles)
}

/// Applies fixes to a file, says on standard error what they did, and returns the file as it is then, read.
pub fn apply(
    path: &str,
    decoded: Decoded,
    settings: &Settings,
    which: Which,
) -> anyhow::Result<(Decoded, Bundle)> {
    if path == files::STDIN {
        bail!("standard input cannot be fixed in place: use --diff, or give a file");
    }
    let (now, bundle, done) = fixed(path, decoded, settings, which);
    if !done.is_empty() {
        output::replace(Path::new(path), &now.encode(&[]))?;
    }
    for line in done.iter().take(SHOWN) {
        output::say("fixed", line);
    }
    if let Some(more @ 1..) = done.len().checked_sub(SHOWN) {
        output::say(
            "fixed",
            &format!("{path}: {more} more (--diff shows them all beforehand)"),
        );
    }
    Ok((now, bundle))
}

/// Shows as a unified diff what fixes would do.
pub fn show(
    path: &str,
    decoded: &Decoded,
    settings: &Settings,
    which: Which,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let (now, _, done) = fixed(path, decoded.clone(), settings, which);
    if !done.is_empty() {
        diff(path, decoded.text(), now.text(), out)?;
    }
    Ok(())
}

/// Writes a unified diff of two versions of a file.
pub fn diff(path: &str, old: &str, new: &str, out: &mut impl Write) -> anyhow::Result<()> {
    let name = path.trim_start_matches('/');
    let diff = TextDiff::from_lines(old, new);
    write!(
        out,
        "{}",
        diff.unified_diff()
            .header(&format!("a/{name}"), &format!("b/{name}"))
    )?;
    Ok(())
}
