//! One bundle: its text, its collation and its findings, kept in step through edits.
//!
//! After any sequence of edits all of it equals what a fresh [`Bundle`] of the final text has; the property tests in
//! `tests/` lean on that. What an edit costs depends on the segments that it touches and on how many others share
//! something with them.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use ropey::Rope;
use rustc_hash::{FxHashMap, FxHashSet};

use super::allow::Allow;
use super::groups::AllGroups;
use super::levels::Levels;
use super::memo::Memo;
use crate::bundle::change::Before;
use crate::bundle::document::ImpossibleEdit;
use crate::bundle::order::Id;
use crate::bundle::{Anchor, Document, Keywords, Marker, Role};
use crate::collation::copies::{self, Copies, Source};
use crate::collation::identities::Identities;
use crate::collation::index::TextId;
use crate::collation::texts::{self, Texts};
use crate::facts::shingles::Seen;
use crate::facts::{self, Facts};
use crate::rules::{self, Finding, Segment, View};
use crate::text::irregular::{Irregularities, irregularities};
use crate::text::words::Word;

/// What a bundle is read by.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The words that make a marker.
    pub keywords: Keywords,
    /// What counts as a copy.
    pub copies: copies::Settings,
    /// Names that are known to be of one entity.
    pub aliases: Vec<Alias>,
    /// Nouns that count the same things: each a class.
    pub noun_classes: Vec<Vec<String>>,
    /// The levels of rules.
    pub levels: Levels,
    /// Findings that are not reported.
    pub allows: Vec<Allow>,
}

/// An entity and the names that it goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The name to call it by.
    pub name: String,
    /// Others that it goes by, spellings and short forms.
    pub also: Vec<String>,
}

/// The findings of one segment, by what they hang on.
#[derive(Default)]
pub(super) struct Found {
    /// On its own text and markers.
    pub(super) local: Vec<Finding>,
    /// On the articles that share its text or parts of it.
    pub(super) copies: Vec<Finding>,
    /// On the articles that share its name.
    pub(super) name: Vec<Finding>,
}

/// See the module's head.
pub struct Bundle {
    pub(super) document: Document,
    texts: Texts,
    copies: Copies,
    pub(super) groups: AllGroups,
    names: Names,
    pub(super) found: FxHashMap<Anchor, Found>,
    /// Findings about the file as a whole.
    pub(super) file: Vec<Finding>,
    /// Articles whose markers allow something.
    pub(super) allowing: FxHashSet<Id>,
    pub(super) levels: Levels,
    pub(super) allows: Vec<Allow>,
    irregular: super::irregular::Counts,
    memo: Memo,
}

type Names = super::names::Names;

/// The facts of the texts of a bundle: remembered, or read again.
struct Bodies<'b> {
    document: &'b Document,
    texts: &'b Texts,
    memo: &'b mut Memo,
}

impl Bodies<'_> {
    /// The body of a text: that of the first article that has it.
    fn body(&self, text: TextId) -> Option<Cow<'_, str>> {
        let &article = self.texts.articles(text).first()?;
        let range = self.document.tree().body(Some(article));
        Some(self.document.slice(range))
    }
}

impl Source for Bodies<'_> {
    fn facts(&mut self, text: TextId) -> Arc<Facts> {
        let Some(key) = self.texts.key_of(text) else {
            return Arc::default();
        };
        // Most are remembered: their bodies need not be gathered from the rope.
        self.memo.known_facts(key).unwrap_or_else(|| {
            let body = self.body(text).unwrap_or_default().into_owned();
            self.memo.facts(key, &body)
        })
    }

    fn words(&mut self, text: TextId) -> Arc<Vec<Word>> {
        let Some(key) = self.texts.key_of(text) else {
            return Arc::default();
        };
        self.memo.known_words(key).unwrap_or_else(|| {
            let body = self.body(text).unwrap_or_default().into_owned();
            self.memo.words(key, &body)
        })
    }
}

