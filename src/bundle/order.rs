//! A sequence of items that keeps, for every item, where it stands: the sum of all widths before it.
//!
//! An edit early in a text must cost nothing for the thousands of markers after it, so no marker may store its own
//! offset. Here each item stores its *width* alone (the bytes from the end of the item before it to its own end), in a
//! balanced binary tree (a treap) whose nodes know the sum of their subtree. An item's offset is read off by walking
//! from its node up to the root, an item at an offset by walking down; insertion and removal rotate. All in
//! O(log n) expected, with ids that stay valid as long as the item lives.
//!
//! Priorities come from the node's number by a fixed mixing function: runs are reproducible.

use std::ops::{AddAssign, Index, IndexMut};

/// Names an item of an [`Order`] for as long as it is in it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Id(u32);

impl Id {
    /// A small number, dense over the items in use: fit to index a table.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What an [`Order`] asks of its items.
pub trait Item {
    /// What is summed over items beside their width.
    type Tally: Copy + Default + AddAssign;
    /// Bytes from the end of the item before this one to this one's end.
    fn width(&self) -> usize;
    /// This item's own share of the sum.
    fn tally(&self) -> Self::Tally;
}

const NIL: u32 = u32::MAX;

struct Node<T: Item> {
    item: Option<T>,
    parent: u32,
    left: u32,
    right: u32,
    width: usize,
    tally: T::Tally,
}

/// Items in order; see the module's head.
pub struct Order<T: Item> {
    nodes: Vec<Node<T>>,
    root: u32,
    free: Vec<u32>,
    freed: Vec<u32>,
}

impl<T: Item> Default for Order<T> {
    fn default() -> Self {
        Order {
            nodes: Vec::new(),
            root: NIL,
            free: Vec::new(),
            freed: Vec::new(),
        }
    }
}

impl<T: Item> Index<Id> for Order<T> {
    type Output = T;
    fn index(&self, id: Id) -> &T {
        self.nodes[id.index()]
            .item
            .as_ref()
            .expect("an id is used only while its item lives")
    }
}

impl<T: Item> IndexMut<Id> for Order<T> {
    /// The item, to change what is *not* summed. A change of width or tally goes through [`Order::update`].
    fn index_mut(&mut self, id: Id) -> &mut T {
        self.nodes[id.index()]
            .item
            .as_mut()
            .expect("an id is used only while its item lives")
    }
}

impl<T: Item> Order<T> {
    /// All items at once, in O(n).
    pub fn from_items(items: impl IntoIterator<Item = T>) -> Self {
        let mut order = Self::default();
        let mut spine: Vec<u32> = Vec::new(); // the right spine of the tree built so far
        for item in items {
            let new = order.allocate(item);
            let mut below = NIL;
            while let Some(&top) = spine.last() {
                if priority(top) >= priority(new) {
                    break;
                }
                below = top;
                spine.pop();
                order.refresh(top);
            }
            order.link(new, below, Side::Left);
            match spine.last() {
                Some(&top) => order.link(top, new, Side::Right),
                None => order.root = new,
            }
            spine.push(new);
        }
        while let Some(top) = spine.pop() {
            order.refresh(top);
        }
        order
    }

    /// Whether the id names an item now.
    pub fn contains(&self, id: Id) -> bool {
        self.nodes
            .get(id.index())
            .is_some_and(|node| node.item.is_some())
    }

    /// The sum of all items' widths, in bytes.
    pub fn width(&self) -> usize {
        self.node(self.root).map_or(0, |n| n.width)
    }

    /// The sum of all items' tallies.
    pub fn tally(&self) -> T::Tally {
        self.node(self.root)
            .map_or_else(T::Tally::default, |n| n.tally)
    }

    /// Offset in bytes of the end of this item.
    pub fn end(&self, id: Id) -> usize {
        let node = &self.nodes[id.index()];
        let mut sum = self[id].width() + self.width_of(node.left);
        let (mut at, mut up) = (id.0, node.parent);
        while let Some(parent) = self.node(up) {
            if parent.right == at {
                sum += parent.width - self.nodes[at as usize].width;
            }
            (at, up) = (up, parent.parent);
        }
        sum
    }

    /// The first item whose end lies past `offset` (bytes); none where all end at or before it.
    pub fn first_past(&self, offset: usize) -> Option<Id> {
        let (mut at, mut before, mut found) = (self.root, 0, None);
        while let Some(node) = self.node(at) {
            let end = before + self.width_of(node.left) + self[Id(at)].width();
            if end > offset {
                found = Some(Id(at));
                at = node.left;
            } else {
                before = end;
                at = node.right;
            }
        }
        found
    }

