//! Which figures of two texts are of the same thing.

use std::cmp::Ordering;

use smallvec::SmallVec;

use super::account::{Account, Claim};
use super::amounts::Fit;
use super::likeness::{
    ALIKE, FARTHEST, Likeness, VERBATIM, Weights, has, likeness, subject, weights,
};
use super::terms::Stem;
use crate::facts::figures::FigureKind;

/// A figure of one text and one of another, of the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The claim of the first text.
    pub a: u32,
    /// The claim of the second.
    pub b: u32,
    /// Whether not both can hold; else they agree.
    pub contrary: bool,
    /// Whether another figure of both sentences is the same: they are of one state of things.
    pub companion: bool,
    /// The terms that they share, the weightiest first: their numbers in either account.
    pub words: (SmallVec<[u32; 4]>, SmallVec<[u32; 4]>),
}

/// What two claims score at least that are of one thing, where neither text has another figure in the unit.
const LEAST: f32 = 0.10;
/// So much more for each other figure that could be meant.
const LEAST_EACH: f32 = 0.12;
/// More others make it no harder.
const MOST_OTHERS: u32 = 8;
/// Claims that share less are alike by chance.
const LEAST_SHARED: f32 = 0.6;
/// Amounts in two units are farther apart than this, by ratio, before they contradict each other.
const CONVERTED: f64 = 1.25;
/// Another figure that contradicts is a rival if it scores so much of it.
const RIVAL: f32 = 0.9;
/// Another figure that can hold too is a rival if it scores so much of it.
const COMPATIBLE_RIVAL: f32 = 0.5;
/// Another figure that says the same as one of the two is a rival if it scores so much of it: a text that gives both values
/// contradicts neither.
const AGREEING_RIVAL: f32 = 0.3;

/// The figures of two texts that are of the same thing, and agree or contradict each other. `is_sure`: the texts are on one
/// event beyond doubt.
pub fn pairs(first: &Account, second: &Account, is_sure: bool) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some(a), Some(b)) = (first.claims.get(i), second.claims.get(j)) {
        match a.unit.cmp(&b.unit) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                let table = Table::new(first, i, second, j, is_sure);
                table.pairs(&mut pairs);
                (i, j) = (i + table.a.len(), j + table.b.len());
            }
        }
    }
    let series: SmallVec<[(u32, u32); 2]> = sentences_of_series(&pairs, first, second);
    if !series.is_empty() {
        pairs.retain(|pair| {
            let of = sentences(pair, first, second);
            !pair.contrary || of.is_none_or(|of| !series.contains(&of))
        });
    }
    pairs
}

/// The sentences that two figures stand in, by their first terms.
fn sentences(pair: &Pair, first: &Account, second: &Account) -> Option<(u32, u32)> {
    let (a, b) = (
        first.claims.get(pair.a as usize)?,
        second.claims.get(pair.b as usize)?,
    );
    Some((a.terms.start, b.terms.start))
}

/// Two sentences that are alike but for two of their figures or more, and agree in none, are those of two reports of a
/// series, or on two things of a kind: nine ships load and 16 wait, ten ships load and 14 wait.
fn sentences_of_series(
    pairs: &[Pair],
    first: &Account,
    second: &Account,
) -> SmallVec<[(u32, u32); 2]> {
    let mut series = SmallVec::new();
    for (number, pair) in pairs.iter().enumerate().filter(|(_, pair)| pair.contrary) {
        let Some(of) = sentences(pair, first, second) else {
            continue;
        };
        let same = |other: &&Pair| sentences(other, first, second) == Some(of);
        let others = pairs.iter().skip(number + 1).filter(same);
        let differs = others
            .filter(|other| other.contrary && other.a != pair.a && other.b != pair.b)
            .count();
        let agrees = pairs.iter().filter(same).any(|other| !other.contrary);
        if differs > 0 && !agrees {
            series.push(of);
        }
    }
    series
}

/// Every claim in a unit of one text with every one of another.
struct Table<'t> {
    a: &'t [Claim],
    b: &'t [Claim],
    /// What stands about each of them.
    of_a: Vec<Weights>,
    of_b: Vec<Weights>,
    /// The names in either text.
    names: (&'t [Stem], &'t [Stem]),
    /// The numbers of their first claims in the accounts.
    from: (usize, usize),
    /// Whether the texts are on one event beyond doubt.
    is_sure: bool,
    /// Row by row.
    cells: Vec<Likeness>,
}

/// The claims from a number on that are in its unit.
fn in_unit(account: &Account, from: usize) -> &[Claim] {
    let claims = account.claims.get(from..).unwrap_or_default();
    let unit = claims.first().map(|claim| claim.unit);
    let end = claims.iter().take_while(|c| Some(c.unit) == unit).count();
    claims.get(..end).unwrap_or_default()
}

