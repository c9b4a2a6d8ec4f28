//! Cities, states and schools that stand for their teams: `Oldport beat them`, `Oldport’s defense`, `over Oldport, 7-3`.
//!
//! A place does so where something shows it, and elsewhere in that article too, but where it is where something happens:
//! `in Oldport`. What shows it is a word of the game next to it, in an article that tells of games or names the team.

use smallvec::SmallVec;

use super::EntityKind;
use super::resolve::{Resolver, sense_of};
use super::senses::{Sense, sense, sense_at, thing};

/// How many words of games make an article one about them.
const SPORTING: usize = 5;

/// How much speaks for the team at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cue {
    /// The place is meant: `in Oldport`, `Oldport police`.
    Place,
    /// Either may be: `with Oldport`, `Oldport needed`.
    Either,
    /// The team is: `beat Oldport`, `Oldport (10-5)`.
    Team,
}

/// The number of the thing that a name is known to name as it stands.
fn number_of(name: &str) -> Option<u16> {
    let thing = thing(name).filter(|thing| thing.is_whole)?;
    Some(thing.number)
}

impl Resolver<'_, '_> {
    /// Which team each place of the article stands for, if it stands for one; by the number of its spelling.
    pub(super) fn teams(&mut self) -> SmallVec<[(u32, u32); 4]> {
        let mut teams: SmallVec<[(u32, u32); 4]> = SmallVec::new();
        let mut is_sporting = None;
        for number in 0..self.chunks.len() {
            let form = self.form_of[number];
            if !self.is_city(number)
                || teams.iter().any(|t| t.0 == form)
                || self.cue(number) == Cue::Place
            {
                continue;
            }
            let mut sporting = || *is_sporting.get_or_insert_with(|| self.is_sporting());
            let team = match (self.named_team(number), self.cue(number)) {
                (Some(team), Cue::Team) => Some(team),
                (Some(team), _) => sporting().then_some(team),
                (None, Cue::Team) if sporting() => Some(self.unnamed_team(number)),
                (None, _) => None,
            };
            teams.extend(team.map(|team| (form, team)));
        }
        teams
    }

    /// The team that a place stands for here, of those of the article.
    pub(super) fn team_of(&self, number: usize, teams: &[(u32, u32)]) -> Option<u32> {
        let form = self.form_of[number];
        let team = teams.iter().find(|t| t.0 == form)?.1;
        (self.is_city(number) && self.cue(number) > Cue::Place).then_some(team)
    }

    fn is_city(&self, number: usize) -> bool {
        let known = self.chunks[number].known;
        known.is_some_and(|known| known.kind == EntityKind::Place)
    }

    fn cue(&self, number: usize) -> Cue {
        let (reading, words) = (self.reading, &self.chunks[number].words);
        let (start, end) = (words.start as usize, words.end as usize);
        let at = |word: usize| sense_at(reading, word);
        let before = start.checked_sub(1).filter(|_| {
            let gap = reading.gap(start);
            gap == " "
        });
        let word_before = before.map_or("", |w| reading.word(w));
        let located = before.is_some_and(|w| at(w).is(Sense::LOCATES))
            || matches!(word_before, "from" | "of" | "downtown" | "to" | "and");
        let (gap, next) = (reading.gap(end), reading.word(end));
        let digits = |word: usize| reading.words.get(word).is_some_and(|w| w.is_digits());
        let score = |gap: &str| matches!(gap, "-" | "–");
        let standing = matches!(gap, " (" | " ( " | ", " | " ")
            && digits(end)
            && score(reading.gap(end + 1))
            && digits(end + 1);
        let owns = matches!(gap, "'" | "’" | " '" | " ’" | " ’ ") && next == "s";
        let what = if owns { end + 1 } else { end };
        let of_game = (owns || gap == " ") && self.is_of_game(what);
        let plays = gap == " " && at(end).is(Sense::PLAYS);
        let rival = matches!(
            word_before,
            "against"
                | "over"
                | "beat"
                | "beats"
                | "defeated"
                | "defeats"
                | "vs"
                | "versus"
                | "past"
                | "overcame"
                | "downed"
                | "edged"
                | "topped"
                | "routed"
                | "outlasted"
        ) || word_before == "to"
            // `fell to Oldport`.
            && before.is_some_and(|w| w > 0)
            && matches!(
                reading.word(start - 2),
                "fall" | "falls" | "fell" | "lose" | "loses" | "lost" | "losing" | "loss" | "defeat"
            );
        // `ranked Oldport`, `No. 1 Oldport`.
        let ranked = matches!(word_before, "ranked" | "seeded");
        // `stopped at the Oldport 27`.
        let yards = gap == " " && digits(end) && word_before == "the";
        if standing || of_game || plays && !located || rival && !owns || ranked || yards {
            return Cue::Team;
        }
        let listed = gap == ", " && reading.is_capitalised(end) && at(end).is(Sense::KNOWN)
            || reading.gap(start) == ", "
                && start > 0
                && reading.is_capitalised(start - 1)
                && !at(start - 1).is(Sense::TEAM);
        let whose =
            gap == " " && !next.ends_with("ed") && !at(end).is(Sense::SAYS | Sense::FUNCTION)
                || gap == "-";
        if located || listed || whose {
            Cue::Place
        } else {
            Cue::Either
        }
    }

