//! How someone's name is spelled, wherever someone is named.
//!
//! A spelling is some words of a name: `Marchenska` stands in `Olena Marchenska` too. It is changed wherever the same
//! bearer is named with these words, and nowhere else: another of that surname keeps it, and so do other spellings.

use std::fmt;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::edit::{Edit, settle};
use crate::bundle::{ArticleId, Document, DocumentId, Role};
use crate::collation::identities::Bearer;
use crate::collation::index::TextId;
use crate::facts::Facts;
use crate::workspace::Corpus;

/// Someone who is named, and how.
#[derive(Debug, Clone)]
pub struct SpellingAt {
    /// The words as they stand there.
    pub text: String,
    /// Where they stand, in bytes of the bundle.
    pub range: Range<usize>,
    /// Who that is.
    pub bearer: Bearer,
}

/// Why a spelling cannot be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// There is no letter in it.
    Empty,
    /// It holds a line end or another control character.
    Invisible(char),
    /// It holds a `<`, and so could make a marker of a line.
    Bracket,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Empty => f.write_str("a name needs a letter at least"),
            Refusal::Invisible(c) => write!(
                f,
                "a name cannot hold the character U+{:04X}, which is not to be seen",
                u32::from(*c)
            ),
            Refusal::Bracket => f.write_str("a name cannot hold `<`, with which markers begin"),
        }
    }
}

/// The name at an offset in bytes, or that ends there.
pub fn spelling_at(corpus: &Corpus, number: DocumentId, offset: usize) -> Option<SpellingAt> {
    let document = corpus.documents().get(number as usize)?;
    let tree = document.tree();
    let anchor = tree.at(offset.min(tree.length()));
    let id = anchor.filter(|&id| tree.role(id) == Role::Open)?;
    let body = tree.body(anchor);
    let at = u32::try_from(offset.checked_sub(body.start)?).ok()?;
    let (text, facts) = corpus.facts(document.article(id))?;
    let before = at.checked_sub(1);
    let mention = facts.entities.mention_at(at);
    let mention = mention.or_else(|| facts.entities.mention_at(before?))?;
    let mention = facts.entities.mentions.get(mention)?;
    let range = body.start + mention.range.start as usize..body.start + mention.range.end as usize;
    let words = document.slice(range.clone());
    Some(SpellingAt {
        text: words.split_whitespace().collect::<Vec<_>>().join(" "),
        range,
        bearer: corpus.identities().bearer_of(text, mention.entity)?,
    })
}

/// Gives a spelling another form in all articles of a bundle. `go_on` is asked before each article is read, and ends the
/// search where it fails.
pub fn rename<E>(
    corpus: &Corpus,
    number: DocumentId,
    at: &SpellingAt,
    new: &str,
    go_on: impl FnMut() -> Result<(), E>,
) -> Result<Result<Vec<Edit>, Refusal>, E> {
    let new = new.trim();
    if let Err(refusal) = check(new) {
        return Ok(Err(refusal));
    }
    let changes = [(at.text.as_str(), new)];
    let only = |article: &ArticleId| article.document == number;
    replaced(corpus, &at.bearer, &changes, only, go_on).map(Ok)
}

