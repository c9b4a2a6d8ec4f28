//! Who is named: by whom, how often, in which spelling, and as what.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::limits;
use super::reading::{Chip, Reading, Source, short};
use crate::bundle::ArticleId;
use crate::collation::grouping::GroupId;
use crate::collation::identities::Bearer;
use crate::facts::entities::EntityKind;
use crate::queries::names::mentions;

/// Characters of a role.
const LONGEST: usize = 100;
/// Roles of one bearer.
const ROLES: usize = 4;

/// See the module's head.
#[derive(Debug, Default, Serialize)]
pub(super) struct People {
    pub(super) groups: Vec<Group>,
    /// By article and the number of its entity.
    #[serde(skip)]
    entries: FxHashMap<(ArticleId, u32), String>,
}

/// All of one kind.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    kind: &'static str,
    title: &'static str,
    /// Those first whom most articles name.
    pub(super) list: Vec<Entry>,
    more: usize,
}

/// Someone or something.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) roles: Vec<Role>,
    /// How the bundles spell the name, where they do so in several ways; else the other names that they have for it.
    pub(super) spellings: Vec<Spelling>,
    /// Whether they differ in more than length.
    pub(super) is_spelled: bool,
    articles: usize,
    mentions: usize,
    /// Utterances that articles give as said by it.
    quotes: usize,
    pub(super) cells: Vec<Cell>,
    more: usize,
}

/// What someone is said to be.
#[derive(Debug, Serialize)]
pub(super) struct Role {
    pub(super) text: String,
    chips: Vec<Chip>,
}

/// A way to write a name.
#[derive(Debug, Serialize)]
pub(super) struct Spelling {
    pub(super) text: String,
    articles: usize,
}

/// How often an article names it; the chip leads to the first time.
#[derive(Debug, Serialize)]
pub(super) struct Cell {
    chip: Chip,
    count: usize,
}

impl People {
    pub(super) fn count(&self) -> usize {
        self.groups.iter().map(|g| g.list.len() + g.more).sum()
    }

    /// The entry of an entity of an article.
    pub(super) fn entry(&self, article: ArticleId, entity: u32) -> Option<&str> {
        self.entries.get(&(article, entity)).map(String::as_str)
    }
}

/// Someone as gathered.
struct Known<'r, 'c> {
    bearer: Bearer,
    kind: EntityKind,
    name: String,
    /// Where: the article and its entity.
    places: Vec<(&'r Source<'c>, u32)>,
}

/// The kinds in the order of the page.
const KINDS: [(EntityKind, &str, &str); 4] = [
    (EntityKind::Person, "n", "People"),
    (EntityKind::Organization, "o", "Organisations"),
    (EntityKind::Place, "l", "Places"),
    (EntityKind::Other, "m", "Other names"),
];

pub(super) fn people(reading: &Reading<'_>) -> People {
    let known = gather(reading);
    let mut all = People::default();
    for (kind, letter, title) in KINDS {
        let mut own: Vec<&Known<'_, '_>> = known.iter().filter(|k| k.kind == kind).collect();
        own.sort_by_cached_key(|k| {
            let mut articles: Vec<usize> = k.places.iter().map(|(s, _)| s.number).collect();
            articles.dedup();
            Reverse(articles.len())
        });
        let mut group = Group {
            kind: kind.name(),
            title,
            list: Vec::new(),
            more: own.len().saturating_sub(limits::NAMES),
        };
        for (number, known) in (1..).zip(own.into_iter().take(limits::NAMES)) {
            let id = format!("{letter}{number}");
            for (source, entity) in &known.places {
                all.entries.insert((source.article.id, *entity), id.clone());
            }
            group.list.push(entry(reading, known, id));
        }
        if !group.list.is_empty() {
            all.groups.push(group);
        }
    }
    all
}

