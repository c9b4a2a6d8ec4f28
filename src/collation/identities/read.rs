//! Asking for what is known of one bearer of names.

use std::ops::Range;

use smallvec::SmallVec;

use super::name::NameId;
use super::{GroupId, Identities};
use crate::collation::index::TextId;
use crate::facts::entities::EntityKind;

/// Someone or something, by all names that texts have for it.
#[derive(Debug, Clone)]
pub struct Bearer {
    /// The group of its names.
    pub group: GroupId,
    /// The names in that group, and the initials that stand for one of them; sorted.
    names: SmallVec<[NameId; 4]>,
}

/// A name of a bearer.
#[derive(Debug, Clone, Copy)]
pub struct Form<'i> {
    /// The fullest that some texts have, as written.
    pub name: &'i str,
    /// Those texts, in any order; one that has it for two things twice.
    pub texts: &'i [TextId],
}

/// An entity of a text, as the collation knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its number among the text's entities.
    pub entity: u32,
    /// How often the text names it.
    pub count: u32,
    /// Where it does so first, in bytes of the body.
    pub first: Range<u32>,
}

impl Identities {
    /// Whom an entity of a text is, over all texts. `entity`: an index into its
    /// [`crate::facts::entities::Entities::entities`].
    pub fn bearer_of(&self, text: TextId, entity: u32) -> Option<Bearer> {
        let record = self.records.get(&text)?.get(entity as usize)?;
        let group = self.bearer(self.names.get(record.name as usize)?, record.kind);
        let mut names: SmallVec<[NameId; 4]> = SmallVec::new();
        names.extend(self.groups.get(group as usize)?.names.iter().copied());
        // Initials are in a block of their own.
        for at in 0..names.len() {
            let long = names
                .get(at)
                .and_then(|&name| self.names.get(name as usize));
            let Some(&short) = long.and_then(|long| self.by_text.get(&*initials(&long.text)))
            else {
                continue;
            };
            let is_one = self
                .names
                .get(short as usize)
                .is_some_and(|name| self.bearer(name, record.kind) == group);
            if is_one {
                names.push(short);
            }
        }
        names.sort_unstable();
        names.dedup();
        Some(Bearer { group, names })
    }

    /// The names of a bearer, that which most texts have first.
    pub fn forms(&self, bearer: &Bearer) -> Vec<Form<'_>> {
        let names = bearer.names.iter();
        let names = names.filter_map(|&name| self.names.get(name as usize));
        let mut forms: Vec<Form<'_>> = names
            .map(|name| Form {
                name: &name.text,
                texts: &name.texts,
            })
            .collect();
        forms.sort_by_key(|form| (std::cmp::Reverse(form.texts.len()), form.name));
        forms
    }

    /// The entities of a text that are this bearer, by number.
    pub fn named_in(&self, text: TextId, bearer: &Bearer) -> impl Iterator<Item = Named> {
        let records = self.records.get(&text).into_iter().flatten();
        let own = records
            .zip(0..)
            .filter(|(record, _)| bearer.names.binary_search(&record.name).is_ok());
        own.map(|(record, entity)| Named {
            entity,
            count: record.count,
            first: record.start..record.end.max(record.start),
        })
    }

    /// What most texts take a bearer for.
    pub fn kind_of(&self, bearer: &Bearer) -> Option<EntityKind> {
        self.kind(bearer.group)
    }
}

/// The capitals that words of a name begin with.
fn initials(name: &str) -> String {
    let words = name.split([' ', '-']);
    let first = words.filter_map(|word| word.chars().next());
    first.filter(char::is_ascii_uppercase).collect()
}
