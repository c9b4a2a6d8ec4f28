//! `--select`, `--ignore`, `--level`: what options make of rules.

use crate::rules::Rule;
use crate::workspace::levels::{Levels, Severity};

/// Which rules report, and at which level.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Levers {
    /// Report only findings of these rules, those too that the configuration switches off
    #[arg(long, value_name = "RULE,…", value_delimiter = ',', value_parser = Rule::find)]
    select: Vec<Rule>,
    /// Report no findings of these rules
    #[arg(long, value_name = "RULE,…", value_delimiter = ',', value_parser = Rule::find)]
    ignore: Vec<Rule>,
    /// Give all findings of a rule this level: error, warning, note or off
    #[arg(long, value_name = "RULE=LEVEL", value_delimiter = ',', value_parser = level)]
    level: Vec<(Rule, Severity)>,
}

fn level(text: &str) -> Result<(Rule, Severity), String> {
    let (rule, level) = text
        .split_once('=')
        .ok_or("it needs a rule and its level, as in `scrape-residue=off`")?;
    Ok((Rule::find(rule)?, Severity::find(level.trim())?))
}

impl Levers {
    /// Sets what the options say above what the configuration says.
    pub fn apply(&self, levels: &mut Levels) {
        for &rule in &self.select {
            if levels.get(rule) == Some(Severity::Off) {
                levels.unset(rule);
            }
        }
        for &(rule, severity) in &self.level {
            levels.set(rule, severity);
        }
        for &rule in Rule::ALL {
            if !self.asks_for(rule) {
                levels.set(rule, Severity::Off);
            }
        }
    }

    /// Whether `--select` and `--ignore` leave a rule be.
    pub fn asks_for(&self, rule: Rule) -> bool {
        (self.select.is_empty() || self.select.contains(&rule)) && !self.ignore.contains(&rule)
    }

    /// Whether `--level` switches a rule off.
    pub fn switch_off(&self) -> bool {
        let mut levels = self.level.iter();
        levels.any(|(_, severity)| *severity == Severity::Off)
    }

    /// Whether an option sets what becomes of a rule's findings.
    pub fn decides(&self, rule: Rule) -> bool {
        !self.asks_for(rule)
            || self.select.contains(&rule)
            || self.level.iter().any(|(set, _)| *set == rule)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Level;

    #[test]
    fn ignore_goes_before_select_and_both_before_level() {
        let levers = Levers {
            select: vec![Rule::EmptyArticle, Rule::ScrapeResidue, Rule::UnusedAllow],
            ignore: vec![Rule::UnusedAllow],
            level: vec![
                (Rule::ScrapeResidue, Severity::At(Level::Error)),
                (Rule::DuplicateName, Severity::At(Level::Note)),
            ],
        };
        let mut levels = Levels::default();
        levels.set(Rule::EmptyArticle, Severity::Off);
        levers.apply(&mut levels);
        assert_eq!(levels.get(Rule::EmptyArticle), None);
        assert_eq!(
            levels.get(Rule::ScrapeResidue),
            Some(Severity::At(Level::Error))
        );
        for rule in [Rule::UnusedAllow, Rule::DuplicateName, Rule::AlteredQuote] {
            assert_eq!(levels.get(rule), Some(Severity::Off));
        }
        let mut untouched = Levels::default();
        Levers::default().apply(&mut untouched);
        assert_eq!(untouched, Levels::default());
    }
}
