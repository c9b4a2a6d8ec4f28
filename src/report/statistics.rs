//! How many findings of each rule there are, the most frequent first.

use std::io::{self, Write};

use super::{Printer, Reported, Run, concise, text};
use crate::rules::{Level, Rule};

/// Counts findings by rule.
pub struct Statistics {
    counts: Vec<Count>,
    /// Whether nothing but the table is wanted.
    quiet: bool,
}

impl Statistics {
    /// `quiet`: whether nothing but the table is wanted.
    pub fn new(quiet: bool) -> Statistics {
        let counts = Vec::new();
        Statistics { counts, quiet }
    }
}

/// Findings of one rule, at one level.
struct Count {
    rule: Rule,
    level: Level,
    findings: usize,
    /// Those that `--fix` would mend.
    safe: usize,
}

impl Printer for Statistics {
    fn bundle(&mut self, bundle: &Reported, _: &mut dyn Write) -> io::Result<()> {
        for finding in bundle.open() {
            let (rule, level) = (finding.rule, finding.level);
            let known = self
                .counts
                .iter_mut()
                .find(|count| count.rule == rule && count.level == level);
            let safe = usize::from(finding.fixes.iter().any(|fix| fix.safe));
            match known {
                Some(count) => {
                    count.findings += 1;
                    count.safe += safe;
                }
                None => self.counts.push(Count {
                    rule,
                    level,
                    findings: 1,
                    safe,
                }),
            }
        }
        Ok(())
    }

    fn end(&mut self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        let by_count = |count: &Count| (usize::MAX - count.findings, count.rule);
        self.counts.sort_by_key(by_count);
        let most = self.counts.first().map_or(0, |count| count.findings);
        let width = most.to_string().len();
        for count in &self.counts {
            let style = concise::style(count.level);
            let name = count.rule.name();
            let line = format!(
                "{:width$}  {style}{:7}{style:#}  {name}",
                count.findings,
                count.level.name()
            );
            match count.safe {
                0 => writeln!(out, "{line}")?,
                safe => {
                    let pad = " ".repeat(LONGEST.saturating_sub(name.len()));
                    writeln!(out, "{line}{pad}  {safe} can be mended by --fix")?;
                }
            }
        }
        if self.quiet {
            return Ok(());
        }
        if !self.counts.is_empty() {
            writeln!(out)?;
        }
        text::close(run, out)
    }
}

/// Letters of the longest name of a rule.
const LONGEST: usize = "inconsistent-conversion".len();

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_column_of_names_is_wide_enough() {
        let longest = Rule::ALL.iter().map(|rule| rule.name().len()).max();
        assert_eq!(longest, Some(LONGEST));
    }
}
