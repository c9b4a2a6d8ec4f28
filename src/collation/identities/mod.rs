//! The names of the same person, organisation or place, over all texts.
//!
//! What an article calls someone in full is a *name*: a spelling, with the texts that have it. Names that may be of one
//! bearer are in one *block*, by the consonants of their last word; a block is put into groups as a whole ([`block`]),
//! from its names alone, so that groups never depend on the order of texts. A change of a text touches the blocks of
//! the names that it has.

mod bearers;
mod beginnings;
mod block;
mod context;
mod everyone;
mod name;
mod read;
mod spellings;

pub use bearers::Someone;

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::grouping::{GroupId, Grouping};
use super::index::TextId;
use crate::facts::Facts;
use crate::facts::entities::EntityKind;
use beginnings::Beginnings;
pub use beginnings::Known;
use context::Context;
pub use everyone::Everyone;
use name::{Name, NameId};
pub use read::{Bearer, Form, Named};

/// What the user knows of names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Names of one bearer each: the one to go by, and the others.
    pub aliases: Vec<(String, Vec<String>)>,
}

/// An entity of a text.
#[derive(Debug, Clone, Copy)]
struct Record {
    name: NameId,
    kind: EntityKind,
    /// How often the text names it.
    count: u32,
    /// Where it does so first, in bytes of the body.
    start: u32,
    end: u32,
}

/// Names of one bearer.
#[derive(Debug, Default)]
struct Group {
    /// Sorted by their texts.
    names: Vec<NameId>,
    canonical: NameId,
    kind: Option<EntityKind>,
    /// Whether spellings may be compared: not those of the user's aliases.
    is_spelled: bool,
}

/// One spelling of a name, with the places where each article has it first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling<'i> {
    /// As written.
    pub text: &'i str,
    /// The texts that have it, by number: how often, and where first in bytes of the body.
    pub texts: Vec<(TextId, u32, Range<u32>)>,
}

/// See the module's head.
#[derive(Default)]
pub struct Identities {
    /// The numbers of the user's aliases, by [`name::folded`].
    aliases: FxHashMap<Box<str>, u16>,
    /// What each number is to be called.
    preferred: Vec<Box<str>>,
    /// The entities of each text, by their numbers in its facts.
    records: FxHashMap<TextId, Vec<Record>>,
    names: Vec<Name>,
    /// Numbers of names that no text has.
    free: Vec<NameId>,
    by_text: FxHashMap<Box<str>, NameId>,
    blocks: FxHashMap<u64, SmallVec<[NameId; 2]>>,
    /// The names of several words, by [`name::initials`].
    by_initials: FxHashMap<u64, SmallVec<[NameId; 2]>>,
    /// The names of teams, by the [`name::home`] that they begin with.
    by_home: FxHashMap<u64, SmallVec<[NameId; 2]>>,
    stale: FxHashSet<u64>,
    groups: Vec<Group>,
    free_groups: Vec<GroupId>,
    /// Made when it is asked for first: only who types asks for it.
    beginnings: OnceLock<Beginnings>,
}

impl Identities {
    /// An empty collation.
    pub fn new(settings: &Settings) -> Identities {
        let mut all = Identities::default();
        for (canonical, others) in &settings.aliases {
            let number = all.preferred.len() as u16;
            all.preferred.push(canonical.as_str().into());
            for alias in others.iter().chain([canonical]) {
                all.aliases.insert(name::folded(alias).into(), number);
            }
        }
        all
    }

    /// The name by which an entity of a text is known in the whole bundle: the fullest and commonest of its spellings.
    /// `entity`: an index into its [`crate::facts::entities::Entities::entities`].
    pub fn canonical(&self, text: TextId, entity: u32) -> Option<&str> {
        let record = self.records.get(&text)?.get(entity as usize)?;
        let name = self.names.get(record.name as usize)?;
        if let Some(preferred) = name.alias.and_then(|a| self.preferred.get(a as usize)) {
            return Some(preferred);
        }
        let group = self.groups.get(self.bearer(name, record.kind) as usize)?;
        self.names.get(group.canonical as usize).map(|n| &*n.text)
    }

