//! The figures and dates that several texts give for the same thing, and which of them cannot both hold.
//!
//! An equal noun does not make two figures speak of one thing, nor do two like sentences: `15 points` and `14 points` of one
//! sentence are those of two players. What counts is what stands *about the figure*, the nearer the more: what was
//! done to those who are counted, who did it, where. So a [`account::Claim`] is an amount with the terms of its
//! sentence and their distances, and two claims are of one thing if
//!
//! - they count the same ([`units`]) and have the same fate (killed, injured) and scope (another three, the other three),
//! - the terms about them are alike ([`matching`]), and
//! - no other figure of either text fits as well: a text that gives both values contradicts nobody.
//!
//! A date is a claim too, where it says when the thing of its sentence was ([`days`]): its unit is what it dates.
//!
//! A term weighs the less the more sentences of its own text have it, since that is what the text is about. Weights
//! over the whole bundle would tell more, but each edit would then move them all. Two texts are compared at all if they
//! are on one [`event`].

pub mod account;
pub mod amounts;
pub mod days;
mod event;
pub mod groups;
mod likeness;
pub mod matching;
mod read;
mod recent;
mod sentence;
pub mod terms;
pub mod units;

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::grouping::{GroupId, Grouping};
use super::index::{Holders, Index, TextId};
use crate::facts::Facts;
use account::{Account, Claim, Term};
use groups::{Group, Groups, Link, Node};
use recent::Recent;
use terms::{Nouns, Stem};

/// What counts as the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// A name in more texts than this brings no two together.
    pub common: usize,
    /// Nouns that count the same, beside those that are known to.
    pub nouns: Nouns,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            common: 64,
            nouns: Nouns::default(),
        }
    }
}

/// However many texts hold a name, they are kept in no order: of those that many hold only the number counts.
const UNORDERED: usize = usize::MAX;