    /// Whether a word, or the one behind it, is part of a team or of what it does: `defense`, `career scoring record`.
    fn is_of_game(&self, word: usize) -> bool {
        let reading = self.reading;
        let joined = |w: usize| w == word || matches!(reading.gap(w), " " | "-");
        (word..word + 4)
            .take_while(|&w| joined(w))
            .take_while(|&w| reading.word(w).starts_with(|c: char| c.is_lowercase()))
            .any(|w| {
                let word = reading.words.get(w);
                word.is_some_and(|&w| sense(w).is(Sense::SPORT))
            })
    }

    /// Whether the article tells of games.
    fn is_sporting(&self) -> bool {
        let of_games = |w: &&crate::text::words::Word| sense(**w).is(Sense::SPORT | Sense::PLAYS);
        let all = self.reading.words.iter().filter(of_games);
        all.take(SPORTING).count() == SPORTING
    }

    /// The team that the article names and that a place may stand for.
    fn named_team(&self, number: usize) -> Option<u32> {
        let form = &self.forms[self.form_of[number] as usize];
        let named = self.by_word.get(form.words.first()?);
        let mut fits = named.into_iter().flatten().copied().filter(|&c| {
            let draft = &self.drafts[c as usize];
            draft.kind == EntityKind::Organization
                && draft.words.len() > form.words.len()
                && draft.words.starts_with(&form.words)
                && draft
                    .words
                    .last()
                    .is_some_and(|w| sense_of(*w).is(Sense::TEAM))
        });
        let Some(first) = fits.next() else {
            return self.team_of_city(number);
        };
        fits.next().is_none().then_some(first)
    }

    /// The team that is known to be of a city and that the article calls by the rest of its name.
    fn team_of_city(&self, number: usize) -> Option<u32> {
        let city = self.text(number);
        let mut teams = self.drafts.iter().enumerate().filter(|(_, draft)| {
            let known = self.chunks[draft.fullest].known.map(|k| k.thing);
            let is_team = || {
                draft
                    .words
                    .last()
                    .is_some_and(|w| sense_of(*w).is(Sense::TEAM))
            };
            let whole = || number_of(&format!("{city} {}", self.text(draft.fullest)));
            // Under its known name, or by a word that is the rest of one: `Boston Bruins`, `Bruins`.
            draft.kind == EntityKind::Organization
                && draft.words.len() <= 4
                && match known {
                    Some(known) => self.is_home(number, draft.fullest) || whole() == Some(known),
                    None => is_team() && whole().is_some(),
                }
        });
        let first = teams.next()?.0;
        teams.next().is_none().then_some(first as u32)
    }

    /// Whether a team's name is that of a city and then one by which it is known: `Boston Red Sox`; the city may be called
    /// otherwise, `Indy`.
    fn is_home(&self, city: usize, team: usize) -> bool {
        let Some(city) = self.chunks[city].known else {
            return false;
        };
        let team = self.text(team);
        team.match_indices(' ').any(|(at, _)| {
            let (home, own) = (&team[..at], &team[at + 1..]);
            number_of(home) == Some(city.thing)
                && number_of(own).is_some()
                && number_of(own) == number_of(team)
        })
    }

    /// A team that has no name here but that of its place.
    fn unnamed_team(&mut self, number: usize) -> u32 {
        let draft = self.draft(self.form_of[number] as usize);
        if let Some(team) = self.drafts.get_mut(draft as usize) {
            (team.kind, team.fullest) = (EntityKind::Organization, number);
        }
        draft
    }
}
