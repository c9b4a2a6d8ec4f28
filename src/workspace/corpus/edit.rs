//! Following an edit.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use ropey::Rope;
use rustc_hash::FxHashSet;

use super::Corpus;
use super::bodies::Bodies;
use crate::bundle::change::Before;
use crate::bundle::document::ImpossibleEdit;
use crate::bundle::{Anchor, ArticleId, DocumentId, Role, SegmentId};
use crate::collation::index::TextId;
use crate::collation::texts;
use crate::rules::View;

/// What an edit of one bundle touched, as it is gathered.
struct Touched {
    number: DocumentId,
    /// Texts that articles got or lost, and those that share something with them.
    texts: FxHashSet<TextId>,
    /// Names that articles of the bundle got or lost.
    names: FxHashSet<Arc<str>>,
    /// Segments whose findings may be others now.
    segments: FxHashSet<SegmentId>,
}

impl Touched {
    fn segment(&self, anchor: Anchor) -> SegmentId {
        SegmentId {
            document: self.number,
            anchor,
        }
    }

    fn article(&self, before: &Before) -> Option<ArticleId> {
        before.anchor.map(|id| ArticleId {
            document: self.number,
            id,
        })
    }
}

impl Corpus {
    /// Replaces `range` (bytes) of a bundle by `with`. Afterwards the findings are those of the texts as they are then;
    /// returned are the segments whose findings may be others now, sorted.
    ///
    /// # Panics
    ///
    /// If there is no such bundle.
    pub fn edit(
        &mut self,
        number: DocumentId,
        range: Range<usize>,
        with: &str,
    ) -> Result<Vec<SegmentId>, ImpossibleEdit> {
        let old = self.documents[number as usize].text().clone();
        let change = self.documents[number as usize].edit(range.clone(), with)?;
        let mut touched = Touched {
            number,
            texts: FxHashSet::default(),
            names: FxHashSet::default(),
            segments: FxHashSet::default(),
        };

        let known = change.gone.iter().chain(&change.altered).map(|b| b.anchor);
        let edited = known.chain(change.fresh.iter().map(|&id| Some(id)));
        self.members[number as usize].edited = edited.collect();

        // What was said of the touched articles is taken back, then said anew.
        for before in change.gone.iter().chain(&change.altered) {
            let article = touched.article(before);
            if let Some(text) = article.and_then(|article| self.texts.text(article)) {
                self.groups.touch(text);
            }
        }
        for before in change.gone.iter().chain(&change.altered) {
            self.withdraw(&old, before, &mut touched);
        }
        for before in &change.gone {
            let member = &mut self.members[number as usize];
            let name = before.anchor.and_then(|id| member.names.remove(id));
            touched.names.extend(name);
            if let Some(id) = before.anchor {
                member.allowing.remove(&id);
            }
            member.found.remove(&before.anchor);
            touched.segments.insert(touched.segment(before.anchor));
        }
        let altered = change.altered.iter().map(|b| b.anchor);
        for anchor in altered.chain(change.fresh.iter().map(|&id| Some(id))) {
            self.enter(anchor, &mut touched);
            touched.segments.insert(touched.segment(anchor));
        }
        if change.dialect {
            let rest: Vec<Anchor> = self.documents[number as usize]
                .tree()
                .segments()
                .filter(|&a| !touched.segments.contains(&touched.segment(a)))
                .collect();
            for anchor in rest {
                self.check_locally(number, anchor);
                touched.segments.insert(touched.segment(anchor));
            }
        }
        self.compare(&mut touched);
        let file = self.check_file(number, &old, &range, with, &touched.segments);
        touched.segments.extend(file);
        let mut segments: Vec<SegmentId> = touched.segments.into_iter().collect();
        segments.sort_unstable();
        Ok(segments)
    }

    /// Finds again what the touched texts and names have in common with others.
    fn compare(&mut self, touched: &mut Touched) {
        let mut source = Bodies {
            documents: &self.documents,
            texts: &self.texts,
            memo: &mut self.memo,
        };
        touched.texts.extend(self.copies.refresh(&mut source));
        let mut texts: Vec<TextId> = touched.texts.drain().collect();
        let view = View::new(&self.documents, &self.texts);
        self.groups.refresh(&texts, view, &mut touched.segments);
        for at in 0..texts.len() {
            texts.extend(
                self.copies
                    .relations(texts[at])
                    .iter()
                    .map(|relation| relation.other),
            );
        }
        texts.sort_unstable();
        texts.dedup();
        for text in texts {
            let articles = self.texts.articles(text).iter();
            touched
                .segments
                .extend(articles.map(|&article| SegmentId::from(article)));
            self.check_copies(text);
        }
        let mut names: Vec<Arc<str>> = touched.names.drain().collect();
        names.sort_unstable();
        for name in names {
            let articles = self.members[touched.number as usize].names.articles(&name);
            let segments: Vec<SegmentId> = articles
                .iter()
                .map(|&id| touched.segment(Some(id)))
                .collect();
            touched.segments.extend(segments);
            self.check_names(touched.number, &name);
        }
    }

    /// Takes back what the collation knows of a segment as it was before an edit.
    fn withdraw(&mut self, old: &Rope, before: &Before, touched: &mut Touched) {
        let article = touched.article(before);
        let Some(article) = article.filter(|&article| self.texts.text(article).is_some()) else {
            return;
        };
        let body: Cow<'_, str> = old.byte_slice(before.body.clone()).into();
        let key = texts::key(&body);
        let Some(placed) = self.texts.remove(article, key) else {
            return;
        };
        let relations = self.copies.relations(placed.text).iter();
        touched
            .texts
            .extend(relations.map(|relation| relation.other));
        if placed.alone {
            let facts = self.memo.facts(key, &body);
            self.copies.remove(placed.text, &facts);
            self.groups.remove(placed.text, &facts);
            touched.texts.remove(&placed.text);
        } else {
            touched.texts.insert(placed.text);
        }
    }

    /// Takes in a segment that is new or has changed.
    fn enter(&mut self, anchor: Anchor, touched: &mut Touched) {
        let document = &self.documents[touched.number as usize];
        let tree = document.tree();
        if let Some(id) = anchor.filter(|&id| tree.role(id) == Role::Open) {
            let body = document.slice(tree.body(anchor));
            let key = texts::key(&body);
            let article = document.article(id);
            let start = |id| tree.start(Some(id));
            let before = |other: ArticleId| {
                other.document < article.document
                    || (other.document == article.document && start(other.id) < start(id))
            };
            let placed = self.texts.add(article, key, before);
            if placed.alone {
                let facts = self.memo.facts(key, &body);
                self.copies.insert(placed.text, key, &facts);
                self.groups.insert(placed.text, key, &body, &facts);
            }
            touched.texts.insert(placed.text);
            let name = tree.marker(id).name.clone().unwrap_or_default();
            let member = &mut self.members[touched.number as usize];
            member.note_allows(id, tree.marker(id));
            if member
                .names
                .add(id, &name, |other| start(other) < start(id))
            {
                touched.names.insert(name.into());
            }
        }
        self.check_locally(touched.number, anchor);
    }
}
