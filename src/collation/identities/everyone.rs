//! All who are named, for a list of them.

use std::cmp::Reverse;
use std::ops::Range;

use super::Identities;
use crate::collation::index::TextId;
use crate::facts::entities::EntityKind;

/// Someone or something that texts name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Everyone<'i> {
    /// The fullest and commonest of the names.
    pub name: &'i str,
    /// What most texts take it for.
    pub kind: Option<EntityKind>,
    /// The texts that name it, by number, each with where it does so first, in bytes of the body.
    pub texts: Vec<(TextId, Range<u32>)>,
}

impl Identities {
    /// All who are of a kind, those that most texts name first: at most `most`.
    pub fn everyone(&self, kind: EntityKind, most: usize) -> Vec<Everyone<'_>> {
        let name = |id: u32| self.names.get(id as usize);
        let of_kind = (0..)
            .zip(&self.groups)
            .filter(|(id, group)| !group.names.is_empty() && self.kind(*id) == Some(kind));
        let mut ranked: Vec<(usize, &str)> = of_kind
            .map(|(_, group)| {
                let texts = group.names.iter().filter_map(|&id| name(id));
                let count = texts.map(|name| name.texts.len()).sum();
                let canonical = name(group.canonical).map_or("", |name| &name.text);
                (count, canonical)
            })
            .collect();
        ranked.sort_unstable_by_key(|&(count, canonical)| (Reverse(count), canonical));
        ranked.truncate(most);
        let all = ranked.into_iter().filter(|(count, _)| *count > 0);
        all.map(|(_, canonical)| Everyone {
            name: canonical,
            kind: Some(kind),
            texts: self.texts_of(canonical),
        })
        .collect()
    }

    /// The texts that name the bearer of a name, each with where it does so first.
    fn texts_of(&self, canonical: &str) -> Vec<(TextId, Range<u32>)> {
        let id = self.by_text.get(canonical);
        let own = id.and_then(|&id| self.names.get(id as usize));
        let Some(group) = own.and_then(|own| self.groups.get(own.group as usize)) else {
            return Vec::new();
        };
        let mut texts = Vec::new();
        for &id in &group.names {
            for &text in self
                .names
                .get(id as usize)
                .into_iter()
                .flat_map(|n| &n.texts)
            {
                let records = self.records.get(&text).into_iter().flatten();
                let own = records.filter(|record| record.name == id);
                texts.extend(own.map(|r| (text, r.start..r.end.max(r.start))));
            }
        }
        texts.sort_unstable_by_key(|(text, range)| (*text, range.start));
        texts.dedup_by_key(|(text, _)| *text);
        texts
    }
}
