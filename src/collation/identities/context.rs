//! What stands around two names: whether the texts that have them tell of one event.
//!
//! It goes by the texts of the two names alone, so that what it says changes only with a text that has one of them.

use rustc_hash::FxHashMap;

use super::Record;
use super::name::{Name, NameId};
use crate::collation::index::TextId;

/// The names of all texts.
#[derive(Clone, Copy)]
pub(super) struct Context<'i> {
    pub(super) records: &'i FxHashMap<TextId, Vec<Record>>,
    pub(super) names: &'i [Name],
}

/// What shared names must weigh together for two texts to tell of one event.
const ENOUGH: usize = 3;
/// Texts that are asked first whether they have both names.
const LOOKED_AT: usize = 8;

impl Context<'_> {
    /// Whether the texts of two names share enough others that are of no bearer that the two may be of: one, or several
    /// of those that are known everywhere (`U.S.`, `Congress`).
    pub(super) fn vouches(self, a: &Name, b: &Name) -> bool {
        let (few, many) = if a.texts.len() <= b.texts.len() {
            (a, b)
        } else {
            (b, a)
        };
        // Whatever stands in a text that has both is near both: mostly one look tells, however many names it has.
        let both = few
            .texts
            .iter()
            .take(LOOKED_AT)
            .find(|t| many.texts.contains(t));
        if both.is_some_and(|&text| self.of_text(text, a, b).any(|(_, weight)| weight >= ENOUGH)) {
            return true;
        }
        let mut near: FxHashMap<NameId, usize> = self.around(few, a, b).collect();
        let mut shared = 0;
        for (name, _) in self.around(many, a, b) {
            // Each counts once.
            shared += near.remove(&name).unwrap_or_default();
            if shared >= ENOUGH || near.is_empty() {
                break;
            }
        }
        shared >= ENOUGH
    }

    /// The names in the texts of one, with what they weigh.
    fn around(self, name: &Name, a: &Name, b: &Name) -> impl Iterator<Item = (NameId, usize)> {
        let texts = name.texts.iter();
        texts.flat_map(move |&text| self.of_text(text, a, b))
    }

    /// The names in a text that are in no block of the two, with what they weigh.
    fn of_text(self, text: TextId, a: &Name, b: &Name) -> impl Iterator<Item = (NameId, usize)> {
        let (a, b) = (a.block, b.block);
        let records = self.records.get(&text).into_iter().flatten();
        records.filter_map(move |record| {
            let other = self.names.get(record.name as usize)?;
            let weight = if other.thing.is_some() { 1 } else { ENOUGH };
            (other.block != a && other.block != b).then_some((record.name, weight))
        })
    }
}
