//! Putting one spelling of a name in place of the others.

use crate::queries::edit::Edit;
use crate::queries::spelling::{is_uncertain, replaced};
use crate::rules::Finding;
use crate::workspace::Corpus;

/// The spellings that a finding tells of, that of most articles first.
pub(super) fn spellings(corpus: &Corpus, finding: &Finding) -> Vec<String> {
    // What the rule would write is the commonest.
    let fix = finding.fixes.first();
    let common = fix.and_then(|fix| {
        let title = fix.title.strip_suffix('`')?;
        title.rsplit('`').next()
    });
    let mut all: Vec<String> = finding.evidence.clone();
    all.sort_by_key(|spelling| Some(spelling.as_str()) != common);
    if bearer(corpus, finding).is_none() {
        all.clear();
    }
    all
}

/// Whose name it is.
fn bearer(corpus: &Corpus, finding: &Finding) -> Option<crate::collation::identities::Bearer> {
    let article = finding.place.article()?;
    let document = corpus.documents().get(article.document as usize)?;
    let head = document.tree().line_length(article.id);
    let at = u32::try_from(finding.place.start.checked_sub(head)?).ok()?;
    let (text, facts) = corpus.facts(article)?;
    let mention = facts.entities.mention_at(at)?;
    let entity = facts.entities.mentions.get(mention)?.entity;
    corpus.identities().bearer_of(text, entity)
}

/// The edits, in all bundles that are compared.
pub(super) fn edits<E>(
    corpus: &Corpus,
    finding: &Finding,
    to: &str,
    go_on: impl FnMut() -> Result<(), E>,
) -> Result<Vec<Edit>, E> {
    let Some(bearer) = bearer(corpus, finding) else {
        return Ok(Vec::new());
    };
    let others = finding.evidence.iter().map(String::as_str);
    let changes: Vec<(&str, &str)> = others.filter(|s| *s != to).map(|s| (s, to)).collect();
    let certain = |document: u32| {
        let document = corpus.documents().get(document as usize);
        document.is_some_and(|document| !is_uncertain(document))
    };
    replaced(corpus, &bearer, &changes, |a| certain(a.document), go_on)
}