    /// The first item of all.
    pub fn first(&self) -> Option<Id> {
        self.edge(self.root, Side::Left)
    }

    /// The last item of all.
    pub fn last(&self) -> Option<Id> {
        self.edge(self.root, Side::Right)
    }

    /// The item after this one.
    pub fn next(&self, id: Id) -> Option<Id> {
        self.step(id, Side::Right)
    }

    /// The item before this one.
    pub fn previous(&self, id: Id) -> Option<Id> {
        self.step(id, Side::Left)
    }

    /// Each item with the offset of its end, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Id, usize)> {
        let mut at = self.first();
        let mut end = 0;
        std::iter::from_fn(move || {
            let id = at?;
            end += self[id].width();
            at = self.next(id);
            Some((id, end))
        })
    }

    /// Puts an item right after `after`, or first of all.
    pub fn insert_after(&mut self, after: Option<Id>, item: T) -> Id {
        let new = self.allocate(item);
        let (parent, side) = match after {
            None => (self.first(), Side::Left),
            Some(id) => match self.edge(self.nodes[id.index()].right, Side::Left) {
                Some(next) => (Some(next), Side::Left),
                None => (Some(id), Side::Right),
            },
        };
        match parent {
            Some(parent) => self.link(parent.0, new, side),
            None => self.root = new,
        }
        while let up = self.nodes[new as usize].parent
            && up != NIL
        {
            if priority(up) >= priority(new) {
                break;
            }
            self.rotate_up(new);
        }
        self.refresh_upwards(new);
        Id(new)
    }

    /// Takes an item out. Its id is not given to another item before [`Order::settle`].
    ///
    /// # Panics
    ///
    /// If the id names no item: ids are this crate's own, never input.
    pub fn remove(&mut self, id: Id) -> T {
        let at = id.0;
        loop {
            let Node { left, right, .. } = self.nodes[id.index()];
            let child = match (left, right) {
                (NIL, only) | (only, NIL) => {
                    let parent = self.nodes[id.index()].parent;
                    self.replace_child(parent, at, only);
                    if parent != NIL {
                        self.refresh_upwards(parent);
                    }
                    break;
                }
                (l, r) if priority(l) > priority(r) => l,
                (_, r) => r,
            };
            self.rotate_up(child);
        }
        self.freed.push(at);
        let node = &mut self.nodes[id.index()];
        (node.parent, node.left, node.right) = (NIL, NIL, NIL);
        node.item.take().expect("an item is removed once")
    }

    /// Changes an item, and all the sums that it stands in.
    pub fn update(&mut self, id: Id, change: impl FnOnce(&mut T)) {
        change(&mut self[id]);
        self.refresh_upwards(id.0);
    }

    /// Gives the ids of removed items free for new ones: nobody holds one any more.
    pub fn settle(&mut self) {
        self.free.append(&mut self.freed);
    }

    fn node(&self, at: u32) -> Option<&Node<T>> {
        if at == NIL {
            None
        } else {
            self.nodes.get(at as usize)
        }
    }

    fn width_of(&self, at: u32) -> usize {
        self.node(at).map_or(0, |n| n.width)
    }

    fn allocate(&mut self, item: T) -> u32 {
        let node = Node {
            width: item.width(),
            tally: item.tally(),
            item: Some(item),
            parent: NIL,
            left: NIL,
            right: NIL,
        };
        if let Some(at) = self.free.pop() {
            self.nodes[at as usize] = node;
            return at;
        }
        self.nodes.push(node);
        self.nodes.len() as u32 - 1
    }

    fn child(&self, at: u32, side: Side) -> u32 {
        self.node(at)
            .map_or(NIL, |n| if side == Side::Left { n.left } else { n.right })
    }

    fn link(&mut self, parent: u32, child: u32, side: Side) {
        let node = &mut self.nodes[parent as usize];
        *(if side == Side::Left {
            &mut node.left
        } else {
            &mut node.right
        }) = child;
        if child != NIL {
            self.nodes[child as usize].parent = parent;
        }
    }

    fn replace_child(&mut self, parent: u32, old: u32, new: u32) {
        if parent == NIL {
            self.root = new;
            if new != NIL {
                self.nodes[new as usize].parent = NIL;
            }
        } else {
            let side = if self.nodes[parent as usize].left == old {
                Side::Left
            } else {
                Side::Right
            };
            self.link(parent, new, side);
        }
    }

