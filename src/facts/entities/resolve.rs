//! Who is who within an article: which names are short for which.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::hash::BuildHasher;
use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;

use super::chunks::Chunk;
use super::descriptions::{Gender, gender};
use super::kinds::{Votes, votes};
use super::names::{initials, is_acronym_of};
use super::roles;
use super::senses::{Sense, sense};
use super::{Entities, Entity, EntityKind, Mention};
use crate::facts::reading::Reading;
use crate::text::words::Word;

/// A name as it is spelled, over all its places.
pub(super) struct Form {
    pub(super) words: SmallVec<[u64; 3]>,
    pub(super) votes: Votes,
    kind: EntityKind,
    /// The first chunk of it.
    first: usize,
    entity: Option<u32>,
}

/// Someone or something, as it is put together.
pub(super) struct Draft {
    pub(super) kind: EntityKind,
    /// The words of its fullest form.
    pub(super) words: SmallVec<[u64; 3]>,
    /// The chunk that has its fullest form.
    pub(super) fullest: usize,
    /// The chunk that named it last, of those that were looked at.
    last: usize,
    introduction: Option<usize>,
    /// How often it was named, of the chunks that were looked at.
    mentions: u32,
    role: Option<Range<usize>>,
}

/// More things than this that share a word are no help in telling which is meant.
const MOST_SHARED: usize = 16;
/// What so few names ago was named was named just now.
const JUST_NOW: usize = 2;

/// The letters of an acronym.
type Letters = SmallVec<[char; 8]>;
/// Drafts by a hash of their letters.
type ByInitials = FxHashMap<u64, SmallVec<[u32; 1]>>;

pub(super) struct Resolver<'r, 'b> {
    pub(super) reading: &'r Reading<'b>,
    pub(super) chunks: Vec<Chunk>,
    /// The spellings.
    pub(super) forms: Vec<Form>,
    /// The spelling of each chunk.
    pub(super) form_of: Vec<u32>,
    pub(super) drafts: Vec<Draft>,
    /// Which drafts have a word as the first or last of a name.
    pub(super) by_word: FxHashMap<u64, SmallVec<[u32; 2]>>,
    /// See [`Resolver::by_initials`]; most articles have no acronym that asks for it.
    by_initials: OnceCell<ByInitials>,
}

/// Puts the names of an article together.
pub(super) fn resolve(reading: &Reading<'_>, chunks: Vec<Chunk>) -> Entities {
    let mut resolver = Resolver {
        reading,
        chunks,
        forms: Vec::new(),
        form_of: Vec::new(),
        drafts: Vec::new(),
        by_word: FxHashMap::default(),
        by_initials: OnceCell::new(),
    };
    resolver.spell();
    resolver.full_names();
    let entity_of = resolver.mentions();
    resolver.finish(&entity_of)
}

fn hash_all(words: &[u64]) -> u64 {
    words.iter().fold(words.len() as u64, |hash, word| {
        (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95)
    })
}

pub(super) fn sense_of(hash: u64) -> Sense {
    let (start, end) = (0, 0);
    sense(Word { start, end, hash })
}

fn gender_of(hash: u64) -> Option<Gender> {
    let (start, end) = (0, 0);
    gender(Word { start, end, hash })
}

impl Resolver<'_, '_> {
    /// Gathers the places of each spelling.
    fn spell(&mut self) {
        let mut known: FxHashMap<u64, u32> = FxHashMap::default();
        for number in 0..self.chunks.len() {
            let chunk = &self.chunks[number];
            let range = chunk.words.start as usize..chunk.words.end as usize;
            let all = self.reading.words.get(range).unwrap_or_default();
            let mut words: SmallVec<[u64; 3]> = all.iter().map(|w| w.hash).collect();
            while words.len() > 1 && words.last().is_some_and(|w| sense_of(*w).is(Sense::SUFFIX)) {
                words.pop();
            }
            // `Ada Roe III`.
            let last = self
                .reading
                .word((chunk.words.end as usize).saturating_sub(1));
            if words.len() == all.len()
                && words.len() > 2
                && matches!(last, "II" | "III" | "IV" | "MD" | "PhD")
            {
                words.pop();
            }
            let key = match chunk.known {
                Some(known) => u64::from(known.thing) | 1 << 63,
                None => hash_all(&words),
            };
            let votes = votes(self.reading, chunk);
            let form = *known.entry(key).or_insert_with(|| {
                self.forms.push(Form {
                    words,
                    votes: Votes::default(),
                    kind: EntityKind::Other,
                    first: number,
                    entity: None,
                });
                self.forms.len() as u32 - 1
            });
            self.forms[form as usize].votes.merge(votes);
            self.form_of.push(form);
        }
        self.coordinate();
        for form in &mut self.forms {
            if let [word] = form.words[..]
                && sense_of(word).is(Sense::GIVEN)
            {
                // Once, however often it stands there: Palmer may be a town.
                form.votes.add(EntityKind::Person, 1);
            }
            form.kind = form.votes.kind();
        }
    }

