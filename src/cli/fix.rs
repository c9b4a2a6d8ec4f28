//! Applying fixes.

use std::io::Write;
use std::ops::Range;
use std::path::Path;

use anyhow::bail;
use similar::TextDiff;

use super::{files, output};
use crate::report::{Checked, File};
use crate::text::decode::Decoded;
use crate::text::irregular::Irregularities;
use crate::workspace::Corpus;
use crate::workspace::bundle::Settings;
use crate::workspace::fixes;
pub use crate::workspace::fixes::Which;

/// Fixes may make room for others; after so many rounds the rest is left.
const ROUNDS: usize = 10;
/// Fixes of one file that are named; the rest are counted.
const SHOWN: usize = 100;

/// Reads bundles as they are now, and compares them with each other. Each has settings of its own; they may differ in
/// their policies alone.
pub fn read(files: &[File], settings: &[Settings]) -> Corpus {
    let irregular: Vec<Irregularities> = files.iter().map(|f| f.decoded.irregularities()).collect();
    let texts = files.iter().map(|file| file.decoded.text());
    let common = settings.first().cloned().unwrap_or_default();
    let mut corpus = Corpus::new(&texts.zip(&irregular).collect::<Vec<_>>(), &common);
    for (number, settings) in (0..).zip(settings).skip(1) {
        corpus.set_policy(number, settings.policy.clone());
    }
    corpus
}

/// Which fixes are applied.
#[derive(Clone, Copy)]
pub struct Choice<'a> {
    /// Which of a file.
    pub which: Which,
    /// Whether there are to be any of each file.
    pub of: &'a [bool],
}

/// Files with their fixes applied, read anew.
struct Fixed {
    files: Vec<File>,
    corpus: Corpus,
    /// What the fixes of each file did, a line each.
    done: Vec<Vec<String>>,
}

fn fixed(mut files: Vec<File>, settings: &[Settings], choice: Choice<'_>) -> Fixed {
    let mut done = vec![Vec::new(); files.len()];
    let mut corpus = read(&files, settings);
    for _ in 0..ROUNDS {
        let chosen: Vec<_> = Checked::all(&files, &corpus)
            .zip(choice.of)
            .map(|(checked, &is_mended)| {
                if is_mended {
                    choose(&checked, choice.which)
                } else {
                    Default::default()
                }
            })
            .collect();
        if chosen.iter().all(|(edits, _)| edits.is_empty()) {
            break;
        }
        for ((file, done), (edits, titles)) in files.iter_mut().zip(&mut done).zip(chosen) {
            if !edits.is_empty() {
                file.decoded = Decoded::from_bytes(file.decoded.encode(&edits));
                done.extend(titles);
            }
        }
        corpus = read(&files, settings);
    }
    Fixed {
        files,
        corpus,
        done,
    }
}

/// The edits of the fixes to apply, in order, none of which touch each other; and what they do.
fn choose(checked: &Checked<'_>, which: Which) -> (Vec<(Range<usize>, String)>, Vec<String>) {
    let mut titles = Vec::new();
    let edits = fixes::choose(checked.corpus, checked.number, which, |finding, fix| {
        let start = checked.location(&finding.place).start;
        titles.push(format!(
            "{}:{}:{}: {} [{}]",
            checked.file().path,
            start.line,
            start.column,
            fix.title,
            finding.rule.name()
        ));
    });
    (edits, titles)
}

/// What is said of a fix for standard input.
pub const NOT_IN_PLACE: &str =
    "standard input cannot be fixed in place: use --diff, or give a file";

/// Applies fixes to files, and returns the files as they are then, read. What they did is added to `said`, a line each.
pub fn apply(
    files: Vec<File>,
    settings: &[Settings],
    choice: Choice<'_>,
    said: &mut Vec<String>,
) -> anyhow::Result<(Vec<File>, Corpus)> {
    if files.iter().any(|file| file.path == files::STDIN) {
        bail!(NOT_IN_PLACE);
    }
    let Fixed {
        files,
        corpus,
        done,
    } = fixed(files, settings, choice);
    for (file, done) in files.iter().zip(done) {
        if !done.is_empty() {
            output::replace(Path::new(&file.path), &file.decoded.encode(&[]))?;
        }
        said.extend(done.iter().take(SHOWN).cloned());
        if let Some(more @ 1..) = done.len().checked_sub(SHOWN) {
            let path = &file.path;
            said.push(format!(
                "{path}: {more} more (--diff shows them all beforehand)"
            ));
        }
    }
    Ok((files, corpus))
}

/// Shows as unified diffs what fixes would do.
pub fn show(
    files: &[File],
    settings: &[Settings],
    choice: Choice<'_>,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let now = fixed(files.to_vec(), settings, choice);
    for ((before, file), done) in files.iter().zip(&now.files).zip(&now.done) {
        if !done.is_empty() {
            diff(&file.path, before.decoded.text(), file.decoded.text(), out)?;
        }
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
