//! Asking the rules.

use std::ops::Range;
use std::sync::Arc;

use ropey::Rope;
use rustc_hash::FxHashSet;

use super::bodies::Bodies;
use super::{Corpus, Member};
use crate::bundle::order::Id;
use crate::bundle::{Anchor, DocumentId, SegmentId};
use crate::collation::index::TextId;
use crate::collation::texts;
use crate::facts::Facts;
use crate::rules::{self, Finding, Segment, View};
use crate::text::irregular::irregularities;
use crate::workspace::kin::Kin;

impl Corpus {
    /// Finds again what one segment says by itself.
    pub(super) fn check_locally(&mut self, number: DocumentId, anchor: Anchor) {
        let document = &self.documents[number as usize];
        let body = document.slice(document.tree().body(anchor));
        let segment = Segment::new(document, anchor, &body);
        let facts = match segment.article() {
            Some(_) => self.memo.facts(texts::key(&body), &body),
            None => Arc::default(),
        };
        let local = check_segment(&segment, &facts);
        let found = &mut self.members[number as usize].found;
        if !local.is_empty() || found.contains_key(&anchor) {
            found.entry(anchor).or_default().local = local;
        }
    }

    /// Finds again what the articles with this text have in common with others.
    pub(super) fn check_copies(&mut self, text: TextId) {
        let mut source = Bodies {
            documents: &self.documents,
            texts: &self.texts,
            memo: &mut self.memo,
        };
        let kin = Kin {
            view: View::new(&self.documents, &self.texts),
            copies: &self.copies,
        };
        for &article in self.texts.articles(text) {
            let findings = kin.findings(article, text, &mut source);
            let found = &mut self.members[article.document as usize].found;
            if !findings.is_empty() || found.contains_key(&Some(article.id)) {
                found.entry(Some(article.id)).or_default().copies = findings;
            }
        }
    }

    /// Finds again which articles of a bundle share a name.
    pub(super) fn check_names(&mut self, number: DocumentId, name: &str) {
        let document = &self.documents[number as usize];
        let member = &mut self.members[number as usize];
        let articles = member.names.articles(name);
        let shown: Vec<Id> = articles
            .iter()
            .copied()
            .take(rules::duplicate_name::SHOWN + 1)
            .collect();
        for (place, &article) in articles.iter().enumerate() {
            if place >= rules::duplicate_name::REPORTED {
                if let Some(found) = member.found.get_mut(&Some(article)) {
                    found.name.clear();
                }
                continue;
            }
            let others = shown
                .iter()
                .filter(|&&other| other != article)
                .take(rules::duplicate_name::SHOWN);
            let others: Vec<Segment<'_>> = others
                .map(|&other| Segment::new(document, Some(other), ""))
                .collect();
            let mut findings = Vec::new();
            let segment = Segment::new(document, Some(article), "");
            rules::duplicate_name::check(&segment, &others, articles.len() - 1, &mut findings);
            if !findings.is_empty() || member.found.contains_key(&Some(article)) {
                member.found.entry(Some(article)).or_default().name = findings;
            }
        }
    }

    /// Finds again what is irregular in the file, where an edit may have changed it. Returned are the segments that it
    /// was and is told of: a further NUL changes the count that stands with the first.
    pub(super) fn check_file(
        &mut self,
        number: DocumentId,
        old: &Rope,
        range: &Range<usize>,
        with: &str,
        touched: &FxHashSet<SegmentId>,
    ) -> Vec<SegmentId> {
        let document = &self.documents[number as usize];
        let Member {
            file, irregular, ..
        } = &mut self.members[number as usize];
        let changed = irregular.edit(old, range, document.text(), with.len());
        let moved = file
            .iter()
            .any(|f| touched.contains(&f.place.segment()) || f.level == rules::Level::Warning);
        if !changed && !moved {
            return Vec::new();
        }
        let before = std::mem::take(file);
        if irregular.any() || moved {
            let text = document.text().to_string();
            rules::irregular_text::check(document, &irregularities(&text), file);
        }
        let findings = before.iter().chain(&*file);
        findings.map(|f| f.place.segment()).collect()
    }
}

/// What the rules say of one segment by itself; `facts` are an article's.
pub(super) fn check_segment(segment: &Segment<'_>, facts: &Facts) -> Vec<Finding> {
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