/// Where a word of a name stands in the index.
fn name_key(name: Stem) -> u64 {
    u64::from(name).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// See the module's head.
#[derive(Default)]
pub struct Claims {
    settings: Settings,
    /// Which texts hold a word of a name.
    names: Index,
    texts: Vec<Text>,
    /// How many texts are in.
    count: usize,
    /// Texts whose links must be found again.
    stale: FxHashSet<TextId>,
    /// Claims whose links have changed.
    changed: FxHashSet<Node>,
    groups: Groups,
    /// What the names tell that a text shares with the one that is looked at.
    counts: Vec<u32>,
    recent: Recent,
}

#[derive(Default)]
struct Text {
    account: Account,
    links: Vec<Link>,
}

impl Claims {
    /// An empty collation.
    pub fn new(settings: Settings) -> Claims {
        Claims {
            settings,
            ..Claims::default()
        }
    }

    /// A group of figures that can't all hold.
    pub fn group(&self, group: GroupId) -> Option<&Group> {
        self.groups.get(group)
    }

    /// A claim.
    pub fn claim(&self, node: Node) -> Option<&Claim> {
        let account = &self.texts.get(node.text as usize)?.account;
        account.claims.get(node.claim as usize)
    }

    /// The day that a text's head gives as its own.
    pub fn day(&self, text: TextId) -> Option<Date> {
        self.texts.get(text as usize)?.account.day
    }

    /// The links of a claim.
    pub fn links(&self, node: Node) -> impl Iterator<Item = &Link> {
        let links = self.texts.get(node.text as usize).map(|t| &t.links[..]);
        links
            .unwrap_or_default()
            .iter()
            .filter(move |link| link.claim == node.claim)
    }

    /// A term of a text's account.
    pub fn term(&self, text: TextId, term: u32) -> Option<&Term> {
        self.texts
            .get(text as usize)?
            .account
            .terms
            .get(term as usize)
    }

    /// Lets all links be found again: there are few texts, or were a moment ago.
    fn forget_all(&mut self) {
        let texts = (0..).zip(&self.texts);
        let held = texts.filter(|(_, text)| !text.account.names.is_empty());
        self.stale.extend(held.map(|(number, _)| number));
    }

    /// Takes away all links of a text, at both ends.
    fn unlink(&mut self, text: TextId) {
        let Some(links) = self.texts.get_mut(text as usize).map(|t| &mut t.links) else {
            return;
        };
        for link in std::mem::take(links) {
            let claim = link.claim;
            self.changed.insert(Node { text, claim });
            self.changed.insert(link.other);
            if let Some(other) = self.texts.get_mut(link.other.text as usize) {
                other.links.retain(|link| link.other.text != text);
            }
        }
    }

    /// The texts that are on the same event as a text, in no order that means anything, each with whether that is sure.
    fn candidates(&mut self, text: TextId) -> Vec<(TextId, bool)> {
        let mut met: Vec<TextId> = Vec::new();
        let Some(this) = self.texts.get(text as usize) else {
            return Vec::new();
        };
        let common = self.settings.common;
        self.counts.resize(self.texts.len(), 0);
        for &name in &this.account.names {
            let Holders::Many(holders) = self.names.holders(name_key(name)) else {
                continue;
            };
            let weight = event::weight(holders.len(), common);
            if weight == 0 {
                continue;
            }
            for &other in holders {
                let Some(count) = self.counts.get_mut(other as usize) else {
                    continue;
                };
                if *count == 0 {
                    met.push(other);
                }
                *count += weight;
            }
        }
        let is_few = self.count <= event::FEW;
        let counts = &mut self.counts;
        let told = met.into_iter().filter_map(|other| {
            let count = std::mem::take(counts.get_mut(other as usize)?);
            let is_other = other != text && count >= event::LEAST;
            is_other.then_some((other, is_few || count >= event::SURE))
        });
        let told: Vec<_> = told.collect();
        let is_series = |other: TextId| {
            let other = self.texts.get(other as usize);
            other.is_none_or(|other| event::is_series(&this.account, &other.account))
        };
        told.into_iter()
            .filter(|&(other, _)| !is_series(other))
            .collect()
    }

    /// Finds the links of two texts. The one with the smaller key comes first, so that numbers decide nothing.
    fn link(&mut self, a: TextId, b: TextId, is_sure: bool) {
        let account = |text: TextId| self.texts.get(text as usize).map(|t| &t.account);
        let (Some(x), Some(y)) = (account(a), account(b)) else {
            return;
        };
        let (a, b, pairs) = if x.key <= y.key {
            (a, b, matching::pairs(x, y, is_sure))
        } else {
            (b, a, matching::pairs(y, x, is_sure))
        };
        for pair in pairs {
            let one = Node {
                text: a,
                claim: pair.a,
            };
            let other = Node {
                text: b,
                claim: pair.b,
            };
            for (from, to, words) in [(one, other, pair.words.0), (other, one, pair.words.1)] {
                self.changed.insert(from);
                let link = Link {
                    claim: from.claim,
                    other: to,
                    contrary: pair.contrary,
                    companion: pair.companion,
                    words,
                };
                if let Some(text) = self.texts.get_mut(from.text as usize) {
                    text.links.push(link);
                }
            }
        }
    }
}

impl Grouping for Claims {
    fn insert(&mut self, text: TextId, key: u128, body: &str, facts: &Facts) {
        let mut account =
            account::account(key, body, facts, &self.settings.nouns, &mut self.recent);
        // It is kept as long as the text is.
        account.claims.shrink_to_fit();
        account.terms.shrink_to_fit();
        let names = account.names.clone();
        if self.texts.len() <= text as usize {
            self.texts.resize_with(text as usize + 1, Text::default);
        }
        if let Some(place) = self.texts.get_mut(text as usize) {
            place.account = account;
        }
        self.stale.insert(text);
        self.count += 1;
        if self.count == event::FEW + 1 {
            self.forget_all();
        }
        let common = self.settings.common;
        for key in names.into_iter().map(name_key) {
            let holders = self.names.insert(key, text, UNORDERED, |_| 0);
            // It tells less from now on.
            if event::weight(holders, common) != event::weight(holders - 1, common)
                && let Holders::Many(holders) = self.names.holders(key)
            {
                self.stale.extend(holders);
            }
        }
    }

    fn remove(&mut self, text: TextId, _facts: &Facts) {
        self.unlink(text);
        self.stale.remove(&text);
        let common = self.settings.common;
        let Some(this) = self.texts.get(text as usize) else {
            return;
        };
        for key in this.account.names.iter().copied().map(name_key) {
            let holders = self.names.remove(key, text, UNORDERED, |_| 0);
            if event::weight(holders, common) != event::weight(holders + 1, common)
                && let Holders::Many(holders) = self.names.holders(key)
            {
                self.stale.extend(holders);
            }
        }
        if let Some(place) = self.texts.get_mut(text as usize) {
            *place = Text::default();
        }
        self.count = self.count.saturating_sub(1);
        if self.count == event::FEW {
            self.forget_all();
        }
    }

    fn refresh(&mut self) -> Vec<GroupId> {
        let mut stale: Vec<TextId> = self.stale.iter().copied().collect();
        stale.sort_unstable();
        for &text in &stale {
            self.unlink(text);
        }
        for &text in &stale {
            for (other, is_sure) in self.candidates(text) {
                // Of two that are stale, the one with the smaller number has linked both.
                if other > text || !self.stale.contains(&other) {
                    self.link(text, other, is_sure);
                }
            }
        }
        self.stale.clear();
        let changed = self.changed.drain().collect();
        let texts = &self.texts;
        self.groups.regroup(changed, &|text| {
            texts.get(text as usize).map_or(&[], |t| &t.links[..])
        })
    }

    fn groups_of(&self, text: TextId) -> Vec<GroupId> {
        self.groups.of_text(text)
    }
}
