//! What is read, and what is said of what cannot be.

use expect_test::{Expect, expect};

use super::*;
use crate::rules::{Level, Rule};
use crate::workspace::levels::Severity;

fn config(text: &str) -> Config {
    Config::parse("variorum.toml", text).unwrap_or_else(|fault| panic!("{fault}"))
}

/// Checks what is said of each of these configurations, none of which can be used.
fn faults(texts: &[&str], expected: &Expect) {
    let tell = |text: &&str| match Config::parse("variorum.toml", text) {
        Ok(_) => panic!("nothing is wrong with {text:?}"),
        Err(fault) => format!("{}\n    {fault}\n", text.trim_end().replace('\n', " | ")),
    };
    expected.assert_eq(&texts.iter().map(tell).collect::<String>());
}

#[test]
fn an_empty_file_changes_nothing() {
    let settings = config("").settings(Some("a.bundle"), Keywords::default());
    assert_eq!(settings.copies, copies::Settings::default());
    assert_eq!(settings.policy.levels, Levels::default());
    assert!(settings.policy.allows.is_empty() && settings.aliases.is_empty());
    config("\u{feff}# a comment\n");
}

#[test]
fn every_key_is_read() {
    let text = r#"
        "$schema" = "https://example.org/variorum.schema.json"
        keywords = ["DOC"]
        dialect = "no-colon"
        scope = "workspace"
        baseline = "known.json"
        [rules]
        empty-article = "off"
        [copies]
        alike = 0.6
        contained = 1
        words = 50
        passage = 40
        footer = 8
        [[overrides]]
        paths = ["archive/**"]
        rules = { empty-article = "note", unused-allow = "error" }
        [[aliases]]
        name = "Dmytro Zhelvanyk"
        also = ["Zhelvanik"]
        [[noun-classes]]
        nouns = ["prisoner", "detainee"]
        [[allow]]
        rule = "empty-article"
        article = "draft-*"
        reason = "to come"
    "#;
    let config = config(text);
    assert_eq!(config.keywords, ["DOC"]);
    assert_eq!(config.scope, Scope::Workspace);
    assert_eq!(config.style, Some(Style::NoColon));
    assert_eq!(config.baseline.as_deref(), Some("known.json"));
    assert_eq!(
        (config.allows[0].line, config.allows[0].reason.as_str()),
        (23, "to come")
    );
    let settings = config.settings(Some("a.bundle"), Keywords::default());
    assert_eq!(
        settings.policy.levels.get(Rule::EmptyArticle),
        Some(Severity::Off)
    );
    assert_eq!(settings.policy.levels.get(Rule::UnusedAllow), None);
    let copies = settings.copies;
    assert_eq!(
        (copies.alike, copies.contained, copies.words),
        (0.6, 1.0, 50)
    );
    assert_eq!((copies.passage, copies.refrain), (40, 8));
    let also = ["Zhelvanik".to_owned()];
    assert_eq!(settings.aliases[0].also, also);
    assert_eq!(settings.noun_classes, [["prisoner", "detainee"]]);
    let settings = config.settings(Some("archive/2031/a.bundle"), Keywords::default());
    assert_eq!(
        settings.policy.levels.get(Rule::EmptyArticle),
        Some(Severity::At(Level::Note))
    );
}

#[test]
fn of_several_overrides_the_last_that_names_a_rule_decides() {
    let text = r#"
        [[overrides]]
        paths = "archive"
        rules = { empty-article = "off", unused-allow = "off" }
        [[overrides]]
        paths = ["old.bundle", "*.txt"]
        rules = { empty-article = "error" }
    "#;
    let settings = config(text).settings(Some("archive/old.bundle"), Keywords::default());
    assert_eq!(
        settings.policy.levels.get(Rule::EmptyArticle),
        Some(Severity::At(Level::Error))
    );
    assert_eq!(
        settings.policy.levels.get(Rule::UnusedAllow),
        Some(Severity::Off)
    );
    let settings = config(text).settings(None, Keywords::default());
    assert_eq!(
        settings.policy.levels,
        Levels::default(),
        "standard input has no path"
    );
}

#[test]
fn an_allow_is_for_the_bundles_that_its_paths_match() {
    let text = "[[allow]]\nrule = 'empty-article'\npath = 'a.bundle'\nreason = 'x'\n";
    let allows = |path| {
        config(text)
            .settings(path, Keywords::default())
            .policy
            .allows
            .len()
    };
    assert_eq!(
        [
            allows(Some("x/a.bundle")),
            allows(Some("b.bundle")),
            allows(None)
        ],
        [1, 0, 0]
    );
}

