//! Who says what: each utterance with every source's wording, and how each differs from the fullest.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::findings::{Findings, Flag};
use super::limits;
use super::reading::{Chip, Reading, Source, on_one_line};
use crate::bundle::ArticleId;
use crate::collation::utterances::WordingId;
use crate::facts::entities::names::{Same, may_be_same};
use crate::facts::quotes::QuoteKind;
use crate::queries::utterances::difference::{Stretch, in_full};
use crate::queries::utterances::{Form, Utterance, utterance};

/// People that an entry is headed by.
const SPEAKERS: usize = 4;

/// See the module's head.
#[derive(Debug, Default, Serialize)]
pub(super) struct Quotes {
    /// What several articles quote: what they word differently first.
    pub(super) shared: Vec<Entry>,
    more: usize,
    /// What one article quotes.
    pub(super) single: Vec<Single>,
    more_single: usize,
    /// By article and where the first piece begins.
    #[serde(skip)]
    entries: FxHashMap<(ArticleId, u32), (String, String)>,
}

/// An utterance that several articles have.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    pub(super) id: String,
    /// Who says it; empty where nobody is named.
    speakers: Vec<String>,
    more_speakers: usize,
    articles: usize,
    is_reworded: bool,
    /// The fullest first, with which the others are compared.
    pub(super) wordings: Vec<Wording>,
    more: usize,
}

/// A wording, and who has it.
#[derive(Debug, Serialize)]
pub(super) struct Wording {
    chips: Vec<Chip>,
    more: usize,
    /// How it stands to the fullest.
    pub(super) how: &'static str,
    /// `same`, `part` or `other`.
    status: &'static str,
    pub(super) pieces: Vec<Piece>,
    /// Who says it here, where that is someone else.
    said_by: Option<String>,
    flags: Vec<Flag>,
}

/// A piece of a wording: `same`, `dropped`, `added` or `skipped`.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) kind: &'static str,
    pub(super) text: String,
}

/// An utterance of one article.
#[derive(Debug, Serialize)]
pub(super) struct Single {
    id: String,
    speaker: Option<String>,
    chip: Chip,
    text: String,
}

impl Quotes {
    pub(super) fn count(&self) -> usize {
        self.shared.len() + self.more + self.single.len() + self.more_single
    }

    /// How many utterances are worded in several ways.
    pub(super) fn reworded(&self) -> usize {
        self.shared.iter().filter(|entry| entry.is_reworded).count()
    }

    /// The entry of an utterance, by its article and where its first piece begins; and what it is called.
    pub(super) fn entry(&self, article: ArticleId, start: u32) -> Option<&(String, String)> {
        self.entries.get(&(article, start))
    }
}

/// The utterances as they are gathered.
struct Gathered<'r, 'c> {
    reading: &'r Reading<'c>,
    findings: &'r Findings,
    /// Where each begins, and which of its article's quotes it is.
    quotes: FxHashMap<(ArticleId, u32), usize>,
    seen: FxHashSet<WordingId>,
    shared: Vec<(Entry, Vec<(ArticleId, u32)>)>,
    single: Vec<(Single, (ArticleId, u32))>,
}

pub(super) fn quotes(reading: &Reading<'_>, findings: &Findings) -> Quotes {
    let mut all = Gathered {
        reading,
        findings,
        quotes: FxHashMap::default(),
        seen: FxHashSet::default(),
        shared: Vec::new(),
        single: Vec::new(),
    };
    for source in &reading.articles {
        for number in 0..source.article.facts.quotes.len() {
            if let Some(start) = start(source, number) {
                all.quotes.insert((source.article.id, start), number);
            }
        }
    }
    for source in &reading.articles {
        for (number, quote) in source.article.facts.quotes.iter().enumerate() {
            if quote.kind == QuoteKind::Speech {
                all.add(source, number);
            }
        }
    }
    all.finish()
}

/// Where the first piece of a quote begins, marks left out.
fn start(source: &Source<'_>, quote: usize) -> Option<u32> {
    let facts = &source.article.facts;
    let first = *facts.quotes.get(quote)?.parts.first()?;
    let first = facts.delimiters.quotations.get(first as usize)?;
    Some(first.inner.start as u32)
}

