//! What stands around two names: whether the texts that have them tell of one event.
//!
//! It goes by the texts of the two names alone, so that what it says changes only with a text that has one of them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Record;
use super::name::{Name, NameId};
use crate::collation::index::TextId;

/// The names of all texts.
#[derive(Clone, Copy)]
pub(super) struct Context<'i> {
    pub(super) records: &'i FxHashMap<TextId, Vec<Record>>,
    pub(super) names: &'i [Name],
}

impl Context<'_> {
    /// Whether the texts of two names share a third that is not known everywhere (`U.S.`, `Congress` are), and is of no
    /// bearer that the two may be of.
    pub(super) fn vouches(self, a: &Name, b: &Name) -> bool {
        let (few, many) = if a.texts.len() <= b.texts.len() {
            (a, b)
        } else {
            (b, a)
        };
        let near: FxHashSet<NameId> = self.around(few, a, b).collect();
        !near.is_empty() && self.around(many, a, b).any(|name| near.contains(&name))
    }

    fn around(self, name: &Name, a: &Name, b: &Name) -> impl Iterator<Item = NameId> {
        let (a, b) = (a.block, b.block);
        name.texts
            .iter()
            .filter_map(|text| self.records.get(text))
            .flatten()
            .map(|record| record.name)
            .filter(move |&id| {
                let other = self.names.get(id as usize);
                other.is_some_and(|n| n.thing.is_none() && n.block != a && n.block != b)
            })
    }
}
