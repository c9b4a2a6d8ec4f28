//! Findings that are known, so that only new ones are reported.
//!
//! ```json
//! {"version": 1, "findings": [
//! {"path": "a.bundle", "article": "002.txt", "rule": "empty-article", "fingerprint": "2b7c…", "count": 1}
//! ]}
//! ```
//!
//! A finding is known by its rule and its fingerprint, so it stays known when text elsewhere is edited, or the bundle is
//! moved. Of findings that are alike in both, as many are known as the baseline counts. Path and article are for whoever
//! reads the file; the path tells besides whether an entry can be judged, or its bundle was not looked at.

use std::fmt::Write;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::rules::Rule;

/// The version that is written, and the only one that is read.
const VERSION: u32 = 1;

/// One line of a baseline: so many findings that are alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The bundle, relative to the baseline's folder and parted by `/`.
    pub path: String,
    /// The article's name; absent outside articles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// The rule's name.
    pub rule: String,
    /// See [`crate::rules::Finding::fingerprint`].
    pub fingerprint: String,
    /// How many such findings there are.
    pub count: usize,
}

/// What a baseline's file holds besides its version.
#[derive(Deserialize)]
struct File {
    findings: Vec<Entry>,
}

/// Just its version, whatever else there may be in another version.
#[derive(Deserialize)]
struct Version {
    version: u32,
}

/// A baseline, and which of its findings were met.
#[derive(Debug, Default)]
pub struct Baseline {
    entries: Vec<Entry>,
    /// How often each entry was not met yet.
    left: Vec<usize>,
    /// Entries by rule and fingerprint.
    by_finding: FxHashMap<(String, String), Vec<usize>>,
    /// Bundles that were looked at.
    seen: FxHashSet<String>,
}

impl Baseline {
    /// Reads a baseline; the error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Baseline, String> {
        let wrong = |error: serde_json::Error| format!("it is no baseline: {error}");
        let Version { version } = serde_json::from_str(text).map_err(wrong)?;
        if version != VERSION {
            return Err(format!(
                "it is a baseline of version {version}, and this program reads version {VERSION}"
            ));
        }
        let File { findings } = serde_json::from_str(text).map_err(wrong)?;
        let mut by_finding: FxHashMap<_, Vec<usize>> = FxHashMap::default();
        for (number, entry) in findings.iter().enumerate() {
            let key = (entry.rule.clone(), entry.fingerprint.clone());
            by_finding.entry(key).or_default().push(number);
        }
        Ok(Baseline {
            left: findings.iter().map(|entry| entry.count).collect(),
            entries: findings,
            by_finding,
            seen: FxHashSet::default(),
        })
    }

    /// Notes that a bundle is looked at, so that what is not met in it is there no more.
    pub fn look_at(&mut self, path: &str) {
        self.seen.insert(path.to_owned());
    }

    /// Whether a finding is known; one so known counts as met. Entries of its own bundle are met first.
    pub fn knows(&mut self, path: &str, rule: Rule, fingerprint: &str) -> bool {
        let key = (rule.name().to_owned(), fingerprint.to_owned());
        let Some(numbers) = self.by_finding.get(&key) else {
            return false;
        };
        let open = || numbers.iter().copied().filter(|&n| self.left[n] > 0);
        let own = open().find(|&number| self.entries[number].path == path);
        match own.or_else(|| open().next()) {
            Some(number) => {
                self.left[number] -= 1;
                true
            }
            None => false,
        }
    }

    /// Whether it has a finding like this one at all. For those who cannot count which of several alike are met: what is
    /// asked about one finding does not change what is said of the next.
    pub fn has(&self, rule: Rule, fingerprint: &str) -> bool {
        let key = (rule.name().to_owned(), fingerprint.to_owned());
        self.by_finding.contains_key(&key)
    }

    /// How many of its findings are in bundles that were looked at, and were not met, though their rule was asked for.
    pub fn stale(&self, asked: impl Fn(&str) -> bool) -> usize {
        let entries = self.entries.iter().zip(&self.left);
        let judged =
            entries.filter(|(entry, _)| self.seen.contains(&entry.path) && asked(&entry.rule));
        judged.map(|(_, left)| left).sum()
    }
}

