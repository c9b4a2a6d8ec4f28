//! The names of the same person, organisation or place, over all texts.

use super::grouping::{GroupId, Grouping};
use super::index::TextId;
use crate::facts::Facts;

/// See the module's head.
#[derive(Default)]
pub struct Identities {}

impl Identities {
    /// The name by which an entity of a text is known in the whole bundle: the fullest and commonest of its spellings.
    /// `entity`: an index into its [`crate::facts::entities::Entities::entities`].
    pub fn canonical(&self, _text: TextId, _entity: u32) -> Option<&str> {
        None
    }
}

impl Grouping for Identities {
    fn insert(&mut self, _text: TextId, _key: u128, _body: &str, _facts: &Facts) {}

    fn remove(&mut self, _text: TextId, _facts: &Facts) {}

    fn refresh(&mut self) -> Vec<GroupId> {
        Vec::new()
    }

    fn groups_of(&self, _text: TextId) -> Vec<GroupId> {
        Vec::new()
    }
}