impl<'r, 'c> Gathered<'r, 'c> {
    fn add(&mut self, source: &'r Source<'c>, quote: usize) {
        let all = self.reading.bundles.corpus.utterances();
        let known = start(source, quote).and_then(|at| all.wording_at(source.article.text, at));
        if known.is_some_and(|(wording, _)| self.seen.contains(&wording)) {
            return;
        }
        let said = utterance(&source.article, quote);
        let Some(said) = said.filter(|said| said.elsewhere().next().is_some()) else {
            self.add_single(source, quote);
            return;
        };
        // All are compared with the fullest.
        let fullest = *said.fullest();
        let anchor = self.reading.source(fullest.article);
        let key = fullest
            .instance
            .pieces
            .first()
            .map(|piece| (fullest.article, piece.0));
        let quote_there = key.and_then(|key| self.quotes.get(&key)).copied();
        let again = anchor.zip(quote_there);
        let again = again.and_then(|(anchor, quote)| utterance(&anchor.article, quote));
        let said = again
            .filter(|again| again.forms.iter().any(|f| f.wording == said.own.wording))
            .unwrap_or(said);
        self.add_shared(&said);
    }

    fn add_single(&mut self, source: &Source<'_>, quote: usize) {
        let facts = &source.article.facts;
        let Some(of_source) = facts.quotes.get(quote) else {
            return;
        };
        let parts = of_source.parts.iter();
        let parts: Vec<_> = parts
            .filter_map(|&part| facts.delimiters.quotations.get(part as usize))
            .collect();
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            return;
        };
        // What a speaker quotes is part of what he says.
        if first.depth > 0 {
            return;
        }
        let texts: Vec<String> = parts
            .iter()
            .filter_map(|part| source.body.get(part.inner.clone()))
            .map(on_one_line)
            .collect();
        let range = first.outer.start as u32..last.outer.end as u32;
        let single = Single {
            id: String::new(),
            speaker: source.speaker(quote),
            chip: source.chip_at(&range),
            text: texts.join(" … "),
        };
        let key = (source.article.id, first.inner.start as u32);
        self.single.push((single, key));
    }

    fn add_shared(&mut self, said: &Utterance<'_>) {
        let view = self.reading.view();
        let mut wordings: Vec<(WordingId, Wording)> = Vec::new();
        let mut places: Vec<(ArticleId, u32)> = Vec::new();
        let mut articles: Vec<ArticleId> = Vec::new();
        let speaker = self.speaker(&said.own);
        let mut speakers: Vec<String> = speaker.iter().cloned().collect();
        // The one that all are compared with stands first.
        let forms = std::iter::once(&said.own);
        for form in forms.chain(said.forms.iter().filter(|form| !form.is(&said.own))) {
            let Some(source) = self.reading.source(form.article) else {
                continue;
            };
            self.seen.insert(form.wording);
            articles.push(form.article);
            places.extend(form.instance.pieces.first().map(|p| (form.article, p.0)));
            let place = form.whole(view);
            let range = source.in_body(&place).unwrap_or(0..0);
            let chip = source.chip_at(&range);
            let here = self.speaker(form);
            let said_by = here.filter(|here| {
                let is_other = |own: &String| may_be_same(own, here) == Same::Different;
                speaker.as_ref().is_none_or(is_other)
            });
            let said_by = said_by.filter(|_| form.article != said.own.article);
            if let Some(name) = said_by.as_ref().filter(|name| !speakers.contains(name)) {
                speakers.push(name.clone());
            }
            let flags = self.flags(source, form);
            let known = wordings.iter_mut().find(|(id, w)| {
                *id == form.wording
                    && w.said_by == said_by
                    && w.flags.is_empty() == flags.is_empty()
            });
            if let Some((_, known)) = known {
                // What an article says twice it says in one voice.
                if known.chips.iter().any(|c| c.number == chip.number) {
                    continue;
                }
                if known.chips.len() < limits::PLACES {
                    known.chips.push(chip);
                } else {
                    known.more += 1;
                }
                continue;
            }
            let pieces = pieces(&in_full(view, &said.own, form));
            let (how, status) = if wordings.is_empty() {
                ("the fullest form", "same")
            } else {
                how(&pieces)
            };
            let wording = Wording {
                chips: vec![chip],
                more: 0,
                how,
                status,
                pieces,
                said_by,
                flags,
            };
            wordings.push((form.wording, wording));
        }
        articles.sort_unstable();
        articles.dedup();
        let is_reworded = wordings.iter().any(|(_, w)| w.status == "other");
        let (more, more_speakers) = (
            wordings.len().saturating_sub(limits::PLACES),
            speakers.len().saturating_sub(SPEAKERS),
        );
        // Those that something is found about stand before the others, behind the fullest.
        if let Some((_, others)) = wordings.split_first_mut() {
            others.sort_by_key(|(_, wording)| wording.flags.is_empty());
        }
        wordings.truncate(limits::PLACES);
        speakers.truncate(SPEAKERS);
        let entry = Entry {
            id: String::new(),
            speakers,
            articles: articles.len(),
            more_speakers,
            is_reworded,
            more,
            wordings: wordings.into_iter().map(|(_, wording)| wording).collect(),
        };
        self.shared.push((entry, places));
    }

    /// Who says a form, as the bundles know him.
    fn speaker(&self, form: &Form<'_>) -> Option<String> {
        let start = form.instance.pieces.first()?.0;
        let quote = *self.quotes.get(&(form.article, start))?;
        self.reading.source(form.article)?.speaker(quote)
    }

    /// What is found about a form.
    fn flags(&self, source: &Source<'_>, form: &Form<'_>) -> Vec<Flag> {
        let whole = form.whole(self.reading.view());
        let all = self.findings.in_article(source.article.id);
        let own = all.filter(|(place, flag)| {
            let is_own = matches!(
                flag.rule,
                "altered-quote" | "elided-quote" | "disputed-speaker"
            );
            is_own && place.start < whole.end && whole.start < place.end
        });
        own.map(|(_, flag)| flag.clone()).collect()
    }

    fn finish(self) -> Quotes {
        let mut all = Quotes::default();
        let mut shared = self.shared;
        shared.sort_by_key(|(entry, _)| {
            let is_told = entry.wordings.iter().any(|w| !w.flags.is_empty());
            let varies = entry.wordings.len() > 1;
            (
                !is_told,
                !entry.is_reworded,
                !varies,
                std::cmp::Reverse(entry.articles),
            )
        });
        all.more = shared.len().saturating_sub(limits::UTTERANCES);
        for (number, (mut entry, places)) in (1..).zip(shared.into_iter().take(limits::UTTERANCES))
        {
            entry.id = format!("q{number}");
            let who = entry
                .speakers
                .first()
                .map_or("speaker not named", String::as_str);
            let label = format!("Quote, {who}, in {} articles", entry.articles);
            for place in places {
                all.entries.insert(place, (entry.id.clone(), label.clone()));
            }
            all.shared.push(entry);
        }
        all.more_single = self.single.len().saturating_sub(limits::SINGLE_UTTERANCES);
        let single = self.single.into_iter().take(limits::SINGLE_UTTERANCES);
        for (number, (mut single, place)) in (1..).zip(single) {
            single.id = format!("u{number}");
            let who = single.speaker.as_deref().unwrap_or("speaker not named");
            let label = format!("Quote, {who}, in no other article");
            all.entries.insert(place, (single.id.clone(), label));
            all.single.push(single);
        }
        all
    }
}

fn pieces(stretches: &[Stretch]) -> Vec<Piece> {
    let last = stretches.len().saturating_sub(1);
    let pieces = stretches
        .iter()
        .enumerate()
        .map(|(number, stretch)| match stretch {
            // A comma before the last mark is of the sentence around it.
            Stretch::Same(text) if number == last => {
                ("same", text.trim_end_matches([',', ';', ':']).to_owned())
            }
            Stretch::Same(text) => ("same", text.clone()),
            Stretch::Dropped(text) => ("dropped", text.clone()),
            Stretch::Added(text) => ("added", text.clone()),
            Stretch::Skipped => ("skipped", "…".to_owned()),
        });
    pieces.map(|(kind, text)| Piece { kind, text }).collect()
}

/// How a wording stands to the fullest: in words, and in one.
fn how(pieces: &[Piece]) -> (&'static str, &'static str) {
    let has = |kind| pieces.iter().any(|piece| piece.kind == kind);
    match (has("dropped"), has("added"), has("skipped")) {
        (false, false, false) => ("word for word", "same"),
        (false, false, true) => ("a part of it", "part"),
        (true, false, _) => ("drops words", "other"),
        (false, true, _) => ("has words more", "other"),
        (true, true, _) => ("other words", "other"),
    }
}
