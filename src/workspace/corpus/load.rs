//! Reading whole texts.

use rustc_hash::FxHashSet;

use super::Corpus;
use super::bodies::Bodies;
use super::check::check_segment;
use crate::collation::texts;
use crate::facts::shingles::Seen;
use crate::facts::{self, Facts};
use crate::rules::{Segment, View};
use crate::text::irregular::Irregularities;

impl Corpus {
    /// Takes in all articles of fresh texts.
    pub(super) fn load(&mut self, all: &[(&str, &Irregularities)]) {
        let (mut seen, mut facts) = (Seen::default(), Facts::default());
        for ((text, _), number) in all.iter().zip(0..) {
            self.load_one(number, text, &mut seen, &mut facts);
        }
        let mut source = Bodies {
            documents: &self.documents,
            texts: &self.texts,
            memo: &mut self.memo,
        };
        self.copies.finish_load(&mut source);
        let view = View::new(&self.documents, &self.texts);
        self.groups.refresh(&[], view, &mut FxHashSet::default());
        for text in 0..self.texts.len() {
            if !self.copies.relations(text).is_empty() || self.texts.articles(text).len() > 1 {
                self.check_copies(text);
            }
        }
        for number in 0..all.len() {
            for name in self.members[number].names.shared() {
                self.check_names(number as u32, &name);
            }
        }
    }

    /// Takes in the articles of one text. `seen` and `facts` are scratch space.
    fn load_one(&mut self, number: usize, text: &str, seen: &mut Seen, facts: &mut Facts) {
        let document = &self.documents[number];
        let member = &mut self.members[number];
        let tree = document.tree();
        let bodies = tree.bodies();
        self.texts.reserve(bodies.len() / 2);
        member.names.reserve(bodies.len() / 2);
        for (anchor, range) in bodies {
            let body = &text[range];
            let segment = Segment::new(document, anchor, body);
            if let Some(id) = segment.article() {
                facts::read_into(body, seen, facts);
                let key = texts::key(body);
                let article = document.article(id);
                // Articles come in their order.
                let placed = self.texts.add(article, key, |_| true);
                if placed.alone {
                    self.copies.load(placed.text, key, facts);
                    self.groups.insert(placed.text, key, body, facts);
                }
                member.names.add(id, segment.name(), |_| true);
                member.note_allows(id, tree.marker(id));
            }
            let local = check_segment(&segment, facts);
            if !local.is_empty() {
                member.found.entry(anchor).or_default().local = local;
            }
        }
    }
}
