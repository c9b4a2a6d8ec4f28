//! The values of a configuration that are not any string or number: each says what it may be where it is not.

use std::fmt;

use globset::{GlobBuilder, GlobMatcher};
use serde::de::value::StrDeserializer;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, de};

use crate::rules::Rule;
use crate::workspace::levels::{Levels, Severity};

/// Reads a string and makes something of it. What is wrong is said while the parser still knows where the string stands.
fn string<'de, D: Deserializer<'de>, T>(
    from: D,
    parse: fn(&str) -> Result<T, String>,
) -> Result<T, D::Error> {
    struct Parse<T>(fn(&str) -> Result<T, String>);
    impl<T> Visitor<'_> for Parse<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            (self.0)(text).map_err(E::custom)
        }
    }
    from.deserialize_str(Parse(parse))
}

/// A rule's name.
pub(super) struct RuleName(pub(super) Rule);

impl<'de> Deserialize<'de> for RuleName {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        string(from, |name| Rule::find(name).map(RuleName))
    }
}

impl<'de> Deserialize<'de> for Severity {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        string(from, Severity::find)
    }
}

impl<'de> Deserialize<'de> for Levels {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Table;
        impl<'de> Visitor<'de> for Table {
            type Value = Levels;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table of rules and their levels")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Levels, A::Error> {
                let mut levels = Levels::default();
                while let Some((RuleName(rule), severity)) = map.next_entry()? {
                    levels.set(rule, severity);
                }
                Ok(levels)
            }
        }
        from.deserialize_map(Table)
    }
}

/// One string, or a list of them.
pub(super) struct OneOrMore<T>(pub(super) Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMore<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Either<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
            type Value = Vec<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or a list of strings")
            }

            fn visit_str<E: de::Error>(self, one: &str) -> Result<Vec<T>, E> {
                Ok(vec![T::deserialize(StrDeserializer::new(one))?])
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut more: A) -> Result<Vec<T>, A::Error> {
                let mut all = Vec::new();
                while let Some(one) = more.next_element()? {
                    all.push(one);
                }
                if all.is_empty() {
                    return Err(A::Error::custom("this list is empty"));
                }
                Ok(all)
            }
        }
        from.deserialize_any(Either(std::marker::PhantomData))
            .map(OneOrMore)
    }
}

/// A string that is more than blanks.
#[derive(Debug, Clone)]
pub(super) struct Text(pub(super) String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        string(from, |text| {
            if text.trim().is_empty() {
                return Err("there is nothing in this string".to_owned());
            }
            Ok(Text(text.to_owned()))
        })
    }
}

/// A share: more than 0, at most 1.
pub(super) struct Share(pub(super) f64);

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let share = f64::deserialize(from)?;
        if share > 0.0 && share <= 1.0 {
            return Ok(Share(share));
        }
        let message = format!("{share} is no share: it must be more than 0 and at most 1");
        Err(D::Error::custom(message))
    }
}

/// A number, `LEAST` or more.
pub(super) struct AtLeast<const LEAST: u32>(pub(super) u32);

impl<'de, const LEAST: u32> Deserialize<'de> for AtLeast<LEAST> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let number = i64::deserialize(from)?;
        match u32::try_from(number) {
            Ok(number) if number >= LEAST => Ok(AtLeast(number)),
            _ => Err(D::Error::custom(format!(
                "{number} cannot stand here: it must be {LEAST} or more"
            ))),
        }
    }
}

/// A finding's fingerprint.
pub(super) struct Fingerprint(pub(super) String);

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        string(from, |print| {
            if print.len() == 32 && print.bytes().all(|b| b.is_ascii_hexdigit()) {
                return Ok(Fingerprint(print.to_owned()));
            }
            Err("this is no fingerprint: 32 hexadecimal digits, as `check --format json` gives them".to_owned())
        })
    }
}

/// A glob for the paths of bundles, relative to the configuration's folder, parted by `/`. `*` stands for anything but
/// `/`, `**/` for any folders. A pattern without `/` matches in all folders; one that matches a folder matches all
/// that is in it.
#[derive(Debug, Clone)]
pub struct PathPattern {
    itself: GlobMatcher,
    within: GlobMatcher,
}

impl PathPattern {
    /// Reads a pattern; the error says what is wrong with it.
    pub fn new(pattern: &str) -> Result<PathPattern, String> {
        let bare = pattern.strip_prefix("./").unwrap_or(pattern);
        let bare = bare.trim_end_matches('/');
        if bare.is_empty() {
            return Err("this pattern is empty".to_owned());
        }
        if bare.split('/').any(|part| part == "..") {
            return Err(format!(
                "`{pattern}` leads out of the configuration's folder, which is what patterns are relative to"
            ));
        }
        let whole = match bare.strip_prefix('/') {
            Some(rooted) => rooted.to_owned(),
            None if bare.contains('/') => bare.to_owned(),
            None => format!("**/{bare}"),
        };
        let compile = |glob: &str| {
            let glob = GlobBuilder::new(glob).literal_separator(true).build();
            let because = |error: globset::Error| {
                format!("`{pattern}` is no pattern for paths: {}", error.kind())
            };
            glob.map(|glob| glob.compile_matcher()).map_err(because)
        };
        Ok(PathPattern {
            itself: compile(&whole)?,
            within: compile(&format!("{whole}/**"))?,
        })
    }

    /// Whether a path matches.
    pub fn matches(&self, path: &str) -> bool {
        self.itself.is_match(path) || self.within.is_match(path)
    }
}

impl<'de> Deserialize<'de> for PathPattern {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        string(from, PathPattern::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_match_like_those_of_ignore_files() {
        for (pattern, path, expected) in [
            ("a.bundle", "a.bundle", true),
            ("a.bundle", "x/y/a.bundle", true),
            ("/a.bundle", "x/a.bundle", false),
            ("x/a.bundle", "y/x/a.bundle", false),
            ("./x/a.bundle", "x/a.bundle", true),
            ("*.bundle", "x/a.bundle", true),
            ("x/*.bundle", "x/y/a.bundle", false),
            ("x/**/*.bundle", "x/y/z/a.bundle", true),
            ("x/**", "x/y/a.bundle", true),
            ("archive", "archive/2031/a.bundle", true),
            ("archive/", "old/archive/a.bundle", true),
            ("archive/20*", "archive/2031/a.bundle", true),
            ("archive", "archived.bundle", false),
        ] {
            let compiled = PathPattern::new(pattern).unwrap();
            assert_eq!(compiled.matches(path), expected, "{pattern} {path}");
        }
    }
}
