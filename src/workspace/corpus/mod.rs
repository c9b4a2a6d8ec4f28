//! Bundles that are compared with each other: their texts, their collation and their findings, kept in step through
//! edits. Mostly it is one bundle alone ([`super::Bundle`]); with `scope = "workspace"` it is all that one
//! configuration speaks of.
//!
//! After any sequence of edits all of it equals what a fresh [`Corpus`] of the final texts has; the property tests in
//! `tests/` lean on that. What an edit costs depends on the segments that it touches and on how many others share
//! something with them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::bundle::{Policy, Settings};
use super::groups::AllGroups;
use super::irregular::Counts;
use super::memo::Memo;
use super::names::Names;
use crate::bundle::order::Id;
use crate::bundle::{Anchor, ArticleId, Document, DocumentId, Marker};
use crate::collation::copies::Copies;
use crate::collation::identities::Identities;
use crate::collation::index::TextId;
use crate::collation::texts::Texts;
use crate::facts::shingles::Seen;
use crate::facts::{self, Facts};
use crate::rules::{self, Finding};
use crate::text::irregular::Irregularities;

mod bodies;
mod check;
mod edit;
mod load;
mod read;
mod reading;
mod verdict;

pub use verdict::{Allowed, AllowedBy, Verdict};

/// See the module's head.
pub struct Corpus {
    /// Each at the place of its number.
    documents: Vec<Document>,
    /// What belongs to each bundle alone.
    members: Vec<Member>,
    texts: Texts,
    copies: Copies,
    groups: AllGroups,
    memo: Memo,
}

/// What is known of one bundle alone.
struct Member {
    names: Names,
    found: FxHashMap<Anchor, Found>,
    /// Findings about the file as a whole.
    file: Vec<Finding>,
    irregular: Counts,
    /// Articles whose markers allow something.
    allowing: FxHashSet<Id>,
    policy: Policy,
    /// See [`Corpus::edited`].
    edited: Vec<Anchor>,
}

/// The findings of one segment, by what they hang on.
#[derive(Default)]
struct Found {
    /// On its own text and markers.
    local: Vec<Finding>,
    /// On the articles that share its text or parts of it.
    copies: Vec<Finding>,
    /// On the articles that share its name.
    name: Vec<Finding>,
}

impl Member {
    /// Notes whether the marker of an article allows anything.
    fn note_allows(&mut self, article: Id, marker: &Marker) {
        if marker.allowed().next().is_some() {
            self.allowing.insert(article);
        } else {
            self.allowing.remove(&article);
        }
    }
}

impl Corpus {
    /// Reads whole texts, all by one policy, each with what is known to be irregular in it: bytes that were not UTF-8 among that. They are
    /// numbered from 0 in the order given.
    pub fn new(texts: &[(&str, &Irregularities)], settings: &Settings) -> Corpus {
        Corpus::read(texts, settings, &mut |_| true).0
    }

    /// The same, for someone who may not want to wait: `go_on` is asked after each article, with the bytes of all texts
    /// that were read. `None` where it said no.
    pub fn new_while(
        texts: &[(&str, &Irregularities)],
        settings: &Settings,
        mut go_on: impl FnMut(usize) -> bool,
    ) -> Option<Corpus> {
        let (corpus, is_whole) = Corpus::read(texts, settings, &mut go_on);
        is_whole.then_some(corpus)
    }

    /// Reads texts until `go_on` says no; whether it never did.
    fn read(
        texts: &[(&str, &Irregularities)],
        settings: &Settings,
        go_on: &mut dyn FnMut(usize) -> bool,
    ) -> (Corpus, bool) {
        let length: usize = texts.iter().map(|(text, _)| text.len()).sum();
        let mut corpus = Corpus {
            documents: Vec::with_capacity(texts.len()),
            members: Vec::with_capacity(texts.len()),
            texts: Texts::default(),
            copies: Copies::new(settings.copies, length / 6),
            groups: AllGroups::new(settings),
            memo: Memo::default(),
        };
        for (number, (text, irregular)) in (0..).zip(texts) {
            let mut document = Document::numbered(number, text, settings.keywords.clone());
            if irregular.invalid_bytes.is_some() {
                document.set_damaged();
            }
            let mut file = Vec::new();
            rules::irregular_text::check(&document, irregular, &mut file);
            corpus.documents.push(document);
            corpus.members.push(Member {
                names: Names::default(),
                found: FxHashMap::default(),
                file,
                irregular: Counts::of(text),
                allowing: FxHashSet::default(),
                policy: settings.policy.clone(),
                edited: Vec::new(),
            });
        }
        let is_whole = corpus.load(texts, go_on);
        (corpus, is_whole)
    }

    /// The bundles, each at the place of its number.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// Says which findings of a bundle are reported, and at which level. What is found does not hang on it.
    ///
    /// # Panics
    ///
    /// If there is no such bundle.
    pub fn set_policy(&mut self, number: DocumentId, policy: Policy) {
        self.members[number as usize].policy = policy;
    }

    /// What an article says by itself, and the number of its text in the collation. Read again at every call.
    pub fn facts(&self, article: ArticleId) -> Option<(TextId, Facts)> {
        let text = self.texts.text(article)?;
        let document = self.documents.get(article.document as usize)?;
        let body = document.slice(document.tree().body(Some(article.id)));
        Some((text, facts::read(&body, &mut Seen::default())))
    }

    /// Who is who in the bundles.
    pub fn identities(&self) -> &Identities {
        &self.groups.identities.collation
    }
}