    /// Makes a thing of each full name, the longest first, so that shorter ones find what they are short for.
    fn full_names(&mut self) {
        let mut order: Vec<usize> = (0..self.forms.len()).collect();
        order.sort_by_key(|&f| (Reverse(self.forms[f].words.len()), f));
        for number in order {
            let form = &self.forms[number];
            let chunk = &self.chunks[form.first];
            if form.words.len() < 2 && chunk.known.is_none() {
                continue;
            }
            let same = self.longer(form);
            let draft = same.unwrap_or_else(|| self.draft(number));
            self.forms[number].entity = Some(draft);
        }
    }

    pub(super) fn draft(&mut self, form: usize) -> u32 {
        let form = &self.forms[form];
        let number = self.drafts.len() as u32;
        let ends = [form.words.first(), form.words.last()];
        for (at, word) in ends.into_iter().enumerate() {
            if let Some(&word) = word
                && (at == 0 || form.words.len() > 1)
            {
                self.by_word.entry(word).or_default().push(number);
            }
        }
        self.drafts.push(Draft {
            kind: form.kind,
            words: form.words.clone(),
            fullest: form.first,
            last: form.first,
            introduction: None,
            mentions: 0,
            role: None,
        });
        number
    }

    /// The thing that a name of several words is a shorter form of.
    fn longer(&self, form: &Form) -> Option<u32> {
        let last = form.words.last()?;
        let candidates = self.by_word.get(last)?;
        if candidates.len() > MOST_SHARED || form.words.len() < 2 {
            return None;
        }
        let mut fits = candidates.iter().copied().filter(|&c| {
            let draft = &self.drafts[c as usize];
            draft.words.last() == Some(last)
                && draft.words.len() > 1
                && self.is_shorter(form, draft)
        });
        let first = fits.next()?;
        fits.next().is_none().then_some(first)
    }

    fn is_shorter(&self, form: &Form, draft: &Draft) -> bool {
        let is_person = |kind| kind == EntityKind::Person;
        if draft.words.ends_with(&form.words) {
            return is_person(draft.kind) == is_person(form.kind) || form.kind == EntityKind::Other;
        }
        if !is_person(draft.kind) || !is_person(form.kind) {
            return false;
        }
        let a = super::names::Name::parse(self.text(draft.fullest));
        let b = super::names::Name::parse(self.text(form.first));
        a.compare(&b) != super::names::Same::Different
    }

    pub(super) fn text(&self, chunk: usize) -> &str {
        let words = &self.chunks[chunk].words;
        self.reading.text(words.start as usize..words.end as usize)
    }

    /// Which thing each chunk names.
    fn mentions(&mut self) -> Vec<u32> {
        let teams = self.teams();
        let mut entity_of = Vec::with_capacity(self.chunks.len());
        for number in 0..self.chunks.len() {
            let form = self.form_of[number] as usize;
            let entity = match self.forms[form].entity {
                Some(entity) if self.forms[form].words.len() > 1 => {
                    self.team_of(number, &teams).unwrap_or(entity)
                }
                known => {
                    let team = self.team_of(number, &teams);
                    let short = team.or_else(|| self.short_for(number, form)).or(known);
                    let short = short.or_else(|| self.acronym_of(number));
                    short.unwrap_or_else(|| {
                        let draft = self.draft(form);
                        self.forms[form].entity = Some(draft);
                        draft
                    })
                }
            };
            let Some(draft) = self.drafts.get_mut(entity as usize) else {
                continue;
            };
            draft.last = number;
            draft.mentions += 1;
            entity_of.push(entity);
            self.introduce(number, entity);
        }
        entity_of
    }

