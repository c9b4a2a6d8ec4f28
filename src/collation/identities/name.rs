//! A name, as it is compared with those of its block.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;
use smallvec::SmallVec;

use crate::collation::grouping::GroupId;
use crate::collation::index::TextId;
use crate::facts::entities::EntityKind;
use crate::facts::entities::names::{self, is_team, thing, without_class};
use crate::facts::entities::spelling::{loose, plain, regional};

/// The number of a name.
pub(super) type NameId = u32;

/// A spelling of a full name, with what it is compared by.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) text: Box<str>,
    /// Its words, taken apart as a person's name.
    pub(super) parts: names::Name,
    /// How many texts take it for each kind.
    pub(super) kinds: [u32; 4],
    /// The texts that have it, in any order; one that has it for two things twice.
    pub(super) texts: Vec<TextId>,
    /// The thing that it is known to name.
    pub(super) thing: Option<u16>,
    /// Whether it is known to name that as it stands: `Microsoft`, not `Microsoft Corp.`
    pub(super) is_known: bool,
    /// Whether it says what place it is before its name: `City of Oldport`.
    pub(super) has_class: bool,
    /// The user's alias that it is.
    pub(super) alias: Option<u16>,
    /// What it must share with another to be compared with it.
    pub(super) block: u64,
    /// The group that it is in; `MAX` before it was put into one.
    pub(super) group: GroupId,
}

impl Default for Name {
    fn default() -> Name {
        Name::new("", EntityKind::Other, None)
    }
}

impl Name {
    /// A name of no text so far.
    pub(super) fn new(text: &str, _kind: EntityKind, alias: Option<u16>) -> Name {
        let bare = without_class(text);
        let parts = names::Name::parse(bare);
        let known = thing(bare);
        let thing = known.map(|known| known.number);
        let hash = FxBuildHasher;
        let block = match (alias, thing) {
            (Some(alias), _) => hash.hash_one((1, alias)),
            (_, Some(thing)) => hash.hash_one((2, thing)),
            _ => hash.hash_one(skeleton(names::main_word(&parts))),
        };
        Name {
            text: text.into(),
            parts,
            kinds: [0; 4],
            texts: Vec::new(),
            thing,
            is_known: known.is_some_and(|known| known.is_whole),
            has_class: bare.len() < text.len(),
            alias,
            block,
            group: GroupId::MAX,
        }
    }

    /// What most texts take it for.
    pub(super) fn kind(&self) -> EntityKind {
        let kinds = [
            EntityKind::Person,
            EntityKind::Organization,
            EntityKind::Place,
            EntityKind::Other,
        ];
        let mut best = EntityKind::Other;
        for kind in kinds.into_iter().rev() {
            if self.kinds[kind as usize] >= self.kinds[best as usize]
                && self.kinds[kind as usize] > 0
            {
                best = kind;
            }
        }
        best
    }

    /// Whether it is written in capitals throughout, as in a headline.
    pub(super) fn is_upper(&self) -> bool {
        self.text.len() > 4 && !self.text.contains(char::is_lowercase)
    }
}

/// A name without case and marks: by which the user's aliases are found.
pub(super) fn folded(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(plain).collect();
    words.join(" ")
}

/// The hash of the initials of a name of several words, as an acronym has them: of those in capitals.
pub(super) fn initials(name: &str) -> Option<u64> {
    let initials: SmallVec<[u8; 8]> = name
        .split([' ', '-'])
        .filter_map(|word| word.bytes().next())
        .filter(u8::is_ascii_uppercase)
        .take(8)
        .collect();
    (initials.len() > 1).then(|| FxBuildHasher.hash_one(&initials[..]))
}

/// The hashes of the initials that a word in capitals may be made of: its letters, those behind a `T` for `The` too.
pub(super) fn initials_of(acronym: &str) -> [Option<u64>; 2] {
    let letters: SmallVec<[u8; 8]> = acronym.bytes().filter(|b| *b != b'.').take(9).collect();
    let is_acronym = (3..=8).contains(&letters.len()) && letters.iter().all(u8::is_ascii_uppercase);
    if !is_acronym {
        return [None; 2];
    }
    let article = letters.strip_prefix(b"T");
    [Some(&letters[..]), article].map(|l| l.map(|l| FxBuildHasher.hash_one(l)))
}

/// The hash of a place or a school, as a team has it before its own name: `Oldport` of `Oldport Bears`.
pub(super) fn home(name: &str) -> u64 {
    FxBuildHasher.hash_one(folded(name))
}

/// The [`home`] of a team, if a name is one of a team.
pub(super) fn home_of_team(name: &str) -> Option<u64> {
    let (home_name, last) = name.rsplit_once(' ')?;
    is_team(last).then(|| home(home_name))
}

/// The first letter and the consonants of a word as transliterations agree on them.
fn skeleton(word: &str) -> String {
    let word = loose(regional(word));
    let mut letters = word.chars();
    let first = letters.next();
    let rest = letters.filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'h'));
    first.into_iter().chain(rest).collect()
}
