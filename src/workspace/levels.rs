//! What the configuration makes of rules.

use std::collections::BTreeMap;

use crate::rules::{Level, Rule};

/// What becomes of the findings of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// They are not reported.
    Off,
    /// All of them have this level, those too for which the rule chose another.
    At(Level),
}

/// The rules whose findings are to have another level than the rule gives them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels {
    of_rule: BTreeMap<Rule, Severity>,
}

impl Levels {
    /// Sets what becomes of a rule's findings.
    pub fn set(&mut self, rule: Rule, severity: Severity) {
        self.of_rule.insert(rule, severity);
    }

    /// What becomes of a rule's findings; `None`: what the rule says.
    pub fn get(&self, rule: Rule) -> Option<Severity> {
        self.of_rule.get(&rule).copied()
    }

    /// Takes over what `others` set.
    pub fn extend(&mut self, others: &Levels) {
        self.of_rule.extend(&others.of_rule);
    }
}