/// All that have a name, by where it stands first.
fn gather<'r, 'c>(reading: &'r Reading<'c>) -> Vec<Known<'r, 'c>> {
    let identities = reading.bundles.corpus.identities();
    let mut known: Vec<Known<'r, 'c>> = Vec::new();
    let mut by_group: FxHashMap<GroupId, usize> = FxHashMap::default();
    for source in &reading.articles {
        let entities = &source.article.facts.entities.entities;
        for (entity, own) in (0..).zip(entities) {
            let Some(bearer) = identities.bearer_of(source.article.text, entity) else {
                continue;
            };
            let at = *by_group.entry(bearer.group).or_insert_with(|| {
                let name = source.canonical(entity).unwrap_or_default();
                let kind = identities.kind_of(&bearer).unwrap_or(own.kind);
                known.push(Known {
                    bearer,
                    kind,
                    name,
                    places: Vec::new(),
                });
                known.len() - 1
            });
            known[at].places.push((source, entity));
        }
    }
    known
}

fn entry(reading: &Reading<'_>, known: &Known<'_, '_>, id: String) -> Entry {
    let mut cells: Vec<Cell> = Vec::new();
    let mut roles: Vec<Role> = Vec::new();
    let (mut count, mut quotes) = (0, 0);
    for &(source, entity) in &known.places {
        let facts = &source.article.facts;
        let own = mentions(facts, entity);
        count += own.len();
        let said_by = facts
            .quotes
            .iter()
            .filter_map(|q| q.speaker.as_ref()?.entity);
        quotes += said_by.filter(|speaker| *speaker == entity).count();
        let first = own.first().cloned().unwrap_or_default();
        match cells
            .last_mut()
            .filter(|cell| cell.chip.number == source.number)
        {
            Some(cell) => cell.count += own.len(),
            None => cells.push(Cell {
                chip: source.chip_at(&first),
                count: own.len(),
            }),
        }
        let role = facts.entities.entities.get(entity as usize);
        let Some(range) = role.and_then(|e| e.role.as_ref()) else {
            continue;
        };
        let (text, chip) = (short(source.slice(range), LONGEST), source.chip_at(range));
        let is_it = |role: &&mut Role| role.text.eq_ignore_ascii_case(&text);
        match roles.iter_mut().find(is_it) {
            Some(role) if role.chips.len() < limits::PLACES => role.chips.push(chip),
            Some(_) => {}
            None => roles.push(Role {
                text,
                chips: vec![chip],
            }),
        }
    }
    roles.sort_by_key(|role| Reverse(role.chips.len()));
    roles.truncate(ROLES);
    let (spellings, is_spelled) = spellings(reading, known);
    let articles = cells.len();
    let room = limits::PLACES.max(limits::COLUMNS);
    cells.truncate(room);
    Entry {
        id,
        name: known.name.clone(),
        roles,
        spellings,
        is_spelled,
        articles,
        mentions: count,
        quotes,
        more: articles - cells.len(),
        cells,
    }
}

/// The ways in which the bundles spell a name, or the names that they have for its bearer; and which of the two.
fn spellings(reading: &Reading<'_>, known: &Known<'_, '_>) -> (Vec<Spelling>, bool) {
    let (identities, view) = (reading.bundles.corpus.identities(), reading.view());
    let articles = |texts: &mut dyn Iterator<Item = u32>| {
        let mut texts: Vec<u32> = texts.collect();
        texts.sort_unstable();
        texts.dedup();
        texts
            .into_iter()
            .map(|text| view.articles(text).len())
            .sum()
    };
    let spelled = identities.spellings(known.bearer.group);
    if spelled.len() > 1 {
        let all = spelled.iter().map(|spelling| Spelling {
            text: spelling.text.to_owned(),
            articles: articles(&mut spelling.texts.iter().map(|(text, _, _)| *text)),
        });
        return (all.collect(), true);
    }
    let forms = identities.forms(&known.bearer);
    let is_other = |name: &str| name.to_lowercase() != known.name.to_lowercase();
    let forms = forms.iter().filter(|form| is_other(form.name));
    let forms = forms.map(|form| Spelling {
        text: form.name.to_owned(),
        articles: articles(&mut form.texts.iter().copied()),
    });
    (forms.collect(), false)
}
