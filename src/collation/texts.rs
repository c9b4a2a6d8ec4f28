//! The distinct bodies of one bundle or several, and which articles have each. What is found of a body holds for all of them.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use xxhash_rust::xxh3::xxh3_128;

use crate::bundle::ArticleId;
use crate::collation::index::TextId;

/// A hash of a body's bytes: two bodies with the same key are the same.
pub fn key(body: &str) -> u128 {
    xxh3_128(body.as_bytes())
}

/// See the module's head.
#[derive(Default)]
pub struct Texts {
    by_key: FxHashMap<u128, TextId>,
    members: Vec<SmallVec<[ArticleId; 2]>>,
    /// The key of each text that some article has.
    keys: Vec<u128>,
    of_article: FxHashMap<ArticleId, TextId>,
    free: Vec<TextId>,
}

/// What happened to a text when an article got or lost it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// The text.
    pub text: TextId,
    /// It is new, or gone now: the collation must hear of it.
    pub alone: bool,
}

impl Texts {
    /// Makes room for so many articles.
    pub fn reserve(&mut self, articles: usize) {
        self.by_key.reserve(articles);
        self.members.reserve(articles);
        self.keys.reserve(articles);
        self.of_article.reserve(articles);
    }

    /// All texts have numbers below this.
    pub fn len(&self) -> TextId {
        self.members.len() as TextId
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The text of an article.
    pub fn text(&self, article: ArticleId) -> Option<TextId> {
        self.of_article.get(&article).copied()
    }

    /// The key of a text that an article has.
    pub fn key_of(&self, text: TextId) -> Option<u128> {
        let key = self.keys.get(text as usize).copied();
        key.filter(|_| !self.articles(text).is_empty())
    }

    /// The articles that have a text, in the order of the bundles.
    pub fn articles(&self, text: TextId) -> &[ArticleId] {
        self.members
            .get(text as usize)
            .map_or(&[], SmallVec::as_slice)
    }

    /// Gives an article the text with this key. `before` tells whether another article stands before it.
    pub fn add(
        &mut self,
        article: ArticleId,
        key: u128,
        before: impl Fn(ArticleId) -> bool,
    ) -> Placed {
        let (members, free) = (&mut self.members, &mut self.free);
        let text = *self.by_key.entry(key).or_insert_with(|| {
            free.pop().unwrap_or_else(|| {
                members.push(SmallVec::new());
                members.len() as TextId - 1
            })
        });
        self.keys.resize(self.members.len(), 0);
        self.keys[text as usize] = key;
        let members = &mut self.members[text as usize];
        let at = if members.last().is_none_or(|&last| before(last)) {
            members.len()
        } else {
            members.partition_point(|&other| before(other))
        };
        members.insert(at, article);
        let alone = members.len() == 1;
        self.of_article.insert(article, text);
        Placed { text, alone }
    }

    /// Takes the text with this key from an article.
    pub fn remove(&mut self, article: ArticleId, key: u128) -> Option<Placed> {
        let text = self.of_article.remove(&article)?;
        let members = &mut self.members[text as usize];
        members.retain(|other| *other != article);
        let alone = members.is_empty();
        if alone {
            self.by_key.remove(&key);
            self.free.push(text);
        }
        Some(Placed { text, alone })
    }
}
