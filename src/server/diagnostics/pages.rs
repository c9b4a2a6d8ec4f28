//! The pages of the rules as files, so that a client can open what a diagnostic's code links to, without a network.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tower_lsp::ls_types::Uri;

use crate::rules::Rule;

/// Where the pages are.
#[derive(Default)]
pub struct Pages {
    /// At the place of each rule.
    uris: Vec<Uri>,
}

impl Pages {
    /// Writes the pages into the user's cache; none are linked to where that cannot be done.
    pub fn write() -> Pages {
        let Some(cache) = dirs::cache_dir() else {
            return Pages::default();
        };
        let folder = cache
            .join("variorum")
            .join(concat!("rules-", env!("CARGO_PKG_VERSION")));
        match write_to(&folder) {
            Ok(paths) => Pages {
                uris: paths.iter().filter_map(Uri::from_file_path).collect(),
            },
            Err(error) => {
                tracing::info!("no pages of rules in {}: {error}", folder.display());
                Pages::default()
            }
        }
    }

    /// The page of a rule.
    pub fn of(&self, rule: Rule) -> Option<&Uri> {
        self.uris.get(rule as usize)
    }
}

/// Writes a page for each rule, whole or not at all, and returns their paths in the order of the rules.
fn write_to(folder: &Path) -> io::Result<Vec<PathBuf>> {
    fs::create_dir_all(folder)?;
    let pages = Rule::ALL.iter().map(|rule| {
        let path = folder.join(format!("{}.md", rule.name()));
        let page = rule.page();
        if fs::read_to_string(&path).is_ok_and(|old| old == page) {
            return Ok(path);
        }
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(page.as_bytes())?;
        file.persist(&path).map_err(|error| error.error)?;
        Ok(path)
    });
    pages.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_has_a_page_that_can_be_opened() {
        let folder = tempfile::tempdir().expect("a folder");
        let paths = write_to(folder.path()).expect("pages");
        assert_eq!(paths.len(), Rule::ALL.len());
        for (path, rule) in paths.iter().zip(Rule::ALL) {
            assert_eq!(fs::read_to_string(path).expect("a page"), rule.page());
        }
        assert_eq!(write_to(folder.path()).expect("pages again"), paths);
    }
}
