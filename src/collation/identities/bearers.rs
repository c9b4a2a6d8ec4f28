//! All that have a name.

use std::ops::Range;

use super::Identities;
use super::name::NameId;
use crate::collation::index::TextId;
use crate::facts::entities::EntityKind;

/// A person, an organisation or a place, as all texts know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Someone<'i> {
    /// The name to call it by.
    pub name: &'i str,
    /// What it is.
    pub kind: EntityKind,
    /// The text of the lowest number that has the name to call it by, and where first in bytes of its body.
    pub first: (TextId, Range<u32>),
    names: &'i [NameId],
}

/// Numbers of texts in their order, each once.
pub(super) fn distinct(texts: impl Iterator<Item = TextId>) -> Vec<TextId> {
    let mut texts: Vec<TextId> = texts.collect();
    texts.sort_unstable();
    texts.dedup();
    texts
}

impl Identities {
    /// All that have a name, in no order that means anything. Initials that may stand for one of them are not put to it.
    pub fn bearers(&self) -> impl Iterator<Item = Someone<'_>> {
        self.groups.iter().filter_map(|group| {
            let number = group.canonical;
            let name = self.names.get(number as usize)?;
            let (&text, kind) = (name.texts.iter().min()?, group.kind?);
            let records = self.records.get(&text)?;
            let is_it = |record: &&super::Record| record.name == number && record.count > 0;
            let record = records.iter().find(is_it)?;
            let preferred = name.alias.and_then(|a| self.preferred.get(a as usize));
            Some(Someone {
                name: preferred.unwrap_or(&name.text),
                kind,
                first: (text, record.start..record.end),
                names: &group.names,
            })
        })
    }

    /// The texts that have a name of someone, by number.
    pub fn texts_naming(&self, someone: &Someone<'_>) -> Vec<TextId> {
        let names = someone.names.iter();
        let names = names.filter_map(|&name| self.names.get(name as usize));
        distinct(names.flat_map(|name| name.texts.iter().copied()))
    }
}
