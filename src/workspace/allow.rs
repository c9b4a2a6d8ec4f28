//! Findings that the configuration allows.

use globset::{GlobBuilder, GlobMatcher};

use crate::rules::{Finding, Rule};

/// Allows findings: they are not reported.
#[derive(Debug, Clone)]
pub struct Allow {
    /// Its place among all that the configuration allows, from 0.
    pub number: usize,
    /// The rules whose findings it is about.
    pub rules: Vec<Rule>,
    /// Which findings of theirs.
    pub scope: Scope,
    /// The fingerprint of the one finding that it is about.
    pub fingerprint: Option<String>,
}

/// Which findings an [`Allow`] is about.
#[derive(Debug, Clone)]
pub enum Scope {
    /// All.
    Everywhere,
    /// Those in articles of these names.
    Articles(Vec<NamePattern>),
    /// Those in an article of the one name about an article of the other.
    Between(Box<[NamePattern; 2]>),
}

/// What an [`Allow`] has to do with a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Nothing.
    None,
    /// It allows the finding.
    Whole,
    /// It allows the finding as far as it is about other places that [`Allow::covers`].
    Places,
}

/// The name of an article, or a glob that matches names. In it `*` stands for anything, `/` included: a name is no path.
#[derive(Debug, Clone)]
pub struct NamePattern {
    name: String,
    glob: Option<GlobMatcher>,
}

impl NamePattern {
    /// Reads a pattern. What is no glob is a name all the same: `[live] storm.txt`, `a[b`.
    pub fn new(pattern: &str) -> NamePattern {
        let wild = pattern.contains(['*', '?', '[', '{']);
        let glob = wild.then(|| GlobBuilder::new(pattern).build().ok());
        NamePattern {
            name: pattern.to_owned(),
            glob: glob.flatten().map(|glob| glob.compile_matcher()),
        }
    }

    /// Whether a name is this one, or matches.
    pub fn matches(&self, name: &str) -> bool {
        self.name == name || self.glob.as_ref().is_some_and(|glob| glob.is_match(name))
    }
}

impl Allow {
    /// What it has to do with a finding in the article `name`; outside articles there is no name.
    pub fn reach(&self, finding: &Finding, name: Option<&str>) -> Reach {
        if !self.rules.contains(&finding.rule) {
            return Reach::None;
        }
        let reach = match (&self.scope, name) {
            (Scope::Everywhere, _) => Reach::Whole,
            (Scope::Articles(names), Some(name)) if names.iter().any(|n| n.matches(name)) => {
                Reach::Whole
            }
            (Scope::Between(both), Some(name)) if both.iter().any(|n| n.matches(name)) => {
                Reach::Places
            }
            _ => Reach::None,
        };
        // Last, since a fingerprint has to be computed.
        let other = |print: &String| !print.eq_ignore_ascii_case(&finding.fingerprint());
        if reach != Reach::None && self.fingerprint.as_ref().is_some_and(other) {
            return Reach::None;
        }
        reach
    }

    /// Whether it is about articles of these two names, a finding being in one of them and about the other.
    pub fn covers(&self, name: &str, other: &str) -> bool {
        match &self.scope {
            Scope::Between(both) => {
                let [a, b] = &**both;
                a.matches(name) && b.matches(other) || b.matches(name) && a.matches(other)
            }
            Scope::Everywhere | Scope::Articles(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_match_to_the_letter_and_as_globs() {
        for (pattern, name, expected) in [
            ("a.txt", "a.txt", true),
            ("a.txt", "b/a.txt", false),
            ("*.txt", "b/a.txt", true),
            ("wire/*", "wire/2031/a.txt", true),
            ("[live] storm.txt", "[live] storm.txt", true),
            ("a[b", "a[b", true),
            ("a[b", "ab", false),
            ("00{1,2}*", "002-lantern.txt", true),
        ] {
            assert_eq!(
                NamePattern::new(pattern).matches(name),
                expected,
                "{pattern} {name}"
            );
        }
    }
}
