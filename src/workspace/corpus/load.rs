//! Reading whole texts.

use std::thread;

use super::Corpus;
use super::bodies::Bodies;
use super::reading::{LONG, read_all};
use crate::rules::{Segment, View};
use crate::text::irregular::Irregularities;
use crate::workspace::threads;

impl Corpus {
    /// Takes in all articles of fresh texts; see [`Corpus::new_while`]. Whether it did.
    pub(super) fn load(
        &mut self,
        all: &[(&str, &Irregularities)],
        go_on: &mut dyn FnMut(usize) -> bool,
    ) -> bool {
        let mut before = 0;
        for ((text, _), number) in all.iter().zip(0..) {
            if !self.load_one(number, text, &mut |bytes| go_on(before + bytes)) {
                return false;
            }
            before += text.len();
        }
        let mut source = Bodies {
            documents: &self.documents,
            texts: &self.texts,
            memo: &mut self.memo,
        };
        let view = View::new(&self.documents, &self.texts);
        let (copies, groups) = (&mut self.copies, &mut self.groups);
        let length: usize = all.iter().map(|(text, _)| text.len()).sum();
        if length < LONG || threads::most() == 1 {
            copies.finish_load(&mut source);
            groups.finish_load(view);
        } else {
            // None needs another, and these two are about as much work as the rest.
            thread::scope(|scope| {
                let (utterances, claims) = (&mut groups.utterances, &mut groups.claims);
                scope.spawn(|| {
                    utterances.finish_load(view);
                    claims.finish_load(view);
                });
                copies.finish_load(&mut source);
                groups.identities.finish_load(view);
            });
        }
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
        true
    }

    /// Takes in the articles of one text; whether all of them.
    fn load_one(
        &mut self,
        number: usize,
        text: &str,
        go_on: &mut dyn FnMut(usize) -> bool,
    ) -> bool {
        let mut wanted = true;
        let document = &self.documents[number];
        let member = &mut self.members[number];
        let tree = document.tree();
        let bodies = tree.bodies();
        self.texts.reserve(bodies.len() / 2);
        member.names.reserve(bodies.len() / 2);
        read_all(document, text, &bodies, |(anchor, range), mut read| {
            let segment = Segment::new(document, *anchor, "");
            if let Some(id) = segment.article() {
                // Articles come in their order.
                let placed = self.texts.add(document.article(id), read.key, |_| true);
                if placed.alone {
                    let body = &text[range.clone()];
                    self.copies.load(placed.text, read.key, &read.facts);
                    self.groups.insert(placed.text, read.key, body, &read.facts);
                }
                member.names.add(id, segment.name(), |_| true);
                member.note_allows(id, tree.marker(id));
            }
            let local = std::mem::take(&mut read.findings);
            if !local.is_empty() {
                member.found.entry(*anchor).or_default().local = local;
            }
            wanted = go_on(range.end);
            wanted.then_some(read)
        });
        wanted
    }
}