impl<'t> Table<'t> {
    fn new(
        first: &'t Account,
        i: usize,
        second: &'t Account,
        j: usize,
        is_sure: bool,
    ) -> Table<'t> {
        let (a, b) = (in_unit(first, i), in_unit(second, j));
        let of_b: Vec<Weights> = b.iter().map(|claim| weights(second, claim)).collect();
        let of_a: Vec<Weights> = a.iter().map(|claim| weights(first, claim)).collect();
        let mut cells = Vec::with_capacity(a.len() * b.len());
        for (x, of_x) in a.iter().zip(&of_a) {
            cells.extend(
                b.iter()
                    .zip(&of_b)
                    .map(|(y, of_y)| likeness(x, of_x, y, of_y)),
            );
        }
        Table {
            a,
            b,
            of_a,
            of_b,
            names: (&first.names, &second.names),
            from: (i, j),
            is_sure,
            cells,
        }
    }

    fn cell(&self, row: usize, column: usize) -> Option<&Likeness> {
        self.cells.get(row * self.b.len() + column)
    }

    fn pairs(&self, pairs: &mut Vec<Pair>) {
        for row in 0..self.a.len() {
            for column in 0..self.b.len() {
                if let Some((contrary, cell)) = self.verdict(row, column) {
                    pairs.push(Pair {
                        a: (self.from.0 + row) as u32,
                        b: (self.from.1 + column) as u32,
                        contrary,
                        companion: cell.companion,
                        words: cell.words.iter().copied().unzip(),
                    });
                }
            }
        }
    }

    /// Whether two claims are of one thing, and if so, whether they contradict each other.
    fn verdict(&self, row: usize, column: usize) -> Option<(bool, &Likeness)> {
        let (a, b) = (self.a.get(row)?, self.b.get(column)?);
        let cell = self.cell(row, column)?;
        let score = cell.score();
        let verbatim = score >= VERBATIM;
        if cell.shared < LEAST_SHARED
            || score < LEAST
            || !is_told(cell, a, b)
            || cell.is_refused(a.kind)
        {
            return None;
        }
        let contrary = match cell.fit {
            Fit::Same => false,
            // One text tells the parts, the other their sum.
            Fit::Contrary if is_sum(a, b) || is_sum(b, a) || is_converted(a, b) => return None,
            Fit::Contrary => true,
            Fit::Bounds => verbatim,
            Fit::Compatible => return None,
        };
        // Others have their own age, however many they are.
        let is_told_apart = a.bearer != 0 && a.bearer == b.bearer;
        let crowd = if is_told_apart {
            0
        } else {
            crowd(a, self.a) + crowd(b, self.b)
        };
        let others = crowd + looseness(a) + described(a, b);
        if score < LEAST + LEAST_EACH * others.min(MOST_OTHERS) as f32 {
            return None;
        }
        // Sums and times are in any report; so many people or things are of one event.
        let is_of_events = matches!(a.kind, FigureKind::Count | FigureKind::Age) && !a.moves;
        let is_sure = self.is_sure || is_of_events && score >= ALIKE;
        let is_refuted = || {
            cell.restated || self.are_of_others(row, column) || self.has_rival(row, column, cell)
        };
        if contrary && (!is_sure || is_refuted()) {
            return None;
        }
        (contrary || cell.fit == Fit::Same).then_some((contrary, cell))
    }

    /// Whether the two have different subjects, and both texts know both of them.
    fn are_of_others(&self, row: usize, column: usize) -> bool {
        let (Some(of_a), Some(of_b)) = (self.of_a.get(row), self.of_b.get(column)) else {
            return false;
        };
        let (Some(x), Some(y)) = (subject(of_a), subject(of_b)) else {
            return false;
        };
        let knows = |names: &[Stem], name: Stem| names.binary_search(&name).is_ok();
        !has(of_b, x) && !has(of_a, y) && knows(self.names.1, x) && knows(self.names.0, y)
    }

    /// Whether another figure of either text fits as well as one of these two, or agrees with the other.
    fn has_rival(&self, row: usize, column: usize, cell: &Likeness) -> bool {
        let score = cell.score();

        let is_rival = |other: Option<&Likeness>, claim: &Claim, own: Option<&Claim>| {
            // The same value said again is no other figure.
            let again = own.is_some_and(|own| own.amount.fit(&claim.amount) == Fit::Same);
            // Nor is that of those whom something else befell, or of a time from elsewhere.
            let differs = own.is_some_and(|own| {
                own.fate != claim.fate && own.fate != 0 && claim.fate != 0
                    || own.anchor != claim.anchor
            });
            !differs
                && other.is_some_and(|other| match other.fit {
                    Fit::Contrary | Fit::Bounds => !again && other.score() > RIVAL * score,
                    Fit::Compatible => other.score() > COMPATIBLE_RIVAL * score,
                    Fit::Same => other.score() > AGREEING_RIVAL * score,
                })
        };
        let columns = self.b.iter().enumerate().filter(|&(c, _)| c != column);
        let rows = self.a.iter().enumerate().filter(|&(r, _)| r != row);
        let (a, b) = (self.a.get(row), self.b.get(column));
        columns
            .map(|(c, claim)| is_rival(self.cell(row, c), claim, b))
            .chain(rows.map(|(r, claim)| is_rival(self.cell(r, column), claim, a)))
            .any(|rival| rival)
    }
}

