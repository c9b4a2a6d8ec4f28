//! Deleting what stands twice.

use crate::bundle::Role;
use crate::queries::edit::{Edit, bytes};
use crate::queries::markers::block;
use crate::rules::Finding;
use crate::workspace::Corpus;

/// The name of a finding's article; empty where it has none.
pub(super) fn name<'c>(corpus: &'c Corpus, finding: &Finding) -> &'c str {
    let document = corpus.documents().get(finding.place.document as usize);
    let marker = document.zip(finding.place.anchor);
    let name = marker.and_then(|(document, id)| document.tree().marker(id).name.as_deref());
    name.unwrap_or_default()
}

/// Deletes a finding's article, from its open marker to its close marker.
pub(super) fn article(corpus: &Corpus, finding: &Finding) -> Option<Edit> {
    let document = corpus.documents().get(finding.place.document as usize)?;
    let anchor = finding.place.anchor;
    let id = anchor.filter(|&id| document.tree().role(id) == Role::Open)?;
    Some(Edit::new(document.number(), block(document, id), ""))
}

/// Deletes a passage, with the blanks behind it where there are some before it too.
pub(super) fn passage(corpus: &Corpus, finding: &Finding) -> Option<Edit> {
    let document = corpus.documents().get(finding.place.document as usize)?;
    let range = bytes(corpus, &finding.place)?;
    let body = document.tree().body(finding.place.anchor);
    let before = document.slice(body.start.min(range.start)..range.start);
    let after = document.slice(range.end..body.end.max(range.end));
    // The full stop goes with its sentence.
    let stop = match after.chars().next() {
        Some('.' | '!' | '?') if ends_sentence(&before) => 1,
        _ => 0,
    };
    let rest = &after[stop..];
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let apart = before.is_empty() || before.ends_with([' ', '\t', '\n', '\r']);
    let end = range.end + stop + if apart { blanks } else { 0 };
    Some(Edit::new(document.number(), range.start..end, ""))
}

/// Whether a text ends where a sentence may begin.
fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end();
    text.is_empty() || text.ends_with(['.', '!', '?', '”', '"', '’'])
}