impl Bundle {
    /// Reads a whole text.
    ///
    /// # Examples
    ///
    /// ```
    /// use variorum::workspace::Bundle;
    ///
    /// let text = "<<<FILE: a.txt>>>\nHe said: “Nobody came.\n<<<END FILE>>>\n";
    /// let bundle = Bundle::new(text, &Default::default());
    /// let (place, finding) = &bundle.findings()[0];
    /// assert_eq!((finding.rule.name(), &text[place.clone()]), ("unbalanced-delimiter", "“"));
    /// ```
    pub fn new(text: &str, settings: &Settings) -> Bundle {
        Bundle::with_irregularities(text, &irregularities(text), settings)
    }

    /// Reads a whole text of which it is known what is irregular in it: bytes that were not UTF-8 among that.
    pub fn with_irregularities(
        text: &str,
        irregular: &Irregularities,
        settings: &Settings,
    ) -> Bundle {
        let mut bundle = Bundle {
            document: Document::new(text, settings.keywords.clone()),
            texts: Texts::default(),
            copies: Copies::new(settings.copies, text.len() / 6),
            groups: AllGroups::new(),
            names: Names::default(),
            found: FxHashMap::default(),
            file: Vec::new(),
            allowing: FxHashSet::default(),
            levels: settings.levels.clone(),
            allows: settings.allows.clone(),
            irregular: super::irregular::Counts::of(text),
            memo: Memo::default(),
        };
        if irregular.invalid_bytes.is_some() {
            bundle.document.set_damaged();
        }
        rules::irregular_text::check(bundle.document.tree(), irregular, &mut bundle.file);
        bundle.load(text);
        bundle
    }

    /// The text and its tree.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// What an article says by itself, and the number of its text in the collation. Read again at every call.
    pub fn facts(&self, article: Id) -> Option<(TextId, Facts)> {
        let text = self.texts.text(article)?;
        let body = self
            .document
            .slice(self.document.tree().body(Some(article)));
        Some((text, facts::read(&body, &mut Seen::default())))
    }

    /// Who is who in the bundle.
    pub fn identities(&self) -> &Identities {
        &self.groups.identities.collation
    }