    /// The thing of a longer name that a single word stands for: of several, the one that was named most.
    fn short_for(&self, number: usize, form: usize) -> Option<u32> {
        let form = &self.forms[form];
        let (chunk, &word) = (&self.chunks[number], form.words.first()?);
        if form.words.len() != 1 {
            return None;
        }
        let candidates = self.by_word.get(&word).filter(|c| c.len() <= MOST_SHARED)?;
        let before = (chunk.words.start as usize).checked_sub(1);
        let before_sense = before
            .and_then(|w| self.reading.words.get(w))
            .map_or_else(Sense::default, |&w| sense(w));
        let located = before_sense.is(Sense::LOCATES)
            || before.is_some_and(|w| matches!(self.reading.word(w), "from" | "of"));
        let is_place = chunk.known.is_some_and(|k| k.kind == EntityKind::Place);
        let addressed = chunk.title.as_ref().and_then(|t| {
            let last = t.end.saturating_sub(1) as usize;
            match self.reading.word(last) {
                "Mr" => Some(Gender::Male),
                "Mrs" | "Ms" | "Miss" => Some(Gender::Female),
                _ => None,
            }
        });
        let head = sense_of(word).is(Sense::HEAD | Sense::PLACE_LAST | Sense::PLACE_FIRST);
        let the = before.is_some_and(|w| matches!(self.reading.word(w), "the" | "The"));
        let fits = candidates.iter().copied().filter(|&c| {
            let draft = &self.drafts[c as usize];
            if draft.words.len() < 2 {
                return false;
            }
            let is_last = draft.words.last() == Some(&word);
            match draft.kind {
                EntityKind::Person => {
                    let given = draft.words.first().copied();
                    let is_other = given
                        .and_then(gender_of)
                        .is_some_and(|g| addressed.is_some_and(|a| a != g));
                    !is_other
                        && !((is_place || !is_last && form.kind == EntityKind::Place) && located)
                        && (is_last
                            || sense_of(word).is(Sense::GIVEN | Sense::WORD_GIVEN)
                            || form.kind != EntityKind::Place)
                }
                _ if is_place => false,
                _ if head => the && chunk.title.is_none() && is_last,
                // `Microsoft` and `Microsoft Corp.` are not short for `Microsoft Security Response Center`, nor is
                // `Roe` for `Roe administration`.
                EntityKind::Organization => {
                    let is_own = sense_of(word).is(Sense::KNOWN) && chunk.words.len() > 1;
                    (is_last || chunk.known.is_none() && !is_own && !self.is_government(draft))
                        && chunk.title.is_none()
                        && form.kind != EntityKind::Person
                        && (is_last
                            || !sense_of(word).is(Sense::COMMON | Sense::DEMONYM | Sense::GIVEN))
                }
                EntityKind::Place => false,
                EntityKind::Other => is_last && form.kind == EntityKind::Other,
            }
        });
        // Of those named before this one the one that was named most; of several the one that was named just now, else the
        // one that came first, whom the article is about. Where none is named yet, the first that comes after.
        fits.max_by_key(|&c| {
            let draft = &self.drafts[c as usize];
            let is_named = draft.introduction.is_some();
            let is_near = is_named && draft.last + JUST_NOW >= number;
            let first = draft.introduction.unwrap_or(draft.fullest);
            let just_now = is_near.then_some(draft.last);
            (is_named, draft.mentions, just_now, Reverse(first))
        })
    }

    /// Whether someone's government is named by who heads it: `Roe administration`.
    fn is_government(&self, draft: &Draft) -> bool {
        let end = self.chunks[draft.fullest].words.end as usize;
        matches!(
            self.reading.word(end.saturating_sub(1)),
            "administration" | "Administration"
        )
    }

    /// Whether a word is made of the initials of a name, of an article in capitals too: `The Quay Reporter (TQR)`.
    fn is_short_for(&self, acronym: &str, chunk: usize) -> bool {
        let name = self.text(chunk);
        let start = self.chunks[chunk].words.start as usize;
        let the = start > 0 && self.reading.word(start - 1) == "The";
        let rest = acronym.strip_prefix('T').filter(|_| the);
        is_acronym_of(acronym, name) || rest.is_some_and(|rest| is_acronym_of(rest, name))
    }

    /// The things that an acronym may be short for, by all their initials and by those in capitals. All names of several
    /// words must have been read.
    fn by_initials(&self) -> &ByInitials {
        self.by_initials.get_or_init(|| {
            let mut all = ByInitials::default();
            for (number, draft) in (0..).zip(&self.drafts) {
                if draft.kind == EntityKind::Person || draft.words.len() < 2 {
                    continue;
                }
                for small in [false, true] {
                    let letters: Letters = initials(self.text(draft.fullest), small).collect();
                    let known = all.entry(FxBuildHasher.hash_one(letters)).or_default();
                    known.push(number);
                }
            }
            all
        })
    }

