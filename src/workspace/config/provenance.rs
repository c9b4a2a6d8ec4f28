//! Where each value that holds for a bundle comes from: a line of its configuration, or nowhere but the program.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Config, fault};
use crate::collation::copies;
use crate::rules::Rule;
use crate::workspace::levels::Severity;

/// A value that holds for a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The header that it stands under, `[rules]`; empty at the top.
    pub header: &'static str,
    /// Its key, as TOML has it.
    pub key: String,
    /// The value, as TOML has it; `None` where there is none.
    pub value: Option<String>,
    /// The line that sets it, 1-based; `None` where no line does.
    pub line: Option<usize>,
}

/// An entry of a list that concerns a bundle, such as an `[[allow]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// `[[allow]]`.
    pub header: &'static str,
    /// Its keys and values, as they are written.
    pub keys: Vec<(String, String)>,
    /// The line that it begins in, 1-based.
    pub line: usize,
}

/// The text of a configuration, and what it says.
pub struct Provenance<'t> {
    text: &'t str,
    table: DeTable<'t>,
    config: &'t Config,
}

type Value<'t> = Spanned<DeValue<'t>>;

impl<'t> Provenance<'t> {
    /// Of a configuration that was read from this text.
    pub fn new(text: &'t str, config: &'t Config) -> Provenance<'t> {
        let table = DeTable::parse(text.strip_prefix('\u{feff}').unwrap_or(text));
        Provenance {
            text: text.strip_prefix('\u{feff}').unwrap_or(text),
            table: table.map(Spanned::into_inner).unwrap_or_default(), // it was read before
            config,
        }
    }

    /// What holds for the bundle of this path, in the order of the page for users. The levels are without those that
    /// options set.
    pub fn held(&self, path: Option<&str>) -> Vec<Held> {
        let mut all = Vec::new();
        for (key, default) in [
            ("keywords", Some("[]")),
            ("dialect", Some("\"keep\"")),
            ("scope", Some("\"bundle\"")),
            ("baseline", None),
        ] {
            all.push(self.held_at("", key, self.table.get(key), default.map(str::to_owned)));
        }
        all.extend(Rule::ALL.iter().map(|&rule| self.level(rule, path)));
        let defaults = copies::Settings::default();
        let copies = self
            .table
            .get("copies")
            .and_then(|table| table.get_ref().as_table());
        for (key, default) in [
            ("alike", defaults.alike.to_string()),
            ("contained", defaults.contained.to_string()),
            ("words", defaults.words.to_string()),
            ("passage", defaults.passage.to_string()),
            ("footer", defaults.refrain.to_string()),
        ] {
            let value = copies.and_then(|table| table.get(key));
            all.push(self.held_at("[copies]", key, value, Some(default)));
        }
        all
    }

    /// The entries that concern the bundle of this path.
    pub fn entries(&self, path: Option<&str>) -> Vec<Entry> {
        let mut all = Vec::new();
        for (header, key) in [
            ("[[aliases]]", "aliases"),
            ("[[noun-classes]]", "noun-classes"),
            ("[[allow]]", "allow"),
        ] {
            let list = self.list(key);
            for (number, entry) in list.iter().enumerate() {
                let allowed = self.config.allows.get(number).filter(|_| key == "allow");
                if allowed.is_some_and(|allowed| !allowed.is_about(path)) {
                    continue;
                }
                let Some(table) = entry.get_ref().as_table() else {
                    continue;
                };
                let keys = table.iter();
                let keys =
                    keys.map(|(key, value)| (key.get_ref().to_string(), self.written(value)));
                all.push(Entry {
                    header,
                    keys: keys.collect(),
                    line: self.line(entry),
                });
            }
        }
        all
    }

    fn held_at(
        &self,
        header: &'static str,
        key: &str,
        value: Option<&Value<'_>>,
        default: Option<String>,
    ) -> Held {
        Held {
            header,
            key: key.to_owned(),
            value: value.map(|value| self.written(value)).or(default),
            line: value.map(|value| self.line(value)),
        }
    }

    /// The level of a rule: of the last override for this path that names it, or of `[rules]`, or its own.
    fn level(&self, rule: Rule, path: Option<&str>) -> Held {
        let of_rule = |table: Option<&'_ Value<'_>>| {
            let table = table?.get_ref().as_table()?;
            Some(self.line(table.get(rule.name())?))
        };
        let mut severity = self.config.levels.get(rule);
        let mut line = severity.and_then(|_| of_rule(self.table.get("rules")));
        let list = self.list("overrides");
        for (number, (paths, levels)) in self.config.overrides.iter().enumerate() {
            let set = levels.get(rule).filter(|_| super::any_matches(paths, path));
            if let Some(set) = set {
                let entry = list
                    .get(number)
                    .and_then(|entry| entry.get_ref().as_table());
                severity = Some(set);
                line = of_rule(entry.and_then(|entry| entry.get("rules")));
            }
        }
        let severity = severity.unwrap_or(Severity::At(rule.level()));
        Held {
            header: "[rules]",
            key: rule.name().to_owned(),
            value: Some(format!("\"{}\"", severity.name())),
            line,
        }
    }

    fn list(&self, key: &str) -> &[Value<'t>] {
        let list = self
            .table
            .get(key)
            .and_then(|list| list.get_ref().as_array());
        list.map_or(&[], |list| list)
    }

    fn written(&self, value: &Value<'_>) -> String {
        self.text.get(value.span()).unwrap_or_default().to_owned()
    }

    fn line(&self, value: &Value<'_>) -> usize {
        fault::place(self.text, value.span().start).0
    }
}
