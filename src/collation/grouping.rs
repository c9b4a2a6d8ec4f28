//! Facts of several texts that belong together.

use super::index::TextId;
use crate::facts::Facts;

/// The number of a group. One that is gone may be given again.
pub type GroupId = u32;

/// Puts facts of several texts into groups: wordings of one utterance, figures of one thing, names of one person.
///
/// Groups depend on the contents of the texts that are in, never on the order in which they came: not even where a
/// choice has to be made, for which the keys serve. What an insertion or a removal costs depends on the text and on
/// those that share a fact with it, not on how many there are.
pub trait Grouping {
    /// Adds a text under a free number. `key`: a hash of its content.
    fn insert(&mut self, text: TextId, key: u128, body: &str, facts: &Facts);

    /// Takes a text out, given the facts that it was put in with.
    fn remove(&mut self, text: TextId, facts: &Facts);

    /// Brings the groups up to date: which of them came, went or changed since it was called last, in any order.
    fn refresh(&mut self) -> Vec<GroupId>;

    /// The groups that a text has a part in, each once, in any order. Current after [`Grouping::refresh`], until the next change.
    fn groups_of(&self, text: TextId) -> Vec<GroupId>;
}
