//! Figures that contradict each other, gathered: each with all that it is connected with.
//!
//! A group is what hangs together by contradictions, and the figures that agree with one of those. It depends on the
//! links alone, not on the order in which they came.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use crate::collation::grouping::GroupId;
use crate::collation::index::TextId;

/// A claim of a text, by its number in the text's account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Node {
    /// The text.
    pub text: TextId,
    /// The number of the claim.
    pub claim: u32,
}

/// What connects a claim with one of another text.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The claim of this text.
    pub claim: u32,
    /// The other.
    pub other: Node,
    /// Whether the two contradict each other; else they agree.
    pub contrary: bool,
    /// Whether another figure of both sentences is the same.
    pub companion: bool,
    /// The terms that they share, the weightiest first, by their numbers in this text's account.
    pub words: SmallVec<[u32; 4]>,
}

/// Figures of one thing that can't all hold.
#[derive(Debug, Default)]
pub struct Group {
    /// Those that contradict another, in no order that means anything.
    pub contrary: Vec<Node>,
    /// Those that agree with one of them and contradict none.
    pub agreeing: Vec<Node>,
}

impl Group {
    /// All of them.
    pub fn nodes(&self) -> impl Iterator<Item = Node> {
        self.contrary.iter().chain(&self.agreeing).copied()
    }
}

/// All groups.
#[derive(Default)]
pub struct Groups {
    slots: Vec<Option<Group>>,
    free: Vec<GroupId>,
    of_node: FxHashMap<Node, SmallVec<[GroupId; 1]>>,
    of_text: FxHashMap<TextId, Vec<GroupId>>,
}

impl Groups {
    /// A group by its number.
    pub fn get(&self, group: GroupId) -> Option<&Group> {
        self.slots.get(group as usize)?.as_ref()
    }

    /// The groups that a claim is in, in no order that means anything.
    pub fn of_node(&self, node: Node) -> impl Iterator<Item = &Group> {
        let ids = self.of_node.get(&node).into_iter().flatten();
        ids.filter_map(|&id| self.get(id))
    }

    /// The groups that a text has a part in, each once.
    pub fn of_text(&self, text: TextId) -> Vec<GroupId> {
        let mut groups = self.of_text.get(&text).cloned().unwrap_or_default();
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    /// Finds again the groups of claims whose links have changed, given the links of a text. Returns the groups that came, went or
    /// changed.
    pub fn regroup<'l>(
        &mut self,
        changed: Vec<Node>,
        links: &impl Fn(TextId) -> &'l [Link],
    ) -> Vec<GroupId> {
        let mut touched = Vec::new();
        let mut nodes = Vec::new();
        for node in changed {
            for group in self.of_node.get(&node).cloned().unwrap_or_default() {
                if let Some(group) = self.dissolve(group) {
                    nodes.extend(group.nodes());
                }
                touched.push(group);
            }
            nodes.push(node);
        }
        nodes.sort_unstable();
        nodes.dedup();
        let mut seen = FxHashSet::default();
        for node in nodes {
            if let Some(group) = gather(node, links, &mut seen) {
                touched.push(self.add(group));
            }
        }
        touched.sort_unstable();
        touched.dedup();
        touched
    }

    fn add(&mut self, group: Group) -> GroupId {
        let id = self.free.pop().unwrap_or_else(|| {
            self.slots.push(None);
            self.slots.len() as GroupId - 1
        });
        for node in group.nodes() {
            self.of_node.entry(node).or_default().push(id);
            self.of_text.entry(node.text).or_default().push(id);
        }
        if let Some(place) = self.slots.get_mut(id as usize) {
            *place = Some(group);
        }
        id
    }

    fn dissolve(&mut self, id: GroupId) -> Option<Group> {
        let group = self.slots.get_mut(id as usize)?.take()?;
        for node in group.nodes() {
            if let Some(ids) = self.of_node.get_mut(&node) {
                ids.retain(|&mut other| other != id);
                if ids.is_empty() {
                    self.of_node.remove(&node);
                }
            }
            if let Some(ids) = self.of_text.get_mut(&node.text) {
                ids.retain(|&other| other != id);
                if ids.is_empty() {
                    self.of_text.remove(&node.text);
                }
            }
        }
        self.free.push(id);
        Some(group)
    }
}

/// The links of a claim.
fn links_of<'l>(
    node: Node,
    links: &impl Fn(TextId) -> &'l [Link],
) -> impl Iterator<Item = &'l Link> {
    links(node.text)
        .iter()
        .filter(move |link| link.claim == node.claim)
}

/// What hangs together with a claim; `None` where it contradicts nothing or was `seen` in another group.
fn gather<'l>(
    node: Node,
    links: &impl Fn(TextId) -> &'l [Link],
    seen: &mut FxHashSet<Node>,
) -> Option<Group> {
    if seen.contains(&node) || !links_of(node, links).any(|link| link.contrary) {
        return None;
    }
    seen.insert(node);
    let mut group = Group::default();
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        group.contrary.push(node);
        for link in links_of(node, links) {
            if !link.contrary {
                group.agreeing.push(link.other);
            } else if seen.insert(link.other) {
                open.push(link.other);
            }
        }
    }
    group.contrary.sort_unstable();
    group.agreeing.sort_unstable();
    group.agreeing.dedup();
    let contrary = &group.contrary;
    group
        .agreeing
        .retain(|node| contrary.binary_search(node).is_err());
    Some(group)
}