/// Whether bytes are a baseline, of this version or another. A version alone does not make one: source maps have that too.
pub fn is_one(bytes: &[u8]) -> bool {
    let file: Value = serde_json::from_slice(bytes).unwrap_or_default();
    file["version"].is_u64() && file["findings"].is_array()
}

/// A baseline of these findings, each given by an entry that counts it: sorted, one line for those that are alike.
pub fn write(mut findings: Vec<Entry>) -> String {
    findings.sort();
    findings.dedup_by(|next, entry| {
        let alike = (&next.path, &next.article, &next.rule, &next.fingerprint)
            == (&entry.path, &entry.article, &entry.rule, &entry.fingerprint);
        if alike {
            entry.count += next.count;
        }
        alike
    });
    let mut text = format!("{{\"version\": {VERSION}, \"findings\": [");
    for (number, entry) in findings.iter().enumerate() {
        let comma = if number > 0 { "," } else { "" };
        // A struct of strings and numbers can always be written.
        let line = serde_json::to_string(entry).unwrap_or_default();
        let _ = write!(text, "{comma}\n{line}");
    }
    text.push_str("\n]}\n");
    text
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    fn entry(path: &str, rule: Rule, fingerprint: &str) -> Entry {
        Entry {
            path: path.to_owned(),
            article: Some("x.txt".to_owned()),
            rule: rule.name().to_owned(),
            fingerprint: fingerprint.to_owned(),
            count: 1,
        }
    }

    #[test]
    fn a_baseline_is_sorted_and_a_line_for_each() {
        let text = write(vec![
            entry("b", Rule::EmptyArticle, "22"),
            entry("a", Rule::EmptyArticle, "22"),
            entry("a", Rule::UnusedAllow, "11"),
            entry("a", Rule::EmptyArticle, "22"),
        ]);
        expect![[r#"
            {"version": 1, "findings": [
            {"path":"a","article":"x.txt","rule":"empty-article","fingerprint":"22","count":2},
            {"path":"a","article":"x.txt","rule":"unused-allow","fingerprint":"11","count":1},
            {"path":"b","article":"x.txt","rule":"empty-article","fingerprint":"22","count":1}
            ]}
        "#]]
        .assert_eq(&text);
        assert_eq!(write(Vec::new()), "{\"version\": 1, \"findings\": [\n]}\n");
        assert!(Baseline::parse(&text).is_ok() && Baseline::parse(&write(Vec::new())).is_ok());
    }

    #[test]
    fn as_many_findings_are_known_as_are_counted() {
        let text = write(vec![
            entry("a", Rule::EmptyArticle, "11"),
            entry("a", Rule::EmptyArticle, "11"),
            entry("b", Rule::EmptyArticle, "11"),
            entry("b", Rule::EmptyArticle, "22"),
        ]);
        let mut baseline = Baseline::parse(&text).unwrap();
        baseline.look_at("b");
        let mut knows = |path| baseline.knows(path, Rule::EmptyArticle, "11");
        assert_eq!(
            [knows("b"), knows("b"), knows("b"), knows("b")],
            [true, true, true, false]
        );
        assert!(
            !baseline.knows("b", Rule::UnusedAllow, "22"),
            "another rule"
        );
        assert_eq!(baseline.stale(|_| true), 1, "22 of b");
        baseline.look_at("a");
        assert_eq!(
            baseline.stale(|_| true),
            1,
            "b took a's: it was moved there"
        );
    }

    #[test]
    fn what_is_no_baseline_is_told_of() {
        let told = |text: &str| Baseline::parse(text).err().unwrap_or_default();
        expect!["it is no baseline: expected ident at line 1 column 2"].assert_eq(&told("nothing"));
        expect!["it is a baseline of version 2, and this program reads version 1"]
            .assert_eq(&told(r#"{"version": 2, "new": true}"#));
        expect!["it is no baseline: missing field `version` at line 1 column 2"]
            .assert_eq(&told("{}"));
    }
}
