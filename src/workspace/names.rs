//! Which articles have a name: to the letter, in the order of the bundle.

use rustc_hash::FxHashMap;

use crate::bundle::order::Id;

#[derive(Default)]
pub(super) struct Names {
    articles: FxHashMap<String, Vec<Id>>,
    of_article: FxHashMap<Id, String>,
}

impl Names {
    /// Adds an article, unless it is known or has no name. `before` tells whether another stands before it.
    pub(super) fn add(&mut self, article: Id, name: &str, before: impl Fn(Id) -> bool) -> bool {
        if name.is_empty() || self.of_article.contains_key(&article) {
            return false;
        }
        self.of_article.insert(article, name.to_owned());
        let all = self.articles.entry(name.to_owned()).or_default();
        let at = if all.last().is_none_or(|&last| before(last)) { all.len() } else { all.partition_point(|&o| before(o)) };
        all.insert(at, article);
        true
    }

    /// Takes an article out; returns its name.
    pub(super) fn remove(&mut self, article: Id) -> Option<String> {
        let name = self.of_article.remove(&article)?;
        if let Some(all) = self.articles.get_mut(&name) {
            all.retain(|&other| other != article);
            if all.is_empty() {
                self.articles.remove(&name);
            }
        }
        Some(name)
    }

    /// The articles of a name.
    pub(super) fn articles(&self, name: &str) -> &[Id] {
        self.articles.get(name).map_or(&[], Vec::as_slice)
    }

    /// The names that more than one article has, sorted.
    pub(super) fn shared(&self) -> Vec<String> {
        let mut names: Vec<String> =
            self.articles.iter().filter(|(_, all)| all.len() > 1).map(|(name, _)| name.clone()).collect();
        names.sort_unstable();
        names
    }
}