/// Puts one spelling in place of others, each with its own words, in all articles that `wanted` lets through.
pub fn replaced<E>(
    corpus: &Corpus,
    bearer: &Bearer,
    changes: &[(&str, &str)],
    wanted: impl Fn(&ArticleId) -> bool,
    mut go_on: impl FnMut() -> Result<(), E>,
) -> Result<Vec<Edit>, E> {
    let view = corpus.view();
    let mut seen: FxHashSet<TextId> = FxHashSet::default();
    let mut edits = Vec::new();
    // What is longer comes first, since it may hold what is shorter.
    let mut changes: Vec<(Vec<&str>, &str)> = changes
        .iter()
        .filter(|(old, new)| old != new)
        .map(|(old, new)| (old.split_whitespace().collect(), *new))
        .filter(|(old, _): &(Vec<&str>, &str)| !old.is_empty())
        .collect();
    changes.sort_by_key(|(old, _)| std::cmp::Reverse(old.len()));
    for form in corpus.identities().forms(bearer) {
        for &text in form.texts {
            let articles = view.articles(text).iter().filter(|a| wanted(a));
            let articles: Vec<ArticleId> = articles.copied().collect();
            let Some(&first) = articles.first().filter(|_| seen.insert(text)) else {
                continue;
            };
            go_on()?;
            let Some((_, facts)) = corpus.facts(first) else {
                continue;
            };
            let found = in_article(corpus, first, text, &facts, bearer, &changes);
            for article in articles {
                let document = view.document(article);
                let start = document.tree().body(Some(article.id)).start;
                edits.extend(found.iter().map(|(range, text, quoted)| Edit {
                    document: article.document,
                    range: start + range.start..start + range.end,
                    text: text.clone(),
                    quoted: *quoted,
                }));
            }
        }
    }
    settle(&mut edits);
    Ok(edits)
}

/// The changes in one article: bytes of its body, what is written there, and whether someone is quoted there.
fn in_article(
    corpus: &Corpus,
    article: ArticleId,
    text: TextId,
    facts: &Facts,
    bearer: &Bearer,
    changes: &[(Vec<&str>, &str)],
) -> Vec<(Range<usize>, String, bool)> {
    let mut entities: Vec<u32> = corpus
        .identities()
        .named_in(text, bearer)
        .map(|named| named.entity)
        .collect();
    entities.sort_unstable();
    let is_quoted = |at: usize| {
        let all = &facts.delimiters.quotations;
        let before = all.partition_point(|q| q.outer.start <= at);
        // An outer quotation stands before those within it: only the last outermost can reach this far.
        let mut around = all[..before].iter().rev();
        let outermost = around.find(|q| q.depth == 0);
        outermost.is_some_and(|q| q.outer.contains(&at))
    };
    let mut found = Vec::new();
    for mention in &facts.entities.mentions {
        if entities.binary_search(&mention.entity).is_err() {
            continue;
        }
        let start = mention.range.start as usize;
        let written = corpus.view().text(article, &mention.range);
        for (range, new) in in_mention(&written, changes) {
            let range = start + range.start..start + range.end;
            found.push((range.clone(), new, is_quoted(range.start)));
        }
    }
    found
}

/// The changes in one mention, in bytes of it. Where old and new have as many words, only the words that differ are
/// written: a name that is parted by a line end stays so.
fn in_mention(written: &str, changes: &[(Vec<&str>, &str)]) -> Vec<(Range<usize>, String)> {
    let words: Vec<Range<usize>> = words(written);
    let text = |word: &Range<usize>| written.get(word.clone()).unwrap_or_default();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest = words.get(at..).unwrap_or_default();
        let here = changes.iter().find_map(|(old, new)| {
            let own = rest.get(..old.len())?;
            let same = own.iter().zip(old).all(|(word, old)| text(word) == *old);
            same.then_some((own, *new))
        });
        let Some((own, new)) = here else {
            at += 1;
            continue;
        };
        at += own.len();
        let new_words: Vec<&str> = new.split_whitespace().collect();
        if new_words.len() == own.len() {
            let differ = own.iter().zip(new_words).filter(|(o, n)| text(o) != *n);
            found.extend(differ.map(|(o, n)| (o.clone(), n.to_owned())));
        } else if let (Some(first), Some(last)) = (own.first(), own.last()) {
            found.push((first.start..last.end, new.to_owned()));
        }
    }
    found
}

/// The words of a mention, without the commas that part them.
fn words(written: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut start = None;
    let ends = written.char_indices().chain([(written.len(), ' ')]);
    for (at, c) in ends {
        match (c.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                let word = written.get(from..at).unwrap_or_default();
                all.push(from..from + word.trim_end_matches([',', ';']).len());
                start = None;
            }
            _ => {}
        }
    }
    all
}