    /// The thing that a word in capitals is short for: `(NATO)` behind it, or its initials anywhere.
    fn acronym_of(&self, number: usize) -> Option<u32> {
        let text = self.text(number);
        if !(2..=8).contains(&text.len()) || text.contains(char::is_lowercase) {
            return None;
        }
        let known = |acronym: &str| {
            let letters: Letters = acronym.chars().filter(|c| *c != '.').collect();
            let known = self.by_initials().get(&FxBuildHasher.hash_one(letters));
            known.into_iter().flatten()
        };
        let mut fits: SmallVec<[u32; 4]> = known(text)
            .chain(text.strip_prefix('T').into_iter().flat_map(known))
            .copied()
            .filter(|&c| self.is_short_for(text, self.drafts[c as usize].fullest))
            .collect();
        fits.sort_unstable();
        fits.dedup();
        match fits[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Notes a role at a mention, where none was found so far.
    fn introduce(&mut self, number: usize, entity: u32) {
        let Some(draft) = self.drafts.get_mut(entity as usize) else {
            return;
        };
        draft.introduction.get_or_insert(number);
        if draft.role.is_none()
            && draft.kind == EntityKind::Person
            && let Some(role) = roles::role(self.reading, &self.chunks[number])
        {
            draft.role = Some(role);
            draft.introduction = Some(number);
        }
    }

    fn finish(self, entity_of: &[u32]) -> Entities {
        let mut order: Vec<Option<u32>> = vec![None; self.drafts.len()];
        let mut all = Entities::default();
        for (chunk, &draft) in self.chunks.iter().zip(entity_of) {
            let number = order
                .get(draft as usize)
                .copied()
                .flatten()
                .unwrap_or_else(|| {
                    let number = all.entities.len() as u32;
                    all.entities.push(self.entity(draft));
                    order[draft as usize] = Some(number);
                    number
                });
            let words = chunk.words.start as usize..chunk.words.end as usize;
            let kind = self.drafts.get(draft as usize).map(|d| d.kind);
            let mut bytes = self.bytes(words.clone());
            if kind == Some(EntityKind::Organization) {
                bytes.start = self.with_article(words.start).unwrap_or(bytes.start);
            }
            all.mentions.push(Mention {
                range: bytes.start as u32..bytes.end as u32,
                entity: number,
            });
        }
        all
    }

    /// Where a name begins that has an article in capitals: `at The Quay Reporter`, but not at the head of a sentence.
    fn with_article(&self, start: usize) -> Option<usize> {
        let article = start.checked_sub(1)?;
        let before = self.reading.words.get(article.checked_sub(1)?)?;
        let word = self.reading.words.get(article)?;
        let is_within = self.reading.word(article) == "The"
            && self.reading.gap(start) == " "
            && matches!(self.reading.gap(article), " " | ", ")
            && self
                .reading
                .body
                .as_bytes()
                .get(before.start as usize)?
                .is_ascii_lowercase();
        is_within.then_some(word.start as usize)
    }

    fn entity(&self, draft: u32) -> Entity {
        let draft = &self.drafts[draft as usize];
        let words = &self.chunks[draft.fullest].words;
        let bytes = self.bytes(words.start as usize..words.end as usize);
        let role = draft.role.clone().map(|role| {
            let bytes = self.reading.bytes(role);
            bytes.start as u32..bytes.end as u32
        });
        let name: Vec<&str> = self.reading.body[bytes].split_whitespace().collect();
        Entity {
            kind: draft.kind,
            name: name.join(" ").into(),
            role,
            introduction: draft.introduction.unwrap_or(draft.fullest) as u32,
        }
    }

    /// The bytes of a name, with the full stop that belongs to it: `U.S.`, `Ada Roe Jr.`
    fn bytes(&self, words: Range<usize>) -> Range<usize> {
        let mut bytes = self.reading.bytes(words.clone());
        let last = self.reading.word(words.end.saturating_sub(1));
        let stop = self.reading.gap(words.end).starts_with('.');
        let initials = words.len() > 1 && last.len() == 1 && self.reading.gap(words.end - 1) == ".";
        if stop
            && (initials || matches!(last, "Jr" | "Sr" | "Inc" | "Corp" | "Co" | "Ltd" | "Bros"))
        {
            bytes.end += 1;
        }
        bytes
    }
}