    /// The group of a name; for one that is in no group with a longer name, that of the one organisation or place near
    /// it that it is short for: initials, or the place or school that a team has its name from. It is looked for when
    /// asked, since it is in another block.
    fn bearer(&self, name: &Name, kind: EntityKind) -> GroupId {
        let own = self.groups.get(name.group as usize);
        if name.alias.is_some() || own.is_none() {
            return name.group;
        }
        // `OLDPORT` is no longer a name than `Oldport`.
        let is_single = own.is_some_and(|g| {
            let mut names = g.names.iter().filter_map(|&n| self.names.get(n as usize));
            names.all(|n| n.parts.words() == name.parts.words())
        });
        let is_alone = name.thing.is_none() && is_single;
        // A place's name that stands for a team.
        let is_place = own.and_then(|g| g.kind) == Some(EntityKind::Place);
        let of_team = matches!(kind, EntityKind::Organization | EntityKind::Other);
        let may_be_team = of_team && (is_single || is_place && kind == EntityKind::Organization);
        let initials = name::initials_of(&name.text)
            .into_iter()
            .flatten()
            .filter(|_| is_alone)
            .filter_map(|initials| self.by_initials.get(&initials));
        let teams = may_be_team.then(|| self.by_home.get(&name::home(&name.text)));
        let mut found = None;
        for long in initials.chain(teams.flatten()).flatten() {
            let Some(long) = self.names.get(*long as usize) else {
                continue;
            };
            let kind = self.kind(long.group);
            let fits = matches!(kind, Some(EntityKind::Organization | EntityKind::Place))
                && self.context().vouches(long, name);
            match found {
                _ if !fits => {}
                Some(known) if known != long.group => return name.group,
                _ => found = Some(long.group),
            }
        }
        found.unwrap_or(name.group)
    }

    fn context(&self) -> Context<'_> {
        Context {
            records: &self.records,
            names: &self.names,
        }
    }

    /// What the bearer of a group of names is.
    pub fn kind(&self, group: GroupId) -> Option<EntityKind> {
        self.groups.get(group as usize)?.kind
    }

    /// The spellings of a group that differ in more than length, case and titles, the commonest first; fewer than two
    /// where there is nothing to tell.
    pub fn spellings(&self, group: GroupId) -> Vec<Spelling<'_>> {
        let Some(group) = self.groups.get(group as usize).filter(|g| g.is_spelled) else {
            return Vec::new();
        };
        // Nor those of `U.S.`, `United States`.
        let names: Vec<&Name> = group
            .names
            .iter()
            .filter_map(|&n| self.names.get(n as usize))
            .filter(|name| !name.is_known)
            .collect();
        if names.len() < 2 {
            return Vec::new();
        }
        let mut spellings: Vec<Spelling<'_>> = Vec::new();
        for (text, bearers) in spellings::variants(&names) {
            let mut texts = Vec::new();
            for &text in bearers.iter().flat_map(|&n| &names[n].texts) {
                let records = self.records.get(&text).into_iter().flatten();
                let mine = records.filter(|r| {
                    let name = self.names.get(r.name as usize);
                    name.is_some_and(|name| bearers.iter().any(|&b| names[b].text == name.text))
                });
                let (mut count, mut first) = (0, None);
                for record in mine {
                    count += record.count;
                    let place = (record.start, record.end);
                    first = Some(first.map_or(place, |known: (u32, u32)| known.min(place)));
                }
                let (start, end) = first.unwrap_or_default();
                texts.push((text, count, start..end));
            }
            texts.sort_unstable_by_key(|(text, _, range)| (*text, range.start));
            texts.dedup_by_key(|(text, _, _)| *text);
            spellings.push(Spelling { text, texts });
        }
        spellings
    }

    /// The number of a name, which is made where there is none.
    fn name(&mut self, text: &str, kind: EntityKind) -> NameId {
        if let Some(&name) = self.by_text.get(text) {
            return name;
        }
        let alias = self.aliases.get(&*name::folded(text)).copied();
        let name = Name::new(text, kind, alias);
        let block = name.block;
        let id = if let Some(id) = self.free.pop() {
            self.names[id as usize] = name;
            id
        } else {
            self.names.push(name);
            self.names.len() as NameId - 1
        };
        self.by_text.insert(text.into(), id);
        self.blocks.entry(block).or_default().push(id);
        if let Some(beginnings) = self.beginnings.get_mut() {
            beginnings.insert(text, id);
        }
        if let Some(initials) = name::initials(text) {
            self.by_initials.entry(initials).or_default().push(id);
        }
        if let Some(home) = name::home_of_team(text) {
            self.by_home.entry(home).or_default().push(id);
        }
        id
    }

    fn is_in(&self, text: TextId) -> bool {
        self.records.contains_key(&text)
    }
}