#[test]
fn unknown_keys_and_names_get_suggestions() {
    faults(
        &[
            "rulez = 3\n",
            "\n\n  [copies]\n  alikeness = 0.4\n",
            "scopes = 'x'\n",
            "scope = 'world'\n",
            "[[allow]]\nrul = 'empty-article'\nreason = 'x'\n",
            "[[noun_classes]]\nnouns = ['a', 'b']\n",
            "[rules]\nunbalanced-delimeter = 'off'\n",
            "rules = { zzz = 'off' }\n",
            "[[allow]]\nrule = ['empty-article', 'duplicate-names']\nreason = 'x'\n",
            "[[overrides]]\npaths = ['a']\nrules.empty_article = 'off'\n",
        ],
        &expect![[r"
            rulez = 3
                variorum.toml:1:1: there is no key `rulez` here; did you mean `rules`?
             |  |   [copies] |   alikeness = 0.4
                variorum.toml:4:3: there is no key `alikeness` here; did you mean `alike`?
            scopes = 'x'
                variorum.toml:1:1: there is no key `scopes` here; did you mean `scope`?
            scope = 'world'
                variorum.toml:1:9: `world` cannot stand here: there are `bundle` and `workspace`
            [[allow]] | rul = 'empty-article' | reason = 'x'
                variorum.toml:2:1: there is no key `rul` here; did you mean `rule`?
            [[noun_classes]] | nouns = ['a', 'b']
                variorum.toml:1:3: there is no key `noun_classes` here; did you mean `noun-classes`?
            [rules] | unbalanced-delimeter = 'off'
                variorum.toml:2:1: there is no rule `unbalanced-delimeter`; did you mean `unbalanced-delimiter`?
            rules = { zzz = 'off' }
                variorum.toml:1:11: there is no rule `zzz`: `variorum explain` lists them all
            [[allow]] | rule = ['empty-article', 'duplicate-names'] | reason = 'x'
                variorum.toml:2:26: there is no rule `duplicate-names`; did you mean `duplicate-name`?
            [[overrides]] | paths = ['a'] | rules.empty_article = 'off'
                variorum.toml:3:7: there is no rule `empty_article`; did you mean `empty-article`?
        "]],
    );
}

#[test]
fn wrong_values_are_told_what_they_can_be() {
    faults(
        &[
            "[rules]\nempty-article = 'warn'\n",
            "[rules]\nempty-article = 'x'\n",
            "[rules]\nempty-article = false\n",
            "rules = 'off'\n",
            "dialect = 'canonic'\n",
            "dialect = 'zzz'\n",
            "keywords = ['DOC', 'END']\n",
            "keywords = 'DOC'\n",
            "baseline = ' '\n",
            "[copies]\nalike = 50\n",
            "[copies]\nalike = nan\n",
            "[copies]\nalike = '50 %'\n",
            "[copies]\npassage = 3\n",
            "[copies]\nwords = -1\n",
            "[copies]\nfooter = 1\n",
            "[[overrides]]\npaths = ['a', '[']\nrules = {}\n",
            "[[overrides]]\npaths = '../b'\nrules = {}\n",
            "[[overrides]]\npaths = []\nrules = {}\n",
            "[[overrides]]\nrules = {}\n",
            "[overrides]\npaths = ['a']\n",
            "overrides = [3]\n",
            "copies = 3\n",
            "[copies]\nwords = 3.5\n",
            "[rules]\nempty-article = { level = 'off' }\n",
        ],
        &expect![[r#"
            [rules] | empty-article = 'warn'
                variorum.toml:2:17: `warn` is no level of a rule; did you mean `warning`?
            [rules] | empty-article = 'x'
                variorum.toml:2:17: `x` is no level of a rule: it can be `error`, `warning`, `note` or `off`
            [rules] | empty-article = false
                variorum.toml:2:17: this must be a string, not boolean `false`
            rules = 'off'
                variorum.toml:1:9: this must be a table of rules and their levels, not string "off"
            dialect = 'canonic'
                variorum.toml:1:11: `canonic` cannot stand here; did you mean `canonical`?
            dialect = 'zzz'
                variorum.toml:1:11: `zzz` cannot stand here: there are `keep`, `canonical`, `no-colon`, `attributes`, `begin-end` and `start-end`
            keywords = ['DOC', 'END']
                variorum.toml:1:20: `END` cannot mark articles: a keyword has only the letters A to Z, and is not END, EOF, BEGIN or START
            keywords = 'DOC'
                variorum.toml:1:12: this must be a list, not string "DOC"
            baseline = ' '
                variorum.toml:1:12: there is nothing in this string
            [copies] | alike = 50
                variorum.toml:2:9: 50 is no share: it must be more than 0 and at most 1
            [copies] | alike = nan
                variorum.toml:2:9: NaN is no share: it must be more than 0 and at most 1
            [copies] | alike = '50 %'
                variorum.toml:2:9: this must be a number, not string "50 %"
            [copies] | passage = 3
                variorum.toml:2:11: 3 cannot stand here: it must be 10 or more
            [copies] | words = -1
                variorum.toml:2:9: -1 cannot stand here: it must be 5 or more
            [copies] | footer = 1
                variorum.toml:2:10: 1 cannot stand here: it must be 2 or more
            [[overrides]] | paths = ['a', '['] | rules = {}
                variorum.toml:2:15: `[` is no pattern for paths: unclosed character class; missing ']'
            [[overrides]] | paths = '../b' | rules = {}
                variorum.toml:2:9: `../b` leads out of the configuration's folder, which is what patterns are relative to
            [[overrides]] | paths = [] | rules = {}
                variorum.toml:2:9: this list is empty
            [[overrides]] | rules = {}
                variorum.toml:1:1: the key `paths` is missing here
            [overrides] | paths = ['a']
                variorum.toml:1:1: this must be a list: each of its entries begins with two brackets, `[[…]]`
            overrides = [3]
                variorum.toml:1:14: this must be a table, not integer `3`
            copies = 3
                variorum.toml:1:10: this must be a table, not integer `3`
            [copies] | words = 3.5
                variorum.toml:2:9: this must be a whole number, not number `3.5`
            [rules] | empty-article = { level = 'off' }
                variorum.toml:2:17: this must be a string, not a table
        "#]],
    );
}

#[test]
fn entries_that_cannot_be_are_told_of() {
    faults(
        &[
            "# é\n[[allow]]\nrule = 'empty-article'\n",
            "[[allow]]\nrule = 'empty-article'\nreason = ''\n",
            "[[allow]]\nreason = 'x'\n",
            "[[allow]]\nrule = 'empty-article'\nbetween = ['a']\nreason = 'x'\n",
            "[[allow]]\nrule = 'empty-article'\nbetween = ['a', 'b']\narticle = 'a'\nreason = 'x'\n",
            "[[allow]]\nrule = 'empty-article'\nfingerprint = '12'\nreason = 'x'\n",
            "[[allow]]\nrule = 3\nreason = 'x'\n",
            "[[aliases]]\nname = 'A'\nalso = []\n",
            "[[aliases]]\nname = 'A'\n",
            "[[aliases]]\nname = 'A'\nalso = ['B']\n[[aliases]]\nname = 'C'\nalso = ['b']\n",
            "[[noun-classes]]\nnouns = ['a']\n",
            "noun-classes = [{ nouns = ['a', 'b'] }, { nouns = ['a', 'c'] }]\n",
        ],
        &expect![[r"
            # é | [[allow]] | rule = 'empty-article'
                variorum.toml:2:1: this `allow` needs a `reason`: whoever reads it later wants to know why
            [[allow]] | rule = 'empty-article' | reason = ''
                variorum.toml:3:10: there is nothing in this string
            [[allow]] | reason = 'x'
                variorum.toml:1:1: the key `rule` is missing here
            [[allow]] | rule = 'empty-article' | between = ['a'] | reason = 'x'
                variorum.toml:3:11: `between` names two articles, not 1
            [[allow]] | rule = 'empty-article' | between = ['a', 'b'] | article = 'a' | reason = 'x'
                variorum.toml:3:11: an `allow` has an `article` or is `between` two, not both
            [[allow]] | rule = 'empty-article' | fingerprint = '12' | reason = 'x'
                variorum.toml:3:15: this is no fingerprint: 32 hexadecimal digits, as `check --format json` gives them
            [[allow]] | rule = 3 | reason = 'x'
                variorum.toml:2:8: this must be a string or a list of strings, not integer `3`
            [[aliases]] | name = 'A' | also = []
                variorum.toml:3:8: there must be another name in `also` at least
            [[aliases]] | name = 'A'
                variorum.toml:1:1: the key `also` is missing here
            [[aliases]] | name = 'A' | also = ['B'] | [[aliases]] | name = 'C' | also = ['b']
                variorum.toml:6:9: `b` stands twice among these aliases: in line 3 too
            [[noun-classes]] | nouns = ['a']
                variorum.toml:2:9: there must be two nouns at least
            noun-classes = [{ nouns = ['a', 'b'] }, { nouns = ['a', 'c'] }]
                variorum.toml:1:52: `a` stands twice among these classes: in line 1 too
        "]],
    );
}

#[test]
fn what_is_no_toml_is_told_of() {
    faults(
        &[
            "[rules\n",
            "rules\n",
            "baseline = a b\n",
            "baseline = 'a'\nbaseline = 'b'\n",
            "[rules]\n[rules]\n",
            "baseline = \"a\n",
        ],
        &expect![[r#"
            [rules
                variorum.toml:1:7: unclosed table, expected `]`
            rules
                variorum.toml:1:6: key with no value, expected `=`
            baseline = a b
                variorum.toml:1:12: string values must be quoted, expected literal string
            baseline = 'a' | baseline = 'b'
                variorum.toml:2:1: `baseline` stands twice
            [rules] | [rules]
                variorum.toml:2:2: `rules` stands twice
            baseline = "a
                variorum.toml:1:14: invalid basic string, expected `"`
        "#]],
    );
}
