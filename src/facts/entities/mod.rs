//! Persons, organisations and places that an article names, and who is who within it.

mod chunks;
mod coordination;
mod descriptions;
mod evidence;
mod kinds;
mod marks;
mod measures;
pub mod names;
mod placed;
mod resolve;
mod roles;
mod senses;
pub mod spelling;
mod surroundings;
mod teams;
mod titles;

use std::ops::Range;

use super::reading::Reading;

/// What kind of thing has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A company, an office, a party, a team.
    Organization,
    /// A country, a town, a river, a building.
    Place,
    /// A name all the same.
    Other,
}

impl EntityKind {
    /// The kind as `facts` writes it.
    pub fn name(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Organization => "organization",
            EntityKind::Place => "place",
            EntityKind::Other => "other",
        }
    }
}

/// One place where a name stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The name as it stands, its title left out; in bytes of the body.
    pub range: Range<u32>,
    /// Which of the article's entities it names: an index into [`Entities::entities`].
    pub entity: u32,
}

/// Someone or something that an article names, once or often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The fullest form of its name in this article, as written, without titles.
    pub name: Box<str>,
    /// What it is said to be where it is introduced (`Ukrainian President`), in bytes of the body.
    pub role: Option<Range<u32>>,
    /// The mention that introduces it: an index into [`Entities::mentions`].
    pub introduction: u32,
}

/// All names of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entities {
    /// By position, not overlapping.
    pub mentions: Vec<Mention>,
    /// By their first mention.
    pub entities: Vec<Entity>,
    /// Words that stand for something named elsewhere, by position: `Driver Charged in Fatal Crash`, and names with a word
    /// for what is around them, `the Oldport area`. They name nothing by themselves, so they are no mentions.
    pub descriptions: Vec<Mention>,
}

impl Entities {
    /// The mention that covers a byte, as an index.
    pub fn mention_at(&self, byte: u32) -> Option<usize> {
        let at = self.mentions.partition_point(|m| m.range.end <= byte);
        self.mentions
            .get(at)
            .is_some_and(|m| m.range.start <= byte)
            .then_some(at)
    }
}

/// The hashes of the words that tell of names.
pub(super) fn known_words() -> impl Iterator<Item = u64> {
    senses::known_words()
}

/// Finds the names of a body.
///
/// A run of words in capitals may be a name ([`chunks`]); where capitals mean little, the rest of the article and the
/// lexicon decide ([`evidence`]); what a name is goes by its words and by what stands around it ([`kinds`]); and shorter
/// names are put to the longer ones that they stand for ([`resolve`]).
pub fn entities(reading: &Reading<'_>) -> Entities {
    let chunks = chunks::chunks(reading);
    let names = evidence::names(reading, chunks);
    let mut entities = resolve::resolve(reading, names);
    entities.descriptions = descriptions::descriptions(reading, &entities);
    let around = surroundings::surroundings(reading, &entities);
    entities.descriptions.extend(around);
    entities.descriptions.sort_by_key(|m| m.range.start);
    entities
}

#[cfg(test)]
mod tests;
