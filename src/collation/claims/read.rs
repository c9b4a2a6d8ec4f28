//! Asking for what is known of one figure of a text.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::account::Claim;
use super::amounts::Fit;
use super::groups::{Group, Node};
use super::{Claims, event, name_key};
use crate::collation::index::{Holders, TextId};
use crate::facts::figures::FigureKind;

/// A smaller count of things is like another by chance.
const TELLING: f64 = 10.0;

impl Claims {
    /// The claim that a figure of a text makes. `range`: the whole figure, in bytes of the body.
    pub fn claim_at(&self, text: TextId, range: &Range<u32>) -> Option<Node> {
        let claims = &self.texts.get(text as usize)?.account.claims;
        let holds =
            |claim: &Claim| claim.range.start <= range.start && range.end <= claim.range.end;
        let claim = claims.iter().position(holds)? as u32;
        Some(Node { text, claim })
    }

    /// The claims of a text that give the same amount of the same as one of its claims, that one among them.
    pub fn repeated(&self, node: Node) -> impl Iterator<Item = Node> {
        let wanted = self.claim(node);
        self.in_text(node.text, move |claim| {
            wanted.is_some_and(|wanted| says_the_same(wanted, claim))
        })
    }

    /// The claims of other texts that hang together with one by contradictions, by number.
    pub fn disputed(&self, node: Node) -> Vec<Node> {
        let groups = self.groups.of_node(node);
        let mut others: Vec<Node> = groups
            .flat_map(Group::nodes)
            .filter(|other| other.text != node.text)
            .collect();
        others.sort_unstable();
        others.dedup();
        others
    }

    /// The claims of other texts on the event that give the same amount of the same as this one, though nothing that
    /// stands about the two figures says that one thing is meant. In the order of their texts' numbers. Small counts have
    /// none: there are two sides to everything.
    pub fn alike(&self, node: Node) -> Vec<Node> {
        let telling =
            |claim: &&Claim| claim.moves || claim.fate != 0 || claim.amount.value.abs() >= TELLING;
        let Some(wanted) = self.claim(node).filter(telling) else {
            return Vec::new();
        };
        let texts = self.on_event(node.text).into_iter();
        let alike = texts.flat_map(|text| self.in_text(text, |claim| says_the_same(wanted, claim)));
        let is_linked = |other: &Node| self.links(node).any(|link| link.other == *other);
        alike.filter(|other| !is_linked(other)).collect()
    }

    fn in_text(&self, text: TextId, wanted: impl Fn(&Claim) -> bool) -> impl Iterator<Item = Node> {
        let claims = self.texts.get(text as usize).map(|t| &t.account.claims[..]);
        let claims = claims.unwrap_or_default().iter().zip(0..);
        claims
            .filter(move |(claim, _)| wanted(claim))
            .map(move |(_, claim)| Node { text, claim })
    }

    /// The other texts that share enough names with this one to tell of one event, by number.
    fn on_event(&self, text: TextId) -> Vec<TextId> {
        let mut shared: FxHashMap<TextId, u32> = FxHashMap::default();
        let account = self.texts.get(text as usize).map(|t| &t.account);
        for &name in account.into_iter().flat_map(|account| &account.names) {
            let Holders::Many(holders) = self.names.holders(name_key(name)) else {
                continue;
            };
            let weight = event::weight(holders.len(), self.settings.common);
            // What is on everyone's lips tells nothing, and has many holders.
            if weight > 0 {
                for &other in holders {
                    *shared.entry(other).or_default() += weight;
                }
            }
        }
        let mut texts: Vec<TextId> = shared
            .into_iter()
            .filter(|&(other, weight)| other != text && weight >= event::LEAST)
            .map(|(other, _)| other)
            .collect();
        texts.sort_unstable();
        texts
    }
}

/// Whether two claims give the same amount of what is called the same, and befell the same.
fn says_the_same(a: &Claim, b: &Claim) -> bool {
    let is_share = |claim: &Claim| claim.kind == FigureKind::Percentage;
    a.unit == b.unit
        && is_share(a) == is_share(b)
        && (a.fate == b.fate || a.fate == 0 || b.fate == 0)
        && a.scope == b.scope
        && a.anchor == b.anchor
        && a.fit(b) == Fit::Same
}
