//! What the configuration makes of rules.

use std::collections::BTreeMap;

use crate::rules::{Level, Rule};
use crate::text::nearest::nearest;

/// What becomes of the findings of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// They are not reported.
    Off,
    /// All of them have this level, those too for which the rule chose another.
    At(Level),
}

/// The names of severities, the worst first.
const SEVERITIES: [(&str, Severity); 4] = [
    ("error", Severity::At(Level::Error)),
    ("warning", Severity::At(Level::Warning)),
    ("note", Severity::At(Level::Note)),
    ("off", Severity::Off),
];

impl Severity {
    /// The severity of this name, or what to say where there is none.
    pub fn find(name: &str) -> Result<Severity, String> {
        let found = SEVERITIES.iter().find(|(known, _)| *known == name);
        found.map(|(_, severity)| *severity).ok_or_else(|| {
            let fault = format!("`{name}` is no level of a rule");
            match nearest(name, SEVERITIES.map(|(known, _)| known)) {
                Some(meant) => format!("{fault}; did you mean `{meant}`?"),
                None => format!("{fault}: it can be `error`, `warning`, `note` or `off`"),
            }
        })
    }

    /// The name that configurations use.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Off => "off",
            Severity::At(level) => level.name(),
        }
    }
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

    /// Leaves a rule's findings at the levels that the rule gives them.
    pub fn unset(&mut self, rule: Rule) {
        self.of_rule.remove(&rule);
    }

    /// Takes over what `others` set.
    pub fn extend(&mut self, others: &Levels) {
        self.of_rule.extend(&others.of_rule);
    }
}
