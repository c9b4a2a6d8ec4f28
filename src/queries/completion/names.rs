//! Names that the bundle knows, for one that is being typed: where a capital letter was typed, those of the article first.

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashMap;
use unicode_normalization::char::is_combining_mark;

use super::{Completion, Item, ItemKind, MOST};
use crate::bundle::{Document, DocumentId, Role};
use crate::facts::entities::EntityKind;
use crate::text::normalise::typed;
use crate::workspace::Corpus;

/// So far back the words before the cursor are looked at, in bytes.
const BACK: usize = 160;

pub(super) fn names(corpus: &Corpus, number: DocumentId, offset: usize) -> Completion {
    let Some(document) = corpus.documents().get(number as usize) else {
        return Completion::default();
    };
    let tree = document.tree();
    let Some(id) = tree.at(offset).filter(|&id| tree.role(id) == Role::Open) else {
        return Completion::default();
    };
    let body = tree.body(Some(id));
    let Some(typed) = Word::before(document, body.start, offset) else {
        return Completion::default();
    };
    let mut items: Vec<Item> = Vec::new();
    for (name, kind, count) in own(corpus, number, id, &typed, body.start) {
        let times = if count < 2 { "once" } else { "more than once" };
        items.extend(typed.item(&name, kind, format!("{}, named {times} here", kind.name())));
    }
    for known in corpus.identities().beginning(&typed.text, 2 * MOST) {
        let kind = known.kind.unwrap_or(EntityKind::Other);
        let articles = match known.texts {
            1 => "1 article".to_owned(),
            n => format!("{n} articles"),
        };
        let is_new = !items.iter().any(|item| item.label == known.name);
        // What is being typed is taken for a name too.
        let is_typed = known.texts == 1 && typed.is_end_of(known.name);
        if is_new && !is_typed {
            items.extend(typed.item(known.name, kind, format!("{}, in {articles}", kind.name())));
        }
    }
    items.truncate(MOST);
    Completion {
        is_incomplete: !items.is_empty(),
        items,
    }
}

/// The names of the article, as they are written there, those that it has most often first.
fn own(
    corpus: &Corpus,
    number: DocumentId,
    id: crate::bundle::order::Id,
    typed: &Word,
    start: usize,
) -> Vec<(String, EntityKind, usize)> {
    let Some(document) = corpus.documents().get(number as usize) else {
        return Vec::new();
    };
    let article = document.article(id);
    let Some((_, facts)) = corpus.facts(article) else {
        return Vec::new();
    };
    let mut counts: FxHashMap<String, (EntityKind, usize, usize)> = FxHashMap::default();
    let view = corpus.view();
    for (place, mention) in facts.entities.mentions.iter().enumerate() {
        let range = start + mention.range.start as usize..start + mention.range.end as usize;
        let Some(entity) = facts.entities.entities.get(mention.entity as usize) else {
            continue;
        };
        // What is being typed is no name yet.
        if range.start <= typed.range.end && typed.range.start <= range.end {
            continue;
        }
        let written = view.text(article, &mention.range);
        for (name, times) in [(written.as_ref(), 1), (&*entity.name, 0)] {
            if typed.begins_word_of(name) {
                let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
                let known = counts.entry(name).or_insert((entity.kind, 0, place));
                known.1 += times;
            }
        }
    }
    let mut all: Vec<(String, EntityKind, usize, usize)> = Vec::with_capacity(counts.len());
    #[expect(
        clippy::iter_over_hash_type,
        reason = "sorted below, by what is different for each"
    )]
    for (name, (kind, count, place)) in counts {
        all.push((name, kind, count, place));
    }
    all.sort_by(|a, b| (Reverse(a.2), a.3, &a.0).cmp(&(Reverse(b.2), b.3, &b.0)));
    all.into_iter()
        .map(|(name, kind, count, _)| (name, kind, count))
        .collect()
}

/// The word that is being typed.
struct Word {
    /// As it stands; its first letter is a capital.
    text: String,
    /// Where it stands, in bytes of the bundle.
    range: Range<usize>,
    /// What stands before it on its line, the last of it.
    before: String,
}

impl Word {
    /// The word that ends at an offset, where it begins with a capital letter and nothing follows it at once.
    fn before(document: &Document, start: usize, offset: usize) -> Option<Word> {
        let text = document.text();
        let from = super::floor(text, offset.saturating_sub(BACK)).max(start);
        if from > offset {
            return None;
        }
        let back = document.slice(from..offset);
        let line = back.rsplit(['\n', '\r']).next().unwrap_or_default();
        let is_part =
            |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-') || is_combining_mark(c);
        let begins = line
            .char_indices()
            .rev()
            .take_while(|(_, c)| is_part(*c))
            .last()
            .map(|(at, _)| at)?;
        let (before, word) = line.split_at(begins);
        // A quotation mark is no part of a name.
        let typed = word.trim_start_matches(['\'', '’', '-']);
        if !typed.starts_with(char::is_uppercase) {
            return None;
        }
        let next = text.get_char(text.try_byte_to_char(offset).ok()?);
        if next.is_some_and(char::is_alphanumeric) {
            return None;
        }
        Some(Word {
            text: typed.to_owned(),
            range: offset - typed.len()..offset,
            before: before.to_owned(),
        })
    }

    /// Whether a word of a name begins with what is typed, and more of it is to come.
    fn begins_word_of(&self, name: &str) -> bool {
        self.place_in(name).is_some()
    }

    /// The byte of a name at which a word begins as what is typed does.
    fn place_in(&self, name: &str) -> Option<usize> {
        let mut starts = std::iter::once(0).chain(name.match_indices(' ').map(|(at, _)| at + 1));
        starts.find(|&at| {
            let rest = name.get(at..).unwrap_or_default();
            let mut letters = typed(rest);
            typed(&self.text).all(|letter| letters.next() == Some(letter)) && rest != self.text
        })
    }

    /// Whether what stands before the cursor ends in the whole of a name.
    fn is_end_of(&self, name: &str) -> bool {
        name == self.text || format!("{}{}", self.before, self.text).ends_with(name)
    }

    /// A name as it may be typed here. Of its words those that stand before the cursor already are not typed again.
    fn item(&self, name: &str, kind: EntityKind, detail: String) -> Option<Item> {
        let at = self.place_in(name)?;
        let lead = name.get(..at).unwrap_or_default();
        let known = if self.before.ends_with(lead) {
            lead.len()
        } else {
            0
        };
        let range = self.range.start - known..self.range.end;
        let mut item = Item::new(ItemKind::Name(kind), name, range);
        item.detail = detail;
        // The editor compares with what is typed, and knows of no letter that another stands for.
        let rest = self.as_typed(name.get(at..).unwrap_or_default());
        let lead = name.get(at - known..at).unwrap_or_default();
        item.filter = format!("{lead}{rest}");
        Some(item)
    }

    /// The rest of a name from a word on that begins as what is typed does, with the letters of that as they are typed.
    fn as_typed(&self, rest: &str) -> String {
        if rest.to_lowercase().starts_with(&self.text.to_lowercase()) {
            return rest.to_owned();
        }
        let mut wanted = typed(&self.text).count();
        let more = rest.trim_start_matches(|c: char| {
            let is_typed = wanted > 0;
            wanted = wanted.saturating_sub(typed(c.encode_utf8(&mut [0; 4])).count());
            is_typed
        });
        format!("{}{more}", self.text)
    }
}
