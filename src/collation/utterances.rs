//! The wordings of what someone said: utterances of several texts that are the same but for some words.

use super::grouping::{GroupId, Grouping};
use super::index::TextId;
use crate::facts::Facts;

/// See the module's head.
#[derive(Default)]
pub struct Utterances {}

impl Grouping for Utterances {
    fn insert(&mut self, _text: TextId, _key: u128, _body: &str, _facts: &Facts) {}

    fn remove(&mut self, _text: TextId, _facts: &Facts) {}

    fn refresh(&mut self) -> Vec<GroupId> {
        Vec::new()
    }

    fn groups_of(&self, _text: TextId) -> Vec<GroupId> {
        Vec::new()
    }
}