/// Whether two amounts in different units are as far apart as a rough conversion may leave them, or tons and tonnes.
fn is_converted(a: &Claim, b: &Claim) -> bool {
    a.kind == FigureKind::Measure && a.word != b.word && a.amount.ratio(&b.amount) < CONVERTED
}

/// Whether the amount of one is what the other makes with a figure beside it.
fn is_sum(one: &Claim, other: &Claim) -> bool {
    other.sums.contains(&one.amount.value)
}

/// Whether what is shared tells what is counted: two words of which one is no name, or a fate, or the word that describes
/// what is counted. Whose age it is, a name tells.
fn is_told(cell: &Likeness, a: &Claim, b: &Claim) -> bool {
    let described = !a.modifiers.is_empty() && !b.modifiers.is_empty() && described(a, b) == 0;
    let words = cell.words.len() >= 2 && (cell.tells || cell.named && a.kind == FigureKind::Count);
    words || described || a.fate != 0 || a.kind == FigureKind::Age
}

/// How many other figures of a text could be meant, given those in the unit: the more, the less does what is counted
/// tell which thing it is. Those of another fate, or far greater or smaller, could not.
fn crowd(claim: &Claim, all: &[Claim]) -> u32 {
    let mut others: SmallVec<[&Claim; 8]> = SmallVec::new();
    for other in all {
        if other.fate != claim.fate || other.amount.ratio(&claim.amount) > FARTHEST {
            continue;
        }
        let is_known = |known: &&Claim| known.amount.fit(&other.amount) == Fit::Same;
        if !is_known(&claim) && !others.iter().any(is_known) {
            others.push(other);
        }
        if others.len() as u32 >= MOST_OTHERS {
            break;
        }
    }
    others.len() as u32
}

/// How little a unit tells of what is meant, in others that could be: anything lasts some weeks, and costs some dollars.
fn looseness(claim: &Claim) -> u32 {
    match claim.kind {
        // Prices change by the hour.
        _ if claim.moves => 4,
        FigureKind::Money | FigureKind::Percentage | FigureKind::Name => 2,
        FigureKind::Bare if claim.fate == 0 => 2,
        FigureKind::Measure => 1,
        _ => 0,
    }
}