impl Grouping for Identities {
    fn insert(&mut self, text: TextId, _key: u128, _body: &str, facts: &Facts) {
        if self.is_in(text) {
            return;
        }
        let entities = &facts.entities;
        let mut records: Vec<Record> = Vec::with_capacity(entities.entities.len());
        for entity in &entities.entities {
            let name = self.name(&entity.name, entity.kind);
            let known = &mut self.names[name as usize];
            known.kinds[entity.kind as usize] += 1;
            known.texts.push(text);
            self.stale.insert(known.block);
            records.push(Record {
                name,
                kind: entity.kind,
                count: 0,
                start: u32::MAX,
                end: 0,
            });
        }
        for mention in &entities.mentions {
            if let Some(record) = records.get_mut(mention.entity as usize) {
                record.count += 1;
                if record.start == u32::MAX {
                    (record.start, record.end) = (mention.range.start, mention.range.end);
                }
            }
        }
        self.records.insert(text, records);
    }

    fn remove(&mut self, text: TextId, facts: &Facts) {
        let Some(records) = self.records.remove(&text) else {
            return;
        };
        for (record, entity) in records.iter().zip(&facts.entities.entities) {
            let Some(name) = self.names.get_mut(record.name as usize) else {
                continue;
            };
            name.kinds[entity.kind as usize] = name.kinds[entity.kind as usize].saturating_sub(1);
            if let Some(at) = name.texts.iter().position(|t| *t == text) {
                name.texts.swap_remove(at);
            }
            self.stale.insert(name.block);
        }
    }

    fn refresh(&mut self) -> Vec<GroupId> {
        let mut stale: Vec<u64> = self.stale.drain().collect();
        stale.sort_unstable();
        let mut changed = Vec::new();
        for block in stale {
            self.regroup(block, &mut changed);
        }
        changed.sort_unstable();
        changed.dedup();
        changed
    }

    fn groups_of(&self, text: TextId) -> Vec<GroupId> {
        let records = self.records.get(&text).into_iter().flatten();
        let names = records.filter_map(|r| self.names.get(r.name as usize));
        let mut groups: Vec<GroupId> = names
            .map(|n| n.group)
            .filter(|g| *g != GroupId::MAX)
            .collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }
}

impl Identities {
    /// Puts the names of a block into groups anew. Put into `changed`: the groups that it had and has.
    fn regroup(&mut self, key: u64, changed: &mut Vec<GroupId>) {
        let Some(mut members) = self.blocks.remove(&key) else {
            return;
        };
        let mut old: Vec<GroupId> = members
            .iter()
            .map(|&n| self.names[n as usize].group)
            .filter(|g| *g != GroupId::MAX)
            .collect();
        old.sort_unstable();
        old.dedup();
        for &group in &old {
            self.groups[group as usize] = Group::default();
        }
        // From the highest down, so that the lowest is given first.
        self.free_groups.extend(old.iter().rev());
        changed.extend(old);
        members.retain(|&mut id| {
            let name = &self.names[id as usize];
            let is_used = !name.texts.is_empty();
            if !is_used {
                self.by_text.remove(&name.text);
                if let Some(initials) = name::initials(&name.text) {
                    forget(&mut self.by_initials, initials, id);
                }
                if let Some(home) = name::home_of_team(&name.text) {
                    forget(&mut self.by_home, home, id);
                }
                if let Some(beginnings) = self.beginnings.get_mut() {
                    beginnings.remove(&name.text, id);
                }
                self.names[id as usize] = Name::default();
                self.free.push(id);
            }
            is_used
        });
        members.sort_unstable_by(|a, b| {
            let text = |id: &NameId| &self.names[*id as usize].text;
            text(a).cmp(text(b))
        });
        let names: Vec<&Name> = members.iter().map(|&n| &self.names[n as usize]).collect();
        let groups = block::groups(&names, self.context());
        let mut made: Vec<Group> = Vec::with_capacity(groups.len());
        for group in &groups {
            let bearers: Vec<&Name> = group.iter().map(|&n| names[n]).collect();
            made.push(Group {
                names: group.iter().map(|&n| members[n]).collect(),
                canonical: members[group[block::fullest(&bearers)]],
                kind: block::kind(&bearers),
                is_spelled: bearers.iter().all(|n| n.alias.is_none()),
            });
        }
        for group in made {
            let id = self.free_groups.pop().unwrap_or_else(|| {
                self.groups.push(Group::default());
                self.groups.len() as GroupId - 1
            });
            for &name in &group.names {
                self.names[name as usize].group = id;
            }
            self.groups[id as usize] = group;
            changed.push(id);
        }
        if !members.is_empty() {
            self.blocks.insert(key, members);
        }
    }
}

/// Takes a name out of an index.
fn forget(index: &mut FxHashMap<u64, SmallVec<[NameId; 2]>>, key: u64, name: NameId) {
    if let Some(all) = index.get_mut(&key) {
        all.retain(|n| *n != name);
        if all.is_empty() {
            index.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests;
