//! Which articles have a name: to the letter, in the order of the bundle.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::bundle::order::Id;

#[derive(Default)]
pub(super) struct Names {
    articles: FxHashMap<Arc<str>, SmallVec<[Id; 2]>>,
    of_article: FxHashMap<Id, Arc<str>>,
}

impl Names {
    /// Makes room for so many articles.
    pub(super) fn reserve(&mut self, articles: usize) {
        self.articles.reserve(articles);
        self.of_article.reserve(articles);
    }

    /// Adds an article, unless it is known or has no name. `before` tells whether another stands before it.
    pub(super) fn add(&mut self, article: Id, name: &str, before: impl Fn(Id) -> bool) -> bool {
        if name.is_empty() || self.of_article.contains_key(&article) {
            return false;
        }
        let name: Arc<str> = name.into();
        self.of_article.insert(article, Arc::clone(&name));
        let all = self.articles.entry(name).or_default();
        let at = if all.last().is_none_or(|&last| before(last)) {
            all.len()
        } else {
            all.partition_point(|&o| before(o))
        };
        all.insert(at, article);
        true
    }

    /// Takes an article out; returns its name.
    pub(super) fn remove(&mut self, article: Id) -> Option<Arc<str>> {
        let name = self.of_article.remove(&article)?;
        if let Some(all) = self.articles.get_mut(&name) {
            all.retain(|other| *other != article);
            if all.is_empty() {
                self.articles.remove(&name);
            }
        }
        Some(name)
    }

    /// The articles of a name.
    pub(super) fn articles(&self, name: &str) -> &[Id] {
        self.articles.get(name).map_or(&[], SmallVec::as_slice)
    }

    /// The names that more than one article has, sorted.
    pub(super) fn shared(&self) -> Vec<Arc<str>> {
        let several = self.articles.iter().filter(|(_, all)| all.len() > 1);
        let mut names: Vec<Arc<str>> = several.map(|(name, _)| Arc::clone(name)).collect();
        names.sort_unstable();
        names
    }
}