/// How much the words differ that describe what is counted (`two fishing boats`, `three speed boats`), in others that
/// could be meant; where one side has none, not at all.
fn described(a: &Claim, b: &Claim) -> u32 {
    if a.modifiers.is_empty() || b.modifiers.is_empty() {
        return 0;
    }
    let shared = a.modifiers.iter().filter(|stem| b.modifiers.contains(stem));
    match shared.count() {
        0 => 2,
        shared => u32::from(shared < a.modifiers.len().max(b.modifiers.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::super::account::account;
    use super::super::terms::Nouns;
    use super::*;
    use crate::facts;
    use crate::facts::shingles::Seen;

    /// The figures of two texts that contradict each other, as written.
    fn conflicts(a: &str, b: &str) -> Vec<(String, String)> {
        let read = |body: &str| {
            let facts = facts::read(body, &mut Seen::default());
            account(0, body, &facts, &Nouns::default())
        };
        let text = |body: &str, claim: Option<&Claim>| {
            let range = claim.map(|c| c.range.start as usize..c.range.end as usize);
            range
                .map(|range| body[range].to_owned())
                .unwrap_or_default()
        };
        let (x, y) = (read(a), read(b));
        let pairs = pairs(&x, &y, true).into_iter().filter(|pair| pair.contrary);
        pairs
            .map(|pair| {
                (
                    text(a, x.claims.get(pair.a as usize)),
                    text(b, y.claims.get(pair.b as usize)),
                )
            })
            .collect()
    }

    #[test]
    fn figures_of_one_thing_that_cannot_both_hold() {
        for (a, b, x, y) in [
            (
                "Deputy Ana Rivas was shot to death outside a flat in the 1200 block of East Quay Street.",
                "Rivas followed him to a block of flats in the 1250 block of East Quay Street.",
                "1200",
                "1250",
            ),
            (
                "The storm injured 12 people on the island, the governor said.",
                "According to the governor, 18 people were injured on the island.",
                "12 people",
                "18 people",
            ),
            (
                "Thieves took seven paintings from the Ostrava museum at night.",
                "The Ostrava museum lost nine paintings to thieves.",
                "seven paintings",
                "nine paintings",
            ),
            (
                "Forty-year-old Ada Novak was arrested in Brno.",
                "Police arrested 41-year-old Ada Novak.",
                "Forty-year-old",
                "41-year-old",
            ),
            (
                "The fire killed at least nine people and wounded 20.",
                "Four people were killed in the fire.",
                "at least nine people",
                "Four people",
            ),
            // A time in two units.
            (
                "Ada Novak swam round the pier of Lowell in four minutes, 48 seconds.",
                "Ada Novak swam round the pier of Lowell in four minutes and 12 seconds.",
                "four minutes, 48 seconds",
                "four minutes and 12 seconds",
            ),
            // The day is that of the words.
            (
                "In March, 500 crates of apples were brought to the Lowell docks.",
                "The harbour master said on Monday that 550 crates of apples were brought to the Lowell docks.",
                "500 crates",
                "550 crates",
            ),
            // Other names, but one phrase.
            (
                "A letter by Novak says two grey herons nested on the roof of the mill.",
                "According to Kriz four grey herons nested on the roof of the mill.",
                "two grey herons",
                "four grey herons",
            ),
            (
                "Pickets stood outside the mill in Lowell for three weeks.",
                "For five weeks pickets stood outside the mill in Lowell.",
                "three weeks",
                "five weeks",
            ),
        ] {
            let expected = vec![(x.to_owned(), y.to_owned())];
            assert_eq!(conflicts(a, b), expected, "{a} {b}");
            let turned = vec![(y.to_owned(), x.to_owned())];
            assert_eq!(conflicts(b, a), turned, "{b} {a}");
        }
    }

    #[test]
    fn figures_of_different_things() {
        for (a, b) in [
            // Another fate.
            (
                "The storm injured 12 people on the island, the governor said.",
                "The storm killed 18 people on the island, the governor said.",
            ),
            // A part, or more of them.
            (
                "Divers found three boats near the pier.",
                "Divers found another five boats near the pier.",
            ),
            (
                "Divers raised two of the sunken boats near the pier.",
                "Divers raised five boats near the pier.",
            ),
            // Another day, another person, another anchor.
            (
                "On Monday 12 houses burned in Lowell.",
                "On Friday 15 houses burned in Lowell.",
            ),
            (
                "Ada Novak, a 40-year-old baker, spoke first.",
                "Jan Kriz, a 43-year-old baker, spoke first.",
            ),
            (
                "The bridge closed nine days before the vote in Lowell.",
                "The bridge closed five days ago in Lowell.",
            ),
            (
                "A tremor of 3.8 on the Richter scale shook Lowell on Monday.",
                "In March, a tremor of 5.1 on the Richter scale shook Lowell.",
            ),
            // What is wanted is not what there is.
            (
                "Novak needed nine points against Lowell to win the cup.",
                "Novak made 14 points against Lowell to win the cup.",
            ),
            // Two moments of a game.
            (
                "Novak scored for Lowell with four minutes, 48 seconds remaining.",
                "Novak scored for Lowell with nine minutes to play.",
            ),
            // Both can hold.
            (
                "The fire burned about 1,000 hectares of forest.",
                "The fire burned 1,032 hectares of forest.",
            ),
            (
                "The march drew more than 5,000 people to Lowell.",
                "The march drew 6,200 people to Lowell.",
            ),
            // Two reports of a series.
            (
                "Nine grain ships were loading and 16 ferries were waiting at the Lowell docks.",
                "Ten grain ships were loading and 14 ferries were waiting at the Lowell docks.",
            ),
            // Parts and their sum.
            (
                "The navy held 12 Danish and 11 Faroese sailors near the pier in Lowell.",
                "The navy held 23 sailors near the pier in Lowell.",
            ),
            (
                "The navy held 12 sailors and 11 cooks near the pier in Lowell.",
                "The navy held 23 sailors near the pier in Lowell.",
            ),
            // Hardly a word in common, or sizes apart.
            ("The choir sang for 12 guests.", "Rain fell on 15 guests."),
            (
                "The museum in Ostrava shows 12 paintings.",
                "The museum in Ostrava owns 1,800 paintings.",
            ),
            // A text that gives both values.
            (
                "The storm injured 12 people on the island, the governor said.",
                "The governor said 18 people were injured on the island. Earlier he said 12 people were injured there.",
            ),
        ] {
            assert_eq!(conflicts(a, b), [], "{a} {b}");
        }
    }

    #[test]
    fn of_other_subjects_or_kinds() {
        let known = "Ada Novak met Jan Kriz at the mill in Lowell.";
        for (a, b) in [
            // Two subjects that both texts know.
            (
                "Novak won 52 seats in Lowell.",
                "Kriz won 41 seats in Lowell.",
            ),
            // The noun is left out behind the second number.
            (
                "Novak's party won 52 seats in the Lowell council to 41 for the party of Kriz.",
                "The party of Kriz won 41 seats in the Lowell council.",
            ),
            (
                "The mill had 15 shots on goal at Lowell against nine.",
                "The guests had nine shots on goal at Lowell.",
            ),
            // By how much, and to what.
            (
                "The deficit of Lowell fell to 3 percent this week.",
                "The deficit of Lowell fell by 2 percent this week.",
            ),
            (
                "The deficit of Lowell fell from 5 percent to 3 percent.",
                "The deficit of Lowell fell by 2 percent.",
            ),
            // Two sides.
            (
                "The union demands a pay rise of 9.5 percent for dockers in Lowell.",
                "The harbour has offered a pay rise of 6 percent for dockers in Lowell.",
            ),
            // What may be.
            (
                "The ferry to Lowell was licensed to carry 120 passengers.",
                "The ferry to Lowell was carrying 174 passengers.",
            ),
            (
                "The captain could face 20 years in prison in Lowell.",
                "The captain was sentenced to 12 years in prison in Lowell.",
            ),
            // Many write tons and mean tonnes.
            (
                "The mill ground 41,600 tons of rye in Lowell.",
                "The mill ground 41,600 tonnes of rye in Lowell.",
            ),
            // A name begins the sentence.
            (
                "Novak owed Kriz $1.3 million.",
                "Novak paid Kriz $2.1 million.",
            ),
            // Another storm.
            (
                "The last storm in Lowell, in 1987, killed 240 people.",
                "The storm in Lowell killed 87 people on Monday.",
            ),
            (
                "On 3 May, 240 people were killed by the storm in Lowell.",
                "On 9 June, 87 people were killed by the storm in Lowell.",
            ),
            (
                "Nine years ago a storm killed 240 people in Lowell.",
                "The storm killed 87 people in Lowell on Monday.",
            ),
        ] {
            let with = |text: &str| format!("{known} {text}");
            assert_eq!(conflicts(&with(a), &with(b)), [], "{a} {b}");
        }
    }

    #[test]
    fn others_that_are_told_apart_hide_nothing() {
        let ages = "Hugo Brandeis, 61, sat by. Irene Falk, 38, sat by. Mara Holt, 29, sat by.";
        let known = "Ada Novak met Jan Kriz at the mill in Lowell.";
        for (a, b) in [
            (
                format!("In court Nora Thiel, 45, wept. {ages}"),
                format!("Reporters met Nora Thiel, 54, a doctor. {ages}"),
            ),
            (
                format!("Thiel, 47, was shot in the garage. {known} Nora Thiel rests."),
                format!("Thiel, 49, was shot in the garage. {known} Nora Thiel sleeps."),
            ),
            (
                format!("The storm killed 12 people on the island. {known}"),
                format!("On the island 18 people died in the storm. {known}"),
            ),
            (
                format!("The wreck of the barge lies 10 miles off the island. {known}"),
                format!("The wreck of the barge lies 40 km off the island. {known}"),
            ),
            (
                format!("The jury of Lowell deliberated for 11 hours before it came back. {known}"),
                format!("The jury of Lowell deliberated for 14 hours and came back. {known}"),
            ),
        ] {
            assert_eq!(conflicts(&a, &b).len(), 1, "{a} {b}");
        }
    }

    #[test]
    fn many_figures_in_a_unit_ask_for_more() {
        let one = "The fire in Lowell burned 12 houses.";
        let other = "Some 20 houses are gone in Lowell, the mayor said after a night of fire.";
        assert_eq!(conflicts(one, other).len(), 1);
        let more =
            "Barrow lost 14 houses. Dorn lost nine houses. Kriz built 17 houses. Novak sold 10.";
        assert_eq!(conflicts(&format!("{one} {more}"), other), []);
    }
}