    fn rotate_up(&mut self, at: u32) {
        let parent = self.nodes[at as usize].parent;
        let above = self.nodes[parent as usize].parent;
        let side = if self.nodes[parent as usize].left == at {
            Side::Left
        } else {
            Side::Right
        };
        let inner = self.child(at, side.other());
        self.replace_child(above, parent, at);
        self.link(parent, inner, side);
        self.link(at, parent, side.other());
        self.refresh(parent);
        self.refresh(at);
    }

    fn refresh(&mut self, at: u32) {
        let Node { left, right, .. } = self.nodes[at as usize];
        let (mut width, mut tally) = (self[Id(at)].width(), self[Id(at)].tally());
        for child in [left, right] {
            if let Some(node) = self.node(child) {
                width += node.width;
                tally += node.tally;
            }
        }
        let node = &mut self.nodes[at as usize];
        (node.width, node.tally) = (width, tally);
    }

    fn refresh_upwards(&mut self, mut at: u32) {
        while at != NIL {
            self.refresh(at);
            at = self.nodes[at as usize].parent;
        }
    }

    fn edge(&self, mut at: u32, side: Side) -> Option<Id> {
        let mut last = None;
        while at != NIL {
            last = Some(Id(at));
            at = self.child(at, side);
        }
        last
    }

    fn step(&self, id: Id, side: Side) -> Option<Id> {
        if let Some(id) = self.edge(self.child(id.0, side), side.other()) {
            return Some(id);
        }
        let (mut at, mut up) = (id.0, self.nodes[id.index()].parent);
        while up != NIL && self.child(up, side) == at {
            (at, up) = (up, self.nodes[up as usize].parent);
        }
        (up != NIL).then_some(Id(up))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

impl Side {
    fn other(self) -> Side {
        if self == Side::Left {
            Side::Right
        } else {
            Side::Left
        }
    }
}

/// A node's priority: its number, well mixed (the finaliser of `SplitMix64`).
fn priority(at: u32) -> u64 {
    let mut x = u64::from(at).wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Debug, Clone, PartialEq)]
    struct Word(usize, u32);

    impl Item for Word {
        type Tally = u32;
        fn width(&self) -> usize {
            self.0
        }
        fn tally(&self) -> u32 {
            self.1
        }
    }

    fn check(order: &Order<Word>, model: &[Word]) {
        let listed: Vec<_> = order
            .iter()
            .map(|(id, end)| (order[id].clone(), end))
            .collect();
        let mut end = 0;
        let expected: Vec<_> = model
            .iter()
            .map(|w| {
                (w.clone(), {
                    end += w.0;
                    end
                })
            })
            .collect();
        assert_eq!(listed, expected);
        assert_eq!(order.width(), end);
        assert_eq!(order.tally(), model.iter().map(|w| w.1).sum::<u32>());
        for (id, end) in order.iter() {
            assert_eq!(order.end(id), end);
        }
        for offset in 0..=end {
            let found = order.first_past(offset).map(|id| order.end(id));
            assert_eq!(found, expected.iter().map(|e| e.1).find(|&e| e > offset));
        }
    }

    proptest! {
        #[test]
        fn behaves_like_a_list(
            start in prop::collection::vec((1usize..5, 0u32..9), 0..20),
            steps in prop::collection::vec((0u8..3, 0usize..40, 1usize..5), 0..60),
        ) {
            let mut model: Vec<Word> = start.into_iter().map(|(w, t)| Word(w, t)).collect();
            let mut order = Order::from_items(model.clone());
            check(&order, &model);
            for (what, at, width) in steps {
                let ids: Vec<Id> = order.iter().map(|(id, _)| id).collect();
                match what {
                    0 => {
                        let at = at % (model.len() + 1);
                        let word = Word(width, at as u32);
                        model.insert(at, word.clone());
                        order.insert_after(at.checked_sub(1).map(|i| ids[i]), word);
                    }
                    1 if !ids.is_empty() => {
                        let at = at % ids.len();
                        prop_assert_eq!(order.remove(ids[at]), model.remove(at));
                        order.settle();
                    }
                    _ if !ids.is_empty() => {
                        let at = at % ids.len();
                        model[at].0 = width;
                        order.update(ids[at], |w| w.0 = width);
                    }
                    _ => {}
                }
                check(&order, &model);
            }
        }
    }

    #[test]
    fn stays_shallow() {
        let order = Order::from_items((0..100_000).map(|_| Word(1, 0)));
        let mut deepest = 0;
        for (id, _) in order.iter() {
            let (mut depth, mut at) = (0, id.0);
            while at != NIL {
                (depth, at) = (depth + 1, order.nodes[at as usize].parent);
            }
            deepest = deepest.max(depth);
        }
        assert!(deepest < 70, "{deepest}");
    }
}
