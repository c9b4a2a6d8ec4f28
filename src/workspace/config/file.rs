//! `variorum.toml` as it is written: its tables and keys. The doc comments are what the JSON schema says of them.

use serde::Deserialize;
use toml::Spanned;

use super::values::{AtLeast, Fingerprint, OneOrMore, PathPattern, RuleName, Share, Text};
use crate::workspace::levels::Levels;

/// Settings of variorum, for all bundles in this folder and below it that have no closer `variorum.toml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "variorum.toml"))]
pub(super) struct File {
    /// The JSON schema of this file, for editors; variorum does not read it.
    #[serde(rename = "$schema")]
    pub(super) _schema: Option<String>,
    /// Words that mark articles beside FILE: `["ARTICLE", "DOC"]`.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub(super) keywords: Vec<Spanned<String>>,
    /// The form into which `variorum fmt` brings markers, unless `--dialect` names another.
    pub(super) dialect: Option<Dialect>,
    /// A file of known findings, which are not reported, relative to this file. `variorum check --write-baseline`
    /// writes it.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(super) baseline: Option<Text>,
    /// Whether articles are compared within their bundle, or with those of all bundles that this file counts for and that
    /// are checked together. Default "bundle".
    pub(super) scope: Scope,
    /// The level of each rule, where it is to be another than its own.
    #[cfg_attr(test, schemars(schema_with = "super::schema::levels"))]
    pub(super) rules: Levels,
    /// Levels of rules for some bundles. Where several match, the last that names a rule decides.
    pub(super) overrides: Vec<Override>,
    /// What counts as a copy, and what as a shared passage.
    pub(super) copies: Copies,
    /// Names that are known to be of one person, organisation or place.
    #[cfg_attr(test, schemars(with = "Vec<AliasEntry>"))]
    pub(super) aliases: Vec<AliasEntry>,
    /// Nouns that count the same things, so that their figures are compared.
    pub(super) noun_classes: Vec<NounClass>,
    /// Findings that are not reported.
    #[cfg_attr(test, schemars(with = "Vec<AllowEntry>"))]
    pub(super) allow: Vec<Spanned<AllowEntry>>,
}

/// Which articles are compared with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Scope {
    /// Those of a bundle
    #[default]
    Bundle,
    /// Those of all bundles that the configuration counts for, of those that are checked
    Workspace,
}

/// The form of markers.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) enum Dialect {
    /// The form that most markers of the file have
    Keep,
    /// `<<<FILE: name>>>` … `<<<END FILE>>>`, as the format's standard has it
    Canonical,
    /// `<<<FILE name>>>` … `<<<END FILE>>>`
    NoColon,
    /// `<<<FILE path="name">>>` … `<<<END FILE>>>`
    Attributes,
    /// `<<<BEGIN FILE: name>>>` … `<<<END FILE>>>`
    BeginEnd,
    /// `<<<FILE_START: name>>>` … `<<<FILE_END>>>`
    StartEnd,
}

/// Levels of rules for some bundles.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Override {
    /// Globs for the bundles' paths, relative to this file.
    #[cfg_attr(test, schemars(schema_with = "super::schema::one_or_more"))]
    pub(super) paths: OneOrMore<PathPattern>,
    /// The level of each rule there.
    #[cfg_attr(test, schemars(schema_with = "super::schema::levels"))]
    pub(super) rules: Levels,
}

/// What counts as a copy, and what as a shared passage.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Copies {
    /// Least Jaccard index of the five-word runs of two copies. Default 0.5.
    #[cfg_attr(test, schemars(schema_with = "super::schema::share"))]
    pub(super) alike: Option<Share>,
    /// Least share of one article's five-word runs that stand in the other. Default 0.8.
    #[cfg_attr(test, schemars(schema_with = "super::schema::share"))]
    pub(super) contained: Option<Share>,
    /// Words that both articles must have at least. Default 30.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = 5)))]
    pub(super) words: Option<AtLeast<5>>,
    /// Words of the shortest shared passage. Default 30.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = 10)))]
    pub(super) passage: Option<AtLeast<10>>,
    /// What stands in more articles than this is taken for a footer, and makes no shared passage. Default 16.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = 2)))]
    pub(super) footer: Option<AtLeast<2>>,
}

/// Names that are known to be of one person, organisation or place.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct AliasEntry {
    /// The name to call it by.
    #[cfg_attr(test, schemars(with = "String"))]
    pub(super) name: Spanned<Text>,
    /// Other names and spellings of it.
    #[cfg_attr(test, schemars(with = "Vec<String>", length(min = 1)))]
    pub(super) also: Spanned<Vec<Spanned<Text>>>,
}

/// Nouns that count the same things.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct NounClass {
    /// The nouns, singular: `["prisoner", "detainee"]`.
    #[cfg_attr(test, schemars(with = "Vec<String>", length(min = 2)))]
    pub(super) nouns: Spanned<Vec<Spanned<Text>>>,
}

/// Findings that are not reported.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct AllowEntry {
    /// The rule, or a list of rules.
    #[cfg_attr(test, schemars(schema_with = "super::schema::rules"))]
    pub(super) rule: OneOrMore<RuleName>,
    /// Why. Whoever reads this file later wants to know.
    #[cfg_attr(test, schemars(with = "String"))]
    pub(super) reason: Option<Text>,
    /// Only in bundles whose paths match one of these globs, relative to this file.
    #[cfg_attr(test, schemars(schema_with = "super::schema::one_or_more"))]
    pub(super) path: Option<OneOrMore<PathPattern>>,
    /// Only in articles of this name; names or globs.
    #[cfg_attr(test, schemars(schema_with = "super::schema::one_or_more"))]
    pub(super) article: Option<OneOrMore<Text>>,
    /// Only as far as a finding in the one article is about the other; names or globs.
    #[cfg_attr(test, schemars(with = "Option<Vec<String>>", length(min = 2, max = 2)))]
    pub(super) between: Option<Spanned<Vec<Text>>>,
    /// Only the finding with this fingerprint.
    #[cfg_attr(
        test,
        schemars(with = "Option<String>", regex(pattern = "^[0-9a-fA-F]{32}$"))
    )]
    pub(super) fingerprint: Option<Fingerprint>,
}