fn check(name: &str) -> Result<(), Refusal> {
    if let Some(c) = name.chars().find(|c| c.is_control()) {
        return Err(Refusal::Invisible(c));
    }
    if name.contains('<') {
        return Err(Refusal::Bracket);
    }
    if !name.contains(char::is_alphanumeric) {
        return Err(Refusal::Empty);
    }
    Ok(())
}

/// Whether a bundle's text may differ from what its editor will show, so that edits could go astray: bytes of the file
/// that are not UTF-8.
pub fn is_uncertain(document: &Document) -> bool {
    document.damaged()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queries::edit::tests::applied;
    use crate::queries::fixture::fixture;

    fn renamed(marked: &str, new: &str) -> String {
        let fixture = fixture(marked);
        let text = marked.replacen("$0", "", 1);
        let Some(at) = spelling_at(&fixture.corpus, 0, fixture.offset) else {
            return "nobody".to_owned();
        };
        let done = rename(&fixture.corpus, 0, &at, new, || Ok::<(), ()>(()));
        match done.expect("nobody stops it") {
            Ok(edits) => applied(&text, 0, &edits),
            Err(refusal) => refusal.to_string(),
        }
    }

    #[test]
    fn a_spelling_is_changed_for_its_bearer_alone() {
        assert_eq!(
            renamed(
                "<<<FILE: a>>>\r\nThey met Mayor Olena Marchenskyy. “Olena Marchenskyy won,” Ada Roe said. $0Marchenskyy \
                 left.\r\n<<<END FILE>>>\r\n<<<FILE: b>>>\nThey met Olena Marchensky and Bill Marchenskyy.\n<<<END FILE>>>\n\
                 <<<FILE: c>>>\nIt was Olena\nMarchenskyy who came.\n<<<END FILE>>>\n",
                "Marchenska"
            ),
            "<<<FILE: a>>>\r\nThey met Mayor Olena Marchenska. “Olena Marchenska won,” Ada Roe said. Marchenska \
             left.\r\n<<<END FILE>>>\r\n<<<FILE: b>>>\nThey met Olena Marchensky and Bill Marchenskyy.\n<<<END FILE>>>\n\
             <<<FILE: c>>>\nIt was Olena\nMarchenska who came.\n<<<END FILE>>>\n"
        );
    }

    #[test]
    fn what_someone_is_quoted_with_is_told_apart() {
        let text = "<<<FILE: a>>>\nThey met Olena Ma$0rlow. “Olena Marlow won,” Ada Roe said.\n<<<END FILE>>>\n";
        let fixture = fixture(text);
        let at = spelling_at(&fixture.corpus, 0, fixture.offset).expect("a name");
        assert_eq!(at.text, "Olena Marlow");
        let edits = rename(&fixture.corpus, 0, &at, "Olena M. Marlow", || {
            Ok::<(), ()>(())
        });
        let edits = edits.expect("nobody stops it").expect("a name");
        assert_eq!(
            edits.iter().map(|e| e.quoted).collect::<Vec<_>>(),
            [false, true]
        );
    }

    #[test]
    fn what_is_no_name_is_refused() {
        let text = "<<<FILE: a>>>\nThey met Olena Ma$0rlow.\n<<<END FILE>>>\n";
        assert_eq!(renamed(text, " - "), "a name needs a letter at least");
        assert!(renamed(text, "a\nb").contains("U+000A"));
        assert!(renamed(text, "<<<END>>>").contains("`<`"));
        assert_eq!(
            renamed("<<<FILE: a>>>\nthe$0y met\n<<<END FILE>>>\n", "x"),
            "nobody"
        );
        assert_eq!(renamed("<<<FILE: Ada R$0oe>>>\n", "x"), "nobody");
    }
}