    /// Replaces `range` (bytes) by `with`. Afterwards the findings are those of the text as it is then; returned are the
    /// segments whose findings may be others now.
    pub fn edit(&mut self, range: Range<usize>, with: &str) -> Result<Vec<Anchor>, ImpossibleEdit> {
        let old = self.document.text().clone();
        let change = self.document.edit(range.clone(), with)?;
        let mut texts = FxHashSet::default();
        let mut names: FxHashSet<Arc<str>> = FxHashSet::default();
        let mut anchors: FxHashSet<Anchor> = FxHashSet::default();

        // What was said of the touched articles is taken back, then said anew.
        for before in change.gone.iter().chain(&change.altered) {
            if let Some(text) = before.anchor.and_then(|id| self.texts.text(id)) {
                self.groups.touch(text);
            }
        }
        for before in change.gone.iter().chain(&change.altered) {
            self.withdraw(&old, before, &mut texts);
        }
        for before in &change.gone {
            names.extend(before.anchor.and_then(|id| self.names.remove(id)));
            if let Some(id) = before.anchor {
                self.allowing.remove(&id);
            }
            self.found.remove(&before.anchor);
            anchors.insert(before.anchor);
        }
        let altered = change.altered.iter().map(|b| b.anchor);
        let touched: Vec<Anchor> = altered
            .chain(change.fresh.iter().map(|&id| Some(id)))
            .collect();
        for &anchor in &touched {
            self.enter(anchor, &mut texts, &mut names);
        }
        anchors.extend(&touched);
        if change.dialect {
            let rest: Vec<Anchor> = self
                .document
                .tree()
                .segments()
                .filter(|a| !anchors.contains(a))
                .collect();
            for anchor in rest {
                self.check_locally(anchor);
                anchors.insert(anchor);
            }
        }

        // What they have in common with others.
        let mut source = Bodies {
            document: &self.document,
            texts: &self.texts,
            memo: &mut self.memo,
        };
        texts.extend(self.copies.refresh(&mut source));
        let mut texts: Vec<TextId> = texts.into_iter().collect();
        let view = View::new(&self.document, &self.texts);
        self.groups.refresh(&texts, view, &mut anchors);
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
            anchors.extend(self.texts.articles(text).iter().map(|&id| Some(id)));
            self.check_copies(text);
        }
        let mut names: Vec<Arc<str>> = names.into_iter().collect();
        names.sort_unstable();
        for name in names {
            anchors.extend(self.names.articles(&name).iter().map(|&id| Some(id)));
            self.check_names(&name);
        }
        let file = self.check_file(&old, &range, with, &anchors);
        anchors.extend(file);
        let mut anchors: Vec<Anchor> = anchors.into_iter().collect();
        anchors.sort_unstable();
        Ok(anchors)
    }

    /// Takes in all articles of a fresh text.
    fn load(&mut self, text: &str) {
        let tree = self.document.tree();
        let (mut seen, mut facts) = (Seen::default(), Facts::default());
        let bodies = tree.bodies();
        self.texts.reserve(bodies.len() / 2);
        self.names.reserve(bodies.len() / 2);
        for (anchor, range) in bodies {
            let start = range.start;
            let body = &text[range];
            let segment = Segment::new(&self.document, anchor, body);
            if let Some(article) = segment.article() {
                facts::read_into(body, &mut seen, &mut facts);
                let key = texts::key(body);
                let before = |other| tree.start(Some(other)) < start;
                let placed = self.texts.add(article, key, before);
                if placed.alone {
                    self.copies.load(placed.text, key, &facts);
                    self.groups.insert(placed.text, key, body, &facts);
                }
                self.names.add(article, segment.name(), before);
                if segment.marker().is_some_and(allows) {
                    self.allowing.insert(article);
                }
            }
            let local = check_segment(&segment, &facts);
            if !local.is_empty() {
                self.found.entry(anchor).or_default().local = local;
            }
        }
        let mut source = Bodies {
            document: &self.document,
            texts: &self.texts,
            memo: &mut self.memo,
        };
        self.copies.finish_load(&mut source);
        let view = View::new(&self.document, &self.texts);
        self.groups.refresh(&[], view, &mut FxHashSet::default());
        for text in 0..self.texts.len() {
            if !self.copies.relations(text).is_empty() || self.texts.articles(text).len() > 1 {
                self.check_copies(text);
            }
        }
        for name in self.names.shared() {
            self.check_names(&name);
        }
    }

    /// Takes back what the collation knows of a segment as it was before an edit.
    fn withdraw(&mut self, old: &Rope, before: &Before, texts: &mut FxHashSet<TextId>) {
        let Some(article) = before.anchor.filter(|&id| self.texts.text(id).is_some()) else {
            return;
        };
        let body: Cow<'_, str> = old.byte_slice(before.body.clone()).into();
        let key = texts::key(&body);
        let Some(placed) = self.texts.remove(article, key) else {
            return;
        };
        texts.extend(
            self.copies
                .relations(placed.text)
                .iter()
                .map(|relation| relation.other),
        );
        if placed.alone {
            let facts = self.memo.facts(key, &body);
            self.copies.remove(placed.text, &facts);
            self.groups.remove(placed.text, &facts);
            texts.remove(&placed.text);
        } else {
            texts.insert(placed.text);
        }
    }

    /// Takes in a segment that is new or has changed.
    fn enter(
        &mut self,
        anchor: Anchor,
        texts: &mut FxHashSet<TextId>,
        names: &mut FxHashSet<Arc<str>>,
    ) {
        let tree = self.document.tree();
        if let Some(article) = anchor.filter(|&id| tree.role(id) == Role::Open) {
            let body = self.document.slice(tree.body(anchor));
            let key = texts::key(&body);
            let start = tree.start(anchor);
            let placed = self
                .texts
                .add(article, key, |other| tree.start(Some(other)) < start);
            if placed.alone {
                let facts = self.memo.facts(key, &body);
                self.copies.insert(placed.text, key, &facts);
                self.groups.insert(placed.text, key, &body, &facts);
            }
            texts.insert(placed.text);
            if allows(tree.marker(article)) {
                self.allowing.insert(article);
            } else {
                self.allowing.remove(&article);
            }
            let name = tree.marker(article).name.clone().unwrap_or_default();
            if self
                .names
                .add(article, &name, |other| tree.start(Some(other)) < start)
            {
                names.insert(name.into());
            }
        }
        self.check_locally(anchor);
    }

    /// Finds again what one segment says by itself.
    fn check_locally(&mut self, anchor: Anchor) {
        let body = self.document.slice(self.document.tree().body(anchor));
        let segment = Segment::new(&self.document, anchor, &body);
        let facts = match segment.article() {
            Some(_) => self.memo.facts(texts::key(&body), &body),
            None => Arc::default(),
        };
        let local = check_segment(&segment, &facts);
        if !local.is_empty() || self.found.contains_key(&anchor) {
            self.found.entry(anchor).or_default().local = local;
        }
    }

    /// Finds again what the articles with this text have in common with others.
    fn check_copies(&mut self, text: TextId) {
        let mut source = Bodies {
            document: &self.document,
            texts: &self.texts,
            memo: &mut self.memo,
        };
        let view = super::kin::Kin {
            document: &self.document,
            texts: &self.texts,
            copies: &self.copies,
        };
        for &article in self.texts.articles(text) {
            let findings = view.findings(article, text, &mut source);
            if !findings.is_empty() || self.found.contains_key(&Some(article)) {
                self.found.entry(Some(article)).or_default().copies = findings;
            }
        }
    }

    /// Finds again which articles share a name.
    fn check_names(&mut self, name: &str) {
        let articles = self.names.articles(name);
        let shown: Vec<Id> = articles
            .iter()
            .copied()
            .take(rules::duplicate_name::SHOWN + 1)
            .collect();
        for (place, &article) in articles.iter().enumerate() {
            if place >= rules::duplicate_name::REPORTED {
                if let Some(found) = self.found.get_mut(&Some(article)) {
                    found.name.clear();
                }
                continue;
            }
            let others = shown
                .iter()
                .filter(|&&other| other != article)
                .take(rules::duplicate_name::SHOWN);
            let others: Vec<Segment<'_>> = others
                .map(|&other| Segment::new(&self.document, Some(other), ""))
                .collect();
            let mut findings = Vec::new();
            let segment = Segment::new(&self.document, Some(article), "");
            rules::duplicate_name::check(&segment, &others, articles.len() - 1, &mut findings);
            if !findings.is_empty() || self.found.contains_key(&Some(article)) {
                self.found.entry(Some(article)).or_default().name = findings;
            }
        }
    }

    /// Finds again what is irregular in the file, where an edit may have changed it. Returned are the segments that it
    /// was and is told of: a further NUL changes the count that stands with the first.
    fn check_file(
        &mut self,
        old: &Rope,
        range: &Range<usize>,
        with: &str,
        touched: &FxHashSet<Anchor>,
    ) -> Vec<Anchor> {
        let changed = self
            .irregular
            .edit(old, range, self.document.text(), with.len());
        let moved = self
            .file
            .iter()
            .any(|f| touched.contains(&f.place.anchor) || f.level == rules::Level::Warning);
        if !changed && !moved {
            return Vec::new();
        }
        let before = std::mem::take(&mut self.file);
        if self.irregular.any() || moved {
            let text = self.document.text().to_string();
            rules::irregular_text::check(
                self.document.tree(),
                &irregularities(&text),
                &mut self.file,
            );
        }
        before
            .iter()
            .chain(&self.file)
            .map(|f| f.place.anchor)
            .collect()
    }
}

/// Whether a marker allows findings in its article.
fn allows(marker: &Marker) -> bool {
    marker.allowed().next().is_some()
}

/// What the rules say of one segment by itself; `facts` are an article's.
fn check_segment(segment: &Segment<'_>, facts: &Facts) -> Vec<Finding> {
    let mut out = Vec::new();
    rules::unclosed_article::check(segment, &mut out);
    rules::stray_end_marker::check(segment, &mut out);
    rules::mismatched_end_marker::check(segment, &mut out);
    rules::malformed_marker::check(segment, &mut out);
    rules::content_mismatch::check(segment, &mut out);
    rules::empty_article::check(segment, &mut out);
    rules::text_outside_article::check(segment, &mut out);
    if segment.article().is_some() {
        rules::unbalanced_delimiter::check(segment, &facts.delimiters, &mut out);
        rules::repeated_passage::check(segment, &facts.words, &facts.repeats, &mut out);
        rules::scrape_residue::check(segment, &facts.residue, &mut out);
        rules::inconsistent_conversion::check(segment, facts, &mut out);
        rules::impossible_date::check(segment, facts, &mut out);
    }
    out
}
